"""Answers that would give another verdict: each one holds, and none is overlooked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, event, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.answers import contradictions, effective, points
from llmchoice.engine.assess import assess
from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.completeness import with_unknown
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment
from llmchoice.model.base import NOT_APPLICABLE
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import Question, QuestionKind
from llmchoice.model.sensitivity import Change
from llmchoice.model.verdict import FEWEST_DRAWS, Verdict

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(25))
DRAWS = 2000
"""Twice as many as must count, so that few what-ifs are left out for having too few."""
PROFILES = sorted((Path(__file__).parents[1] / "pinned" / "profiles").glob("*.yaml"))
Answered = Mapping[str, Answer]
Outcome = tuple[Verdict, str | None]


# ── The same answers, put to the engine afresh ───────────────────────────────────────────────────
def turned(world: World, made: Iterable[tuple[str, Answer]]) -> Outcome | None:
    """What other answers come to; None where they cannot be, or leave nothing to assess."""
    kb, profile = world
    counted = {**profile.answers, **dict(made)}
    complete = with_unknown(kb, profile.model_copy(update={"answers": counted}))
    if contradictions(kb, effective(kb, complete.answers)):
        return None
    try:
        result = assess(Basis(kb), complete, draws=DRAWS, search=False)
    except LlmchoiceError:
        return None
    found = result.recommendation
    if found.verdict is Verdict.UNDECIDED and _counted(result) < FEWEST_DRAWS:
        return None
    return found.verdict, found.option


def _counted(result: Assessment) -> int:
    """Simulations in which something is left: of too few a what-if says nothing."""
    draws = result.robustness.draws if result.robustness else 0
    return round(draws * (1 - (result.recommendation.p_nothing_left or 0)))


def possible(kb: KnowledgeBase, question: Question, answer: Answer) -> list[Answer]:
    """All of one choice; what is one choice away of several; what stands for all amounts."""
    if question.kind is QuestionKind.NUMBER:
        return list(question.others(answer, points(kb, question)))
    idle = [NOT_APPLICABLE] if question.not_applicable else []
    found: list[Answer] = [c.id for c in question.choices]
    if question.kind is QuestionKind.MANY:
        free = [c.id for c in question.choices if not c.alone]
        before = {*free} & {*(answer if isinstance(answer, tuple) else ())}
        sets = (c for size in range(1, len(free) + 1) for c in combinations(free, size))
        away = 2 if len(before) == 1 else 1
        near = [c for c in sets if len({*c} ^ before) <= away and len({*c} - before) <= 1]
        found = [*near, *((c.id,) for c in question.choices if c.alone)]
    return [each for each in (*found, *idle) if each != answer]


def others(world: World) -> Iterator[tuple[str, Answer]]:
    """Every other answer to every question that is asked."""
    kb, profile = world
    for name, answer in effective(kb, profile.answers).items():
        for other in possible(kb, kb.question(name), answer):
            yield name, other


def made(changes: Iterable[Change]) -> tuple[tuple[str, Answer], ...]:
    return tuple((change.question, change.to) for change in changes)


# ── Single answers ───────────────────────────────────────────────────────────────────────────────
def single_flips_are_those_of_brute_force(world: World) -> Assessment:
    """States it, and returns the assessment."""
    result = assess(Basis(world[0]), world[1], draws=DRAWS)
    flips = {made([flip])[0]: flip for flip in result.sensitivity.answers}
    for change in others(world):
        after = turned(world, [change])
        if change in flips:
            assert after == (flips[change].verdict, flips[change].option)
            assert flips[change].verdict is not result.recommendation.verdict
        elif result.robustness is not None and after is not None:
            assert after[0] is result.recommendation.verdict
    counted = effective(world[0], world[1].answers)
    assert all(flip.from_ == counted[flip.question] for flip in flips.values())
    assert len(flips) == len(result.sensitivity.answers)
    return result


@LAW
@given(data=st.data())
def test_every_answer_that_gives_another_verdict_is_listed_and_no_other(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    result = single_flips_are_those_of_brute_force(data.draw(small_worlds))
    event(f"{bool(result.sensitivity.answers)}")


@pytest.mark.parametrize("path", PROFILES[::7], ids=lambda path: path.stem)
def test_of_a_packaged_profile_too(kb: KnowledgeBase, path: Path) -> None:
    profile = read_profile(kb, path.read_text(encoding="utf-8"), path.name)
    single_flips_are_those_of_brute_force((kb, profile.model_copy(update={"workloads": ()})))


def bank(kb: KnowledgeBase) -> Profile:
    path = next(path for path in PROFILES if path.stem == "bank")
    return read_profile(kb, path.read_text(encoding="utf-8"), path.name)


def with_odds(kb: KnowledgeBase, name: str, odds: Mapping[str, float]) -> KnowledgeBase:
    """The same, but for how likely the choices of a question are."""
    question = kb.question(name)
    chosen = [c.model_copy(update={"odds": odds.get(c.id, c.odds)}) for c in question.choices]
    changed = question.model_copy(update={"choices": tuple(chosen), "odds_by": None})
    questions = [changed if q.id == name else q for q in kb.questions]
    return kb.model_copy(update={"questions": tuple(questions)})


def test_of_a_question_the_likeliest_answer_stands_first(kb: KnowledgeBase) -> None:
    def order(**odds: float) -> list[Answer]:
        asked = with_odds(kb, "own-test", {name.replace("_", "-"): o for name, o in odds.items()})
        found = assess(Basis(asked), bank(kb), draws=DRAWS).sensitivity
        return [flip.to for flip in found.answers if flip.question == "own-test"]

    assert order(open_ahead=5, open_fails=1) == ["open-ahead", "open-fails"]
    assert order(open_ahead=1, open_fails=5) == ["open-fails", "open-ahead"]


def test_an_answer_that_hardly_anybody_gives_is_told_last(kb: KnowledgeBase) -> None:
    odds = {"open-ahead": 0.01, "open-equal": 0.01, "open-behind": 9, "open-fails": 0.01}
    settings = kb.settings.model_copy(update={"unlikely_answer": 0.05})
    seldom = with_odds(kb.model_copy(update={"settings": settings}), "own-test", odds)
    found = assess(Basis(seldom), bank(kb), draws=DRAWS)
    told = found.sensitivity.most_telling(found.recommendation.verdict)
    unlikely = [flip.question for flip in told if flip.told_last]
    assert "own-test" in unlikely
    assert [flip.question for flip in told][-len(unlikely) :] == unlikely


@settings(LAW, phases=[Phase.generate])
@given(data=st.data())
def test_another_use_is_no_change_of_this_one(small_worlds: Worlds, data: st.DataObject) -> None:
    kb, profile = data.draw(small_worlds)
    use = data.draw(st.sampled_from(kb.questions)).id
    fixed = tuple(q.model_copy(update={"fixed": q.id == use}) for q in kb.questions)
    free = assess(Basis(kb), profile, draws=DRAWS)
    result = assess(Basis(kb.model_copy(update={"questions": fixed})), profile, draws=DRAWS)
    if any(unknown.question == use for unknown in result.unknowns):
        event("what it is for is not known, and may be found out")
        assert result.sensitivity.answers == free.sensitivity.answers
        return
    told = free.sensitivity.answers
    assert result.sensitivity.answers == tuple(flip for flip in told if flip.question != use)
    made = [each.changes for each in result.sensitivity.combinations]
    made += [way.changes for way in result.recommendation.readmission]
    assert all(change.question != use for changes in made for change in changes)
    event(f"another use was told: {any(flip.question == use for flip in told)}")


# ── Several answers together ─────────────────────────────────────────────────────────────────────
@settings(LAW, max_examples=examples(25), phases=[Phase.generate])
@given(data=st.data())
def test_combinations_are_smallest_and_hold(small_worlds: Worlds, data: st.DataObject) -> None:
    world = data.draw(small_worlds)
    result = assess(Basis(world[0]), world[1], draws=DRAWS)
    found = result.sensitivity
    assert not (found.answers and found.combinations)
    verdict = result.recommendation.verdict
    listed = [frozenset(made(one.changes)) for one in found.combinations]
    assert max(Counter(listed).values(), default=1) == 1
    for one in found.combinations:
        assert len(one.changes) == found.searched
        assert turned(world, made(one.changes)) == (one.verdict, one.option)
        assert one.verdict is not verdict
        for size in range(1, len(one.changes)):
            for part in combinations(made(one.changes), size):
                after = turned(world, part)
                assert after is None or after[0] is verdict
    event(f"{len(found.combinations[0].changes) if found.combinations else 0} together")


@settings(
    LAW,
    max_examples=examples(20),
    phases=[Phase.generate],  # to shrink brute force takes minutes
    suppress_health_check=[HealthCheck.filter_too_much],  # most small worlds have a single flip
)
@given(data=st.data())
def test_no_flipping_pair_is_overlooked(small_worlds: Worlds, data: st.DataObject) -> None:
    world = data.draw(small_worlds)
    result = assess(Basis(world[0]), world[1], draws=DRAWS)
    found = result.sensitivity
    assume(result.robustness is not None)
    assume(not found.answers)
    every = list(others(world))
    assume(len(every) < 14)
    pairs = [p for p in combinations(every, 2) if p[0][0] != p[1][0]]
    after = [turned(world, pair) for pair in pairs]
    flips = [one for one in after if one and one[0] is not result.recommendation.verdict]
    event(f"{bool(flips)}")
    assert bool(flips) == (bool(found.combinations) and found.searched == 2)


def test_two_answers_that_a_rule_reads_together_are_found(kb: KnowledgeBase) -> None:
    """Each alone speaks for the side that leads; both together exclude it."""
    path = next(path for path in PROFILES if path.stem == "insurer")
    profile = read_profile(kb, path.read_text(encoding="utf-8"), path.name)
    ours = tuple(option.id for option in kb.options if option.weights == "open")
    when = {"exit": ("keep-weights",), "audit": ("training-data",)}
    rule = kb.constraints[0].model_copy(update={"id": "both", "when": when, "excludes": ours})
    found = assess(Basis(kb.model_copy(update={"constraints": (rule,)})), profile, draws=DRAWS)
    assert (found.recommendation.verdict, found.sensitivity.answers) == (Verdict.OPEN, ())
    [pair] = found.sensitivity.combinations
    assert {c.question: c.to for c in pair.changes} == {k: v for k, (v,) in when.items()}


def test_a_promise_near_the_threshold_holds_once_the_answer_is_given(kb: KnowledgeBase) -> None:
    path = next(path for path in PROFILES if path.stem == "startup")
    profile = read_profile(kb, path.read_text(encoding="utf-8"), path.name)
    open_yet = {**profile.answers, "latency": "unknown", "availability": "unknown"}
    found = assess(Basis(kb), profile.model_copy(update={"answers": open_yet}))
    promised = {(flip.question, flip.to): flip.verdict for flip in found.sensitivity.answers}
    given = profile.model_copy(update={"answers": {**open_yet, "own-test": "open-ahead"}})
    then = assess(Basis(kb), given, search=False).recommendation
    assert then.p_side == pytest.approx(kb.settings.confidence, abs=0.005)
    assert promised["own-test", "open-ahead"] is then.verdict
