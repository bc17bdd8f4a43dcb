"""What holds for every panel, whoever sits on it."""

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.answers import contradictions, effective, missing
from llmchoice.engine.assess import assess
from llmchoice.engine.panel import Member, assess_panel
from llmchoice.engine.panel.facts import complete
from llmchoice.engine.panel.merge import aggregate, facts_together
from llmchoice.engine.panel.settle import verdicts
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Answers, Profile

Make = Callable[..., Member]
UNKNOWN = "unknown"
FEW = 40
VARIED = (
    "data-location",
    "residency",
    "contracts",
    "own-test",
    "monthly-tokens",
    "hardware",
    "gpu-staff",
    "customisation",
    "latency",
)


@st.composite
def answers(draw: st.DrawFn, kb: KnowledgeBase) -> dict[str, Answer]:
    """Other answers to the questions that bring questions into play, or that rules read."""
    found: dict[str, Answer] = {}
    for name in draw(st.lists(st.sampled_from(VARIED), unique=True)):
        question = kb.question(name)
        offered: list[Answer] = [UNKNOWN, *question.likely]
        offered += [(c.id,) if question.kind == "many" else c.id for c in question.choices]
        found[name] = draw(st.sampled_from(offered))
    return found


@st.composite
def ratings(draw: st.DrawFn, kb: KnowledgeBase) -> dict[str, int]:
    first, *others = (priority.id for priority in kb.priorities)
    return {first: draw(st.integers(1, 5)), **{p: draw(st.integers(0, 5)) for p in others}}


@st.composite
def panels(draw: st.DrawFn, kb: KnowledgeBase, member: Make) -> list[Member]:
    """Two to four members with valid, complete profiles."""
    members: list[Member] = []
    for name in "abcd"[: draw(st.integers(2, 4))]:
        say = draw(st.sampled_from([0.5, 1, 2, 7]))
        made = member(name, say, answers=draw(answers(kb)), priorities=draw(ratings(kb)))
        whole = complete(kb, made.profile.answers)
        if contradictions(kb, whole):
            whole = complete(kb, member(name).profile.answers)
        members.append(Member(name, made.profile.model_copy(update={"answers": whole}), say))
    return members


def together(kb: KnowledgeBase, members: list[Member]) -> Profile:
    return aggregate(kb, members, facts_together(kb, members))


def said(kb: KnowledgeBase, members: list[Member], question: str) -> set[Answer]:
    own: list[Answers] = [effective(kb, one.profile.answers) for one in members]
    return {a[question] for a in own if question in a} - {UNKNOWN}


def test_the_panels_profile_is_complete_and_free_of_contradictions(
    kb: KnowledgeBase, member: Make
) -> None:
    @given(panels(kb, member))
    @settings(max_examples=examples(60), deadline=None)
    def law(members: list[Member]) -> None:
        whole = together(kb, members).answers
        assert not missing(kb, whole)
        assert not contradictions(kb, effective(kb, whole))
        assert dict(whole) == effective(kb, whole)

    law()


def test_of_two_contradicting_answers_neither_is_taken(kb: KnowledgeBase, member: Make) -> None:
    @given(panels(kb, member))
    @settings(max_examples=examples(60), deadline=None)
    def law(members: list[Member]) -> None:
        for question, answer in together(kb, members).answers.items():
            known = said(kb, members, question)
            assert answer == UNKNOWN or known == {answer}

    law()


def test_the_order_of_the_members_changes_nothing(kb: KnowledgeBase, member: Make) -> None:
    @given(panels(kb, member))
    @settings(max_examples=examples(30), deadline=None)
    def law(members: list[Member]) -> None:
        first, *others = (together(kb, list(order)) for order in permutations(members))
        assert all(other == first for other in others)

    law()


def test_the_score_at_the_mean_weights_is_the_mean_of_the_scores(
    kb: KnowledgeBase, member: Make
) -> None:
    """Keeney 1976: with shared values, the one is the other."""

    @given(st.lists(ratings(kb), min_size=2, max_size=4), st.sampled_from([0.3, 1, 4]))
    @settings(max_examples=examples(8), deadline=None)
    def law(wanted: list[dict[str, int]], say: float) -> None:
        says = [say, *[1.0] * (len(wanted) - 1)]
        members = [
            member(name, s, priorities=w) for name, s, w in zip("abcd", says, wanted, strict=False)
        ]
        own = [assess(Basis(kb), one.profile, draws=1).options for one in members]
        ours = assess(Basis(kb), together(kb, members), draws=1).options
        for at, option in enumerate(ours):
            mean = sum(s * options[at].score for s, options in zip(says, own, strict=True))
            assert option.score == pytest.approx(mean / sum(says), abs=1e-9)

    law()


def test_members_who_say_the_same_agree_with_their_panel(kb: KnowledgeBase, member: Make) -> None:
    @given(answers(kb), ratings(kb), st.integers(2, 3))
    @settings(max_examples=examples(6), deadline=None)
    def law(own: dict[str, Answer], wanted: dict[str, int], count: int) -> None:
        one = member("x", answers=own, priorities=wanted).profile
        whole = complete(kb, one.answers)
        if contradictions(kb, whole):
            return
        members = [Member(f"m{n}", one.model_copy(update={"answers": whole})) for n in range(count)]
        panel = assess_panel(kb, members, draws=FEW)
        alone = assess(Basis(kb), members[0].profile, draws=FEW).recommendation
        assert panel.aggregate.recommendation.verdict == alone.verdict
        assert panel.aggregate.recommendation.option == alone.option
        assert panel.robust
        assert panel.agreement.unanimous
        assert not panel.agreement.dissents
        assert not panel.facts.contested
        assert not panel.facts.known_by_some
        assert max(p.spread for p in panel.preferences) == 0
        assert {m.regret for m in panel.members} <= {0, None}

    law()


def test_the_search_comes_to_the_verdicts_of_an_assessment(kb: KnowledgeBase, member: Make) -> None:
    @given(panels(kb, member))
    @settings(max_examples=examples(8), deadline=None)
    def law(members: list[Member]) -> None:
        sets = [one.profile.answers for one in members]
        one = members[0].profile
        full = [assess(Basis(kb), one.model_copy(update={"answers": a}), draws=FEW) for a in sets]
        assert verdicts(Basis(kb), one, sets, FEW) == tuple(a.recommendation.verdict for a in full)

    law()
