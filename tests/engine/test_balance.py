"""How far answers can favour each side: against every known answer that there is."""

from collections.abc import Collection, Iterator
from itertools import chain, combinations, product
from math import prod

import pytest
from hypothesis import Phase, assume, event, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.balance import NEAR, balance, whole
from llmchoice.engine.gates import admissible
from llmchoice.engine.situation import scores_of, situation
from llmchoice.errors import LlmchoiceError
from llmchoice.model.base import NOT_APPLICABLE
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import Question, QuestionKind

Worlds = st.SearchStrategy[tuple[KnowledgeBase, Profile]]
LAW = settings(
    derandomize=True,
    deadline=None,
    max_examples=examples(60),
    phases=[Phase.generate],  # to shrink brute force takes minutes
)
MOST = 2000
"""Completions up to which all are tried."""


def known(kb: KnowledgeBase, question: Question, rated: Collection[str]) -> list[Answer]:
    """Every known answer; of an amount, the points of the tables that count."""
    special: list[Answer] = [NOT_APPLICABLE] if question.not_applicable else []
    ids = [choice.id for choice in question.choices]
    if question.kind is QuestionKind.NUMBER:
        read = [c for p, c in kb.criteria() if c.question == question.id and p.id in rated]
        return [*sorted({point.at for c in read for point in c.points} or {0}), *special]
    if question.kind is QuestionKind.ONE:
        return [*ids, *special]
    sets = chain.from_iterable(combinations(ids, size) for size in range(1, len(ids) + 1))
    return [*sets, *special]


def leads(kb: KnowledgeBase, profile: Profile) -> Iterator[float]:
    """By how much open options are ahead, with each answer that there is."""
    choices = [known(kb, question, profile.priorities or {}) for question in kb.questions]
    assume(prod(len(found) for found in choices) <= MOST)
    for picked in product(*choices):
        answers = {q.id: a for q, a in zip(kb.questions, picked, strict=True)}
        try:
            case = situation(Basis(kb), profile, answers)
        except LlmchoiceError:
            continue
        scores = scores_of(case)
        best: dict[Side, float] = {}
        for option in kb.options:
            if option.id in admissible(Basis(kb), case.answers):
                best[option.weights] = max(best.get(option.weights, 0.0), scores[option.id])
        if len(best) == len(Side):
            yield best[Side.OPEN] - best[Side.CLOSED]


@LAW
@given(data=st.data())
def test_a_range_ends_where_the_answers_end_that_favour_each_side_most(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(small_worlds)
    each = [({p.id: 1.0}, balance(Basis(kb), p)) for p in kb.priorities]
    for ratings, result in [*each, ({p.id: 1.0 for p in kb.priorities}, whole(Basis(kb)))]:
        found = [*leads(kb, profile.model_copy(update={"priorities": ratings}))]
        event(f"compared: {bool(found)}")
        assert (result.open is None) == (result.closed is None) == (not found)
        if result.open is None or result.closed is None:
            continue
        assert result.open.exact
        assert result.closed.exact
        assert result.open.points == pytest.approx(max(found), abs=NEAR)
        assert result.closed.points == pytest.approx(-min(found), abs=NEAR)


def test_the_answers_that_are_told_reach_as_far_as_is_said(kb: KnowledgeBase) -> None:
    each = [({p.id: 1.0}, balance(Basis(kb), p)) for p in kb.priorities]
    for ratings, result in [*each, ({p.id: 1.0 for p in kb.priorities}, whole(Basis(kb)))]:
        for reach in (result.open, result.closed):
            assert reach is not None
            profile = Profile(organisation="x", priorities=ratings)
            case = situation(Basis(kb), profile, dict(reach.answers))
            scores = scores_of(case)
            assert scores[reach.option] - scores[reach.rival] == pytest.approx(reach.points)
            allowed = admissible(Basis(kb), case.answers)
            assert {reach.option, reach.rival} <= set(allowed)


def test_every_priority_of_ours_that_is_one_sided_has_the_reason(kb: KnowledgeBase) -> None:
    for priority in kb.priorities:
        found = balance(Basis(kb), priority)
        assert found.one_sided is None or found.reason, priority.id
