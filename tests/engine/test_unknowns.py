"""Unknown answers: what is drawn for them, against every way in which they may turn out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import prod, sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests import made_up
from tests.laws import examples

from llmchoice.engine.answers import contradictions, effective
from llmchoice.engine.assess import assess
from llmchoice.engine.gates import admissible
from llmchoice.engine.ranking import leaders
from llmchoice.engine.situation import scores_of, situation
from llmchoice.errors import LlmchoiceError
from llmchoice.model.assessment import Assessment
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion, Priority
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Option
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import Question
from llmchoice.model.rule import Constraint, Contradiction

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(50))
DRAWS = 1500
SEVERAL = 1.6
"""The stated error holds for one share 19 times in 20; of many, the worst may be farther off."""
MOST_COMPLETIONS = 256


def only_answers_vary(kb: KnowledgeBase, profile: Profile) -> World:
    priorities = tuple(
        p.model_copy(
            update={"criteria": tuple(c.model_copy(update={"uncertainty": 0}) for c in p.criteria)}
        )
        for p in kb.priorities
    )
    sure = profile.model_copy(update={"spread": "certain"})
    return kb.model_copy(update={"priorities": priorities}), sure


def with_contradiction(kb: KnowledgeBase, data: st.DataObject) -> KnowledgeBase:
    """One answer to one question cannot go with one answer to another."""
    able = [q for q in kb.questions if q.choices]
    read = data.draw(st.lists(st.sampled_from(able), max_size=2, unique_by=lambda q: q.id))
    if not read:
        return kb
    when = {q.id: (data.draw(st.sampled_from([c.id for c in q.choices])),) for q in read}
    rule = Contradiction.model_validate({"id": "x", "when": when, "reason": "x", "fix": "x"})
    return kb.model_copy(update={"contradictions": (rule,)})


# ── Shares are odds ──────────────────────────────────────────────────────────────────────────────
def completions(kb: KnowledgeBase, profile: Profile) -> Iterator[tuple[float, dict[str, Answer]]]:
    """Every way in which the unknown answers may turn out, with its odds."""
    unknown = [q for q in kb.questions if profile.answers.get(q.id) == UNKNOWN]
    ways: list[Sequence[Answer]] = [q.likely or [c.id for c in q.choices] for q in unknown]
    assume(prod(len(way) for way in ways) <= MOST_COMPLETIONS)
    for picked in product(*ways):
        turned = {q.id: answer for q, answer in zip(unknown, picked, strict=True)}
        answers: dict[str, Answer] = {**profile.answers, **turned}
        yield prod((chance(q, answers) for q in unknown), start=1.0), answers


def chance(question: Question, answers: dict[str, Answer]) -> float:
    """How likely it is that the answer turns out to be that one, given the others."""
    answer = str(answers[question.id])
    odds = {choice.id: choice.odds for choice in question.choices}
    if question.odds_by is not None:
        odds = dict(question.odds_by.odds[str(answers[question.odds_by.question])])
    return odds[answer] / sum(odds.values()) if odds else 1 / len(question.likely)


def first(kb: KnowledgeBase, profile: Profile, answers: dict[str, Answer]) -> Sequence[str] | None:
    """Who comes first; None where the answers cannot be, or nothing is judged by them."""
    if contradictions(kb, effective(kb, answers)):
        return None
    try:
        case = situation(Basis(kb), profile, answers)
    except LlmchoiceError:
        return None
    scores = scores_of(case)
    return leaders({option: scores[option] for option in admissible(Basis(kb), case.answers)})


@LAW
@given(data=st.data())
def test_with_answers_alone_uncertain_shares_are_the_odds_of_all_that_may_be_answered(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = only_answers_vary(*data.draw(small_worlds))
    kb = with_contradiction(kb, data)
    hidden = data.draw(st.sets(st.sampled_from([q.id for q in kb.questions]), min_size=1))
    profile = profile.model_copy(
        update={"answers": {**profile.answers, **dict.fromkeys(hidden, UNKNOWN)}}
    )
    assume(not contradictions(kb, effective(kb, profile.answers)))
    total = counted = 0.0
    firsts: Counter[str] = Counter()
    sides: Counter[str] = Counter()
    for odds, answers in completions(kb, profile):
        top = first(kb, profile, answers)
        if top is not None:
            total += odds
            firsts.update(dict.fromkeys(top, odds))
            # Where a side cannot be represented twice, a tie is half for each.
            reached = {o.weights for o in kb.options if o.id in top}
            counted += odds if reached else 0
            sides.update({side: odds / len(reached) for side in reached})
    assume(total)
    assume(counted)
    result = assess(Basis(kb), profile, draws=DRAWS, search=False)
    found = result.robustness
    assume(found is not None)
    assert found is not None
    near = found.error * SEVERAL
    for side in found.sides:
        # A side is counted only where something is left, which is in fewer of the draws.
        rarer = near / sqrt(counted / total)
        assert side.share == pytest.approx(sides[side.side] / counted, abs=rarer)
    for option in found.options:
        assert option.ranks[0] == pytest.approx(firsts[option.option] / total, abs=near)


def test_answers_that_cannot_both_be_true_are_never_drawn_together(kb: KnowledgeBase) -> None:
    """Of four pairs of answers three are possible, and one of these is in favour of ours."""
    pair = duel(kb, {"one": [(70, 30), (30, 70)], "other": [(50, 50), (50, 50)]})
    when = {"one": ("answer-0",), "other": ("answer-0",)}
    rule = Contradiction.model_validate({"id": "x", "when": when, "reason": "x", "fix": "x"})
    result = of(pair.model_copy(update={"contradictions": (rule,)}), spread="certain")
    assert shares(result) == pytest.approx((1 / 3, 2 / 3), abs=0.03)


def test_a_rule_excludes_only_where_its_question_is_asked(kb: KnowledgeBase) -> None:
    """The other question is asked in half of the draws, and excludes ours in half of these."""
    pair = duel(kb, {"one": [(70, 30), (70, 30)], "other": [(50, 50), (50, 50)]})
    one, other = pair.questions
    hanging = other.model_copy(update={"when": {"one": ("answer-0",)}})
    rule = {"id": "x", "when": {"other": ("answer-0",)}, "excludes": ("ours",), "reason": "x"}
    update = {"questions": (one, hanging), "constraints": (Constraint.model_validate(rule),)}
    result = of(pair.model_copy(update=update), spread="certain")
    assert shares(result) == pytest.approx((3 / 4, 1 / 4), abs=0.03)


def shares(result: Assessment) -> tuple[float, ...]:
    """Of the open side, and of the closed one."""
    assert result.robustness is not None
    return tuple(side.share for side in result.robustness.sides)


# ── What is reported of each ─────────────────────────────────────────────────────────────────────
@LAW
@given(data=st.data())
def test_the_unknowns_that_matter_most_come_first(worlds: Worlds, data: st.DataObject) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile, draws=100)
    if result.robustness is None:
        assert {u.influence for u in result.unknowns} <= {None}
        return
    counted = effective(kb, profile.answers)
    assert {u.question for u in result.unknowns} == {q for q, a in counted.items() if a == UNKNOWN}
    found = [(u.influence or 0, u.weight) for u in result.unknowns]
    assert all(more >= less for more, less in pairwise(found))
    for unknown in result.unknowns:
        assert unknown.influence is not None
        assert 0 <= unknown.influence <= 1
        flips = [f for f in result.sensitivity.answers if f.question == unknown.question]
        assert list(unknown.flips) == flips


def duel(
    kb: KnowledgeBase, tables: dict[str, list[tuple[float, float]]], *, off: float = 0
) -> KnowledgeBase:
    """An open and a closed option; a question and a priority per table, a row per answer."""
    asked = {"kind": "one", "text": "x", "why": "x", "section": kb.sections[0].id}
    head = {"order": 1, "name": "x", "about": "x", "worst": "x", "best": "x"}
    judged = {"name": "x", "share": 1, "asks": "x", "anchors": dict.fromkeys((0, 50, 100), "x")}
    judged |= {"reasons": {"ours": "x", "theirs": "x"}, "uncertainty": off}
    questions, priorities = [], []
    for name, rows in tables.items():
        values = {f"answer-{n}": row for n, row in enumerate(rows)}
        choices = [{"id": answer, "text": "x"} for answer in values]
        criterion = {**judged, "id": f"c-{name}", "question": name, "values": values}
        questions.append(Question.model_validate({**asked, "id": name, "choices": choices}))
        criteria = (Criterion.model_validate(criterion),)
        priorities.append(Priority.model_validate({**head, "id": name, "criteria": criteria}))
    return kb.model_copy(
        update={
            "options": (
                Option.model_validate(made_up.option("ours", "open")),
                Option.model_validate(made_up.option("theirs", "closed")),
            ),
            "questions": tuple(questions),
            "priorities": tuple(priorities),
            **dict.fromkeys(("constraints", "conditions", "contradictions", "steps"), ()),
        }
    )


def of(kb: KnowledgeBase, draws: int = DRAWS, **said: object) -> Assessment:
    """Every answer is unknown, but for those of one choice."""
    answers = {q.id: UNKNOWN if len(q.choices) > 1 else q.choices[0].id for q in kb.questions}
    ratings = {p.id: 3 for p in kb.priorities}
    profile = {"organisation": "x", "priorities": ratings, "answers": answers, **said}
    return assess(Basis(kb), Profile.model_validate(profile), draws=draws)


def test_influence_is_how_often_the_answer_turns_the_side(kb: KnowledgeBase) -> None:
    """On average ours leads by 2.5 points; in one case of four it is 35 behind."""
    pair = duel(kb, {"asked": [(60, 45), (60, 45), (60, 45), (25, 60)]})
    result = of(pair)
    assert result.robustness is not None
    [unknown] = result.unknowns
    assert unknown.influence == pytest.approx(0.25, abs=result.robustness.error)
    assert result.recommendation.p_side == pytest.approx(0.75, abs=result.robustness.error)


def test_an_answer_that_moves_no_lead_has_no_influence(kb: KnowledgeBase) -> None:
    """Whatever the answer, ours leads by as much; how far values may be off is as known as them."""
    known = [(55.0, 50.0)]
    for rows in ([(0, 0), (100, 100)], [(20, 20), (60, 60)], [(0, 0), (0, 0)]):
        pair = duel(kb, {"known": known, "asked": list(rows)}, off=10)
        result = of(pair, spread="certain")
        [unknown] = result.unknowns
        assert (unknown.influence, unknown.flips) == (0, ()), rows


def test_an_answer_that_nothing_reads_has_no_influence(kb: KnowledgeBase) -> None:
    pair = duel(kb, {"read": [(70, 30), (30, 70)], "unread": [(0, 0), (100, 100)]}, off=10)
    pair = pair.model_copy(update={"priorities": pair.priorities[:1]})
    read, unread = of(pair, priorities={"read": 3}).unknowns
    assert (unread.question, unread.influence, unread.weight) == ("unread", 0, 0)
    assert (read.influence or 0) > 0.3
