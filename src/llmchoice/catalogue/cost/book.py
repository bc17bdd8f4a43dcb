"""What `data/terms.yaml` and `data/hardware.yaml` hold.

Longer than other files because it is one thing: those two files, field by field.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from llmchoice.catalogue.shortlist import Passing
from llmchoice.model.base import Flag, Frozen, Id, ModelId, Number, Positive, Text
from llmchoice.model.catalogue import Seller
from llmchoice.model.collection import Catalogue
from llmchoice.model.estimate import Estimate
from llmchoice.model.option import Option, Payment, Selector
from llmchoice.model.price import Price
from llmchoice.model.profile import Answers
from llmchoice.model.reserved import ReservedOffer
from llmchoice.model.shortlist import Fact
from llmchoice.model.terms import Band, Term
from llmchoice.tier import TIERS, Tier

Side = Literal["open", "closed"]
"""Of the weights, as a text."""
Day = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]$")]


class Figure(Band):
    """A band, and who says so."""

    source: Text
    checked_on: Day | None = None
    """None for an assumption: nothing was published that could be checked."""


class Answered(Frozen):
    """An answer that brings something about."""

    question: Id
    answer: Id

    def given(self, answers: Answers) -> bool:
        """Whether it was given, alone or among others; of an amount, whether it was counted so."""
        answer = answers.get(self.question)
        if isinstance(answer, Estimate):
            return answer.counted(self.answer) is not None
        return self.answer in (answer if isinstance(answer, tuple) else (answer,))


class Follows(Answered, Figure):
    """A figure that an answer brings about."""


class TermEntry(Frozen):
    """A term: what it is called, and its figure unless a model, a GPU or the profile has it."""

    id: Term
    name: Text
    unit: Text
    figure: Figure | None = None
    taken_from: Literal["model", "gpu", "throughput", "profile"] | None = None
    when: tuple[Follows, ...] = ()
    """The first whose answer was given counts."""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.figure is None) == (self.taken_from is None):
            raise ValueError("must have either 'figure' or 'taken_from'")
        return self


@dataclass(frozen=True, slots=True)
class Way:
    """How an option is paid for."""

    option: Option
    payment: Payment
    side: Side
    surcharge: bool
    """Whether the region surcharge applies."""
    own_cloud: bool = False
    """Whether tokens cost what a cloud with a model service asks, and not what a host does."""
    endpoint: bool = False
    """Whether it may also be had on cards by the hour that somebody else looks after."""
    by_the_hour: bool = False
    """Whether it is had so alone: what it runs nobody sells by the token."""
    batch: float | None = None
    """The months over which one batch is spread, where cards are rented while it runs alone."""
    sellers: tuple[Seller, ...] = ()
    """Whose models are paid for by the token; empty where that is not how it is paid."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An option, and the one that it may cost less than."""

    option: str
    versus: str
    sensitivity: bool


class Pairs(Frozen):
    """Options, and those that they may cost less than."""

    option: Selector
    versus: Selector
    sensitivity: Flag = False


@dataclass(frozen=True, slots=True)
class Priced:
    """A model as far as its costs go."""

    name: str
    side: Side
    price: Price | None
    """None where nobody knows it, which is not the same as nothing."""
    cloud: Price | None = None
    """None where no price of a cloud that sells it is known."""
    placed: frozenset[Seller] = frozenset()
    """The sorts of sellers of whom one is known to offer it in a territory."""
    placed_price: Price | None = None
    """What its maker or a host asks who does; None where none does, or the price is not known."""
    placed_cloud: Price | None = None
    """The same of a cloud."""
    hears: bool = False
    """Whether somebody says that it takes in sound."""
    in_clouds: bool = False
    """Whether any cloud is known to sell it."""
    reserved: tuple[ReservedOffer, ...] = ()
    """Capacity at its maker or a host."""
    cloud_reserved: tuple[ReservedOffer, ...] = ()
    """Capacity at a cloud that sells it."""
    parameters: float | None = None
    """Billions, idle experts included."""
    bytes_per_parameter: float | None = None
    kv_per_token: float | None = None
    """KiB of keys and values, in 16 bits."""
    kv_per_session: float | None = None
    """MiB of a conversation however long: of layers that remember the last tokens alone."""
    throughput: str | None = None
    """The size class that it is served like."""
    memory_source: str | None = None
    memory_checked_on: str | None = None

    @property
    def dearer_in_a_territory(self) -> bool:
        """Whether who offers it in one is known to ask more for that."""
        asked = self.placed_price
        return asked is not None and self.price is not None and asked.input > self.price.input

    @property
    def in_a_territory(self) -> Self:
        """The same at what those ask who offer it in one; where that is not known, as it is."""
        price, cloud = self.placed_price or self.price, self.placed_cloud or self.cloud
        return replace(self, price=price, cloud=cloud)


class StandEntry(Frozen):
    """Which models of the catalogue stand for a side where work of a tier is done."""

    side: Side
    tier: Tier
    models: Annotated[tuple[ModelId, ...], Field(min_length=2, max_length=2)]


class Tiers(Frozen):
    """Which answers say what a model has to be able to do."""

    question: Id
    of: Mapping[Id, Tier]
    """Answer to the tier that the work takes."""
    usual: Tier
    """The tier whose costs are typical where nobody answered."""
    test: Id
    """The question whose answer `fails` says that the open models of a tier cannot do the work:
    the next one is taken then, as far as there is one."""
    fails: Id


class Served(Frozen):
    """How a model of the catalogue runs on cards of one's own."""

    model: ModelId
    throughput: Id
    """The size class that it is served like."""
    bytes_per_parameter: Positive
    source: Text


class Gpu(Frozen):
    """A graphics card, with its part of a server."""

    id: Id
    name: Text
    memory: Positive
    """GB."""
    bandwidth: Positive
    """GB a second."""
    watts: Positive
    hour: Figure | None
    """US dollars an hour, rented on demand; None where nobody is known to rent it out."""
    price: Figure | None
    """US dollars to buy; None where no source was found."""
    endpoint: Figure | None = None
    """US dollars an hour on an endpoint of one's own at a host; None where no source was found."""
    reserved: Figure | None = None
    """US dollars an hour, rented by a contract whose terms were not read; None where no source was
    found."""
    desk: Flag = False
    """Whether it stands on a desk: price, power and memory are those of the whole machine, and no
    data centre is paid for."""


class Throughput(Frozen):
    """Output tokens per second and GPU at saturation, of models of one size class."""

    id: Id
    name: Text
    figure: Figure
    gpu: Id
    mix: Annotated[Number, Field(ge=0)]
    """Tokens in per token out in the measurement."""
    input_weight: Positive | None = None
    """Time of a token in over that of a token out, where two mixes were measured."""


class InputWeight(Frozen):
    """The input weight where only one mix was measured."""

    value: Positive
    source: Text


class Machine(Answered):
    """The card that an answer stands for, where the profile names none."""

    gpu: Id
    single: Flag = False
    """Whether it is one machine: what does not fit on it cannot be run."""


class Territory(Frozen):
    """The answers with which work has to stay in a territory."""

    question: Id
    answers: tuple[Id, ...]


class Metered(Answered):
    """An answer with which what is used beyond a seat is billed by the token."""

    says: Text
    source: Text
    checked_on: Day


class Changed(Answered):
    """An answer with which the model is not the one that is sold."""

    priced: Flag
    """Whether the price by the token of the model as published still stands for it."""
    machines: Flag = True
    """False where it runs on machines of others, which nobody here pays for or looks after."""
    says: Text
    means: Text
    source: Text
    checked_on: Day


class TermsFile(Frozen):
    """The figures that costs are computed from, each with its source: `terms.yaml`."""

    as_of: Day
    gpu: Id
    machines: tuple[Machine, ...] = ()
    """The first whose answer was given counts, in place of `gpu`."""
    volume: Id
    """The question that asks for tokens a month."""
    territory: Territory
    metered: tuple[Metered, ...] = ()
    changed: tuple[Changed, ...] = ()
    """The first whose answer was given counts."""
    people: tuple[Id, ...]
    """The ways of answering it of which each has a seat."""
    tiers: Tiers
    stands_on: Day
    """The day on which the models that stand for a side were chosen."""
    models: tuple[StandEntry, ...]
    surcharge: Selector
    """The options to which the region surcharge applies."""
    own_cloud: Selector
    """The options whose tokens cost what a cloud asks, and not what a host does."""
    endpoints: Selector
    """The options that may also be had on an endpoint of one's own, by the hour."""
    pairs: tuple[Pairs, ...]
    batch: Figure
    """What a batch costs where nobody says, as a share of its normal price."""
    terms: tuple[TermEntry, ...]
    served: tuple[Served, ...]
    unmeasured: tuple[ModelId, ...] = ()
    """The other open models: nobody was found who measured how fast they are."""


class Hardware(Frozen):
    """GPUs, what they cost and how much they serve: `hardware.yaml`."""

    input_weight: InputWeight
    gpus: tuple[Gpu, ...]
    throughput: tuple[Throughput, ...]


@dataclass(frozen=True)
class Book:
    """Both files, and what the catalogue knows of the models and sellers that they may name."""

    terms: TermsFile
    """Its `as_of` is the oldest day of the prices of its models."""
    hardware: Hardware
    stock: Mapping[str, Priced]
    sellers: Mapping[str, str]
    """What providers are called, as far as the catalogue has a name."""
    catalogue: Catalogue

    @cached_property
    def _passing(self) -> Passing:
        return Passing(self.catalogue)

    def tied(self, answers: Answers) -> bool:
        """Whether the work has to stay in a territory, by these answers."""
        return answers.get(self.terms.territory.question) in self.terms.territory.answers

    def changed(self, answers: Answers) -> Changed | None:
        """What the model is turned into, by these answers; None where it stays as it is sold."""
        return next((each for each in self.terms.changed if each.given(answers)), None)

    def metered(self, answers: Answers) -> Metered | None:
        """How seats are metered, by these answers; None where their price is all that is paid."""
        return next((each for each in self.terms.metered if each.given(answers)), None)

    def stands(self, side: Side, tier: Tier) -> tuple[ModelId, ...]:
        """The models that stand for a side where work of a tier is done."""
        entries = (e for e in self.terms.models if (e.side, e.tier) == (side, tier))
        return tuple(name for entry in entries for name in entry.models)

    def cast(self, way: Way, tier: Tier, known: Sequence[ModelId]) -> tuple[ModelId, ...]:
        """Which models an option takes, of those that are known to do the work.

        Those that stand for the tier; where neither is known, the first that is, on cards the first
        whose speed is known.
        """
        usual = tuple(model for model in self.stands(way.side, tier) if model in known)
        if way.payment is not Payment.TOKENS:
            known = [m for m in known if self.stock[m].throughput is not None] or known
        return usual or tuple(known[:1])

    def machine(self, answers: Answers) -> Machine | None:
        """The machine that an answer stands for, where one does."""
        return next((each for each in self.terms.machines if each.given(answers)), None)

    def able(
        self, way: Way, answers: Answers, tier: Tier, *, single: bool = False
    ) -> tuple[ModelId, ...]:
        """The models of a tier or a higher one that can do the work, as a shortlist has them.

        In a territory if any is known to be sold in one, else anywhere, and by whomever: one that
        fits may yet be found. How many cards a model takes is a matter of money, so its size rules
        out none, but with a `single` machine of one's own.
        """
        wanted = TIERS[TIERS.index(tier) :]
        size = () if single and way.payment is Payment.OWNED else (Fact.MEMORY,)
        spared = (Fact.TIER, Fact.PROVIDERS, *size)
        for but in (spared, (*spared, Fact.REGIONS)):
            passing = self._passing.ids(way.option, answers, but)
            known = [m for m in passing if self.catalogue.rules.tier_of(m) in wanted]
            if known:
                return tuple(known)
        return ()

    def ways(self, options: Iterable[Option]) -> Mapping[str, Way]:
        """How each option is paid for, in their order."""
        return {
            option.id: Way(
                option=option,
                payment=option.payment,
                side=option.weights.value,
                surcharge=self.terms.surcharge.matches(option),
                own_cloud=self.terms.own_cloud.matches(option),
                endpoint=self.terms.endpoints.matches(option),
                sellers=self._sellers(option),
            )
            for option in options
        }

    def _sellers(self, option: Option) -> tuple[Seller, ...]:
        rules = self.catalogue.rules.sold
        sold = next((each for each in rules if each.options.matches(option)), None)
        return () if sold is None or option.payment is not Payment.TOKENS else sold.sellers

    def pairs(self, options: Iterable[Option], answers: Answers) -> tuple[Pair, ...]:
        """Which crossings of these options are shown, in order; each once.

        None with a seat that is metered: its price is none at another volume. None at all where the
        machines are those of others: no volume changes what is paid.
        """
        changed = self.changed(answers)
        if changed is not None and not changed.machines:
            return ()
        metered = self.metered(answers) is not None
        known = tuple(o for o in options if not (metered and o.payment is Payment.SEATS))
        by_names: dict[tuple[str, str], Pair] = {}
        for pairs in self.terms.pairs:
            for names in product(pairs.option.ids(known), pairs.versus.ids(known)):
                pair = Pair(option=names[0], versus=names[1], sensitivity=pairs.sensitivity)
                by_names.setdefault(names, pair)
        return tuple(by_names.values())
