"""What running a model costs: the result.

Money is in the currency that the report names; every amount is per month unless it says else.
Longer than other files because it is one thing: the JSON report, type by type, as it is published.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from llmchoice.model.base import Flag, Frozen, Id, Number, Text
from llmchoice.model.notice import StalePrices
from llmchoice.model.terms import MONEY, MOST_TOKENS, WORKING_TIME, Band, End, Term
from llmchoice.tier import Tier


class Volume(Frozen):
    """Tokens a month."""

    tokens_in: Annotated[Number, Field(ge=0, le=MOST_TOKENS)]
    tokens_out: Annotated[Number, Field(ge=0, le=MOST_TOKENS)]

    @property
    def total(self) -> float:
        """All tokens of the month."""
        return self.tokens_in + self.tokens_out


class StatedTerm(Frozen):
    """A term as it was used, and who says so."""

    term: Term
    name: Text
    unit: Text
    band: Band | None
    """None where nobody knows: what depends on it is unknown too."""
    because: Text
    """What the figure follows from: the profile, an answer, a model, a GPU or nothing of these."""
    source: Text
    checked_on: str | None = None
    assumed: bool = False
    """Whether no published figure stands behind it."""

    @property
    def is_price(self) -> bool:
        """Whether it is an amount of money that was read somewhere."""
        return self.term in MONEY and self.checked_on is not None and not self.assumed


class Reservation(Frozen):
    """What an option costs with capacity that is reserved, paid for whether it is used or not."""

    provider: Text | None
    """None where the profile has the offer, and for rented cards."""
    units: Band
    """Whole ones."""
    cards: Flag = False
    """Whether a unit is a rented card."""
    monthly: Band
    days: int | None
    """The shortest term; 0 where there is none, null where it was not read."""
    taken: Flag = False
    """Whether the typical cost of the option is this."""
    ends: tuple[End, ...] = ()
    """The ends of the band of the option that are this."""


class OptionCost(Frozen):
    """What an option costs."""

    option: Id
    side: Literal["open", "closed"]
    monthly: Band | None
    """None when a figure that it needs is unknown."""
    unknown: tuple[Term, ...] = ()
    """The figures that are."""
    unable: Flag = False
    """Whether it is unknown because no model is known that can do the work and is sold that way; in
    a case, because the option is costed with another model."""
    gpus: Band | None = None
    """Whole cards; None where none are paid for."""
    parts: Mapping[str, float] = Field(default_factory=dict)
    """What the typical cost is made of."""
    endpoint: Band | None = None
    """The same on whole cards that a host rents out by the hour and looks after; None where it is
    no host's, or a figure is unknown."""
    reserved: Reservation | None = None
    """The cheapest that is known; null where none is. One with a term of a month at most is taken
    where it costs less, and the cost of the option is then this."""
    ready_made: bool = False
    """Whether it includes an application; else somebody builds one."""
    hours: float | None = None
    """For how many hours the cards of one batch are rented; null where they are paid for all
    month."""


def least_of(costs: Iterable[OptionCost], but: Collection[str] = ()) -> tuple[str, ...]:
    """The options that typically cost least; none where no cost is known."""
    known = {c.option: c.monthly.typical for c in costs if c.monthly and c.option not in but}
    lowest = min(known.values(), default=None)
    return tuple(option for option, cost in known.items() if cost == lowest)


Pair = tuple[str, str]
"""An option, and the one that it is compared with."""


class _Compared(Frozen):
    """Something of an option beside another one."""

    option: Id
    versus: Id

    @property
    def pair(self) -> Pair:
        """The two options that are compared."""
        return self.option, self.versus


class BreakEven(_Compared):
    """From which volume on an option costs no more than another, at typical figures."""

    same_weights: bool
    """Whether both run the same model."""
    first: float | None
    """Tokens a month at which it first costs no more; 0 from the first token on, None at none."""
    first_gpus: int | None = None
    until: float | None = None
    """Tokens a month up to which it costs no more, where it does from the first token on and not at
    any volume: from here on a reserved unit of the other one, or of its own, makes it cost more."""
    steady: float | None = None
    """Tokens a month from which on that stays so, whatever card or unit is added next."""
    reserved: Flag = False
    """Whether one of the two has reserved capacity that is taken wherever it costs less."""
    gpus: int | None = None
    """The cards that the volume at hand needs, or the fewest that run the model."""
    spare_gpus: int | None = None
    """Those of them that are to spare."""
    group_gpus: int | None = None
    """The cards that hold the model once."""
    gpus_cost: float | None = None
    pays_for: float | None = None
    """Tokens a month that the cost of these cards buys from the other option, at most 10^16: no
    volume takes more. None where that one is free, or no cards are compared."""
    capacity: float | None = None
    """Tokens a month that these cards serve."""

    @property
    def stays(self) -> Literal["at-once", "later", "never"] | None:
        """When it costs no more for good, once it does; None where that is never, or always so."""
        if self.first is None or not (self.first or self.until):
            return None
        if self.steady is None:
            return "never"
        return "later" if self.steady > self.first else "at-once"

    @property
    def hosted(self) -> bool:
        """Whether GPUs of one's own stand against a host of the same model."""
        return self.same_weights and self.gpus is not None

    @property
    def at_this_size(self) -> bool:
        """Whether these cards can serve as much as they must to break even."""
        if self.pays_for is None or self.capacity is None:
            return False
        return self.pays_for <= self.capacity


class Sensitivity(_Compared):
    """The first break-even of a pair for other utilisations and shares of staff."""

    utilisation: tuple[float, ...]
    """The columns, as shares of what the machines could do."""
    staff: tuple[float, ...]
    """The rows, in full-time people."""
    tokens: tuple[tuple[float | None, ...], ...]
    """Row by row; None where no volume breaks even."""

    @property
    def never(self) -> bool:
        """Whether no volume breaks even, however busy the GPUs and however few the people."""
        return all(amount is None for row in self.tokens for amount in row)


class Curve(Frozen):
    """Typical cost of an option at the volumes of its case."""

    option: Id
    costs: tuple[float | None, ...]


class CostCase(Frozen):
    """The costs with one closed and one open model."""

    tier: Tier | None
    """Of the models; None where both are named."""
    closed_model: Text
    open_model: Text
    gpu: Text | None
    """None where the profile has figures of its own for the card."""
    input_share: float
    hearing: tuple[Literal["open", "closed"], ...] = ()
    """The sides whose model is taken to hear sound itself, where some of the input is sound."""
    costs: tuple[OptionCost, ...]
    """Empty where the volume is unknown."""
    break_evens: tuple[BreakEven, ...]
    sensitivities: tuple[Sensitivity, ...]
    volumes: tuple[float, ...]
    curves: tuple[Curve, ...]
    terms: tuple[StatedTerm, ...]

    @property
    def models(self) -> tuple[str, str]:
        """The closed and the open one."""
        return self.closed_model, self.open_model

    def model_of(self, cost: OptionCost) -> str:
        """The model that an option is costed with."""
        return self.closed_model if cost.side == "closed" else self.open_model

    def points(self, curve: Curve) -> tuple[tuple[float, float], ...]:
        """The volumes at which a curve has a cost above nothing, each with it."""
        pairs = zip(self.volumes, curve.costs, strict=True)
        return tuple((volume, cost) for volume, cost in pairs if cost)


class Basis(StrEnum):
    """Where the values of running costs come from."""

    CEILING = "ceiling"
    """The computed costs, against the most that the organisation would pay."""
    LIKELY = "likely"
    """The same at likely volumes: the volume is not known."""
    DECIDES = "decides"
    """The computed costs, against the amount from which they decide."""
    DECIDES_LIKELY = "decides-likely"
    """The same at likely volumes: the volume is not known."""
    TYPICAL = "typical"
    """A table of typical prices, at the stated volume: no ceiling is used."""
    EXPECTED = "expected"
    """The same table, over likely volumes."""


class ChangedModel(Frozen):
    """What prices hold for where the model is tuned or rebuilt."""

    says: Text
    """In a line."""
    means: Text
    """How such a model is paid for, and what is taken for that here."""


class CostSubject(Frozen):
    """The costs of the organisation, or of one of its workloads."""

    workload: Text | None = None
    volume: Volume | None
    spread: Band | None = None
    """Tokens a month from the least to the most, where they are no single number."""
    months: float | None = None
    """Over how many months one batch is spread: so many times a month is what it costs in all; null
    where work recurs."""
    basis: Basis
    decides: float | None = None
    """The amount a month from which the running cost decides; null where nobody says."""
    upkeep: Band | None = None
    """What keeping up an application takes a month, which counts beside the costs that include
    none; null where that is nothing, or the volume is unknown."""
    upkeep_staff: Band | None = None
    """How many full-time people that takes; null where an amount for each person is stated."""
    administration: Band | None = None
    """What accounts and rights take a month, which counts beside the costs of every
    option; null where that is nothing, or the volume is unknown."""
    costs: tuple[OptionCost, ...]
    """Over all cases: from the lowest to the highest; typical is the cheapest model of the tier."""
    cheapest: Id | None = None
    """By typical cost, among those that are known, can be had and are not above the ceiling; None
    where several cost the same."""
    tied: bool = False
    """Whether the work has to stay in a territory: of two models the one counts then that is known
    to be offered in one."""
    changed: ChangedModel | None = None
    """Where the model is not the one that is sold; null where it is."""
    metered: Text | None = None
    """How what is used beyond a seat is billed; null where the price of a seat is all that is paid.
    No volume is named then from which on it costs less."""
    unplaced: tuple[Id, ...] = ()
    """Options of which no model is; their costs are those of any territory."""
    over_ceiling: tuple[Id, ...] = ()
    """Options that exceed the ceiling even where everything is as cheap as can be."""
    ruled_out: tuple[Id, ...] = ()
    """Options that a rule excludes, whatever they cost; of several lanes with the same costs, those
    that are excluded in each."""
    cases: tuple[CostCase, ...]

    @property
    def least(self) -> tuple[str, ...]:
        """The options that typically cost least of those that can be had, as far as is known."""
        return least_of(self.costs, (*self.ruled_out, *self.unplaced, *self.over_ceiling))

    def in_all(self, monthly: Band | None) -> Band | None:
        """What a cost of each month comes to over one batch; None where the work recurs."""
        return monthly.times(self.months) if monthly is not None and self.months else None

    @property
    def volume_in_all(self) -> float | None:
        """The tokens of one batch; None where the work recurs, or the volume is unknown."""
        return self.volume.total * self.months if self.volume and self.months else None

    @property
    def takes_upkeep(self) -> bool:
        """Whether keeping up an application takes anything."""
        return self.upkeep is not None and self.upkeep.typical > 0

    @property
    def is_administered(self) -> bool:
        """Whether accounts and rights take anything."""
        return self.administration is not None and self.administration.typical > 0

    def beside(self, option: str) -> Band | None:
        """What a month takes beside the cost of an option; None for nothing.

        Accounts and rights with every option, and keeping up an application with all but a seat.
        """
        ready_made = any(cost.ready_made for cost in self.costs if cost.option == option)
        parts = (None if ready_made else self.upkeep, self.administration)
        return Band.of_all(part for part in parts if part and part.typical)

    def monthly(self, option: str) -> Band | None:
        """What an option costs; None where that is unknown, or it has no cost."""
        return next((cost.monthly for cost in self.costs if cost.option == option), None)

    def all_told(self, option: str) -> Band | None:
        """The same with what a month takes beside it."""
        monthly, beside = self.monthly(option), self.beside(option)
        return monthly.plus(beside) if monthly and beside else monthly

    @property
    def least_all_told(self) -> Band | None:
        """The least that an option which can be had typically takes, time included; or None."""
        gone = {*self.ruled_out, *self.unplaced, *self.over_ceiling}
        known = filter(None, (self.all_told(o.option) for o in self.costs if o.option not in gone))
        return min(known, key=lambda month: month.typical, default=None)

    @property
    def upkeep_assumed(self) -> bool:
        """Whether a part of what keeping up an application takes is our assumption."""
        used = (term for term in self.cases[0].terms if term.term in WORKING_TIME)
        return self.upkeep_staff is not None and any(term.assumed for term in used)

    @property
    def seats_by_volume(self) -> float | None:
        """How many seats the volume typically takes, from 1, where nobody said how many people.

        None where they did, or a figure is unknown.
        """
        seats, used = (self._band(term) for term in (Term.SEATS, Term.SEAT_TOKENS))
        if self.volume is None or seats is not None or used is None:
            return None
        return max(1.0, self.volume.total / used.typical)

    def _band(self, term: Term) -> Band | None:
        return next((own.band for own in self.cases[0].terms if own.term is term), None)

    @property
    def common_terms(self) -> tuple[StatedTerm, ...]:
        """The figures that are the same in all cases."""
        first, *others = self.cases
        return tuple(term for term in first.terms if all(term in case.terms for case in others))

    @property
    def useful_pairs(self) -> tuple[Pair, ...]:
        """Every pair that breaks even somewhere or nowhere, the most useful first.

        First GPUs of one's own against a host of the same model, then the open against the closed
        side; in each group the pair that crosses at the lowest volume comes first. What is ruled
        out is in none.
        """
        evens = tuple(e for e in self._break_evens if not set(e.pair) & set(self.ruled_out))

        def order(even: BreakEven) -> tuple[bool, float]:
            never_or_always = even.first is None or (even.first == 0 and even.until is None)
            return never_or_always, even.first or even.until or 0

        hosted = sorted((even for even in evens if even.same_weights and even.gpus), key=order)
        across = sorted((even for even in evens if not even.same_weights), key=order)
        return _pairs((*hosted[:1], *across[:1], *hosted, *across, *evens))

    def pairs_beside(
        self, compared: Collection[str], admissible: Collection[str]
    ) -> tuple[Pair, ...]:
        """Which pairs matter beside a recommendation, the foremost first.

        GPUs of one's own against a host of the same model stand first, whatever is recommended;
        then what the recommendation compares; then everything that is not ruled out.

        `compared` are the options that the recommendation weighs against each other.
        """
        hosted = sorted(
            (even for even in self._break_evens if even.hosted),
            key=lambda even: (even.option not in compared, even.option not in admissible),
        )
        pairs = _pairs(self._break_evens)
        own = _pairs(hosted)
        ordered = (
            *own[:1],
            *(pair for pair in pairs if set(pair) <= set(compared)),
            *own[1:],
            *(pair for pair in pairs if set(pair) <= set(admissible)),
        )
        return tuple(dict.fromkeys(ordered))

    @property
    def _break_evens(self) -> tuple[BreakEven, ...]:
        return tuple(even for case in self.cases for even in case.break_evens)


def _pairs(evens: tuple[BreakEven, ...] | list[BreakEven]) -> tuple[Pair, ...]:
    """Each pair once."""
    return tuple(dict.fromkeys(even.pair for even in evens))


class CostReport(Frozen):
    """The report of `llmchoice cost`: what options cost a month, and where they cross."""

    schema_version: Literal[1] = 1
    organisation: Text
    currency: str
    rate: float
    ceiling: float | None
    prices_as_of: str
    options: Mapping[Id, Text]
    """Id to short name, in order."""
    subjects: tuple[CostSubject, ...]
    cheapest_together: Band | None = None
    """What all workloads take a month, each with the option that takes the least, and with the time
    that its bill leaves out; null where one is not known, where workloads share a volume, and of
    less than two."""
    old_prices: StalePrices | None = None
    """Null where they are not old on the day whose prices count, and where no day was given."""

    @property
    def of_several(self) -> bool:
        """Whether it tells all there is of several workloads."""
        return len(self.subjects) > 1

    @property
    def is_over_together(self) -> bool:
        """Whether even the cheapest options of all workloads typically exceed the ceiling."""
        together, limit = self.cheapest_together, self.ceiling
        return together is not None and limit is not None and together.typical > limit

    @property
    def terms(self) -> tuple[StatedTerm, ...]:
        """Every figure once, of all subjects and cases."""
        terms = (term for part in self.subjects for case in part.cases for term in case.terms)
        return tuple(dict.fromkeys(terms))
