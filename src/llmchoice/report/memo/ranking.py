"""The ranking as a table."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.report import standing
from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import bullets, heading, table
from llmchoice.report.subject import ranked, shared_ranks, tie_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject


def ranking(subject: "Subject", names: "Names", *, level: int) -> "Iterator[str]":
    """Every option, the excluded ones last, and who is tied."""
    shared = shared_ranks(subject.options)
    yield heading(level, "Ranking")
    yield table(
        ("Rank ", "Option", "Side", "Score ", "Status"),
        [
            (
                standing.rank(option, tied=option.rank in shared),
                escape(option.name),
                option.side,
                figures.score(option.score),
                escape("; ".join(standing.status(option, subject, names))),
            )
            for option in ranked(subject.options)
        ],
    )
    yield from map(escape, tie_notes(subject.options))
    yield from bullets(
        escape(f"{option.name} ({option.id}): {option.hosting}") for option in subject.options
    )
