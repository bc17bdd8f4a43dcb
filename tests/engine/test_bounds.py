"""A settled side is first in every completion; tried against all of them, or the worst found."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, pairwise, product
from math import prod
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.answers import effective, missing
from llmchoice.engine.bounds import settled
from llmchoice.engine.gates import admissible
from llmchoice.engine.ranking import TIE, score
from llmchoice.engine.situation import situation
from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Answers, Profile
from llmchoice.model.question import Question, QuestionKind

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(30))
PROFILES = sorted((Path(__file__).parents[1] / "pinned" / "profiles").glob("*.yaml"))
EVERYTHING = 1000
"""Completions up to which all are tried."""


# ── What is claimed: the side of the best admissible option, by more than a tie ──────────────────
def lead(kb: KnowledgeBase, profile: Profile, answers: Answers) -> dict[Side, float]:
    """By how many points each side is ahead of the other; empty when nothing is compared."""
    try:
        case = situation(Basis(kb), profile, answers)
    except LlmchoiceError:
        return {}
    weights = [j.weight for j in case.judged]
    left = admissible(Basis(kb), case.answers)
    best: dict[Side, float] = {}
    for at, option in enumerate(kb.options):
        if option.id in left:
            reached = score(weights, (j.expected[at] for j in case.judged))
            best[option.weights] = max(reached, best.get(option.weights, 0.0))
    if len(best) == 1:
        return dict.fromkeys(best, float("inf"))
    return {side: 2 * reached - sum(best.values()) for side, reached in best.items()}


def first(kb: KnowledgeBase, profile: Profile, answers: Answers) -> Side | None:
    return next((s for s, ahead in lead(kb, profile, answers).items() if ahead > TIE), None)


# ── All that may still be answered ────────────────────────────────────────────────────────────────
def possible(kb: KnowledgeBase, question: Question) -> list[Answer]:
    special = [UNKNOWN, *([NOT_APPLICABLE] if question.not_applicable else [])]
    ids = [choice.id for choice in question.choices]
    if question.kind is QuestionKind.ONE:
        return [*ids, *special]
    if question.kind is QuestionKind.NUMBER:
        at = sorted({p.at for _, c in kb.criteria() if c.question == question.id for p in c.points})
        between = [a + (b - a) * part for a, b in pairwise(at) for part in (0.003, 0.1, 0.5, 0.9)]
        return [0, *at, *between, 10**18, *special]
    free = [choice.id for choice in question.choices if not choice.alone]
    sets = chain.from_iterable(combinations(free, n) for n in range(1, len(free) + 1))
    return [*sets, *((c.id,) for c in question.choices if c.alone), *special]


def completions(
    kb: KnowledgeBase, answers: Answers, seed: int, most: int = EVERYTHING
) -> Iterator[dict[str, Answer]]:
    """All of them, or as many at random; questions that then do not apply are answered too."""
    remaining = [q for q in kb.questions if q.id not in answers]
    choices = [possible(kb, question) for question in remaining]
    drawn: Iterable[tuple[Answer, ...]] = product(*choices)
    if prod(len(found) for found in choices) > most:
        chance = Random(seed)  # noqa: S311 - a test's draws, no secret
        drawn = (tuple(chance.choice(found) for found in choices) for _ in range(most))
    for picked in drawn:
        yield {**answers, **{q.id: a for q, a in zip(remaining, picked, strict=True)}}


def worst(
    kb: KnowledgeBase, profile: Profile, answers: Answers, side: Side, seed: int
) -> Side | None:
    """The side that is first after each open answer in turn was made as bad as it can be."""
    remaining = [q for q in kb.questions if q.id not in answers]
    now = next(completions(kb, answers, seed, most=1))
    for question in [*remaining, *remaining]:
        tried = [{**now, question.id: answer} for answer in possible(kb, question)]
        now = min(tried, key=lambda a: lead(kb, profile, a).get(side, -float("inf")))
    return first(kb, profile, now)


def some_of(data: st.DataObject, answers: Answers, least: int = 0) -> dict[str, Answer]:
    kept = data.draw(st.sets(st.sampled_from(sorted(answers)), min_size=min(least, len(answers))))
    return {q: a for q, a in answers.items() if q in kept}


# ── Laws ──────────────────────────────────────────────────────────────────────────────────────────
@LAW
@given(data=st.data())
def test_no_completion_of_a_small_world_overturns_a_settled_side(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(small_worlds)
    answers = some_of(data, profile.answers)
    side = settled(Basis(kb), profile, answers)
    event(f"settled: {side}")
    assume(side is not None)
    for completion in completions(kb, answers, seed=1):
        assert first(kb, profile, completion) is side, completion


@LAW
@given(data=st.data())
def test_without_open_amounts_what_is_not_settled_has_a_completion_that_overturns_it(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(small_worlds)
    numbers = {q.id for q in kb.questions if q.kind is QuestionKind.NUMBER}
    kept = {q: a for q, a in profile.answers.items() if q in numbers}
    answers = {**some_of(data, profile.answers), **kept}
    assume(settled(Basis(kb), profile, answers) is None)
    sides = [first(kb, profile, c) for c in completions(kb, answers, seed=2, most=10**5)]
    assert None in sides or set(sides) == set(Side)


@LAW
@given(data=st.data())
def test_one_more_answer_leaves_a_settled_side_settled(worlds: Worlds, data: st.DataObject) -> None:
    kb, profile = data.draw(worlds)
    answers = some_of(data, profile.answers)
    side = settled(Basis(kb), profile, answers)
    assume(side is not None)
    for question in kb.questions:
        if question.id not in answers:
            more = {**answers, question.id: profile.answers[question.id]}
            assert settled(Basis(kb), profile, more) is side


@LAW
@given(data=st.data())
def test_with_all_answered_the_side_of_the_best_option_is_settled(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    assert settled(Basis(kb), profile, profile.answers) is first(kb, profile, profile.answers)
    counted = effective(kb, profile.answers)
    assert settled(Basis(kb), profile, counted) is first(kb, profile, profile.answers)


@LAW
@given(data=st.data())
def test_taking_the_unknown_as_open_is_the_same_as_leaving_it_out(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    answers = some_of(data, profile.answers)
    known = {q: a for q, a in answers.items() if a != UNKNOWN}
    side = settled(Basis(kb), profile, answers, unknown_is_open=True)
    assert side is settled(Basis(kb), profile, known)
    if side is not None:
        assert settled(Basis(kb), profile, answers) is side


@settings(LAW, max_examples=examples(12))
@given(data=st.data(), seed=st.integers(0, 10**6))
def test_no_completion_of_the_packaged_questions_overturns_a_settled_side(
    packaged_worlds: Worlds, data: st.DataObject, seed: int
) -> None:
    kb, profile = data.draw(packaged_worlds)
    answers = some_of(data, profile.answers, least=12)
    side = settled(Basis(kb), profile, answers)
    event(f"settled: {side}")
    assume(side is not None)
    for completion in completions(kb, answers, seed, most=30):
        assert first(kb, profile, completion) is side, completion
    assert side is not None
    assert worst(kb, profile, answers, side, seed) is side


@pytest.mark.parametrize("path", PROFILES[::4], ids=lambda path: path.stem)
def test_the_first_moment_at_which_an_interview_is_settled_holds_to_its_end(
    kb: KnowledgeBase, path: Path
) -> None:
    profile = read_profile(kb, path.read_text(encoding="utf-8"), path.name)
    stages = list(interview(kb, profile))
    at, side = next(
        (at, found)
        for at, answers in enumerate(stages)
        if (found := settled(Basis(kb), profile, answers)) is not None
    )
    assert all(settled(Basis(kb), profile, answers) is side for answers in stages[at:])
    assert {worst(kb, profile, stages[at], side, seed) for seed in range(2)} == {side}
    drawn = completions(kb, stages[at], seed=3, most=50)
    assert {first(kb, profile, completion) for completion in drawn} == {side}
    before = stages[at - 1]
    assert any(worst(kb, profile, before, side, seed) is not side for seed in range(20))


def interview(kb: KnowledgeBase, profile: Profile) -> Iterator[dict[str, Answer]]:
    """The answers after each question, those that a veto may hang on first."""
    vetoes = {question for rule in kb.constraints for question in rule.when}
    answers: dict[str, Answer] = {}
    while left := missing(kb, answers):
        question = min(left, key=lambda q: q.id not in vetoes)
        answers[question.id] = profile.answers.get(question.id, UNKNOWN)
        yield dict(answers)
