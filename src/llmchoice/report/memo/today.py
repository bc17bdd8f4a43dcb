"""What the articles say, beside today's figures."""

from typing import TYPE_CHECKING

from llmchoice.report import evidence
from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import heading, table
from llmchoice.report.today import TITLE
from llmchoice.report.wording.checks import figure_today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment


def today(assessment: "Assessment") -> "Iterator[str]":
    """Every claim that a figure of the catalogue can be held against."""
    if not assessment.checks:
        return
    yield heading(2, TITLE)
    yield table(
        ("Claim", "Where", "Standing", "Today", "As of"),
        [
            (
                escape(f"{check.claim}: {check.text}"),
                escape(evidence.place(check.publisher, check.paragraphs)),
                escape(check.standing),
                escape(figure_today(check)),
                escape(check.as_of),
            )
            for check in assessment.checks
        ],
    )
