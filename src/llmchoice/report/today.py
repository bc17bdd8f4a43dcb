"""What the articles say, beside today's figures: those that a reason rests on."""

from typing import TYPE_CHECKING

from llmchoice.report import evidence
from llmchoice.report.outline_blocks import Heading, Item
from llmchoice.report.wording.checks import figure_today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.report.beside import Beside
    from llmchoice.report.outline_blocks import Block
    from llmchoice.report.subject import Subject

TITLE = "What the articles say, beside today's figures"
MOST_CLAIMS = 3


def today(beside: "Beside", subject: "Subject") -> "Iterator[Block]":
    """The first claims that a shown reason cites; nothing where none is."""
    reasons, weak = (*subject.reasons.for_, *subject.reasons.against), subject.reasons.weak
    cited = {
        *(claim for reason in reasons for claim in reason.claims),
        *(claim for spot in weak for claim in spot.claims),
    }
    shown = [check for check in beside.checks if check.claim in cited][:MOST_CLAIMS]
    if shown:
        yield Heading(TITLE)
    for check in shown:
        where = evidence.place(check.publisher, check.paragraphs)
        yield Item(
            "-",
            f"{check.text} ({where}; standing: {check.standing})",
            details=(f"{check.as_of}: {figure_today(check)}",),
        )
