"""What a report on a comparison is made of: titles and lists, in words that every format shares."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.report.comparison.phrases import NOT_ASKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.comparison import Changes, Comparison, OptionChange
    from llmchoice.report.comparison.phrases import Phrases

NOT_COMMON = "no common answer"
"""Of an organisation where each workload has its own."""


def changed_answers(comparison: "Comparison", phrases: "Phrases") -> "Iterator[str]":
    """The organisation's answers that changed."""
    absent = NOT_COMMON if comparison.workloads else NOT_ASKED
    yield from (phrases.answer(change, absent=absent) for change in comparison.answers)


def own_answers(
    comparison: "Comparison", workload: "Changes", phrases: "Phrases"
) -> "Iterator[str]":
    """The answers of a workload that changed, but for those that are told of the organisation."""
    for change in workload.answers:
        if change not in comparison.answers:
            yield phrases.answer(change)


def to_obtain(changes: "Changes", phrases: "Phrases") -> "Iterator[tuple[str, list[str]]]":
    """What is to be obtained now and was not before, and the other way round.

    A heading and its conditions with the options that need them. What an option no longer needs
    because it is excluded goes without saying.
    """
    left = {option.id for option in changes.options if option.admissible_after}
    for heading, conditions in (
        ("To obtain, and not before", changes.conditions_gained),
        ("No longer to obtain", changes.conditions_lost),
    ):
        lines = [
            f"{condition.obtain} ({condition.effort} effort) For {phrases.named(options)}."
            for condition in conditions
            if (options := [option for option in condition.options if option in left])
        ]
        if lines:
            yield heading, lines


def title(comparison: "Comparison") -> str:
    """What the whole is about."""
    days = dict.fromkeys(
        origin.date for origin in (comparison.origin_before, comparison.origin_after) if origin.date
    )
    about = ", ".join([comparison.organisation, *([" and ".join(days)] if days else [])])
    return f"What if, for {about}" if comparison.settings else f"Two assessments of {about}"


def what_was_set(comparison: "Comparison") -> str | None:
    """The settings that led from the one assessment to the other, if there are any."""
    return f"Set: {', '.join(comparison.settings)}" if comparison.settings else None


def cautions(comparison: "Comparison", arrow: str) -> "Iterator[str]":
    """What makes the two assessments hard to compare."""
    before, after = comparison.origin_before, comparison.origin_after
    if before.criteria != after.criteria:
        versions = f"{before.criteria.version} {arrow} {after.criteria.version}"
        if before.criteria.version == after.criteria.version:
            versions = f"both {after.criteria.version}, and one with criteria of its own"
        yield f"The two assessments were made with different criteria ({versions})."
    if before.tool != after.tool:
        tools = (f"{tool.name} {tool.version}" for tool in (before.tool, after.tool))
        yield f"Different versions of the program made them ({f' {arrow} '.join(tools)})."
    yield from _draws(comparison, arrow)
    if comparison.costs and comparison.costs.currency_before != comparison.costs.currency_after:
        yield "The costs are in different currencies, or one assessment has none."
    if before.profile.organisation != after.profile.organisation:
        yield f"The earlier assessment is of another organisation: {before.profile.organisation}."


def _draws(comparison: "Comparison", arrow: str) -> "Iterator[str]":
    """Whether the confidence of one of them is less exact than that of the other."""
    for part in (comparison, *comparison.workloads):
        before, after = part.draws_before, part.draws_after
        if before is not None and after is not None and before != after:
            numbers = f"{figures.count(before)} {arrow} {figures.count(after)}"
            yield f"The confidence rests on different numbers of draws ({numbers})."
            return


def by_rank(changes: "Changes") -> "list[OptionChange]":
    """The options by their rank after, those without one last."""
    return sorted(changes.options, key=lambda o: (o.rank_after is None, o.rank_after or 0))


def excluded_now(changes: "Changes", option: "OptionChange") -> "Iterator[str]":
    """The rules that exclude an option now, each with its reason."""
    reasons = {rule.constraint: rule.reason for rule in changes.constraints_gained}
    yield from (f"{rule}: {reasons.get(rule, '')}" for rule in option.newly_excluded_by)


def no_longer_excluded(changes: "Changes", option: "OptionChange") -> "Iterator[str]":
    """The rules that excluded an option before, each with its reason."""
    reasons = {rule.constraint: rule.reason for rule in changes.constraints_lost}
    yield from (f"no longer {rule}: {reasons.get(rule, '')}" for rule in option.readmitted_from)
