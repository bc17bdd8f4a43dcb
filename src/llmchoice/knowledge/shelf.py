"""Criteria files, read one by one: their items by kind and id, and where each stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from llmchoice.errors import Place, Problem
from llmchoice.knowledge.document import Data, Document, Path
from llmchoice.knowledge.located import validated
from llmchoice.model.criterion import Criterion, PriorityHead
from llmchoice.model.knowledge import Settings
from llmchoice.model.option import Option
from llmchoice.model.question import Question, Section
from llmchoice.model.rule import Condition, Constraint, Contradiction, Step, Tension
from llmchoice.model.source import Article, Reference
from llmchoice.suggest import did_you_mean

Item = TypeVar("Item", bound=BaseModel)

LISTS: Mapping[str, Mapping[str, type[BaseModel]]] = {
    "options.yaml": {"options": Option},
    "questions.yaml": {"sections": Section, "questions": Question},
    "constraints.yaml": {
        "constraints": Constraint,
        "conditions": Condition,
        "contradictions": Contradiction,
        "tensions": Tension,
    },
    "steps.yaml": {"steps": Step},
    "sources.yaml": {"articles": Article, "references": Reference},
}
"""File to the lists that it holds, and what their items are."""

SETTINGS = "settings.yaml"
PRIORITIES = "priorities"
CRITERIA = "criteria"
_HEAD = tuple(PriorityHead.model_fields)


@dataclass(slots=True)
class Shelf:
    """What was read so far. A later item replaces an earlier one of the same kind and id."""

    settings: Settings | None = None
    problems: list[Problem] = field(default_factory=list)
    priority_of: dict[str, str] = field(default_factory=dict)
    """Criterion to the priority whose file holds it."""
    deserted: dict[str, Place] = field(default_factory=dict)
    """Priority to the place of a criterion that left it for another."""
    _items: dict[str, dict[str, BaseModel]] = field(default_factory=dict)
    _places: dict[tuple[str, str], tuple[Document, Path]] = field(default_factory=dict)

    def of(self, kind: type[Item], key: str) -> tuple[Item, ...]:
        """The items of one kind, in the order in which their ids first appeared."""
        return tuple(i for i in self._items.get(key, {}).values() if isinstance(i, kind))

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
        return tuple(name for name in self._items.get(PRIORITIES, {}) if name not in filled)

    def read(self, name: str, document: Document) -> None:
        """Put the items of one file on the shelf; what is wrong goes to the problems."""
        self.problems.extend(document.problems)
        if not isinstance(document.data, dict):
            self._problem("the file must contain a mapping at its top level", document.place(()))
        elif name == SETTINGS:
            settings, problems = validated(Settings, document.data, document, ())
            self.settings = settings or self.settings
            self._places |= {("settings", str(k)): (document, (k,)) for k in document.data}
            self.problems.extend(problems)
        elif name.startswith(PRIORITIES):
            self._read_priority(document, document.data)
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
            if kind is None:
                fix = did_you_mean(str(key), lists)
                self._problem(f"unknown key '{key}'", document.key_place((key,)), fix)
            else:
                self._read_list(str(key), kind, value, document)

    def _read_list(
        self, key: str, kind: type[BaseModel], value: Data, document: Document
    ) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._problem(f"{key} must be a list", document.place((key,)))
            return ()
        found = [
            self._shelve(key, kind, item, document, (key, at)) for at, item in enumerate(value)
        ]
        return tuple(item_id for item_id in found if item_id is not None)

    def _read_priority(self, document: Document, data: Mapping[str | int, Data]) -> None:
        """A priority with its criteria; a file of one's own may hold only the criteria."""
        priority_id = str(data.get("id"))
        head = {key: value for key, value in data.items() if key != CRITERIA}
        known = self._items.get(PRIORITIES, {})
        if set(head) == {"id"} and priority_id not in known:
            fix = f"{did_you_mean(priority_id, known)} A new one needs {', '.join(_HEAD[1:])} too"
            self._problem(f"there is not a priority '{priority_id}'", document.place(("id",)), fix)
        elif priority_id not in known or any(key in data for key in _HEAD[1:]):
            self._shelve(PRIORITIES, PriorityHead, head, document, ())
        for criterion_id in self._read_list(CRITERIA, Criterion, data.get(CRITERIA, []), document):
            before = self.priority_of.get(criterion_id, priority_id)
            place = self.place(CRITERIA, criterion_id, ("id",))
            if before != priority_id and place is not None:
                self.deserted[before] = place
            self.priority_of[criterion_id] = priority_id

    def _shelve(
        self, key: str, kind: type[BaseModel], data: object, document: Document, path: Path
    ) -> str | None:
        item, problems = validated(kind, data, document, path)
        self.problems.extend(problems)
        if item is None:
            return None
        item_id: str = item.id  # type: ignore[attr-defined] # every kind that is listed has an id
        before, where = self._places.get((key, item_id), (None, ()))
        if before is not None and before.layer == document.layer:
            self._problem(
                f"{key}: the id '{item_id}' is used twice",
                document.place((*path, "id")),
                f"rename one of them: the first is at {before.place(where)}",
            )
        self._items.setdefault(key, {})[item_id] = item
        self._places[key, item_id] = document, path
        return item_id

    def _problem(self, what: str, place: Place, fix: str | None = None) -> None:
        self.problems.append(Problem(what, place=place, fix=fix))
