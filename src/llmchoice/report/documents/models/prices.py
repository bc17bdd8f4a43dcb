"""Every price of every model: what `llmchoice models prices` tells."""

from typing import TYPE_CHECKING

from llmchoice.language import t
from llmchoice.report.blocks import Block, Column, Heading, Hint, Level, Mono, Paragraph, Table
from llmchoice.report.wording import catalogue as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.entries import ModelPrices, PriceList
    from llmchoice.report.blocks import Inline


def document(listing: "PriceList", level: Level) -> list[Block]:
    """A row for each price, that which is compared first; in full, with its source."""
    full = level is Level.FULL
    columns = (
        Column(t("Model")),
        Column(t("Provider")),
        Column(t("In"), figures=True),
        Column(t("Out"), figures=True),
        Column(t("Cached"), figures=True),
        Column(t("As of")),
        *((Column(t("Source")),) if full else ()),
    )
    rows = tuple(row for model in listing.models for row in _rows(model, full=full))
    blocks: list[Block] = [
        Heading(t("Prices"), 1),
        Paragraph(words.prices_from(listing.prices)),
        Table(columns, rows, t("Prices")),
    ]
    if not full:
        blocks.append(Hint(((t("With every source"), "--full"),)))
    return blocks


def _rows(model: "ModelPrices", *, full: bool) -> "Iterator[tuple[Inline, ...]]":
    name = (Mono(model.model),)
    for price in model.prices:
        yield (
            name,
            price.provider,
            words.money(price.input),
            words.money(price.output),
            "" if price.cached_input is None else words.money(price.cached_input),
            price.as_of,
            *((price.source,) if full else ()),
        )
    if not model.prices:
        source = (t("no price found"),) if full else ()
        yield (name, "", t("unknown"), t("unknown"), "", "", *source)
