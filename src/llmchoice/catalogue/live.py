"""Prices as the installed genai-prices has them: the one place that imports it.

What is taken from it is looked at before it is used: a version that names or arranges things in
another way is refused, and nothing is guessed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from itertools import groupby, pairwise
from types import ModuleType

from llmchoice.errors import LlmchoiceError, usage_error
from llmchoice.model.price import DAY_HOURS, HourRates, PriceRecord, Rates, Tariff

PACKAGE = "genai-prices"
_MODULE = "genai_prices"
_DEAREST = 1_000_000
_KEYS = {
    "input": "input_mtok",
    "output": "output_mtok",
    "cached_input": "cache_read_mtok",
    "cache_write": "cache_write_mtok",
    "sound": "input_audio_mtok",
    "cached_sound": "cache_audio_read_mtok",
}
"""Ours to theirs. What they hold beside it (writes that are kept for an hour, sound that comes out,
pictures at a price of their own, searches) is left out, as docs/catalogue.md says."""
_IN_A_BATCH = ({"processing": "batch"}, {"service_tier": "batch"})
"""What they call a request that can wait."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Live:
    """Prices of one version of the package on one day."""

    version: str
    find: Callable[[PriceRecord], tuple[Tariff, ...]]
    """What is asked on the day, and after it what was and will be on others; empty where the
    package has no price for the day."""


def live_prices(day: str) -> Live:
    """The prices of the installed package for a day (YYYY-MM-DD).

    Raises:
        LlmchoiceError: exit code 2 when the package is not installed, or not as expected.
    """
    package = _imported(_MODULE)
    snapshot = _imported(f"{_MODULE}.data_snapshot")
    version = getattr(package, "__version__", None)
    if not isinstance(version, str) or not version:
        raise unexpected("?", "it names no version")
    models = _models(snapshot, version)

    def find(record: PriceRecord) -> tuple[Tariff, ...]:
        model = models.get((record.provider, record.model))
        if model is None:
            return ()
        try:
            return tuple(_tariffs(model, date.fromisoformat(day)))
        except (AttributeError, TypeError, ValueError, ArithmeticError) as error:
            raise unexpected(version, f"the form of a price is different ({error})") from error

    return Live(version, find)


def unexpected(version: str, why: str) -> LlmchoiceError:
    """The error for a package that is not as this program knows it."""
    return usage_error(
        f"the prices of {PACKAGE} {version} cannot be read",
        why=f"{why}; the prices that you had are unchanged",
        fix=f"install another version of {PACKAGE}, or a newer llmchoice",
    )


def _imported(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise usage_error(
            f"{PACKAGE} is not installed, or cannot be loaded",
            why=f"new prices come from that package ({error}); the packaged ones are unchanged",
            fix="pip install 'llmchoice[prices]'",
        ) from error


def _models(snapshot: ModuleType, version: str) -> dict[tuple[str, str], object]:
    try:
        providers: Iterable[object] = snapshot.get_snapshot().providers
        models = {
            (str(_part(provider, "id")), str(_part(model, "id"))): model
            for provider in providers
            for model in _several(_part(provider, "models"))
        }
    except (AttributeError, TypeError) as error:
        raise unexpected(version, f"its structure is different ({error})") from error
    if not models:
        raise unexpected(version, "it holds no models")
    return models


def _tariffs(model: object, day: date) -> Iterator[Tariff]:
    """What holds on the day, then the others in order; nothing without a price for the day."""
    starts = sorted(set(_starts(model, day)))
    periods = [
        (since, until - timedelta(days=1) if until else None)
        for since, until in pairwise([None, *starts, None])
    ]
    current = next(p for p in periods if (p[0] or day) <= day <= (p[1] or day))
    now = _tariff(model, day, *current)
    if now is None:
        return
    yield now
    for since, until in periods:
        other = None
        if (since, until) != current:
            other = _tariff(model, since or until or day, since, until)
        if other is not None:
            yield other


def _starts(model: object, today: date) -> Iterator[date]:
    """The days on which its price changes, or that of a batch.

    The first price of a batch that was in force before today is none: they mostly start on the day
    on which the package learnt of them.
    """
    listed = getattr(model, "prices", ())
    for part in listed if isinstance(listed, list) else ():
        if (start := _begun(part)) is not None:
            yield start
    for part in _batches(model):
        if (start := _begun(part)) is not None:
            before = _batch_of(model, start - timedelta(days=1))
            if _batch_of(model, start) is not before and (before is not None or start > today):
                yield start


def _begun(part: object) -> date | None:
    """The first day of a price; None where it has none."""
    start = getattr(getattr(part, "constraint", None), "start_date", None)
    return start if isinstance(start, date) else None


def _batches(model: object) -> list[object]:
    variants = _several(getattr(model, "price_variants", None) or ())
    return [variant for variant in variants if _part(variant, "when") in _IN_A_BATCH]


def _batch_of(model: object, day: date) -> object | None:
    """What is in force for batches: of variants that have begun the package takes the first."""
    begun = (each for each in _batches(model) if (_begun(each) or date.min) <= day)
    return next(begun, None)


def _tariff(model: object, day: date, since: date | None, until: date | None) -> Tariff | None:
    """What holds for most hours of a day, of two that hold as long the dearer, and the rest."""
    get_prices = _function(model, "get_prices")
    midnight = datetime.combine(day, time(), UTC)
    by_hour = [_rates(get_prices(midnight + timedelta(hours=hour))) for hour in range(DAY_HOURS)]
    counts = Counter(rates for rates in by_hour if rates is not None)
    if not counts:
        return None
    usual = max(counts, key=lambda rates: (counts[rates], rates.input, rates.output))
    return usual.model_copy(
        update={
            "hours": tuple(_hours(by_hour, usual)),
            "batch": _batch(model, day, usual),
            "since": since and since.isoformat(),
            "until": until and until.isoformat(),
        }
    )


def _batch(model: object, day: date, usual: Tariff) -> float | None:
    """The share of the ordinary price that a batch costs on a day, by its dearer kind of token."""
    variant = _batch_of(model, day)
    rates = None if variant is None else _rates(_part(variant, "prices"))
    if rates is None:
        return None
    share = max(rates.input / usual.input, rates.output / usual.output)
    return round(share, _DIGITS) if share < 1 else None


def _hours(by_hour: Sequence[Tariff | None], usual: Tariff) -> Iterator[HourRates]:
    start = 0
    for rates, hours in groupby(by_hour):
        end = start + len(list(hours))
        if rates is not None and rates != usual:
            base = {name: getattr(rates, name) for name in Rates.model_fields}
            yield HourRates.model_validate({**base, "from_hour": start, "to_hour": end})
        start = end


def _rates(price: object) -> Tariff | None:
    """The ordinary rates and those of long prompts."""
    parts = {name: getattr(price, key, None) for name, key in _KEYS.items()}
    base = {name: _dollars(getattr(part, "base", part)) for name, part in parts.items()}
    if base["input"] is None or base["output"] is None:
        return None
    tiers = {name: _several(getattr(part, "tiers", ())) for name, part in parts.items()}
    steps = {
        name: {_start(tier): tier for tier in part_tiers} for name, part_tiers in tiers.items()
    }
    long: list[dict[str, object]] = []
    for above in sorted({start for part_steps in steps.values() for start in part_steps}):
        reached = dict(long[-1] if long else base)
        dearer = {
            name: part_steps[above] for name, part_steps in steps.items() if above in part_steps
        }
        reached |= {name: _dollars(_part(tier, "price")) for name, tier in dearer.items()}
        long.append({**reached, "above": above})
    steps_of_long = tuple(_hearing(step) for step in long)
    return Tariff.model_validate({**_hearing(base), "long": steps_of_long})


def _hearing(rates: Mapping[str, object]) -> dict[str, object]:
    """Rates without what sound costs that was heard before, where no price of sound is known."""
    return {**rates, "cached_sound": rates["sound"] and rates["cached_sound"]}


def _start(tier: object) -> int:
    start = _part(tier, "start")
    if not isinstance(start, int) or isinstance(start, bool):
        raise TypeError(f"{start!r} is not a number of tokens")
    return start


def _dollars(value: object) -> float | None:
    """A rate. Nothing, and nothing to pay, are no price."""
    if value is None:
        return None
    if not isinstance(value, Decimal | float | int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not an amount")
    amount = float(value)
    if not 0 <= amount <= _DEAREST:
        raise ValueError(f"{value!r} is not a price")
    return amount or None


def _part(whole: object, name: str) -> object:
    return getattr(whole, name)


def _function(whole: object, name: str) -> Callable[[datetime], object]:
    part = getattr(whole, name)
    if not callable(part):
        raise TypeError(f"{name} cannot be called")
    function: Callable[[datetime], object] = part
    return function


def _several(value: object) -> Iterable[object]:
    if not isinstance(value, Iterable):
        raise TypeError("its models are not a list")
    return value
