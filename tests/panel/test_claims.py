"""A contested answer is drawn among the answers that members gave, and among no others."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.answers import contradictions
from llmchoice.engine.assess import assess
from llmchoice.engine.panel import Member, assess_panel
from llmchoice.engine.panel.facts import complete
from llmchoice.engine.panel.joint import joint
from llmchoice.engine.panel.merge import facts_together
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.panel import ExcludedEitherWay, Panel
from llmchoice.model.verdict import Verdict
from llmchoice.report.wording import answers as wording

Make = Callable[..., Member]
DRAWS = 4000
FEW = 1000
CERTAIN: dict[str, object] = {"spread": "certain"}


def panel_of(kb: KnowledgeBase, *members: Member, draws: int = FEW) -> Panel:
    return assess_panel(kb, members, draws=draws)


def first_ranks(panel: Panel) -> Mapping[str, float | None]:
    return {option.id: option.first_rank_share for option in panel.aggregate.options}


@pytest.fixture(scope="module")
def amounts(kb: KnowledgeBase, member: Make) -> Panel:
    """Alike in all but the amount, and open by either amount."""
    wants: dict[str, object] = {"points": {"budget": 60, "independence": 40}}
    members = [
        member(name, answers={"monthly-tokens": tokens, "hardware": "owned"}, **wants)
        for name, tokens in (("a", 20_000_000_000), ("b", 30_000_000_000))
    ]
    panel = panel_of(kb, *members, draws=DRAWS)
    assert {m.recommendation.verdict for m in panel.members} == {Verdict.OPEN}
    return panel


def test_what_holds_by_every_claimed_answer_holds_for_the_panel(amounts: Panel) -> None:
    ours = amounts.aggregate.recommendation
    assert ours.verdict is Verdict.OPEN
    alone = [m.recommendation.p_side or 0 for m in amounts.members]
    assert min(alone) - 0.02 <= (ours.p_side or 0) <= max(alone) + 0.02


def test_scores_lie_between_those_by_the_claimed_answers(
    kb: KnowledgeBase, member: Make, amounts: Panel
) -> None:
    both = [
        assess(
            Basis(kb),
            member(
                "x",
                answers={"monthly-tokens": tokens, "hardware": "owned"},
                points={"budget": 60, "independence": 40},
            ).profile,
            draws=1,
        ).options
        for tokens in (20_000_000_000, 30_000_000_000)
    ]
    for ours, low, high in zip(amounts.aggregate.options, *both, strict=True):
        assert ours.score == pytest.approx((low.score + high.score) / 2)


def test_no_answer_is_tried_that_nobody_gave(amounts: Panel) -> None:
    found = amounts.aggregate.sensitivity
    changes = [*found.answers, *(c for combined in found.combinations for c in combined.changes)]
    tried = {change.to for change in changes if change.question == "monthly-tokens"}
    assert tried <= {20_000_000_000, 30_000_000_000}
    (unknown,) = [u for u in amounts.aggregate.unknowns if u.question == "monthly-tokens"]
    assert not unknown.flips


def test_the_answer_stays_open_and_its_words_say_who_says_what(amounts: Panel) -> None:
    (told,) = [a for a in amounts.aggregate.answers if a.question == "monthly-tokens"]
    assert told.answer == "unknown"
    assert wording.given(told) == (
        "contested (a: 20,000,000,000 tokens a month; b: 30,000,000,000 tokens a month)"
    )


@pytest.mark.parametrize(("say", "share"), [(1, 0.5), (3, 0.75), (1000, 0.999)])
def test_a_claim_is_drawn_as_often_as_its_say(
    kb: KnowledgeBase, member: Make, say: float, share: float
) -> None:
    # One claim excludes every open option, and the other one every closed one.
    panel = panel_of(
        kb,
        member("a", say, answers={"exit": "keep-weights", "own-test": "unknown"}, **CERTAIN),
        member("b", answers={"exit": "wait", "own-test": "unknown"}, **CERTAIN),
        draws=DRAWS,
    )
    closed = panel.aggregate.robustness
    assert closed is not None
    alone = assess(
        Basis(kb),
        member("b", answers={"exit": "wait", "own-test": "unknown"}, **CERTAIN).profile,
        draws=DRAWS,
    ).robustness
    assert alone is not None
    by_b = {s.side.value: s.share for s in alone.sides}
    ours = {s.side.value: s.share for s in closed.sides}
    assert ours["closed"] == pytest.approx((1 - share) * by_b["closed"], abs=0.03)


def no_machines(member: Make) -> tuple[Member, Member]:
    """Both exclude machines of one's own, by different rules."""
    return (
        member(
            "a",
            answers={"hardware": "cloud-only", "gpu-staff": "named-people"},
            points={"privacy": 100},
        ),
        member("b", answers={"hardware": "no-budget"}, points={"privacy": 100}),
    )


def test_an_option_that_every_claim_excludes_does_not_stand(
    kb: KnowledgeBase, member: Make
) -> None:
    panel = panel_of(kb, *no_machines(member))
    ours = panel.aggregate
    (premises,) = [option for option in ours.options if option.id == "open-owned"]
    assert not premises.admissible
    assert ours.recommendation.option != "open-owned"
    assert "open-owned" not in ours.recommendation.contenders
    (warning,) = [found for found in panel.warnings if isinstance(found, ExcludedEitherWay)]
    assert warning.option == "open-owned"
    rules = {
        rule.constraint
        for one in no_machines(member)
        for option in assess(Basis(kb), one.profile, draws=1).options
        if option.id == "open-owned"
        for rule in option.excluded_by
    }
    assert len(rules) > 1
    assert set(warning.rules) == {rule.constraint for rule in premises.excluded_by} == rules


def test_what_one_claim_leaves_standing_is_drawn(kb: KnowledgeBase, member: Make) -> None:
    panel = panel_of(kb, *no_machines(member))
    (cloud,) = [option for option in panel.aggregate.options if option.id == "open-rented"]
    assert cloud.admissible
    excluded = [w.option for w in panel.warnings if isinstance(w, ExcludedEitherWay)]
    assert "open-rented" not in excluded


def test_a_question_that_no_claim_raises_is_not_asked(kb: KnowledgeBase, member: Make) -> None:
    only_owned = tuple(
        q.model_copy(update={"when": {"hardware": ("owned",)}}) if q.id == "gpu-staff" else q
        for q in kb.questions
    )
    other = kb.model_copy(update={"questions": only_owned})
    asked = {a.question for a in panel_of(other, *no_machines(member)).aggregate.answers}
    assert "hardware" in asked
    assert "gpu-staff" not in asked


def test_a_rule_that_every_selection_meets_binds(kb: KnowledgeBase, member: Make) -> None:
    panel = panel_of(
        kb,
        member("a", answers={"contracts": ("no-training", "refused")}),
        member("b", answers={"contracts": ("data-agreement", "refused")}),
    )
    by = {o.id: [e.constraint for e in o.excluded_by] for o in panel.aggregate.options}
    assert by["open-host"] == by["closed-api"] == ["promises-refused"]


def test_a_condition_of_every_selection_is_kept(kb: KnowledgeBase, member: Make) -> None:
    one = member("a", answers={"contracts": ("no-training", "data-agreement")})
    other = member("b", answers={"contracts": ("no-training", "zero-retention")})
    ours = {c.condition for o in panel_of(kb, one, other).aggregate.options for c in o.conditions}
    alone = [
        {c.condition for o in assess(Basis(kb), m.profile, draws=1).options for c in o.conditions}
        for m in (one, other)
    ]
    assert alone[0] & alone[1] <= ours


def test_a_known_answer_of_another_workload_stays(kb: KnowledgeBase, member: Make) -> None:
    def works(task: str) -> list[dict[str, object]]:
        return [
            {"name": "chat", "answers": {"task": task}},
            {"name": "search", "answers": {"task": "routine"}},
        ]

    members = [member("a", workloads=works("skilled")), member("b", workloads=works("frontier"))]
    chat, search = panel_of(kb, *members, draws=DRAWS).aggregate.workloads
    alone = assess(Basis(kb), members[0].profile, draws=DRAWS).workloads[1]
    assert [o.score for o in search.options] == pytest.approx([o.score for o in alone.options])
    rows = [c for o in chat.options for c in o.contributions]
    assert all(c.low <= c.value <= c.high for c in rows)


def test_an_answer_that_is_contested_here_and_unknown_there_is_drawn_as_each_is(
    kb: KnowledgeBase, member: Make
) -> None:
    """Among the claims where there are some, among all answers where there are none."""

    def works(task: str) -> list[dict[str, object]]:
        return [
            {"name": "chat", "answers": {"task": task}},
            {"name": "search", "answers": {"task": "unknown"}},
        ]

    members = [member("a", workloads=works("skilled")), member("b", workloads=works("frontier"))]
    chat, search = panel_of(kb, *members).aggregate.workloads
    own = [assess(Basis(kb), one.profile, draws=FEW, search=False).workloads for one in members]
    for ours, (by_a, by_b) in ((chat, [o[0] for o in own]), (search, [o[1] for o in own])):
        for here, one, other in zip(ours.options, by_a.options, by_b.options, strict=True):
            assert here.score == pytest.approx((one.score + other.score) / 2)


def test_where_nothing_is_contested_all_are_heard_with_the_same_facts(
    kb: KnowledgeBase, member: Make
) -> None:
    members = [member("a"), member("b", answers={"own-test": "unknown"})]
    whole = joint(kb, members, facts_together(kb, members))
    assert whole.profile.answers == members[0].profile.answers
    assert [voice.claims for voice in whole.voices[""]] == [{}]


def test_more_contested_weight_than_the_limit_is_no_obstacle_where_every_claim_gives_one_side(
    kb: KnowledgeBase, member: Make
) -> None:
    wants: dict[str, object] = {"points": {"budget": 100}}
    machines: dict[str, object] = {"hardware": "owned", "gpu-staff": "named-people"}
    shares = {c.id: 1.0 if c.question == "monthly-tokens" else 0.01 for _, c in kb.criteria()}
    budget = next(p for p in kb.priorities if p.id == "budget")
    wants["shares"] = {c.id: shares[c.id] for c in budget.criteria}
    members = [
        member(name, answers={**machines, "monthly-tokens": tokens}, **wants)
        for name, tokens in (("a", 20_000_000_000), ("b", 30_000_000_000))
    ]
    panel = panel_of(kb, *members, draws=DRAWS)
    ours = panel.aggregate.recommendation
    assert not ours.unknown_weight
    assert ours.verdict is panel.members[0].recommendation.verdict is Verdict.OPEN


def test_what_both_of_two_answers_exclude_is_excluded_and_nothing_else_is(
    kb: KnowledgeBase, member: Make
) -> None:
    @given(st.data())
    @settings(max_examples=examples(60), deadline=None)
    def law(data: st.DataObject) -> None:
        question = data.draw(st.sampled_from([q for q in kb.questions if q.choices]))
        choices = st.sampled_from([c.id for c in question.choices if not c.alone])
        several = st.lists(choices, min_size=1, max_size=3, unique=True)
        many = question.kind == "many"
        told = [tuple(data.draw(several)) if many else data.draw(choices) for _ in "ab"]
        members = []
        for name, answer in zip("ab", told, strict=True):
            one = member(name, answers={question.id: answer})
            whole = complete(kb, one.profile.answers)
            if contradictions(kb, whole):
                return
            members.append(Member(name, one.profile.model_copy(update={"answers": whole})))
        panel = panel_of(kb, *members, draws=1)
        own = [assess(Basis(kb), one.profile, draws=1, search=False).options for one in members]
        for ours, *theirs in zip(panel.aggregate.options, *own, strict=True):
            if ours.admissible:
                assert any(option.admissible for option in theirs)
            elif len(panel.facts.contested) == 1 and not panel.facts.known_by_some:
                assert all(not option.admissible for option in theirs)

    law()


def test_what_is_open_in_a_workload_hangs_on_no_other_workload(
    kb: KnowledgeBase, member: Make
) -> None:
    """In both, members expect the same of some options together, but not over the same range."""
    claims = {"a": ("internal", "confidential"), "b": ("secret", "regulated")}
    works = {
        name: [
            {"name": work, "answers": {"data": kind}}
            for work, kind in zip(("wide", "narrow"), kinds, strict=True)
        ]
        for name, kinds in claims.items()
    }
    ranges = []
    for turn in (1, -1):
        members = (member(name, workloads=work[::turn]) for name, work in works.items())
        found = panel_of(kb, *members, draws=DRAWS).aggregate.workloads
        ranges.append(
            {
                (work.name, option.id, item.criterion): (item.low, item.high)
                for work in found
                for option in work.options
                for item in option.contributions
            }
        )
    assert ranges[0] == ranges[1]
