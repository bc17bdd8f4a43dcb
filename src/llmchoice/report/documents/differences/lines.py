"""What else differs, in a line each: answers, weights, rules, conditions, costs and cautions."""

from collections.abc import Iterable, Iterator, Sequence

from llmchoice import figures
from llmchoice.language import message, t, tell, tn
from llmchoice.model.comparison import (
    AnswerChange,
    Changes,
    Comparison,
    ConditionChange,
    CostChange,
    CostComparison,
    PriorityChange,
)
from llmchoice.model.terms import Band
from llmchoice.report.blocks import Inline, Item, Mark
from llmchoice.report.composition import shown
from llmchoice.report.documents.differences import result
from llmchoice.report.documents.differences.result import Phrases, asked, moved, weight
from llmchoice.report.wording import amounts
from llmchoice.report.wording.answers import quoted


def some(*kinds: tuple[Sequence[Inline | Item], int]) -> Iterator[Inline | Item]:
    """Of each kind as many as that, the first ones; then how many more there are."""
    for items, most in kinds:
        yield from items[:most]
    if more := [item for items, most in kinds for item in items[most:]]:
        yield tn("And 1 more change.", "And {number} more changes.", len(more))


def answer(change: AnswerChange) -> str:
    """A question with its answer before and after."""
    before, after = asked(change.label_before), asked(change.label_after)
    if before == after:
        return t("{question} {answer}", question=change.text, answer=after)
    both = moved(quoted(before), quoted(after))
    return t("{question} {answer}", question=change.text, answer=both)


def priority(change: PriorityChange) -> str:
    """A priority with its weight before and after."""
    both = moved(weight(change.weight_before), weight(change.weight_after))
    return t("Weight of {priority}: {weights}", priority=change.name, weights=both)


def rules(changes: Changes, phrases: Phrases, *, decisive: bool) -> Iterator[Item]:
    """Rules that exclude options in one assessment only; with or without the decisive ones."""
    decide = (*changes.decisive_gained, *changes.decisive_lost)
    elsewhere = set() if decisive else {rule.constraint for rule in decide}
    gained = [r for r in changes.constraints_gained if r.constraint not in elsewhere]
    lost = [r for r in changes.constraints_lost if r.constraint not in elsewhere]
    yield from result.ruled(gained, lost, phrases)


def conditions(changes: Changes, phrases: Phrases) -> Iterator[Item]:
    """What is to be obtained in one assessment only, for options that are still admissible.

    What an option no longer needs because it is excluded goes without saying.
    """
    left = {option.id for option in changes.options if option.admissible_after}
    kinds: tuple[tuple[str, Mark, tuple[ConditionChange, ...]], ...] = (
        (message("To obtain now, for {options}: {obtain}"), "ask", changes.conditions_gained),
        (message("No longer to obtain, for {options}: {obtain}"), "plain", changes.conditions_lost),
    )
    for sentence, mark, changed in kinds:
        for condition in changed:
            if options := phrases.listed(o for o in condition.options if o in left):
                yield Item(tell(sentence, options=options, obtain=condition.obtain), mark)


def costs(
    compared: CostComparison, changes: Iterable[CostChange], phrases: Phrases, *, ends: bool
) -> list[Inline | Item]:
    """What options usually cost before and after; with or without the least and the most."""
    options = (_cost(change, compared, phrases, ends=ends) for change in changes)
    return [*options, *_ceiling(compared)]


def _cost(change: CostChange, costs: CostComparison, phrases: Phrases, *, ends: bool) -> Item:
    names = (change.workload, phrases.options.get(change.option, change.name))
    option = figures.enumerated(filter(None, names))
    before = _money(change.before, costs.currency_before, ends=ends)
    after = _money(change.after, costs.currency_after, ends=ends)
    text = t("{option}, a month: {costs}", option=option, costs=moved(before, after))
    return Item(text, "plain" if change.after else "ask")


def _money(band: Band | None, currency: str | None, *, ends: bool) -> str:
    if band is None:
        return t("not known")
    unit = currency or ""
    if not ends:
        about = figures.about(band.typical)
        return t("{typical} {currency}", typical=about, currency=unit).strip()
    low, typical, high = amounts.ends(band)
    places = {"low": low, "typical": typical, "high": high, "currency": unit}
    return t("{typical} {currency} ({low} to {high})", **places).strip()


def _ceiling(costs: CostComparison) -> Iterator[str]:
    """The most that may be paid, where that is another amount."""
    before, after = costs.ceiling_before, costs.ceiling_after
    if before == after:
        return
    amounts_of = (shown(figures.money, ceiling, t("none")) for ceiling in (before, after))
    yield t("Your ceiling a month: {ceilings}", ceilings=moved(*amounts_of))


_CONTRADICT = message(
    "The comparisons of the priorities contradict each other: the consistency ratio is {ratio}, and"
    " up to {limit} is fine."
)
_CONTRADICTED = message(
    "In the earlier assessment the comparisons of the priorities contradict each other: the"
    " consistency ratio is {ratio}, and up to {limit} is fine."
)


def doubts(comparison: Comparison) -> Iterator[str]:
    """That priorities say less than they seem to, before or after."""
    before, after = comparison.origin_before, comparison.origin_after
    earlier = None if before.consistency == after.consistency else before.consistency
    for sentence, judged in ((_CONTRADICT, after.consistency), (_CONTRADICTED, earlier)):
        if judged is not None and judged.poor:
            ratio, limit = figures.ratio(judged.ratio), figures.ratio(judged.limit)
            yield tell(sentence, ratio=ratio, limit=limit)
    if after.ranking_tells_less:
        yield t("Ratings in the order of the ranking would give another result.")
    elif before.ranking_tells_less:
        yield t("Before, ratings in the order of the ranking would have given another result.")


def cautions(comparison: Comparison) -> Iterator[str]:
    """What makes the two assessments hard to compare."""
    before, after = comparison.origin_before, comparison.origin_after
    yield from doubts(comparison)
    name = before.profile.organisation
    if name != after.profile.organisation:
        yield t("The earlier assessment is of another organisation: {name}.", name=name)
    if before.criteria != after.criteria:
        versions = {"before": before.criteria.version, "after": after.criteria.version}
        if before.criteria.version == after.criteria.version:
            yield t("The criteria differ: both are version {after}.", **versions)
        else:
            yield t("The criteria differ: version {before} before, {after} after.", **versions)
    if before.tool != after.tool:
        yield t(
            "The versions of the program differ: {name} {before} before, {after} after.",
            name=after.tool.name,
            before=before.tool.version,
            after=after.tool.version,
        )
    if numbers := comparison.other_draws:
        yield t(
            "The number of simulations differs: {before} before, {after} after.",
            before=figures.count(numbers[0]),
            after=figures.count(numbers[1]),
        )
    costs = comparison.costs
    if costs and costs.currency_before != costs.currency_after:
        yield t("The costs are in different currencies, or one assessment has none.")
