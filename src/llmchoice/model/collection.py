"""The catalogue as one value: everything that was read, and where the prices come from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from llmchoice.model.catalogue import Licence, Model, PricesOrigin, Provider
from llmchoice.model.claimcheck import Check
from llmchoice.model.named import Named
from llmchoice.model.shortlist import Rules


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Models, their licences, what the articles name, and the rules for choosing among them."""

    as_of: str
    """The oldest day among its files, as YYYY-MM-DD."""
    models: tuple[Model, ...]
    licences: tuple[Licence, ...]
    named: tuple[Named, ...]
    providers: tuple[Provider, ...]
    rules: Rules
    checks: tuple[Check, ...]
    prices: PricesOrigin

    def on(self, day: str) -> "Catalogue":
        """The same models with the prices of a day, YYYY-MM-DD."""
        return replace(self, models=tuple(model.on(day) for model in self.models))

    def find(self, name: str) -> Model | Named | None:
        """The model or named thing of an id, or of another id that it goes by."""
        for item in self._all():
            if item.id == name:
                return item
        return next((named for named in self.named if name in named.aliases), None)

    def called(self, name: str) -> Model | Named | None:
        """The one entry of that name, in any capitals; None where several have it."""
        wanted = name.casefold()
        items = [item for item in self._all() if item.name.casefold() == wanted]
        return items[0] if len(items) == 1 else None

    def ids(self) -> tuple[str, ...]:
        """Everything that `find` knows."""
        other = (alias for named in self.named for alias in named.aliases)
        return (*(item.id for item in self._all()), *other)

    def licence(self, licence_id: str) -> Licence:
        """The licence of an id. Raises KeyError when there is none."""
        for licence in self.licences:
            if licence.id == licence_id:
                return licence
        raise KeyError(licence_id)

    def _all(self) -> Iterator[Model | Named]:
        yield from self.models
        yield from self.named
