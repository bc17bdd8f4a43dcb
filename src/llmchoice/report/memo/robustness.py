"""How sure the result on one subject is: sentences and tables."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import percent
from llmchoice.report import certainty
from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import bullets, heading, sentences, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from llmchoice.model.robustness import Duel, OptionRobustness
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject


def how_sure(
    subject: "Subject", names: "Names", weights: "Mapping[str, float]", *, level: int
) -> "Iterator[str]":
    """How often each option takes each rank, and with which weights it comes first."""
    robustness = subject.robustness
    if robustness is None:
        return
    options = certainty.likeliest_first(subject)
    yield heading(level, certainty.TITLE)
    yield escape(certainty.basis(robustness))
    yield escape(certainty.sides(robustness))
    yield "How often each option takes each rank, in draws:"
    yield _ranks(options, names)
    yield from _duels(robustness.duels, names)
    yield from bullets(note for option in options for note in _notes(option, names, weights))
    yield from _central_weights(options, names, weights)


def _ranks(options: "Sequence[OptionRobustness]", names: "Names") -> str:
    last = certainty.ranks_taken(options)
    return table(
        ("Option", *(f"Rank {rank} " for rank in range(1, last + 1))),
        [
            (escape(names.option(option.option)), *map(figures.share, option.ranks[:last]))
            for option in options
        ],
    )


def _duels(duels: "Sequence[Duel]", names: "Names") -> "Iterator[str]":
    if not duels:
        return
    yield escape(f"How often {names.option(duels[0].option)} scores more than each other option:")
    yield table(
        ("Other option", "In draws ", "Where only the weights vary ", "How the latter is found"),
        [
            (
                escape(names.option(duel.over)),
                figures.share(duel.share),
                figures.share(duel.by_weights),
                "exactly" if duel.exact else "in draws",
            )
            for duel in duels
        ],
    )


def _notes(
    option: "OptionRobustness", names: "Names", weights: "Mapping[str, float]"
) -> "Iterator[str]":
    unwinnable = "" if option.can_win else certainty.UNWINNABLE
    said = sentences(certainty.choosers(option, weights, names), unwinnable)
    if said:
        yield f"{escape(names.option(option.option))}: {said}"


def _central_weights(
    options: "Sequence[OptionRobustness]", names: "Names", weights: "Mapping[str, float]"
) -> "Iterator[str]":
    winners = [option for option in options if option.central_weights is not None]
    if not winners:
        return
    yield "Mean weights of the draws in which each option comes first (central weights):"
    columns = [
        {item.priority: item.weight for item in option.central_weights or ()} for option in winners
    ]
    found = (priority for column in columns for priority in column)
    rows = [
        (
            escape(names.priority(priority)),
            _weight(weights.get(priority)),
            *(_weight(column.get(priority)) for column in columns),
        )
        for priority in dict.fromkeys((*weights, *found))
    ]
    titles = (f"{escape(names.option(option.option))} " for option in winners)
    yield table(("Priority", "Here ", *titles), [*rows, *_confidence_factors(winners)])


def _confidence_factors(options: "Sequence[OptionRobustness]") -> "Iterator[tuple[str, ...]]":
    factors = [option.confidence_factor for option in options]
    if any(factor is not None for factor in factors):
        shares = ("none" if factor is None else figures.share(factor) for factor in factors)
        yield ("**First with these weights**", "", *shares)


def _weight(weight: float | None) -> str:
    return "none" if weight is None else percent(weight)
