"""What is known of models: who makes them, on which terms, how large, where, and for how much.

Longer than other files because it is one thing: the catalogue, type by type. None stands for what
is not known; it is no zero and no best case. Every field that is filled names its source, and
`unverified` lists those that rest on one weak source or on memory.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from llmchoice.model.base import Flag, Frozen, Id, ModelId, Positive, Text, Whole
from llmchoice.model.price import Price
from llmchoice.model.reserved import ReservedOffer
from llmchoice.model.source import IsoDate

LicenceId = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", max_length=60)
]
"""An SPDX identifier, or `LicenseRef-` and a name where SPDX has none."""

NO_CAP = "no-cap"

Billions = Positive
"""Parameters in billions, above 0."""

Count = Annotated[Whole, Field(gt=0)]

Cap = Annotated[Whole, Field(gt=0)] | Literal["no-cap", "unknown"]
"""A number above which the licence asks for more, or that there is none, or that nobody knows."""

Known = Flag | Literal["unknown"]
"""Whether something holds, or that nobody knows."""


_KV_BYTES = 2
"""Of a number among keys and values: 16 bits."""


class Weights(StrEnum):
    """Who may hold the weights; `fully-open` models publish their training data as well."""

    CLOSED = "closed"
    OPEN = "open"
    FULLY_OPEN = "fully-open"
    ANNOUNCED = "announced"
    """Promised, and not known to be out."""


class LicenceClass(StrEnum):
    """What sort of terms a licence sets."""

    PERMISSIVE = "permissive"
    CONDITIONAL = "conditional"
    NON_COMMERCIAL = "non-commercial"
    PROPRIETARY = "proprietary"
    """Access by contract; nobody receives the weights."""
    UNKNOWN = "unknown"


class Permission(StrEnum):
    """Whether a licence lets a licensee do something."""

    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


class Attribution(StrEnum):
    """What a licensee has to say of where the model comes from."""

    NOTICE = "notice"
    """Keep the licence text and the notices with copies."""
    DISPLAY = "display"
    """Show a name to users, at least in some cases."""
    NOT_ASKED = "not-asked"
    UNKNOWN = "unknown"


class Material(StrEnum):
    """What a model takes in."""

    TEXT = "text"
    PICTURES = "pictures"
    SOUND = "sound"


class Licence(Frozen):
    """Terms of use, as conditions that a filter can act on."""

    id: LicenceId
    name: Text
    licence_class: Annotated[LicenceClass, Field(alias="class")]
    commercial: Permission
    user_cap: Cap
    """Users a month above which the maker has to be asked."""
    revenue_cap: Cap
    """US dollars a year above which the maker has to be asked or more is owed."""
    eu_excluded: Known
    """Whether licensees with their seat in the European Union receive no rights, or fewer."""
    attribution: Attribution
    field_of_use: Known
    """Whether some uses are forbidden."""
    redistribution: Permission
    """Handing on the weights."""
    hosting: Permission
    """Selling access to the model itself as a service."""
    conditions: tuple[Text, ...] = ()
    url: Text | None = None
    source: Text
    verified: Flag
    """Whether the text of the licence, or its SPDX entry, was read."""


class Window(Frozen):
    """Layers that remember the last tokens alone, however long the conversation is."""

    layers: Count
    kv_heads: Count
    head_dim: Count
    tokens: Count
    """How many they remember."""

    @property
    def bytes(self) -> float:
        """What a conversation takes up in them once it is as long as that."""
        return float(2 * self.layers * self.kv_heads * self.head_dim * _KV_BYTES * self.tokens)


class Architecture(Frozen):
    """What the memory for a conversation depends on.

    Layers that remember all of it keep keys and values for each head (`kv_heads`, `head_dim`), or
    one vector in place of both (`latent`), or as much as the maker says (`kept`). Absent where
    nobody says how many of the layers those are.
    """

    layers: Count
    kv_layers: Count
    """Layers whose memory grows with the conversation."""
    kv_heads: Count | None = None
    head_dim: Count | None = None
    latent: Count | None = None
    """Numbers of a vector that stands for keys and values of all heads (MLA)."""
    kept: Positive | None = None
    """Bytes a token of all layers together, where tokens are compressed and somebody measured."""
    window: Window | None = None
    """The layers that remember the last tokens alone, where there are any."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        heads = self.kv_heads is not None and self.head_dim is not None
        if sum((heads, self.latent is not None, self.kept is not None)) != 1:
            raise ValueError("must have one of: kv_heads with head_dim, latent, kept")
        return self

    @property
    def bytes_per_token(self) -> float:
        """What a conversation grows by with each token.

        Layers x 2 x heads x width x bytes of a number, for keys and values (torchedup.dev,
        mbrenndoerfer.com); one vector in their place counts once.
        """
        if self.kept is not None:
            return self.kept
        each = self.latent or 2 * (self.kv_heads or 0) * (self.head_dim or 0)
        return float(self.kv_layers * each * _KV_BYTES)

    @property
    def bytes_per_session(self) -> float:
        """What a conversation takes up however long it is."""
        return 0.0 if self.window is None else self.window.bytes

    def gigabytes(self, tokens: float, sessions: float = 1) -> float:
        """Memory of so many conversations of so many tokens each, in GB of 10^9 bytes."""
        return sessions * (self.bytes_per_token * tokens + self.bytes_per_session) / 1e9


class Seller(StrEnum):
    """Who offers a model to others."""

    MAKER = "maker"
    CLOUD = "cloud"
    """The model service of a cloud, in an account of the customer's."""
    HOST = "host"
    """A specialist, on machines of its own."""


Offered = Mapping[Id, tuple[Id, ...]]
"""Provider to the territories in which it is known to offer a model; empty where none is known."""


class Provider(Frozen):
    """What one of them says of itself, whatever the model."""

    id: Id
    name: Text
    notice_days: Count | None = None
    """Days before the end of a model, at least, on which customers are told."""
    retention: Text | None = None
    """How long it keeps what is sent to it."""
    territory: Text | None = None
    """What its promise of a territory covers, and what it does not: whole sentences."""
    sources: Mapping[Text, Text]
    checked_on: IsoDate


class Offers(Frozen):
    """Who is known to offer a model, and in which territories each of them does."""

    maker: Offered = Field(default_factory=dict)
    cloud: Offered = Field(default_factory=dict)
    host: Offered = Field(default_factory=dict)

    @property
    def by_seller(self) -> Mapping[Seller, Offered]:
        """The same by what sort of seller it is."""
        return {Seller.MAKER: self.maker, Seller.CLOUD: self.cloud, Seller.HOST: self.host}

    @property
    def providers(self) -> tuple[Id, ...]:
        """Everybody who is known to offer it, each once."""
        return tuple(dict.fromkeys((*self.maker, *self.cloud, *self.host)))

    @property
    def regions(self) -> tuple[Id, ...]:
        """The territories in which any of them is known to offer it."""
        offered = (*self.maker.values(), *self.cloud.values(), *self.host.values())
        return tuple(dict.fromkeys(region for regions in offered for region in regions))

    def seller(self, provider: str) -> frozenset[Seller]:
        """What sort of seller a provider is; a host where no more is known than a price."""
        known = {seller for seller, offered in self.by_seller.items() if provider in offered}
        return frozenset(known or {Seller.HOST})


class Model(Frozen):
    """One model that can be had today, or has been announced."""

    id: ModelId
    name: Text
    vendor: Text
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """Seat of the maker, ISO 3166; EU for a consortium."""
    weights: Weights
    licence: LicenceId
    reads: tuple[Material, ...] = ()
    """What it takes in; empty where nobody says."""
    total: Billions | None = None
    active: Billions | None = None
    """Parameters used for each token: all of them in a dense model."""
    architecture: Architecture | None = None
    context: Count | None = None
    """Tokens that fit into one conversation, input and output together."""
    languages: tuple[Text, ...] = ()
    """ISO 639 codes that the maker names; empty where it names none."""
    released: IsoDate | None = None
    offers: Offers = Offers()
    prices: tuple[Price, ...] = ()
    """The first is the one that is compared; for closed models it is the maker's."""
    reserved: tuple[ReservedOffer, ...] = ()
    """What is published of capacity that somebody keeps free for it."""
    note: Text | None = None
    sources: Mapping[Text, Text]
    """Field to where its value comes from."""
    unverified: tuple[Text, ...] = ()
    """Fields that rest on one weak source, or on memory."""

    @property
    def price(self) -> Price | None:
        """The price that is compared, or None where none is known."""
        return self.prices[0] if self.prices else None

    def sold_at(self, provider: str) -> bool:
        """Whether a provider offers it, or a price of it is known there."""
        return provider in {*self.offers.providers, *(price.provider for price in self.prices)}

    def sold_by(self, sellers: Collection[Seller]) -> Self:
        """The model as these sellers offer it: what others offer or ask is left out.

        Of a closed model the maker's price stands in where one of them offers it and none of
        theirs is known.
        """
        offers = Offers(
            **{
                seller.value: offered if seller in sellers else {}
                for seller, offered in self.offers.by_seller.items()
            }
        )
        own = tuple(
            price for price in self.prices if self.offers.seller(price.provider) & set(sellers)
        )
        makers = self.prices if self.weights is Weights.CLOSED and offers.providers else ()
        return self.model_copy(update={"offers": offers, "prices": own or makers})

    def at(self, providers: Collection[str]) -> Self:
        """The model as these providers offer it: what others offer or ask is left out."""
        offers = {
            seller.value: {name: where for name, where in offered.items() if name in providers}
            for seller, offered in self.offers.by_seller.items()
        }
        prices = tuple(price for price in self.prices if price.provider in providers)
        return self.model_copy(update={"offers": Offers(**offers), "prices": prices})

    @property
    def in_a_territory(self) -> Self:
        """At what its providers ask where the work has to stay in a territory."""
        prices = tuple(price.in_a_territory for price in self.prices)
        return self.model_copy(update={"prices": prices})

    def on(self, day: str) -> "Model":
        """The same model with the prices and offers of a day, YYYY-MM-DD."""
        day_prices = (price.on(day) for price in self.prices)
        prices = tuple(price for price in day_prices if price is not None)
        reserved = tuple(offer for offer in self.reserved if offer.covers(day))
        if (prices, reserved) == (self.prices, self.reserved):
            return self
        return self.model_copy(update={"prices": prices, "reserved": reserved})


class PricesOrigin(Frozen):
    """Which prices a catalogue holds."""

    as_of: IsoDate
    """The day on which prices were last read; one that was kept then has a day of its own."""
    origin: Text
    """`packaged`, or the file of refreshed prices."""
    package: Text
    version: Text
    """The version of the package that the prices were read from."""
