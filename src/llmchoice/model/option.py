"""The options: ways to run a language model, and the attributes by which rules name them."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Self, TypeVar

from pydantic import Field, model_validator

from llmchoice.model.base import Flag, Frozen, Id, Number, Text
from llmchoice.model.rule import When


class Side(StrEnum):
    """Who may hold the weights: anyone, or their maker only."""

    OPEN = "open"
    CLOSED = "closed"


class Operator(StrEnum):
    """Who runs the model, and is called when it fails."""

    VENDOR = "vendor"
    """Its maker."""
    PROVIDER = "provider"
    """A cloud or a host that you choose."""
    YOU = "you"


class Site(StrEnum):
    """Where the model runs, and so where the data goes."""

    VENDOR = "vendor"
    """The machines of its maker."""
    HOST = "host"
    """The machines of a host, never in an account of yours."""
    OWN_ACCOUNT = "own-account"
    """Your own cloud account."""
    PREMISES = "premises"
    """Your own machines, on your premises."""


class Payment(StrEnum):
    """What is paid for; in the order of what it commits to, from a request to a machine."""

    TOKENS = "tokens"
    SEATS = "seats"
    """A price per person, however much that person uses it."""
    RENTED = "rented-gpus"
    OWNED = "owned-gpus"


class Option(Frozen):
    """One way to run a language model: what rules ask of it, and its names."""

    id: Id
    weights: Side
    operator: Operator
    place: Site
    payment: Payment
    needs_developers: Flag
    """Whether nothing works until somebody writes software."""
    needs_gpu_staff: Flag
    """Whether people of yours have to keep GPUs running."""
    outsiders: Flag
    """Whether another company runs the model, or the machines that it runs on."""
    offline: Flag
    """Whether it works without a network."""
    in_place: When | None = None
    """Answers by which what it is paid for is there already, so that it commits to nothing new."""
    stays_behind: When | None = None
    """Answers by which what is put into it cannot be taken along to another option."""
    name: Text
    """A few words, for headings and sentences; may stand at the start of a line."""
    short: Text
    """At most about twenty characters, for tables and bars."""
    hosting: Text
    """Where the model runs and who operates it, in one sentence."""
    example: Text

    def __hash__(self) -> int:
        """By its id: a rule over answers has no hash of its own."""
        return hash(self.id)


Part = Annotated[Number, Field(ge=0, le=1)]


class SharedNoise(Frozen):
    """How much of the error of a value options have in common that agree in an attribute.

    Each part is the correlation of the errors of two options that agree in this attribute alone;
    those that agree in several have the sum. What is left of 1 is an option's own.
    """

    weights: Part = 0
    operator: Part = 0
    place: Part = 0
    payment: Part = 0

    @model_validator(mode="after")
    def _no_more_than_all(self) -> Self:
        if sum(part for _, part in self) > 1:
            raise ValueError("the parts sum to more than 1: an error has no more than all of it")
        return self


Wanted = TypeVar("Wanted")
AnyOf = Annotated[tuple[Wanted, ...], Field(min_length=1)]


class Selector(Frozen):
    """Which options a rule is about: every attribute that it names has one of the values listed.

    What it does not name may be anything; one that names nothing is about every option.
    """

    weights: AnyOf[Side] = ()
    operator: AnyOf[Operator] = ()
    place: AnyOf[Site] = ()
    payment: AnyOf[Payment] = ()
    needs_developers: AnyOf[Flag] = ()
    needs_gpu_staff: AnyOf[Flag] = ()
    outsiders: AnyOf[Flag] = ()
    offline: AnyOf[Flag] = ()

    def matches(self, option: Option) -> bool:
        """Whether the rule is about an option."""
        return all(getattr(option, name) in getattr(self, name) for name in self.model_fields_set)

    def ids(self, options: Iterable[Option]) -> tuple[str, ...]:
        """The options that the rule is about, in their order."""
        return tuple(option.id for option in options if self.matches(option))


EVERY_OPTION = Selector()
"""What a rule that names no attribute is about."""
