"""Reads the catalogue: every data error at once, with its place."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from llmchoice.catalogue.consistency import Finding, Stock, findings
from llmchoice.catalogue.files import LicencesFile, ModelsFile, NamedFile, ProvidersFile, Snapshot
from llmchoice.catalogue.refreshed import laid_over, read_refreshed, refreshed_prices
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.compiled import read_packaged
from llmchoice.knowledge.document import Document
from llmchoice.knowledge.located import validated
from llmchoice.knowledge.text import read_text
from llmchoice.model.catalogue import PricesOrigin
from llmchoice.model.collection import Catalogue, Checks
from llmchoice.model.shortlist import Rules

DATA = Path(__file__).resolve().parent / "data"
PACKAGED = "packaged"
File = TypeVar("File", bound=BaseModel)


def load_catalogue(folder: Path = DATA, refreshed: Path | None = None) -> Catalogue:
    """The catalogue of a folder; prices of a refreshed file replace older ones.

    Raises:
        LlmchoiceError: exit code 3 with everything that is wrong with the files; 2 when one of
            them is missing.
    """
    reader = _Reader()
    makers = [
        reader.read(ModelsFile, path, "models")
        for path in sorted((folder / "models").glob("*.yaml"))
    ]
    licences = reader.read(LicencesFile, folder / "licences.yaml", "licences")
    named = reader.read(NamedFile, folder / "named.yaml", "named")
    providers = reader.read(ProvidersFile, folder / "providers.yaml", "providers")
    rules = reader.read(Rules, folder / "filters.yaml", "filters")
    checks = reader.read(Checks, folder / "checks.yaml", "checks")
    snapshot = reader.read(Snapshot, folder / "snapshot.yaml")
    if reader.problems or not (licences and named and providers and rules and checks and snapshot):
        raise LlmchoiceError(reader.problems, ExitCode.INVALID)
    models = tuple(model for maker in makers if maker is not None for model in maker.models)
    reader.check(Stock(models, licences.licences, named.named, checks.checks))
    packaged = Catalogue(
        as_of=min([licences.as_of, named.as_of, *(m.as_of for m in makers if m is not None)]),
        models=models,
        licences=licences.licences,
        named=named.named,
        providers=providers.providers,
        rules=rules,
        checks=checks.checks,
        prices=PricesOrigin(origin=PACKAGED, **snapshot.model_dump()),
    )
    if refreshed is None:
        return packaged
    return laid_over(packaged, read_refreshed(refreshed), str(refreshed))


def current_catalogue() -> Catalogue:
    """The packaged catalogue, with the prices that were refreshed where there are any.

    Raises:
        LlmchoiceError: exit code 3 when the refreshed prices cannot be used.
    """
    return load_catalogue(refreshed=refreshed_prices())


@dataclass(slots=True)
class _Reader:
    """Reads files one by one, and keeps what is wrong and where every entry stands."""

    problems: list[Problem] = field(default_factory=list)
    _places: dict[str, list[tuple[Document, int]]] = field(default_factory=dict)

    def read(self, kind: type[File], path: Path, key: str | None = None) -> File | None:
        """One file; None where it is wrong. `key` is the list that its entries stand under."""
        document = read_packaged(read_text(path), str(path))
        content, problems = validated(kind, document.data, document, ())
        self.problems += [*document.problems, *problems]
        if content is not None and key is not None:
            count = len(getattr(content, key))
            self._places.setdefault(key, []).extend((document, at) for at in range(count))
        return content

    def check(self, stock: Stock) -> None:
        """Raise LlmchoiceError with exit code 3 when entries do not fit together."""
        problems = [self._located(key, at, finding) for key, at, finding in findings(stock)]
        if problems:
            raise LlmchoiceError(problems, ExitCode.INVALID)

    def _located(self, key: str, number: int, finding: Finding) -> Problem:
        document, at = self._places[key][number]
        return Problem(
            finding.message, place=document.place((key, at, *finding.path)), fix=finding.fix
        )
