"""Answers that would give another verdict: single ones, and the smallest combinations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from llmchoice.amounts import LEAST
from llmchoice.engine import gates
from llmchoice.engine.alternatives import changed, changes
from llmchoice.engine.draws.glance import LOOKS, Glance, glances, glances_together
from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import outcomes
from llmchoice.engine.draws.together import Together, added_up
from llmchoice.engine.odds import chance
from llmchoice.engine.situation import Situation, answered_otherwise
from llmchoice.engine.standing import standings
from llmchoice.engine.values import place
from llmchoice.engine.verdict import Decision, decide, may_be_named
from llmchoice.errors import LlmchoiceError
from llmchoice.model.estimate import typical
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer
from llmchoice.model.sensitivity import AnswerFlip, Change, Combination
from llmchoice.model.verdict import FEWEST_DRAWS, Verdict

PAIR = 2
MOST_CHANGES = 3
TO_OPEN, TO_CLOSED = 1, -1
_DIRECTIONS = {Verdict.OPEN: (TO_CLOSED,), Verdict.CLOSED: (TO_OPEN,)}
MOST_COMBINATIONS = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """Some changed answers, and the answers that count after them."""

    changes: tuple[Change, ...]
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Tried:
    """A turn, and how it comes out."""

    turn: Turn
    outcome: Outcome
    decision: Decision


def single_turns(case: Situation) -> tuple[Turn, ...]:
    """Every change of one answer that contradicts no other answer."""
    found = changes(case.basis, case.answers, case.claims)
    return _turns(case, ((change,) for change in found))


def tried(case: Situation, turns: Sequence[Turn], found: Sequence[Outcome]) -> tuple[Tried, ...]:
    """The turns with the decision that each comes to."""
    return tuple(
        Tried(turn, outcome, decision)
        for turn, outcome in zip(turns, found, strict=True)
        if (decision := _decision(case, turn, outcome)) is not None
    )


def turning(
    sample: Sample,
    case: Situation,
    verdict: Verdict,
    turns: Sequence[Turn],
    *,
    shift: float = 0.0,
) -> tuple[Tried, ...]:
    """The turns that come to another verdict; `shift` is what more draws say of a side's share.

    Those of which a first look says that they cannot are not counted over all draws.
    """
    near = _near(sample, case, verdict, turns, shift)
    found = outcomes(sample, [Case(turn.answers) for turn in near])
    singles = tried(case, near, [one.shifted(shift) for one in found])
    return tuple(one for one in singles if one.decision.verdict is not verdict)


def flips(case: Situation, turned: Iterable[Tried]) -> tuple[AnswerFlip, ...]:
    """The single answers that give another verdict, by question, of each the likeliest first."""
    order = {question.id: at for at, question in enumerate(case.kb.questions)}
    made = ((one, *_farness(case, one.turn.changes[0])) for one in turned)
    return tuple(
        AnswerFlip.model_validate(
            {
                **one.turn.changes[0].model_dump(by_alias=True),
                "verdict": one.decision.verdict,
                "option": one.decision.option,
                "rare": rare,
            }
        )
        for one, rare, _ in sorted(made, key=lambda m: (order[m[0].turn.changes[0].question], m[2]))
    )


def _farness(case: Situation, change: Change) -> tuple[bool, float]:
    """Whether the answer is a rare one, and how far it is from what is likely, or was given."""
    question = case.kb.question(change.question)
    likely = chance(case.kb, question, case.answers, change.to)
    if likely is not None:
        return question.fixed or likely < case.kb.settings.slight_influence, -likely
    before, after = typical(change.from_), typical(change.to)
    if before is None or after is None:
        return question.fixed, 0
    # Nothing at all has no place on a logarithmic scale.
    old, new = (place(max(amount, LEAST), question.scale) for amount in (before, after))
    return question.fixed, abs(new - old)


def _near(
    sample: Sample, case: Situation, verdict: Verdict, turns: Sequence[Turn], shift: float
) -> tuple[Turn, ...]:
    """The turns of which a first look does not say that they come to the same verdict."""
    left = tuple(turns)
    for size in () if case.voices else LOOKS:
        looks = glances(sample, [Case(turn.answers) for turn in left], size)
        left = tuple(
            turn
            for turn, look in zip(left, looks, strict=True)
            if not (
                _stays(sample, case, verdict, look, shift) and _holds(case, verdict, turn.answers)
            )
        )
    return left


def _stays(sample: Sample, case: Situation, verdict: Verdict, look: Glance, shift: float) -> bool:
    """Whether the draws cannot but come to the same verdict."""
    threshold = case.kb.settings.confidence
    if verdict is Verdict.UNDECIDED and sample.draws < FEWEST_DRAWS:
        return look.counted > 0
    if verdict is Verdict.UNDECIDED:
        return look.names_none(threshold - abs(shift))
    return look.names(Side(verdict), threshold + abs(shift), sample.draws)


def _holds(case: Situation, verdict: Verdict, answers: Mapping[str, Answer]) -> bool:
    """Whether answers of which the draws name the same side cannot but name it."""
    if verdict is Verdict.UNDECIDED:
        return True
    is_open = any(q.leaves_open(answers.get(q.id)) for q in case.kb.questions)
    costing = case.basis.costing
    if not is_open and (costing is None or costing.ceiling is None):
        return True
    try:
        other = answered_otherwise(case, answers)
    except LlmchoiceError:
        return True
    return may_be_named(other, standings(other), Side(verdict))


def smallest_combinations(  # noqa: PLR0913 - the same
    sample: Sample,
    case: Situation,
    base: Outcome,
    verdict: Verdict,
    singles: Sequence[Turn],
    *,
    shift: float = 0.0,
) -> tuple[tuple[Combination, ...], int]:
    """The smallest combinations of answers that give another verdict, and how many were changed.

    All pairs are tried first. Triples are too many: in them a question takes part with the answer
    that moves the lead most, and, where it binds a constraint, with all its answers. So it is
    certain that no pair is overlooked, and not that no triple is. `shift` is what more draws say
    of the open side's share: see `Outcome.shifted`.
    """
    alone = [Case(turn.answers) for turn in singles]
    for size in range(2, MOST_CHANGES + 1):
        if size == PAIR:
            made = [*_apart(changes(case.basis, case.answers, case.claims), PAIR)]
        else:
            found = outcomes(sample, alone)
            all_tried = tried(case, singles, [one.shifted(shift) for one in found])
            made = [*_triples(case, base, verdict, all_tried)]
        turns = _flipping(sample, case, verdict, singles, made, shift=shift)
        if turns:
            found = outcomes(sample, [Case(turn.answers) for turn in turns])
            hits = [*tried(case, turns, [one.shifted(shift) for one in found])]
            hits.sort(key=lambda one: -abs(one.outcome.lead - base.lead))
            return tuple(map(_combination, hits[:MOST_COMBINATIONS])), size
    return (), MOST_CHANGES


def _flipping(  # noqa: PLR0913 - the sample, and what was found in it so far
    sample: Sample,
    case: Situation,
    verdict: Verdict,
    singles: Sequence[Turn],
    made: Sequence[tuple[Change, ...]],
    *,
    shift: float,
) -> tuple[Turn, ...]:
    """The sets of changes that come to another verdict."""
    places = {turn.changes[0]: at for at, turn in enumerate(singles)}
    base, alone = Case(case.answers), [Case(turn.answers) for turn in singles]
    parts = [_parts(some, places) for some in made]
    if not case.voices:
        looks = glances_together(sample, base, alone, parts)
        made = [
            some
            for some, look in zip(made, looks, strict=True)
            if look is None
            or not _stays(sample, case, verdict, look, shift)
            or not _holds(case, verdict, changed(case.kb, case.given, some) or {})
        ]
    turns = _turns(case, made)
    if sample.draws < FEWEST_DRAWS and not case.voices:
        # No side is named by so few: all that they can come to is that nothing is left.
        turns = tuple(turn for turn in turns if not gates.admissible(case.basis, turn.answers))
    sets = [Together(_parts(turn.changes, places), Case(turn.answers)) for turn in turns]
    found = added_up(sample, base, alone, sets)
    return tuple(
        turn
        for turn, outcome in zip(turns, (one.shifted(shift) for one in found), strict=True)
        if not _stays_undecided(case, verdict, turn, outcome)
        and (decision := _decision(case, turn, outcome)) is not None
        and decision.verdict is not verdict
    )


def _parts(made: tuple[Change, ...], places: Mapping[Change, int]) -> tuple[int, ...]:
    """Places of the changes among the single ones; empty where one of them is not possible."""
    if not all(change in places for change in made):
        return ()
    return tuple(places[change] for change in made)


def _stays_undecided(case: Situation, verdict: Verdict, turn: Turn, outcome: Outcome) -> bool:
    """Whether a turn cannot but be undecided too, before anything else of it is worked out."""
    sure = outcome.majority >= case.kb.settings.confidence
    return (
        verdict is Verdict.UNDECIDED
        and not sure
        and bool(gates.admissible(case.basis, turn.answers))
    )


def _triples(
    case: Situation, base: Outcome, verdict: Verdict, singles: Sequence[Tried]
) -> Iterator[tuple[Change, ...]]:
    """Every set of three changes to try, each once."""
    # Where no side leads surely, all that lead to one of them.
    seen: set[tuple[Change, ...]] = set()
    for direction in _DIRECTIONS.get(verdict, (TO_CLOSED, TO_OPEN)):
        promising = _promising(case, base, singles, direction)
        for made in _apart([one.turn.changes[0] for one in promising], MOST_CHANGES):
            if made not in seen:
                seen.add(made)
                yield made


def _apart(candidates: Iterable[Change], size: int) -> Iterator[tuple[Change, ...]]:
    """Every set of that many changes, of different questions."""
    for made in combinations(candidates, size):
        if len({change.question for change in made}) == size:
            yield made


def _combination(one: Tried) -> Combination:
    return Combination(
        changes=one.turn.changes, verdict=one.decision.verdict, option=one.decision.option
    )


def _promising(
    case: Situation, base: Outcome, singles: Sequence[Tried], direction: int
) -> list[Tried]:
    """For each question the answer that moves the lead most, or all if it binds a constraint."""
    bound = {q for rule in gates.binding(case.kb, case.answers) for q in rule.when}
    found: list[Tried] = []
    for question in dict.fromkeys(one.turn.changes[0].question for one in singles):
        own = [one for one in singles if one.turn.changes[0].question == question]
        best = max(own, key=lambda one: direction * one.outcome.lead)
        if question in bound:
            found.extend(own)
        elif direction * (best.outcome.lead - base.lead) > 0:
            found.append(best)
    return found


def _turns(case: Situation, sets: Iterable[tuple[Change, ...]]) -> tuple[Turn, ...]:
    return tuple(
        Turn(made, answers)
        for made in sets
        if (answers := changed(case.kb, case.given, made)) is not None
    )


def _decision(case: Situation, turn: Turn, found: Outcome) -> Decision | None:
    """None where there is nothing to assess, or too few draws count to say anything of it."""
    try:
        other = answered_otherwise(case, turn.answers)
    except LlmchoiceError:
        return None
    decision = decide(other, found)
    silent = found.counted < FEWEST_DRAWS and decision.verdict is Verdict.UNDECIDED
    return None if silent else decision
