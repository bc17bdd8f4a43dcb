"""Rules over answers: what excludes an option, what it needs, what does not go together."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from llmchoice.model.base import Frozen, Id, Text

When = Annotated[Mapping[Id, Annotated[tuple[Id, ...], Field(min_length=1)]], Field(min_length=1)]
"""Question to answers: it matches when every question has one of its answers."""


class Effort(StrEnum):
    """How much work a step is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Rule(Frozen):
    """When it matches, and what it rests on: at least one claim or reference."""

    id: Id
    when: When
    claims: tuple[Id, ...] = ()
    references: tuple[Id, ...] = ()


class Constraint(Rule):
    """Excludes options outright: a veto that no score can outweigh."""

    excludes: Annotated[tuple[Id, ...], Field(min_length=1)]
    reason: Text


class JointConstraint(Constraint):
    """What several constraints come to, whichever of the disputed answers holds."""

    rules: tuple[Id, ...]
    """Ids of those constraints."""


class Condition(Rule):
    """Something to obtain before an option may be used."""

    options: Annotated[tuple[Id, ...], Field(min_length=1)]
    obtain: Text
    """What to obtain, as an instruction."""
    reason: Text
    effort: Effort


class Contradiction(Frozen):
    """Answers that cannot both be true."""

    id: Id
    when: When
    reason: Text
    fix: Text


class Tension(Frozen):
    """Answers beside which a slight weight of a priority looks odd: asked about, never refused."""

    id: Id
    when: When
    priority: Id
    says: Text
    """A clause that completes `but you said that ...`."""


class Step(Frozen):
    """A next step, for the options it makes sense with and the answers that call for it."""

    id: Id
    text: Text
    because: Text
    effort: Effort
    options: tuple[Id, ...] = ()
    """The recommended options it goes with; all of them when empty."""
    when: When | None = None
