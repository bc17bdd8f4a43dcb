"""Claims of the articles beside what the catalogue says today."""

from enum import StrEnum

from llmchoice.model.base import Frozen, Id, Text
from llmchoice.model.shortlist import Demand, Fact
from llmchoice.model.source import IsoDate, Standing


class CheckKind(StrEnum):
    """How a figure is computed from two sets of models, `of` and `where`."""

    COUNT = "count"
    """How many models of the first set are in the second as well."""
    BOTH = "both"
    """How many values of a fact (makers, clouds) occur in each of the two sets."""
    RATIO = "ratio"
    """The median of a fact in the first set, divided by that in the second."""
    HIGHEST = "highest"
    """The greatest value of a fact in the first set."""


class Check(Frozen):
    """Which figure stands beside a claim.

    `text` may hold {figure}, {total}, {share}, {first}, {second} and {names}, as far as its kind
    yields them.
    """

    id: Id
    claim: Id
    kind: CheckKind
    fact: Fact | None = None
    of: tuple[Demand, ...] = ()
    where: tuple[Demand, ...] = ()
    text: Text


class Checks(Frozen):
    """Which claims stand beside which figure of the catalogue: `checks.yaml`."""

    as_of: IsoDate
    checks: tuple[Check, ...]


class ClaimToday(Frozen):
    """What an article says, and today's figure beside it."""

    claim: Id
    publisher: Text
    paragraphs: tuple[int, ...]
    text: Text
    """The claim, in our words."""
    standing: Standing
    figure: Text | None
    """In a sentence of the catalogue; null where too few models are known to say."""
    as_of: IsoDate


class CheckedClaim(Frozen):
    """A claim with today's figure."""

    check: Id
    claim: Id
    figure: float | None
    """None where too few models are known."""
    text: Text | None
    as_of: IsoDate
