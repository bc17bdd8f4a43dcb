"""No completion of the answers that a quick interview spared overturns the side that it told."""

from itertools import pairwise, product
from math import inf
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.laws import examples
from tests.questionnaire.person import interviewed
from tests.questionnaire.scales import Truthful, first, lead, scales

from llmchoice.engine.answers import contradictions, effective
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import Question, QuestionKind
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.session import Mode

LAW = settings(
    derandomize=True,
    deadline=None,
    max_examples=examples(60),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def packaged() -> KnowledgeBase:
    return load_criteria()


@LAW
@given(data=st.data())
def test_every_completion_of_a_small_world_has_the_side_that_was_told(
    kb: KnowledgeBase, tmp_path: Path, data: st.DataObject
) -> None:
    world = scales(kb)
    answers, ranking = _drawn(world, data)
    profile, spared, told = _quickly(world, tmp_path, answers, ranking)

    event(f"spared: {len(spared)}")
    if spared:
        assert told is not None
        assert first(world, profile, answers) is told
        known = {q: a for q, a in profile.answers.items() if q not in spared}
        left = [q for q in world.questions if q.id not in known]
        for picked in product(*(_possible(world, q) for q in left)):
            completion = dict(zip((q.id for q in left), picked, strict=True))
            assert first(world, profile, {**known, **completion}) is told, completion


@settings(LAW, max_examples=examples(12))
@given(data=st.data(), seed=st.integers(0, 10**6))
def test_no_completion_of_the_packaged_questions_overturns_what_was_told(
    packaged: KnowledgeBase, tmp_path: Path, data: st.DataObject, seed: int
) -> None:
    answers, ranking = _drawn(packaged, data)
    profile, spared, told = _quickly(packaged, tmp_path, answers, ranking)

    event(f"told: {told}")
    known = {q: a for q, a in profile.answers.items() if q not in spared}
    if spared:
        assert first(packaged, profile, answers) is told
    if spared and told:
        for at in range(3):
            worst = _adverse(packaged, profile, known, told, seed + at)
            assert first(packaged, profile, worst) is told, worst


def _quickly(
    kb: KnowledgeBase, folder: Path, answers: dict[str, Answer], ranking: list[str]
) -> tuple[Profile, set[str], Side | None]:
    """The profile of a quick interview, the questions that it spared, and the side that it told."""
    person = Truthful(kb, answers, ranking)
    quick = Mode(quick=True)
    draft = Draft(kb, folder / "draft.json", quick)
    profile = interviewed(kb, person, draft, mode=quick)
    draft.discard()
    asked = {q.id for q in kb.questions if q.text in person.questions}
    assert all(profile.answers[q] == answers[q] for q in asked)
    spared = set(profile.answers) - asked
    assert {profile.answers[q] for q in spared} <= {UNKNOWN}
    told = [side for side in Side if person.hears(f"stays on the {side} side")]
    assert len(told) <= 1
    return profile, spared, told[0] if told else None


def _adverse(
    kb: KnowledgeBase, profile: Profile, known: dict[str, Answer], side: Side, seed: int
) -> dict[str, Answer]:
    """A completion in which each open answer in turn was made as bad for the side as it can be."""
    chance = Random(seed)  # noqa: S311 - a test's draws, no secret
    left = [q for q in kb.questions if q.id not in known]
    now = {**known, **{q.id: chance.choice(_possible(kb, q)) for q in left}}
    for question in [*left, *left]:
        tried = [{**now, question.id: answer} for answer in _possible(kb, question)]
        now = min(tried, key=lambda a: _or_nothing(lead(kb, profile, a, side)))
    return now


def _or_nothing(ahead: float | None) -> float:
    """A side without any option is not ahead."""
    return -inf if ahead is None else ahead


def _drawn(kb: KnowledgeBase, data: st.DataObject) -> tuple[dict[str, Answer], list[str]]:
    """A complete set of answers without a contradiction, and an order of the priorities."""
    possible = st.fixed_dictionaries(
        {q.id: st.sampled_from(_possible(kb, q)) for q in kb.questions}
    )
    answers = data.draw(possible.filter(lambda a: not contradictions(kb, effective(kb, a))))
    ranking = data.draw(st.permutations([p.id for p in kb.priorities]))
    return answers, list(ranking)


def _possible(kb: KnowledgeBase, question: Question) -> list[Answer]:
    special = [UNKNOWN, *([NOT_APPLICABLE] if question.not_applicable else [])]
    if question.kind is QuestionKind.NUMBER:
        at = sorted({p.at for _, c in kb.criteria() if c.question == question.id for p in c.points})
        return [0, *at, *((a + b) // 2 for a, b in pairwise(at)), 10**16, *special]
    ids = [choice.id for choice in question.choices]
    if question.kind is QuestionKind.ONE:
        return [*ids, *special]
    free = [choice.id for choice in question.choices if not choice.alone]
    return [*((one,) for one in ids), tuple(free[:2]), tuple(free), *special]
