"""What every criterion gives every option, before and after."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from llmchoice.engine.matching import matched
from llmchoice.engine.movement import NOISE
from llmchoice.model.assessment import Contribution, OptionResult
from llmchoice.model.comparison import CriterionValues, ValueChange


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
        share_before=old.share if old else None,
        share_after=new.share if new else None,
        weight_before=old.weight if old else None,
        weight_after=new.weight if new else None,
        same_answer=old is not None and new is not None and old.answer == new.answer,
        options=tuple(_values(names, before, after)),
    )
    same = (
        differ(change.share_before, change.share_after),
        differ(change.weight_before, change.weight_after),
        bool(change.options),
    )
    return change if any(same) else None


def _values(
    names: dict[str, str], before: dict[str, Contribution], after: dict[str, Contribution]
) -> Iterator[ValueChange]:
    for old, new in matched(before, after, key=str):
        option = new or old or ""
        earlier, later = before.get(option), after.get(option)
        change = ValueChange(
            option=option,
            name=names[option],
            value_before=earlier.value if earlier else None,
            value_after=later.value if later else None,
            contribution_before=earlier.contribution if earlier else None,
            contribution_after=later.contribution if later else None,
            computed_before=earlier.computed if earlier else None,
            computed_after=later.computed if later else None,
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
