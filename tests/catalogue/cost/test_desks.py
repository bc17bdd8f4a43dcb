"""A desk-side machine for a few people, as a profile of the packaged questions states it."""

from pathlib import Path

import pytest

import llmchoice
from llmchoice.catalogue.parts import costs_of_profile
from llmchoice.catalogue.store import current_store
from llmchoice.model.cost import CostSubject, OptionCost
from llmchoice.model.knowledge import Basis
from llmchoice.model.terms import CostInputs

PROFILE = Path(__file__).parents[2] / "faults" / "f07-workstation.yaml"


def test_a_machine_on_a_desk_costs_about_a_thousand_dollars_a_month() -> None:
    """333 of depreciation, 58 of electricity, 833 for two hours a week, 160 of setting up."""
    kb = llmchoice.load_criteria()
    profile = llmchoice.read_profile(PROFILE)
    (subject,) = costs_of_profile(Basis(kb), profile, current_store().book).subjects
    (cost,) = (cost for cost in subject.costs if cost.option == "open-owned")
    assert cost.monthly is not None
    assert cost.monthly.typical == pytest.approx(333.3 + 58.4 + 833.3 + 160.3, rel=0.001)
    assert cost.gpus is not None
    assert cost.gpus.typical == 1


def subject_of(more: dict[str, object], **answers: str) -> CostSubject:
    """What the same organisation pays where it names no model, with some answers of others."""
    profile = llmchoice.read_profile(PROFILE)
    changed = profile.model_copy(
        update={
            "answers": {**profile.answers, **answers},
            "costs": CostInputs.model_validate(more),
        }
    )
    (subject,) = costs_of_profile(
        Basis(llmchoice.load_criteria()), changed, current_store().book
    ).subjects
    return subject


def owned(subject: CostSubject) -> OptionCost:
    return next(cost for cost in subject.costs if cost.option == "open-owned")


def test_one_machine_is_costed_with_what_fits_it() -> None:
    """Mistral Large 3 takes eight of them at least, and is costed where servers are bought."""
    desk, servers = (
        owned(subject_of({}, task="skilled", hardware=kind)) for kind in ("workstation", "purchase")
    )
    assert desk.gpus is not None
    assert servers.gpus is not None
    assert desk.gpus.low == desk.gpus.typical == 1
    assert desk.gpus.high < servers.gpus.high
    assert desk.monthly is not None
    assert desk.monthly.high < 10_000


def test_where_nothing_that_was_measured_fits_the_cost_is_unknown() -> None:
    cost = owned(subject_of({}, task="frontier"))
    assert cost.monthly is None


def test_who_names_a_card_says_what_there_is() -> None:
    named = owned(subject_of({"gpu": "h100"}, task="skilled"))
    usual = owned(subject_of({}, task="skilled"))
    assert named.gpus is not None
    assert usual.gpus is not None
    assert named.gpus.high > usual.gpus.high
