"""What the commands about models show: each result is one document for programs."""

from collections.abc import Mapping

from llmchoice.model.base import Frozen, Id, Text
from llmchoice.model.catalogue import Licence, Model, ModelId, Price, PricesOrigin
from llmchoice.model.named import Named
from llmchoice.model.shortlist import Shortlist
from llmchoice.model.source import Claim, IsoDate


class ModelList(Frozen):
    """Some models of the catalogue, the cheapest first."""

    as_of: IsoDate
    prices: PricesOrigin
    total: int
    """How many models the catalogue has."""
    models: tuple[Model, ...]


class ModelEntry(Frozen):
    """One model with its licence."""

    as_of: IsoDate
    model: Model
    licence: Licence
    prices: PricesOrigin


class NamedEntry(Frozen):
    """One thing that the articles name, with what they say of it."""

    as_of: IsoDate
    named: Named
    licence: Licence | None
    claims: tuple[Claim, ...]
    articles: Mapping[Id, Text]
    """Claim to the title of its article."""


class ModelPrices(Frozen):
    """Every known price of one model; the first is the one that is compared."""

    model: ModelId
    prices: tuple[Price, ...]


class PriceList(Frozen):
    """Every price of every model."""

    prices: PricesOrigin
    models: tuple[ModelPrices, ...]


class Shortlists(Frozen):
    """The shortlists of one profile, at least one."""

    verdict: Text | None
    """That the options follow from; null where an option was chosen."""
    notes: tuple[Text, ...]
    """Sentences that come first."""
    options: Mapping[Id, Text]
    """Id to short name."""
    shortlist: tuple[Shortlist, ...]
