"""A workload with priorities of its own is assessed as an organisation with them would be."""

import yaml
from tests import packaged

from llmchoice.api import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.replay import replayed
from llmchoice.model.assessment import Assessment
from llmchoice.model.profile import Profile

EXAMPLE = "software-company"
KINDS = {
    "priorities": {"budget": 5, "privacy": 0},
    "points": {
        "privacy": 0,
        "compliance": 0,
        "budget": 60,
        "customisation": 10,
        "expertise": 10,
        "capability": 20,
        "independence": 0,
    },
    "ranking": [
        "budget",
        ["capability", "expertise"],
        "privacy",
        "compliance",
        "customisation",
        "independence",
    ],
}


def _written(**changes: object) -> Profile:
    data = yaml.safe_load(packaged.text_of(EXAMPLE))
    data["workloads"][1].update(changes)
    return read_profile(load_criteria(), yaml.safe_dump(data), EXAMPLE)


def _alone(way: str) -> Assessment:
    """The second workload as an organisation with those priorities."""
    data = yaml.safe_load(packaged.text_of(EXAMPLE))
    answers = {**data["answers"], **data.pop("workloads")[1]["answers"]}
    rated = data.pop("priorities")
    given = KINDS[way]
    if isinstance(given, dict) and way == "priorities":
        given = {**rated, **given}
    text = yaml.safe_dump({**data, way: given, "answers": answers})
    return assess(read_profile(load_criteria(), text, EXAMPLE), simulations=1000)


def test_a_workload_weighs_as_an_organisation_with_its_priorities_does() -> None:
    shared = assess(_written(), simulations=1000).workloads[1]
    for way, given in KINDS.items():
        data = _written(**{way: given})
        found = assess(data, simulations=1000).workloads[1]
        alone = _alone(way)
        assert found.recommendation == alone.recommendation
        assert found.options == alone.options
        assert found.priorities == alone.priorities
        assert found.options != shared.options


def test_the_other_workload_goes_by_the_organisation() -> None:
    before, after = (
        assess(p, simulations=1000) for p in (_written(), _written(priorities=KINDS["priorities"]))
    )
    assert before.workloads[0] == after.workloads[0]
    assert after.workloads[0].priorities == ()
    assert before.priorities == after.priorities


def test_a_past_decision_keeps_the_priorities_of_its_workloads() -> None:
    for way, given in KINDS.items():
        past = assess(_written(**{way: given}), simulations=1000)
        again = replayed(load_criteria(), past.profile.content, "past.json").profile
        assert assess(again, simulations=1000) == past
