"""Which figure each term has in one case, and why: the profile's, an answer's, or the usual one.

Longer than other files because it is one list: where each figure of a cost comes from.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from math import fsum
from types import MappingProxyType

from llmchoice.catalogue.cost.book import (
    Book,
    Changed,
    Figure,
    Gpu,
    Priced,
    Side,
    TermEntry,
    Way,
)
from llmchoice.catalogue.cost.formulas import rates
from llmchoice.model.base import UNKNOWN
from llmchoice.model.cost import StatedTerm
from llmchoice.model.estimate import Estimate, Passed, half_way
from llmchoice.model.option import Payment
from llmchoice.model.price import Price, Rates, Tariff
from llmchoice.model.profile import Answers
from llmchoice.model.reserved import Offered
from llmchoice.model.terms import (
    CLOSED_PRICES,
    CLOUD_PRICES,
    MONEY,
    OPEN_PRICES,
    TOKEN_PRICES,
    Band,
    CostInputs,
    Term,
    TokenPrices,
)
from llmchoice.tier import TIERS, Tier

PRICES = frozenset(
    {
        *TOKEN_PRICES,
        Term.VECTOR_PRICE,
        Term.SEAT_PRICE,
        Term.GPU_HOUR,
        Term.ENDPOINT_HOUR,
        Term.GPU_PRICE,
    }
)
"""Terms that somebody asks money for, and that are read again."""
_NO_FIGURE = "no source was found"
_NO_PRICE = "no price was found"
_NO_RATE = "no measurement of a model of its size was found"
_NO_SOUND_PRICE = "no price of sound was found"
_NO_SOUND_RATE = "no measurement with sound was found"
_WRITTEN_DOWN = "not known to hear: at the price of text, writing it down left out"
_NO_CLOUD = "no price of a cloud that sells it was found"
_NOT_IN_CLOUDS = "no cloud is known to sell it"
_IN_PRICE = "the price is that of a territory already"
_NOT_STATED = "not stated: as many as the volume takes"
_ONE_BATCH = (
    "one batch runs at an even load until it is done, and pays for all that is set up for it"
)
_BY_TIME = "not stated: worked out from the time that it takes"
_DESK = "a machine on a desk: its power is that of the whole, and no data centre is paid for"
_OF_CARD = "as commonly published; the maker's data sheet was not read here"
OF_A_CARD = frozenset({Term.GPU_HOUR, Term.GPU_PRICE, Term.GPU_MEMORY, Term.GPU_WATTS})
"""Terms of which a profile with other cards has figures of its own."""
ON_A_DESK = {Term.SERVER_POWER: 1.0, Term.PUE: 1.0, Term.COLOCATION: 0.0}
"""What a machine on a desk takes beside itself."""
_RATES = (Term.INPUT_RATE, Term.OUTPUT_RATE)
YOURS = "your profile"
USUAL = "the usual figure"


@dataclass(frozen=True, slots=True)
class Models:
    """What stands for either side in a case."""

    tier: Tier | None
    """None where the profile names both."""
    closed: Priced
    open: Priced
    unable: frozenset[str] = frozenset()
    """The options whose model is not known to do the work, or is not sold that way."""
    beside: frozenset[str] = frozenset()
    """The options that take other models: what they cost with this one is compared alone."""

    @property
    def in_a_territory(self) -> "Models":
        """The same at the prices of those who offer them in one."""
        return replace(self, closed=self.closed.in_a_territory, open=self.open.in_a_territory)


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything that a case depends on but the volume."""

    models: Models
    gpu: Gpu
    card: str | None
    """What the GPU is called; None where the profile has figures of its own and names none."""
    terms: Mapping[Term, StatedTerm]
    """In the profile's currency."""
    rate: float = 1.0
    """What turns US dollars into it."""
    hearing: tuple[Side, ...] = ()
    """The sides whose model hears what is said, where some of the input is sound."""
    reserved: Mapping[str, Offered] = field(default_factory=dict)
    """What the profile was offered for the model of a side, in its currency."""
    sellers: Mapping[str, str] = field(default_factory=dict)
    """What providers are called, by their ids."""
    tied: bool = False
    """Whether the work has to stay in a territory."""
    changed: Changed | None = None
    """What the model is turned into; None where it stays as it is sold."""
    batch: float | None = None
    """Over how many months one batch is spread; None where work recurs."""

    def way(self, way: Way) -> Way:
        """How an option is paid for here: by the hour alone where no token of its model is sold.

        And while it runs alone, where it is one batch.
        """
        sold = self.changed is None or self.changed.priced
        if sold and self.batch is None:
            return way
        return replace(way, by_the_hour=way.endpoint and not sold, batch=self.batch)

    @property
    def machines(self) -> bool:
        """Whether the volume says how many cards of one's own it takes."""
        return self.changed is None or self.changed.machines

    def able(self, way: Way) -> bool:
        """Whether the model is known to do the work, and to be sold that way."""
        return way.option.id not in self.models.unable

    def taken(self, way: Way) -> bool:
        """Whether the option is costed with the model."""
        return self.able(way) and way.option.id not in self.models.beside

    def placed(self, way: Way) -> bool:
        """Whether who sells the model that way is known to offer it where the work may go."""
        model = self.models.closed if way.side == "closed" else self.models.open
        return not (self.tied and way.sellers) or not model.placed.isdisjoint(way.sellers)


def unplaced_of(ways: Mapping[str, Way], settings: Iterable[Setting]) -> tuple[str, ...]:
    """The options that nobody is known to offer where the work may go, by none of the settings."""
    good = {w for s in settings for w, way in ways.items() if s.taken(way) and s.placed(way)}
    return tuple(option for option in ways if option not in good)


def models_of(
    book: Book,
    answers: Answers,
    inputs: CostInputs,
    ways: Mapping[str, Way] = MappingProxyType({}),
) -> tuple[Models, ...]:
    """The models to look at: those that the inputs name, else those that can do the work.

    Two of each side stand for a tier; for an option with which neither can, another does. Where
    nobody says how hard the work is, every tier counts.

    `ways` are the options that they are for; without them it is those that stand for a tier.

    Raises:
        KeyError: when the inputs name a model that the book does not have.
    """
    closed, own = (
        None if name is None else book.stock[name]
        for name in (inputs.closed_model, inputs.open_model)
    )
    if closed is not None and own is not None:
        return (Models(None, closed, own),)
    return tuple(
        models
        for tier in _tiers(book, answers, inputs)
        for models in _of_tier(book, tier, answers, inputs, ways)
    )


def _of_tier(
    book: Book, tier: Tier, answers: Answers, inputs: CostInputs, ways: Mapping[str, Way]
) -> Iterator[Models]:
    """As many as the side with more models has; of the other one some stand twice then."""
    named: dict[Side, str | None] = {"closed": inputs.closed_model, "open": inputs.open_model}
    tiers: dict[Side, Tier] = {"closed": tier, "open": _able(book, tier, answers, inputs)}
    machine = book.machine(answers)
    # Whoever names a card, or its memory, says what there is.
    named_card = inputs.gpu is not None or not OF_A_CARD.isdisjoint(inputs.terms)
    single = machine is not None and machine.single and not named_card
    able = {
        option: book.able(way, answers, tiers[way.side], single=single)
        for option, way in ways.items()
        if named[way.side] is None and way.payment is not Payment.SEATS
    }

    casts = {
        option: book.cast(ways[option], tiers[ways[option].side], known)
        for option, known in able.items()
    }

    def looked_at(side: Side) -> list[str]:
        name = named[side]
        if name is not None:
            return [name]
        stands = book.stands(side, tiers[side])
        own = dict.fromkeys(
            model for option, cast in casts.items() if ways[option].side == side for model in cast
        )
        return sorted(own or stands, key=lambda model: model not in stands)

    theirs, ours = looked_at("closed"), looked_at("open")
    most = max(len(theirs), len(ours))
    for closed, own in islice(zip(cycle(theirs), cycle(ours), strict=False), most):
        unable, beside = (
            frozenset(option for option, known in each.items() if {closed, own}.isdisjoint(known))
            for each in (able, casts)
        )
        yield Models(tier, book.stock[closed], book.stock[own], unable, beside)


def _tiers(book: Book, answers: Answers, inputs: CostInputs) -> tuple[Tier, ...]:
    if inputs.tier is not None:
        return (inputs.tier,)
    given = answers.get(book.terms.tiers.question)
    tier = book.terms.tiers.of.get(given) if isinstance(given, str) else None
    return TIERS if tier is None else (tier,)


def _able(book: Book, tier: Tier, answers: Answers, inputs: CostInputs) -> Tier:
    """The tier whose open models can do the work: the next one where a test says so."""
    tested = answers.get(book.terms.tiers.test)
    outcome = tested.amounts_to if isinstance(tested, Passed) else tested
    if inputs.tier is not None or outcome != book.terms.tiers.fails:
        return tier
    return TIERS[min(TIERS.index(tier) + 1, len(TIERS) - 1)]


_SourcedBand = tuple[Band | None, str, str, str | None]
"""A band, what it follows from, its source and when that was looked at."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made already, by all that it follows from beside the book and the inputs."""

    terms: dict[tuple[object, ...], StatedTerm] = field(default_factory=dict)
    taken: dict[tuple[object, ...], Mapping[Term, _SourcedBand]] = field(default_factory=dict)
    """What models and cards say of terms."""


def settle(
    book: Book, models: Models, answers: Answers, inputs: CostInputs, made: Made | None = None
) -> Setting:
    """The figures of all terms, with these models.

    `made` are terms by the same book and inputs, to take some from and to add others to.

    Raises:
        KeyError: when the inputs name a GPU that the book does not have.
    """
    gpus = {gpu.id: gpu for gpu in book.hardware.gpus}
    tied = book.tied(answers)
    dearer = tied and models.closed.dearer_in_a_territory and CLOSED_PRICES.into not in inputs.terms
    models = models.in_a_territory if tied else models
    machine = book.machine(answers)
    gpu = gpus[inputs.gpu or (book.terms.gpu if machine is None else machine.gpu)]
    prompt, sound = (
        _stated(entry, {}, answers, inputs).band
        for term in (Term.CONTEXT, Term.SOUND_SHARE)
        for entry in book.terms.terms
        if entry.id is term
    )
    hearing = tuple(_hearing(models, inputs))
    some = sound is not None and sound.high > 0
    made = made or Made()
    known = (models.closed, models.open, gpu, prompt, hearing)
    if known not in made.taken:
        made.taken[known] = dict(_taken(book, models, gpu, prompt, hearing))
    taken = dict(made.taken[known])
    changed = book.changed(answers)
    if changed is not None and not changed.priced:
        taken |= _unsold(models, changed)
    if dearer and models.closed.in_clouds:
        taken[Term.REGION_SURCHARGE] = _alone(1.0, models.closed.name, _IN_PRICE, None)
    if some and "open" in hearing:
        taken |= dict.fromkeys(_RATES, (None, models.open.name, _NO_SOUND_RATE, None))
    taken[Term.SEATS] = _seats(book, answers)
    taken[Term.APPLICATION] = None, _BY_TIME, _BY_TIME, None

    def stated(entry: TermEntry) -> StatedTerm:
        read = (answers.get(follows.question) for follows in entry.when)
        key = (entry.id, taken.get(entry.id), *read)
        if key not in made.terms:
            made.terms[key] = _stated(entry, taken, answers, inputs)
        return made.terms[key]

    terms = {entry.id: stated(entry) for entry in book.terms.terms}
    batch = batch_of(book, answers)
    if batch is not None:
        origin = f"{book.terms.volume}: {answers[book.terms.volume]}"
        for term, amount in ((Term.PEAK_TO_MEAN, 1.0), (Term.SETUP_MONTHS, batch)):
            if term not in inputs.terms:
                terms[term] = terms[term].model_copy(
                    update={
                        "band": Band.exactly(amount),
                        "because": origin,
                        "source": _ONE_BATCH,
                        "checked_on": None,
                        "assumed": True,
                    }
                )
    unnamed = inputs.gpu is None and not OF_A_CARD.isdisjoint(inputs.terms)
    offered = {"closed": inputs.closed_reserved, "open": inputs.open_reserved}
    return Setting(
        models,
        gpu,
        None if unnamed else gpu.name,
        terms,
        rate=inputs.rate,
        hearing=hearing if some else (),
        sellers=book.sellers,
        tied=tied,
        changed=changed,
        batch=batch,
        reserved={side: offer for side, offer in offered.items() if offer is not None},
    )


def _hearing(models: Models, inputs: CostInputs) -> Iterator[Side]:
    """The sides whose model hears: somebody says so, or the inputs have its price of sound."""
    for model, own in (
        (models.closed, (CLOSED_PRICES,)),
        (models.open, (OPEN_PRICES, CLOUD_PRICES)),
    ):
        if model.hears or any(prices.sound in inputs.terms for prices in own):
            yield model.side


def prices_as_of(book: Book, settings: Iterable[Setting]) -> str:
    """The oldest day of any price that cases rest on; those of a profile have none."""
    days = (
        stated.checked_on
        for setting in settings
        for term, stated in setting.terms.items()
        if term in PRICES and stated.checked_on is not None
    )
    return min(days, default=book.terms.as_of)


def _stated(
    entry: TermEntry,
    taken: Mapping[Term, _SourcedBand],
    answers: Answers,
    inputs: CostInputs,
) -> StatedTerm:
    own = inputs.terms.get(entry.id)
    band: Band | None
    if own is not None:
        band, because, source, checked = own, YOURS, YOURS, None
    else:
        figure, because, source, checked = _widened(entry, taken, answers)
        rate = inputs.rate if entry.id in MONEY else 1
        band = figure and figure.times(rate)
    return StatedTerm(
        term=entry.id,
        name=entry.name,
        unit=entry.unit.replace("{currency}", inputs.currency),
        band=band,
        because=because,
        source=source,
        checked_on=checked,
        assumed=band is not None and own is None and checked is None and entry.taken_from is None,
    )


def _widened(
    entry: TermEntry, taken: Mapping[Term, _SourcedBand], answers: Answers
) -> _SourcedBand:
    """The figure that follows from the answers; as wide as unknown ones may make it."""
    band, because, source, checked = _following(entry, taken, answers)
    open_ends = [follows for follows in entry.when if answers.get(follows.question) == UNKNOWN]
    if band is not None and open_ends:
        # What nobody answered must exclude nothing: the cheapest answer may be the right one.
        low = min(band.low, *(follows.low for follows in open_ends))
        high = max(band.high, *(follows.high for follows in open_ends))
        band = Band(low=low, typical=band.typical, high=high)
    return band, because, source, checked


def _following(
    entry: TermEntry, taken: Mapping[Term, _SourcedBand], answers: Answers
) -> _SourcedBand:
    for follows in entry.when:
        if follows.given(answers):
            return _of(follows, f"{follows.question}: {follows.answer}")
    if entry.figure is not None and entry.id not in taken:
        return _of(entry.figure, USUAL)
    return taken.get(entry.id, (None, _NO_FIGURE, _NO_FIGURE, None))


def _taken(
    book: Book, models: Models, gpu: Gpu, prompt: Band | None, hearing: Collection[Side]
) -> Iterator[tuple[Term, _SourcedBand]]:
    closed, own = models.closed, models.open
    for terms, model, price, none in (
        (CLOSED_PRICES, closed, closed.price, _NO_PRICE),
        (OPEN_PRICES, own, own.price, _NO_PRICE),
        (CLOUD_PRICES, own, own.cloud, _NO_CLOUD),
    ):
        name = model.name
        if price is None:
            yield from ((term, (None, name, none, None)) for term in terms)
            continue
        bands = _bands(price, prompt)
        for term, band in zip(terms[: len(bands)], bands, strict=True):
            yield term, (band, name, price.cited, price.as_of)
        yield from _of_sound(terms, model, price, prompt, hears=model.side in hearing)
        if price.batch is None:
            yield terms.batch, _of(book.terms.batch, name)
        else:
            source = price.batch_source or price.cited
            yield terms.batch, _alone(price.batch, name, source, price.as_of)
    if not closed.in_clouds:
        yield Term.REGION_SURCHARGE, (None, closed.name, _NOT_IN_CLOUDS, None)
    source = own.memory_source or _NO_FIGURE
    for term, amount in (
        (Term.PARAMETERS, own.parameters),
        (Term.BYTES_PER_PARAMETER, own.bytes_per_parameter),
        (Term.KV_PER_TOKEN, own.kv_per_token),
        (Term.KV_PER_SESSION, own.kv_per_session),
    ):
        yield term, _alone(amount, own.name, source, own.memory_checked_on)
    yield from _of_gpu(gpu)
    yield from _of_throughput(book, own, gpu)


def _unsold(models: Models, changed: Changed) -> dict[Term, _SourcedBand]:
    """No price by the token of either model: what is sold is another one."""
    sold = ((CLOSED_PRICES, models.closed), (OPEN_PRICES, models.open), (CLOUD_PRICES, models.open))
    none = f"{changed.says} {changed.source}"
    return {
        term: (None, model.name, none, changed.checked_on)
        for prices, model in sold
        for term in prices
    }


def _of_sound(
    terms: TokenPrices, model: Priced, price: Price, prompt: Band | None, *, hears: bool
) -> Iterator[tuple[Term, _SourcedBand]]:
    """What sound costs; text in its place where the model has to be told in writing."""
    own = _heard(price, prompt)
    name, source = model.name, price.cited
    if own is None and (not hears or price.sound_as_input is not None):
        into, _, cached, _ = _bands(price, prompt)
        own = into, cached
        if price.sound_as_input is not None:
            source = price.sound_as_input
        else:
            name = f"{name}, {_WRITTEN_DOWN}"
    for term, band in zip((terms.sound, terms.sound_cached), own or (None, None), strict=True):
        if band is None:
            yield term, (None, name, _NO_SOUND_PRICE, None)
        else:
            yield term, (band, name, source, price.as_of)


def people_of(book: Book, answers: Answers) -> tuple[float, float] | None:
    """From how many to how many people the volume is given in; None where it is in none."""
    volume = answers.get(book.terms.volume)
    ways = book.terms.people
    counted = (volume.counted(way) for way in ways) if isinstance(volume, Estimate) else ()
    people = next((count for count in counted if count is not None), None)
    return people if people and people[0] else None


def batch_of(book: Book, answers: Answers) -> float | None:
    """Over how many months one batch is spread; None where the volume recurs, or is unknown."""
    volume = answers.get(book.terms.volume)
    return volume.months if isinstance(volume, Estimate) else None


def _seats(book: Book, answers: Answers) -> _SourcedBand:
    """One for everybody where the volume is given in people."""
    people = people_of(book, answers)
    if people is None:
        return None, _NOT_STATED, _NOT_STATED, None
    low, high = people
    seats = Band(low=low, typical=half_way(low, high), high=high)
    return seats, f"{book.terms.volume}: {answers[book.terms.volume]}", YOURS, None


def _bands(tariff: Tariff, prompt: Band | None) -> tuple[Band, ...]:
    """Input, output, input that was read before, and input that is kept.

    From the cheapest hour of the shortest prompt to the dearest of the longest; typically the
    mean of a day.
    """
    days = _days(tariff, prompt)
    amounts = [[(rates.amounts, span) for rates, span in day] for day in days]
    return tuple(_of_kind(amounts, kind) for kind in range(4))


def _heard(tariff: Tariff, prompt: Band | None) -> tuple[Band, ...] | None:
    """Sound, and sound that was heard before; None where one of the rates has no price of it."""
    days = _days(tariff, prompt)
    if any(rates.heard is None for day in days for rates, _ in day):
        return None
    amounts = [[(h, span) for rates, span in day if (h := rates.heard)] for day in days]
    return tuple(_of_kind(amounts, kind) for kind in range(2))


def _days(tariff: Tariff, prompt: Band | None) -> list[list[tuple[Rates, int]]]:
    """The hours of a day with the shortest, the usual and the longest prompt."""
    return [
        list(tariff.by_hour(0 if prompt is None else getattr(prompt, end)))
        for end in ("low", "typical", "high")
    ]


def _of_kind(days: Sequence[Sequence[tuple[Sequence[float], int]]], kind: int) -> Band:
    low, typical, high = ([(amounts[kind], span) for amounts, span in day] for day in days)
    return Band(
        low=min(amount for amount, _ in low),
        typical=_mean(typical),
        high=max(amount for amount, _ in high),
    )


def _mean(amounts: Sequence[tuple[float, int]]) -> float:
    """Of amounts that count so often; exact where all are the same."""
    least = min(amount for amount, _ in amounts)
    more = fsum((amount - least) * often for amount, often in amounts)
    return least + more / sum(often for _, often in amounts)


def _of_gpu(gpu: Gpu) -> Iterator[tuple[Term, _SourcedBand]]:
    if gpu.desk:
        for term, amount in ON_A_DESK.items():
            yield term, (Band.exactly(amount), gpu.name, _DESK, None)
    if gpu.hour is not None:
        yield Term.GPU_HOUR, _of(gpu.hour, gpu.name)
    if gpu.endpoint is not None:
        yield Term.ENDPOINT_HOUR, _of(gpu.endpoint, gpu.name)
    if gpu.price is not None:
        yield Term.GPU_PRICE, _of(gpu.price, gpu.name)
    yield Term.GPU_MEMORY, _alone(gpu.memory, gpu.name, _OF_CARD, None)
    yield Term.GPU_WATTS, _alone(gpu.watts, gpu.name, _OF_CARD, None)


def _of_throughput(book: Book, model: Priced, gpu: Gpu) -> Iterator[tuple[Term, _SourcedBand]]:
    row = next((row for row in book.hardware.throughput if row.id == model.throughput), None)
    if row is None:
        for term in (Term.INPUT_RATE, Term.OUTPUT_RATE):
            yield term, (None, model.name, _NO_RATE, None)
        return
    measured = next(g for g in book.hardware.gpus if g.id == row.gpu)
    scale = gpu.bandwidth / measured.bandwidth
    weight = row.input_weight or book.hardware.input_weight.value
    ends = (row.figure.low, row.figure.typical, row.figure.high)
    into, out = zip(*(rates(end * scale, row.mix, weight) for end in ends), strict=True)
    because = row.name if scale == 1 else f"{row.name}, scaled to {gpu.name} by memory bandwidth"
    source = row.figure.source
    if row.input_weight is None:
        source = f"{source}; {book.hardware.input_weight.source}"
    for term, (low, typical, high) in ((Term.INPUT_RATE, into), (Term.OUTPUT_RATE, out)):
        band = Band(low=low, typical=typical, high=high)
        yield term, (band, because, source, row.figure.checked_on)


def _of(figure: Figure, because: str) -> _SourcedBand:
    band = Band(low=figure.low, typical=figure.typical, high=figure.high)
    return band, because, figure.source, figure.checked_on


def _alone(amount: float | None, because: str, source: str, checked: str | None) -> _SourcedBand:
    if amount is None:
        return None, because, _NO_FIGURE, None
    return Band.exactly(amount), because, source, checked
