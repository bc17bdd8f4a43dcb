"""The cells of a row as people read them."""

from typing import TYPE_CHECKING

from llmchoice import figures

if TYPE_CHECKING:
    from llmchoice.model.row import Row

NOTHING = "-"


def option(row: "Row") -> str:
    """The option, where one is recommended."""
    return row.option or NOTHING


def margin(row: "Row") -> str:
    """Points to one decimal."""
    return NOTHING if row.margin is None else figures.points(row.margin).removesuffix(" points")


def confidence(row: "Row") -> str:
    """A share of draws in whole percent."""
    return NOTHING if row.confidence is None else figures.share(row.confidence)


def cost(row: "Row") -> str:
    """Units of the currency to two decimals, a month."""
    return NOTHING if row.cost is None else f"{row.cost:,.2f} {row.currency or ''}".rstrip()
