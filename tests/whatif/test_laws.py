"""What holds of any two assessments, made with the same criteria or with others."""

from collections import Counter
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.assess import assess
from llmchoice.engine.comparison import compare
from llmchoice.model.assessment import Assessment
from llmchoice.model.comparison import Changes, Comparison
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile, Workload

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
Pairs = st.SearchStrategy[tuple[Assessment, Assessment]]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(20))
DRAWS = 5


def _assessed(worlds: tuple[World, World]) -> tuple[Assessment, Assessment]:
    first, second = (assess(Basis(kb), profile, draws=DRAWS) for kb, profile in worlds)
    return first, second


def _joined(worlds: tuple[World, World]) -> Assessment:
    """Both sets of answers as workloads of one organisation."""
    (kb, profile), (_, other) = worlds
    workloads = tuple(
        Workload(name=name, answers=one.answers) for name, one in (("a", profile), ("b", other))
    )
    return assess(Basis(kb), profile.model_copy(update={"workloads": workloads}), draws=DRAWS)


@pytest.fixture(scope="module")
def pairs(packaged_worlds: Worlds, small_worlds: Worlds) -> Pairs:
    """Of the same criteria, of different ones, and with workloads."""
    same = st.tuples(packaged_worlds, packaged_worlds)
    other = st.tuples(small_worlds, small_worlds)
    return st.one_of(
        same.map(_assessed),
        other.map(_assessed),
        st.tuples(same, same).map(lambda two: (_joined(two[0]), _joined(two[1]))),
    )


def parts(comparison: Comparison) -> list[Changes]:
    return [comparison, *comparison.workloads]


@LAW
@given(data=st.data())
def test_what_the_criteria_moved_is_what_the_scores_of_the_pair_moved(
    pairs: Pairs, data: st.DataObject
) -> None:
    for part in parts(compare(*data.draw(pairs))):
        if part.pair is None:
            assert not part.criteria
            continue
        scores = {option.id: (option.score_before, option.score_after) for option in part.options}
        before, after = (
            _mean(scores, part.pair.leaders, at) - _mean(scores, part.pair.rivals, at)
            for at in (0, 1)
        )
        assert part.pair.moved == pytest.approx(after - before, abs=1e-9)
        assert fsum(c.moved for c in part.criteria) == pytest.approx(after - before, abs=1e-9)
        moved = [abs(criterion.moved) for criterion in part.criteria]
        assert moved == sorted(moved, reverse=True)


def _mean(
    scores: dict[str, tuple[float | None, float | None]], options: tuple[str, ...], at: int
) -> float:
    found = [scores[option][at] for option in options]
    return sum(score for score in found if score is not None) / len(found)


@LAW
@given(data=st.data())
def test_the_other_way_round_everything_is_the_other_way_round(
    pairs: Pairs, data: st.DataObject
) -> None:
    first, second = data.draw(pairs)
    there, back = compare(first, second), compare(second, first)
    assert there.changed == back.changed
    assert {p.priority: (p.weight_before, p.weight_after) for p in there.priorities} == {
        p.priority: (p.weight_after, p.weight_before) for p in back.priorities
    }
    others = {workload.name: workload for workload in back.workloads}
    for forth, return_ in [
        (there, back),
        *((workload, others[workload.name]) for workload in there.workloads),
    ]:
        _mirrors(forth, return_)


def _mirrors(there: Changes, back: Changes) -> None:
    assert (there.before, there.after) == (back.after, back.before)
    returned = {option.id: option for option in back.options}
    assert returned.keys() == {option.id for option in there.options}
    for option in there.options:
        other = returned[option.id]
        assert (option.score_before, option.rank_before) == (other.score_after, other.rank_after)
        assert option.newly_excluded_by == other.readmitted_from
        if option.difference is not None:
            assert option.difference == pytest.approx(-(other.difference or 0), abs=1e-9)
    assert {(a.question, a.before, a.after) for a in there.answers} == {
        (a.question, a.after, a.before) for a in back.answers
    }
    assert there.constraints_gained == back.constraints_lost
    assert there.conditions_gained == back.conditions_lost
    _negates(there, back)


def _negates(there: Changes, back: Changes) -> None:
    """Seen from the same side of the same pair, every move is undone."""
    assert (there.pair is None) == (back.pair is None)
    if there.pair is None or back.pair is None:
        return
    if Counter(there.pair.leaders) == Counter(back.pair.leaders):
        sign = -1
    else:
        assert there.pair.leaders == back.pair.rivals
        sign = 1  # the pair is told from its other end, which turns the sign once more
    if {*there.pair.leaders, *there.pair.rivals} != {*back.pair.leaders, *back.pair.rivals}:
        return  # the same leader, and another rival before than after
    moved = {criterion.criterion: criterion.moved for criterion in back.criteria}
    assert there.pair.moved == pytest.approx(sign * back.pair.moved, abs=1e-9)
    for criterion in there.criteria:
        expected = sign * moved.get(criterion.criterion, 0)
        assert criterion.moved == pytest.approx(expected, abs=1e-9)


@LAW
@given(data=st.data())
def test_an_assessment_compared_with_itself_shows_no_change(
    pairs: Pairs, data: st.DataObject
) -> None:
    assessment, _ = data.draw(pairs)
    found = compare(assessment, assessment)
    assert not found.priorities
    for part in parts(found):
        assert not part.changed
        assert not part.criteria
        assert not part.answers
        assert not part.constraints_gained
        assert not part.constraints_lost
        assert not part.conditions_gained
        assert not part.conditions_lost
        assert part.pair is None or part.pair.moved == 0
        assert all(option.difference == 0 for option in part.options)


@LAW
@given(data=st.data())
def test_it_needs_nothing_but_the_two_assessments_as_they_are_saved(
    pairs: Pairs, data: st.DataObject
) -> None:
    first, second = data.draw(pairs)
    saved = [
        Assessment.model_validate_json(one.model_dump_json(by_alias=True))
        for one in (first, second)
    ]
    assert compare(*saved) == compare(first, second)
