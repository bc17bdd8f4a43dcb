"""What would change a result: answers, combinations of them, and weights, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.base import UNKNOWN
from llmchoice.model.verdict import Verdict
from llmchoice.report.documents.verdict import outcome
from llmchoice.report.subject import first_ranked
from llmchoice.report.wording.answers import answer, quoted

if TYPE_CHECKING:
    from llmchoice.model.assessment import Recommendation
    from llmchoice.model.sensitivity import (
        AnswerFlip,
        Change,
        Combination,
        Sensitivity,
        WeightInterval,
    )
    from llmchoice.report.subject import Names, Subject

MOST_ANSWERS = 2
MOST_WEIGHTS = 1


def short_changes(subject: "Subject", names: "Names") -> list[str]:
    """What would change the result, a line each: the answers and the weight that tell most."""
    answers = _most_telling(subject)[:MOST_ANSWERS]
    lines = [_short_flip(flip, names) for flip in answers]
    ends = ending(subject.sensitivity.weights)[:MOST_WEIGHTS]
    lines += [_nearest_end(interval, names) for interval in ends]
    if not lines and subject.robustness is not None and first_ranked(subject) is not None:
        lines.append(t("No single answer and no single priority changes the recommendation."))
    return lines


def _short_flip(flip: "AnswerFlip", names: "Names") -> str:
    other = difference(flip, names)
    places = {
        "outcome": outcome(flip, names),
        "question": quoted(names.question(flip.question)),
        "choices": other.choices,
    }
    if other.kind == "removed":
        return t("{outcome}, if the answer to {question} leaves out {choices}.", **places)
    if other.kind == "added":
        return t("{outcome}, if the answer to {question} includes {choices}.", **places)
    return t("{outcome}, if the answer to {question} is {choices}.", **places)


def _nearest_end(interval: "WeightInterval", names: "Names") -> str:
    below, *above = weight_ends(interval, names.priority(interval.priority), names)
    down = interval.weight - interval.low
    return above[0] if above and interval.high - interval.weight < down else below


def readmitted(recommendation: "Recommendation", names: "Names") -> list[str]:
    """Each smallest set of changes that makes options admissible again."""
    return [
        t(
            "{options} would be allowed again if {changes}.",
            options=figures.listed(map(names.option, readmission.options)),
            changes=figures.listed(_changed(change, names) for change in readmission.changes),
        )
        for readmission in recommendation.readmission
    ]


def flips(found: "Iterable[AnswerFlip]", names: "Names") -> list[str]:
    """Every answer that would give another verdict; those with the same outcome together."""
    grouped: dict[tuple[str, str, str, str], list[str]] = {}
    for flip in found:
        other = difference(flip, names)
        key = (flip.question, other.kind, other.instead, outcome(flip, names))
        grouped.setdefault(key, []).append(other.choices)
    return [
        _difference_sentence(
            Difference(kind, figures.either(choices), instead),
            names.question(question),
            outcome,
        )
        for (question, kind, instead, outcome), choices in grouped.items()
    ]


def combinations(found: "Iterable[Combination]", names: "Names") -> list[str]:
    """One sentence per combination of answers that would give another verdict together."""
    return [
        t(
            "{outcome}, if {changes}.",
            outcome=outcome(combination, names),
            changes=figures.listed(_changed(change, names) for change in combination.changes),
        )
        for combination in found
    ]


def outcomes(found: "Iterable[AnswerFlip]", names: "Names") -> list[str]:
    """What each answer to a question that is not answered would give."""
    answers: dict[str, list[str]] = {}
    for flip in found:
        answers.setdefault(outcome(flip, names), []).append(quoted(answer(flip.label)))
    return [
        t("{outcome}, if it is {answers}.", outcome=outcome, answers=figures.either(labels))
        for outcome, labels in answers.items()
    ]


def searched(sensitivity: "Sensitivity") -> str:
    """What trying other answers came to; empty where none was tried."""
    if sensitivity.answers:
        return t("Each of these answers would change the verdict by itself:")
    if sensitivity.searched < 1:
        return ""
    if sensitivity.combinations:
        return t("No single answer changes the verdict. These together do:")
    return {
        1: t("No single answer changes the verdict."),
        2: t("No single answer and no two answers together change the verdict."),
    }.get(
        sensitivity.searched,
        t("No single answer, no two and no three that were tried together change the verdict."),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """How another answer differs from the one that was given."""

    kind: str
    """`other`, `added`, `removed` or `swapped`."""
    choices: str
    """The choices that differ, quoted and listed."""
    instead: str
    """What they replace, quoted and listed; empty where they replace nothing."""


def difference(change: "Change", names: "Names") -> Difference:
    """What would have to be different; of several choices, only those that come or go."""
    given = names.answer(change.question, change.from_)
    other = Difference("other", quoted(answer(change.label)), quoted(given))
    if not (isinstance(change.from_, tuple) and isinstance(change.to, tuple)):
        return other
    before, after = names.choices.get((change.question, change.from_), ()), change.label.texts
    come = [quoted(choice) for choice in after if choice not in before]
    gone = [quoted(choice) for choice in before if choice not in after]
    if come and gone:
        return Difference("swapped", figures.listed(come), figures.listed(gone))
    if come:
        return Difference("added", figures.listed(come), "")
    return Difference("removed", figures.listed(gone), "") if gone else other


def _difference_sentence(other: Difference, question: str, outcome: str) -> str:
    places = {
        "outcome": outcome,
        "question": quoted(question),
        "choices": other.choices,
        "instead": other.instead,
    }
    match other.kind:
        case "added":
            return t("{outcome}, if the answer to {question} includes {choices} as well.", **places)
        case "removed":
            return t("{outcome}, if the answer to {question} leaves out {choices}.", **places)
        case "swapped":
            return t(
                "{outcome}, if the answer to {question} has {choices} in place of {instead}.",
                **places,
            )
    return t("{outcome}, if the answer to {question} is {choices} and not {instead}.", **places)


def _changed(change: "Change", names: "Names") -> str:
    other = difference(change, names)
    places = {
        "question": quoted(names.question(change.question)),
        "choices": other.choices,
        "instead": other.instead,
    }
    match other.kind:
        case "added":
            return t("the answer to {question} includes {choices} as well", **places)
        case "removed":
            return t("the answer to {question} leaves out {choices}", **places)
        case "swapped":
            return t("the answer to {question} has {choices} in place of {instead}", **places)
    return t("the answer to {question} is {choices} and not {instead}", **places)


def ending(intervals: "Iterable[WeightInterval]") -> "list[WeightInterval]":
    """Those at whose ends another option comes first, the nearest end first."""
    return sorted((i for i in intervals if i.below or i.above), key=_distance)


def weight_ends(interval: "WeightInterval", name: str, names: "Names") -> list[str]:
    """The weights at which other options come first, a sentence for each end."""
    now = figures.percent(interval.weight)
    lines = []
    if interval.below:
        lines.append(
            t(
                "{options}, if {priority} counts for less than {share} (now {now}).",
                options=takers(interval.below, names),
                priority=name,
                share=figures.percent(interval.low),
                now=now,
            )
        )
    if interval.above:
        lines.append(
            t(
                "{options}, if {priority} counts for more than {share} (now {now}).",
                options=takers(interval.above, names),
                priority=name,
                share=figures.percent(interval.high),
                now=now,
            )
        )
    return lines


def takers(options: Iterable[str], names: "Names") -> str:
    """The options that come first beyond a weight."""
    return figures.listed(map(names.option, options)) or t("none")


def _distance(interval: "WeightInterval") -> float:
    down = interval.weight - interval.low if interval.below else 1
    up = interval.high - interval.weight if interval.above else 1
    return min(down, up)


def _most_telling(subject: "Subject") -> "list[AnswerFlip]":
    """One answer a question: of what is unknown first, then those that bring the other side."""
    recommended = subject.recommendation.verdict
    other = {Verdict.OPEN, Verdict.CLOSED} - {recommended}
    ordered = sorted(
        subject.sensitivity.answers,
        key=lambda flip: (
            flip.from_ != UNKNOWN,
            flip.verdict not in other,
            flip.verdict is Verdict.NONE,
        ),
    )
    first: dict[str, AnswerFlip] = {}
    for flip in ordered:
        first.setdefault(flip.question, flip)
    return list(first.values())
