"""The bare answer is the one that a whole assessment gives."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from llmchoice.api import priced
from llmchoice.engine.assess import assess
from llmchoice.engine.brief import Brief, Deck, brief
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Recommendation
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile

FILES = sorted(packaged("profiles").glob("*.yaml"))


@pytest.fixture(scope="module")
def deck() -> Deck:
    """The same draws for all."""
    return Deck()


def shortened(recommendation: Recommendation) -> Brief:
    leads = recommendation.leaders if recommendation.tendency else ()
    return Brief(
        recommendation.verdict,
        recommendation.strength,
        recommendation.option,
        recommendation.margin,
        recommendation.p_side,
        recommendation.regret,
        recommendation.tendency,
        leads[0] if len(leads) == 1 else None,
        p_nothing_left=recommendation.p_nothing_left,
        p_leader_excluded=recommendation.p_leader_excluded,
    )


def agreeing(kb: KnowledgeBase, profile: Profile, deck: Deck, draws: int | None = None) -> Brief:
    known = priced(kb, profile)
    whole = assess(known, profile, draws=draws, search=False)
    found = brief(known, profile, deck, draws=draws)
    assert found.organisation == shortened(whole.recommendation)
    assert found.workloads == tuple(shortened(w.recommendation) for w in whole.workloads)
    return found.organisation


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_that_of_assess_for_every_profile_that_there_is(
    path: Path, kb: KnowledgeBase, deck: Deck
) -> None:
    agreeing(kb, read_profile(kb, path.read_text(encoding="utf-8"), path.name), deck)


def variations(startup: Profile) -> Iterator[Profile]:
    answers = dict(startup.answers)
    names = sorted(startup.priorities or {})
    yield startup.model_copy(update={"spread": "certain"})
    yield startup.model_copy(update={"spread": "no-idea"})
    yield startup.model_copy(update={"priorities": None, "ranking": tuple(names)})
    # Draws in which these unknown answers contradict the others count for nothing.
    for question in ("residency", "gpu-staff", "customisation", "hardware", "data-location"):
        yield startup.model_copy(update={"answers": answers | {question: UNKNOWN}})
    yield startup.model_copy(update={"answers": dict.fromkeys(answers, UNKNOWN)})


def test_it_is_that_of_assess_however_weights_and_answers_are_uncertain(
    kb: KnowledgeBase, deck: Deck
) -> None:
    text = (packaged("profiles") / "startup.yaml").read_text(encoding="utf-8")
    startup = read_profile(kb, text, "startup.yaml")
    found = {agreeing(kb, profile, deck).p_side for profile in variations(startup)}
    assert len(found) > 5, "the variations do differ"


@pytest.mark.parametrize("draws", [1, 50, 5000])
def test_it_is_that_of_assess_whatever_the_number_of_draws(
    draws: int, kb: KnowledgeBase, deck: Deck
) -> None:
    for name in ("startup", "software-company"):
        text = (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")
        agreeing(kb, read_profile(kb, text, name), deck, draws)
