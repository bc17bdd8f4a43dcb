"""How the decision is confirmed: what to do, what would change it, and how to check it again."""

from typing import TYPE_CHECKING

from llmchoice.report import changes, evidence, intervals, words
from llmchoice.report.escape import escape
from llmchoice.report.madr.cases import merged
from llmchoice.report.madr.paper import items
from llmchoice.report.memo.paper import heading
from llmchoice.report.subject import first_ranked, steps_of
from llmchoice.report.wording.steps import step_reason, step_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmchoice.report.madr.cases import Case
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject

_RECHECK = (
    "Keep the JSON report of the same assessment beside this record."
    " `llmchoice recheck FILE.json` assesses its profile again, by the criteria and prices of the"
    " day, and exits with 6 where the verdict no longer holds."
)


_MOST_SHOWN = 8


def confirmation(cases: "Sequence[Case]", names: "Names") -> "Iterator[str]":
    """Next steps by effort, what to look out for, and the command."""
    yield heading(3, "Confirmation")
    steps = items(_lines([(case, text) for case in cases for text in _steps(case, names)], cases))
    if steps:
        yield "To do:"
        yield from steps
    turns = items(_lines([(case, text) for case in cases for text in _turns(case, names)], cases))
    if turns:
        yield "What would change it:"
        yield from turns
    yield _RECHECK


def _lines(found: "Sequence[tuple[Case, str]]", cases: "Sequence[Case]") -> "Iterator[str]":
    for workloads, text in merged(found, cases):
        yield escape(f"For {workloads}: {text}" if workloads else text)


def _steps(case: "Case", names: "Names") -> "Iterator[str]":
    for effort in words.EFFORTS:
        for step in steps_of(case.subject, effort):
            why = f" {step_reason(step, names)}".rstrip()
            yield f"{step_text(step)} ({effort} effort){why}"


def _turns(case: "Case", names: "Names") -> "Iterator[str]":
    """Unknown answers, then answers and weights that would turn the result."""
    subject = case.subject
    for unknown in subject.unknowns:
        yield f"Not known: {unknown.text} {evidence.influence(unknown)}".rstrip()
    found = subject.sensitivity
    yield from _first([*changes.flips(found.answers, names)], "answers")
    yield from _first([*changes.combinations(found.combinations, names)], "answers")
    yield from _first([*_weights(subject, names)], "weights")


def _weights(subject: "Subject", names: "Names") -> "Iterator[str]":
    best = first_ranked(subject)
    if best is None:
        return
    for interval in intervals.nearest_first(subject.sensitivity.weights):
        end = intervals.end(interval, names.priority(interval.priority), names)
        yield f"{intervals.start(best)} until {end}."


def _first(lines: "Sequence[str]", what: str) -> "Iterator[str]":
    yield from lines[:_MOST_SHOWN]
    if len(lines) > _MOST_SHOWN:
        yield f"{len(lines) - _MOST_SHOWN} more {what}: see the Markdown and JSON reports."
