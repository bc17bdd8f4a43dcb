"""What to begin with: what commits to the least, of those that are not clearly worse."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packaged import assessment, profile_of

from llmchoice.api import render
from llmchoice.engine.assess import assess
from llmchoice.knowledge.folders import profile_names
from llmchoice.model.assessment import Assessment, StartWith, WorkloadResult
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Payment
from llmchoice.model.profile import Profile
from llmchoice.model.question import OneOf
from llmchoice.model.rule import StepKind
from llmchoice.model.verdict import Verdict

World = tuple[KnowledgeBase, Profile]
Fields = dict[str, object]
LAW = settings(derandomize=True, deadline=None, max_examples=25)


def parts(result: Assessment) -> tuple[Assessment | WorkloadResult, ...]:
    return result.workloads or (result,)


def holds(part: Assessment | WorkloadResult, kb: KnowledgeBase) -> None:
    """All that is said of what to begin with, but for what commits to less."""
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
    assert (start.why == "only") == (sum(option.admissible for option in part.options) == 1)
    assert sum(ranks[start.option]) > 0.5
    assert start.leader in recommendation.leaders
    behind = options[start.leader].score - options[start.option].score
    assert start.behind == pytest.approx(behind, abs=1e-9)
    assert behind <= kb.settings.start_within
    assert start.option in recommendation.contenders
    if recommendation.side is not None:
        assert options[start.option].side is recommendation.side
    leader = options[start.leader]
    ruled_out = 1 - sum(ranks[start.leader]) / (1 - (recommendation.p_nothing_left or 0))
    if start.why == "better-score":
        assert behind < -kb.settings.start_within
    elif start.why == "allowed":
        assert leader.typically_over or ruled_out > 0.25
    if start.why not in {"commits-less", "takes-along", "fewer-needs"} and behind > 0:
        assert start.why == "allowed"
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


def test_the_only_option_that_is_allowed_is_compared_with_none() -> None:
    left = {name: [o for o in assessment(name).options if o.admissible] for name in profile_names()}
    name = next(name for name, options in left.items() if len(options) == 1)
    page = " ".join(str(render(assessment(name), "markdown", full=True)).split())
    assert re.search(r"Start with [^:]*: nothing else is allowed\.", page)
    assert "of the options that do as well" not in page


def test_who_would_run_gpus_begins_at_a_host_that_does_about_as_well() -> None:
    result = assessment("insurer").recommendation
    start = result.start_with
    assert start is not None
    assert result.option == start.leader == "open-rented"
    assert (start.option, start.why) == ("open-host", "commits-less")


TOKENS, SEATS, RENTED, OWNED = ({"payment": payment} for payment in Payment)
NO_STAFF: Fields = {"needs_gpu_staff": False}
ALWAYS = {"task": ("routine", "skilled", "frontier")}
IN_PLACE: Fields = {"in_place": ALWAYS}
STAYS: Fields = {"stays_behind": ALWAYS}


@pytest.mark.parametrize(
    ("leader", "host", "why"),
    [
        (TOKENS, {}, "commits-less"),  # who runs GPUs needs the staff
        (NO_STAFF, {}, "commits-less"),  # what is rented is rented for longer than a month
        (OWNED | NO_STAFF, RENTED, "commits-less"),
        (RENTED | NO_STAFF, RENTED, "fewer-needs"),
        (TOKENS | NO_STAFF, {}, "fewer-needs"),
        (SEATS | NO_STAFF, {}, "fewer-needs"),  # seats end with the month, as tokens do
        (TOKENS | NO_STAFF, SEATS, "fewer-needs"),
        (IN_PLACE, {}, "fewer-needs"),
        (IN_PLACE | STAYS, {}, "takes-along"),
        (TOKENS | NO_STAFF | STAYS, {}, "takes-along"),
        (TOKENS | NO_STAFF | STAYS, STAYS, "fewer-needs"),
        (RENTED | STAYS, {}, "commits-less"),
    ],
)
def test_what_commits_to_less_is_told_by_its_payment_its_staff_and_what_stays_behind(
    kb: KnowledgeBase, leader: Fields, host: Fields, why: str
) -> None:
    changed = {"open-rented": leader, "open-host": host}
    options = tuple(o.model_copy(update=changed.get(o.id)) for o in kb.options)
    basis = Basis(kb.model_copy(update={"options": options}))
    start = assess(basis, profile_of("insurer"), draws=1000, search=False).recommendation.start_with
    assert start is not None
    assert (start.leader, start.option, start.why) == ("open-rented", "open-host", why)


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


def with_and_without(
    worlds: st.SearchStrategy[World], data: st.DataObject, field: str
) -> Iterator[tuple[str, StartWith, StartWith]]:
    """An option, and what to begin with before and after that field of it holds for certain."""
    kb, profile = data.draw(worlds)
    told = [answer for answer in kb.questions if isinstance(answer, OneOf) and not answer.when]
    question = data.draw(st.sampled_from(told))
    option = data.draw(st.sampled_from(kb.options))
    every = {question.id: tuple(choice.id for choice in question.choices)}
    held = option.model_copy(update={field: every})
    options = tuple(held if o.id == option.id else o for o in kb.options)
    before, after = (
        parts(assess(Basis(each), profile, draws=1000, search=False))
        for each in (kb, kb.model_copy(update={"options": options}))
    )
    for old, new in zip(before, after, strict=True):
        was, now = old.recommendation.start_with, new.recommendation.start_with
        assert (was is None) == (now is None)
        if was is not None and now is not None:
            yield option.id, was, now


@LAW
@given(st.data())
def test_what_is_in_place_is_never_passed_over_because_something_else_is_easier_to_leave(
    packaged_worlds: st.SearchStrategy[World], data: st.DataObject
) -> None:
    """To say of any option that it is in place never moves the start away from it."""
    for option, was, now in with_and_without(packaged_worlds, data, "in_place"):
        assert now.option in {was.option, option}
        if was.option == option:
            assert now.option == option
        if now.leader == option != now.option:
            assert now.why != "commits-less"


@LAW
@given(st.data())
def test_to_say_that_something_stays_behind_never_moves_the_start_to_an_option(
    packaged_worlds: st.SearchStrategy[World], data: st.DataObject
) -> None:
    for option, was, now in with_and_without(packaged_worlds, data, "stays_behind"):
        assert option == was.option or now.option != option
