"""What the articles name: models, products, platforms, standards, data sets and methods."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from llmchoice.model.base import Frozen, Id, Text
from llmchoice.model.catalogue import LicenceId, ModelId

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
