"""Models in a table, one line each: what `llmchoice models list` tells."""

from typing import TYPE_CHECKING

from llmchoice.language import t, tn
from llmchoice.model.catalogue import Weights
from llmchoice.report.blocks import Block, Column, Heading, Hint, Level, Mono, Paragraph, Table
from llmchoice.report.wording import catalogue as words

if TYPE_CHECKING:
    from llmchoice.model.catalogue import Model
    from llmchoice.model.entries import ModelList
    from llmchoice.report.blocks import Inline


def document(listing: "ModelList", level: Level) -> list[Block]:
    """The models with their context and price; in full, with maker, licence and size."""
    if not listing.models:
        text = tn(
            "The only model is not known to meet all of that.",
            "None of {number} models is known to meet all of that.",
            listing.total,
        )
        return [Paragraph(text)]
    full = level is Level.FULL
    count = t(
        "{shown} of {total} models, the cheaper first.",
        shown=len(listing.models),
        total=listing.total,
    )
    blocks: list[Block] = [
        Heading(t("Models"), 1),
        Paragraph(f"{count} {words.prices_from(listing.prices)}"),
        Table(_columns(full=full), tuple(_row(m, full=full) for m in listing.models), t("Models")),
    ]
    if not full:
        hint = ((t("Maker, licence and size"), "--full"), (t("One"), "llmchoice models show ID"))
        blocks.append(Hint(hint))
    return blocks


def _columns(*, full: bool) -> tuple[Column, ...]:
    more = (Column(t("Maker")), Column(t("Licence")), Column(t("Size"), figures=True))
    return (
        Column(t("Model")),
        Column(t("Weights")),
        *(more if full else ()),
        Column(t("Context"), figures=True),
        Column(t("In"), figures=True),
        Column(t("Out"), figures=True),
        Column(t("Provider")),
    )


def _row(model: "Model", *, full: bool) -> "tuple[Inline, ...]":
    price = model.price
    more = (model.vendor, model.licence, words.billions(model.total)) if full else ()
    return (
        (Mono(model.id),),
        _access(model.weights),
        *more,
        words.tokens(model.context),
        words.money(price.input if price else None),
        words.money(price.output if price else None),
        price.provider if price else "",
    )


def _access(weights: Weights) -> str:
    """Who has the weights, in a word or two."""
    return {
        Weights.OPEN: t("open"),
        Weights.FULLY_OPEN: t("fully-open"),
        Weights.CLOSED: t("closed"),
        Weights.ANNOUNCED: t("announced"),
    }[weights]
