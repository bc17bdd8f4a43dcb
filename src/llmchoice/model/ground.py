"""Why a value is what it is, and what excludes an option by its cost."""

from llmchoice.model.base import Frozen
from llmchoice.model.cost import Band


class CostGround(Frozen):
    """A computed cost beside the most that may be paid."""

    monthly: Band | None
    """What a month costs; null where it is not known, which counts as the whole ceiling."""
    ceiling: float
    """The most that may be paid in a month; above 0."""
    currency: str


class Ground(Frozen):
    """Why a value is what it is: in the words of the criteria, or by a computed cost."""

    text: str | None
    """From the criteria; null where there is a cost."""
    of_answer: bool = False
    """Whether the text says what was answered, so that nobody has to repeat it."""
    cost: CostGround | None = None
    """Null where the criteria's own table holds."""
