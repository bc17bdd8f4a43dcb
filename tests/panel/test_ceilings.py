"""Members who say what a month may cost: each alone by its own ceiling, the panel by the highest.

At 40 thousand million tokens a month every model paid by the token costs at least 5,167 dollars.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.panel.conftest import shown, text_of

from llmchoice.api import priced
from llmchoice.engine.assess import assess
from llmchoice.engine.panel import Member, assess_panel
from llmchoice.engine.panel.merge import common_costs
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.panel import (
    CeilingOfSome,
    CostsOfSome,
    DifferentCosts,
    MemberCeiling,
    Panel,
    PanelNotice,
    SeveralCeilings,
)
from llmchoice.model.terms import Band, CostInputs, Term

Make = Callable[..., Member]
FAST = 1000
MUCH = {"monthly-tokens": 40_000_000_000}
OVER = "over-ceiling"


@pytest.fixture
def payer(member: Make) -> Make:
    """A member with a great volume and, unless None, a ceiling."""

    def make(name: str, ceiling: float | None, **more: object) -> Member:
        costs = None if ceiling is None else CostInputs(ceiling=ceiling)
        given: dict[str, object] = {"answers": MUCH, "costs": costs, **more}
        return member(name, **given)

    return make


def panel_of(kb: KnowledgeBase, *members: Member) -> Panel:
    return assess_panel(kb, members, draws=FAST, price=priced)


def ruled_out(panel: Panel) -> set[str]:
    return {
        option.id
        for option in panel.aggregate.options
        if OVER in {rule.constraint for rule in option.excluded_by}
    }


def ceilings_said(panel: Panel) -> list[PanelNotice]:
    return [one for one in panel.warnings if isinstance(one, SeveralCeilings | CeilingOfSome)]


@pytest.mark.parametrize(
    ("first", "second"), [(20, 30), (20, 200_000), (None, 20), (None, None), (20, 20)]
)
def test_each_member_alone_comes_to_what_assess_says(
    kb: KnowledgeBase, payer: Make, first: float | None, second: float | None
) -> None:
    members = payer("a", first), payer("b", second)
    panel = panel_of(kb, *members)
    for seat, one in zip(panel.members, members, strict=True):
        alone = assess(priced(kb, one.profile), one.profile, draws=FAST)
        assert seat.recommendation == alone.recommendation


def test_members_with_different_figures_are_each_assessed_by_their_own(
    kb: KnowledgeBase, payer: Make
) -> None:
    dear = {Term.OPEN_PRICE_IN: Band(low=90, typical=90, high=90)}
    members = (
        payer("a", 40_000),
        payer("b", None, costs=CostInputs(ceiling=40_000, terms=dear)),
    )
    panel = panel_of(kb, *members)
    alone = [assess(priced(kb, m.profile), m.profile, draws=FAST) for m in members]
    assert [seat.recommendation for seat in panel.members] == [a.recommendation for a in alone]
    assert alone[0].recommendation != alone[1].recommendation


def test_one_ceiling_of_all_is_the_panels(kb: KnowledgeBase, payer: Make) -> None:
    panel = panel_of(kb, payer("a", 20), payer("b", 20))
    assert panel.aggregate.recommendation.verdict == "none"
    assert ruled_out(panel) == {option.id for option in kb.options}
    assert ceilings_said(panel) == []


def test_of_several_ceilings_the_highest_holds_and_is_told(kb: KnowledgeBase, payer: Make) -> None:
    panel = panel_of(kb, payer("a", 20), payer("b", 200_000))
    whole = panel.aggregate.profile.content.costs
    assert whole == CostInputs(ceiling=200_000)
    assert panel.members[0].recommendation.verdict == "none"
    assert panel.aggregate.recommendation.verdict != "none"
    stated = (
        MemberCeiling(member="a", ceiling=20),
        MemberCeiling(member="b", ceiling=200_000),
    )
    assert ceilings_said(panel) == [SeveralCeilings(ceilings=stated, currency="USD")]


def test_leaving_out_the_highest_leaves_the_next(kb: KnowledgeBase, payer: Make) -> None:
    panel = panel_of(kb, payer("a", 20), payer("b", 30), payer("c", 200_000))
    found = {one.without: one.verdict for one in panel.leave_one_out}
    assert found["c"] == "none"
    assert found["a"] == found["b"] == panel.aggregate.recommendation.verdict != "none"
    assert not panel.robust


def test_what_a_ceiling_excludes_for_a_member_is_named(kb: KnowledgeBase, payer: Make) -> None:
    poor, _ = panel_of(kb, payer("a", 20), payer("b", 200_000)).members
    assert poor.excluded_by == (OVER,)


def test_an_option_that_a_ceiling_rules_out_in_most_simulations_is_nobodys_own_best(
    kb: KnowledgeBase, payer: Make
) -> None:
    panel = panel_of(kb, payer("a", 30_000), payer("b", 200_000))
    poor, rich = panel.members
    assert poor.excluded_by == ()
    assert poor.excluded_share is not None
    assert 0.5 < poor.excluded_share < 1
    assert (poor.regret, poor.content, rich.content) == (None, False, True)
    assert f"Ruled out in {poor.excluded_share * 100:.1f} %" in shown(panel, "markdown")


def test_with_the_panels_facts_goes_the_panels_ceiling(kb: KnowledgeBase, payer: Make) -> None:
    panel = panel_of(kb, payer("a", 20), payer("b", 200_000))
    (poor,) = panel.agreement.dissents
    assert poor.member == "a"
    assert poor.facts_suffice
    assert not poor.weights_suffice


def test_a_ceiling_of_some_holds_for_all_and_is_told(kb: KnowledgeBase, payer: Make) -> None:
    members = payer("a", 20), payer("b", None), payer("c", None, costs=CostInputs())
    panel = panel_of(kb, *members[:2])
    assert ruled_out(panel) == {option.id for option in kb.options}
    assert CostsOfSome(members=("a",)) in panel.warnings
    panel = panel_of(kb, members[0], members[2])
    assert ruled_out(panel) == {option.id for option in kb.options}
    assert CeilingOfSome(members=("a",)) in panel.warnings


def test_a_clash_in_more_than_the_ceiling_leaves_the_panel_without_costs(
    kb: KnowledgeBase, payer: Make
) -> None:
    euro = CostInputs(ceiling=20, currency="EUR", rate=0.9)
    members = payer("a", 20), payer("b", None, costs=euro)
    panel = panel_of(kb, *members)
    assert common_costs(members) is None
    assert panel.aggregate.profile.content.costs is None
    assert ruled_out(panel) == set()
    assert panel.members[0].recommendation.verdict == "none"
    assert DifferentCosts(members=("a", "b")) in panel.warnings


def test_a_volume_that_nobody_knows_excludes_nothing(kb: KnowledgeBase, payer: Make) -> None:
    nobody = {"monthly-tokens": "unknown"}
    members = [payer(name, 20, answers=nobody) for name in ("a", "b")]
    panel = panel_of(kb, *members)
    assert ruled_out(panel) == set()
    alone = assess(priced(kb, members[0].profile), members[0].profile, draws=FAST)
    assert panel.aggregate.recommendation.verdict == alone.recommendation.verdict
    assert panel.aggregate.recommendation.option == alone.recommendation.option


def test_a_volume_that_one_knows_counts_for_all(kb: KnowledgeBase, payer: Make) -> None:
    panel = panel_of(kb, payer("a", 20), payer("b", 20, answers={"monthly-tokens": "unknown"}))
    assert panel.members[0].recommendation.verdict == "none"
    assert panel.members[1].recommendation.verdict != "none"
    assert ruled_out(panel) == {option.id for option in kb.options}


def test_a_contested_volume_says_which_answer_would_exclude_what(
    kb: KnowledgeBase, payer: Make
) -> None:
    little = {"monthly-tokens": 200_000}
    panel = panel_of(kb, payer("a", 100), payer("b", 100, answers=little))
    (volume,) = panel.facts.contested
    excludes = {position.members: set(position.excludes) for position in volume.answers}
    assert "open-host" in excludes["a",]
    assert "open-host" not in excludes["b",]


def test_a_settled_volume_brings_members_together_under_their_ceiling(
    kb: KnowledgeBase, payer: Make
) -> None:
    little = {"monthly-tokens": 200_000}
    members = payer("a", 100), payer("b", 100, answers=little)
    found = panel_of(kb, *members).agreement.settlements
    assert [settled.answers[0].answer for settled in found] == [200_000]
    (settled,) = found
    for one in members:
        answers = {**one.profile.answers, **little}
        told = one.profile.model_copy(update={"answers": answers})
        alone = assess(priced(kb, told), told, draws=FAST)
        assert alone.recommendation.verdict == settled.verdict


def test_without_pricing_no_ceiling_counts(kb: KnowledgeBase, payer: Make) -> None:
    panel = assess_panel(kb, [payer("a", 20), payer("b", 20)], draws=FAST)
    assert ruled_out(panel) == set()


def test_the_command_says_of_each_member_what_assess_says(run: Run) -> None:
    for name, ceiling in (("a", 20), ("b", 200_000)):
        text = text_of("startup").replace("40_000_000", "40_000_000_000")
        Path(f"{name}.yaml").write_text(f"{text}costs: {{ceiling: {ceiling}}}\n", encoding="utf-8")
    words = ("--draws", str(FAST), "--json")
    panel = json.loads(run("panel", "a.yaml", "b.yaml", *words).stdout)
    for seat in panel["members"]:
        alone = json.loads(run("assess", "-p", f"{seat['name']}.yaml", *words).stdout)
        # A panel looks for no test of a single member, at none that was made, and at no price.
        unsought = dict.fromkeys(("experiment", "without_test", "look_again"))
        alone["recommendation"] |= unsought
        assert seat["recommendation"] == alone["recommendation"]
    assert panel["members"][0]["recommendation"]["verdict"] == "none"
    assert panel["aggregate"]["costs"]["ceiling"] == 200_000


def test_a_gpu_that_nobody_knows_is_named_with_its_file(run: Run) -> None:
    for name, gpu in (("a", "h100"), ("b", "h1oo"), ("c", "hundred")):
        text = f"{text_of('startup')}costs: {{gpu: {gpu}}}\n"
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    done = run("panel", "a.yaml", "b.yaml", "c.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    last = len(text_of("startup").splitlines()) + 1
    assert f"the GPU 'h1oo' (b.yaml:{last}:14)" in done.stderr
    assert f"the GPU 'hundred' (c.yaml:{last}:14)" in done.stderr
    assert "(a.yaml" not in done.stderr
