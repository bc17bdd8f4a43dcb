"""The words and figures that the reports share. A figure is rounded only to be shown."""

from typing import TYPE_CHECKING

from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.rule import Effort
from llmchoice.model.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmchoice.model.profile import Answer

VERDICTS = {
    Verdict.OPEN: "open weights",
    Verdict.CLOSED: "closed weights",
    Verdict.MIXED: "mixed, it depends on the workload",
    Verdict.UNDECIDED: "undecided, no side is recommended",
    Verdict.NONE: "none, no option is admissible",
}
EFFORTS = (Effort.LOW, Effort.MEDIUM, Effort.HIGH)

_SMALLEST_SHOWN = 0.1
_NEVER = "never"
_ALWAYS = "always"
WITHOUT_FIGURE = (_NEVER, _ALWAYS)
"""What stands for a share of draws that is exactly none or all."""
_RARE = 0.01
_COMMON = 0.99
"""Draws tell shares apart to about a point: nearer to never or always no figure is given."""
_LONGEST_AMOUNT = 1e15
_RESERVED = {UNKNOWN: "not known", NOT_APPLICABLE: "does not apply"}

METHOD = (
    "Gates before scores: an option that a rule excludes keeps its row and can never win by score.",
    "Weights sum to 1; values run from 0 to 100 on fixed anchors, never relative to the others.",
    "A value is a judgement with a stated uncertainty; a score sums weight times value, unrounded.",
    "An unknown answer counts with its expected value.",
)
"""How a verdict is reached, in sentences."""


def score(value: float) -> str:
    """A score or value from 0 to 100, to one decimal."""
    return f"{_without_sign_of_zero(value):.1f}"


def points(value: float) -> str:
    """A distance between scores; one that is not zero never reads as zero."""
    if 0 < value < _SMALLEST_SHOWN:
        return f"under {_SMALLEST_SHOWN} points"
    return f"{score(value)} points"


def signed(value: float) -> str:
    """A difference with its sign, to one decimal."""
    return f"{_without_sign_of_zero(value):+.1f}".replace("-", "\N{MINUS SIGN}")


def share(value: float) -> str:
    """A share of draws in whole percent, or that it is none or all of them."""
    if value <= 0:
        return _NEVER
    if value >= 1:
        return _ALWAYS
    if value < _RARE:
        return "under 1 %"
    return "over 99 %" if value > _COMMON else f"{100 * value:.0f} %"


def in_draws(value: float, draws: int | None = None) -> str:
    """How often something happens, as the end of a sentence; `draws` says of how many."""
    if value <= 0:
        return "in no draw" if draws is None else f"in none of {draws:,} draws"
    if value >= 1:
        return "in every draw" if draws is None else f"in all of {draws:,} draws"
    return f"in {share(value)} of {'draws' if draws is None else f'{draws:,} draws'}"


def percentage_points(value: float) -> str:
    """A distance between shares, to one decimal."""
    figure = f"{100 * value:.1f}".removesuffix(".0")
    return f"{figure} percentage point{'' if figure == '1' else 's'}"


def times(value: float) -> str:
    """How many times as much, to one decimal."""
    return f"{value:.1f}".removesuffix(".0") + " times"


def either(items: "Iterable[str]") -> str:
    """Items of which one holds: one, two or three."""
    *front, last = list(items) or [""]
    return f"{', '.join(front)} or {last}" if front else last


def answer_words(answer: "Answer") -> str:
    """An answer for which the assessment has no label."""
    if isinstance(answer, str):
        return _RESERVED.get(answer, answer)
    if isinstance(answer, tuple):
        return ", ".join(answer) or "nothing"
    if abs(answer) >= _LONGEST_AMOUNT:
        return f"{answer:g}"
    return f"{answer:,}".removesuffix(".0")


def _without_sign_of_zero(value: float) -> float:
    return round(value, 1) + 0.0
