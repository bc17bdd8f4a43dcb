"""The record in the order of the template: the outcome stands before its details."""

from typing import TYPE_CHECKING

from llmchoice.report.madr.cases import cases_of
from llmchoice.report.madr.confirmation import confirmation
from llmchoice.report.madr.context import context, front_matter
from llmchoice.report.madr.drivers import drivers
from llmchoice.report.madr.information import information
from llmchoice.report.madr.options import considered
from llmchoice.report.madr.outcome import outcome
from llmchoice.report.madr.weighed import pros_and_cons
from llmchoice.report.names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment


def record(assessment: "Assessment") -> str:
    """The whole record."""
    return "\n\n".join(_parts(assessment))


def _parts(assessment: "Assessment") -> "Iterator[str]":
    names, cases = names_of(assessment), cases_of(assessment)
    yield front_matter(assessment)
    yield from context(assessment, names)
    yield from drivers(assessment, cases, names)
    yield from considered(cases)
    yield from outcome(assessment, cases, names)
    yield from confirmation(cases, names)
    yield from pros_and_cons(assessment, cases, names)
    yield from information(assessment, cases, names)
