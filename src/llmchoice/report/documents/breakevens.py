"""Where two options cost the same: sentences, tables and the picture."""

from collections.abc import Iterable, Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.cost import BreakEven, CostCase, CostReport, CostSubject, Pair, Sensitivity
from llmchoice.model.terms import MOST_TOKENS
from llmchoice.report.blocks import Block, Details, Item, Paragraph, Plot, Series, Tone
from llmchoice.report.composition import bullets, chapter, numeric, table
from llmchoice.report.wording.amounts import card, gpu_count, models_of


def of_pairs(report: CostReport, subject: CostSubject, pairs: Iterable[Pair]) -> Iterator[Item]:
    """The break-even of each pair, in one line or in one more per case where the cases differ."""
    for pair in pairs:
        outcomes = [
            (case, outcome(report, even), even)
            for case in subject.cases
            for even in case.break_evens
            if even.pair == pair
        ]
        if len({text for _, text, _ in outcomes}) == 1:
            yield Item(outcomes[0][1])
            continue
        for case, text, even in outcomes:
            models = case.open_model if even.same_weights else models_of(case)
            yield Item((t("With {models}:", models=models), " ", text))


def outcome(report: CostReport, even: BreakEven) -> str:
    """From which volume on the first of a pair costs no more than the other."""
    sentences = [_crossing(report, even)]
    if even.stays == "never":
        sentences.append(t("Beyond that, not at every volume."))
    elif even.stays == "later":
        sentences.append(
            t("At every volume from {volume} on.", volume=figures.tokens(even.steady or 0))
        )
    if even.reserved:
        sentences.append(t("Reserved capacity is taken wherever it costs less."))
    if even.same_weights:
        sentences.append(t("Both run the same model."))
    return " ".join(sentences)


def _crossing(report: CostReport, even: BreakEven) -> str:
    places = _places(report, even)
    if even.first is None:
        return t("{option} is more expensive at any volume than {other}.", **places)
    if even.until is not None:
        places["volume"] = figures.tokens(even.until)
        return t("{option} costs no more than {other} up to {volume} tokens a month.", **places)
    if even.first == 0:
        return t("{option} never costs more than {other}, at any volume.", **places)
    places["volume"] = figures.tokens(even.first)
    if even.first_gpus is None:
        return t("{option} costs no more than {other} from {volume} tokens a month on.", **places)
    return t(
        "{option} costs no more than {other} from {volume} tokens a month on, with {gpus}.",
        gpus=gpu_count(even.first_gpus),
        **places,
    )


def at_volumes(
    report: CostReport, subject: CostSubject, case: CostCase, pairs: Sequence[Pair] | None = None
) -> Iterator[Details]:
    """Every break-even of a case, or those of some pairs; what moves them; cost by volume."""
    by_pair = {even.pair: even for even in case.break_evens}
    shown = list(by_pair) if pairs is None else [pair for pair in pairs if pair in by_pair]
    known = subject.volume is not None
    items = (
        Item(outcome(report, even), details=_at_this_size(report, even, known=known))
        for even in map(by_pair.__getitem__, shown)
    )
    moved = [moved for moved in case.sensitivities if moved.pair in shown]
    blocks = (bullets(items), *_moved(report, moved), *_plot(report, subject, case))
    title = t("Break-even: {models}, on {gpu}", models=models_of(case), gpu=card(case))
    yield from chapter(title, blocks)


def _at_this_size(report: CostReport, even: BreakEven, *, known: bool) -> tuple[str, ...]:
    """What the GPUs at hand cost and serve; nothing where no GPUs are compared."""
    if even.gpus is None or even.gpus_cost is None or even.capacity is None:
        return ()
    places = {
        "gpus": gpu_count(even.gpus),
        "amount": figures.money(even.gpus_cost),
        "currency": report.currency,
    }
    if known:
        cost = t("Your volume needs {gpus}: {amount} {currency} a month with staff.", **places)
    else:
        cost = t("It takes at least {gpus}: {amount} {currency} a month with staff.", **places)
    cost = " ".join((cost, *_beside_the_volume(even)))
    if even.pays_for is None:
        return (cost, t("The other option is free."))
    if even.pays_for >= MOST_TOKENS:
        return (cost, t("The same money buys more tokens there than any volume takes."))
    places = {"bought": figures.tokens(even.pays_for), "capacity": figures.tokens(even.capacity)}
    if even.at_this_size:
        bought = t(
            "The same money buys {bought} tokens there; these GPUs can serve that ({capacity}).",
            **places,
        )
    else:
        bought = t(
            "The same money buys {bought} tokens there, more than these GPUs can serve"
            " ({capacity}).",
            **places,
        )
    return (f"{cost} {bought}",)


def _beside_the_volume(even: BreakEven) -> Iterator[str]:
    """Which of the GPUs the volume alone would not ask for."""
    each, spare = even.group_gpus or 1, even.spare_gpus or 0
    places = {"each": figures.count(each), "spare": figures.count(spare)}
    if each > 1 and spare:
        yield t("It takes {each} to hold the model once, and {spare} are to spare.", **places)
    elif each > 1:
        yield t("It takes {each} to hold the model once.", **places)
    elif spare:
        yield tn("{number} of them is to spare.", "{number} of them are to spare.", spare)


def _moved(report: CostReport, moves: Sequence[Sensitivity]) -> Iterator[Block]:
    """How break-evens move with staff and use; the pairs that never break even in one list."""
    if never := [moved for moved in moves if moved.never]:
        yield Paragraph(t("At no volume, however busy the GPUs and however few the people:"))
        yield bullets(t("{option} against {other}", **_places(report, m)) for m in never)
    for moved in moves:
        if moved.never:
            continue
        title = t(
            "From how many tokens a month {option} costs no more than {other}, by people and use",
            **_places(report, moved),
        )
        yield Paragraph(f"{title}:")
        yield table(
            title,
            zip(moved.staff, moved.tokens, strict=True),
            (t("People"), lambda row: figures.number(row[0])),
            *(
                (
                    numeric(t("{share} busy", share=figures.whole_percent(use))),
                    lambda row, place=place: _from_tokens(row[1][place]),
                )
                for place, use in enumerate(moved.utilisation)
            ),
        )


def _from_tokens(amount: float | None) -> str:
    if amount is None:
        return t("never")
    return figures.tokens(amount) if amount > 0 else t("always")


def _places(report: CostReport, compared: BreakEven | Sensitivity) -> dict[str, str]:
    return {"option": report.options[compared.option], "other": report.options[compared.versus]}


def _plot(report: CostReport, subject: CostSubject, case: CostCase) -> Iterator[Plot]:
    """The cost of every option at every volume; nothing where none is known."""
    sides: dict[str, Tone] = {cost.option: cost.side for cost in case.costs}
    series = tuple(
        Series(report.options[curve.option], points, sides.get(curve.option, "plain"))
        for curve in case.curves
        if (points := case.points(curve))
    )
    if series:
        yield Plot(
            series=series,
            across=t("million tokens a month"),
            up=t("{currency} a month", currency=report.currency),
            title=t("Cost by volume with {models}", models=models_of(case)),
            mark=subject.volume.total or None if subject.volume else None,
            mark_text=t("your volume"),
        )
