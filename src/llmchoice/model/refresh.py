"""What reading the prices again has changed."""

from llmchoice.model.base import Frozen
from llmchoice.model.catalogue import ModelId
from llmchoice.model.source import IsoDate


class PriceChange(Frozen):
    """One price before and after, in US dollars per million tokens."""

    model: ModelId
    provider: str
    input: tuple[float, float]
    output: tuple[float, float]


class KeptPrice(Frozen):
    """A price that the package does not have: it stays as it was."""

    model: ModelId
    provider: str
    as_of: IsoDate


class Refresh(Frozen):
    """The prices read again on one day, and what that changes."""

    as_of: IsoDate
    package: str
    version: str
    read: int
    """How many prices the package has."""
    changed: tuple[PriceChange, ...]
    kept: tuple[KeptPrice, ...]
    without: tuple[ModelId, ...]
    """Models of which no price is known."""
    file: str | None = None
    """Where the prices were written; None where they were not."""
