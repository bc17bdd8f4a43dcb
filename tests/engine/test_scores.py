"""What a score is made of, for any knowledge base and any answers."""

from functools import partial
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.answers import asked, effective
from llmchoice.engine.assess import assess as assess_in_full
from llmchoice.engine.values import interpolate
from llmchoice.model.assessment import Recommendation
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.criterion import Point
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import Question, QuestionKind, Scale

assess = partial(assess_in_full, draws=100, search=False)
"""What is stated here holds for any number of draws."""

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(40))
ROUNDING = 1e-9


@LAW
@given(data=st.data())
def test_weights_sum_to_one(worlds: Worlds, data: st.DataObject) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile)
    assert sum(p.weight for p in result.priorities) == pytest.approx(1, abs=ROUNDING)
    for option in result.options:
        assert sum(c.weight for c in option.contributions) == pytest.approx(1, abs=ROUNDING)
        assert all(c.weight >= 0 for c in option.contributions)


@LAW
@given(data=st.data())
def test_a_score_lies_between_the_least_and_the_greatest_value_and_is_the_sum_of_its_parts(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    for option in assess(Basis(kb), profile).options:
        counted = [c.value for c in option.contributions if c.weight > 0]
        assert min(counted) - ROUNDING <= option.score <= max(counted) + ROUNDING
        total = sum(c.contribution for c in option.contributions)
        assert total == pytest.approx(option.score, abs=ROUNDING)


@LAW
@given(data=st.data())
def test_an_unknown_answer_counts_as_the_mean_of_its_possible_answers(
    worlds: Worlds, data: st.DataObject
) -> None:
    """The stated odds weigh the mean, which lies between the extremes that are reported."""
    kb, profile = data.draw(worlds)
    question = data.draw(st.sampled_from(asked(kb, profile.answers)))
    unknown = with_answer(profile, question, UNKNOWN)
    assume(same_questions(kb, profile, unknown))
    odds = {c.id: c.odds for c in question.choices}
    if question.odds_by is not None:
        other = profile.answers[question.odds_by.question]
        assume(other in question.odds_by.odds)
        odds = dict(question.odds_by.odds[str(other)])
    possible: list[tuple[Answer, float]] = [*odds.items()]
    possible += [(amount, 1.0) for amount in question.likely]
    known = [(values(kb, with_answer(profile, question, a)), odds) for a, odds in possible]
    assume(all(found.keys() == known[0][0].keys() for found, _ in known))
    for option in assess(Basis(kb), unknown).options:
        for part in option.contributions:
            if question_of(kb, part.criterion) != question.id:
                continue
            each = [(found[option.id, part.criterion], odds) for found, odds in known]
            mean = sum(v * odds for v, odds in each) / sum(odds for _, odds in each)
            assert part.value == pytest.approx(mean, abs=ROUNDING)
            assert part.low == min(v for v, _ in each)
            assert part.high == max(v for v, _ in each)
            assert part.low - ROUNDING <= part.value <= part.high + ROUNDING


@LAW
@given(data=st.data())
def test_what_does_not_apply_leaves_its_weight_to_the_rest_of_its_priority(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(small_worlds)
    able = [q for q in asked(kb, profile.answers) if q.not_applicable]
    assume(able)
    question = data.draw(st.sampled_from(able))
    without = with_answer(profile, question, NOT_APPLICABLE)
    assume(same_questions(kb, profile, without))
    before, after = weights(kb, profile), weights(kb, without)
    gone = {c.id for _, c in kb.criteria() if c.question == question.id}
    assert not gone & set(after)
    for priority in kb.priorities:
        ids = [c.id for c in priority.criteria]
        left = [name for name in ids if name in after]
        counted = [p for p in kb.priorities if any(c.id in after for c in p.criteria)]
        if left and len(counted) == len(kb.priorities):
            whole = sum(before.get(name, 0) for name in ids)
            assert sum(after[name] for name in left) == pytest.approx(whole, abs=ROUNDING)
        for one, other in product(left, left):
            if one in before and other in before:
                assert before[one] * after[other] == pytest.approx(before[other] * after[one])


@LAW
@given(data=st.data())
def test_an_answer_to_a_question_that_does_not_apply_never_counts(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    kept = effective(kb, profile.answers)
    bare = profile.model_copy(update={"answers": kept})
    full, less = assess(Basis(kb), profile), assess(Basis(kb), bare)
    assert full.options == less.options
    assert _today(full.recommendation) == _today(less.recommendation)
    assert full.next_steps == less.next_steps
    assert {a.question for a in full.answers} == set(kept)


@LAW
@given(data=st.data())
def test_of_several_selected_answers_each_option_has_the_least_value_of_them(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile, question, selected = several_selected(data, *data.draw(worlds))
    together = values(kb, profile)
    each = [with_answer(profile, question, (choice,)) for choice in selected]
    assume(all(same_questions(kb, profile, alone) for alone in each))
    found = [values(kb, alone) for alone in each]
    assert together == {key: min(alone[key] for alone in found) for key in together}


@LAW
@given(data=st.data())
def test_the_order_in_which_choices_are_listed_decides_nothing(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile, question, _ = several_selected(data, *data.draw(worlds))
    turned = tuple(data.draw(st.permutations(question.choices)))
    questions = [
        q.model_copy(update={"choices": turned}) if q.id == question.id else q for q in kb.questions
    ]
    assert values(kb, profile) == values(
        kb.model_copy(update={"questions": tuple(questions)}), profile
    )


@LAW
@given(data=st.data())
def test_the_decisive_answers_alone_give_an_option_its_value_and_no_other_is_worse(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile, question, selected = several_selected(data, *data.draw(worlds))
    read = {c.id for _, c in kb.criteria() if c.question == question.id}
    for option in assess(Basis(kb), profile).options:
        for item in option.contributions:
            assert item.criterion not in read or bool(item.decisive) == (len(selected) > 1)
            for choice in selected if item.criterion in read and item.decisive else ():
                alone = with_answer(profile, question, (choice,))
                assume(same_questions(kb, profile, alone))
                value = values(kb, alone)[option.id, item.criterion]
                assert (choice in item.decisive) == (value == item.value)
                assert value >= item.value


def several_selected(
    data: st.DataObject, kb: KnowledgeBase, profile: Profile
) -> tuple[KnowledgeBase, Profile, Question, tuple[str, ...]]:
    """A question that is asked and of which some choices are selected."""
    many = [q for q in asked(kb, profile.answers) if q.kind is QuestionKind.MANY]
    assume(many)
    question = data.draw(st.sampled_from(many))
    free = [choice.id for choice in question.choices if not choice.alone]
    selected = tuple(sorted(data.draw(st.sets(st.sampled_from(free), min_size=1))))
    return kb, with_answer(profile, question, selected), question, selected


def with_answer(profile: Profile, question: Question, answer: Answer) -> Profile:
    return profile.model_copy(update={"answers": {**profile.answers, question.id: answer}})


def same_questions(kb: KnowledgeBase, one: Profile, other: Profile) -> bool:
    return asked(kb, one.answers) == asked(kb, other.answers)


def values(kb: KnowledgeBase, profile: Profile) -> dict[tuple[str, str], float]:
    rows = assess(Basis(kb), profile).options
    return {(o.id, c.criterion): c.value for o in rows for c in o.contributions}


def weights(kb: KnowledgeBase, profile: Profile) -> dict[str, float]:
    return {c.criterion: c.weight for c in assess(Basis(kb), profile).options[0].contributions}


def question_of(kb: KnowledgeBase, criterion: str) -> str:
    return next(c.question for _, c in kb.criteria() if c.id == criterion)


POINTS = (Point(at=10, values=(80, 20)), Point(at=1000, values=(40, 60)))


@pytest.mark.parametrize(
    ("amount", "scale", "row"),
    [
        (0, Scale.LOG10, (80, 20)),
        (10, Scale.LOG10, (80, 20)),
        (100, Scale.LOG10, (60, 40)),  # halfway between 10 and 1000 in the logarithm
        (1000, Scale.LOG10, (40, 60)),
        (10**18, Scale.LOG10, (40, 60)),
        (505, Scale.LINEAR, (60, 40)),  # halfway between 10 and 1000
        (257.5, Scale.LINEAR, (70, 30)),
    ],
)
def test_an_amount_is_interpolated_on_the_scale_of_its_question_and_level_outside(
    amount: float, scale: Scale, row: tuple[float, float]
) -> None:
    assert interpolate(POINTS, amount, scale) == pytest.approx(row, abs=ROUNDING)


def _today(recommendation: Recommendation) -> Recommendation:
    """Without what would be after a change: by that a question may apply, and its answer count."""
    ways = (way.model_copy(update={"p_nothing_left": 0.0}) for way in recommendation.readmission)
    ordered = tuple(sorted(ways, key=repr))
    return recommendation.model_copy(update={"readmission": ordered})
