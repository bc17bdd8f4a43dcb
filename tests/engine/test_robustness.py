"""What must hold of every assessment's shares, ranks and duels, whatever the answers."""

import tracemalloc

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.answers import contradictions, effective
from llmchoice.engine.assess import assess
from llmchoice.engine.ranking import TIE
from llmchoice.mcda.precision import MOST
from llmchoice.model.assessment import Assessment
from llmchoice.model.base import UNKNOWN
from llmchoice.model.ground import Spread
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Profile, Workload
from llmchoice.model.question import Question, QuestionKind
from llmchoice.model.sensitivity import Robustness, Sensitivity

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(40))
DRAWS = 200


def certain(kb: KnowledgeBase) -> KnowledgeBase:
    """The same without any doubt about values."""
    priorities = tuple(
        p.model_copy(
            update={"criteria": tuple(c.model_copy(update={"uncertainty": 0}) for c in p.criteria)}
        )
        for p in kb.priorities
    )
    return kb.model_copy(update={"priorities": priorities})


def known(kb: KnowledgeBase, profile: Profile) -> Profile:
    """The same with an answer to everything."""
    answers = {
        name: _first(kb.question(name)) if answer == UNKNOWN else answer
        for name, answer in profile.answers.items()
    }
    assume(not contradictions(kb, effective(kb, answers)))
    return profile.model_copy(update={"answers": answers})


def _first(question: Question) -> Answer:
    if question.kind is QuestionKind.NUMBER:
        return question.likely[0]
    first = question.choices[0].id
    return (first,) if question.kind is QuestionKind.MANY else first


def robustness_of(result: Assessment) -> Robustness:
    assume(result.robustness is not None)
    assert result.robustness is not None
    return result.robustness


# ── Nothing uncertain, or only weights ───────────────────────────────────────────────────────────
@LAW
@given(data=st.data())
def test_with_nothing_uncertain_every_share_is_all_or_nothing(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    sure = known(kb, profile).model_copy(update={"spread": "certain"})
    result = assess(Basis(certain(kb)), sure, draws=10, search=False)
    found = robustness_of(result)
    assert (found.varied, found.spread) == ((), Spread(kind="certain"))
    leading = {o.side for o in result.options if o.rank == 1}
    halves = 0.5 if len(leading) > 1 else 0.0
    assert all(s.share == (halves or leading == {s.side}) for s in found.sides)
    weights = {p.priority: pytest.approx(p.weight, abs=1e-6) for p in result.priorities}
    scores = {o.id: o.score for o in result.options}
    for option, robust in zip(result.options, found.options, strict=True):
        places = range(1, len(scores) + 1)
        assert robust.ranks == tuple(float(option.rank == place) for place in places)
        assert option.first_rank_share == robust.ranks[0]
        assert robust.confidence_factor is None
        central = robust.central_weights
        assert (central is None) == (option.rank != 1)
        assert central is None or {w.priority: w.weight for w in central} == weights
    for duel in found.duels:
        wins = scores[duel.option] > scores[duel.over] + TIE
        assert (duel.share, duel.by_weights, duel.exact) == (wins, wins, True)


@LAW
@given(data=st.data())
def test_with_weights_alone_uncertain_a_duel_is_won_by_weights(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    spread = data.draw(st.sampled_from([None, 2.0, "no-idea"]))
    open_ended = known(kb, profile).model_copy(update={"spread": spread})
    found = robustness_of(assess(Basis(certain(kb)), open_ended, draws=DRAWS, search=False))
    assert set(found.varied) <= {"weights"}
    for duel in found.duels:
        near = 1.6 * found.error if duel.exact else 1e-12
        assert duel.share == pytest.approx(duel.by_weights, abs=near)
    for option in found.options:
        assert option.can_win or not option.ranks[0]
        assert option.confidence_factor is None


# ── What holds for any answers ───────────────────────────────────────────────────────────────────
@LAW
@given(data=st.data())
def test_ranks_and_sides_add_up(worlds: Worlds, data: st.DataObject) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile, draws=DRAWS, search=False)
    found = robustness_of(result)
    assert 0 < found.draws <= DRAWS, "draws in which answers contradict are left out"
    assert found.error == pytest.approx(1.96 * (0.25 / found.draws) ** 0.5)
    counted = result.recommendation.p_side is not None
    assert sum(s.share for s in found.sides) == (1 if counted else 0)
    for robust in found.options:
        assert 0 <= sum(robust.ranks) <= 1 + TIE
        assert (robust.central_weights is None) == (robust.ranks[0] == 0)
        assert sum(w.weight for w in robust.central_weights or ()) == pytest.approx(
            float(robust.central_weights is not None), abs=1e-5
        )
        assert robust.confidence_factor is None or 0 <= robust.confidence_factor <= 1
    left = [o for o in result.options if o.admissible]
    best = [*result.recommendation.leaders]
    assert [d.option for d in found.duels] == (best * (len(left) - 1) if len(best) == 1 else [])


@LAW
@given(data=st.data())
def test_with_answers_known_an_option_has_some_rank_in_every_draw_or_in_none(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), known(kb, profile), draws=DRAWS, search=False)
    found = robustness_of(result)
    assert found.draws == DRAWS
    for option, robust in zip(result.options, found.options, strict=True):
        assert sum(robust.ranks) == pytest.approx(float(option.admissible))
        assert option.admissible or not robust.can_win
    # Above 1 only by ties: equals share a rank.
    assert sum(o.ranks[0] for o in found.options) >= 1 - TIE


@LAW
@given(data=st.data())
def test_a_dominated_option_never_comes_first_more_often(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(certain(kb)), known(kb, profile), draws=DRAWS, search=False)
    firsts = {o.option: o.ranks[0] for o in robustness_of(result).options}
    event(f"{any(o.dominated_by for o in result.options)}")
    for option in result.options:
        for better in option.dominated_by:
            assert firsts[option.id] <= firsts[better]
            worse = next(o for o in result.options if o.id == better)
            if all(
                mine.value < theirs.value
                for mine, theirs in zip(option.contributions, worse.contributions, strict=True)
            ):
                assert firsts[option.id] == 0


@LAW
@given(data=st.data())
def test_each_workload_has_its_own_and_the_organisation_none(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(small_worlds)
    uses = tuple(Workload(name=name, answers={}) for name in ("one", "other"))
    result = assess(Basis(kb), profile.model_copy(update={"workloads": uses}), draws=50)
    alone = assess(Basis(kb), profile, draws=50)
    assert (result.robustness, result.sensitivity) == (None, Sensitivity())
    assert result.recommendation.p_side is None
    for use in result.workloads:
        assert (use.robustness, use.sensitivity) == (alone.robustness, alone.sensitivity)
        assert use.unknowns == alone.unknowns


@settings(LAW, max_examples=examples(10))
@given(data=st.data())
def test_twice_the_same(worlds: Worlds, data: st.DataObject) -> None:
    kb, profile = data.draw(worlds)
    one, other = (assess(Basis(kb), profile, draws=50).model_dump_json() for _ in range(2))
    assert one == other


# ── Draws ────────────────────────────────────────────────────────────────────────────────────────
def test_memory_does_not_grow_with_the_draws(kb: KnowledgeBase) -> None:
    answers: dict[str, Answer] = {q.id: UNKNOWN for q in kb.questions}
    ratings = {p.id: 3.0 for p in kb.priorities}
    profile = Profile(organisation="x", priorities=ratings, answers=answers)
    peaks = []
    for draws in (20_000, 100_000):
        tracemalloc.start()
        assess(Basis(kb), profile, draws=draws, search=False)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


@pytest.mark.parametrize("draws", [0, -1, MOST + 1])
def test_draws_out_of_range_are_refused(kb: KnowledgeBase, draws: int) -> None:
    ratings = {p.id: 3.0 for p in kb.priorities}
    answers: dict[str, Answer] = {q.id: UNKNOWN for q in kb.questions}
    profile = Profile(organisation="x", priorities=ratings, answers=answers)
    with pytest.raises(ValueError, match="number of simulations"):
        assess(Basis(kb), profile, draws=draws)
