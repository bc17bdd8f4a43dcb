"""What the engine's laws are tried on: made-up knowledge bases, and the packaged one."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import strategies as st
from tests import made_up

from llmchoice.engine.answers import contradictions, effective
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import Question, QuestionKind

World = tuple[KnowledgeBase, Profile]
WORDS = {str(rating): f"rating {rating}" for rating in range(6)}
SETTINGS = {
    "confidence": 0.75,
    "confidence_reason": "made up",
    "monte_carlo_error": 0.01,
    "spreads": {"rough": 4},
    "spread": "rough",
    "spread_reason": "made up",
    "clear": 0.9,
    "level_regret": 1,
    "level_regret_reason": "made up",
    "clear_reason": "made up",
    "unknown_limit": 0.5,
    "unknown_limit_reason": "made up",
    "weak_value": 30,
    "weak_value_reason": "made up",
    "stale_after": 365,
    "importance_question": "how much?",
    "importance_scale": list(WORDS.values()),
}
value = st.integers(0, 100)


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return load_criteria()


@pytest.fixture(scope="session")
def small_worlds() -> st.SearchStrategy[World]:
    """Two to five options, up to five questions, up to three priorities."""
    return _small_worlds()


@pytest.fixture(scope="session")
def packaged_worlds(kb: KnowledgeBase) -> st.SearchStrategy[World]:
    """The packaged knowledge base with any answers and priorities that a profile may hold."""
    return _profiles(kb).map(lambda profile: (kb, profile)).filter(_consistent)


@pytest.fixture(scope="session")
def worlds(
    small_worlds: st.SearchStrategy[World], packaged_worlds: st.SearchStrategy[World]
) -> st.SearchStrategy[World]:
    return st.one_of(small_worlds, packaged_worlds)


def _consistent(world: World) -> bool:
    kb, profile = world
    return not contradictions(kb, effective(kb, profile.answers))


def _profiles(kb: KnowledgeBase) -> st.SearchStrategy[Profile]:
    # A closure: otherwise Hypothesis would print the whole knowledge base to describe it.
    return st.composite(lambda draw: _profile(draw, kb))()


def _profile(draw: st.DrawFn, kb: KnowledgeBase) -> Profile:
    """A complete profile; the first priority always counts for something."""
    first, *others = (p.id for p in kb.priorities)
    ratings = {first: draw(st.integers(1, 5))}
    ratings |= {name: draw(st.integers(0, 5)) for name in others}
    answers = {q.id: draw(_answer(q)) for q in kb.questions}
    return Profile(organisation="Made up", priorities=ratings, answers=answers)


def _answer(question: Question) -> st.SearchStrategy[Answer]:
    special = [UNKNOWN, *([NOT_APPLICABLE] if question.not_applicable else [])]
    if question.kind is QuestionKind.NUMBER:
        return st.one_of(st.integers(0, 10**12), st.sampled_from(special))
    if question.kind is QuestionKind.ONE:
        return st.sampled_from([*(c.id for c in question.choices), *special])
    free = [c.id for c in question.choices if not c.alone]
    several = st.sets(st.sampled_from(free), min_size=1).map(lambda s: tuple(sorted(s)))
    lonely = [(c.id,) for c in question.choices if c.alone]
    return st.one_of(several, st.sampled_from([*lonely, *special]))


@st.composite
def _small_worlds(draw: st.DrawFn) -> World:
    names = [f"option-{n}" for n in range(draw(st.integers(2, 5)))]
    questions = [_question(draw, n) for n in range(draw(st.integers(1, 5)))]
    for before, question in pairwise(questions):
        if before["kind"] != "number" and draw(st.booleans()):
            question["when"] = {before["id"]: draw(_some_choices(before))}
    for question in questions[1:]:
        if question["kind"] == "one" and draw(st.booleans()):
            _let_odds_depend(draw, question, questions[0])
    kb = KnowledgeBase.model_validate(
        {
            "version": "0",
            "sha256": "0",
            "settings": SETTINGS,
            "options": [
                made_up.option(name, draw(st.sampled_from(["open", "closed"]))) for name in names
            ],
            "sections": [{"id": "all", "title": "All"}],
            "questions": questions,
            "priorities": _priorities(draw, questions, names),
            "constraints": _rules(draw, questions, names, "constraint", "excludes"),
            "conditions": [
                {**rule, "obtain": "a paper", "effort": "low"}
                for rule in _rules(draw, questions, names, "condition", "options")
            ],
            "contradictions": [],
            "steps": [],
            "articles": [],
            "references": [_reference()],
        }
    )
    return kb, draw(_profiles(kb))


def _question(draw: st.DrawFn, number: int) -> dict[str, object]:
    kind = draw(st.sampled_from(["one", "many", "number"])) if number else "one"
    question = {
        "id": f"question-{number}",
        "section": "all",
        "kind": kind,
        "text": "Which?",
        "why": "Because.",
        # The first one always counts, so that no made-up profile is without any weight.
        "not_applicable": draw(st.sampled_from([True, None])) if number else None,
    }
    if kind == "number":
        amounts = st.lists(st.integers(1, 10**9), min_size=2, max_size=4)
        scale = draw(st.sampled_from(["linear", "log10"]))
        return {**question, "likely": draw(amounts), "scale": scale}
    choices = [
        {"id": f"choice-{n}", "text": f"choice {n}", "odds": draw(st.sampled_from([0.2, 1, 3]))}
        for n in range(draw(st.integers(2, 4)))
    ]
    return {**question, "choices": choices}


def _let_odds_depend(
    draw: st.DrawFn, question: dict[str, object], other: dict[str, object]
) -> None:
    """The odds of one question are by the answer to another, and by nothing else."""
    ids, others = (_choice_ids(each) for each in (question, other))
    odds = st.sampled_from([0.1, 1, 5])
    rows = {name: {choice: draw(odds) for choice in ids} for name in others}
    question["odds_by"] = {"question": other["id"], "odds": rows}
    question["choices"] = [{"id": choice, "text": choice} for choice in ids]


def _choice_ids(question: dict[str, object]) -> list[str]:
    choices = question["choices"]
    assert isinstance(choices, list)
    return [choice["id"] for choice in choices]


def _some_choices(question: dict[str, object]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(_choice_ids(question)), min_size=1, max_size=2)


def _priorities(
    draw: st.DrawFn, questions: Sequence[dict[str, object]], names: list[str]
) -> list[dict[str, object]]:
    """Every question is read; the first criterion reads the first one."""
    read = [*questions, *draw(st.lists(st.sampled_from(questions), max_size=3))]
    criteria = [_criterion(draw, number, question, names) for number, question in enumerate(read)]
    cut = draw(st.integers(1, len(criteria)))
    groups = [group for group in (criteria[:cut], criteria[cut:]) if group]
    return [
        {
            "id": f"priority-{n}",
            "order": n + 1,
            "name": f"Priority {n}",
            "about": "something",
            "worst": "bad",
            "best": "good",
            "criteria": group,
        }
        for n, group in enumerate(groups)
    ]


def _criterion(
    draw: st.DrawFn, number: int, question: dict[str, object], names: list[str]
) -> dict[str, object]:
    worried = draw(st.sets(st.sampled_from(names)))
    choices = question.get("choices")
    ids = [c["id"] for c in choices] if isinstance(choices, list) else []
    amounts = sorted(draw(st.sets(st.integers(1, 10**9), min_size=2, max_size=4)))
    height = len(ids) or len(amounts)
    columns = [draw(st.lists(value, min_size=height, max_size=height)) for _ in names]
    for name, column in zip(names, columns, strict=True):
        column.sort(reverse=True) if name in worried else None
    rows = list(zip(*columns, strict=True))
    table: dict[str, object] = {"values": dict(zip(ids, rows, strict=True))} if ids else {}
    points = [{"at": at, "values": row} for at, row in zip(amounts, rows, strict=False)]
    return {
        "id": f"criterion-{number}",
        "name": f"Criterion {number}",
        "share": draw(st.integers(1, 100)),
        "question": question["id"],
        "asks": "how well",
        "anchors": {0: "none", 50: "half", 100: "all"},
        "reasons": dict.fromkeys(names, "so it is"),
        "worries": sorted(worried),
        "references": ["reference"],
        **(table or {"points": points}),
    }


def _rules(
    draw: st.DrawFn,
    questions: Sequence[dict[str, object]],
    names: list[str],
    kind: str,
    key: str,
) -> list[dict[str, object]]:
    able = [q for q in questions if q["kind"] != "number"]
    rules: list[dict[str, object]] = []
    for number in range(draw(st.integers(0, 3))):
        read = draw(st.lists(st.sampled_from(able), min_size=1, max_size=2))
        rules.append(
            {
                "id": f"{kind}-{number}",
                "when": {str(q["id"]): draw(_some_choices(q)) for q in read},
                key: draw(st.lists(st.sampled_from(names), min_size=1, unique=True)),
                "reason": "it must be so",
                "references": ["reference"],
            }
        )
    return rules


def _reference() -> dict[str, object]:
    return {
        "id": "reference",
        "kind": "guide",
        "title": "A guide",
        "publisher": "Nobody",
        "url": "https://example.org",
        "says": "something",
        "checked_on": "2026-01-01",
        "read_as": "full",
    }
