"""The words that the reports share."""

from typing import TYPE_CHECKING

from llmchoice.figures import count, number, share
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.rule import Effort
from llmchoice.model.verdict import Verdict

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

_RESERVED = {UNKNOWN: "not known", NOT_APPLICABLE: "does not apply"}

METHOD = (
    "Gates before scores: an option that a rule excludes keeps its row and can never win by score.",
    "Weights sum to 1; values run from 0 to 100 on fixed anchors, never relative to the others.",
    "A value is a judgement with a stated uncertainty; a score sums weight times value, unrounded.",
    "An unknown answer counts with its expected value.",
)
"""How a verdict is reached, in sentences."""


def in_draws(value: float, draws: int | None = None) -> str:
    """How often something happens, as the end of a sentence; `draws` says of how many."""
    if value <= 0:
        return "in no draw" if draws is None else f"in none of {count(draws)} draws"
    if value >= 1:
        return "in every draw" if draws is None else f"in all of {count(draws)} draws"
    return f"in {share(value)} of {'draws' if draws is None else f'{count(draws)} draws'}"


def answer_words(answer: "Answer") -> str:
    """An answer for which the assessment has no label."""
    if isinstance(answer, str):
        return _RESERVED.get(answer, answer)
    if isinstance(answer, tuple):
        return ", ".join(answer) or "nothing"
    return number(answer)
