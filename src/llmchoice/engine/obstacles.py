"""What stands in the way of options in one assessment, and not in the other."""

from collections.abc import Iterable

from llmchoice.model.assessment import ConditionToMeet, Exclusion, OptionResult
from llmchoice.model.comparison import ConditionChange, ConstraintChange


def rules_of(exclusions: Iterable[Exclusion]) -> tuple[str, ...]:
    """The ids of the constraints that exclude an option."""
    return tuple(exclusion.constraint for exclusion in exclusions)


def constraints_changed(
    results: Iterable[OptionResult], others: Iterable[OptionResult]
) -> tuple[ConstraintChange, ...]:
    """The constraints that exclude an option in these results and not in the others."""
    elsewhere = {(option.id, rule) for option in others for rule in rules_of(option.excluded_by)}
    rules: dict[str, tuple[Exclusion, list[str]]] = {}
    for option in results:
        for exclusion in option.excluded_by:
            if (option.id, exclusion.constraint) not in elsewhere:
                rules.setdefault(exclusion.constraint, (exclusion, []))[1].append(option.id)
    return tuple(
        ConstraintChange(
            constraint=rule,
            reason=exclusion.reason,
            cost=exclusion.cost,
            options=tuple(options),
        )
        for rule, (exclusion, options) in rules.items()
    )


def conditions_changed(
    results: Iterable[OptionResult], others: Iterable[OptionResult]
) -> tuple[ConditionChange, ...]:
    """What an admissible option needs in these results alone, whichever of several rules asks."""
    elsewhere = {
        (option.id, item.obtain)
        for option in others
        for item in option.conditions
        if option.admissible
    }
    needs: dict[str, tuple[ConditionToMeet, list[str]]] = {}
    for option in filter(lambda option: option.admissible, results):
        for condition in option.conditions:
            if (option.id, condition.obtain) not in elsewhere:
                needs.setdefault(condition.obtain, (condition, []))[1].append(option.id)
    return tuple(
        ConditionChange(
            condition=condition.condition,
            obtain=obtain,
            reason=condition.reason,
            effort=condition.effort,
            options=tuple(options),
        )
        for obtain, (condition, options) in needs.items()
    )
