"""What whoever decides is told of a recheck: short, and never more than is so."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from llmchoice.engine.recheck import recheck
from llmchoice.knowledge.decision import read_decision
from llmchoice.knowledge.folders import profile_names
from llmchoice.model.assessment import Assessment
from llmchoice.model.option import Side
from llmchoice.model.recheck import Recheck
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Level, Settings
from llmchoice.report.registry import format_named, render

Decided = Callable[[str], str]
MOST_LINES, MOST_LINES_OF_WORKLOADS = 40, 60


def page(found: Recheck, level: Level = Level.PAGE) -> str:
    return str(render(found, format_named("text", Recheck), Settings(width=80), level))


def words(found: Recheck, level: Level = Level.PAGE) -> str:
    return " ".join(page(found, level).split())


@pytest.fixture
def past(decided: Decided) -> Assessment:
    return read_decision(decided("startup"), "d.json").assessment


def other(assessment: Assessment, **update: Any) -> Assessment:  # noqa: ANN401 - any field
    changed = assessment.recommendation.model_copy(update=update)
    return assessment.model_copy(update={"recommendation": changed})


@pytest.mark.parametrize("name", profile_names())
def test_a_page_is_short(name: str, decided: Decided) -> None:
    """Of a decision that stays; and of one of which nothing is as it was, not much longer."""
    assessment = read_decision(decided(name), "d.json").assessment
    stranger = read_decision(decided("hospital"), "e.json").assessment
    late = stranger.model_copy(update={"date": "2031-01-01"})
    most = MOST_LINES_OF_WORKLOADS if assessment.workloads else MOST_LINES
    for found, limit in (
        (recheck(assessment, assessment), most),
        (recheck(assessment, late), MOST_LINES_OF_WORKLOADS),
    ):
        lines = page(found).splitlines()
        assert len(lines) <= limit
        verdict = next(line.strip() for line in lines[1:] if line.startswith("  "))
        assert verdict.startswith(("Still ", "No longer holds", "The side holds"))
        assert max(map(len, lines)) <= 80


def test_an_option_is_told_apart_from_its_side(past: Assessment) -> None:
    found = recheck(past, other(past, option="closed-api", leaders=("closed-api",)))
    told = words(found)
    assert "but not the option: from Closed, own cloud to Closed, vendor API" in told
    assert "Decide again" in told


def test_undecided_that_stays_says_which_option_it_leans_to(past: Assessment) -> None:
    unsure = other(past, verdict=Verdict.UNDECIDED, tendency=Side.CLOSED, side=None, option=None)
    told = words(recheck(unsure, unsure))
    assert "Still not decided: undecided, leaning to Closed, own cloud" in told
    assert "Decide again" not in told


def test_workloads_that_come_out_differently_are_named(decided: Decided) -> None:
    past = read_decision(decided("software-company"), "d.json").assessment
    one, two = past.workloads
    swapped = (
        one.model_copy(update={"name": two.name}),
        two.model_copy(update={"name": one.name}),
    )
    told = words(recheck(past, past.model_copy(update={"workloads": swapped})))
    assert "No longer holds for " in told
    assert one.name in told
    assert two.name in told


def test_figures_never_read_as_if_nothing_were_a_figure(past: Assessment) -> None:
    """A difference that stays is told once, with its unit."""
    told = words(recheck(past, past), Level.FULL)
    lead = r"Lead of Closed, own cloud over Open, hosted: \+\S+ points, before and after\."
    assert re.search(lead, told)
    assert "as before points" not in told
