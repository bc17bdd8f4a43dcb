"""Criteria files, read one by one: their items by kind and id, and where each stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from llmchoice.errors import Place, Problem
from llmchoice.knowledge.document import Data, Document, Path
from llmchoice.knowledge.located import validated
from llmchoice.knowledge.written import (
    Table,
    WrittenCondition,
    WrittenConstraint,
    WrittenStep,
)
from llmchoice.model.knowledge import Settings
from llmchoice.model.option import Option, SharedNoise
from llmchoice.model.question import Question, Section
from llmchoice.model.rule import Contradiction, Doubt, Tension
from llmchoice.model.source import Article, Reference
from llmchoice.suggest import did_you_mean

Item = TypeVar("Item", bound=BaseModel)

LISTS: Mapping[str, Mapping[str, type[BaseModel]]] = {
    "options.yaml": {"options": Option},
    "questions.yaml": {"sections": Section, "questions": Question},
    "constraints.yaml": {
        "constraints": WrittenConstraint,
        "conditions": WrittenCondition,
        "contradictions": Contradiction,
        "tensions": Tension,
        "doubts": Doubt,
    },
    "steps.yaml": {"steps": WrittenStep},
    "sources.yaml": {"articles": Article, "references": Reference},
}
"""File to the lists that it holds, and what their items are."""

SETTINGS = "settings.yaml"
SHARED = "shared_noise"
"""What `options.yaml` holds beside its list."""
PRIORITIES = "priorities"
CRITERIA = "criteria"


@dataclass(slots=True)
class Shelf:
    """What was read so far. A later item replaces an earlier one of the same kind and id."""

    settings: Settings | None = None
    shared_noise: SharedNoise = field(default_factory=SharedNoise)
    problems: list[Problem] = field(default_factory=list)
    priority_of: dict[str, str] = field(default_factory=dict)
    """Criterion to the priority whose file holds it."""
    deserted: dict[str, Place] = field(default_factory=dict)
    """Priority to the place of a criterion that left it for another."""
    tables: dict[str, Table] = field(default_factory=dict)
    """Criterion to its values, by the name of their column."""
    items: dict[str, dict[str, BaseModel]] = field(default_factory=dict)
    _places: dict[tuple[str, str], tuple[Document, Path]] = field(default_factory=dict)

    def of(self, kind: type[Item], key: str) -> tuple[Item, ...]:
        """The items of one kind, in the order in which their ids first appeared."""
        return tuple(i for i in self.items.get(key, {}).values() if isinstance(i, kind))

    def place(self, key: str, item_id: str, path: Path = ()) -> Place | None:
        """Where a part of an item stands."""
        document, start = self._places.get((key, item_id), (None, ()))
        return document.place((*start, *path)) if document else None

    def layer(self, key: str, item_id: str) -> int:
        """The layer of the folder that an item comes from."""
        document, _ = self._places.get((key, item_id), (None, ()))
        return document.layer if document else 0

    def laid_over(self, words: Collection[str]) -> Place | None:
        """Where an item laid over others stands whose id is among some words; else the first."""
        places = [
            (item_id, document.place((*path, "id")))
            for (key, item_id), (document, path) in self._places.items()
            if document.layer and key != "settings"
        ]
        named = [place for item_id, place in places if item_id in words]
        return next(iter([*named, *(place for _, place in places)]), None)

    def empty_priorities(self) -> tuple[str, ...]:
        """Priorities under which nothing is judged."""
        filled = set(self.priority_of.values())
        return tuple(name for name in self.items.get(PRIORITIES, {}) if name not in filled)

    def read(self, name: str, document: Document) -> None:
        """Put the items of one file on the shelf; what is wrong goes to the problems."""
        self.problems.extend(document.problems)
        if not isinstance(document.data, dict):
            self.problem("the file must contain a mapping at its top level", document.place(()))
        elif name == SETTINGS:
            settings, problems = validated(Settings, document.data, document, ())
            self.settings = settings or self.settings
            self._places |= {("settings", str(k)): (document, (k,)) for k in document.data}
            self.problems.extend(problems)
        else:
            self._read_lists(LISTS[name], document, document.data)

    def _read_lists(
        self,
        lists: Mapping[str, type[BaseModel]],
        document: Document,
        data: Mapping[str | int, Data],
    ) -> None:
        for key, value in data.items():
            kind = lists.get(str(key))
            if key == SHARED and Option in lists.values():
                shared, problems = validated(SharedNoise, value, document, (key,))
                self.shared_noise = shared or self.shared_noise
                self.problems.extend(problems)
            elif kind is None:
                fix = did_you_mean(str(key), lists)
                self.problem(f"unknown key '{key}'", document.key_place((key,)), fix)
            else:
                for at, item in enumerate(self.listed(str(key), value, document)):
                    self.shelve(str(key), kind, item, document, (key, at))

    def listed(self, key: str, value: Data, document: Document) -> list[Data]:
        """The parts of a list; none where it is no list, which is a problem."""
        if not isinstance(value, list):
            self.problem(f"{key} must be a list", document.place((key,)))
            return []
        return value

    def shelve(
        self, key: str, kind: type[Item], data: object, document: Document, path: Path
    ) -> Item | None:
        """Put one item in its place, unless it is not right; it replaces that of the same id."""
        item, problems = validated(kind, data, document, path)
        self.problems.extend(problems)
        if item is None:
            return None
        item_id: str = item.id  # type: ignore[attr-defined] # every kind that is listed has an id
        self.items.setdefault(key, {})[item_id] = item
        self.mark(key, item_id, document, path)
        return item

    def mark(self, key: str, item_id: str, document: Document, path: Path) -> None:
        """Remember where an item stands; two of the same id in one folder are a problem."""
        before, where = self._places.get((key, item_id), (None, ()))
        if before is not None and before.layer == document.layer:
            self.problem(
                f"{key}: the id '{item_id}' is used twice",
                document.place((*path, "id")),
                f"rename one of them: the first is at {before.place(where)}",
            )
        self._places[key, item_id] = document, path

    def problem(self, message: str, place: Place | None, fix: str | None = None) -> None:
        """Note what is wrong."""
        self.problems.append(Problem(message, place=place, fix=fix))
