"""When a side is recommended, and when none is."""

from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.assess import assess as assess_in_full
from llmchoice.engine.bounds import settled
from llmchoice.model.assessment import Recommendation
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion, Priority
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Option, Side
from llmchoice.model.profile import Answer, Profile, Workload
from llmchoice.model.question import Question
from llmchoice.model.verdict import FEWEST_DRAWS, Verdict

assess = partial(assess_in_full, draws=FEWEST_DRAWS, search=False)
"""What is stated here holds for any number of draws that names a side at all."""

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(50))
ALL_ALIKE = dict.fromkeys(("first", "second"), 1.0)


@LAW
@given(data=st.data())
def test_a_side_needs_enough_draws_and_known_answers_unless_the_other_is_excluded(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile)
    found = result.recommendation
    left = {o.side for o in result.options if o.admissible}
    if not left:
        assert found.verdict is Verdict.NONE
    else:
        assert result.robustness is not None
        shares = {s.side: s.share for s in result.robustness.sides}
        ahead = max(shares, key=lambda side: shares[side])
        counted = round(result.robustness.draws * (1 - (found.p_nothing_left or 0)))
        unknown = len(left) > 1 and (found.unknown_weight or 0) > kb.settings.unknown_limit
        proven = settled(Basis(kb), profile, profile.answers, unknown_is_open=True) is ahead
        unsure = shares[ahead] < kb.settings.confidence or counted < FEWEST_DRAWS
        blocked = unsure or (unknown and not proven)
        assert found.verdict.value == ("undecided" if blocked else ahead.value)
        assert ("too-unknown" in found.doubts) == (blocked and not unsure)
    assert (found.kind is None) == (found.verdict is not Verdict.UNDECIDED)
    assert (found.side is None) == (found.verdict in {Verdict.NONE, Verdict.UNDECIDED})
    if found.option is not None:
        ours = [o for o in result.options if o.admissible and o.side is found.side]
        assert [o.id for o in ours if o.score == max(o.score for o in ours)] == [found.option]


@LAW
@given(data=st.data())
def test_a_profile_of_unknown_answers_gets_no_side_that_an_answer_could_overturn(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    assume(len({o.weights for o in kb.options}) == 2)
    unknown = profile.model_copy(update={"answers": {q.id: UNKNOWN for q in kb.questions}})
    found = assess(Basis(kb), unknown).recommendation
    assert found.unknown_weight == pytest.approx(1)
    if found.side is None:
        assert (found.verdict, found.option) == (Verdict.UNDECIDED, None)
    else:
        answered = assess(Basis(kb), profile).recommendation
        assert answered.verdict.value in {found.side.value, "undecided"}


@LAW
@given(data=st.data())
def test_scaling_every_importance_changes_nothing(worlds: Worlds, data: st.DataObject) -> None:
    kb, profile = data.draw(worlds)
    factor = data.draw(st.sampled_from([0.001, 0.1, 0.5, 0.99]))
    scaled = {name: rating * factor for name, rating in (profile.priorities or {}).items()}
    before = assess(Basis(kb), profile)
    after = assess(Basis(kb), profile.model_copy(update={"priorities": scaled}))
    for one, other in zip(before.options, after.options, strict=True):
        assert other.score == pytest.approx(one.score, abs=1e-9)
    # A share at the very edge may fall to either side by rounding; nothing else may move.
    share = before.recommendation.p_side
    assume(share is None or abs(share - kb.settings.confidence) > 0.02)
    assert after.recommendation.verdict is before.recommendation.verdict
    assert after.recommendation.option == before.recommendation.option


@LAW
@given(data=st.data())
def test_workloads_are_mixed_only_if_their_sides_differ(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    uses = tuple(
        Workload(name=f"use {n}", answers=data.draw(answers_like(kb, profile))) for n in range(3)
    )
    result = assess(Basis(kb), profile.model_copy(update={"workloads": uses}))
    alone = [recommended(kb, profile, use.answers) for use in uses]
    assert [w.recommendation for w in result.workloads] == alone
    sides = {r.side for r in alone} - {None}
    verdict = result.recommendation.verdict
    if verdict is Verdict.MIXED:
        assert sides == set(Side)
        assert result.recommendation.option is None
        assert result.recommendation.routing
    else:
        assert len(sides) < 2
    assert (verdict is Verdict.NONE) == all(r.verdict is Verdict.NONE for r in alone)
    if result.recommendation.side is not None:
        assert sides == {result.recommendation.side}
        assert all(r.verdict == verdict for r in alone)


def answers_like(kb: KnowledgeBase, profile: Profile) -> st.SearchStrategy[dict[str, Answer]]:
    """Answers of one kind: each question keeps its answer or takes another of its choices."""
    choices = {q.id: [c.id for c in q.choices] for q in kb.questions if q.kind == "one"}
    kept: dict[str, Answer] = dict(profile.answers)
    picked = st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(ids) for name, ids in choices.items()}
    )
    return picked.map(lambda new: {**kept, **new})


def recommended(kb: KnowledgeBase, profile: Profile, answers: object) -> Recommendation:
    one = profile.model_copy(update={"answers": answers, "workloads": ()})
    return assess(Basis(kb), one).recommendation


def duel(
    kb: KnowledgeBase, first: tuple[float, float], second: tuple[float, float]
) -> KnowledgeBase:
    """An open and a closed option, and two criteria of equal weight with one question each."""
    questions = [
        Question.model_validate(
            {
                "id": name,
                "section": kb.sections[0].id,
                "kind": "one",
                "text": "Which?",
                "why": "Because.",
                "choices": [{"id": "less", "text": "less"}, {"id": "more", "text": "more"}],
            }
        )
        for name in ("first", "second")
    ]
    priorities = [
        Priority(
            id=name,
            order=1,
            name=name,
            about="x",
            worst="x",
            best="x",
            criteria=(
                Criterion(
                    id=f"about-{name}",
                    name=name,
                    share=1,
                    question=name,
                    asks="x",
                    anchors={0: "x", 50: "x", 100: "x"},
                    values={"less": row, "more": row},
                    reasons={"ours": "x", "theirs": "x"},
                ),
            ),
        )
        for name, row in (("first", first), ("second", second))
    ]
    update = {
        "options": (
            named(kb, "ours", Side.OPEN),
            named(kb, "theirs", Side.CLOSED),
        ),
        "questions": tuple(questions),
        "priorities": tuple(priorities),
        **dict.fromkeys(("constraints", "conditions", "contradictions", "steps"), ()),
    }
    return kb.model_copy(update=update)


def named(kb: KnowledgeBase, name: str, side: Side) -> Option:
    """An option of a side, under another name."""
    option = next(option for option in kb.options if option.weights is side)
    return option.model_copy(update={"id": name, "name": name, "short": name})


def verdict_of(kb: KnowledgeBase, priorities: dict[str, float], **answers: str) -> Verdict:
    profile = Profile(organisation="x", priorities=priorities, answers=answers)
    return assess(Basis(kb), profile).recommendation.verdict


@pytest.mark.parametrize(
    ("lead", "verdict", "share"),
    [(2, "undecided", 0.595), (4, "undecided", 0.68), (8, "open", 0.82), (-8, "closed", 0.82)],
)
def test_a_side_is_recommended_from_three_draws_in_four_on(
    kb: KnowledgeBase, lead: float, verdict: str, share: float
) -> None:
    """One criterion, and each of the two values off by 10 at most, uniformly and independently.

    Their difference has a triangular density: P(lead + error > 0) = 1 - (20 - lead)^2 / 800.
    """
    pair = duel(kb, (50 + lead, 50), (50, 50))
    assert pair.settings.confidence == 0.75
    result = assess_in_full(
        Basis(pair),
        Profile(
            organisation="x",
            priorities={"first": 1.0, "second": 0.0},
            answers={"first": "less", "second": "less"},
        ),
    )
    assert result.recommendation.p_side == pytest.approx(share, abs=0.01)
    assert result.recommendation.verdict == verdict


@pytest.mark.parametrize(
    ("second", "verdict"), [(1.0, "open"), (1.1, "undecided"), (0.9, "open"), (5.0, "undecided")]
)
def test_above_the_limit_of_unknown_weight_no_side_is_recommended(
    kb: KnowledgeBase, second: float, verdict: str
) -> None:
    """Half of the weight may rest on unknown answers; 1.1 parts of 2.1 are more than half.

    The answer that would overturn the side is rare enough for the draws not to mind.
    """
    pair = with_rare_answer(duel(kb, (90, 10), (90, 10)), "second", (10, 90))
    assert pair.settings.unknown_limit == 0.5
    priorities = {"first": 1.0, "second": second}
    assert verdict_of(pair, priorities, first="less", second=UNKNOWN) == verdict
    assert verdict_of(pair, priorities, first="less", second="less") == "open"


def test_above_the_limit_a_side_that_no_answer_can_overturn_is_recommended_all_the_same(
    kb: KnowledgeBase,
) -> None:
    pair = duel(kb, (90, 10), (90, 10))
    priorities = {"first": 1.0, "second": 5.0}
    assert verdict_of(pair, priorities, first="less", second=UNKNOWN) == "open"


def with_rare_answer(
    kb: KnowledgeBase, question: str, values: tuple[float, float]
) -> KnowledgeBase:
    """The second answer to a question has values of its own, and is one in twenty."""
    questions = tuple(
        q.model_copy(
            update={"choices": (q.choices[0].model_copy(update={"odds": 19}), q.choices[1])}
        )
        if q.id == question
        else q
        for q in kb.questions
    )
    priorities = tuple(
        p.model_copy(
            update={
                "criteria": tuple(
                    c.model_copy(update={"values": {**c.values, "more": values}})
                    for c in p.criteria
                )
            }
        )
        if p.id == question
        else p
        for p in kb.priorities
    )
    return kb.model_copy(update={"questions": questions, "priorities": priorities})


def test_an_exact_tie_between_the_sides_is_reported_and_not_broken(kb: KnowledgeBase) -> None:
    pair = duel(kb, (90, 10), (10, 90))
    profile = Profile(
        organisation="x", priorities=ALL_ALIKE, answers={"first": "less", "second": "less"}
    )
    result = assess(Basis(pair), profile)
    assert [o.rank for o in result.options] == [1, 1]
    assert (result.recommendation.verdict, result.recommendation.option) == ("undecided", None)
    assert set(result.recommendation.contenders) == {"ours", "theirs"}
    assert result.recommendation.margin == pytest.approx(0)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("less", "less", "open"),
        ("more", "more", "closed"),
        ("less", "more", "mixed"),
        ("less", UNKNOWN, "undecided"),
        ("more", UNKNOWN, "undecided"),
        (UNKNOWN, UNKNOWN, "undecided"),
    ],
)
def test_two_workloads_come_to_one_verdict(
    kb: KnowledgeBase, first: str, second: str, verdict: str
) -> None:
    """What is unknown to one workload leaves the organisation undecided, not mixed."""
    pair = duel(kb, (90, 10), (50, 50))
    swapped = {"less": (90.0, 10.0), "more": (10.0, 90.0)}
    criterion = pair.priorities[0].criteria[0].model_copy(update={"values": swapped})
    head = pair.priorities[0].model_copy(update={"criteria": (criterion,)})
    both = pair.model_copy(update={"priorities": (head, pair.priorities[1])})
    uses = (
        Workload(name="one", answers={"first": first}),
        Workload(name="two", answers={"first": second}),
    )
    profile = Profile(
        organisation="x",
        priorities={"first": 2.0, "second": 1.0},
        answers={"second": "less"},
        workloads=uses,
    )
    found = assess(Basis(both), profile).recommendation
    assert found.verdict == verdict
    assert bool(found.routing) == (verdict == "mixed")
