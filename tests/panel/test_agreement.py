"""What would make members agree: facts settled, weights moved; and vetoes that stand."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.panel.conftest import shown, told

from llmchoice.engine.assess import assess
from llmchoice.engine.panel import Member, assess_panel
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.panel import Panel, RecommendedDespite
from llmchoice.model.profile import Answer, Workload
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Level

Make = Callable[..., Member]
DRAWS = 1000
OPEN: dict[str, Answer] = {"exit": "keep-weights", "hardware": "owned", "gpu-staff": "named-people"}
CLOSED: dict[str, Answer] = {"own-test": "open-fails"}
INDEPENDENCE = {"independence": 90, "capability": 10}
CAPABILITY = {"capability": 90, "independence": 10}


def leading_side(kb: KnowledgeBase, one: Member, weights: dict[str, float]) -> str:
    profile = one.profile.model_copy(update={"priorities": weights, "points": None})
    first = [o for o in assess(Basis(kb), profile, draws=1).options if o.rank == 1]
    return first[0].side.value


@pytest.fixture(scope="module")
def torn(kb: KnowledgeBase, member: Make) -> Panel:
    """The same facts, opposite wishes, and one of them with nine times the say."""
    members = [member("a", points=CAPABILITY), member("b", 9, points=INDEPENDENCE)]
    return assess_panel(kb, members, draws=DRAWS)


def test_members_who_agree_already_need_nothing(kb: KnowledgeBase, member: Make) -> None:
    panel = assess_panel(
        kb, [member("a", points=CAPABILITY), member("b", answers=CLOSED)], draws=DRAWS
    )
    assert panel.agreement.unanimous
    assert (panel.agreement.settlements, panel.agreement.searched) == ((), 0)


def test_a_fact_that_rules_a_side_out_settles_it(kb: KnowledgeBase, member: Make) -> None:
    panel = assess_panel(
        kb,
        [member("a", points=CAPABILITY), member("b", points=INDEPENDENCE, answers=OPEN)],
        draws=DRAWS,
    )
    (settlement,) = panel.agreement.settlements
    (answer,) = settlement.answers
    assert (answer.question, answer.answer) == ("exit", "keep-weights")
    assert settlement.verdict is Verdict.OPEN


def test_where_the_same_facts_are_known_only_wishes_can_move(torn: Panel) -> None:
    assert not torn.facts.contested
    assert (torn.agreement.settlements, torn.agreement.searched) == ((), 0)
    (dissent,) = torn.agreement.dissents
    assert dissent.member == "a"
    assert not dissent.facts_suffice
    assert dissent.weights_suffice


def test_the_weight_that_is_named_turns_the_side(
    kb: KnowledgeBase, member: Make, torn: Panel
) -> None:
    (dissent,) = torn.agreement.dissents
    ours = torn.aggregate.recommendation.side
    assert ours is not None
    assert dissent.moves
    assert [abs(m.change) for m in dissent.moves] == sorted(abs(m.change) for m in dissent.moves)
    own = {p.id: CAPABILITY.get(p.id, 0) / 100 for p in kb.priorities}
    for move in dissent.moves:
        assert move.to == pytest.approx(move.weight + move.change)
        for beyond, expected in ((0.01, True), (-0.01, False)):
            to = move.to + (beyond if move.change > 0 else -beyond)
            rest = 1 - own[move.priority]
            moved = {p: w * (1 - to) / rest for p, w in own.items()} | {move.priority: to}
            side = leading_side(kb, member("a"), moved)
            assert (side == ours.value) is expected


@pytest.fixture(scope="module")
def own_cloud(kb: KnowledgeBase, member: Make) -> Panel:
    """All want what the vendor's own service is best at; one says that data may not go there.

    One of five: what more of them forbid stands back for what all allow.
    """
    wants: dict[str, object] = {"points": {"capability": 100}}
    task = {"task": "frontier"}
    members = [
        member("a", answers=task, **wants),
        member("b", answers={**task, "data-location": "own-cloud"}, **wants),
        *(member(name, answers=task, **wants) for name in "cde"),
    ]
    panel = assess_panel(kb, members, draws=DRAWS)
    assert panel.aggregate.recommendation.option == "closed-api"
    return panel


def test_an_option_that_a_members_facts_exclude_costs_no_points_but_breaks_a_rule(
    own_cloud: Panel,
) -> None:
    first, second, *_ = own_cloud.members
    assert (first.regret, first.excluded_by) == (0, ())
    assert (second.regret, second.excluded_by) == (None, ("own-cloud-only",))


def test_an_option_that_a_members_answers_exclude_is_said_to_be_contested(
    own_cloud: Panel,
) -> None:
    page = told(own_cloud, Level.PAGE)
    assert "option contested" in page
    assert "Ruled out by the answers of b: Closed, vendor API." in page
    first, second, *_ = own_cloud.members
    assert "closed-api" not in {each.option for each in first.ruled_out}
    (ruled,) = (each for each in second.ruled_out if each.option == "closed-api")
    assert [rule.constraint for rule in ruled.rules] == ["own-cloud-only"]


def test_a_contested_option_of_several_kinds_of_work_is_said_to_be_that(
    kb: KnowledgeBase, member: Make
) -> None:
    """All of it is as firm as the least firm kind, and that stands before it."""
    works = tuple(Workload(name=name, answers={}) for name in ("first", "second"))
    wants: dict[str, object] = {"points": {"capability": 100}}
    members = [
        member("a", answers={"task": "frontier"}, **wants),
        member("b", answers={"task": "frontier", "data-location": "own-cloud"}, **wants),
        *(member(name, answers={"task": "frontier"}, **wants) for name in "cde"),
    ]
    both = [
        replace(each, profile=each.profile.model_copy(update={"workloads": works}))
        for each in members
    ]
    panel = assess_panel(kb, both, draws=DRAWS)
    assert panel.aggregate.recommendation.strength == "clear"
    assert "clearly closed, option contested" in told(panel, Level.PAGE)


def test_a_reason_of_some_members_is_told_as_theirs(
    kb: KnowledgeBase, member: Callable[..., Member]
) -> None:
    places = {"a": "own-cloud", "b": "own-cloud", "c": "premises"}
    members = [member(name, answers={"data-location": place}) for name, place in places.items()]
    panel = assess_panel(kb, members, draws=DRAWS)
    rules = {rule.id: rule.reason for rule in kb.constraints}
    page = told(panel, Level.PAGE)
    assert f"a and b: {rules['own-cloud-only']} c: {rules['premises-only']}" in page
    alike = assess_panel(kb, members[:2], draws=DRAWS)
    said = told(alike, Level.PAGE)
    assert rules["own-cloud-only"] in said
    assert f": {rules['own-cloud-only']}" not in said


def test_a_recommendation_that_a_contested_fact_would_rule_out_is_warned_of(
    own_cloud: Panel,
) -> None:
    assert own_cloud.warnings == (
        RecommendedDespite(option="closed-api", members=("b",), question="data-location"),
    )


def test_the_search_says_how_far_it_went(kb: KnowledgeBase, member: Make) -> None:
    members = [
        member("a", points=CAPABILITY, answers={"traffic": "steady", "deadline": "year"}),
        member("b", points=INDEPENDENCE),
    ]
    agreement = assess_panel(kb, members, draws=DRAWS).agreement
    assert agreement.exhaustive
    assert agreement.searched == (1 if agreement.settlements else 2)


def works(chat: dict[str, Answer]) -> list[dict[str, object]]:
    return [{"name": "chat", "answers": chat}, {"name": "search", "answers": {}}]


@pytest.fixture(scope="module")
def split(kb: KnowledgeBase, member: Make) -> Panel:
    """Each can decide one workload alone, the other way; the other workload neither can."""
    even: dict[str, object] = {"points": {"capability": 42, "independence": 58}}
    machines: dict[str, Answer] = {"hardware": "owned", "gpu-staff": "named-people"}
    return assess_panel(
        kb,
        [
            member("a", answers=machines, workloads=works({"exit": "keep-weights"}), **even),
            member("b", answers=machines, workloads=works({"own-test": "open-fails"}), **even),
        ],
        draws=DRAWS,
    )


def test_whoever_comes_to_the_panels_verdict_is_no_dissenter(split: Panel) -> None:
    verdicts = {m.recommendation.verdict for m in split.members}
    assert verdicts == {split.aggregate.recommendation.verdict} == {Verdict.UNDECIDED}
    assert not split.agreement.dissents


def test_what_a_member_changes_is_told_by_workload(split: Panel) -> None:
    for left_out in split.leave_one_out:
        (change,) = left_out.changes
        assert (change.workload, change.what) == ("chat", "verdict")
        assert left_out.verdict is Verdict.UNDECIDED
        assert not left_out.same
    text = told(split)
    assert "The verdict for one kind of work changes if a or b is left out." in text
    assert "Another verdict for chat: Closed" in text
    assert "The verdict changes" not in text


def test_another_option_under_the_same_verdict_is_told(kb: KnowledgeBase, member: Make) -> None:
    wants: dict[str, object] = {"points": {"capability": 100}}
    cloud: dict[str, Answer] = {"task": "frontier", "data-location": "own-cloud"}
    members = [
        member("a", answers={"task": "frontier"}, **wants),
        member("b", answers=cloud, **wants),
    ]
    panel = assess_panel(kb, members, draws=DRAWS)
    ours = panel.aggregate.recommendation
    # What b forbids is half of the simulations: both allow the other one.
    without_a, without_b = panel.leave_one_out
    assert (without_a.option, without_a.changes) == (ours.option, ())
    assert without_b.verdict is ours.verdict
    assert without_b.option != ours.option
    assert [change.what for change in without_b.changes] == ["option"]
    text = told(panel)
    assert "The verdict stays whichever member is left out." in text
    assert "The side stays but the option changes if b is left out." in text


@pytest.fixture(scope="module")
def opposed(kb: KnowledgeBase, member: Make) -> Panel:
    machines: dict[str, Answer] = {"hardware": "owned", "gpu-staff": "named-people"}
    members = [
        member("a", answers=machines, points={"capability": 100}),
        member("b", answers=machines, points={"independence": 100}),
    ]
    panel = assess_panel(kb, members, draws=DRAWS)
    assert panel.aggregate.recommendation.verdict is Verdict.UNDECIDED
    return panel


def test_to_be_undecided_like_the_panel_is_no_agreement(opposed: Panel) -> None:
    assert len(opposed.agreement.dissents) == len(opposed.members)
    for one in opposed.agreement.dissents:
        assert not one.facts_suffice
        assert not one.weights_suffice
    text = told(opposed)
    assert "to the panel's verdict" not in text
    assert "Together they are undecided: there is no common verdict to agree on." in text
    # Something decides the verdict of both: that must not read like a way to agree.
    assert "Undecided: a few things may decide it" in text
    assert (
        "Nothing that was tried would bring every member to the same recommendation. What would"
        " decide the verdict of all together is named at the top." in text
    )


def test_the_side_that_leads_for_a_member_is_named(opposed: Panel) -> None:
    rows = [line.split() for line in shown(opposed, level=Level.PAGE).splitlines()]
    sides = {row[0]: row for row in rows if row and row[0] in {"a", "b"}}
    assert "Closed wins" in " ".join(sides["a"])
    assert "Open wins" in " ".join(sides["b"])


def test_members_who_cannot_tell_do_not_agree(kb: KnowledgeBase, member: Make) -> None:
    nothing: dict[str, Answer] = dict.fromkeys((q.id for q in kb.questions), "unknown")
    members = [member(name, answers=nothing) for name in ("a", "b")]
    text = told(assess_panel(kb, members, draws=DRAWS))
    assert "None of them can tell" in text
    assert "same verdict already" not in text


def test_a_settlement_says_whose_word_it_is(kb: KnowledgeBase, member: Make) -> None:
    panel = assess_panel(
        kb,
        [member("a", points=CAPABILITY), member("b", points=INDEPENDENCE, answers=OPEN)],
        draws=DRAWS,
    )
    (answer,) = panel.agreement.settlements[0].answers
    assert (answer.said_by, answer.against, answer.unknown_to) == (("b",), ("a",), ())
    assert "b says so. a would have to give way." in told(panel)


def test_a_share_short_of_the_rule_does_not_read_as_if_it_met_it(opposed: Panel) -> None:
    rule = opposed.aggregate.rules.confidence
    first, *others = opposed.members
    short = first.recommendation.model_copy(update={"p_side": rule - 0.001})
    short_of_it = opposed.model_copy(
        update={"members": (first.model_copy(update={"recommendation": short}), *others)}
    )
    assert "Closed wins just under 75 %" in told(short_of_it)
