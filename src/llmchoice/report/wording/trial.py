"""What a blind test found, in words."""

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.score import Pairing
from llmchoice.model.trial import Mark

_MORE, _FEWER = message("{passes} or more"), message("{passes} or fewer")


def from_on(passes: int, cases: int) -> str:
    """So many passes or more, of that many cases."""
    if passes == cases:
        return t("all {cases}", cases=figures.count(cases))
    return tell(_MORE, passes=figures.count(passes))


def up_to(passes: int) -> str:
    """So many passes or fewer."""
    return tell(_FEWER, passes=figures.count(passes)) if passes > 0 else t("none")


def exactly(passes: int, cases: int) -> str:
    """So many passes of that many cases, no more and no fewer."""
    if 0 < passes < cases:
        return figures.count(passes)
    return from_on(passes, cases) if passes else up_to(passes)


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
