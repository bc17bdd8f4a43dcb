"""What would change the result, in sentences."""

from typing import TYPE_CHECKING

from llmchoice.engine.wording import listed, percent
from llmchoice.report import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import (
        AnswerFlip,
        Change,
        Recommendation,
        Sensitivity,
        WeightInterval,
    )
    from llmchoice.report.names import Names


def readmissions(recommendation: "Recommendation", names: "Names") -> "Iterator[str]":
    """Each smallest set of changes, and the options that it readmits."""
    for readmission in recommendation.readmission:
        changes = listed(_change(change, names) for change in readmission.changes)
        options = listed(names.option(option) for option in readmission.options)
        yield f"If {changes}, then {options} would be admissible again."


def turning_points(sensitivity: "Sensitivity", names: "Names") -> "Iterator[str]":
    """Weights and answers at which the verdict turns."""
    yield from (_interval(interval, names) for interval in sensitivity.weights)
    yield from (_flip(flip, names) for flip in sensitivity.answers)


def _change(change: "Change | AnswerFlip", names: "Names") -> str:
    before = names.answer(change.question, change.from_)
    question = names.question(change.question)
    return f'the answer to "{question}" were "{change.label}" instead of "{before}"'


def _interval(interval: "WeightInterval", names: "Names") -> str:
    low, high, now = map(percent, (interval.low, interval.high, interval.weight))
    text = (
        f"{names.priority(interval.priority)} weighs {now}: the winner stays from {low} to {high}"
    )
    return (
        f"{text}, then it is {names.option(interval.flips_to)}."
        if interval.flips_to
        else f"{text}."
    )


def _flip(flip: "AnswerFlip", names: "Names") -> str:
    return f"If {_change(flip, names)}, the verdict would be {words.VERDICTS[flip.verdict]}."
