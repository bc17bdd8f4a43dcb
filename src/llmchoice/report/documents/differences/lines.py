"""What else differs, in a line each: answers, weights, rules, conditions, costs and cautions."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.report.blocks import Item
from llmchoice.report.documents.differences import result
from llmchoice.report.documents.differences.phrases import answered, band, shifted, typical, weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from llmchoice.model.comparison import (
        AnswerChange,
        Changes,
        Comparison,
        ConditionChange,
        PriorityChange,
    )
    from llmchoice.model.cost import Band
    from llmchoice.model.costchange import CostChange, CostComparison
    from llmchoice.report.documents.differences.phrases import Phrases


def some(*kinds: "tuple[Sequence[Item], int]") -> "Iterator[Item]":
    """Of each kind as many as that, the first ones; then how many more there are."""
    for items, most in kinds:
        yield from items[:most]
    more = sum(max(0, len(items) - most) for items, most in kinds)
    if more:
        yield Item(tn("And 1 more change.", "And {number} more changes.", more))


def revalued(name: str) -> Item:
    """A criterion that gives options other values although the answer is the same."""
    return Item(t("Other values for the same answer: {criterion}", criterion=name))


def answer(change: "AnswerChange") -> Item:
    """A question with its answer before and after."""
    moved = answered(change.label_before, change.label_after)
    return Item(t("{question} {answer}", question=change.text, answer=moved))


def common_answers(comparison: "Comparison") -> "tuple[AnswerChange, ...]":
    """Those of the organisation; where workloads answer on their own, those they have in common."""
    if not comparison.workloads:
        return comparison.answers
    return tuple(c for c in comparison.answers if None not in (c.before, c.after))


def own_answers(comparison: "Comparison", workload: "Changes") -> "tuple[AnswerChange, ...]":
    """Those of a workload, but for those that are told of the organisation."""
    told = common_answers(comparison)
    return tuple(change for change in workload.answers if change not in told)


def priority(change: "PriorityChange") -> Item:
    """A priority with its weight before and after."""
    moved = shifted(weight(change.weight_before), weight(change.weight_after))
    return Item(t("Weight of {priority}: {weight}", priority=change.name, weight=moved))


def rules(changes: "Changes", phrases: "Phrases", *, decisive: bool) -> "Iterator[Item]":
    """Rules that exclude options in one assessment only; with or without the decisive ones."""
    told = {rule.constraint for rules in result.decisive(changes) for rule in rules}
    for rule in changes.constraints_gained:
        if decisive or rule.constraint not in told:
            yield result.excluded_now(rule, phrases)
    for rule in changes.constraints_lost:
        if decisive or rule.constraint not in told:
            yield result.back_again(rule, phrases)


def conditions(changes: "Changes", phrases: "Phrases") -> "Iterator[Item]":
    """What is to be obtained in one assessment only, for options that are still admissible.

    What an option no longer needs because it is excluded goes without saying.
    """
    left = {option.id for option in changes.options if option.admissible_after}
    for condition in changes.conditions_gained:
        if options := [option for option in condition.options if option in left]:
            yield _condition(condition, options, phrases, now=True)
    for condition in changes.conditions_lost:
        if options := [option for option in condition.options if option in left]:
            yield _condition(condition, options, phrases, now=False)


def _condition(
    condition: "ConditionChange", options: "list[str]", phrases: "Phrases", *, now: bool
) -> Item:
    places = {"options": phrases.listed(options), "obtain": condition.obtain}
    if now:
        return Item(t("To obtain now, for {options}: {obtain}", **places), "ask")
    return Item(t("No longer to obtain, for {options}: {obtain}", **places))


def cost(change: "CostChange", costs: "CostComparison", phrases: "Phrases") -> Item:
    """What an option usually costs before and after."""
    return _cost(change, costs, phrases, typical)


def whole_cost(change: "CostChange", costs: "CostComparison", phrases: "Phrases") -> Item:
    """The same, each with the least and the most that it may be."""
    return _cost(change, costs, phrases, band)


def _cost(
    change: "CostChange",
    costs: "CostComparison",
    phrases: "Phrases",
    worded: "Callable[[Band], str]",
) -> Item:
    option = _paid(change, phrases)
    before = change.before and _money(worded(change.before), costs.currency_before)
    after = change.after and _money(worded(change.after), costs.currency_after)
    if before and after:
        moved = shifted(before, after)
        return Item(t("{option}: {cost} a month", option=option, cost=moved))
    if after:
        return Item(t("{option}: {cost} a month now, not known before", option=option, cost=after))
    if before:
        return Item(
            t("{option}: not known now, {cost} a month before", option=option, cost=before), "ask"
        )
    return Item(t("{option}: not known, before and after", option=option), "ask")


def _paid(change: "CostChange", phrases: "Phrases") -> str:
    name = phrases.options.get(change.option, change.name)
    if not change.workload:
        return name
    return t("{workload}, {option}", workload=change.workload, option=name)


def _money(amount: str, currency: str | None) -> str:
    return t("{amount} {currency}", amount=amount, currency=currency) if currency else amount


def ceiling(costs: "CostComparison") -> "Iterator[Item]":
    """The most that may be paid, where that is another amount."""
    before, after = (
        None if amount is None else figures.money(amount)
        for amount in (costs.ceiling_before, costs.ceiling_after)
    )
    if costs.ceiling_before == costs.ceiling_after:
        return
    if after is None:
        yield Item(t("You no longer have a ceiling: it was {before} a month", before=before))
    elif before is None:
        yield Item(t("Your ceiling is new: {after} a month", after=after))
    else:
        yield Item(t("Your ceiling: {ceiling} a month", ceiling=shifted(before, after)))


def cautions(comparison: "Comparison") -> "Iterator[Item]":
    """What makes the two assessments hard to compare."""
    before, after = comparison.origin_before, comparison.origin_after
    if before.profile.organisation != after.profile.organisation:
        name = before.profile.organisation
        yield _caution(t("The earlier assessment is of another organisation: {name}.", name=name))
    if before.criteria != after.criteria:
        versions = (before.criteria.version, after.criteria.version)
        yield _caution(
            t("The criteria differ: both are version {version}.", version=versions[0])
            if versions[0] == versions[1]
            else t("The criteria differ: {versions}.", versions=shifted(*versions))
        )
    if before.tool != after.tool:
        tools = (
            t("{name} {version}", name=tool.name, version=tool.version)
            for tool in (before.tool, after.tool)
        )
        yield _caution(t("The versions of the program differ: {tools}.", tools=shifted(*tools)))
    yield from _simulations(comparison)
    costs = comparison.costs
    if costs and costs.currency_before != costs.currency_after:
        yield _caution(t("The costs are in different currencies, or one assessment has none."))


def _caution(text: str) -> Item:
    return Item(text, "ask")


def _simulations(comparison: "Comparison") -> "Iterator[Item]":
    """Whether the shares of one of them are less exact than those of the other."""
    for part in (comparison, *comparison.workloads):
        before, after = part.draws_before, part.draws_after
        if before is not None and after is not None and before != after:
            numbers = shifted(figures.count(before), figures.count(after))
            yield _caution(t("The number of simulations differs: {numbers}.", numbers=numbers))
            return
