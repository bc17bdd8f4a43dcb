"""The terms that costs are computed from, and what a profile says of them under `costs:`.

Money is in the currency of the profile; every amount is per month unless it says else.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, StringConstraints

from llmchoice.model.base import Frozen, Id, ModelId, Number, Rising
from llmchoice.model.reserved import Offered
from llmchoice.tier import Tier

DOLLARS = "USD"


class Term(StrEnum):
    """A figure that a cost is computed from. Names, units and sources are data."""

    INPUT_SHARE = "input-share"
    CACHE_SHARE = "cache-share"
    CACHE_WRITES = "cache-writes"
    SOUND_SHARE = "sound-share"
    BATCH_SHARE = "batch-share"
    THINKING = "thinking"
    VECTOR_SHARE = "vector-share"
    VECTOR_PRICE = "vector-price"
    PEAK_TO_MEAN = "peak-to-mean"
    THROUGHPUT_SHARE = "throughput-share"
    SPARES = "spares"
    CLOSED_PRICE_IN = "closed-price-in"
    CLOSED_PRICE_OUT = "closed-price-out"
    CLOSED_PRICE_CACHED = "closed-price-cached"
    CLOSED_PRICE_KEPT = "closed-price-kept"
    CLOSED_PRICE_SOUND = "closed-price-sound"
    CLOSED_PRICE_SOUND_CACHED = "closed-price-sound-cached"
    CLOSED_PRICE_BATCH = "closed-price-batch"
    OPEN_PRICE_IN = "open-price-in"
    OPEN_PRICE_OUT = "open-price-out"
    OPEN_PRICE_CACHED = "open-price-cached"
    OPEN_PRICE_KEPT = "open-price-kept"
    OPEN_PRICE_SOUND = "open-price-sound"
    OPEN_PRICE_SOUND_CACHED = "open-price-sound-cached"
    OPEN_PRICE_BATCH = "open-price-batch"
    CLOUD_PRICE_IN = "cloud-price-in"
    CLOUD_PRICE_OUT = "cloud-price-out"
    CLOUD_PRICE_CACHED = "cloud-price-cached"
    CLOUD_PRICE_KEPT = "cloud-price-kept"
    CLOUD_PRICE_SOUND = "cloud-price-sound"
    CLOUD_PRICE_SOUND_CACHED = "cloud-price-sound-cached"
    CLOUD_PRICE_BATCH = "cloud-price-batch"
    SEATS = "seats"
    SEAT_PRICE = "seat-price"
    SEAT_TOKENS = "seat-tokens"
    APPLICATION = "application"
    APPLICATION_STAFF = "application-staff"
    APPLICATION_PEOPLE = "application-people"
    APPLICATION_GROWTH = "application-growth"
    APPLICATION_LEAST = "application-least"
    ADMINISTRATION = "administration"
    REGION_SURCHARGE = "region-surcharge"
    GPU_HOUR = "gpu-hour"
    RENT_OVERHEAD = "rent-overhead"
    ENDPOINT_HOUR = "endpoint-hour"
    GPU_PRICE = "gpu-price"
    PURCHASE_SHARE = "purchase-share"
    USEFUL_LIFE = "useful-life"
    RESIDUAL_VALUE = "residual-value"
    GPU_WATTS = "gpu-watts"
    SERVER_POWER = "server-power"
    PUE = "pue"
    ELECTRICITY = "electricity"
    COLOCATION = "colocation"
    PARAMETERS = "parameters"
    BYTES_PER_PARAMETER = "bytes-per-parameter"
    MEMORY_OVERHEAD = "memory-overhead"
    KV_PER_TOKEN = "kv-per-token"  # noqa: S105 - a token of text, no password
    KV_PER_SESSION = "kv-per-session"
    CONTEXT = "context"
    SESSIONS = "sessions"
    GPU_MEMORY = "gpu-memory"
    MEMORY_USE = "memory-use"
    INPUT_RATE = "input-rate"
    OUTPUT_RATE = "output-rate"
    STAFF_SHARE = "staff-share"
    STAFF_PER_GPU = "staff-per-gpu"
    SALARY = "salary"
    SETUP_WEEKS = "setup-weeks"
    SETUP_MONTHS = "setup-months"
    OTHER_MONTHLY = "other-monthly"


class TokenPrices(NamedTuple):
    """The terms of what tokens cost under one way of buying them."""

    into: Term
    out: Term
    cached: Term
    """Input that was read before; as any other input where nobody knows."""
    kept: Term
    """Input that is written to the cache; likewise."""
    sound: Term
    """Input that is sound; nobody pays as for text where nobody knows."""
    sound_cached: Term
    """Sound that was heard before; as any other sound where nobody knows."""
    batch: Term
    """What a batch costs, as a share of all these; as much where nobody knows."""


_KINDS = ("in", "out", "cached", "kept", "sound", "sound-cached", "batch")
CLOSED_PRICES, OPEN_PRICES, CLOUD_PRICES = (
    TokenPrices(*(Term(f"{way}-price-{kind}") for kind in _KINDS))
    for way in ("closed", "open", "cloud")
)
BATCH_PRICES = frozenset({CLOSED_PRICES.batch, OPEN_PRICES.batch, CLOUD_PRICES.batch})
"""Shares of a price."""
SOUND_PRICES = frozenset(
    term
    for prices in (CLOSED_PRICES, OPEN_PRICES, CLOUD_PRICES)
    for term in (prices.sound, prices.sound_cached)
)
"""Prices that nobody pays who does not talk to the model."""
TOKEN_PRICES = tuple(
    term for term in (*CLOSED_PRICES, *OPEN_PRICES, *CLOUD_PRICES) if term not in BATCH_PRICES
)
"""Prices of a million tokens."""

WORKING_TIME = (
    Term.APPLICATION_STAFF,
    Term.APPLICATION_PEOPLE,
    Term.APPLICATION_GROWTH,
    Term.APPLICATION_LEAST,
    Term.SALARY,
)
"""What keeping up an application is worked out from, where no amount for a person is stated."""

MONEY = frozenset(
    {
        *TOKEN_PRICES,
        Term.VECTOR_PRICE,
        Term.SEAT_PRICE,
        Term.APPLICATION,
        Term.ADMINISTRATION,
        Term.GPU_HOUR,
        Term.ENDPOINT_HOUR,
        Term.GPU_PRICE,
        Term.ELECTRICITY,
        Term.COLOCATION,
        Term.SALARY,
        Term.OTHER_MONTHLY,
    }
)
"""Terms in a currency."""

RATES = (1e-6, 1e9)
"""What one US dollar may buy, from the dearest money to the cheapest."""
CEILINGS = (0.01, 1e12)
"""What an organisation may be ready to pay in a month."""
MOST_TOKENS = 1e16
"""Tokens a month beyond which a volume is a slip of the pen, by any provider's measure."""


End = Literal["low", "typical", "high"]


class Band(Rising):
    """A figure as it may be: the lowest, the usual and the highest one."""

    @classmethod
    def exactly(cls, amount: float) -> Self:
        """The band of a figure that is known."""
        return cls(low=amount, typical=amount, high=amount)

    def plus(self, *others: "Band") -> "Band":
        """All together, end by end."""
        return Band(
            low=self.low + sum(other.low for other in others),
            typical=self.typical + sum(other.typical for other in others),
            high=self.high + sum(other.high for other in others),
        )

    @classmethod
    def of_all(cls, bands: Iterable["Band | None"]) -> "Band | None":
        """What there is of several, all together; None for nothing."""
        known = [band for band in bands if band is not None]
        return known[0].plus(*known[1:]) if known else None

    def times(self, factor: float) -> "Band":
        """The same so many times over."""
        low, typical, high = (factor * end for end in (self.low, self.typical, self.high))
        return self if factor == 1 else Band(low=low, typical=typical, high=high)

    @property
    def certain(self) -> bool:
        """Whether there is only one figure."""
        return self.low == self.high


class Corners(NamedTuple):
    """The same on the way to a band: many are added and compared, and a few are shown."""

    low: float
    typical: float
    high: float


class CostInputs(Frozen):
    """What a profile says under `costs:`. Its money is in its own currency."""

    terms: Mapping[Term, Band] = Field(default_factory=dict)
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = DOLLARS
    rate: Annotated[Number, Field(ge=RATES[0], le=RATES[1])] = 1
    """Units of the currency that one US dollar buys."""
    ceiling: Annotated[Number, Field(ge=CEILINGS[0], le=CEILINGS[1])] | None = None
    """The most that the organisation would pay in a month."""
    tier: Tier | None = None
    """The models that stand for each side, in place of those that the work takes."""
    gpu: Id | None = None
    closed_model: ModelId | None = None
    """The model that stands for the closed side, in place of those of a tier."""
    open_model: ModelId | None = None
    closed_reserved: Offered | None = None
    """What the organisation was offered for this closed model, in place of what is published."""
    open_reserved: Offered | None = None
    """The same for an open one."""


def in_dollars(amount: float, rate: float) -> float:
    """An amount in US dollars, one of which buys `rate` units of the currency that it is in."""
    return amount / rate
