"""The words and figures that the reports share. A figure is rounded only to be shown."""

from typing import TYPE_CHECKING

from llmchoice.model.assessment import Verdict
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.rule import Effort

if TYPE_CHECKING:
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
_LONGEST_AMOUNT = 1e15
_RESERVED = {UNKNOWN: "not known", NOT_APPLICABLE: "does not apply"}


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
