"""What each of a count comes to may depend on what the model is used for."""

from collections.abc import Callable, Mapping

import pytest

import llmchoice
from llmchoice.catalogue.parts import costs_of_profile
from llmchoice.catalogue.store import current_store
from llmchoice.engine.assess import assess
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.cost import CostReport, CostSubject
from llmchoice.model.estimate import Spread
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.terms import Band, Term

VOLUME = "monthly-tokens"
PROFILE = """\
organisation: Anybody
priorities:
  {{privacy: 3, compliance: 3, budget: 3, customisation: 3, expertise: 3, capability: 3,
    independence: 3}}
answers: {{use: {use}, task: frontier, {volume}}}
"""

Written = Callable[..., Profile]


@pytest.fixture
def written(kb: KnowledgeBase) -> Written:
    def profile(use: str, volume: str = "100 people", more: str = "") -> Profile:
        text = PROFILE.format(use=use, volume=f"{VOLUME}: {volume}") + more
        return read_profile(kb, text, "p.yaml")

    return profile


def volume(kb: KnowledgeBase, profile: Profile) -> list[tuple[float, float]]:
    """The typical and the most tokens a month of each part, as it is assessed."""
    result = assess(Basis(kb), profile, draws=1000, search=False)
    labels = [
        next(a.label for a in part.answers if a.question == VOLUME)
        for part in result.workloads or (result,)
    ]
    return [(label.amount or 0, label.worked.high if label.worked else 0) for label in labels]


def costs(kb: KnowledgeBase, profile: Profile) -> CostReport:
    return costs_of_profile(Basis(kb), profile, current_store().book)


def typical(subject: CostSubject) -> Mapping[str, float]:
    return {cost.option: cost.monthly.typical for cost in subject.costs if cost.monthly}


def ends(figure: Band | Spread) -> tuple[float, float, float]:
    return figure.low, figure.typical, figure.high


def test_a_developer_uses_hundreds_of_times_what_others_do(
    kb: KnowledgeBase, written: Written
) -> None:
    assert volume(kb, written("assistant")) == [(100 * 400_000, 100 * 1_200_000)]
    assert volume(kb, written("coding")) == [(100 * 200_000_000, 100 * 600_000_000)]


def test_somebody_with_a_seat_uses_what_is_counted_for_each_of_people(kb: KnowledgeBase) -> None:
    """The same figures stand in the criteria, which know no costs, and in the terms of costs."""
    people = next(way for way in kb.question(VOLUME).ways if way.id == "people")
    entries = current_store().book.terms.terms
    (seat,) = (entry for entry in entries if entry.id is Term.SEAT_TOKENS)
    assert people.each_by is not None
    assert seat.figure is not None
    assert ends(seat.figure) == ends(people.each)
    assert {follows.question for follows in seat.when} == {people.each_by.question}
    by_use = {use: ends(each) for use, each in people.each_by.each.items()}
    assert {follows.answer: ends(follows) for follows in seat.when} == by_use


def test_where_the_use_is_unknown_it_may_be_any_of_them(
    kb: KnowledgeBase, written: Written
) -> None:
    (subject,) = costs(kb, written("unknown")).subjects
    assert subject.spread is not None
    assert subject.spread.low == 100 * 130_000
    assert subject.spread.typical == 100 * 400_000
    assert subject.spread.high == 100 * 600_000_000


def test_each_workload_counts_by_its_own_use(kb: KnowledgeBase, written: Written) -> None:
    more = """\
workloads:
  - {name: desks, answers: {use: assistant}}
  - {name: code, answers: {use: coding}}
"""
    amounts = [
        subject.spread.typical
        for subject in costs(kb, written("assistant", more=more)).subjects
        if subject.spread
    ]
    assert amounts == [100 * 400_000, 100 * 200_000_000]


def test_whoever_gives_the_size_is_taken_at_the_word(kb: KnowledgeBase, written: Written) -> None:
    assert volume(kb, written("coding", "100 people of 1 million")) == [(1e8, 1e8)]


def test_at_its_price_a_developer_costs_about_what_organisations_paid(
    kb: KnowledgeBase, written: Written
) -> None:
    """150 to 250 dollars a month at the prices of spring 2026, which have fallen since."""
    (subject,) = costs(kb, written("coding")).subjects
    assert 75 <= typical(subject)["closed-api"] / 100 <= 250
    assert 75 <= typical(subject)["closed-product"] / 100 <= 250


def test_the_report_names_where_the_figures_are_from(kb: KnowledgeBase, written: Written) -> None:
    def sources(use: str) -> set[str]:
        result = assess(Basis(kb), written(use), draws=1000, search=False)
        return {source.id for source in result.sources}

    assert "enterprise-prompts" in sources("assistant")
    assert {"coding-agent-spend", "coding-agent-router"} <= sources("coding")
    assert "enterprise-prompts" not in sources("coding")


def test_seats_are_said_to_be_worked_out_only_where_nobody_counted_people(
    kb: KnowledgeBase, written: Written
) -> None:
    def said(profile: Profile) -> str:
        return str(llmchoice.render(costs(kb, profile), "markdown"))

    worked_out = said(written("assistant", "40 million"))
    assert "Seats: 100, worked out from tokens" in worked_out
    tokens = "worked out from tokens"
    assert tokens not in said(written("assistant"))
    assert tokens not in said(written("assistant", "40 million", "costs: {seats: 7}"))
    assert tokens not in said(written("product", "40 million"))
