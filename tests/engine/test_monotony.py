"""More of a worry never helps the option it worries about; more weight never helps the weaker."""

from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.answers import asked
from llmchoice.engine.assess import assess as assess_in_full
from llmchoice.model.assessment import OptionResult
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import Question, QuestionKind

assess = partial(assess_in_full, draws=100, search=False)
"""What is stated here holds for any number of draws."""

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(50))
ROUNDING = 1e-9


def ladder(question: Question) -> list[Answer]:
    """Answers from the least to the most demanding one."""
    if question.kind is QuestionKind.NUMBER:
        return [0, 1, 10**3, 10**6, 3 * 10**7, 10**9, 5 * 10**9, 10**11, 10**13]
    if question.kind is QuestionKind.MANY:
        free = [c.id for c in question.choices if not c.alone]
        return [tuple(free[: count + 1]) for count in range(len(free))]
    return [c.id for c in question.choices]


def with_answer(profile: Profile, question: Question, answer: Answer) -> Profile:
    return profile.model_copy(update={"answers": {**profile.answers, question.id: answer}})


def worried_about(kb: KnowledgeBase, question: str) -> set[str]:
    """Options that every criterion which reads the question worries about."""
    read = [c for _, c in kb.criteria() if c.question == question]
    return {o.id for o in kb.options if all(o.id in c.worries for c in read)}


@LAW
@given(data=st.data())
def test_a_more_demanding_answer_never_raises_what_it_worries_about(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    question = data.draw(st.sampled_from(asked(kb, profile.answers)))
    steps = ladder(question)
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(steps) - 1)] * 2)))
    less = with_answer(profile, question, steps[low])
    more = with_answer(profile, question, steps[high])
    # Everything else equal: neither answer brings further questions into play.
    assume(asked(kb, less.answers) == asked(kb, more.answers))
    before, after = assess(Basis(kb), less).options, assess(Basis(kb), more).options
    for one, other in zip(before, after, strict=True):
        for mine, theirs in zip(one.contributions, other.contributions, strict=True):
            criterion = next(c for _, c in kb.criteria() if c.id == mine.criterion)
            if one.id in criterion.worries:
                assert theirs.value <= mine.value + ROUNDING, (mine.criterion, one.id)
        if one.id in worried_about(kb, question.id):
            assert other.score <= one.score + ROUNDING


def test_every_worry_of_the_packaged_criteria_holds_on_every_step(kb: KnowledgeBase) -> None:
    answers: dict[str, Answer] = {q.id: UNKNOWN for q in kb.questions}
    ratings = {p.id: 1.0 for p in kb.priorities}
    unknown = Profile(organisation="x", priorities=ratings, answers=answers)
    for question in kb.questions:
        tables = [
            by_criterion(assess(Basis(kb), with_answer(unknown, question, answer)).options)
            for answer in ladder(question)
        ]
        for _, criterion in kb.criteria():
            if criterion.question != question.id:
                continue
            for option in criterion.worries:
                column = [table[criterion.id, option] for table in tables]
                assert column == sorted(column, reverse=True), (criterion.id, option)


def by_criterion(options: Sequence[OptionResult]) -> dict[tuple[str, str], float]:
    return {(c.criterion, o.id): c.value for o in options for c in o.contributions}


@LAW
@given(data=st.data())
def test_more_weight_on_a_priority_never_helps_the_option_that_does_worse_on_all_of_it(
    worlds: Worlds, data: st.DataObject
) -> None:
    """It cannot pull level by it, and a lead that it has only shrinks."""
    kb, profile = data.draw(worlds)
    ratings = dict(profile.priorities or {})
    priority = data.draw(st.sampled_from(list(ratings)))
    assume(ratings[priority] < 5)
    raised = {**ratings, priority: data.draw(st.integers(int(ratings[priority]) + 1, 5))}
    before = assess(Basis(kb), profile).options
    after = assess(Basis(kb), profile.model_copy(update={"priorities": raised})).options
    for a, b in ((x, y) for x in range(len(before)) for y in range(len(before)) if x != y):
        pairs = zip(before[a].contributions, before[b].contributions, strict=True)
        if not all(mine.value <= his.value for mine, his in pairs if mine.priority == priority):
            continue
        lead, later = (rows[a].score - rows[b].score for rows in (before, after))
        assert later <= max(lead, 0) + ROUNDING


@LAW
@given(data=st.data())
def test_a_dominated_option_never_wins_whatever_the_weights(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    drawn, profile = data.draw(small_worlds)
    worse, better = data.draw(st.permutations(range(len(drawn.options))))[:2]
    kb = handicapped(drawn, worse, better)
    result = assess(Basis(kb), profile)
    mine, theirs = result.options[worse], result.options[better]
    assert mine.score <= theirs.score + ROUNDING
    if theirs.admissible:
        assert result.recommendation.option != mine.id
        strictly = any(
            a.high < b.high or a.low < b.low
            for a, b in zip(mine.contributions, theirs.contributions, strict=True)
        )
        assert not strictly or theirs.id in mine.dominated_by
    assert mine.id not in theirs.dominated_by


def handicapped(kb: KnowledgeBase, worse: int, better: int) -> KnowledgeBase:
    """The same knowledge base, in which one option never does better than another."""

    def lowered(row: tuple[float, ...]) -> tuple[float, ...]:
        least = min(row[worse], row[better])
        return tuple(least if at == worse else value for at, value in enumerate(row))

    def table(criterion: Criterion) -> Criterion:
        values = {answer: lowered(row) for answer, row in criterion.values.items()}
        points = [p.model_copy(update={"values": lowered(p.values)}) for p in criterion.points]
        return criterion.model_copy(update={"values": values, "points": tuple(points)})

    priorities = tuple(
        p.model_copy(update={"criteria": tuple(table(c) for c in p.criteria)})
        for p in kb.priorities
    )
    return kb.model_copy(update={"priorities": priorities})


@pytest.mark.parametrize("answer", ["region", "country", "sovereign"])
def test_a_territory_on_offer_ranks_options_without_excluding_one(
    kb: KnowledgeBase, answer: str
) -> None:
    answers: dict[str, Answer] = {q.id: UNKNOWN for q in kb.questions}
    said: dict[str, Answer] = {"residency": answer, "regional-offer": "both-kinds"}
    profile = Profile(
        organisation="x", priorities={p.id: 1.0 for p in kb.priorities}, answers={**answers, **said}
    )
    assert all(o.admissible for o in assess(Basis(kb), profile).options)
