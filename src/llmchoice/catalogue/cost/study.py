"""All costs of an organisation, from its answers and from what its profile says of costs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from llmchoice.catalogue.cost.book import Book, Way
from llmchoice.catalogue.cost.breakeven import break_even, sensitivity
from llmchoice.catalogue.cost.corner import curve, figures
from llmchoice.catalogue.cost.option import option_cost, over_cases, over_volumes
from llmchoice.catalogue.cost.resolve import Setting, models_of, prices_as_of, settle
from llmchoice.catalogue.cost.values import over_ceiling
from llmchoice.model.cost import (
    Band,
    Basis,
    CostCase,
    CostInputs,
    CostReport,
    CostSubject,
    Curve,
    OptionCost,
    Term,
    Volume,
)
from llmchoice.model.estimate import Estimate, typical
from llmchoice.model.option import Option
from llmchoice.model.profile import Answers

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


def report(
    book: Book,
    *,
    organisation: str,
    options: Sequence[Option],
    asked: Iterable[Asked],
    inputs: CostInputs,
) -> CostReport:
    """What each option costs, where they cross, and the figures behind it.

    Args:
        book: the packaged figures.
        organisation: its name.
        options: in order.
        asked: the organisation, or its workloads.
        inputs: what the profile says of costs.

    Raises:
        KeyError: for a GPU that the book does not have.
    """
    cases = [(part, tuple(_settings(book, part.answers, inputs))) for part in asked]
    return CostReport(
        organisation=organisation,
        currency=inputs.currency,
        rate=inputs.rate,
        ceiling=inputs.ceiling,
        prices_as_of=prices_as_of(book, (setting for _, own in cases for setting in own)),
        options={option.id: option.short for option in options},
        subjects=tuple(_subject(book, options, part, own, inputs) for part, own in cases),
    )


def costs_of(
    book: Book, ways: Mapping[str, Way], answers: Answers, inputs: CostInputs
) -> tuple[OptionCost, ...]:
    """What the options cost under one set of answers, over all cases; empty without a volume.

    Raises:
        KeyError: for a GPU that the book does not have.
    """
    settings = list(_settings(book, answers, inputs))
    volume, spread = _volume(book, answers, settings[0]), _spread(book, answers)
    if volume is None:
        return ()
    return _over(_costs(ways, setting, volume, spread) for setting in settings)


def upkeep_of(
    book: Book, answers: Answers, inputs: CostInputs, volume: Volume | None = None
) -> Band | None:
    """What keeping up an application costs in a month, which only a seat includes.

    None where that is nothing, or the volume is unknown. `volume` is in place of the answered one.
    """
    setting = next(_settings(book, answers, inputs))
    each, seats, used = (
        setting.terms[term].band for term in (Term.APPLICATION, Term.SEATS, Term.SEAT_TOKENS)
    )
    spread = None if volume else _spread(book, answers)
    volume = volume or _volume(book, answers, setting)
    if each is None or not each.high or volume is None or used is None:
        return None
    if seats is not None:
        least, typically, most = seats.low, seats.typical, seats.high
    else:
        ends = spread or Band(low=volume.total, typical=volume.total, high=volume.total)
        least, most = ends.low / used.high, ends.high / used.low
        typically = ends.typical / used.typical
    return Band(low=least * each.low, typical=typically * each.typical, high=most * each.high)


def _settings(book: Book, answers: Answers, inputs: CostInputs) -> Iterator[Setting]:
    for models in models_of(book, answers, inputs):
        yield settle(book, models, answers, inputs)


def _costs(
    ways: Mapping[str, Way], setting: Setting, volume: Volume, spread: Band | None
) -> tuple[OptionCost, ...]:
    """What each option costs in a case: over a range of volumes, from the least to the most."""
    share = _input_share(setting, volume)
    ends = [_of_total(end, share) for end in (spread.low, spread.high)] if spread else []
    volumes = [ends[0], volume, ends[1]] if ends else [volume]
    found = (
        [option_cost(option, way, setting.terms, one, share) for one in volumes]
        for option, way in ways.items()
    )
    return tuple(over_volumes(costs) if ends else costs[0] for costs in found)


def _over(cases: Iterable[Sequence[OptionCost]]) -> tuple[OptionCost, ...]:
    return tuple(over_cases(per_size) for per_size in zip(*cases, strict=True))


def _basis(volume: Volume | None, *, used: bool, decides: bool) -> Basis:
    if decides:
        return Basis.DECIDES_LIKELY if volume is None else Basis.DECIDES
    if volume is None:
        return Basis.LIKELY if used else Basis.EXPECTED
    return Basis.CEILING if used else Basis.TYPICAL


def _subject(
    book: Book,
    options: Sequence[Option],
    asked: Asked,
    settings: Sequence[Setting],
    inputs: CostInputs,
) -> CostSubject:
    volume = asked.volume or _volume(book, asked.answers, settings[0])
    spread = None if asked.volume else _spread(book, asked.answers)
    cases = tuple(_case(book, options, setting, volume, spread) for setting in settings)
    costs = _over(case.costs for case in cases)
    known = {cost.option: cost.monthly.typical for cost in costs if cost.monthly is not None}
    dollars = typical(asked.answers.get(asked.decides)) if asked.decides is not None else None
    return CostSubject(
        workload=asked.workload,
        volume=volume,
        spread=spread,
        basis=_basis(volume, used=inputs.ceiling is not None, decides=asked.decides is not None),
        decides=None if dollars is None else dollars * inputs.rate,
        upkeep=upkeep_of(book, asked.answers, inputs, asked.volume),
        costs=costs,
        cheapest=_cheapest(known),
        over_ceiling=over_ceiling(costs, inputs.ceiling),
        cases=cases,
    )


def _cheapest(typical: Mapping[str, float]) -> str | None:
    """The option with the lowest cost; None where several share it, or none is known."""
    lowest = min(typical.values(), default=None)
    cheapest = [option for option, cost in typical.items() if cost == lowest]
    return cheapest[0] if len(cheapest) == 1 else None


def _volume(book: Book, answers: Answers, setting: Setting) -> Volume | None:
    tokens = typical(answers.get(book.terms.volume))
    band = setting.terms[Term.INPUT_SHARE].band
    return None if band is None or tokens is None else _of_total(tokens, band.typical)


def _of_total(tokens: float, input_share: float) -> Volume:
    into = tokens * input_share
    return Volume(tokens_in=into, tokens_out=tokens - into)


def _spread(book: Book, answers: Answers) -> Band | None:
    """The tokens of a month where they are a range; None where they are one number, or unknown."""
    answer = answers.get(book.terms.volume)
    if not isinstance(answer, Estimate) or answer.certain:
        return None
    return Band(low=answer.low, typical=answer.typical, high=answer.high)


def _case(
    book: Book,
    options: Sequence[Option],
    setting: Setting,
    volume: Volume | None,
    spread: Band | None,
) -> CostCase:
    ways = book.ways(options)
    share = _input_share(setting, volume)
    tokens = None if volume is None else volume.total
    pairs = book.pairs(options)
    evens = [break_even(pair, ways, setting.terms, share, tokens) for pair in pairs]
    tried = [sensitivity(p, ways, setting.terms, share) for p in pairs if p.sensitivity]
    volumes = tuple(_volumes(tokens))
    costs: tuple[OptionCost, ...] = ()
    if volume is not None:
        costs = _costs(ways, setting, volume, spread)
    given = figures(setting.terms, "typical")
    curves = {option: curve(way, given, share) for option, way in ways.items()}
    return CostCase(
        tier=setting.models.tier,
        closed_model=setting.models.closed.name,
        open_model=setting.models.open.name,
        gpu=setting.card,
        input_share=share,
        costs=costs,
        break_evens=tuple(even for even in evens if even is not None),
        sensitivities=tuple(table for table in tried if table is not None),
        volumes=volumes,
        curves=tuple(
            Curve(option=o, costs=tuple(None if c is None else c.cost(v) for v in volumes))
            for o, c in curves.items()
        ),
        terms=tuple(setting.terms.values()),
    )


def _input_share(setting: Setting, volume: Volume | None) -> float:
    if volume is not None and volume.total > 0:
        return volume.tokens_in / volume.total
    band = setting.terms[Term.INPUT_SHARE].band
    return 0.5 if band is None else band.typical


def _volumes(tokens: float | None) -> Iterator[float]:
    """From a million to a hundred thousand million, or as far as the volume at hand is.

    They begin at one token at the latest: below it nothing is counted.
    """
    exponent = log10(max(tokens, 1)) if tokens else _FROM
    first, last = min(_FROM, floor(exponent)), max(_TO, ceil(exponent))
    for step in range((last - first) * _PER_DECADE + 1):
        yield 10 ** (first + step / _PER_DECADE)
