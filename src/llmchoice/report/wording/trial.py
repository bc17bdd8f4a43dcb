"""What a blind test found, in words."""

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.score import Pairing
from llmchoice.model.trial import Mark

_LEAST = 0.01
_USUAL = 0.05


def result_text(pair: Pairing) -> str:
    """The result in a line."""
    if pair.low <= 0 <= pair.high:
        return t("No difference that these cases can tell")
    if pair.difference > 0:
        return t("Open did better")
    return t("Closed did better")


def p_text(p: float) -> str:
    """What the test says of chance, in a sentence."""
    if p < _LEAST:
        return t("That is hardly chance alone (exact test of pairs: P below 0.01).")
    if p < _USUAL:
        return t("Chance alone is unlikely (exact test of pairs: P = {p}).", p=figures.ratio(p))
    return t("It may be chance alone (exact test of pairs: P = {p}).", p=figures.ratio(p))


def mark_name(mark: Mark) -> str:
    """A mark in words."""
    return {
        Mark.USABLE: t("usable"),
        Mark.AFTER_EDITS: t("usable after edits"),
        Mark.NOT_USABLE: t("not usable"),
    }[mark]
