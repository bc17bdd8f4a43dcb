"""Settled or not: cases made by hand, small enough to see why."""

from collections.abc import Iterable, Mapping

import pytest

from llmchoice.engine.bounds import settled
from llmchoice.errors import LlmchoiceError
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.criterion import Point
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile
from llmchoice.model.question import Choice, Question
from llmchoice.model.rule import Constraint, When

World = tuple[Basis, Profile]
Table = Mapping[str, tuple[float, ...]] | tuple[Point, ...]
OPTIONS = ("closed-api", "open-host", "open-rented")
"""The columns of the tables below."""


def question(name: str, *choices: str, kind: str = "one", **more: object) -> Question:
    return Question.model_validate(
        {
            "id": name,
            "section": "work",
            "kind": kind,
            "text": "Which?",
            "why": "Because.",
            "choices": [Choice(id=choice, text=choice) for choice in choices],
            **more,
        }
    )


def veto(when: When, *excludes: str) -> Constraint:
    return Constraint(id="veto", when=when, excludes=excludes, reason="it must be so")


def made(
    kb: KnowledgeBase,
    questions: Iterable[Question],
    tables: Mapping[str, Table],
    constraints: tuple[Constraint, ...] = (),
) -> World:
    """Three options, one criterion per question, each under a priority of its own."""
    packaged = zip(kb.priorities, tables.items(), strict=False)
    priorities = [
        priority.model_copy(
            update={
                "criteria": (
                    priority.criteria[0].model_copy(
                        update={
                            "question": name,
                            "values": table if isinstance(table, Mapping) else {},
                            "points": () if isinstance(table, Mapping) else table,
                        }
                    ),
                )
            }
        )
        for priority, (name, table) in packaged
    ]
    changed = kb.model_copy(
        update={
            "options": tuple(option for option in kb.options if option.id in OPTIONS),
            "questions": tuple(questions),
            "priorities": tuple(priorities),
            "constraints": constraints,
            "contradictions": (),
        }
    )
    ratings = {priority.id: 1.0 for priority in priorities}
    return Basis(changed), Profile(organisation="Made up", priorities=ratings)


def test_a_side_that_is_ahead_whatever_is_answered_is_settled_before_any_question(
    kb: KnowledgeBase,
) -> None:
    asked = [question("a", "low", "high")]
    world = made(kb, asked, {"a": {"low": (10, 30, 0), "high": (60, 50, 70)}})
    assert settled(*world, {}) is Side.OPEN, "by open-host, by open-rented, or by their means"
    world = made(kb, asked, {"a": {"low": (10, 20, 0), "high": (60, 0, 62)}})
    assert settled(*world, {"a": "low"}) is Side.OPEN
    assert settled(*world, {"a": "high"}) is Side.OPEN
    assert settled(*world, {}) is None, "where nobody knows, closed-api has the best mean"


def test_an_open_veto_keeps_everything_open_and_its_answer_settles_it(kb: KnowledgeBase) -> None:
    tables = {
        "a": {"low": (10, 90, 90), "high": (10, 80, 80)},
        "b": {"go": (1, 1, 1), "stop": (1, 1, 1)},
    }
    rule = veto({"b": ("stop",)}, "open-host", "open-rented")
    world = made(kb, [question("a", "low", "high"), question("b", "go", "stop")], tables, (rule,))
    assert settled(*world, {}) is None
    assert settled(*world, {"a": "low"}) is None
    assert settled(*world, {"b": "go"}) is Side.OPEN
    assert settled(*world, {"b": UNKNOWN}) is Side.OPEN, "an unknown answer excludes nothing"
    assert settled(*world, {"b": UNKNOWN}, unknown_is_open=True) is None
    assert settled(*world, {"b": "stop"}) is Side.CLOSED, "the other side has nothing left"


def test_a_veto_that_leaves_nothing_settles_nothing(kb: KnowledgeBase) -> None:
    tables = {"a": {"low": (10, 90, 90), "high": (10, 80, 80)}}
    world = made(kb, [question("a", "low", "high")], tables, (veto({"a": ("low",)}, *OPTIONS),))
    assert settled(*world, {}) is None
    assert settled(*world, {"a": "low"}) is None
    assert settled(*world, {"a": "high"}) is Side.OPEN


def test_a_veto_that_only_some_options_of_the_side_fear_does_not_keep_it_open(
    kb: KnowledgeBase,
) -> None:
    tables = {"a": {"low": (50, 40, 90), "high": (50, 60, 90)}}
    world = made(
        kb, [question("a", "low", "high")], tables, (veto({"a": ("high",)}, "open-rented"),)
    )
    assert settled(*world, {}) is Side.OPEN, "open-rented with low, open-host with high"


def test_a_tie_is_not_settled(kb: KnowledgeBase) -> None:
    world = made(
        kb, [question("a", "low", "high")], {"a": {"low": (50, 50, 0), "high": (10, 90, 90)}}
    )
    assert settled(*world, {}) is None
    assert settled(*world, {"a": "low"}) is None
    assert settled(*world, {"a": "high"}) is Side.OPEN


def test_what_lies_between_two_amounts_counts(kb: KnowledgeBase) -> None:
    points = (Point(at=1, values=(70, 100, 0)), Point(at=100, values=(70, 0, 100)))
    amount = question("a", kind="number", likely=(1, 1))
    world = made(kb, [amount], {"a": points})
    assert settled(*world, {"a": 1}) is Side.OPEN
    assert settled(*world, {"a": 100}) is Side.OPEN
    assert settled(*world, {"a": 50}) is Side.CLOSED
    assert settled(*world, {}) is None


def test_of_several_answers_the_worst_counts_and_each_may_be_a_veto(
    kb: KnowledgeBase,
) -> None:
    tables = {"a": {"low": (50, 90, 90), "high": (50, 10, 90)}}
    several = question("a", "low", "high", kind="many")
    rules = (veto({"a": ("low",)}, "open-rented"),)
    world = made(kb, [several], tables, rules)
    assert settled(*world, {"a": ("low",)}) is Side.OPEN, "by open-host"
    assert settled(*world, {"a": ("high",)}) is Side.OPEN, "by open-rented"
    assert settled(*world, {"a": ("low", "high")}) is Side.CLOSED
    assert settled(*world, {}) is None
    alone = several.model_copy(
        update={"choices": tuple(c.model_copy(update={"alone": True}) for c in several.choices)}
    )
    world = made(kb, [alone], tables, rules)
    assert settled(*world, {}) is Side.OPEN, "the two can no longer be chosen together"


def test_of_several_answers_each_option_has_its_own_worst_one(kb: KnowledgeBase) -> None:
    table = {"one": (50, 30, 90), "two": (50, 90, 30)}
    world = made(kb, [question("a", "one", "two", kind="many")], {"a": table})
    assert settled(*world, {"a": ("one",)}) is Side.OPEN
    assert settled(*world, {"a": ("two",)}) is Side.OPEN
    assert settled(*world, {"a": ("one", "two")}) is Side.CLOSED
    assert settled(*world, {"a": UNKNOWN}) is Side.OPEN, "a single one is drawn"
    assert settled(*world, {}) is None, "both may be ticked"


def test_what_is_bad_for_two_criteria_by_two_answers_is_bad_together(kb: KnowledgeBase) -> None:
    several = question("a", "one", "two", "three", kind="many")
    easy = {"three": (0, 0, 90)}
    tables = {
        "a": {"one": (60, 0, 50), "two": (60, 0, 90), **easy},
        "b": dict.fromkeys(("low", "high"), (0, 0, 0)),
    }
    base, profile = made(kb, [several, question("b", "low", "high")], tables)
    first, second = base.kb.priorities
    other = {"one": (60, 0, 90), "two": (60, 0, 50), **easy}
    read = second.criteria[0].model_copy(update={"question": "a", "values": other})
    changed = base.kb.model_copy(
        update={"priorities": (first, second.model_copy(update={"criteria": (read,)}))}
    )
    world = (Basis(changed), profile)
    assert settled(*world, {"a": ("one",)}) is Side.OPEN, "140 against 120"
    assert settled(*world, {"a": ("two",)}) is Side.OPEN
    assert settled(*world, {"a": ("one", "two")}) is Side.CLOSED, "100 against 120"
    assert settled(*world, {}) is None


def test_a_criterion_that_may_not_apply_hands_its_weight_to_the_others(kb: KnowledgeBase) -> None:
    questions = [
        question("a", "low", "high"),
        question("b", "low", "high", when={"a": ["low"]}),
        question("c", "low", "high"),
    ]
    same = {"low": (50, 50, 50), "high": (50, 50, 50)}
    for_open = {"low": (0, 30, 0), "high": (0, 30, 0)}
    against = {"low": (20, 0, 0), "high": (20, 0, 0)}
    world = made(kb, questions, {"a": same, "b": for_open, "c": against})
    assert settled(*world, {}) is None
    assert settled(*world, {"a": "low"}) is Side.OPEN
    assert settled(*world, {"a": UNKNOWN}) is Side.OPEN, "what hangs on the unknown is asked"
    assert settled(*world, {"a": "high"}) is Side.CLOSED
    assert settled(*world, {"b": "low"}) is None, "an answer without its question does not count"


def test_a_criterion_may_lose_its_meaning_by_the_answer_to_its_own_question(
    kb: KnowledgeBase,
) -> None:
    choices = ("low", "high")
    rows: dict[str, tuple[float, ...]] = {"a": (0, 30, 0), "b": (20, 0, 0), "c": (0, 1, 0)}
    tables = {name: dict.fromkeys(choices, row) for name, row in rows.items()}
    asked = [question(name, *choices, not_applicable=True) for name in tables]
    world = made(kb, asked, tables)
    assert settled(*world, {"c": "low"}) is None
    assert settled(*world, {"a": "high"}) is Side.OPEN
    assert settled(*world, {"a": NOT_APPLICABLE, "b": "low"}) is Side.CLOSED
    assert settled(*world, {"b": NOT_APPLICABLE, "c": "low"}) is Side.OPEN
    assert settled(*world, {"b": NOT_APPLICABLE}) is None, "nothing may be left to weigh"


def test_an_answer_excludes_nothing_while_its_question_may_not_apply(kb: KnowledgeBase) -> None:
    questions = [question("a", "low", "high"), question("b", "low", "high", when={"a": ["low"]})]
    same = {"low": (90, 10, 10), "high": (90, 10, 10)}
    world = made(kb, questions, {"a": same}, (veto({"b": ("low",)}, "closed-api"),))
    assert settled(*world, {"b": "low"}) is None
    assert settled(*world, {"b": "low", "a": "low"}) is Side.OPEN
    assert settled(*world, {"b": "low", "a": "high"}) is Side.CLOSED


def test_nothing_is_settled_where_nothing_may_have_any_weight(kb: KnowledgeBase) -> None:
    questions = [question("a", "low", "high", not_applicable=True), question("b", "low", "high")]
    tables = {"a": {"low": (10, 90, 90), "high": (10, 90, 90)}}
    world = made(kb, questions, tables, (veto({"b": ("low",)}, "closed-api"),))
    assert settled(*world, {}) is None
    assert settled(*world, {"b": "low"}) is None, "even with nothing else left to choose from"
    assert settled(*world, {"a": "low"}) is Side.OPEN


def test_a_profile_without_any_weight_is_refused(kb: KnowledgeBase) -> None:
    changed, _ = made(
        kb, [question("a", "low", "high")], {"a": {"low": (1, 1, 1), "high": (1, 1, 1)}}
    )
    with pytest.raises(LlmchoiceError, match="no priority has any weight"):
        settled(changed, Profile(organisation="Made up"), {})
