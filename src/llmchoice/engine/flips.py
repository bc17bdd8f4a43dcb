"""Answers that would give another verdict: single ones, and the smallest combinations."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from llmchoice.amounts import LEAST
from llmchoice.engine import gates
from llmchoice.engine.alternatives import changes
from llmchoice.engine.answers import chance, premature
from llmchoice.engine.draws.glance import glances_together
from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.together import Together, added_up
from llmchoice.engine.situation import Situation
from llmchoice.engine.turns import Tried, Turn, Turned, WhatIfs, turns_of
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
    made = [
        (flip.turn.changes[0], flip.decision, *_farness(case, flip.turn.changes[0]))
        for flip in turned
    ]
    return tuple(
        AnswerFlip.model_validate(
            {
                "question": change.question,
                "from": change.from_,
                "to": change.to,
                "label": change.label,
                "verdict": decision.verdict,
                "option": decision.option,
                "told_last": last,
            }
        )
        for change, decision, last, _ in sorted(made, key=lambda m: (order[m[0].question], m[3]))
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


def smallest_combinations(
    what_ifs: WhatIfs, base: Outcome, singles: Sequence[Turn]
) -> tuple[tuple[Combination, ...], int]:
    """The smallest combinations of answers that give another verdict, and how many were changed.

    No pair is overlooked; a triple may be (docs/method.md, section 13).

    `base`: how the answers come out as they are; `singles`: every change of one answer.
    """
    case = what_ifs.case
    for size in range(2, MOST_CHANGES + 1):
        if size == PAIR:
            made = _apart(changes(case.basis, case.answers, case.claims), PAIR)
        else:
            made = _triples(what_ifs, base, what_ifs.tried(singles))
        turns = _flipping(what_ifs, singles, turns_of(case, made))
        if turns:
            hits = sorted(what_ifs.tried(turns), key=lambda hit: -abs(hit.outcome.lead - base.lead))
            return tuple(
                Combination(
                    changes=hit.turn.changes,
                    verdict=hit.decision.verdict,
                    option=hit.decision.option,
                )
                for hit in hits[:MOST_COMBINATIONS]
            ), size
    return (), MOST_CHANGES


def _flipping(
    what_ifs: WhatIfs, singles: Sequence[Turn], turns: Iterable[Turn]
) -> tuple[Turn, ...]:
    """The turns that come to another verdict."""
    sample, case, verdict = what_ifs.sample, what_ifs.case, what_ifs.verdict
    places = {turn.changes[0]: at for at, turn in enumerate(singles)}
    base, alone = Case(case.answers), [Case(turn.answers) for turn in singles]

    def parts(turn: Turn) -> tuple[int, ...]:
        """Places of the changes among the single ones; empty where one is not possible alone."""
        made = turn.changes
        return tuple(places[each] for each in made) if places.keys() >= {*made} else ()

    if not case.voices:
        look_at = glances_together(sample, base, alone)
        turns = (t for t in turns if not ((look := look_at(parts(t))) and what_ifs.stays(t, look)))
        if sample.draws < FEWEST_DRAWS:
            # No side is named by so few: all that they can come to is that nothing is left.
            turns = (turn for turn in turns if not gates.admissible(case.basis, turn.answers))
    left = tuple(turns)
    drawn = what_ifs.counted(
        [Together(parts(turn), Case(turn.answers)) for turn in left],
        lambda sample, sets: added_up(sample, base, alone, sets),
    )
    flipping: list[Turn] = []
    for turn, outcome in zip(left, drawn, strict=True):
        # What cannot but be undecided too is left out before anything else of it is worked out.
        is_open = outcome.majority < case.kb.settings.confidence and verdict is Verdict.UNDECIDED
        if is_open and gates.admissible(case.basis, turn.answers):
            continue
        decision = what_ifs.decision(turn, outcome)
        if decision is not None and decision.verdict is not verdict:
            flipping.append(turn)
    return tuple(flipping)


def _triples(
    what_ifs: WhatIfs, base: Outcome, singles: Sequence[Tried]
) -> Iterator[tuple[Change, ...]]:
    """Every set of three changes to try, each once."""
    # Where no side leads surely, all that lead to one of them.
    seen: set[tuple[Change, ...]] = set()
    for direction in _DIRECTIONS.get(what_ifs.verdict, (TO_CLOSED, TO_OPEN)):
        promising = _promising(what_ifs.case, base, singles, direction)
        for made in _apart([single.turn.changes[0] for single in promising], MOST_CHANGES):
            if made not in seen:
                seen.add(made)
                yield made


def _apart(candidates: Iterable[Change], size: int) -> Iterator[tuple[Change, ...]]:
    """Every set of that many changes, of different questions."""
    for made in combinations(candidates, size):
        if len({change.question for change in made}) == size:
            yield made


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
