"""Answers that would give another verdict: single ones, and the smallest combinations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from llmchoice.amounts import LEAST
from llmchoice.engine import gates
from llmchoice.engine.alternatives import changed, changes
from llmchoice.engine.answers import chance, premature
from llmchoice.engine.draws.glance import glances_together
from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import outcomes
from llmchoice.engine.draws.together import Together, added_up
from llmchoice.engine.situation import Situation
from llmchoice.engine.turns import Tried, Turn, Turned, decision_of, holds, stays, tried, turns_of
from llmchoice.engine.values import place
from llmchoice.model.estimate import typical
from llmchoice.model.sensitivity import AnswerFlip, Change, Combination
from llmchoice.model.verdict import FEWEST_DRAWS, Verdict

PAIR = 2
MOST_CHANGES = 3
TO_OPEN, TO_CLOSED = 1, -1
_DIRECTIONS = {Verdict.OPEN: (TO_CLOSED,), Verdict.CLOSED: (TO_OPEN,)}
MOST_COMBINATIONS = 5


def flips(case: Situation, turned: Iterable[Turned]) -> tuple[AnswerFlip, ...]:
    """The single answers that give another verdict, by question, of each the likeliest first."""
    order = {question.id: at for at, question in enumerate(case.kb.questions)}
    made = ((flip, *_farness(case, flip.turn.changes[0])) for flip in turned)
    return tuple(
        AnswerFlip.model_validate(
            {
                **flip.turn.changes[0].model_dump(by_alias=True),
                "verdict": flip.decision.verdict,
                "option": flip.decision.option,
                "told_last": last,
            }
        )
        for flip, last, _ in sorted(
            made, key=lambda m: (order[m[0].turn.changes[0].question], m[2])
        )
    )


def _farness(case: Situation, change: Change) -> tuple[bool, float]:
    """Whether the answer is told last, and how far it is from what is likely, or was given."""
    question = case.kb.question(change.question)
    likely = chance(case.kb, question, case.answers, change.to)
    if likely is not None:
        # What hangs on something that is not known can be found out only after that.
        last = premature(question, case.answers)
        return last or likely < case.kb.settings.unlikely_answer, -likely
    before, after = typical(change.from_), typical(change.to)
    if before is None or after is None:
        return False, 0
    # Nothing at all has no place on a logarithmic scale.
    old, new = (place(max(amount, LEAST), question.scale) for amount in (before, after))
    return False, abs(new - old)


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
            drawn = outcomes(sample, alone)
            all_tried = tried(case, singles, [outcome.shifted(shift) for outcome in drawn])
            made = [*_triples(case, base, verdict, all_tried)]
        turns = _flipping(sample, case, verdict, singles, made, shift=shift)
        if turns:
            drawn = outcomes(sample, [Case(turn.answers) for turn in turns])
            hits = [*tried(case, turns, [outcome.shifted(shift) for outcome in drawn])]
            hits.sort(key=lambda hit: -abs(hit.outcome.lead - base.lead))
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
            or not stays(sample, case, verdict, look, shift)
            or not holds(case, verdict, changed(case.counting, case.given, some) or {})
        ]
    turns = turns_of(case, made)
    if sample.draws < FEWEST_DRAWS and not case.voices:
        # No side is named by so few: all that they can come to is that nothing is left.
        turns = tuple(turn for turn in turns if not gates.admissible(case.basis, turn.answers))
    sets = [Together(_parts(turn.changes, places), Case(turn.answers)) for turn in turns]
    drawn = added_up(sample, base, alone, sets)
    return tuple(
        turn
        for turn, outcome in zip(turns, (outcome.shifted(shift) for outcome in drawn), strict=True)
        if not _stays_undecided(case, verdict, turn, outcome)
        and (decision := decision_of(case, turn, outcome)) is not None
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
        for made in _apart([single.turn.changes[0] for single in promising], MOST_CHANGES):
            if made not in seen:
                seen.add(made)
                yield made


def _apart(candidates: Iterable[Change], size: int) -> Iterator[tuple[Change, ...]]:
    """Every set of that many changes, of different questions."""
    for made in combinations(candidates, size):
        if len({change.question for change in made}) == size:
            yield made


def _combination(hit: Tried) -> Combination:
    return Combination(
        changes=hit.turn.changes, verdict=hit.decision.verdict, option=hit.decision.option
    )


def _promising(
    case: Situation, base: Outcome, singles: Sequence[Tried], direction: int
) -> list[Tried]:
    """For each question the answer that moves the lead most, or all if it binds a constraint."""
    bound = {q for rule in gates.binding(case.kb, case.answers) for q in rule.when}
    promising: list[Tried] = []
    for question in dict.fromkeys(single.turn.changes[0].question for single in singles):
        own = [single for single in singles if single.turn.changes[0].question == question]
        best = max(own, key=lambda single: direction * single.outcome.lead)
        if question in bound:
            promising.extend(own)
        elif direction * (best.outcome.lead - base.lead) > 0:
            promising.append(best)
    return promising
