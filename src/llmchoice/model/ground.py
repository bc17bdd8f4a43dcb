"""Why a value is what it is, and what excludes an option by its cost."""

from llmchoice.model.base import Frozen
from llmchoice.model.cost import Band


class CostGround(Frozen):
    """A computed cost beside the amount that decides, and the most that may be paid."""

    monthly: Band | None
    """What a month costs; null where it is not known, which counts as the worst of all."""
    decides: float | None = None
    """The amount from which the running cost decides; null where nobody says."""
    ceiling: float | None
    """The most that may be paid in a month, above 0; null where nobody says."""
    currency: str
    upkeep: float = 0
    """What counts beside it, from 0: what this option needs, and others include."""


class Ground(Frozen):
    """Why a value is what it is: in the words of the criteria, or by a computed cost."""

    text: str | None
    """From the criteria; null where there is a cost."""
    of_answer: bool = False
    """Whether the text says what was answered, so that nobody has to repeat it."""
    cost: CostGround | None = None
    """Null where the criteria's own table holds."""
