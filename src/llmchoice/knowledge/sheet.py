"""Files of `priorities/`: a priority, its criteria, and the columns of their tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from llmchoice.errors import Place
from llmchoice.knowledge.document import Data, Document, Path
from llmchoice.knowledge.located import validated
from llmchoice.knowledge.shelf import CRITERIA, PRIORITIES, Shelf
from llmchoice.knowledge.written import CriterionChange, Table, changed, in_order, rows_of, table
from llmchoice.model.criterion import Criterion, PriorityHead
from llmchoice.model.option import Option
from llmchoice.suggest import did_you_mean

COLUMNS = "columns"
_HEAD = tuple(PriorityHead.model_fields)
BALANCE = "balance"
"""What one may say of a priority without repeating the rest of its head."""
_NEEDED = tuple(key for key in _HEAD[1:] if key != BALANCE)


def read_priority(shelf: Shelf, document: Document) -> None:
    """Put a priority and its criteria on the shelf; a file of one's own may hold only these."""
    shelf.problems.extend(document.problems)
    if not isinstance(document.data, dict):
        shelf.problem("the file must contain a mapping at its top level", document.place(()))
        return
    data = document.data
    priority_id = str(data.get("id"))
    head = {key: value for key, value in data.items() if key in _HEAD}
    for key in [key for key in data if key not in {*_HEAD, CRITERIA, COLUMNS}]:
        fix = did_you_mean(str(key), (*_HEAD, COLUMNS, CRITERIA))
        shelf.problem(f"unknown key '{key}'", document.key_place((key,)), fix)
    known = shelf.items.get(PRIORITIES, {})
    before = known.get(priority_id)
    if isinstance(before, PriorityHead) and set(head) == {"id", BALANCE}:
        head = {**before.model_dump(exclude_none=True), **head}
    if set(head) == {"id"} and priority_id not in known:
        fix = f"{did_you_mean(priority_id, known)} A new one needs {', '.join(_NEEDED)} too"
        shelf.problem(f"there is not a priority '{priority_id}'", document.place(("id",)), fix)
    elif priority_id not in known or any(key in data for key in _HEAD[1:]):
        shelf.shelve(PRIORITIES, PriorityHead, head, document, ())
    columns = _columns(shelf, document, data)
    for at, item in enumerate(shelf.listed(CRITERIA, data.get(CRITERIA, []), document)):
        sheet = _Sheet(shelf, document, (CRITERIA, at), columns)
        if isinstance(item, dict) and document.layer and "name" not in item:
            sheet.change(item)
        else:
            sheet.criterion(priority_id, item)


def _columns(
    shelf: Shelf, document: Document, data: Mapping[str | int, Data]
) -> tuple[str, ...] | None:
    """The options that the rows of a file give values for; None where the header is wrong."""
    options = shelf.items.get("options", {})
    named = [str(name) for name in shelf.listed(COLUMNS, data.get(COLUMNS, []), document)]
    wrong = False
    for at, name in enumerate(named):
        if name not in options:
            message, fix = f"there is no option '{name}'", did_you_mean(name, options)
        elif name in named[:at]:
            message, fix = f"'{name}' is there twice", "remove one, with its values in every row"
        else:
            continue
        wrong = True
        shelf.problem(f"{COLUMNS}: {message}", document.place((COLUMNS, at)), fix)
    return None if wrong else tuple(named)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One criterion of a file, and the header above it."""

    shelf: Shelf
    document: Document
    path: Path
    columns: tuple[str, ...] | None
    """None where the header is wrong: nothing can be said of a row then."""

    def criterion(self, priority_id: str, item: Data) -> None:
        """A whole criterion: a new one, or in the place of that of the same id."""
        criterion = self.shelf.shelve(CRITERIA, Criterion, item, self.document, self.path)
        if criterion is None:
            return
        before = self.shelf.priority_of.get(criterion.id, priority_id)
        if before != priority_id:
            self.shelf.deserted[before] = self._place(("id",))
        self.shelf.priority_of[criterion.id] = priority_id
        if self.columns is not None and self._even(criterion, self.columns):
            self.shelf.tables[criterion.id] = table(criterion, self.columns)

    def change(self, item: Data) -> None:
        """What a file of one's own lays over a criterion, column by column."""
        change, problems = validated(CriterionChange, item, self.document, self.path)
        self.shelf.problems.extend(problems)
        if change is None:
            return
        criteria = self.shelf.items.get(CRITERIA, {})
        criterion = criteria.get(change.id)
        if not isinstance(criterion, Criterion):
            fix = f"{did_you_mean(change.id, criteria)} A new one needs a name too"
            self._problem(f"there is not a criterion '{change.id}'", ("id",), fix)
            return
        self.shelf.mark("changes", change.id, self.document, self.path)
        if self.columns is not None and self._even(change, self.columns):
            criteria[change.id] = changed(criterion, change, self.columns)
            before = self.shelf.tables.get(change.id, {})
            self._fits(change, criterion, before, self.columns)
            values = table(change, self.columns)
            self.shelf.tables[change.id] = {
                key: {**row, **values.get(key, {})} for key, row in before.items()
            }

    def _even(self, item: Criterion | CriterionChange, columns: tuple[str, ...]) -> bool:
        """Whether every row has one value per column."""
        uneven = [(where, len(row)) for where, _, row in rows_of(item) if len(row) != len(columns)]
        if uneven and not columns:
            message = f"{COLUMNS} is missing, so nobody can tell whose values these are"
            options = ", ".join(self.shelf.items.get("options", {}))
            self._problem(message, uneven[0][0], f"add '{COLUMNS}: [{options}]' above 'criteria:'")
            return False
        for where, count in uneven:
            message = (
                f"every row needs {len(columns)} values, and has {count}: {', '.join(columns)}"
            )
            self._problem(f"{CRITERIA} {item.id}: {message}", where)
        return not uneven

    def _fits(
        self, change: CriterionChange, old: Criterion, before: Table, columns: tuple[str, ...]
    ) -> None:
        """Whether a change has the rows of the criterion, and a reason for each new column."""
        name = f"{CRITERIA} {change.id}"
        rows = {key: where for where, key, _ in rows_of(change)}
        for key, where in rows.items():
            if key not in before:
                fix = did_you_mean(str(key), map(str, before))
                self._problem(f"{name}: there is no row '{key}'", where, fix)
        # What is computed has no rows, and a reason for each option all the same.
        known = {option for row in before.values() for option in row} or old.reasons.keys()
        new = [option for option in columns if option not in known] if rows or not before else []
        missing = [str(key) for key in before if key not in rows] if new else []
        if missing:
            message = f"{name}: {', '.join(new)} has no value for {', '.join(missing)}"
            self._problem(message, (), "add a row for each")
        unexplained = [option for option in new if option not in change.reasons]
        if unexplained:
            message = f"{name}: there is no reason for {', '.join(unexplained)}"
            self._problem(message, ("reasons",), "add one sentence for each under 'reasons:'")

    def _place(self, where: Path) -> Place:
        return self.document.place((*self.path, *where))

    def _problem(self, message: str, where: Path, fix: str | None = None) -> None:
        self.shelf.problem(message, self._place(where), fix)


def check_columns(shelf: Shelf) -> None:
    """Note the options that a table has no column for, once each where the option is new."""
    options = [option.id for option in shelf.of(Option, "options")]
    lacking: dict[str, list[str]] = {}
    for criterion_id, rows in shelf.tables.items():
        for option in options:
            if any(option not in row for row in rows.values()):
                lacking.setdefault(option, []).append(criterion_id)
    for option, criteria in lacking.items():
        newer = [c for c in criteria if shelf.layer(CRITERIA, c) >= shelf.layer("options", option)]
        for criterion_id in newer:
            message = f"{CRITERIA} {criterion_id}: there is no column for '{option}'"
            fix = "add it to 'columns:', with its values in every row"
            shelf.problem(message, shelf.place(CRITERIA, criterion_id), fix)
        if set(criteria) - set(newer):
            message = f"options {option}: there are no values for it in {', '.join(criteria)}"
            shelf.problem(
                message, shelf.place("options", option), _how_to_add(shelf, option, criteria)
            )


def _how_to_add(shelf: Shelf, option: str, criteria: Sequence[str]) -> str:
    files = ", ".join(dict.fromkeys(f"{shelf.priority_of[c]}.yaml" for c in criteria))
    return (
        f"add priorities/ {files} with its id, 'columns: [{option}]' and, for each of these"
        " criteria, the id, one value per row and the reason"
    )


def bound_criteria(shelf: Shelf) -> tuple[Criterion, ...]:
    """Every criterion with its values in the order of the options; none may lack a column."""
    options = [option.id for option in shelf.of(Option, "options")]
    return tuple(
        in_order(criterion, shelf.tables[criterion.id], options)
        for criterion in shelf.of(Criterion, CRITERIA)
    )
