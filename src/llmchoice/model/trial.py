"""What a blind test is of: candidates, the scale of the judges, and how models are asked."""

import re
from enum import StrEnum
from typing import Annotated, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, JsonValue, model_validator

from llmchoice.model.base import Frozen, Id, Number, Text, Whole
from llmchoice.model.option import Side

_OURS = frozenset({"messages", "model", "stream", "n"})
"""What we send ourselves: a parameter of that name would ask something else than what is kept."""
_HEADER = re.compile(r"[A-Za-z0-9-]{1,60}")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,99}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_ADDRESS = re.compile(r"https?://[^\s/@?#]+(?:/[^\s@?#]*)?")
_TOO_MUCH = 1e9
_MILLION = 1e6


def _address(text: str) -> str:
    try:
        port = urlsplit(text).port
    except ValueError:
        port = 0
    if port == 0 or not _ADDRESS.fullmatch(text):
        raise ValueError("must be an address such as http://localhost:8080/v1, with no key in it")
    return text.rstrip("/")


def _variable(text: str) -> str:
    # Nearly every key has a small letter or a hyphen: one that is pasted here is refused unshown.
    if not _VARIABLE.fullmatch(text):
        raise ValueError(
            "must be the name of an environment variable in capitals, and never the key itself"
        )
    return text


def _header(text: str) -> str:
    if not _HEADER.fullmatch(text):
        raise ValueError("must be the name of an HTTP header, such as api-key")
    return text


def _currency(text: str) -> str:
    if not _CURRENCY.fullmatch(text):
        raise ValueError("must be the code of a currency, such as USD or EUR")
    return text


def _free(parameters: dict[str, JsonValue]) -> dict[str, JsonValue]:
    taken = sorted(_OURS & parameters.keys())
    if taken:
        raise ValueError(f"may not hold {', '.join(taken)}: these are sent already")
    return parameters


Price = Annotated[Number, Field(ge=0, le=_TOO_MUCH)]


class Mark(StrEnum):
    """What a judge says of an answer."""

    USABLE = "usable"
    AFTER_EDITS = "usable-after-edits"
    NOT_USABLE = "not-usable"


class CheckKind(StrEnum):
    """How an answer is compared with the expected one, by a program."""

    EXACT = "exact"
    """The same characters."""
    NORMALISED = "normalised"
    """The same words: capitals, punctuation at the ends and the width of gaps do not count."""
    CONTAINS = "contains"
    """The expected text stands somewhere in it."""
    NUMBER = "number"
    """Its last number is the expected one, within what the check allows."""
    JSON = "json"
    """The same JSON value, whatever the order of keys."""


class Check(Frozen):
    """The automatic check of every case that has an expected answer and names no check."""

    kind: CheckKind
    within: Annotated[Number, Field(ge=0)] = 0.0
    """Of numbers: how far from the expected one they may be."""


class TokenPrices(Frozen):
    """What a model costs per million tokens, in the currency of the trial."""

    input: Price
    output: Price

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """What so many tokens cost."""
        return (tokens_in * self.input + tokens_out * self.output) / _MILLION


class Model(Frozen):
    """A model, and where it is asked."""

    id: Id
    model: Text
    """What its endpoint calls it."""
    endpoint: Annotated[Text, AfterValidator(_address)] | None = None
    """Address of an API of chat completions, up to and without `/chat/completions`; none where
    the answers come from elsewhere (`trial import`)."""
    key: Annotated[Text, AfterValidator(_variable)] | None = None
    """The environment variable that holds the key; none where no key is needed."""
    key_header: Annotated[Text, AfterValidator(_header)] | None = None
    """The header that carries the bare key; without it `Authorization: Bearer`."""
    instructions: Text | None = None
    """In place of those of the trial."""
    parameters: Annotated[dict[str, JsonValue], AfterValidator(_free)] = Field(default_factory=dict)
    """Sent as they are beside the messages: `temperature`, `max_tokens` and whatever it knows."""
    price: TokenPrices | None = None
    """Without it nobody can tell what the trial costs."""


class Candidate(Model):
    """A model that takes part. Its id is kept from the judges."""

    side: Side


Asked = TypeVar("Asked", bound=Model)


class ModelJudge(Model):
    """A model that marks answers, where the user asks for that; people and checks go before."""

    endpoint: Annotated[Text, AfterValidator(_address)]
    instructions: Text | None = None
    """In place of the packaged ones; the marks to choose from are told in any case."""


def _apart(models: tuple[Asked, ...]) -> tuple[Asked, ...]:
    ids = [model.id for model in models]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise ValueError(f"the id {twice[0]} is there twice")
    return models


def _of_both(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    if {candidate.side for candidate in _apart(candidates)} != set(Side):
        raise ValueError("at least one must be open and one closed")
    return candidates


class Scale(Frozen):
    """What judges are asked, and which marks count as passed."""

    asks: Text | None = None
    """The question that judges answer; without it, whether they could use the answer."""
    passes: Mark = Mark.AFTER_EDITS
    """The least mark that counts as passed."""
    means: dict[Mark, Text] = Field(default_factory=dict)
    """What a mark stands for here; shown to the judges."""

    def passed(self, mark: Mark) -> bool:
        """Whether a mark counts as passed."""
        order = tuple(Mark)
        return order.index(mark) <= order.index(self.passes)


class Limits(Frozen):
    """How hard an endpoint is asked; each endpoint by itself."""

    at_once: Annotated[Whole, Field(ge=1, le=64)] = 4
    per_minute: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    """The most requests that are begun in any minute."""
    seconds: Annotated[Number, Field(gt=0, le=3600)] = 120.0
    """How long an answer may take."""
    tries: Annotated[Whole, Field(ge=1, le=20)] = 5
    """How often a case is asked before it is left for the next run."""


class Setup(Frozen):
    """A blind test of open and closed models on one's own cases: `trial.yaml`."""

    name: Text
    cases: Text = "cases.csv"
    """The file of the cases, beside this one: CSV, JSON lines or a spreadsheet."""
    instructions: Text | None = None
    """What every candidate is told before the case (the system message)."""
    candidates: Annotated[tuple[Candidate, ...], Field(max_length=20), AfterValidator(_of_both)]
    """At least one of each side."""
    judges: Annotated[tuple[ModelJudge, ...], Field(max_length=5), AfterValidator(_apart)] = ()
    """Models that may be asked to mark answers (`trial judge --by-model`); none does unasked."""
    scale: Scale = Scale()
    check: Check | None = None
    limits: Limits = Limits()
    currency: Annotated[Text, AfterValidator(_currency)] = "USD"
    """Of the prices and of the budget."""
    budget: Annotated[Number, Field(gt=0, le=_TOO_MUCH)] | None = None
    """The most that the answers of all runs may cost together."""

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        both = {judge.id for judge in self.judges} & {each.id for each in self.candidates}
        if both:
            raise ValueError(f"the id {min(both)} is that of a candidate and of a judge")
        return self

    def judge(self, name: str) -> ModelJudge | None:
        """The model of that id which may be asked to judge."""
        return next((each for each in self.judges if each.id == name), None)

    def candidate(self, name: str) -> Candidate | None:
        """The candidate of that id."""
        return next((each for each in self.candidates if each.id == name), None)
