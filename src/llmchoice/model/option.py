"""The options: ways to run a language model."""

from enum import StrEnum

from llmchoice.model.base import Frozen, Id, Text


class Side(StrEnum):
    """The weights axis of an option."""

    OPEN = "open"
    CLOSED = "closed"


class Option(Frozen):
    """One way to run a language model: who holds the weights, and where they run."""

    id: Id
    side: Side
    name: Text
    """A few words, for headings and sentences; may stand at the start of a line."""
    short: Text
    """At most about twenty characters, for tables and bars."""
    hosting: Text
    """Where the model runs and who operates it, in one sentence."""
    example: Text
