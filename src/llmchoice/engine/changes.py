"""What is otherwise in one assessment than in another: contributions, rules, conditions, costs."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from llmchoice.engine.parts import named_together
from llmchoice.model.assessment import (
    AssessedPart,
    Assessment,
    ConditionToMeet,
    Contribution,
    OptionResult,
    assessed_parts,
    name_of,
)
from llmchoice.model.comparison import (
    ConditionChange,
    ConstraintChange,
    CostChange,
    CostComparison,
    CriterionValues,
    ValueChange,
)
from llmchoice.model.cost import CostReport, CostSubject
from llmchoice.model.profile import same
from llmchoice.model.terms import Band

Item = TypeVar("Item")
_OfData = tuple[AssessedPart, dict[str, str]]
"""A part, and by id what the kinds of data that it is about are called."""
NOISE = 1e-12
"""Points, or share of weight, within which a difference is rounding and no change."""
ROUNDING = 1e-9
"""Relative: two costs that are nearer to each other are the same."""


def matched(
    before: Iterable[Item], after: Iterable[Item], key: Callable[[Item], str]
) -> Iterator[tuple[Item | None, Item | None, Item]]:
    """Items of the same key, None where one list has no such item; third the later one there is.

    In the order of the later list, then those that only the earlier one has.
    """
    old = {key(item): item for item in before}
    for item in after:
        yield old.pop(key(item), None), item, item
    for item in old.values():
        yield item, None, item


def side_by_side(
    before: Assessment, after: Assessment
) -> Iterator[tuple[AssessedPart | None, AssessedPart | None, str]]:
    """What either assesses part by part, with what it is called; None where one has no such part.

    What the one divides into lanes and the other does not is compared with the whole.
    """
    is_by_name = any(each.workloads and not each.lanes for each in (before, after))
    if is_by_name or not (before.lanes or after.lanes):
        for old, new, known in matched(before.workloads, after.workloads, key=lambda w: w.name):
            yield old, new, known.name
    else:
        yield from _by_data(_kinds_of_data(before), _kinds_of_data(after))


def _by_data(
    before: Sequence[_OfData], after: Sequence[_OfData]
) -> Iterator[tuple[AssessedPart | None, AssessedPart | None, str]]:
    """Parts that have a kind of data in common; called after all of it, or what they share."""
    pairs = [(old, new) for new in after for old in before if old[1].keys() & new[1].keys()]
    for new in after:
        partners = [old for old, other in pairs if other is new]
        for old in partners:
            alone = len(partners) == 1 == sum(each is old for each, _ in pairs)
            names = (name for kind, name in new[1].items() if alone or kind in old[1])
            yield old[0], new[0], named_together(tuple(names))
        if not partners:
            yield None, new[0], named_together(tuple(new[1].values()))
    for old in before:
        if not any(each is old for each, _ in pairs):
            yield old[0], None, named_together(tuple(old[1].values()))


def _kinds_of_data(assessment: Assessment) -> list[_OfData]:
    """Each part with the kinds of data that it is about, by id, and what they are called."""
    return [
        (part, {p.choice: p.name for p in assessment.placements if (p.workload or "") == name})
        for part in assessed_parts(assessment)
        for name in [name_of(part)]
    ]


def beside(before: object, after: object, *names: str) -> dict[str, Any]:
    """Fields of two things of a kind as `NAME_before` and `NAME_after`; None where one is none."""
    return {
        f"{name}_{when}": None if item is None else getattr(item, name)
        for name in names
        for when, item in (("before", before), ("after", after))
    }


def contributions_changed(
    before: Sequence[OptionResult], after: Sequence[OptionResult]
) -> tuple[CriterionValues, ...]:
    """The criteria whose share, weight, values or contributions differ, in their order."""
    names = {option.id: option.name for option in (*before, *after)}
    old, new = _by_criterion(before), _by_criterion(after)
    changes = (_criterion(names, old.get(key, {}), new.get(key, {})) for key in {**new, **old})
    return tuple(change for change in changes if change is not None)


def _by_criterion(options: Iterable[OptionResult]) -> dict[str, dict[str, Contribution]]:
    """Criterion to option to what the one gives the other."""
    by_criterion: dict[str, dict[str, Contribution]] = {}
    for option in options:
        for item in option.contributions:
            by_criterion.setdefault(item.criterion, {})[option.id] = item
    return by_criterion


def _criterion(
    names: dict[str, str], before: dict[str, Contribution], after: dict[str, Contribution]
) -> CriterionValues | None:
    old, new = next(iter(before.values()), None), next(iter(after.values()), None)
    known = next(chain(after.values(), before.values()))
    change = CriterionValues(
        criterion=known.criterion,
        name=known.name,
        priority=known.priority,
        counts_before=old is not None,
        counts_after=new is not None,
        **beside(old, new, "share", "weight"),
        same_answer=old is not None and new is not None and same(old.answer, new.answer),
        options=tuple(_values(names, before, after)),
    )
    other_share = differ(change.share_before, change.share_after)
    other_weight = differ(change.weight_before, change.weight_after)
    return change if other_share or other_weight or change.options else None


def _values(
    names: dict[str, str], before: dict[str, Contribution], after: dict[str, Contribution]
) -> Iterator[ValueChange]:
    for option in {**after, **before}:
        old, new = before.get(option), after.get(option)
        change = ValueChange(
            option=option,
            name=names[option],
            **beside(old, new, "value", "contribution"),
            computed=new is not None and new.computed,
        )
        if differ(change.value_before, change.value_after) or differ(
            change.contribution_before, change.contribution_after
        ):
            yield change


def differ(before: float | None, after: float | None) -> bool:
    """Whether two figures differ by more than rounding; a missing one differs from any."""
    if before is None or after is None:
        return before is not after
    return abs(after - before) > NOISE


def constraints_changed(
    results: Iterable[OptionResult], others: Iterable[OptionResult]
) -> tuple[ConstraintChange, ...]:
    """The constraints that exclude an option in these results and not in the others."""
    rules = _only_in(results, others, lambda o: o.excluded_by, key=lambda rule: rule.constraint)
    return tuple(
        ConstraintChange(constraint=name, reason=rule.reason, cost=rule.cost, options=options)
        for name, (rule, options) in rules.items()
    )


def conditions_changed(
    results: Iterable[OptionResult], others: Iterable[OptionResult]
) -> tuple[ConditionChange, ...]:
    """What an admissible option needs in these results alone, whichever of several rules asks."""

    def needed(option: OptionResult) -> Iterable[ConditionToMeet]:
        return option.conditions if option.admissible else ()

    return tuple(
        ConditionChange(
            condition=condition.condition,
            obtain=obtain,
            reason=condition.reason,
            effort=condition.effort,
            options=options,
        )
        for obtain, (condition, options) in _only_in(
            results, others, needed, key=lambda condition: condition.obtain
        ).items()
    )


def _only_in(
    results: Iterable[OptionResult],
    others: Iterable[OptionResult],
    items: Callable[[OptionResult], Iterable[Item]],
    key: Callable[[Item], str],
) -> dict[str, tuple[Item, tuple[str, ...]]]:
    """By key, the items that options have in these results alone, with the options."""
    elsewhere = {(option.id, key(item)) for option in others for item in items(option)}
    newly: dict[str, tuple[Item, tuple[str, ...]]] = {}
    for option in results:
        for item in items(option):
            if (option.id, key(item)) not in elsewhere:
                first, options = newly.get(key(item), (item, ()))
                newly[key(item)] = (first, (*options, option.id))
    return newly


def costs_changed(
    before: CostReport | None, after: CostReport | None, chosen: Container[tuple[str | None, str]]
) -> CostComparison | None:
    """The costs of two assessments side by side; None where neither has any.

    `chosen` are the options that are newly recommended, with the workload, if any.
    """
    if before is None and after is None:
        return None
    same_money = before is None or after is None or before.currency == after.currency
    names = {**(before.options if before else {}), **(after.options if after else {})}
    sides = (before.subjects if before else (), after.subjects if after else ())
    changes: dict[bool, list[CostChange]] = {True: [], False: []}
    for change in _changes(*sides, names):
        differs = not same_money or not _same(change.before, change.after)
        changes[differs].append(change)
    return CostComparison(
        **beside(before, after, "currency", "prices_as_of", "ceiling"),
        changes=tuple(changes[True]),
        chosen=tuple(c for c in changes[False] if c.after and (c.workload, c.option) in chosen),
    )


def _changes(
    before: tuple[CostSubject, ...], after: tuple[CostSubject, ...], names: dict[str, str]
) -> Iterator[CostChange]:
    for old, new, subject in matched(before, after, key=lambda subject: subject.workload or ""):
        old_costs, new_costs = (side.costs if side else () for side in (old, new))
        for first, second, cost in matched(old_costs, new_costs, key=lambda cost: cost.option):
            yield CostChange(
                workload=subject.workload,
                option=cost.option,
                name=names.get(cost.option, cost.option),
                before=first.monthly if first else None,
                after=second.monthly if second else None,
            )


def _same(before: Band | None, after: Band | None) -> bool:
    if before is None or after is None:
        return before is after
    pairs = zip((v for _, v in before), (v for _, v in after), strict=True)
    return all(abs(b - a) <= ROUNDING * max(abs(a), abs(b)) for a, b in pairs)
