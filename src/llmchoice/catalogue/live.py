"""Prices as the installed genai-prices has them: the one place that imports it.

What is taken from it is looked at before it is used: a version that names or arranges things in
another way is refused, and nothing is guessed.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from types import ModuleType

from llmchoice.errors import LlmchoiceError, usage_error
from llmchoice.model.catalogue import PriceRecord

PACKAGE = "genai-prices"
_MODULE = "genai_prices"
_HOURS = 24
_DEAREST = 1_000_000


@dataclass(frozen=True, slots=True)
class Rates:
    """US dollars per million tokens."""

    input: float
    output: float
    cached_input: float | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """Prices of one version of the package on one day."""

    version: str
    find: Callable[[PriceRecord], Rates | None]
    """The rates of a record; None where the package has no price for it."""


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
    midnight = datetime.combine(date.fromisoformat(day), time(), UTC)
    hours = [midnight + timedelta(hours=hour) for hour in range(_HOURS)]

    def find(record: PriceRecord) -> Rates | None:
        model = models.get((record.provider, record.model))
        return None if model is None else _usual(model, hours, version)

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


def _usual(model: object, hours: Iterable[datetime], version: str) -> Rates | None:
    """What holds for most hours of the day; of two that hold as long, the dearer."""
    try:
        get_prices = _function(model, "get_prices")
        counts = Counter(_rates(get_prices(hour)) for hour in hours)
    except (AttributeError, TypeError, ValueError, ArithmeticError) as error:
        raise unexpected(version, f"the form of a price is different ({error})") from error
    known = {rates: often for rates, often in counts.items() if rates is not None}
    return max(known, key=lambda rates: (known[rates], rates.input, rates.output), default=None)


def _rates(price: object) -> Rates | None:
    asked, answered = (_dollars(_part(price, f"{side}_mtok")) for side in ("input", "output"))
    if asked is None or answered is None:
        return None
    return Rates(asked, answered, _dollars(_part(price, "cache_read_mtok")))


def _dollars(value: object) -> float | None:
    """A rate; of tiers the first. Nothing, and nothing to pay, are no price."""
    plain = getattr(value, "base", value)
    if plain is None:
        return None
    if not isinstance(plain, Decimal | float | int) or isinstance(plain, bool):
        raise TypeError(f"{plain!r} is not an amount")
    amount = float(plain)
    if not 0 <= amount <= _DEAREST:
        raise ValueError(f"{plain!r} is not a price")
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
