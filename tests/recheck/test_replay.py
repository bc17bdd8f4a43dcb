"""A past profile under the questions of today."""

from collections.abc import Callable
from typing import Any

import pytest

from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.decision import Decision
from llmchoice.knowledge.folders import packaged, profile_names
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.replay import replayed
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.recheck import Dropped, Said

Data = dict[str, Any]
Read = Callable[[Data], Decision]

FULL = """
organisation: All of it
ranking: [privacy, [compliance, budget], customisation, expertise, capability, independence]
shares: {running-cost: 3}
answers: {data: [internal, personal], monthly-tokens: 40_000_000, own-test: unknown}
workloads: [{name: one, answers: {task: skilled}}, {name: two, answers: {data: [public]}}]
costs: {currency: EUR, rate: 0.9, ceiling: 5000, input-share: 0.7, spares: 1,
  gpu-hour: {low: 1, typical: 2, high: 3}, gpu: h200,
  closed-model: gpt-6.1-sol, open-model: qwen3-32b}
notes: {data: "as asked"}
expires: {data: 2027-01-31, task: 2027-06-30}
"""
POINTS = """points: {privacy: 40, compliance: 10, budget: 10, customisation: 10, expertise: 10,
  capability: 10, independence: 10}"""


def profile(kb: KnowledgeBase, text: str) -> Profile:
    return read_profile(kb, text, "p.yaml")


@pytest.mark.parametrize("name", profile_names())
def test_under_the_same_criteria_it_is_the_same_profile(name: str, kb: KnowledgeBase) -> None:
    said = profile(kb, (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8"))
    found = replayed(kb, said, "decision.json")
    assert (found.profile, found.dropped) == (said, ())


@pytest.mark.parametrize("way", ["", POINTS])
def test_all_that_a_profile_may_say_is_carried_over(way: str, kb: KnowledgeBase) -> None:
    text = FULL if not way else FULL.replace(FULL.splitlines()[2], way)
    said = profile(kb, text)
    assert replayed(kb, said, "decision.json").profile == said


def test_what_means_nothing_any_more_is_dropped_and_told(kb: KnowledgeBase) -> None:
    said = profile(kb, FULL)
    past = said.model_copy(
        update={
            "answers": {**said.answers, "gone-question": "x", "own-test": "no-such-choice"},
            "shares": {**said.shares, "gone-criterion": 2.0},
            "ranking": (("gone-priority", "privacy"), *(said.ranking or ())[1:]),
            "notes": {**said.notes, "gone-question": "y"},
            "expires": {**(said.expires or {}), "own-test": "2027-01-01"},
        }
    )
    found = replayed(kb, past, "decision.json")
    assert set(found.dropped) == {
        Dropped(kind=Said.QUESTION, id="gone-question"),
        Dropped(kind=Said.ANSWER, id="own-test"),
        Dropped(kind=Said.SHARE, id="gone-criterion"),
        Dropped(kind=Said.PRIORITY, id="gone-priority"),
    }
    answers = {q: a for q, a in said.answers.items() if q != "own-test"}
    assert found.profile == said.model_copy(update={"answers": answers})


def test_comparisons_lose_a_priority_that_is_gone(kb: KnowledgeBase) -> None:
    names = [priority.id for priority in kb.priorities]
    rows = {
        more: dict.fromkeys([*names[at + 1 :], "gone-priority"], 1.0)
        for at, more in enumerate(names)
    }
    past = Profile(organisation="A", comparisons={**rows, "gone-priority": {"privacy": 2.0}})
    found = replayed(kb, past, "decision.json")
    assert found.dropped == (Dropped(kind=Said.PRIORITY, id="gone-priority"),)
    kept = found.profile.comparisons or {}
    assert not any("gone-priority" in row for row in (kept, *kept.values()))


def test_answers_that_may_no_longer_stand_together_are_named(kb: KnowledgeBase) -> None:
    said = profile(kb, FULL)
    rule = kb.contradictions[0]
    broken = {question: answers[0] for question, answers in rule.when.items()}
    kinds = {q.id: q.kind for q in kb.questions}
    answers = {
        question: (answer,) if kinds[question] == "many" else answer
        for question, answer in broken.items()
    }
    past = said.model_copy(update={"answers": answers, "workloads": (), "expires": None})
    with pytest.raises(LlmchoiceError, match="contradict") as caught:
        replayed(kb, past, "decision.json")
    assert "decision.json" in str(caught.value.problems[0].place)
