"""Whether a decision still holds, and what is said to have moved."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.assess import assess
from llmchoice.engine.recheck import recheck
from llmchoice.knowledge.decision import Decision, read_decision
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.recheck import Dropped, Moved, Recheck, Said, SourceMove
from llmchoice.model.terms import Band

Data = dict[str, Any]
Read = Callable[[Data], Decision]
World = tuple[KnowledgeBase, Profile]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(15))
LATER = "2027-03-31"


@pytest.fixture
def past(document: Data, read: Read) -> Assessment:
    return read(document).assessment


def later(assessment: Assessment, **update: object) -> Assessment:
    return assessment.model_copy(update={"date": LATER, **update})


def changed_recommendation(assessment: Assessment, **update: object) -> Assessment:
    return later(assessment, recommendation=assessment.recommendation.model_copy(update=update))


def test_the_same_again_holds_and_nothing_moved(past: Assessment) -> None:
    found = recheck(past, later(past))
    assert (found.holds, found.same_option, found.moved) == (True, True, ())
    assert not found.comparison.contributions


def test_verdict_and_option_are_told_apart(past: Assessment) -> None:
    other = recheck(past, changed_recommendation(past, option="closed-api"))
    assert (other.holds, other.same_option) == (True, False)
    undecided = recheck(past, changed_recommendation(past, verdict="undecided", option=None))
    assert (undecided.holds, undecided.same_option) == (False, False)


def test_workloads_that_change_places_are_enough(decided: Callable[[str], str]) -> None:
    past = read_decision(decided("software-company"), "d.json").assessment
    one, other = past.workloads
    assert one.recommendation.verdict is not other.recommendation.verdict
    swapped = (
        one.model_copy(update={"name": other.name}),
        other.model_copy(update={"name": one.name}),
    )
    found = recheck(past, later(past, workloads=swapped))
    assert found.comparison.before is not None
    assert found.comparison.after is not None
    assert found.comparison.before.verdict is found.comparison.after.verdict
    assert not found.holds
    assert recheck(past, later(past, workloads=(other, one))).holds


def test_a_value_that_changed_names_criterion_and_option(past: Assessment) -> None:
    first, *options = past.options
    item, *items = first.contributions
    value = item.value - 10
    moved = item.model_copy(update={"value": value, "contribution": value * item.weight})
    option = first.model_copy(update={"contributions": (moved, *items)})
    found = recheck(past, later(past, options=(option, *options)))
    (criterion,) = found.comparison.contributions
    (change,) = criterion.options
    assert (criterion.criterion, change.option) == (item.criterion, first.id)
    assert (change.value_before, change.value_after) == (item.value, value)
    assert criterion.same_answer
    assert found.moved == (Moved.VALUES,)


def test_a_criterion_that_came_or_went_is_told(past: Assessment) -> None:
    gone = past.options[0].contributions[0].criterion
    fewer = tuple(
        option.model_copy(
            update={"contributions": tuple(c for c in option.contributions if c.criterion != gone)}
        )
        for option in past.options
    )
    less = later(past, options=fewer)
    for before, after, counts in ((past, less, (True, False)), (less, past, (False, True))):
        found = recheck(before, after)
        (criterion,) = found.comparison.contributions
        assert (criterion.counts_before, criterion.counts_after) == counts
        assert len(criterion.options) == len(past.options)
        assert Moved.CRITERIA in found.moved


def test_a_rule_for_verdicts_that_changed_is_told(past: Assessment) -> None:
    rules = past.rules.model_copy(update={"confidence": 0.9})
    found = recheck(past, later(past, rules=rules))
    (rule,) = found.comparison.rules
    assert (rule.rule, rule.before, rule.after) == ("confidence", past.rules.confidence, 0.9)
    assert found.moved == (Moved.RULES,)


def test_a_question_in_other_words_is_told_though_the_answer_stays(past: Assessment) -> None:
    first, *others = past.answers
    reworded = first.model_copy(update={"text": "Is it so?"})
    found = recheck(past, later(past, answers=(reworded, *others)))
    (wording,) = found.comparison.wordings
    assert (wording.question, wording.text_after) == (first.question, "Is it so?")
    assert not found.comparison.answers
    assert found.moved == (Moved.QUESTIONS,)


def test_questions_that_are_new_or_gone_are_told_with_their_answer(past: Assessment) -> None:
    fewer = later(past, answers=past.answers[1:])
    (gone,) = recheck(past, fewer).gone_questions
    (new,) = recheck(fewer, past).new_questions
    assert gone == new
    assert (gone.question, gone.label) == (past.answers[0].question, past.answers[0].label)


def test_prices_and_costs_that_moved_are_told(past: Assessment) -> None:
    assert past.costs is not None
    (subject,) = past.costs.subjects
    first, *others = subject.costs
    assert first.monthly is not None
    dearer = Band(**{end: 2 * amount for end, amount in first.monthly})
    costs = past.costs.model_copy(
        update={
            "prices_as_of": LATER,
            "subjects": (
                subject.model_copy(
                    update={"costs": (first.model_copy(update={"monthly": dearer}), *others)}
                ),
            ),
        }
    )
    found = recheck(past, later(past, costs=costs))
    assert found.comparison.costs is not None
    (change,) = found.comparison.costs.changes
    assert (change.option, change.before, change.after) == (first.option, first.monthly, dearer)
    assert found.comparison.costs.prices_as_of_after == LATER
    assert found.moved == (Moved.COSTS,)


def test_costs_in_another_currency_are_all_listed(past: Assessment) -> None:
    assert past.costs is not None
    costs = past.costs.model_copy(update={"currency": "EUR"})
    found = recheck(past, later(past, costs=costs)).comparison.costs
    assert found is not None
    assert len(found.changes) == len(past.costs.subjects[0].costs)


def test_costs_that_only_one_of_them_has_are_told(past: Assessment) -> None:
    found = recheck(later(past, costs=None), past).comparison.costs
    assert found is not None
    assert {change.before for change in found.changes} == {None}
    neither = recheck(later(past, costs=None), later(past, costs=None))
    assert neither.comparison.costs is None


def test_models_that_came_or_went_are_told(past: Assessment) -> None:
    assert past.shortlist
    listed, *lists = past.shortlist
    first, *models = listed.models
    shorter = later(past, shortlist=(listed.model_copy(update={"models": models}), *lists))
    (news,) = recheck(past, shorter).shortlists
    assert [model.model for model in news.went] == [first.model]
    assert not news.came
    (news,) = recheck(shorter, past).shortlists
    assert [model.model for model in news.came] == [first.model]


def test_a_shortlist_of_another_option_is_no_news_of_models(past: Assessment) -> None:
    assert past.shortlist
    other = [each.model_copy(update={"option": "other"}) for each in past.shortlist]
    assert not recheck(past, later(past, shortlist=tuple(other))).shortlists


@pytest.mark.parametrize(
    ("update", "move"),
    [
        ({"standing": "wrong"}, SourceMove.STANDING),
        ({"text": "Something else."}, SourceMove.WORDING),
        ({"standing": "wrong", "text": "Something else."}, SourceMove.STANDING),
        ({"checked_on": "2027-01-01"}, None),
    ],
)
def test_a_source_that_says_something_else_is_told(
    update: dict[str, object], move: SourceMove | None, past: Assessment
) -> None:
    first, *others = past.sources
    source = first.model_copy(update=update)
    found = recheck(past, later(past, sources=(source, *others)))
    assert [news.move for news in found.sources] == ([move] if move else [])


def test_a_fact_that_became_stale_is_told_from_one_that_was(past: Assessment) -> None:
    dated = [source for source in past.sources if source.checked_on][:3]
    fresh, old, good = dated
    before = [fresh, old.model_copy(update={"stale": True}), good]
    after = [source.model_copy(update={"stale": source is not good}) for source in dated]
    found = recheck(later(past, sources=tuple(before)), later(past, sources=tuple(after)))
    assert {fact.id: fact.was_stale for fact in found.stale} == {fresh.id: False, old.id: True}


def test_days_are_counted_only_where_there_is_a_date(past: Assessment) -> None:
    undated = recheck(past, past.model_copy(update={"date": None}))
    assert [expiry.expired for expiry in undated.expiries] == [None, None]
    dated = recheck(past, later(past))
    assert [(e.question, e.expired) for e in dated.expiries] == [
        ("own-test", True),
        ("monthly-tokens", False),
    ]
    assert all(expiry.label for expiry in dated.expiries)


def test_what_was_dropped_or_set_is_told(past: Assessment) -> None:
    dropped = (Dropped(kind=Said.QUESTION, id="gone"),)
    found = recheck(past, later(past), dropped=dropped, settings=("a=b",))
    assert found.dropped == dropped
    assert found.comparison.settings == ("a=b",)
    assert found.moved == (Moved.PROFILE, Moved.QUESTIONS)


@LAW
@given(data=st.data())
def test_laws_of_any_two_assessments(
    small_worlds: st.SearchStrategy[World], data: st.DataObject
) -> None:
    """It holds of itself; whether it holds does not depend on the order; JSON says it all."""
    one, other = (
        assess(Basis(kb), profile, draws=5)
        for kb, profile in data.draw(st.tuples(*[small_worlds] * 2))
    )
    same = recheck(one, one)
    assert (same.holds, same.same_option, same.moved) == (True, True, ())
    there, back = recheck(one, other), recheck(other, one)
    assert there.holds == back.holds
    assert there.same_option == back.same_option
    assert set(there.moved) == set(back.moved)
    assert Recheck.model_validate_json(there.model_dump_json(by_alias=True)) == there
    for found in (there, back):
        for criterion in found.comparison.contributions:
            assert criterion.options or criterion.share_before != criterion.share_after
