"""The words that the reports share."""

from llmchoice.figures import count, share
from llmchoice.model.rule import Effort
from llmchoice.model.verdict import Verdict

VERDICTS = {
    Verdict.OPEN: "open weights",
    Verdict.CLOSED: "closed weights",
    Verdict.MIXED: "mixed, it depends on the workload",
    Verdict.UNDECIDED: "undecided, no side is recommended",
    Verdict.NONE: "none, no option is admissible",
}
EFFORTS = (Effort.LOW, Effort.MEDIUM, Effort.HIGH)

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
