"""The rule that names a side: by a comparison whose null is one half, and by nothing unanswered."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from tests import made_up
from tests.laws import examples
from tests.packaged import knowledge

from llmchoice.api import assess as assess_and_price
from llmchoice.api import priced, render
from llmchoice.engine import gates
from llmchoice.engine.answers import contradictions, effective
from llmchoice.engine.assess import assess
from llmchoice.engine.inquiry import Settled, outcome
from llmchoice.engine.study import default_draws, sample_of
from llmchoice.knowledge.completeness import with_unknown
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import SharedNoise, Side
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.terms import CostInputs
from llmchoice.model.verdict import FEWEST_DRAWS, Kind, Verdict

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(40))
FAULTS = Path(__file__).parents[1] / "faults"
DRAWS = 4000
OFF = 2 * 1.6 * 1.96 * 0.5 / DRAWS**0.5
"""Two shares of so many draws each differ by no more, even the worst of some dozens."""


# ── What once came out wrong ─────────────────────────────────────────────────────────────────────
def fault(name: str) -> Profile:
    text = (FAULTS / f"{name}.yaml").read_text(encoding="utf-8")
    return read_profile(knowledge(), text, name)


@cache
def assessed(name: str) -> Assessment:
    return assess_and_price(with_unknown(knowledge(), fault(name)), knowledge())


@pytest.mark.parametrize("name", ["four-equal", "three"])
def test_no_side_wins_by_how_many_options_it_has(name: str) -> None:
    assert assessed(name).recommendation.verdict is Verdict.UNDECIDED


def test_an_option_that_scores_more_and_does_not_lead_is_named_with_the_reason() -> None:
    result = assessed("passed-over")
    best = max((o for o in result.options if o.admissible), key=lambda option: option.score)
    leading = result.recommendation.passed_over[0]
    assert (leading.option, leading.because) == (best.id, "cost")
    assert leading.typically_over
    assert best.id != result.recommendation.option
    assert leading.points == pytest.approx(best.score - (result.recommendation.score or 0.0))
    # Intervals of weights are those of the highest score: of another option they would be untrue.
    assert (result.sensitivity.weights, result.sensitivity.criteria) == ((), ())


def test_no_side_is_named_where_most_simulations_leave_nothing() -> None:
    found = assessed("mostly-nothing").recommendation
    assert (found.p_nothing_left or 0.0) > 0.5
    assert "nothing-left" in found.doubts
    assert (found.verdict, found.kind) == (Verdict.UNDECIDED, Kind.OPEN_QUESTION)
    assert [decider.kind for decider in found.decides] == ["ceiling"]


def test_a_ceiling_that_may_exclude_all_that_is_left_decides_before_any_answer() -> None:
    profile = fault("mostly-nothing")
    expecting = {**profile.answers, "own-test": "unknown"}
    found = assess_and_price(profile.model_copy(update={"answers": expecting}), knowledge())
    assert (found.recommendation.p_nothing_left or 0.0) > 0.5
    assert found.recommendation.decides[0].kind == "ceiling"


def test_a_what_if_of_which_too_few_simulations_count_is_no_other_verdict() -> None:
    flips = assessed("mostly-nothing").sensitivity.answers
    assert Verdict.UNDECIDED not in {flip.verdict for flip in flips}


def test_four_options_that_are_level_leave_each_side_one_half() -> None:
    assert assessed("four-equal").recommendation.p_side == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("name", ["major", "f05-draws"])
def test_the_side_is_that_of_the_majority_and_its_best_option_is_named(name: str) -> None:
    found = assessed(name).recommendation
    assert (found.verdict, found.side, found.strength) == ("open", Side.OPEN, "likely")
    left = [o for o in assessed(name).options if o.admissible and o.side is Side.OPEN]
    # What more than a quarter of the simulations rule out stands back.
    ours = [o for o in left if (o.excluded_share or 0) <= 0.25]
    assert found.option == max(ours, key=lambda option: option.score).id
    assert found.p_side is not None
    assert found.p_side >= 0.75


def test_what_is_not_answered_under_a_ceiling_proves_nothing_and_excludes_nothing() -> None:
    profile = fault("quick-ceiling")
    basis = priced(knowledge(), profile)
    assert outcome(basis, profile, profile.answers) is None
    found = assessed("quick-ceiling").recommendation
    assert found.verdict is not Verdict.NONE
    assert (found.p_nothing_left or 0) > 0.9


def test_an_option_that_typically_exceeds_the_ceiling_is_not_named() -> None:
    result = assessed("su2000")
    named = [o for o in result.options if o.id == result.recommendation.option]
    assert not any(option.typically_over for option in named)
    assert (result.recommendation.p_nothing_left or 0) > 0.99
    assert [one.id for one in result.recommendation.decides] == ["running-cost"]


def test_a_tie_of_all_options_names_none() -> None:
    found = assessed("tie").recommendation
    assert (found.verdict, found.option, found.margin) == ("undecided", None, 0)


# ── One half, and no more for more options ───────────────────────────────────────────────────────
@LAW
@given(data=st.data())
def test_a_copy_of_an_option_changes_no_share_of_its_side(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    original = data.draw(st.sampled_from([o.id for o in kb.options]))
    before = assess(Basis(kb), profile, draws=DRAWS, search=False)
    after = assess(Basis(made_up.with_twin(kb, original)), profile, draws=DRAWS, search=False)
    assume(before.robustness is not None)
    assume((before.recommendation.p_nothing_left or 0) < 0.5)
    assert before.robustness is not None
    assert after.robustness is not None
    for one, other in zip(before.robustness.sides, after.robustness.sides, strict=True):
        assert other.share == pytest.approx(one.share, abs=1.5 * OFF)


@pytest.mark.parametrize("sides", [("open",), ("open", "open", "open", "closed"), ("open",) * 6])
def test_sides_that_are_alike_have_one_half_each(kb: KnowledgeBase, sides: Sequence[str]) -> None:
    sides = (*sides, "closed")
    result = assess(*world(kb, sides, dict.fromkeys("ab", (60,) * len(sides)), off=20))
    assert result.recommendation.p_side == pytest.approx(0.5, abs=0.02)
    assert result.recommendation.verdict is Verdict.UNDECIDED


def test_strength_and_share_rise_with_the_margin(kb: KnowledgeBase) -> None:
    order = {None: 0, "likely": 1, "clear": 2}
    found = [
        assess(
            *world(kb, ("open", "closed"), {"a": (50 + lead, 50)}, off=10), draws=DRAWS
        ).recommendation
        for lead in range(0, 22, 2)
    ]
    shares = [one.p_side or 0 for one in found]
    assert shares == sorted(shares)
    strengths = [order[one.strength] for one in found]
    assert strengths == sorted(strengths)
    assert set(strengths) == {0, 1, 2}


@pytest.mark.parametrize("lead", [0, 2, 4, 8, 16])
def test_regret_is_what_the_errors_of_two_values_make_it(kb: KnowledgeBase, lead: int) -> None:
    """Each value is off by 10 at most: E max(0, -(lead + error)) = (20 - lead)^3 / (24 x 10^2)."""
    result = assess(*world(kb, ("open", "closed"), {"a": (50 + lead, 50)}, off=10))
    # At a lead of 0 chance says which of the two is the one that leads.
    assert result.recommendation.regret == pytest.approx((20 - lead) ** 3 / 2400, abs=0.1)


def test_within_the_error_of_one_half_neither_side_leads(kb: KnowledgeBase) -> None:
    """At 50.1 against 50 open wins 50.5 %, and of 3,000 simulations chance alone moves 2 %."""
    for points, tendency in ((50.1, None), (51, Side.OPEN)):
        result = assess(*world(kb, ("open", "closed"), {"a": (points, 50)}, off=10))
        found = result.recommendation
        assert (found.verdict, found.tendency) == (Verdict.UNDECIDED, tendency)
        told = " ".join(str(render(result, "text", full=True)).split())
        assert ("leans open" in told) == (tendency is not None)
        assert ("Neither side leads: 3,000 simulations cannot tell" in told) == (tendency is None)
        assert found.leaders == (result.options[0].id,)


def test_a_level_result_and_an_open_question_are_told_apart(kb: KnowledgeBase) -> None:
    level = assess(*world(kb, ("open", "closed"), {"a": (50.5, 50)}, off=2)).recommendation
    assert (level.kind, level.tendency, level.decides) == (Kind.LEVEL, Side.OPEN, ())
    wide = assess(*world(kb, ("open", "closed"), {"a": (51, 50)}, off=30)).recommendation
    assert (wide.kind, [one.kind for one in wide.decides]) == (Kind.OPEN_QUESTION, ["criterion"])
    weights = {"a": (80, 20), "b": (20, 78)}
    torn = assess(*world(kb, ("open", "closed"), weights)).recommendation
    assert (torn.kind, {one.kind for one in torn.decides}) == (Kind.OPEN_QUESTION, {"priority"})


def test_a_few_draws_name_no_side(kb: KnowledgeBase) -> None:
    sure = world(kb, ("open", "closed"), {"a": (90, 10)})
    few = assess(*sure, draws=FEWEST_DRAWS - 1).recommendation
    assert (few.verdict, few.kind) == (Verdict.UNDECIDED, Kind.TOO_FEW)
    assert assess(*sure, draws=FEWEST_DRAWS).recommendation.verdict is Verdict.OPEN


def test_near_the_threshold_more_is_drawn_or_it_is_said(kb: KnowledgeBase) -> None:
    """1 - (20 - lead)^2 / 800 is 75 % at a lead of 20 - sqrt(200)."""
    near = world(kb, ("open", "closed"), {"a": (50 + 20 - 200**0.5, 50)}, off=10)
    usual = assess(*near)
    assert usual.robustness is not None
    assert usual.robustness.draws == 4 * default_draws(kb)
    assert usual.recommendation.at_threshold
    fixed = assess(*near, draws=DRAWS)
    assert fixed.robustness is not None
    assert (fixed.robustness.draws, fixed.recommendation.at_threshold) == (DRAWS, True)


# ── Errors that options share ────────────────────────────────────────────────────────────────────
def test_errors_stay_uniform_and_correlate_by_the_parts(kb: KnowledgeBase) -> None:
    shared = SharedNoise(weights=0.5, place=0.25)
    basis, profile = world(kb, ("open", "open", "closed"), {"a": (50, 50, 50)}, off=10)
    sharing = basis.kb.model_copy(update={"shared_noise": shared})
    sample = sample_of(Basis(sharing), profile, 20_000)
    errors = np.concatenate([chunk.errors[0] for chunk in sample.chunks()], axis=1)
    for own in errors:
        assert np.quantile(own, [0.1, 0.5, 0.9]) == pytest.approx([-0.8, 0, 0.8], abs=0.03)
    same, other = np.corrcoef(errors)[0, 1:]
    # All three are in one place; two are on one side as well.
    assert same == pytest.approx(0.75, abs=0.03)
    assert other == pytest.approx(0.25, abs=0.03)


def test_a_criterion_may_say_itself_what_its_errors_share(kb: KnowledgeBase) -> None:
    basis, profile = world(kb, ("open", "open", "closed"), {"a": (50, 50, 50)}, off=10)
    priority = basis.kb.priorities[0]
    own = priority.criteria[0].model_copy(update={"shared_noise": SharedNoise(place=0.6)})
    parts = (priority.model_copy(update={"criteria": (own, *priority.criteria[1:])}),)
    sharing = basis.kb.model_copy(
        update={
            "shared_noise": SharedNoise(weights=0.5),
            "priorities": (*parts, *basis.kb.priorities[1:]),
        }
    )
    sample = sample_of(Basis(sharing), profile, 20_000)
    errors = np.concatenate([chunk.errors[0] for chunk in sample.chunks()], axis=1)
    # All are in one place, and it no longer matters which are on one side.
    assert np.corrcoef(errors)[0, 1:] == pytest.approx([0.6, 0.6], abs=0.03)


# ── Nothing unanswered excludes or proves ────────────────────────────────────────────────────────
ceilings = st.sampled_from([300.0, 3000.0, 20_000.0, 200_000.0])


@LAW
@given(data=st.data(), ceiling=ceilings)
def test_an_answer_that_is_missing_never_exceeds_a_ceiling(
    kb: KnowledgeBase, packaged_worlds: Worlds, data: st.DataObject, ceiling: float
) -> None:
    _, profile = data.draw(packaged_worlds)
    profile = profile.model_copy(update={"costs": CostInputs(ceiling=ceiling)})
    basis = priced(kb, profile)
    assert basis.costing is not None
    volume, *others = basis.costing.questions
    known = {**profile.answers, volume: data.draw(st.sampled_from([10**7, 10**9, 10**11]))}
    open_ = data.draw(st.sets(st.sampled_from(others), min_size=1))
    unknown = {**known, **dict.fromkeys(open_, UNKNOWN)}
    for option in kb.options:
        if any(e.constraint == "over-ceiling" for e in gates.exclusions(basis, unknown, option.id)):
            found = gates.exclusions(basis, known, option.id)
            assert "over-ceiling" in {one.constraint for one in found}


@LAW
@given(data=st.data(), ceiling=st.one_of(st.none(), ceilings))
def test_what_quick_proves_the_report_says(
    kb: KnowledgeBase, packaged_worlds: Worlds, data: st.DataObject, ceiling: float | None
) -> None:
    _, profile = data.draw(packaged_worlds)
    costs = None if ceiling is None else CostInputs(ceiling=ceiling)
    kept = data.draw(st.sets(st.sampled_from([q.id for q in kb.questions]), min_size=12))
    answers: dict[str, Answer] = {name: profile.answers[name] for name in kept}
    partial = profile.model_copy(update={"answers": answers, "costs": costs})
    basis = priced(kb, partial)
    whole = with_unknown(kb, partial)
    assume(not contradictions(kb, effective(kb, whole.answers)))
    settled = outcome(basis, partial, answers)
    event(f"{settled and settled.side}")
    if settled is None:
        return
    found = assess(basis, whole, search=False).recommendation
    if settled == Settled(None):
        assert found.verdict is Verdict.NONE
    else:
        assert found.side is settled.side


# ── Small worlds, in which everything is known ───────────────────────────────────────────────────
def world(
    kb: KnowledgeBase, sides: Sequence[str], tables: Mapping[str, Sequence[float]], off: float = 0
) -> tuple[Basis, Profile]:
    small = made_up.judged(kb, sides, tables, off)
    return Basis(small), made_up.alike(small)
