"""The packaged panel of three: what each comes to, and what would make them agree."""

import pytest

from llmchoice.engine.assess import assess
from llmchoice.engine.panel import Member, assess_panel
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.panel import Panel
from llmchoice.model.verdict import Verdict

Clinic = tuple[Member, ...]
DRAWS = 2000


@pytest.fixture(scope="module")
def panel(kb: KnowledgeBase, clinic: Clinic) -> Panel:
    return assess_panel(kb, clinic, draws=DRAWS)


def test_every_member_is_assessed_alone_by_its_own_profile(
    kb: KnowledgeBase, clinic: Clinic, panel: Panel
) -> None:
    alone = [assess(Basis(kb), one.profile, draws=DRAWS).recommendation for one in clinic]
    assert [m.recommendation for m in panel.members] == alone
    assert {r.verdict for r in alone} == {Verdict.OPEN, Verdict.CLOSED}


def test_regret_is_what_the_panels_option_is_short_of_ones_own_best(
    kb: KnowledgeBase, clinic: Clinic, panel: Panel
) -> None:
    option = panel.aggregate.recommendation.option
    for one, seat in zip(clinic, panel.members, strict=True):
        scores = {
            o.id: o.score for o in assess(Basis(kb), one.profile, draws=1).options if o.admissible
        }
        assert option is not None
        assert seat.regret == pytest.approx(max(scores.values()) - scores[option])


def test_the_facts_to_talk_about_are_found(panel: Panel) -> None:
    contested = {fact.question for fact in panel.facts.contested}
    assert contested == {"monthly-tokens", "hardware", "support", "criticality"}
    (known,) = panel.facts.known_by_some
    assert (known.question, known.known_by) == ("own-test", ("clinic-cto",))


def test_without_each_member_the_others_are_a_panel_of_their_own(
    kb: KnowledgeBase, clinic: Clinic, panel: Panel
) -> None:
    for left_out in panel.leave_one_out:
        rest = [one for one in clinic if one.name != left_out.without]
        other = assess_panel(kb, rest, draws=DRAWS).aggregate.recommendation
        assert (left_out.verdict, left_out.option) == (other.verdict, other.option)
        ours = panel.aggregate.recommendation
        same_option = None in {other.option, ours.option} or other.option == ours.option
        assert left_out.same == (other.verdict == ours.verdict and same_option)
    assert panel.robust == all(one.same for one in panel.leave_one_out)


def test_what_one_of_them_knows_makes_all_agree(
    kb: KnowledgeBase, clinic: Clinic, panel: Panel
) -> None:
    (settlement,) = panel.agreement.settlements
    (answer,) = settlement.answers
    assert (answer.question, answer.answer) == ("own-test", "open-ahead")
    assert settlement.verdict is Verdict.OPEN
    for one in clinic:
        told = {**one.profile.answers, "own-test": "open-ahead"}
        informed = one.profile.model_copy(update={"answers": told})
        assert assess(Basis(kb), informed, draws=DRAWS).recommendation.verdict is Verdict.OPEN


def test_whoever_differs_is_told_what_would_bring_the_member_there(panel: Panel) -> None:
    ours = panel.aggregate.recommendation.verdict
    differing = [m.name for m in panel.members if m.recommendation.verdict != ours]
    assert [d.member for d in panel.agreement.dissents] == differing
    assert not panel.agreement.unanimous
    for dissent in panel.agreement.dissents:
        assert dissent.facts_suffice == (dissent.with_facts == ours)
        assert dissent.weights_suffice == (dissent.with_weights == ours)
