"""Several changes together, counted from what each adds alone: exactly as from scratch."""

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.catalogue.cost.load import load_book
from llmchoice.catalogue.load import load_catalogue
from llmchoice.catalogue.store import Store
from llmchoice.engine.alternatives import changed, changes
from llmchoice.engine.answers import Counting, effective
from llmchoice.engine.draws import together
from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import outcomes
from llmchoice.engine.draws.together import Together, added_up
from llmchoice.engine.study import sample_of
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion, Point
from llmchoice.model.knowledge import Basis, Costing, KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.rule import Contradiction
from llmchoice.model.terms import CostInputs

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(60))
DRAWS = 300
MOST = 120
Scored = list[int]


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> Scored:
    """How many sets were scored from scratch, call by call."""
    calls: Scored = []

    def counted(sample: Sample, cases: list[Case]) -> tuple[Outcome, ...]:
        calls.append(len(cases))
        return outcomes(sample, cases)

    monkeypatch.setattr(together, "outcomes", counted)
    return calls


def sets_of(world: World, size: int, most: int) -> tuple[list[Case], list[Together]]:
    """Single changes, and at most so many sets of them; the same ones for the same world."""
    kb, profile = world
    counting = Counting(kb)
    singles = {
        change: Case(answers)
        for change in changes(Basis(kb), effective(kb, profile.answers))
        if (answers := changed(counting, profile.answers, (change,))) is not None
    }
    found: list[Together] = []
    places = list(combinations(enumerate(singles), size))
    for parts in places[:: len(places) // most + 1]:
        made = tuple(change for _, change in parts)
        answers = changed(counting, profile.answers, made)
        if len({change.question for change in made}) == size and answers is not None:
            found.append(Together(tuple(at for at, _ in parts), Case(answers)))
    return list(singles.values()), found


def agree(world: World, size: int, most: int = MOST, costing: Costing | None = None) -> int:
    """States that both ways give the same shares; how many sets there were."""
    kb, profile = world
    singles, sets = sets_of(world, size, most)
    base = Case(effective(kb, profile.answers))
    sample = sample_of(Basis(kb, costing), profile, DRAWS)
    scratch = outcomes(sample, [one.case for one in sets])
    found = added_up(sample, base, singles, sets)
    assert list(map(counts, found)) == list(map(counts, scratch))
    return len(sets)


def counts(outcome: Outcome) -> tuple[object, ...]:
    return outcome.shares, outcome.counted, outcome.possible, outcome.none


@LAW
@given(data=st.data(), size=st.sampled_from([1, 2, 3]))
def test_both_ways_give_the_same_shares(
    small_worlds: Worlds, data: st.DataObject, size: int
) -> None:
    event(f"{bool(agree(data.draw(small_worlds), size))}")


@LAW
@given(data=st.data())
def test_where_weights_are_certain_and_draws_may_tie(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(small_worlds)
    agree((kb, profile.model_copy(update={"spread": "certain"})), 2)


@LAW
@given(data=st.data())
def test_where_answers_contradict_each_other(small_worlds: Worlds, data: st.DataObject) -> None:
    kb, profile = data.draw(small_worlds)
    rules = [Contradiction(id=r.id, when=r.when, reason="so", fix="so") for r in kb.constraints]
    world = kb.model_copy(update={"contradictions": tuple(rules)}), profile
    assume(rules)
    event(f"{bool(agree(world, 2))}")


@settings(LAW, max_examples=examples(15))
@given(data=st.data(), size=st.sampled_from([2, 3]))
def test_of_the_packaged_criteria_too(
    packaged_worlds: Worlds, data: st.DataObject, size: int
) -> None:
    agree(data.draw(packaged_worlds), size)


@pytest.mark.parametrize("ceiling", [400.0, 20_000.0])
def test_where_costs_follow_from_several_answers(kb: KnowledgeBase, ceiling: float) -> None:
    book = load_book(load_catalogue())
    costing = Store(book, load_catalogue()).costing(kb, CostInputs(ceiling=ceiling))
    agree((kb, unknown(kb)), 2, most=500, costing=costing)


def unknown(kb: KnowledgeBase) -> Profile:
    ratings = {priority.id: 1 for priority in kb.priorities}
    answers = {question.id: UNKNOWN for question in kb.questions}
    return Profile(organisation="Made up", priorities=ratings, answers=answers)


def test_all_pairs_agree_and_few_are_scored_from_scratch(kb: KnowledgeBase, scored: Scored) -> None:
    count = agree((kb, unknown(kb)), 2, most=10_000)
    assert count > 4000
    assert sum(scored) < count / 10


def test_what_may_tie_is_scored_from_scratch(kb: KnowledgeBase, scored: Scored) -> None:
    # Values of 100 have no uncertainty: where nothing excludes a side, neither is ahead.
    best = (100,) * len(kb.options)
    tied = alike(kb, lambda c: {"values": dict.fromkeys(c.values, best), "points": full(c)})
    count = agree((tied, unknown(kb)), 2)
    assert sum(scored) > count / 2


def full(criterion: Criterion) -> tuple[Point, ...]:
    return tuple(
        point.model_copy(update={"values": (100,) * len(point.values)})
        for point in criterion.points
    )


def alike(kb: KnowledgeBase, update: Callable[[Criterion], dict[str, object]]) -> KnowledgeBase:
    """The criteria changed, each in the same way."""
    priorities = tuple(
        priority.model_copy(
            update={"criteria": tuple(c.model_copy(update=update(c)) for c in priority.criteria)}
        )
        for priority in kb.priorities
    )
    return kb.model_copy(update={"priorities": priorities})


@LAW
@given(data=st.data())
def test_where_no_criterion_is_sure_to_apply(small_worlds: Worlds, data: st.DataObject) -> None:
    kb, profile = data.draw(small_worlds)
    questions = tuple(q.model_copy(update={"not_applicable": True}) for q in kb.questions)
    agree((kb.model_copy(update={"questions": questions}), profile), 2)
