"""What simulations rule out is not recommended, and nothing is said of what it would lose."""

from dataclasses import replace

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.laws import examples
from tests.packaged import knowledge, profile_of

from llmchoice import api
from llmchoice.api import priced, render
from llmchoice.engine.assess import assess
from llmchoice.engine.verdict import Placed, best_of
from llmchoice.model.assessment import Assessment, WorkloadResult
from llmchoice.model.base import UNKNOWN
from llmchoice.model.estimate import Passed
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile
from llmchoice.model.question import Question
from llmchoice.model.rule import Constraint
from llmchoice.model.terms import CostInputs
from llmchoice.model.verdict import Kind, Verdict

from .test_rule import world

World = tuple[KnowledgeBase, Profile]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(40))
OFTEN, MOST = 0.25, 0.5


def limited(profile: Profile, ceiling: float | None) -> Profile:
    """The same with a ceiling, and a volume that is not known."""
    answers = {**profile.answers, "monthly-tokens": UNKNOWN}
    costs = None if ceiling is None else CostInputs(ceiling=ceiling)
    return profile.model_copy(update={"answers": answers, "costs": costs})


def excluded(part: Assessment | WorkloadResult, option: str) -> float:
    """By the ranks that it takes: share of the simulations that leave something."""
    assert part.robustness is not None
    ranks = {o.option: o.ranks for o in part.robustness.options}
    return 1 - sum(ranks[option]) / (1 - (part.recommendation.p_nothing_left or 0))


def holds(part: Assessment | WorkloadResult) -> None:
    """All that is said of what simulations rule out."""
    found = part.recommendation
    if part.robustness is None or not found.counted:
        return
    for option in part.options:
        assert option.excluded_share == pytest.approx(excluded(part, option.id), abs=1e-9)
    leader = found.leaders[0]
    share = excluded(part, leader)
    assert found.p_leader_excluded == pytest.approx(share, abs=1e-9)
    side = next(o.side for o in part.options if o.id == leader)
    left = [o for o in part.options if o.side is side and o.admissible]
    kept = [o for o in left if not o.typically_over] or left
    surest = min(excluded(part, o.id) for o in kept)
    if share > OFTEN + 1e-9:
        assert surest > OFTEN or all(o.typically_over for o in kept)
        assert "leader-excluded" in found.doubts
    over_ceiling = any(o.id == found.option and o.typically_over for o in part.options)
    assert ("over-ceiling" in found.doubts) == over_ceiling
    for over in found.passed_over:
        assert over.leader in found.leaders
        assert over.excluded == pytest.approx(excluded(part, over.option), abs=1e-9)
        assert over.leader_excluded == pytest.approx(excluded(part, over.leader), abs=1e-9)
        if over.because in {"ceiling", "excluded"}:
            assert over.excluded > over.leader_excluded
    if (oftener := found.first_more_often) is not None and oftener.because == "excluded":
        assert oftener.excluded > share
    if share > MOST + 1e-9:
        assert surest > MOST
        assert found.option is None
        assert ("none-sure" in found.doubts) == (found.side is not None)
    for tied in found.tied:
        assert excluded(part, tied) <= OFTEN + 1e-9
    if found.regret is None:
        assert share == pytest.approx(1)
        assert found.kind is not Kind.LEVEL


@LAW
@given(data=st.data(), ceiling=st.sampled_from([None, 300.0, 3000.0, 20_000.0, 200_000.0]))
def test_what_is_recommended_is_allowed_where_something_of_its_side_is(
    kb: KnowledgeBase,
    packaged_worlds: st.SearchStrategy[World],
    data: st.DataObject,
    ceiling: float | None,
) -> None:
    _, profile = data.draw(packaged_worlds)
    profile = limited(profile, ceiling)
    result = assess(priced(kb, profile), profile, draws=1000, search=False)
    for part in result.workloads or (result,):
        over = part.recommendation.passed_over
        event(f"stands back: {any(one.because == 'excluded' for one in over)}")
        holds(part)


@pytest.mark.parametrize(("name", "ceiling"), [("clinic-ciso", 2000), ("clinic-cto", 5000)])
def test_what_nearly_every_simulation_rules_out_stands_back_and_is_told(
    name: str, ceiling: float
) -> None:
    result = api.assess(limited(profile_of(name), ceiling), knowledge())
    holds(result)
    found = result.recommendation
    best = max((o for o in result.options if o.admissible), key=lambda option: option.score)
    assert (best.excluded_share or 0) > 0.9
    assert best.id not in {*found.leaders, *found.tied}
    over = found.passed_over[0]
    assert (over.option, over.because) == (best.id, "excluded")
    assert found.start_with is not None
    assert found.start_with.leader == found.leaders[0]
    told = " ".join(str(render(result, "text")).split())
    assert f"{best.short} scores " in told
    assert "points more, but is ruled out in " in told


def test_where_an_answer_allows_a_third_of_a_side_each_no_option_is_named(
    kb: KnowledgeBase,
) -> None:
    basis, profile = world(kb, ("open", "open", "open", "open"), {"a": (60, 55, 50, 70)}, off=10)
    places = [option.id for option in basis.kb.options]
    choices = [{"id": f"allows-{at}", "text": "x"} for at in range(3)]
    asked = {"id": "which", "kind": "one", "text": "Which one?", "why": "x", "choices": choices}
    which = Question.model_validate({**asked, "section": kb.sections[0].id})
    rules = tuple(
        Constraint.model_validate(
            {
                "id": f"only-{at}",
                "when": {"which": [f"allows-{at}"]},
                "excludes": [option for other, option in enumerate(places) if other != at],
                "reason": "x",
            }
        )
        for at in range(3)
    )
    torn = basis.kb.model_copy(
        update={"questions": (*basis.kb.questions, which), "constraints": rules}
    )
    answers = {**profile.answers, "which": UNKNOWN}
    result = assess(Basis(torn), profile.model_copy(update={"answers": answers}))
    holds(result)
    found = result.recommendation
    assert (found.verdict, found.option, found.start_with) == (Verdict.OPEN, None, None)
    # What no answer allows is not even the one that is compared.
    assert (found.leaders, result.options[3].excluded_share) == ((places[0],), 1)
    assert [(one.kind, one.id) for one in found.decides] == [("question", "which")]
    told = " ".join(str(render(result, "text")).split())
    assert "Open: no option is sure to be allowed" in told
    assert 'One answer decides which are allowed: "Which one?".' in told
    assert "are level" not in " ".join(str(render(result, "madr")).split())


def test_where_nothing_to_start_with_is_named_every_report_says_why() -> None:
    """Where most simulations leave nothing, no option is allowed in most of them."""
    profile = profile_of("bank")
    answers = {**profile.answers, "task": "frontier", "data-location": "premises"}
    costs = CostInputs(ceiling=20_000)
    result = api.assess(
        profile.model_copy(update={"answers": answers, "costs": costs}), knowledge()
    )
    found = result.recommendation
    assert (found.verdict, found.start_with) == (Verdict.UNDECIDED, None)
    for form in ("text", "markdown", "madr"):
        told = " ".join(str(render(result, form)).split())
        assert told.count("Nothing to start with is named: most simulations allow nothing") == 1


def test_of_what_typically_exceeds_the_ceiling_a_quarter_parts_nothing() -> None:
    """Both are over the ceiling in three of five simulations: 4 more in 100 put none behind."""
    close = [
        Placed(name, Side.OPEN, score, admissible=True, typically_over=True, excluded_share=share)
        for name, score, share in (("better", 82.7, 0.26), ("rarer", 78.0, 0.21))
    ]
    assert best_of(close, Side.OPEN) == ("better",)
    mostly = replace(close[0], excluded_share=0.6)
    assert best_of([mostly, close[1]], Side.OPEN) == ("rarer",)
    kept = [replace(option, typically_over=False) for option in close]
    assert best_of(kept, Side.OPEN) == ("rarer",)


def test_no_ceiling_is_blamed_for_what_a_test_of_few_cases_may_rule_out() -> None:
    kb, profile = knowledge(), profile_of("hospital")
    question = next(question for question in kb.questions if question.counts is not None)
    assert question.counts is not None
    counted = question.counts.taken(Passed(cases=10, open=0, closed=3))
    changes = {
        "answers": {**profile.answers, question.id: counted},
        "priorities": {**(profile.priorities or {}), "capability": 0},
        "costs": CostInputs(ceiling=1e9),
    }
    result = api.assess(profile.model_copy(update=changes), kb)
    over = next(one for one in result.recommendation.passed_over if one.excluded > 0.05)
    assert over.because == "excluded"
