"""Binds what is written to the options: rules by their attributes, tables by their columns."""

from collections.abc import Iterable, Sequence

from llmchoice.knowledge.shelf import CRITERIA, Shelf
from llmchoice.knowledge.written import Written, WrittenConstraint, in_order, selector
from llmchoice.model.criterion import Criterion
from llmchoice.model.option import Option


def check_rules(shelf: Shelf, key: str, rules: Iterable[Written]) -> None:
    """Note each rule that is about no option, and each veto that would leave none."""
    options = shelf.of(Option, "options")
    for rule in rules:
        name, named = selector(rule)
        bound = named.ids(options)
        fix = "'llmchoice criteria show ID' has the attributes of an option"
        if not bound:
            what = f"{key} {rule.id}: no option has these attributes"
            shelf.problem(what, shelf.place(key, rule.id, (name,)), fix)
        elif isinstance(rule, WrittenConstraint) and len(bound) == len(options):
            what = f"{key} {rule.id}: it excludes every option, so there is nothing to decide"
            shelf.problem(what, shelf.place(key, rule.id, (name,)), fix)


def check_columns(shelf: Shelf) -> None:
    """Note the options that a table has no column for, once each where the option is new."""
    options = [option.id for option in shelf.of(Option, "options")]
    lacking: dict[str, list[str]] = {}
    for criterion_id, table in shelf.tables.items():
        for option in options:
            if any(option not in row for row in table.values()):
                lacking.setdefault(option, []).append(criterion_id)
    for option, criteria in lacking.items():
        newer = [c for c in criteria if shelf.layer(CRITERIA, c) >= shelf.layer("options", option)]
        for criterion_id in newer:
            what = f"{CRITERIA} {criterion_id}: there is no column for '{option}'"
            fix = "add it to 'columns:', with its values in every row"
            shelf.problem(what, shelf.place(CRITERIA, criterion_id), fix)
        if set(criteria) - set(newer):
            what = f"options {option}: there are no values for it in {', '.join(criteria)}"
            shelf.problem(
                what, shelf.place("options", option), _how_to_add(shelf, option, criteria)
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
