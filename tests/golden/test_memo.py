"""The memo: beside the page, what was asked and what has to be obtained before use."""

import pytest
from tests.packaged import assessment, profile_of

from llmchoice.api import assess, render
from llmchoice.model.rule import StepKind
from llmchoice.report.wording.grounds import step_text


def memo(name: str) -> str:
    text = render(assessment(name), "markdown")
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("name", ["startup", "bank", "software-company"])
def test_every_condition_stands_in_the_memo(name: str) -> None:
    result = assessment(name)
    steps = [step for part in result.workloads or (result,) for step in part.next_steps]
    conditions = {step_text(step) for step in steps if step.kind is StepKind.OBTAIN}
    assert conditions
    obtained = memo(name).split("## To obtain before it is used")[1]
    assert all(condition in obtained for condition in conditions)


def test_the_memo_says_what_was_asked_and_what_was_noted() -> None:
    asked = memo("startup").split("## What was asked")[1]
    assert "built into our own software, or into a product or service for others" in asked
    assert "Budget 23.8 %, In-house expertise 19 %, Capability 19 %" in asked
    assert all(note in asked for note in profile_of("startup").notes.values())


@pytest.mark.parametrize("name", ["startup", "software-company"])
def test_weights_that_nobody_stated_are_not_told_as_stated(name: str) -> None:
    unsaid = profile_of(name).model_copy(update={"spread": "no-idea"})
    text = render(assess(unsaid), "markdown")
    assert isinstance(text, str)
    asked = text.split("## What was asked")[1].split("## To obtain")[0]
    assert "Nobody said how much each matters: any weights count as equally likely." in asked
    assert "Budget 2" not in asked


@pytest.mark.parametrize("name", ["startup", "charity", "scale-up"])
def test_the_memo_has_the_answers_that_rule_something_out_and_those_behind_the_cost(
    name: str,
) -> None:
    result = assessment(name)
    asked = memo(name).split("## What was asked")[1].split("## To obtain")[0]
    excluding = {
        trigger.question
        for option in result.options
        for exclusion in option.excluded_by
        for trigger in exclusion.answers
    }
    assert excluding
    for given in result.answers:
        if not given.fixed and given.question in {*excluding, "data", "monthly-tokens"}:
            assert given.short in asked


@pytest.mark.parametrize("name", ["bank", "hospital", "public-agency", "insurer", "manufacturer"])
def test_no_answer_that_rules_an_option_out_is_left_out(name: str) -> None:
    result = assessment(name)
    asked = memo(name).split("## What was asked")[1].split("## To obtain")[0]
    firsts = [option.excluded_by[0] for option in result.options if option.excluded_by]
    excluding = {trigger.question for first in firsts for trigger in first.answers}
    assert excluding
    for given in result.answers:
        if not given.fixed and given.question in excluding:
            assert f"- {given.short}: " in asked


def test_a_note_on_what_kinds_of_work_answer_in_their_own_ways_has_no_answer_of_one() -> None:
    asked = memo("software-company").split("## What was asked")[1].split("## To obtain")[0]
    noted, answers = asked.split("### Answers behind the result")
    question = "The best open model in your test:"
    assert f"{question} Agent: of 40 closed tickets" in noted
    assert f"{question} coding agent: worse, but well enough to use; reading receipts: " in answers


def test_a_memo_with_no_room_for_every_answer_says_where_they_are() -> None:
    assert "The full report has every answer." in memo("bank")


def test_each_kind_of_work_has_its_use() -> None:
    asked = memo("software-company").split("## What was asked")[1]
    assert "- coding agent: an assistant for people who write software" in asked


def test_the_page_on_a_terminal_is_without_it() -> None:
    page = render(assessment("startup"), "text")
    assert isinstance(page, str)
    assert "What was asked" not in page


def test_a_memo_says_whose_data_it_is_where_only_some_work_has_its_own() -> None:
    profile = profile_of("software-company")
    coding, receipts = profile.workloads
    own = {key: value for key, value in coding.answers.items() if key != "data"}
    shared = profile.model_copy(
        update={
            "answers": {**profile.answers, "data": ("personal",)},
            "workloads": (coding.model_copy(update={"answers": own}), receipts),
        }
    )
    asked = str(render(assess(shared), "markdown")).split("### Answers behind the result")[1]
    (line,) = (line for line in asked.splitlines() if line.startswith("- Kinds of data:"))
    assert f"{coding.name}: personal data of customers" in line
    assert f"{receipts.name}: " in line
