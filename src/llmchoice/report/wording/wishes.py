"""Why something is asked of a model, and whether the model has it."""

from typing import TYPE_CHECKING

from llmchoice.figures import number, whole_percent
from llmchoice.language import t
from llmchoice.model.wish import WishKind

if TYPE_CHECKING:
    from llmchoice.model.shortlist import Met, Requirement
    from llmchoice.model.wish import Wish

_MILLION = 1e6


def asked_because(found: "Requirement") -> str:
    """Why it is asked, in a sentence."""
    if found.wish is None:
        return found.because or ""
    places = _places(found.wish)
    if found.wish.kind is WishKind.CEILING:
        return t(
            "Your ceiling is {amount} {currency} a month, for {tokens} million tokens at usual"
            " figures.",
            **places,
        )
    if found.wish.kind is WishKind.SERVER:
        if found.wish.name is None:
            return t(
                "Your profile names cards of {amount} GB. Beyond one server of eight of them,"
                " several servers have to work as one.",
                **places,
            )
        return t(
            "Your profile names the card {name}. Beyond one server of eight of them ({amount} GB"
            " each), several servers have to work as one.",
            **places,
        )
    return t("You asked that {wish}.", wish=_met(found.wish))


def met(found: "Met") -> str:
    """What a model has, as a clause that follows "because"."""
    return found.text or "" if found.wish is None else _met(found.wish)


def missed(found: "Met") -> str:
    """What a model lacks, or what is not known of it, as a clause."""
    if found.wish is None:
        return found.text or ""
    return _unclear(found.wish) if found.unknown else _lacking(found.wish)


def _met(wish: "Wish") -> str:
    sentences = {
        WishKind.CONTEXT: t("{amount} tokens fit into a conversation", **_places(wish)),
        WishKind.PRICE: t("a million tokens cost at most {amount} US dollars", **_places(wish)),
        WishKind.LANGUAGE: t("its maker names the language {name}", **_places(wish)),
        WishKind.REGION: t("an offer in {name} is known", **_places(wish)),
        WishKind.CARDS: t(
            "its weights at four bits fit into {amount} GB of cards, with {spare} to spare",
            **_places(wish),
        ),
        WishKind.CEILING: t(
            "at its price {tokens} million tokens cost at most {amount} {currency} a month",
            **_places(wish),
        ),
        WishKind.SERVER: t(
            "its weights at four bits fit on one server of eight cards of {amount} GB",
            **_places(wish),
        ),
    }
    return sentences[wish.kind]


def _lacking(wish: "Wish") -> str:
    sentences = {
        WishKind.CONTEXT: t("fewer than {amount} tokens fit into a conversation", **_places(wish)),
        WishKind.PRICE: t("a million tokens cost more than {amount} US dollars", **_places(wish)),
        WishKind.LANGUAGE: t(
            "its maker names languages, and {name} is not among them", **_places(wish)
        ),
        WishKind.REGION: t("no offer in {name} is known", **_places(wish)),
        WishKind.CARDS: t(
            "its weights at four bits do not fit into {amount} GB of cards, with {spare} to spare",
            **_places(wish),
        ),
        WishKind.CEILING: t(
            "at its price {tokens} million tokens cost more than {amount} {currency} a month",
            **_places(wish),
        ),
        WishKind.SERVER: t(
            "its weights at four bits do not fit on one server of eight cards of {amount} GB",
            **_places(wish),
        ),
    }
    return sentences[wish.kind]


def _unclear(wish: "Wish") -> str:
    if wish.kind is WishKind.CEILING:
        return t("its price is not known, and so not what a month costs")
    if wish.kind is WishKind.SERVER:
        return t("its size is not known")
    return t("it is not known whether {wish}", wish=_met(wish))


def _places(wish: "Wish") -> dict[str, object]:
    return {
        "amount": number(wish.amount or 0),
        "name": wish.name or "",
        "currency": wish.currency or "",
        "tokens": number((wish.tokens or 0) / _MILLION),
        "spare": whole_percent(wish.spare or 0),
    }
