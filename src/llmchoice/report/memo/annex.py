"""What the result can be recomputed from: weights, answers, values, and the method."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import percent
from llmchoice.report import absent, certainty, consistency, words
from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import bullets, heading, table
from llmchoice.report.wording.answers import given as in_words
from llmchoice.report.wording.weights import stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import AnswerGiven, Assessment, Contribution
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject


def priorities(assessment: "Assessment", names: "Names") -> "Iterator[str]":
    """What the organisation said of its priorities, and the weights that follow."""
    yield heading(2, "Priorities and weights")
    if not assessment.priorities:
        yield absent.PRIORITIES
        return
    yield table(
        ("Priority", "Stated", "Weight "),
        [
            (escape(item.name), escape(stated(item.stated)), percent(item.weight))
            for item in assessment.priorities
        ],
    )
    found = assessment.consistency
    if found is not None:
        yield escape(consistency.ratio(found))
        if not consistency.is_consistent(found):
            yield escape(consistency.worst(found, names))


def answers(
    subject: "Subject", title: str, *, level: int, known: "tuple[AnswerGiven, ...]" = ()
) -> "Iterator[str]":
    """Every answer, less those that the memo lists elsewhere."""
    given = [answer for answer in subject.answers if answer not in known]
    if not given:
        return
    yield heading(level, title)
    if known:
        yield "All other answers are those of the organisation, listed under Answers."
    yield table(("Section", "Question", "Answer", "Note", "Read by"), map(_answer, given))


def contributions(subject: "Subject", names: "Names", *, level: int) -> "Iterator[str]":
    """Weight and value of each criterion for each option, enough to recompute the scores."""
    by_option = [
        {item.criterion: item for item in option.contributions} for option in subject.options
    ]
    criteria = {criterion: item for items in by_option for criterion, item in items.items()}
    if not criteria:
        return
    yield heading(level, "Weights and values")
    yield "The score of an option is the sum of weight times value down its column."
    rows = [
        (
            escape(f"{item.name} ({criterion})"),
            escape(names.priority(item.priority)),
            percent(item.weight),
            *(_value(items.get(criterion)) for items in by_option),
        )
        for criterion, item in criteria.items()
    ]
    scores = ("**Score**", "", "", *(figures.score(option.score) for option in subject.options))
    titles = (f"{escape(option.name)} " for option in subject.options)
    yield table(("Criterion", "Priority", "Weight ", *titles), [*rows, scores])


def method(assessment: "Assessment") -> "Iterator[str]":
    """How the verdict is reached, and by which versions."""
    tool, criteria, profile = assessment.tool, assessment.criteria, assessment.profile
    yield heading(2, "Method")
    lines = (*words.METHOD, *certainty.method(assessment))
    yield from bullets(map(escape, lines))
    yield table(
        ("Made with", "Version", "SHA-256"),
        [
            (escape(tool.name), escape(tool.version), ""),
            ("criteria", escape(criteria.version), escape(criteria.sha256)),
            ("profile", "", escape(profile.sha256)),
        ],
    )


def _answer(given: "AnswerGiven") -> tuple[str, ...]:
    note = f'"{given.note}"' if given.note else ""
    return tuple(
        escape(text)
        for text in (given.section, given.text, in_words(given), note, ", ".join(given.feeds))
    )


def _value(item: "Contribution | None") -> str:
    if item is None:
        return "none"
    if item.low == item.high:
        return figures.score(item.value)
    return f"{figures.score(item.value)} ({figures.score(item.low)} to {figures.score(item.high)})"
