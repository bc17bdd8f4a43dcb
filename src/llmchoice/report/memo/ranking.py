"""The ranking as a table."""

from typing import TYPE_CHECKING

from llmchoice.engine.wording import listed
from llmchoice.report import words
from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import bullets, heading, table
from llmchoice.report.subject import ranked, shared_ranks, tie_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import OptionResult
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
                _rank(option, tied=option.rank in shared),
                escape(option.name),
                option.side,
                words.score(option.score),
                escape("; ".join(_status(option, subject, names))),
            )
            for option in ranked(subject.options)
        ],
    )
    yield from map(escape, tie_notes(subject.options))
    yield from bullets(
        escape(f"{option.name} ({option.id}): {option.hosting}") for option in subject.options
    )


def _rank(option: "OptionResult", *, tied: bool) -> str:
    if option.rank is None:
        return "none"
    return f"{option.rank}=" if tied else str(option.rank)


def _status(option: "OptionResult", subject: "Subject", names: "Names") -> "Iterator[str]":
    if not option.admissible:
        rules = listed(exclusion.constraint for exclusion in option.excluded_by)
        yield f"excluded by {rules}" if rules else "excluded"
        return
    yield _standing(option, subject)
    if option.conditions:
        yield "on conditions"
    if option.dominated_by:
        yield f"nowhere better than {listed(map(names.option, option.dominated_by))}"


def _standing(option: "OptionResult", subject: "Subject") -> str:
    if option.id == subject.recommendation.option:
        return "recommended"
    if option.id == subject.recommendation.runner_up:
        return "runner-up"
    if option.id in subject.recommendation.contenders:
        return "contender"
    return "admissible"
