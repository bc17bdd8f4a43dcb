"""What stands in the files of the catalogue."""

from collections.abc import Mapping

from pydantic import BaseModel

from llmchoice.catalogue.cost.book import Hardware, TermsFile
from llmchoice.model.base import Frozen, Text
from llmchoice.model.catalogue import Licence, Model, ModelId, Provider
from llmchoice.model.collection import Checks, Named
from llmchoice.model.price import Tariff
from llmchoice.model.shortlist import Rules
from llmchoice.model.source import IsoDate


class ModelsFile(Frozen):
    """The models of one maker, or of a few, with licence and prices: `models/*.yaml`."""

    as_of: IsoDate
    models: tuple[Model, ...]


class LicencesFile(Frozen):
    """What the licences of models allow and demand: `licences.yaml`."""

    as_of: IsoDate
    licences: tuple[Licence, ...]


class ProvidersFile(Frozen):
    """What those who sell models say of themselves: `providers.yaml`."""

    as_of: IsoDate
    providers: tuple[Provider, ...]


class NamedFile(Frozen):
    """Every model, product and method that the articles name: `named.yaml`."""

    as_of: IsoDate
    named: tuple[Named, ...]


class Snapshot(Frozen):
    """The package that prices were read from, and the day: `snapshot.yaml`."""

    as_of: IsoDate
    package: Text
    version: Text


class RefreshedPrice(Tariff):
    """A price as it was read again, for one model at one provider."""

    model: ModelId
    provider: Text
    other_days: tuple[Tariff, ...] = ()


class RefreshedFile(Snapshot):
    """Prices that were read again, in place of those that came with the program."""

    prices: tuple[RefreshedPrice, ...]


SCHEMAS: Mapping[str, type[BaseModel]] = {
    "catalogue-models.schema.json": ModelsFile,
    "catalogue-licences.schema.json": LicencesFile,
    "catalogue-providers.schema.json": ProvidersFile,
    "catalogue-named.schema.json": NamedFile,
    "catalogue-snapshot.schema.json": Snapshot,
    "catalogue-filters.schema.json": Rules,
    "catalogue-checks.schema.json": Checks,
    "catalogue-terms.schema.json": TermsFile,
    "catalogue-hardware.schema.json": Hardware,
}
"""Published schema to what it describes."""
