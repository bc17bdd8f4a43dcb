"""What stands in the files of the catalogue."""

from collections.abc import Mapping

from pydantic import BaseModel

from llmchoice.model.base import Frozen, Text
from llmchoice.model.catalogue import Dollars, Licence, Model, ModelId
from llmchoice.model.claimcheck import Checks
from llmchoice.model.named import Named
from llmchoice.model.shortlist import Rules
from llmchoice.model.source import IsoDate


class ModelsFile(Frozen):
    """Models of one maker, or of a few."""

    as_of: IsoDate
    models: tuple[Model, ...]


class LicencesFile(Frozen):
    """The licences that models name."""

    as_of: IsoDate
    licences: tuple[Licence, ...]


class NamedFile(Frozen):
    """What the articles name."""

    as_of: IsoDate
    named: tuple[Named, ...]


class Snapshot(Frozen):
    """The package that the prices were read from, and on which day."""

    as_of: IsoDate
    package: Text
    version: Text


class RefreshedPrice(Frozen):
    """A price as it was read again, for one model at one provider."""

    model: ModelId
    provider: Text
    input: Dollars
    output: Dollars
    cached_input: Dollars | None = None


class RefreshedFile(Snapshot):
    """Prices that were read again, in place of those that came with the program."""

    prices: tuple[RefreshedPrice, ...]


SCHEMAS: Mapping[str, type[BaseModel]] = {
    "catalogue-models.schema.json": ModelsFile,
    "catalogue-licences.schema.json": LicencesFile,
    "catalogue-named.schema.json": NamedFile,
    "catalogue-snapshot.schema.json": Snapshot,
    "catalogue-filters.schema.json": Rules,
    "catalogue-checks.schema.json": Checks,
}
"""Published schema to what it describes."""
