"""Why no side is recommended, and what decides: an answer, a weight, or what a value really is."""

from collections.abc import Collection, Sequence
from typing import Literal

from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.gates import over, priced
from llmchoice.engine.situation import Situation
from llmchoice.model.assessment import Decider, UnknownAnswer
from llmchoice.model.base import UNKNOWN
from llmchoice.model.sensitivity import Sensitivity
from llmchoice.model.verdict import FEWEST_DRAWS, Kind, Verdict

_SIDES = {Verdict.OPEN, Verdict.CLOSED}


def why_undecided(
    case: Situation,
    outcome: Outcome | None,
    sensitivity: Sensitivity,
    unknown: Sequence[UnknownAnswer],
    regret: float | None,
) -> tuple[Kind, tuple[Decider, ...]]:
    """Which kind of undecided it is, and what decides.

    In this order: too few draws are possible; most leave nothing, and the ceiling may exclude all
    that is left; something is left in too few of them, or in fewer than half; a single unknown
    answer would name a side, or too much weight rests on what is unknown; little is lost by either
    side, and so they are level; several unknown answers together would name one; the weight of a
    priority turns the result; else it is the uncertainty of a value that moves it. `unknown`
    answers come the most influential first; `regret` is of the leading option, in points.
    """
    if outcome is None or outcome.possible < FEWEST_DRAWS:
        return Kind.TOO_FEW, ()
    naming = (a for a in unknown if any(flip.verdict in _SIDES for flip in a.flips))
    answers = tuple(map(_question, naming))
    if outcome.counted < FEWEST_DRAWS or outcome.mostly_nothing:
        return Kind.OPEN_QUESTION, _what_leaves_nothing(case, outcome, answers, unknown)
    if case.unknown_weight > case.kb.settings.unknown_limit:
        telling = [answer for answer in unknown if answer.influence] or list(unknown[:1])
        return Kind.OPEN_QUESTION, answers or tuple(map(_question, telling))
    if answers:
        return Kind.OPEN_QUESTION, answers
    if regret is None or regret < case.kb.settings.level_regret:
        return Kind.LEVEL, ()
    deciders = (
        _together(sensitivity, unknown) or turning_weights(case, sensitivity) or _values(case)
    )
    return Kind.OPEN_QUESTION, deciders


def _what_leaves_nothing(
    case: Situation,
    outcome: Outcome,
    answers: tuple[Decider, ...],
    unknown: Sequence[UnknownAnswer],
) -> tuple[Decider, ...]:
    """The ceiling where it may exclude all that is left; else what is not known."""
    dear = zip(case.kb.options, over(case.basis, case.answers, "high"), strict=True)
    if outcome.mostly_nothing and all(
        is_dear for option, is_dear in dear if option.id in case.admissible
    ):
        return (*_prices(case, "ceiling"), *answers)
    barring = tuple(_question(answer) for answer in unknown if answer.may_exclude)
    return answers or barring or _prices(case, "ceiling" if outcome.mostly_nothing else "criterion")


def what_rules_out(
    case: Situation, options: Collection[str], unknown: Sequence[UnknownAnswer]
) -> tuple[Decider, ...]:
    """The unknown answers that exclude some of the options; else the ceiling."""
    barring = tuple(_question(u) for u in unknown if not {*options}.isdisjoint(u.may_exclude))
    return barring or _prices(case, "ceiling")


def _question(unknown: UnknownAnswer) -> Decider:
    return Decider(
        kind="question",
        id=unknown.question,
        name=unknown.short,
        influence=unknown.influence,
        answers=unknown.flips,
        weight=unknown.weight,
    )


def _together(sensitivity: Sensitivity, unknown: Sequence[UnknownAnswer]) -> tuple[Decider, ...]:
    """The unknown questions of the first combination that names a side and asks for no more."""
    for made in sensitivity.combinations:
        asked = {change.question for change in made.changes if change.from_ == UNKNOWN}
        if made.verdict in _SIDES and len(asked) == len(made.changes):
            return tuple(_question(answer) for answer in unknown if answer.question in asked)
    return ()


def turning_weights(case: Situation, sensitivity: Sensitivity) -> tuple[Decider, ...]:
    """The priorities whose weight would turn the side, the nearest first."""
    names = {priority.id: priority.name for priority in case.kb.priorities}
    turning = [(at, each) for each in sensitivity.weights if (at := each.turns_at) is not None]
    return tuple(
        Decider(
            kind="priority",
            id=interval.priority,
            name=names[interval.priority],
            weight=interval.weight,
            turns_at=turns_at,
        )
        for turns_at, interval in sorted(turning, key=lambda turn: abs(turn[0] - turn[1].weight))
    )


def _prices(case: Situation, kind: Literal["ceiling", "criterion"]) -> tuple[Decider, ...]:
    """The ceiling that computed costs exceed, or the criterion of these."""
    criterion = priced(case.basis)
    return tuple(
        Decider(kind=kind, id=judged.criterion.id, name=judged.criterion.name, weight=judged.weight)
        for judged in case.judged
        if judged.criterion is criterion
    )


def _values(case: Situation) -> tuple[Decider, ...]:
    """The criterion whose uncertainty moves the scores the most."""
    if not case.judged:
        return ()
    widest = max(case.judged, key=lambda judged: judged.weight * judged.criterion.uncertainty)
    criterion = widest.criterion
    return (Decider(kind="criterion", id=criterion.id, name=criterion.name, weight=widest.weight),)
