"""What somebody asks of a model for one list, beside the rules of the catalogue."""

from enum import StrEnum

from llmchoice.model.base import Frozen


class WishKind(StrEnum):
    """What is asked."""

    CONTEXT = "context"
    """That `amount` tokens fit into a conversation."""
    PRICE = "price"
    """That a million tokens cost at most `amount` US dollars."""
    LANGUAGE = "language"
    """That its maker names the language `name`."""
    REGION = "region"
    """That an offer in the region `name` is known."""
    CARDS = "cards"
    """That its weights fit into `amount` gigabytes of cards, with a share `spare` left over."""
    CEILING = "ceiling"
    """That `tokens` in a month cost at most `amount` of `currency`."""
    SERVER = "server"
    """That its weights fit on one server of eight cards `name`, of `amount` gigabytes each."""


class Wish(Frozen):
    """One thing that is asked; the fields that its kind has no use for are null."""

    kind: WishKind
    amount: float | None = None
    name: str | None = None
    """Null for a card of which only the memory is stated."""
    currency: str | None = None
    tokens: float | None = None
    spare: float | None = None
    """Share of the memory, from 0 to 1."""
