"""Where two options cost the same: sentences, tables and the picture."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Column,
    Details,
    Item,
    Paragraph,
    Plot,
    Series,
    Table,
    Tone,
)
from llmchoice.report.wording.amounts import gpu_count, models_of, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from llmchoice.model.cost import BreakEven, CostCase, CostReport, CostSubject, Sensitivity
    from llmchoice.report.subject import Subject

Pair = tuple[str, str]
"""An option, and the one that it is compared with."""


def of_pairs(
    report: "CostReport", subject: "CostSubject", pairs: "Iterable[Pair]"
) -> Iterator[Item]:
    """The break-even of each pair, in one line or in one more per case where the cases differ."""
    for pair in pairs:
        outcomes = [
            (case, outcome(report, even), even)
            for case in subject.cases
            for even in case.break_evens
            if (even.option, even.versus) == pair
        ]
        if len({text for _, text, _ in outcomes}) == 1:
            yield Item(outcomes[0][1])
            continue
        for case, text, even in outcomes:
            yield Item(t("With {models}: {outcome}", models=_models(case, even), outcome=text))


def useful_pairs(subject: "CostSubject") -> list[Pair]:
    """Every pair, the most useful first.

    First running the model oneself against a host of the same model, then the open against the
    closed side; in each group the pair that crosses at the lowest volume comes first.
    """
    evens = [even for case in subject.cases for even in case.break_evens]

    def order(even: "BreakEven") -> tuple[bool, float]:
        return even.first == 0 or even.first is None, even.first or 0

    hosted = sorted((even for even in evens if even.same_weights and even.gpus), key=order)
    across = sorted((even for even in evens if not even.same_weights), key=order)
    first = [*hosted[:1], *across[:1], *hosted, *across, *evens]
    return list(dict.fromkeys((even.option, even.versus) for even in first))


def pairs_of(subject: "CostSubject", judged: "Subject") -> list[Pair]:
    """Which break-evens matter beside a recommendation, the foremost first.

    GPUs of one's own against a host of the same model stand first, whatever is recommended; then
    what the recommendation compares; then everything that is not ruled out.
    """
    evens = [even for case in subject.cases for even in case.break_evens]
    every = list(dict.fromkeys((even.option, even.versus) for even in evens))
    hosted = {(e.option, e.versus) for e in evens if e.same_weights and e.gpus is not None}
    recommended = judged.recommendation
    compared = {*recommended.contenders, recommended.option, recommended.runner_up}
    admissible = {option.id for option in judged.options if option.admissible}
    first = sorted(
        (pair for pair in every if pair in hosted),
        key=lambda pair: (pair[0] not in compared, pair[0] not in admissible),
    )
    ordered = (
        *first[:1],
        *(pair for pair in every if compared.issuperset(pair)),
        *first[1:],
        *(pair for pair in every if admissible.issuperset(pair)),
    )
    return list(dict.fromkeys(ordered))


def outcome(report: "CostReport", even: "BreakEven") -> str:
    """From which volume on the first of a pair costs no more than the other."""
    option, other = report.options[even.option], report.options[even.versus]
    if even.same_weights:
        other = t("{option} with the same model", option=other)
    if even.first is None:
        return t(
            "{option} is more expensive at any volume than {other}.", option=option, other=other
        )
    if even.first == 0:
        return t(
            "{option} never costs more than {other}, at any volume.", option=option, other=other
        )
    return " ".join(filter(None, (_from(option, other, even), _later(even))))


def _from(option: str, other: str, even: "BreakEven") -> str:
    volume = tokens(even.first or 0)
    if even.first_gpus is None:
        return t(
            "{option} costs no more than {other} from {volume} tokens a month on.",
            option=option,
            other=other,
            volume=volume,
        )
    return t(
        "{option} costs no more than {other} from {volume} tokens a month on, with {gpus}.",
        option=option,
        other=other,
        volume=volume,
        gpus=gpu_count(even.first_gpus),
    )


def _later(even: "BreakEven") -> str:
    """Whether that stays so, whatever GPU is added next."""
    if even.steady is None:
        return t("Beyond that, not at every volume.")
    if even.first is not None and even.steady > even.first:
        return t("At every volume from {volume} on.", volume=tokens(even.steady))
    return ""


def chapter(
    report: "CostReport",
    subject: "CostSubject",
    case: "CostCase",
    level: int,
    pairs: "Sequence[Pair] | None" = None,
) -> Details:
    """Every break-even of a case, or those of some pairs; what moves them; cost by volume."""
    evens = _chosen(case, pairs)
    blocks: list[Block] = []
    if evens:
        blocks.append(_items(report, subject, evens))
    shown = {(even.option, even.versus) for even in evens}
    blocks += _moved(
        report,
        [moved for moved in case.sensitivities if (moved.option, moved.versus) in shown],
    )
    picture = plot(report, subject, case)
    if picture is not None:
        blocks.append(picture)
    title = t("Break-even: {models}, on {gpu}", models=models_of(case), gpu=case.gpu)
    return Details(title, tuple(blocks), level)


def _chosen(case: "CostCase", pairs: "Sequence[Pair] | None") -> "list[BreakEven]":
    """The break-evens of a case: all of them, or those of these pairs in their order."""
    if pairs is None:
        return list(case.break_evens)
    by_pair = {(even.option, even.versus): even for even in case.break_evens}
    return [by_pair[pair] for pair in pairs if pair in by_pair]


def _items(report: "CostReport", subject: "CostSubject", evens: "Iterable[BreakEven]") -> Bullets:
    known = subject.volume is not None
    items = (
        Item(outcome(report, even), details=at_this_size(report, even, known=known))
        for even in evens
    )
    return Bullets(tuple(items))


def at_this_size(report: "CostReport", even: "BreakEven", *, known: bool) -> tuple[str, ...]:
    """What the GPUs at hand cost and serve; nothing where no GPUs are compared."""
    if even.gpus is None or even.gpus_cost is None or even.capacity is None:
        return ()
    places = {
        "gpus": gpu_count(even.gpus),
        "amount": figures.money(even.gpus_cost),
        "currency": report.currency,
    }
    cost = (
        t("Your volume needs {gpus}: {amount} {currency} a month with staff.", **places)
        if known
        else t("It takes at least {gpus}: {amount} {currency} a month with staff.", **places)
    )
    if even.pays_for is None:
        return (cost, t("The other option is free."))
    places = {"bought": tokens(even.pays_for), "capacity": tokens(even.capacity)}
    bought = (
        t(
            "The same money buys {bought} tokens there; these GPUs can serve that ({capacity}).",
            **places,
        )
        if even.at_this_size
        else t(
            "The same money buys {bought} tokens there, more than these GPUs can serve"
            " ({capacity}).",
            **places,
        )
    )
    return (f"{cost} {bought}",)


def _moved(report: "CostReport", moves: "Sequence[Sensitivity]") -> Iterator[Block]:
    """How break-evens move with staff and use; the pairs that never break even in one list."""
    never = [moved for moved in moves if _is_never(moved)]
    if never:
        yield Paragraph(t("At no volume, however busy the GPUs and however few the people:"))
        items = (
            Item(t("{option} against {other}", option=ours, other=theirs))
            for ours, theirs in (_pair(report, moved) for moved in never)
        )
        yield Bullets(tuple(items))
    for moved in moves:
        if not _is_never(moved):
            yield from _sensitivity(report, moved)


def _sensitivity(report: "CostReport", moved: "Sensitivity") -> Iterator[Block]:
    ours, theirs = _pair(report, moved)
    title = t(
        "From how many tokens a month {option} costs no more than {other}, by people and use",
        option=ours,
        other=theirs,
    )
    yield Paragraph(f"{title}:")
    busy = (t("{share} busy", share=figures.whole_percent(use)) for use in moved.utilisation)
    columns = (Column(t("People")), *(Column(name, figures=True) for name in busy))
    rows = tuple(
        (figures.number(people), *map(_from_tokens, row))
        for people, row in zip(moved.staff, moved.tokens, strict=True)
    )
    yield Table(columns, rows, title)


def _from_tokens(amount: float | None) -> str:
    if amount is None:
        return t("never")
    return tokens(amount) if amount > 0 else t("always")


def _is_never(moved: "Sensitivity") -> bool:
    return all(amount is None for row in moved.tokens for amount in row)


def _pair(report: "CostReport", moved: "Sensitivity") -> Pair:
    return report.options[moved.option], report.options[moved.versus]


def _models(case: "CostCase", even: "BreakEven") -> str:
    return case.open_model if even.same_weights else models_of(case)


def plot(report: "CostReport", subject: "CostSubject", case: "CostCase") -> Plot | None:
    """The cost of every option at every volume; None where none is known."""
    sides: dict[str, Tone] = {cost.option: cost.side for cost in case.costs}
    series = tuple(
        Series(report.options[curve.option], points, sides.get(curve.option, "plain"))
        for curve in case.curves
        if (points := _points(case.volumes, curve.costs))
    )
    if not series:
        return None
    volume = subject.volume.total if subject.volume else 0
    return Plot(
        series=series,
        across=t("million tokens a month"),
        up=t("{currency} a month", currency=report.currency),
        title=t("Cost by volume with {models}", models=models_of(case)),
        here=volume or None,
        here_text=t("your volume"),
    )


def _points(
    volumes: "Sequence[float]", costs: "Sequence[float | None]"
) -> tuple[tuple[float, float], ...]:
    pairs = zip(volumes, costs, strict=True)
    return tuple((volume, cost) for volume, cost in pairs if cost)
