"""Why something is asked of a model, and whether the model has it: whole sentences."""

from typing import TYPE_CHECKING

from llmchoice.figures import number, whole_percent
from llmchoice.language import t
from llmchoice.model.wish import WishKind

if TYPE_CHECKING:
    from llmchoice.model.shortlist import Met, Requirement
    from llmchoice.model.wish import Wish

_MILLION = 1e6


def asked_because(requirement: "Requirement") -> str:
    """Why it is asked."""
    wish = requirement.wish
    return requirement.because or "" if wish is None else _wished(wish)


def met(found: "Met") -> str:
    """What a model has."""
    return found.text or "" if found.wish is None else _having(found.wish)


def missed(found: "Met") -> str:
    """What a model lacks, or what is not known of it."""
    if found.wish is None:
        return found.text or ""
    return _unclear(found.wish) if found.unknown else _lacking(found.wish)


def _wished(wish: "Wish") -> str:
    places = _places(wish)
    if wish.kind is WishKind.SERVER and wish.name is None:
        return t(
            "Your profile names cards of {amount} GB. Beyond one server of eight of them, several"
            " servers have to work as one.",
            **places,
        )
    sentences = {
        WishKind.CONTEXT: t("You asked for room for {amount} tokens in a conversation.", **places),
        WishKind.PRICE: t(
            "You asked for at most {amount} US dollars for a million tokens.", **places
        ),
        WishKind.LANGUAGE: t(
            "You asked for a model whose maker names the language {name}.", **places
        ),
        WishKind.REGION: t("You asked for an offer in {name}.", **places),
        WishKind.CARDS: t(
            "You asked that the weights at four bits fit into {amount} GB of cards, with"
            " {spare} to spare.",
            **places,
        ),
        WishKind.CEILING: t(
            "Your ceiling is {amount} {currency} a month, for {tokens} million tokens at usual"
            " figures.",
            **places,
        ),
        WishKind.SERVER: t(
            "Your profile names the card {name}. Beyond one server of eight of them ({amount} GB"
            " each), several servers have to work as one.",
            **places,
        ),
    }
    return sentences[wish.kind]


def _having(wish: "Wish") -> str:
    places = _places(wish)
    sentences = {
        WishKind.CONTEXT: t("At least {amount} tokens fit into a conversation.", **places),
        WishKind.PRICE: t("A million tokens cost at most {amount} US dollars.", **places),
        WishKind.LANGUAGE: t("Its maker names the language {name}.", **places),
        WishKind.REGION: t("An offer in {name} is known.", **places),
        WishKind.CARDS: t(
            "Its weights at four bits fit into {amount} GB of cards, with {spare} to spare.",
            **places,
        ),
        WishKind.CEILING: t(
            "At its price {tokens} million tokens cost at most {amount} {currency} a month.",
            **places,
        ),
        WishKind.SERVER: t(
            "Its weights at four bits fit on one server of eight cards of {amount} GB.",
            **places,
        ),
    }
    return sentences[wish.kind]


def _lacking(wish: "Wish") -> str:
    places = _places(wish)
    sentences = {
        WishKind.CONTEXT: t("Fewer than {amount} tokens fit into a conversation.", **places),
        WishKind.PRICE: t("A million tokens cost more than {amount} US dollars.", **places),
        WishKind.LANGUAGE: t("Its maker names languages, and {name} is not among them.", **places),
        WishKind.REGION: t("No offer in {name} is known.", **places),
        WishKind.CARDS: t(
            "Its weights at four bits do not fit into {amount} GB of cards, with {spare} to spare.",
            **places,
        ),
        WishKind.CEILING: t(
            "At its price {tokens} million tokens cost more than {amount} {currency} a month.",
            **places,
        ),
        WishKind.SERVER: t(
            "Its weights at four bits do not fit on one server of eight cards of {amount} GB.",
            **places,
        ),
    }
    return sentences[wish.kind]


def _unclear(wish: "Wish") -> str:
    places = _places(wish)
    match wish.kind:
        case WishKind.CONTEXT:
            return t("It is not known how much fits into a conversation.")
        case WishKind.PRICE | WishKind.CEILING:
            return t("Its price is not known.")
        case WishKind.LANGUAGE:
            return t("It is not known whether its maker names the language {name}.", **places)
        case WishKind.REGION:
            return t("It is not known whether there is an offer in {name}.", **places)
        case WishKind.CARDS | WishKind.SERVER:
            return t("Its size is not known.")


def _places(wish: "Wish") -> dict[str, object]:
    return {
        "amount": number(wish.amount or 0),
        "name": wish.name or "",
        "currency": wish.currency or "",
        "tokens": number((wish.tokens or 0) / _MILLION),
        "spare": whole_percent(wish.spare or 0),
    }
