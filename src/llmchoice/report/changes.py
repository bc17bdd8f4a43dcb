"""Answers that would change the result, in sentences."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed
from llmchoice.report import words
from llmchoice.report.difference import Difference, difference
from llmchoice.report.wording.answers import answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.model.assessment import Recommendation
    from llmchoice.model.sensitivity import AnswerFlip, Change, Combination, Sensitivity
    from llmchoice.report.names import Names

TITLE = "What would change it"
_MORE = {
    1: "",
    2: ", nor do any two together",
    3: ", nor do any two, nor any three that were tried",
}
"""Most answers that were changed together to what else did not change the verdict."""


def readmissions(recommendation: "Recommendation", names: "Names") -> "Iterator[str]":
    """Each smallest set of changes, and the options that it readmits."""
    for readmission in recommendation.readmission:
        changes = listed(_change(change, names) for change in readmission.changes)
        options = listed(names.option(option) for option in readmission.options)
        yield f"If {changes}, then {options} would be admissible again."


def flips(found: "Iterable[AnswerFlip]", names: "Names") -> list[str]:
    """One sentence per question: the answers that would give another verdict, and which."""
    questions: dict[str, list[AnswerFlip]] = {}
    for flip in found:
        questions.setdefault(flip.question, []).append(flip)
    return [_flips_of_question(flips, names) for flips in questions.values()]


def outcomes(found: "Iterable[AnswerFlip]", names: "Names") -> list[str]:
    """The answers to one unknown question that would give another verdict, and which."""
    answers: dict[str, list[str]] = {}
    for flip in found:
        answers.setdefault(_outcome(flip, names), []).append(f'"{answer(flip.label)}"')
    return [f"If it is {figures.either(labels)}: {then}." for then, labels in answers.items()]


def combinations(found: "Iterable[Combination]", names: "Names") -> list[str]:
    """One sentence per combination of answers, and the verdict that it would give."""
    return [
        f"If {listed(_change(change, names) for change in one.changes)}: {_outcome(one, names)}."
        for one in found
    ]


def searched(sensitivity: "Sensitivity") -> str:
    """What trying other answers came to; empty where none was tried."""
    if sensitivity.answers:
        return "Each of these answers would change the verdict by itself:"
    if sensitivity.searched < 1:
        return ""
    start = "No single answer changes the verdict"
    if sensitivity.combinations:
        return f"{start}. These together do:"
    more = _MORE.get(sensitivity.searched, f", nor do {sensitivity.searched} or fewer together")
    return f"{start}{more}."


def _flips_of_question(found: "list[AnswerFlip]", names: "Names") -> str:
    """Answers that differ in the same way and come to the same verdict share a clause."""
    clauses: dict[tuple[str, str, str], list[str]] = {}
    for flip in found:
        how = difference(flip, names)
        clauses.setdefault((how.verb, how.rest, _outcome(flip, names)), []).append(how.choices)
    said: list[str] = []
    before = ""
    for (verb, rest, outcome), choices in clauses.items():
        # What the answer is now is said once.
        shown = "" if rest == before else rest
        said.append(f"{Difference(verb, figures.either(choices), shown)}: {outcome}")
        before = rest
    question = names.question(found[0].question)
    return f'If the answer to "{question}" {"; if it ".join(said)}.'


def _outcome(change: "AnswerFlip | Combination", names: "Names") -> str:
    option = f" ({names.option(change.option)})" if change.option else ""
    return f"{words.VERDICTS[change.verdict]}{option}"


def _change(change: "Change", names: "Names") -> str:
    return f'the answer to "{names.question(change.question)}" {difference(change, names)}'
