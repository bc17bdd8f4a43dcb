"""What a blind test found, in words."""

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.score import Pairing
from llmchoice.model.trial import Mark


def result_text(pair: Pairing) -> str:
    """The result in a line."""
    if not pair.tells:
        return t("No difference that these cases can tell")
    if pair.difference > 0:
        return t("Open did better")
    return t("Closed did better")


def chance_text(pair: Pairing) -> str:
    """What the test says of chance, in a sentence."""
    return tell(_CHANCE[pair.by_chance], p=figures.ratio(pair.p))


_CHANCE = {
    "hardly": message("That is hardly chance alone (exact test of pairs: P below 0.01)."),
    "unlikely": message("Chance alone is unlikely (exact test of pairs: P = {p})."),
    "possible": message("It may be chance alone (exact test of pairs: P = {p})."),
}


def mark_name(mark: Mark) -> str:
    """A mark in words."""
    return {
        Mark.USABLE: t("usable"),
        Mark.AFTER_EDITS: t("usable after edits"),
        Mark.NOT_USABLE: t("not usable"),
    }[mark]
