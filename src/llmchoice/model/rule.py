"""Rules over answers: what excludes an option, what it needs, what is odd, and what to do next."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from llmchoice.model.base import Flag, Frozen, Id, Text

When = Annotated[Mapping[Id, Annotated[tuple[Id, ...], Field(min_length=1)]], Field(min_length=1)]
"""Question to answers: it matches when every question has one of its answers."""


def _as_several(unless: object) -> object:
    return (unless,) if isinstance(unless, Mapping) else unless


Unless = Annotated[
    tuple[When, ...],
    Field(min_length=1),
    BeforeValidator(
        _as_several,
        json_schema_input_type=When | Annotated[tuple[When, ...], Field(min_length=1)],
    ),
]
"""Answers that lift a rule, one set of them or several; each set does by itself."""


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


class Veto(Rule):
    """Excludes options outright: no score can outweigh it."""

    reason: Text


class Constraint(Veto):
    """A veto, and the options that it excludes."""

    excludes: tuple[Id, ...]


class Need(Rule):
    """Something to obtain before an option may be used."""

    obtain: Text
    """What to obtain, as an instruction."""
    reason: Text
    effort: Effort
    unless: Unless = ()
    """Answers beside which it is not needed."""
    only_some: bool = False
    """Whether it concerns only some of those whom the answers fit, and says whom: it comes late."""


class Condition(Need):
    """A need, and the options that have it."""

    options: tuple[Id, ...]


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


class Doubt(Frozen):
    """Answers that hardly go together: said in a warning, never refused.

    Of an amount its `when` may name the way in which it was counted.
    """

    id: Id
    when: When
    unless: Unless = ()
    """Answers, of any workload, beside which they do go together."""
    says: Text
    """Whole sentences: what does not fit, and what to look at."""


class Advice(Frozen):
    """A next step, and the answers that call for it."""

    id: Id
    text: Text
    because: Text
    effort: Effort
    split: Flag = False
    """Whether it is for an organisation that uses both sides, and not for one option."""
    unusable: Flag = False
    """Whether it is for those in whose own test neither kind of model does the work: it comes
    before all else."""
    early: Flag = False
    """Whether it checks what the choice rests on: it comes before what has to be obtained."""
    beside_options: Flag = False
    """Whether it is about a way that is no option here: it is told where none is allowed, too."""
    compares: bool | None = None
    """Whether it compares open with closed models, and so makes no sense where one kind alone is
    left; false for what makes sense only there, null for what does in both."""
    of_ceiling: Flag = False
    """Whether it is for those whose ceiling on costs decides: it comes before what others do."""
    when: When | None = None
    unless: Unless = ()
    """Answers beside which it makes no sense."""
    references: tuple[Id, ...] = ()


class Step(Advice):
    """A next step, and the options that it makes sense with."""

    options: tuple[Id, ...] = ()
    """The recommended options it goes with; all of them when empty."""


class StepKind(StrEnum):
    """Where a step comes from."""

    OBTAIN = "obtain"
    """A condition of a leading option."""
    FIND_OUT = "find-out"
    """An unknown answer."""
    ADVICE = "advice"
    """The steps of the criteria."""


class FindOut(Frozen):
    """A question whose answer is not known, and what hangs on it."""

    question: str
    text: str
    """The question itself."""
    weight: float
    """Share of all weight that rests on the answer, from 0 to 1."""
    may_exclude: tuple[str, ...]
    """Options that one of its answers would exclude."""


class NextStep(Frozen):
    """Something to do next."""

    kind: StepKind
    effort: Effort
    text: str | None
    """From the criteria; null for something to find out or to answer."""
    because: str | None
    """From the criteria; null likewise."""
    find_out: FindOut | None = None
    """What to find out; null for a step of the criteria."""
    unasked: tuple[str, ...] = ()
    """The questions that may apply and were not asked, to be answered now; empty for any other
    step."""
    settles: tuple[str, ...] = ()
    """Unknown questions that it answers."""
    before_all: bool = False
    """Whether it comes before all else, a test or a start included."""
    of_ceiling: bool = False
    """Whether it is there because the ceiling on costs decides."""
    early: bool = False
    """Whether it comes before what has to be obtained."""
    options: tuple[str, ...] = ()
    """The options that need it, where not all that lead do; empty where all do."""
    only_some: bool = False
    """Whether it begins with whom it concerns, and comes after what concerns everybody."""
