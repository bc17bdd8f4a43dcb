"""The catalogue as one value; what the articles name, and which of their claims it checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from llmchoice.model.base import Frozen, Id, ModelId, Text
from llmchoice.model.catalogue import Licence, LicenceId, Model, PricesOrigin, Provider
from llmchoice.model.shortlist import Demand, Fact, Rules
from llmchoice.model.source import IsoDate
from llmchoice.model.source import Standing as ClaimStanding

ALL_FIELDS = "all"
"""Stands for every field where sources and doubts are listed."""


class NamedKind(StrEnum):
    """What sort of thing it really is."""

    MODEL = "model"
    PRODUCT = "product"
    PLATFORM = "platform"
    STANDARD = "standard"
    DATASET = "dataset"
    METHOD = "method"
    BENCHMARK = "benchmark"
    NOTHING = "nothing"
    """No such thing was found."""


class Standing(StrEnum):
    """Whether it can still be had."""

    CURRENT = "current"
    LEGACY = "legacy"
    """It can be downloaded, and its maker has moved on."""
    WITHDRAWN = "withdrawn"
    NEVER_RELEASED = "never-released"
    RENAMED = "renamed"
    NOT_FOUND = "not-found"


class Said(Frozen):
    """What an article says of it that does not stand up, and what is the case."""

    claim: Id | None = None
    """The claim in the criteria, where there is one."""
    says: Text
    correction: Text
    source: Text


class Named(Frozen):
    """One thing that an article names."""

    id: ModelId
    aliases: tuple[ModelId, ...] = ()
    """Other ids under which somebody may look for it."""
    name: Text
    kind: NamedKind
    vendor: Text
    is_: Annotated[Text, Field(alias="is")]
    """What it really is, in a sentence."""
    released: Text | None = None
    weights: Text | None = None
    code: Text | None = None
    training_data: Text | None = None
    licence: LicenceId | None = None
    licence_note: Text | None = None
    commercial: Text | None = None
    """Whether a company may use it."""
    parameters: Text | None = None
    training_tokens: Text | None = None
    context: Text | None = None
    base: Text | None = None
    """What it was made from."""
    status: Standing
    today: Text
    """How things stand on the day of the file."""
    successors: tuple[ModelId, ...] = ()
    """Models of the catalogue that somebody who asks for it may want to look at."""
    said: tuple[Said, ...] = ()
    sources: Mapping[Text, Text]
    """Field to where its value comes from; `all` covers those that have no source of their own."""
    unverified: tuple[Text, ...] = ()


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
    standing: ClaimStanding
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


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Models, their licences, what the articles name, and the rules for choosing among them."""

    as_of: str
    """The oldest day among its files, as YYYY-MM-DD."""
    models: tuple[Model, ...]
    licences: tuple[Licence, ...]
    named: tuple[Named, ...]
    providers: tuple[Provider, ...]
    rules: Rules
    checks: tuple[Check, ...]
    prices: PricesOrigin

    def on(self, day: str) -> "Catalogue":
        """The same models with the prices of a day, YYYY-MM-DD."""
        return replace(self, models=tuple(model.on(day) for model in self.models))

    def find(self, name: str) -> Model | Named | None:
        """The model or named thing of an id, or of another id that it goes by."""
        for item in self._all():
            if item.id == name:
                return item
        return next((named for named in self.named if name in named.aliases), None)

    def called(self, name: str) -> Model | Named | None:
        """The one entry of that name, in any capitals; None where several have it."""
        wanted = name.casefold()
        items = [item for item in self._all() if item.name.casefold() == wanted]
        return items[0] if len(items) == 1 else None

    def ids(self) -> tuple[str, ...]:
        """Everything that `find` knows."""
        other = (alias for named in self.named for alias in named.aliases)
        return (*(item.id for item in self._all()), *other)

    def licence(self, licence_id: str) -> Licence:
        """The licence of an id. Raises KeyError when there is none."""
        for licence in self.licences:
            if licence.id == licence_id:
                return licence
        raise KeyError(licence_id)

    def _all(self) -> Iterator[Model | Named]:
        yield from self.models
        yield from self.named
