"""Odds of an unknown answer that depend on another answer, which may be unknown itself."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.test_unknowns import duel, of, shares
from tests.laws import examples

from llmchoice.engine.bounds import settled
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import Question

odds = st.sampled_from([0.2, 1, 3, 7])
LAW = settings(derandomize=True, deadline=None, max_examples=examples(60))
ROWS = {
    "answer-0": {"answer-0": 9, "answer-1": 1},
    "answer-1": {"answer-0": 1, "answer-1": 4},
}


def pair(kb: KnowledgeBase, **more: object) -> KnowledgeBase:
    """What a test shows depends on the work: ours is better in 9 of 10, or in 1 of 5 cases."""
    plain = duel(kb, {"work": [(50, 50), (50, 50)], "test": [(70, 30), (30, 70)]})
    work, test = plain.questions
    said = {
        **test.model_dump(),
        "choices": [{"id": name, "text": "x"} for name in ROWS],
        "odds_by": {"question": "work", "odds": ROWS},
        **more,
    }
    return plain.model_copy(update={"questions": (work, Question.model_validate(said))})


def by_work(kb: KnowledgeBase, **answers: Answer) -> tuple[float, float]:
    """The share of ours, and its value by the test."""
    result = of(kb, spread="certain", answers={"work": UNKNOWN, "test": UNKNOWN, **answers})
    ours = next(option for option in result.options if option.id == "ours")
    value = next(item.value for item in ours.contributions if item.criterion == "c-test")
    return shares(result)[0], value


def test_only_the_row_of_a_known_answer_counts(kb: KnowledgeBase) -> None:
    share, value = by_work(pair(kb), work="answer-0")
    assert share == pytest.approx(0.9, abs=0.02)
    assert value == pytest.approx(0.9 * 70 + 0.1 * 30)
    share, value = by_work(pair(kb), work="answer-1")
    assert share == pytest.approx(0.2, abs=0.03)
    assert value == pytest.approx(0.2 * 70 + 0.8 * 30)
    other = {**ROWS, "answer-1": {"answer-0": 100, "answer-1": 1}}
    changed = pair(kb, odds_by={"question": "work", "odds": other})
    assert by_work(changed, work="answer-0") == by_work(pair(kb), work="answer-0")


def test_of_an_unknown_answer_each_draw_takes_its_own_row_and_values_are_the_mixture(
    kb: KnowledgeBase,
) -> None:
    mean = (0.9 + 0.2) / 2
    share, value = by_work(pair(kb))
    assert share == pytest.approx(mean, abs=0.03)
    assert value == pytest.approx(mean * 70 + (1 - mean) * 30)


def test_an_expectation_keeps_the_odds_that_it_states(kb: KnowledgeBase) -> None:
    expected = {"id": "hope", "text": "x", "odds": {"answer-0": 3, "answer-1": 1}}
    world = pair(kb, expectations=[expected])
    for work in (UNKNOWN, "answer-0", "answer-1"):
        share, value = by_work(world, work=work, test="hope")
        assert share == pytest.approx(0.75, abs=0.03)
        assert value == pytest.approx(0.75 * 70 + 0.25 * 30)


def test_another_answer_that_turns_the_odds_is_among_what_would_change_the_verdict(
    kb: KnowledgeBase,
) -> None:
    answers = {"work": "answer-0", "test": UNKNOWN}
    result = of(pair(kb), spread="certain", answers=answers)
    assert result.recommendation.side is Side.OPEN
    flips = {(flip.question, flip.to): flip.verdict for flip in result.sensitivity.answers}
    assert flips["work", "answer-1"] == "closed"


def test_what_the_odds_depend_on_moves_nothing_by_itself(kb: KnowledgeBase) -> None:
    """All else equal: what the test shows in a draw stays what it is."""
    test, work = of(pair(kb), spread="certain").unknowns
    assert (work.question, work.influence) == ("work", 0)
    # Held at what each kind of work lets expect, it comes to another side in a tenth of the draws
    # of the one kind, and in a fifth of those of the other.
    assert test.influence == pytest.approx((0.1 + 0.2) / 2, abs=0.03)


def test_an_unknown_answer_is_settled_only_where_each_row_settles_it(kb: KnowledgeBase) -> None:
    world = pair(kb)
    ratings = {priority.id: 1.0 for priority in world.priorities}
    proven = partial(settled, Basis(world), Profile(organisation="x", priorities=ratings))
    assert proven({"work": "answer-0", "test": UNKNOWN}) is Side.OPEN
    assert proven({"work": "answer-1", "test": UNKNOWN}) is Side.CLOSED
    assert proven({"work": UNKNOWN, "test": UNKNOWN}) is Side.OPEN, "by the mixture"
    assert proven({"test": UNKNOWN}) is None
    assert proven({"work": "answer-0"}) is None
    level = {name: {"answer-0": 2, "answer-1": 1} for name in ROWS}
    sure = pair(kb, odds_by={"question": "work", "odds": level})
    assert settled(Basis(sure), Profile(organisation="x", priorities=ratings), {"test": UNKNOWN})


@LAW
@given(rows=st.lists(st.tuples(odds, odds), min_size=2, max_size=4), data=st.data())
def test_of_an_unknown_answer_all_is_the_mean_over_what_it_may_be(
    kb: KnowledgeBase, rows: list[tuple[float, float]], data: st.DataObject
) -> None:
    """Values to the digit, shares within their error."""
    works = [f"answer-{number}" for number in range(len(rows))]
    chances = [data.draw(odds) for _ in rows]
    table = {name: dict(zip(ROWS, row, strict=True)) for name, row in zip(works, rows, strict=True)}
    base = pair(kb, odds_by={"question": "work", "odds": table})
    work = {
        **base.questions[0].model_dump(),
        "choices": [
            {"id": name, "text": "x", "odds": chance}
            for name, chance in zip(works, chances, strict=True)
        ],
    }
    first, other = base.priorities
    same = first.criteria[0].model_copy(update={"values": dict.fromkeys(works, (50, 50))})
    world = base.model_copy(
        update={
            "questions": (Question.model_validate(work), base.questions[1]),
            "priorities": (first.model_copy(update={"criteria": (same,)}), other),
        }
    )
    share, value = by_work(world)
    each = [by_work(world, work=name) for name in works]
    for mixed, parts, error in ((share, 0, 0.06), (value, 1, 1e-9)):
        known = (chance * found[parts] for chance, found in zip(chances, each, strict=True))
        assert mixed == pytest.approx(sum(known) / sum(chances), abs=error)
