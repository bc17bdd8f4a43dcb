"""A veto binds, whatever the weights; and what would lift it is told, completely."""

from collections.abc import Iterator
from functools import partial
from itertools import chain, combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.alternatives import readmissions
from llmchoice.engine.answers import contradictions, effective, missing
from llmchoice.engine.assess import assess as assess_in_full
from llmchoice.engine.conditions import chosen
from llmchoice.engine.gates import admissible
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Answers, Profile
from llmchoice.model.question import Question, QuestionKind
from llmchoice.model.rule import Contradiction
from llmchoice.model.verdict import Verdict

assess = partial(assess_in_full, draws=100, search=False)
"""What is stated here holds for any number of draws."""

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(30))


@LAW
@given(data=st.data())
def test_an_excluded_option_never_wins_and_keeps_its_row(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    answers = effective(kb, profile.answers)
    result = assess(Basis(kb), profile)
    assert [o.id for o in result.options] == [o.id for o in kb.options]
    for option in result.options:
        rules = [
            rule.id
            for rule in kb.constraints
            if option.id in rule.excludes
            and all(chosen(answers.get(q)) & set(wanted) for q, wanted in rule.when.items())
        ]
        assert [rule.constraint for rule in option.excluded_by] == rules
        assert option.admissible == (not rules)
        assert 0 <= option.score <= 100
        assert option.contributions
        if rules:
            assert option.rank is None
            assert result.recommendation.option != option.id
            assert result.recommendation.runner_up != option.id
            assert option.id not in result.recommendation.contenders
            assert option.id not in (*result.reasons.leaders, *result.reasons.followers)
            for exclusion in option.excluded_by:
                triggers = {trigger.question: trigger.answer for trigger in exclusion.answers}
                assert triggers.items() <= answers.items()
        else:
            assert option.rank is not None
    assert (result.recommendation.verdict is Verdict.NONE) == (
        not any(o.admissible for o in result.options)
    )


@LAW
@given(data=st.data())
def test_an_excluded_option_stays_out_when_it_would_score_a_hundred(
    packaged_worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(packaged_worlds)
    out = [o.id for o in assess(Basis(kb), profile).options if not o.admissible]
    assume(out)
    at = [o.id for o in kb.options].index(out[0])
    perfect = kb.model_copy(
        update={
            "priorities": tuple(
                p.model_copy(
                    update={
                        "criteria": tuple(
                            c.model_copy(
                                update={
                                    "values": {key: best(row, at) for key, row in c.values.items()},
                                    "points": tuple(
                                        point.model_copy(update={"values": best(point.values, at)})
                                        for point in c.points
                                    ),
                                }
                            )
                            for c in p.criteria
                        )
                    }
                )
                for p in kb.priorities
            )
        }
    )
    result = assess(Basis(perfect), profile)
    assert result.options[at].score == pytest.approx(100)
    assert result.options[at].rank is None
    assert out[0] not in (result.recommendation.option, *result.recommendation.contenders)


def best(row: tuple[float, ...], at: int) -> tuple[float, ...]:
    return tuple(100.0 if place == at else 0.0 for place in range(len(row)))


@settings(LAW, max_examples=examples(50))
@given(data=st.data())
def test_what_would_readmit_an_option_is_real_smallest_and_never_overlooked(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    drawn, profile = data.draw(small_worlds)
    kb = shut(drawn, effective(drawn, profile.answers))
    answers = effective(kb, profile.answers)
    assume(not admissible(Basis(kb), answers))
    told = readmissions(Basis(kb), answers)
    named = assess(Basis(kb), profile).recommendation.readmission
    assert {(way.changes, way.options) for way in told} == {(w.changes, w.options) for w in named}
    for way in told:
        assert admissible(
            Basis(kb), after(kb, answers, {c.question: c.to for c in way.changes})
        ) == (way.options)
        assert way.options
        assert all(answers[c.question] == c.from_ for c in way.changes)
    sizes = {len(way.changes) for way in told}
    assert sizes <= {smallest(kb, answers)}
    if smallest(kb, answers) <= 3:
        assert told


def shut(kb: KnowledgeBase, answers: Answers) -> KnowledgeBase:
    """The same knowledge base with rules that also exclude whatever is left."""
    able = [q for q in kb.questions if q.kind is not QuestionKind.NUMBER]
    known = [q for q in able if chosen(answers.get(q.id)) & {c.id for c in q.choices}]
    left = admissible(Basis(kb), answers)
    if not known or not left or not kb.constraints:
        return kb
    question = known[-1]
    rule = kb.constraints[0].model_copy(
        update={
            "id": "last-rule",
            "when": {question.id: tuple(chosen(answers[question.id]))},
            "excludes": left,
        }
    )
    return kb.model_copy(update={"constraints": (*kb.constraints, rule)})


def after(kb: KnowledgeBase, answers: Answers, changes: Answers) -> dict[str, Answer]:
    """The answers that count once some are changed; what is newly asked is unknown."""
    changed = {**answers, **changes}
    while new := missing(kb, changed):
        changed |= {q.id: UNKNOWN for q in new}
    return effective(kb, changed)


def smallest(kb: KnowledgeBase, answers: Answers) -> int:
    """How many answers must change at least, found by trying everything; 9 where nothing does."""
    questions = [q for q in kb.questions if q.id in answers and q.kind is not QuestionKind.NUMBER]
    for size in range(1, 4):
        for group in combinations(questions, size):
            for picked in product(*(every_answer(q) for q in group)):
                changes = {q.id: a for q, a in zip(group, picked, strict=True)}
                changed = after(kb, answers, changes)
                if admissible(Basis(kb), changed) and not contradictions(kb, changed):
                    return size
    return 9


def every_answer(question: Question) -> Iterator[Answer]:
    ids = [c.id for c in question.choices]
    if question.kind is QuestionKind.ONE:
        yield from ids
        return
    sizes = range(1, len(ids) + 1)
    yield from chain.from_iterable(combinations(ids, size) for size in sizes)


def test_readmission_finds_that_a_rule_falls_with_the_question_it_hangs_on(
    kb: KnowledgeBase,
) -> None:
    """Refused promises matter only for data that needs them: public data is a way out too."""
    said: dict[str, Answer] = {"contracts": ("refused",), "hardware": "no-budget"}
    changes = ways_back(kb, {**said, "data": ("internal",)})
    assert {"data": ("public",)} in changes
    assert {"hardware": "owned"} in changes


@LAW
@given(data=st.data())
def test_every_way_back_that_a_report_names_leads_back(
    packaged_worlds: Worlds, data: st.DataObject
) -> None:
    kb, drawn = data.draw(packaged_worlds)
    shut_out: dict[str, Answer] = {"contracts": ("refused",), "hardware": "no-budget"}
    profile = drawn.model_copy(update={"answers": {**drawn.answers, **shut_out}})
    assume(missing(kb, profile.answers) == ())
    result = assess(Basis(kb), profile)
    assume(result.recommendation.verdict is Verdict.NONE)
    assert result.recommendation.readmission
    for way in result.recommendation.readmission:
        changed = after(kb, effective(kb, profile.answers), {c.question: c.to for c in way.changes})
        again = assess(Basis(kb), profile.model_copy(update={"answers": changed}))
        assert tuple(o.id for o in again.options if o.admissible) == way.options
        assert again.recommendation.verdict is not Verdict.NONE


SHUT: dict[str, Answer] = {"hardware": "no-budget", "data-location": "premises"}


def ways_back(kb: KnowledgeBase, said: dict[str, Answer]) -> list[dict[str, Answer]]:
    answers = {**{q.id: UNKNOWN for q in kb.questions}, **said}
    ratings = {p.id: 1.0 for p in kb.priorities}
    profile = Profile(organisation="x", priorities=ratings, answers=answers)
    ways = assess(Basis(kb), profile).recommendation.readmission
    return [{c.question: c.to for c in way.changes} for way in ways]


def test_of_several_selected_answers_only_those_that_exclude_have_to_go(kb: KnowledgeBase) -> None:
    said: dict[str, Answer] = {"contracts": ("no-training", "refused"), "hardware": "no-budget"}
    ways = ways_back(kb, said)
    assert [way["contracts"] for way in ways if "contracts" in way] == [("no-training",)]


def test_answers_that_contradict_each_other_are_no_way_back(kb: KnowledgeBase) -> None:
    assert {"hardware": "owned"} in ways_back(kb, SHUT)
    when = {"hardware": ("owned",), "data-location": ("premises",)}
    rule = Contradiction(id="no-room", when=when, reason="no room", fix="build one")
    strict = kb.model_copy(update={"contradictions": (*kb.contradictions, rule)})
    assert {"hardware": "owned"} not in ways_back(strict, SHUT)
    assert {"hardware": "purchase"} in ways_back(strict, SHUT)
