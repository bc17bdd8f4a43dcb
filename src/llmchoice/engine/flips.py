"""Answers that would give another verdict: single ones, and the smallest combinations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from llmchoice.engine import gates
from llmchoice.engine.alternatives import changed, changes
from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import outcomes
from llmchoice.engine.draws.together import Together, added_up
from llmchoice.engine.situation import Situation, situation
from llmchoice.engine.verdict import Decision, decide
from llmchoice.errors import LlmchoiceError
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


def flips(singles: Iterable[Tried], verdict: Verdict) -> tuple[AnswerFlip, ...]:
    """The single answers that give another verdict, in the order of the questions."""
    return tuple(
        AnswerFlip.model_validate(
            {
                **one.turn.changes[0].model_dump(by_alias=True),
                "verdict": one.decision.verdict,
                "option": one.decision.option,
            }
        )
        for one in singles
        if one.decision.verdict is not verdict
    )


def smallest_combinations(  # noqa: PLR0913 - the same
    sample: Sample,
    case: Situation,
    base: Outcome,
    verdict: Verdict,
    singles: Sequence[Tried],
    *,
    shift: float = 0.0,
) -> tuple[tuple[Combination, ...], int]:
    """The smallest combinations of answers that give another verdict, and how many were changed.

    All pairs are tried first. Triples are too many: in them a question takes part with the answer
    that moves the lead most, and, where it binds a constraint, with all its answers. So it is
    certain that no pair is overlooked, and not that no triple is. `shift` is what more draws say
    of the open side's share: see `Outcome.shifted`.
    """
    for size in range(2, MOST_CHANGES + 1):
        turns = _turns(case, _sets(case, base, verdict, singles, size))
        turns = _flipping(sample, case, verdict, singles, turns, shift=shift)
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
    singles: Sequence[Tried],
    turns: Sequence[Turn],
    *,
    shift: float,
) -> tuple[Turn, ...]:
    """The turns that come to another verdict."""
    places = {one.turn.changes[0]: at for at, one in enumerate(singles)}
    sets = [Together(_parts(turn, places), Case(turn.answers)) for turn in turns]
    alone = [Case(one.turn.answers) for one in singles]
    found = added_up(sample, Case(case.answers), alone, sets)
    return tuple(
        turn
        for turn, outcome in zip(turns, (one.shifted(shift) for one in found), strict=True)
        if not _stays_undecided(case, verdict, turn, outcome)
        and (decision := _decision(case, turn, outcome)) is not None
        and decision.verdict is not verdict
    )


def _parts(turn: Turn, places: Mapping[Change, int]) -> tuple[int, ...]:
    """Places of the changes among the single ones; empty where one of them is not possible."""
    if not all(change in places for change in turn.changes):
        return ()
    return tuple(places[change] for change in turn.changes)


def _stays_undecided(case: Situation, verdict: Verdict, turn: Turn, outcome: Outcome) -> bool:
    """Whether a turn cannot but be undecided too, before anything else of it is worked out."""
    sure = outcome.majority >= case.kb.settings.confidence
    return (
        verdict is Verdict.UNDECIDED
        and not sure
        and bool(gates.admissible(case.basis, turn.answers))
    )


def _sets(
    case: Situation, base: Outcome, verdict: Verdict, singles: Sequence[Tried], size: int
) -> Iterator[tuple[Change, ...]]:
    """Every set of changes to try, each once."""
    if size == PAIR:
        yield from _apart(changes(case.basis, case.answers, case.claims), PAIR)
        return
    # Where no side leads surely, all that lead to one of them.
    seen: set[tuple[Change, ...]] = set()
    for direction in _DIRECTIONS.get(verdict, (TO_CLOSED, TO_OPEN)):
        promising = _promising(case, base, singles, direction)
        for made in _apart([one.turn.changes[0] for one in promising], size):
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
        other = situation(case.basis, case.profile, turn.answers, case.voices)
    except LlmchoiceError:
        return None
    decision = decide(other, found)
    silent = found.counted < FEWEST_DRAWS and decision.verdict is Verdict.UNDECIDED
    return None if silent else decision
