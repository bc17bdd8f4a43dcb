"""What to begin with: what commits to the least, of those that are not clearly worse."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packaged import assessment

from llmchoice.api import render
from llmchoice.engine.assess import assess
from llmchoice.knowledge.folders import profile_names
from llmchoice.model.assessment import Assessment, WorkloadResult
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Option, Payment
from llmchoice.model.profile import Profile
from llmchoice.model.question import OneOf
from llmchoice.model.rule import StepKind, When
from llmchoice.model.verdict import Verdict

World = tuple[KnowledgeBase, Profile]
LAW = settings(derandomize=True, deadline=None, max_examples=25)


def parts(result: Assessment) -> tuple[Assessment | WorkloadResult, ...]:
    return result.workloads or (result,)


def commits(option: Option, part: Assessment | WorkloadResult) -> tuple[int, bool, bool]:
    """How far it commits: what is in place by the answers does as little as tokens."""
    given = {answer.question: answer.answer for answer in part.answers}

    def hold(when: When | None) -> bool:
        return when is not None and all(
            {*(told if isinstance(told := given.get(question), tuple) else (told,))} & {*wanted}
            for question, wanted in when.items()
        )

    stays = hold(option.stays_behind)
    if hold(option.in_place):
        return 0, False, stays
    # Tokens and seats end with the month.
    order = [*Payment]
    return max(0, order.index(option.payment) - 1), option.needs_gpu_staff, stays


def holds(part: Assessment | WorkloadResult, kb: KnowledgeBase) -> None:
    """All that is said of what to begin with."""
    recommendation = part.recommendation
    start = recommendation.start_with
    if recommendation.verdict is Verdict.NONE or part.robustness is None:
        assert start is None
    if start is None:
        return
    options = {option.id: option for option in part.options}
    assert part.robustness is not None
    ranks = {o.option: o.ranks for o in part.robustness.options}
    assert options[start.option].admissible
    assert sum(ranks[start.option]) > 0.5
    assert start.leader in recommendation.leaders
    behind = options[start.leader].score - options[start.option].score
    assert start.behind == pytest.approx(behind, abs=1e-9)
    assert behind <= kb.settings.start_within
    assert start.option in recommendation.contenders
    if recommendation.side is not None:
        assert options[start.option].side is recommendation.side
    kinds = {option.id: option for option in kb.options}
    mine, theirs = (commits(kinds[o], part) for o in (start.option, start.leader))
    assert (mine[:-1] < theirs[:-1]) is (start.why == "commits-less") or start.why == "allowed"
    if start.why == "takes-along":
        assert mine[:-1] == theirs[:-1]
        assert (mine[-1], theirs[-1]) == (False, True)
    leader = options[start.leader]
    ruled_out = 1 - sum(ranks[start.leader]) / (1 - (recommendation.p_nothing_left or 0))
    if start.why == "better-score":
        assert behind < -kb.settings.start_within
    elif start.why == "allowed":
        assert leader.typically_over or ruled_out > 0.25
    if start.why not in {"commits-less", "takes-along", "fewer-needs"} and behind > 0:
        assert start.why == "allowed"
    if mine == theirs and -behind <= kb.settings.start_within and start.why != "allowed":
        assert start.side is (recommendation.leading or start.side)
    others = {"commits-less", "takes-along", "fewer-needs", "better-score", "allowed"}
    if start.why in others:
        assert start.option != start.leader
    else:
        assert start.option == start.leader


@pytest.mark.parametrize("name", profile_names())
def test_every_packaged_profile_is_told_what_to_begin_with(kb: KnowledgeBase, name: str) -> None:
    for part in parts(assessment(name)):
        holds(part, kb)
        assert part.recommendation.start_with is not None


@pytest.mark.parametrize("name", profile_names())
def test_what_it_may_not_be_begun_without_is_among_the_next_steps(name: str) -> None:
    for part in parts(assessment(name)):
        start = part.recommendation.start_with
        assert start is not None
        obtained = {s.text for s in part.next_steps if start.option in (s.options or start.option)}
        begun = next(o for o in part.options if o.id == start.option)
        assert {condition.obtain for condition in begun.conditions} <= obtained


@LAW
@given(st.data())
def test_what_to_begin_with_is_allowed_and_in_most_simulations_too(
    packaged_worlds: st.SearchStrategy[World], data: st.DataObject
) -> None:
    kb, profile = data.draw(packaged_worlds)
    for part in parts(assess(Basis(kb), profile, draws=1000, search=False)):
        holds(part, kb)


def test_who_would_run_gpus_begins_at_a_host_that_does_about_as_well() -> None:
    result = assessment("insurer").recommendation
    start = result.start_with
    assert start is not None
    assert result.option == start.leader == "open-rented"
    assert (start.option, start.why) == ("open-host", "commits-less")


def test_what_is_begun_with_has_its_own_steps_and_costs_and_they_come_before_those_it_spares() -> (
    None
):
    result = assessment("insurer")
    assert result.recommendation.to_price == ("open-rented", "open-host")
    of_one = [step.options for step in result.next_steps if step.options and not step.only_some]
    assert set(of_one) == {("open-host",), ("open-rented",)}
    advised = [
        s.options for s in result.next_steps if s.kind is StepKind.ADVICE and not s.before_all
    ]
    spared = advised.index(("open-rented",))
    assert all(options == ("open-rented",) for options in advised[spared:])
    page, memo = render(result, "text"), render(result, "markdown")
    for text in (page, memo):
        words = " ".join(str(text).replace("\\", "").split())
        assert "Open, rented GPUs: about" in words
        assert "Open, hosted: about" in words
    assert "- For Open, hosted: " in str(memo).split("## To obtain", 1)[1]


@LAW
@given(st.data())
def test_what_is_in_place_is_never_passed_over_because_something_else_is_easier_to_leave(
    packaged_worlds: st.SearchStrategy[World], data: st.DataObject
) -> None:
    """To say of any option that it is in place never moves the start away from it."""
    kb, profile = data.draw(packaged_worlds)
    told = [answer for answer in kb.questions if isinstance(answer, OneOf) and not answer.when]
    question = data.draw(st.sampled_from(told))
    option = data.draw(st.sampled_from(kb.options))
    every = tuple(choice.id for choice in question.choices)
    there = option.model_copy(update={"in_place": {question.id: every}})
    owning = kb.model_copy(
        update={"options": tuple(there if o.id == option.id else o for o in kb.options)}
    )
    before, after = (
        parts(assess(Basis(each), profile, draws=1000, search=False)) for each in (kb, owning)
    )
    for old, new in zip(before, after, strict=True):
        was, now = old.recommendation.start_with, new.recommendation.start_with
        assert (was is None) == (now is None)
        if was is None or now is None:
            continue
        assert now.option in {was.option, option.id}
        if was.option == option.id:
            assert now.option == option.id
        if now.leader == option.id != now.option:
            assert now.why != "commits-less"


@LAW
@given(st.data())
def test_to_say_that_something_stays_behind_never_moves_the_start_to_an_option(
    packaged_worlds: st.SearchStrategy[World], data: st.DataObject
) -> None:
    kb, profile = data.draw(packaged_worlds)
    told = [answer for answer in kb.questions if isinstance(answer, OneOf) and not answer.when]
    question = data.draw(st.sampled_from(told))
    option = data.draw(st.sampled_from(kb.options))
    every = tuple(choice.id for choice in question.choices)
    left = option.model_copy(update={"stays_behind": {question.id: every}})
    losing = kb.model_copy(
        update={"options": tuple(left if o.id == option.id else o for o in kb.options)}
    )
    before, after = (
        parts(assess(Basis(each), profile, draws=1000, search=False)) for each in (kb, losing)
    )
    for old, new in zip(before, after, strict=True):
        was, now = old.recommendation.start_with, new.recommendation.start_with
        assert (was is None) == (now is None)
        if was is not None and now is not None and was.option != option.id:
            assert now.option != option.id
