"""What to begin with and which test to make: said in every report that is kept."""

from typing import Literal

import pytest
from tests.packaged import assessment, profile_of

from llmchoice import figures
from llmchoice.api import assess, render
from llmchoice.model.assessment import TurningCounts
from llmchoice.model.estimate import Passed
from llmchoice.model.verdict import Verdict


@pytest.mark.parametrize("name", ["startup", "newspaper", "insurer", "law-firm"])
@pytest.mark.parametrize("form", ["madr", "markdown"])
def test_a_record_and_a_full_report_name_the_start_and_the_test(name: str, form: str) -> None:
    result = assessment(name)
    found = result.recommendation
    assert found.start_with is not None
    assert found.experiment is not None
    short = {option.id: option.short for option in result.options}
    text = render(result, form, full=True)
    assert isinstance(text, str)
    assert f"Start with {short[found.start_with.option]}:" in text
    further = " more" if found.experiment.more < found.experiment.cases else ""
    cases = f"{found.experiment.more}{further} of your own cases"
    none = f"not one of {found.experiment.cases} cases"
    assert (cases if found.experiment.decides else none) in text


def test_a_record_does_not_ask_for_a_test_twice() -> None:
    text = render(assessment("newspaper"), "madr")
    assert isinstance(text, str)
    assert text.count("of your own cases") + text.count("cases of your own") == 1


ELSE = " (chance: {chance}); else assess again."


@pytest.mark.parametrize(
    ("hold", "results", "told"),
    [
        (
            18,
            {"at-least": 19, "at-most": 11},
            (
                "If closed passes 18, choose {o} if open passes 19 or more, and {c} if 11 or fewer"
                " (chance: {chance}); else undecided."
            ),
        ),
        (
            20,
            {"at-least": 20, "at-most": 0},
            (
                "If closed passes all 20, choose {o} if open passes all 20, and {c} if none"
                " (chance: {chance}); else undecided."
            ),
        ),
        (
            18,
            {"at-least": 15, "at-most": 14},
            "If closed passes 18, choose {o} if open passes 15 or more, and {c} if 14 or fewer.",
        ),
        (18, {"at-least": 20}, "Choose {o} if open passes all 20 and closed 18 or fewer" + ELSE),
        (18, {"at-most": 14}, "Choose {c} if open passes 14 or fewer and closed 18 or more" + ELSE),
        (20, {"at-most": 0}, "Choose {c} if open passes none and closed all 20" + ELSE),
        (20, {"at-least": 20}, "Choose {o} if open passes all 20 and closed all 20" + ELSE),
    ],
)
def test_the_result_that_decides_reads_right_where_it_is_all_or_none(
    hold: int, results: dict[Literal["at-least", "at-most"], int], told: str
) -> None:
    result = assessment("bank")
    found = result.recommendation
    assert found.experiment is not None
    short = {option.id: option.short for option in result.options}
    sides = {"at-least": (Verdict.OPEN, "open-host"), "at-most": (Verdict.CLOSED, "closed-cloud")}
    turning = tuple(
        TurningCounts(passes=passes, bound=bound, verdict=sides[bound][0], option=sides[bound][1])
        for bound, passes in results.items()
    )
    test = found.experiment.model_copy(
        update={"hold": hold, "cases": 20, "results": turning, "advised": True}
    )
    changed = found.model_copy(update={"experiment": test})
    text = str(render(result.model_copy(update={"recommendation": changed}), "markdown"))
    chance = figures.share(test.chance)
    told = told.format(o=short["open-host"], c=short["closed-cloud"], chance=chance)
    assert f"Test 20 of your own cases. {told}" in text


def test_what_is_said_of_a_result_holds_where_the_closed_model_passes_more() -> None:
    profile, result = profile_of("scale-up"), assessment("scale-up")
    found = result.recommendation.experiment
    assert found is not None
    (turning,) = found.results
    text = f"if open passes {turning.passes} or fewer and closed {found.hold} or more (chance: "
    assert text in str(render(result, "markdown"))
    for closed in range(found.hold, found.cases + 1):
        counts = Passed(cases=found.cases, open=turning.passes, closed=closed)
        told = {**profile.answers, found.question: counts}
        then = assess(profile.model_copy(update={"answers": told}), simulations=2000)
        assert then.recommendation.verdict is not Verdict.OPEN
