"""All costs of an organisation, from its answers and from what its profile says of costs."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10

from llmchoice.catalogue.cost.book import Book, Pair, Way
from llmchoice.catalogue.cost.breakeven import break_even, sensitivity
from llmchoice.catalogue.cost.corner import Ends, Figures, at_ends
from llmchoice.catalogue.cost.curve import Cheapest, Costs
from llmchoice.catalogue.cost.monthly import (
    Load,
    beside_volume,
    load_of,
    settings_of,
    share_of_input,
)
from llmchoice.catalogue.cost.option import (
    Choice,
    option_cost,
    over_cases,
    over_volumes,
    typical_cost,
)
from llmchoice.catalogue.cost.reserved import known
from llmchoice.catalogue.cost.resolve import Setting, batch_of, prices_as_of, unplaced_of
from llmchoice.catalogue.cost.upkeep import administration, upkeep
from llmchoice.model.cost import (
    Basis,
    ChangedModel,
    CostCase,
    CostReport,
    CostSubject,
    Curve,
    OptionCost,
    Sensitivity,
    Volume,
    least_of,
)
from llmchoice.model.estimate import typical
from llmchoice.model.option import Option
from llmchoice.model.profile import Answers
from llmchoice.model.terms import Band, CostInputs

_FROM, _TO = 6, 11
"""Powers of ten of the volumes that a curve spans, at least."""
_PER_DECADE = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose costs are asked for: the organisation's, or a workload's."""

    workload: str | None
    answers: Answers
    volume: Volume | None = None
    """In place of what the answers say."""
    decides: str | None = None
    """The question of the amount from which running costs decide; None where none is asked."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A setting, and what follows from it whatever the volume."""

    setting: Setting
    share: float
    """Of all tokens those that go in, from 0 to 1."""
    ends: Ends
    costs: Mapping[str, Costs | Cheapest | None]
    """Of each option, typically."""
    sensitivities: tuple[Sensitivity, ...]
    _curves: dict[tuple[float, ...], tuple[Curve, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls, setting: Setting, ways: Mapping[str, Way], pairs: Sequence[Pair], share: float
    ) -> "Settled":
        """Work it out once for all volumes."""
        ends = at_ends(setting.terms)

        def cost_of(way: Way, figures: Figures) -> Costs | Cheapest | None:
            return typical_cost(way, setting, figures, share)

        costs = {option: cost_of(way, ends["typical"]) for option, way in ways.items()}
        recurring = pairs if setting.batch is None else ()
        tried = (sensitivity(pair, ways, ends, cost_of) for pair in recurring if pair.sensitivity)
        return cls(setting, share, ends, costs, tuple(table for table in tried if table))

    def curves(self, volumes: tuple[float, ...]) -> tuple[Curve, ...]:
        """What each option costs at some volumes."""
        if not volumes:
            return ()
        if volumes not in self._curves:
            self._curves[volumes] = tuple(
                Curve(option=o, costs=tuple(None if c is None else c.cost(v) for v in volumes))
                for o, c in self.costs.items()
            )
        return self._curves[volumes]


def report(
    book: Book,
    *,
    organisation: str,
    options: Sequence[Option],
    asked: Iterable[Asked],
    inputs: CostInputs,
) -> CostReport:
    """What each option costs, where they cross, and the figures behind it.

    Raises:
        KeyError: for a GPU that the book does not have.
    """
    ways = book.ways(options)
    settled: dict[object, tuple[Settled, ...]] = {}
    cases = []
    for part in asked:
        # No figure but the number of seats follows from the volume, and workloads often differ in
        # nothing else: those have the same figures.
        answers = beside_volume(book, part.answers)
        if part.volume is not None and batch_of(book, answers) is not None:
            # What is asked for instead recurs.
            answers = {q: given for q, given in answers.items() if q != book.terms.volume}
        key, pairs = (frozenset(answers.items()), part.volume), book.pairs(options, answers)
        if key not in settled:
            settings = tuple(settings_of(book, answers, inputs, ways))
            share = share_of_input(settings[0])
            if part.volume is not None and part.volume.total > 0:
                share = part.volume.tokens_in / part.volume.total
            settled[key] = tuple(Settled.of(setting, ways, pairs, share) for setting in settings)
        cases.append((part, pairs, settled[key]))
    return CostReport(
        organisation=organisation,
        currency=inputs.currency,
        rate=inputs.rate,
        ceiling=inputs.ceiling,
        prices_as_of=prices_as_of(book, (each.setting for own in settled.values() for each in own)),
        options={option.id: option.short for option in options},
        subjects=tuple(
            _subject(book, ways, pairs, part, own, inputs) for part, pairs, own in cases
        ),
    )


def _costs(
    ways: Mapping[str, Way], setting: Setting, ends: Ends, load: Load, input_share: float
) -> tuple[OptionCost, ...]:
    """What each option costs in a case: over a range of volumes, from the least to the most."""
    volumes = load.volumes(input_share)

    def cost_of(option: str, way: Way) -> OptionCost:
        if not setting.taken(way):
            return OptionCost(option=option, side=way.side, monthly=None, unable=True)
        kept, paid = known(way, setting, ends, input_share), setting.way(way)
        costs = [option_cost(option, paid, ends, each, input_share, kept) for each in volumes]
        cost = over_volumes(costs) if len(costs) > 1 else costs[0]
        return cost if setting.machines else cost.model_copy(update={"gpus": None})

    return tuple(cost_of(option, way) for option, way in ways.items())


def _over(
    book: Book,
    ways: Mapping[str, Way],
    settings: Sequence[Setting],
    cases: Sequence[CostCase],
) -> tuple[OptionCost, ...]:
    choice = Choice(tuple(case.tier for case in cases), book.terms.tiers.usual)
    each = zip(*(case.costs for case in cases), strict=True)
    return tuple(
        over_cases(costs, choice, [setting.placed(ways[costs[0].option]) for setting in settings])
        for costs in each
    )


def _basis(volume: Volume | None, *, used: bool, decides: bool) -> Basis:
    if decides:
        return Basis.DECIDES_LIKELY if volume is None else Basis.DECIDES
    if volume is None:
        return Basis.LIKELY if used else Basis.EXPECTED
    return Basis.CEILING if used else Basis.TYPICAL


def _subject(  # noqa: PLR0913, PLR0917 - the book, what it says of the options, and whose costs
    book: Book,
    ways: Mapping[str, Way],
    pairs: Sequence[Pair],
    asked: Asked,
    settled: Sequence[Settled],
    inputs: CostInputs,
) -> CostSubject:
    settings, share = [each.setting for each in settled], settled[0].share
    load = Load(asked.volume) if asked.volume else load_of(book, asked.answers, share)
    cases = tuple(_case(ways, pairs, each, load) for each in settled)
    costs = _over(book, ways, settings, cases)
    dollars = typical(asked.answers.get(asked.decides)) if asked.decides is not None else None
    volume = None if load is None else load.volume
    unplaced = unplaced_of(ways, settings)
    kept = None if load is None else upkeep(settings[0].terms, load.tokens)
    accounts = None if load is None else administration(settings[0].terms, load.tokens)
    beside = Band.of_all((None if kept is None else kept.monthly, accounts))
    metered = book.metered(asked.answers)
    return CostSubject(
        workload=asked.workload,
        volume=volume,
        spread=None if load is None else load.spread,
        months=settings[0].batch,
        basis=_basis(volume, used=inputs.ceiling is not None, decides=asked.decides is not None),
        decides=None if dollars is None else dollars * inputs.rate,
        upkeep=None if kept is None else kept.monthly,
        upkeep_staff=None if kept is None else kept.staff,
        administration=accounts,
        costs=costs,
        cheapest=cheapest(costs, unplaced),
        tied=settings[0].tied,
        changed=settings[0].changed
        and ChangedModel(says=settings[0].changed.says, means=settings[0].changed.means),
        metered=None if metered is None else metered.says,
        unplaced=unplaced,
        over_ceiling=over_ceiling(costs, inputs.ceiling, beside, accounts),
        cases=cases,
    )


def cheapest(costs: Iterable[OptionCost], but: Collection[str] = ()) -> str | None:
    """The option that typically costs least; None where several share it, or none is known.

    `but` are the options to leave out.
    """
    least = least_of(costs, but)
    return least[0] if len(least) == 1 else None


def _case(
    ways: Mapping[str, Way],
    pairs: Sequence[Pair],
    settled: Settled,
    load: Load | None,
) -> CostCase:
    setting, share, ends = settled.setting, settled.share, settled.ends
    tokens = None if load is None else load.volume.total
    # Where one batch would cost as much, nobody does it every month.
    recurring = pairs if setting.batch is None else ()
    evens = (break_even(pair, ways, ends["typical"], settled.costs, tokens) for pair in recurring)
    volumes = tuple(_volumes(tokens)) if setting.machines else ()
    return CostCase(
        tier=setting.models.tier,
        closed_model=setting.models.closed.name,
        open_model=setting.models.open.name,
        gpu=setting.card,
        input_share=share,
        hearing=setting.hearing,
        costs=() if load is None else _costs(ways, setting, ends, load, share),
        break_evens=tuple(even for even in evens if even is not None),
        sensitivities=settled.sensitivities,
        volumes=volumes,
        curves=settled.curves(volumes),
        terms=tuple(setting.terms.values()),
    )


def _volumes(tokens: float | None) -> Iterator[float]:
    """From a million to a hundred thousand million, or as far as the volume at hand is.

    They begin at one token at the latest: below it nothing is counted.
    """
    exponent = log10(max(tokens, 1)) if tokens else _FROM
    first, last = min(_FROM, floor(exponent)), max(_TO, ceil(exponent))
    for step in range((last - first) * _PER_DECADE + 1):
        yield 10 ** (first + step / _PER_DECADE)


def over_ceiling(
    costs: Iterable[OptionCost],
    ceiling: float | None,
    beside: Band | None = None,
    seat: Band | None = None,
) -> tuple[str, ...]:
    """The options whose lowest cost exceeds the ceiling; an unknown cost excludes nothing.

    What a month takes beside it counts: `seat` beside a product, `beside` beside all others.
    """

    def least(cost: OptionCost) -> float:
        more = seat if cost.ready_made else beside
        return 0.0 if cost.monthly is None else cost.monthly.low + (more.low if more else 0.0)

    return tuple(c.option for c in costs if ceiling is not None and least(c) > ceiling)
