"""A desk-side machine for a few people, as a profile of the packaged questions states it."""

from pathlib import Path

import pytest

import llmchoice
from llmchoice.catalogue.parts import costs_of_profile
from llmchoice.catalogue.store import current_store
from llmchoice.model.knowledge import Basis

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
