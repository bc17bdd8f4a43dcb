"""In each simulation of a panel one member is heard: its shares are the mean of the members'."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples
from tests.panel.conftest import told

from llmchoice.engine.assess import assess
from llmchoice.engine.panel import Member, assess_panel
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.panel import Panel
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Level

Make = Callable[..., Member]
DRAWS = 3000
NEAR = 0.03
"""Three standard errors of a share of that many draws."""
CONTROL = {"independence": 5, "budget": 3}
EASE = {"capability": 5, "expertise": 5}


def wanting(kb: KnowledgeBase, ratings: dict[str, int]) -> dict[str, int]:
    return {priority.id: ratings.get(priority.id, 0) for priority in kb.priorities}


def share(assessment: Assessment, side: Side = Side.OPEN) -> float:
    assert assessment.robustness is not None
    return next(item.share for item in assessment.robustness.sides if item.side is side)


def firsts(assessment: Assessment) -> list[float]:
    return [option.first_rank_share or 0.0 for option in assessment.options]


def alone(kb: KnowledgeBase, member: Member) -> Assessment:
    return assess(Basis(kb), member.profile, draws=DRAWS, search=False)


def panel_of(kb: KnowledgeBase, *members: Member) -> Panel:
    return assess_panel(kb, members, draws=DRAWS)


@pytest.mark.parametrize("spread", [None, "certain", "vague", "no-idea"])
@pytest.mark.parametrize("says", [(1, 1), (1, 7)])
def test_members_who_say_the_same_are_that_member(
    kb: KnowledgeBase, member: Make, says: tuple[float, float], spread: str | None
) -> None:
    """To the last digit of every figure."""
    members = [member(name, say, spread=spread) for name, say in zip("ab", says, strict=True)]
    together = panel_of(kb, *members).aggregate
    one = assess(Basis(kb), members[0].profile, draws=DRAWS)
    assert together.recommendation == one.recommendation
    assert together.robustness == one.robustness
    assert together.sensitivity == one.sensitivity


def test_members_who_clearly_want_opposite_things_come_to_about_one_half(
    kb: KnowledgeBase, member: Make
) -> None:
    """The mean of their weights is somebody else, who would come to a side."""
    control = member("a", priorities=wanting(kb, CONTROL))
    ease = member("b", priorities=wanting(kb, EASE))
    own = [alone(kb, one).recommendation for one in (control, ease)]
    assert {one.verdict for one in own} == {Verdict.OPEN, Verdict.CLOSED}
    assert {one.strength for one in own} == {"clear"}
    together = panel_of(kb, control, ease).aggregate
    assert share(together) == pytest.approx(0.5, abs=0.06)
    assert together.recommendation.verdict is Verdict.UNDECIDED


def test_its_shares_are_the_mean_of_the_members_shares(kb: KnowledgeBase, member: Make) -> None:
    ratings = st.fixed_dictionaries({p.id: st.integers(0, 5) for p in kb.priorities})
    wanted = ratings.filter(lambda found: any(found.values()))

    @given(st.lists(wanted, min_size=2, max_size=4), st.sampled_from([0.5, 1, 3]))
    @settings(max_examples=examples(8), deadline=None)
    def law(wants: list[dict[str, int]], say: float) -> None:
        says = [say, *[1.0] * (len(wants) - 1)]
        members = [
            member(name, s, priorities=w) for name, s, w in zip("abcd", says, wants, strict=False)
        ]
        own = [alone(kb, one) for one in members]
        together = panel_of(kb, *members).aggregate
        for side in Side:
            mean = sum(s * share(one, side) for s, one in zip(says, own, strict=True)) / sum(says)
            assert share(together, side) == pytest.approx(mean, abs=NEAR)
        for at, ours in enumerate(firsts(together)):
            mean = sum(s * firsts(one)[at] for s, one in zip(says, own, strict=True)) / sum(says)
            assert ours == pytest.approx(mean, abs=NEAR)

    law()


def test_who_contradict_each_other_keep_to_their_own_answers(
    kb: KnowledgeBase, member: Make
) -> None:
    """Wants and claims go together: whoever wants control also says that there is little to do."""
    control = member(
        "a", priorities=wanting(kb, CONTROL), answers={"monthly-tokens": 100_000_000_000}
    )
    ease = member("b", 2, priorities=wanting(kb, EASE), answers={"monthly-tokens": 1_000_000})
    own = [alone(kb, one) for one in (control, ease)]
    together = panel_of(kb, control, ease).aggregate
    mean = (share(own[0]) + 2 * share(own[1])) / 3
    assert share(together) == pytest.approx(mean, abs=NEAR)


def test_who_does_not_know_takes_the_answers_of_the_others(kb: KnowledgeBase, member: Make) -> None:
    """Each as often as those who give it have a say."""
    much, little = {"monthly-tokens": 100_000_000_000}, {"monthly-tokens": 1_000_000}
    wants = wanting(kb, {"budget": 5, "independence": 2})
    members = [
        member("a", answers=much, priorities=wants),
        member("b", 3, answers=little, priorities=wants),
        member("c", 4, answers={"monthly-tokens": "unknown"}, priorities=wants),
    ]
    together = panel_of(kb, *members).aggregate
    mean = (share(alone(kb, members[0])) + 3 * share(alone(kb, members[1]))) / 4
    assert share(together) == pytest.approx(mean, abs=NEAR)


def test_each_member_is_as_certain_as_it_says(kb: KnowledgeBase, member: Make) -> None:
    members = [member("a", spread="certain"), member("b", spread="no-idea")]
    together = panel_of(kb, *members).aggregate
    mean = sum(share(alone(kb, one)) for one in members) / 2
    assert share(together) == pytest.approx(mean, abs=NEAR)
    assert together.robustness is not None
    assert together.robustness.spread.kind == "voices"


def test_an_option_that_comes_first_more_often_is_not_passed_over_in_silence(
    kb: KnowledgeBase, member: Make
) -> None:
    """Two would have machines of their own; the third rules these out, and would lose the most."""
    control = wanting(kb, {"privacy": 5, "independence": 5, "expertise": 1})
    shared = {
        "own-test": "open-ahead",
        "data-location": "own-cloud",
        "team-skills": "ml-engineers",
        "gpu-staff": "named-people",
    }
    panel = panel_of(
        kb,
        *(
            member(name, answers={**shared, "hardware": "owned"}, priorities=control)
            for name in ("ann", "ben")
        ),
        member("cem", answers={**shared, "hardware": "no-budget"}, priorities=wanting(kb, EASE)),
    )
    named = panel.aggregate.recommendation
    options = {option.id: option for option in panel.aggregate.options}
    most = max(options.values(), key=lambda option: option.first_rank_share or 0)
    other = named.first_more_often
    assert named.option == "open-host"
    assert other is not None
    assert (other.option, other.because) == (most.id, "excluded")
    assert other.share == most.first_rank_share
    assert other.excluded == pytest.approx(1 / 3, abs=NEAR)
    assert other.points == pytest.approx(options["open-host"].score - most.score)
    page = told(panel, Level.PAGE)
    assert f"{most.short} comes first more often, in " in page
    assert page.index("comes first more often") < page.index("Member")


def test_no_column_is_about_an_option_that_the_panel_does_not_name(
    kb: KnowledgeBase, member: Make
) -> None:
    control, ease = (wanting(kb, wants) for wants in (CONTROL, EASE))
    panel = panel_of(kb, member("ann", priorities=control), member("ben", priorities=ease))
    assert panel.aggregate.recommendation.option is None
    assert "Panel's option" not in told(panel)
