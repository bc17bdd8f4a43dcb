"""Metadata, title, and the question that the record answers."""

import json
import re
from typing import TYPE_CHECKING

from llmchoice.figures import listed
from llmchoice.plain import plain
from llmchoice.report import words
from llmchoice.report.escape import escape
from llmchoice.report.madr.paper import items
from llmchoice.report.memo.paper import heading, sentences
from llmchoice.report.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment
    from llmchoice.report.names import Names

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def front_matter(assessment: "Assessment") -> str:
    """The metadata of the template: what only people can say is left for them to fill in.

    The status is always `proposed`: people decide.
    """
    date = f" {_scalar(assessment.date)}" if assessment.date else ""
    people = ("decision-makers:", "consulted:", "informed:")
    return "\n".join(["---", 'status: "proposed"', f"date:{date}", *people, "---"])


def context(assessment: "Assessment", names: "Names") -> "Iterator[str]":
    """The title, problem and solution in one, then the problem in full."""
    organisation = assessment.profile.organisation
    yield heading(
        1, escape(f"Open or closed language models for {organisation}: {_found(assessment, names)}")
    )
    yield heading(2, "Context and Problem Statement")
    yield escape(
        f"Should {organisation} build on open or on closed language models, and who runs them?"
    )
    workloads = [workload.name for workload in assessment.workloads]
    if workloads:
        yield escape(f"Each workload is decided on its own: {listed(workloads)}.")
    said = items(sentences(*remark) for remark in remarks(assessment))
    if said:
        yield "What it says of itself:"
        yield from said


def _found(assessment: "Assessment", names: "Names") -> str:
    recommendation = assessment.recommendation
    if recommendation.option:
        return names.option(recommendation.option)
    return words.VERDICTS[recommendation.verdict]


def _scalar(text: str) -> str:
    """A text as YAML reads it back: a day as it is, anything else in quotes."""
    return text if _DAY.fullmatch(text) else json.dumps(plain(text))
