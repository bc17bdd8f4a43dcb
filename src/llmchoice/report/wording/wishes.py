"""Why something is asked of a model, and whether the model has it: whole sentences."""

from typing import TYPE_CHECKING, NamedTuple

from llmchoice.figures import number, tokens, whole_percent
from llmchoice.language import message, tell
from llmchoice.model.shortlist import WishKind

if TYPE_CHECKING:
    from llmchoice.model.shortlist import Met, Requirement, Wish


class Sentences(NamedTuple):
    """What is said of one kind of wish."""

    asked: str
    had: str
    missed: str
    unknown: str


SENTENCES = {
    WishKind.CONTEXT: Sentences(
        message("You asked for room for {amount} tokens in a conversation."),
        message("At least {amount} tokens fit into a conversation."),
        message("Fewer than {amount} tokens fit into a conversation."),
        message("It is not known how much fits into a conversation."),
    ),
    WishKind.PRICE: Sentences(
        message("You asked for at most {amount} US dollars for a million tokens."),
        message("A million tokens cost at most {amount} US dollars."),
        message("A million tokens cost more than {amount} US dollars."),
        message("Its price is not known."),
    ),
    WishKind.LANGUAGE: Sentences(
        message("You asked for a model whose maker names the language {name}."),
        message("Its maker names the language {name}."),
        message("Its maker names languages, and {name} is not among them."),
        message("It is not known whether its maker names the language {name}."),
    ),
    WishKind.REGION: Sentences(
        message("You asked for an offer in {name}."),
        message("An offer in {name} is known."),
        message("No offer in {name} is known."),
        message("It is not known whether there is an offer in {name}."),
    ),
    WishKind.TIER: Sentences(
        message("You asked for a model of the tier {name} or a higher one."),
        message(
            "It is of the tier {name} or a higher one, going by its price and its maker's other"
            " models."
        ),
        message(
            "It is of a lower tier than {name}, going by its price and its maker's other models."
        ),
        message("It is not known how hard the work is that it can do."),
    ),
    WishKind.READS: Sentences(
        message("You asked for a model that reads {name}."),
        message("It reads {name}, say those who offer it."),
        message("It does not read {name}, say those who offer it."),
        message("It is not known whether it reads {name}."),
    ),
    WishKind.ORIGIN: Sentences(
        message("You asked for a maker with its seat in {name}."),
        message("Its maker has its seat in {name}."),
        message("Its maker does not have its seat in {name}."),
        message("It is not known where its maker has its seat."),
    ),
    WishKind.LICENCE: Sentences(
        message("You asked for a licence of the class {name}."),
        message("Its licence is of the class {name}."),
        message("Its licence is not of the class {name}."),
        message("It is not known of which class its licence is."),
    ),
    WishKind.CARDS: Sentences(
        message(
            "You asked that the weights at four bits and a conversation of {tokens} tokens fit into"
            " {amount} GB of cards, with {spare} to spare."
        ),
        message(
            "Its weights at four bits and a conversation of {tokens} tokens fit into {amount} GB of"
            " cards, with {spare} to spare."
        ),
        message(
            "Its weights at four bits and a conversation of {tokens} tokens do not fit into"
            " {amount} GB of cards, with {spare} to spare."
        ),
        message("Its size is not known, or how much memory a conversation takes."),
    ),
    WishKind.CEILING: Sentences(
        message(
            "Your ceiling is {amount} {currency} a month, for {tokens} tokens at usual figures."
        ),
        message("At its price {tokens} tokens cost at most {amount} {currency} a month."),
        message("At its price {tokens} tokens cost more than {amount} {currency} a month."),
        message("Its price is not known."),
    ),
    WishKind.SERVER: Sentences(
        message(
            "Your profile names the card {name}. Beyond one server of eight of them ({amount} GB"
            " each), several servers have to work as one."
        ),
        message(
            "Its weights at four bits and {sessions} conversations of {tokens} tokens fit on one"
            " server of eight cards of {amount} GB."
        ),
        message(
            "Its weights at four bits and {sessions} conversations of {tokens} tokens do not fit on"
            " one server of eight cards of {amount} GB."
        ),
        message("Its size is not known, or how much memory a conversation takes."),
    ),
}
_ANY_CARD = message(
    "Your profile names cards of {amount} GB. Beyond one server of eight of them, several servers"
    " have to work as one."
)


def asked_because(requirement: "Requirement") -> str:
    """Why it is asked."""
    wish = requirement.wish
    if wish is None:
        return requirement.because or ""
    nameless = wish.kind is WishKind.SERVER and wish.name is None
    return _worded(_ANY_CARD if nameless else SENTENCES[wish.kind].asked, wish)


def met(requirement: "Met") -> str:
    """What a model has."""
    wish = requirement.wish
    return requirement.text or "" if wish is None else _worded(SENTENCES[wish.kind].had, wish)


def missed(requirement: "Met") -> str:
    """What a model lacks, or what is not known of it."""
    wish = requirement.wish
    if wish is None:
        return requirement.text or ""
    sentences = SENTENCES[wish.kind]
    return _worded(sentences.unknown if requirement.unknown else sentences.missed, wish)


def _worded(sentence: str, wish: "Wish") -> str:
    return tell(
        sentence,
        amount=number(wish.amount or 0),
        name=wish.name or "",
        currency=wish.currency or "",
        tokens=(tokens if wish.kind is WishKind.CEILING else number)(wish.tokens or 0),
        sessions=number(wish.sessions or 0),
        spare=whole_percent(wish.spare or 0),
    )
