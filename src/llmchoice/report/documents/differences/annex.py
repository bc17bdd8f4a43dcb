"""Everything that differs, folded, chapter by chapter."""

from collections.abc import Callable, Iterator

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.comparison import (
    Changes,
    Comparison,
    CriterionValues,
    RuleChange,
    ValueChange,
    WordingChange,
)
from llmchoice.report.blocks import Block, Item, Paragraph
from llmchoice.report.composition import chapter, numeric, shown, table
from llmchoice.report.documents.differences import lines, result
from llmchoice.report.documents.differences.result import Phrases, answered, moved, shifted, weight


def of_whole(comparison: Comparison, phrases: Phrases) -> Iterator[Block]:
    """What differs for the organisation, then workload by workload."""
    yield from chapter(t("Answers that changed"), map(lines.answer, comparison.common_answers))
    yield from chapter(t("Weights that changed"), map(lines.priority, comparison.priorities))
    yield from chapter(t("Rules for a verdict that changed"), map(_rule, comparison.rules))
    yield from chapter(t("Questions in other words"), map(_wording, comparison.wordings))
    yield from _costs(comparison, phrases)
    yield from _part(comparison, phrases)
    for workload in comparison.workloads:
        answers = map(lines.answer, comparison.own_answers(workload))
        blocks = (
            *map(Paragraph, _outcome(workload, phrases)),
            *chapter(t("Answers that changed"), answers),
            *chapter(t("Weights that changed"), map(lines.priority, workload.priorities)),
            *_part(workload, phrases),
        )
        yield from chapter(t("Workload: {name}", name=workload.name), blocks)


def _part(changes: Changes, phrases: Phrases) -> Iterator[Block]:
    """Scores, rules, what moved the lead, conditions and criteria of one set of answers."""
    if changes.scores_moved:
        yield from chapter(t("Scores, at most 100"), [result.scores(changes, phrases)])
    came = (o.name for o in changes.options if o.admissible_before is None)
    gone = (o.name for o in changes.options if o.admissible_after is None)
    yield from chapter(t("New options"), came)
    yield from chapter(t("Options that are gone"), gone)
    rules = lines.rules(changes, phrases, decisive=True)
    yield from chapter(t("Rules that exclude other options"), rules)
    yield from _moves(changes, phrases)
    yield from chapter(t("Conditions that changed"), lines.conditions(changes, phrases))
    yield from _criteria(changes, phrases)
    yield from _contributions(changes, phrases)


def _outcome(workload: Changes, phrases: Phrases) -> Iterator[str]:
    both = moved(phrases.outcome(workload.before), phrases.outcome(workload.after))
    yield t("Result: {outcomes}.", outcomes=both)
    yield from result.shares(workload)
    yield from result.lead(workload, phrases)


def _moves(changes: Changes, phrases: Phrases) -> Iterator[Block]:
    if changes.pair is None:
        return
    moves = table(
        t("What moved the lead, in points"),
        changes.criteria,
        (t("Criterion"), lambda each: each.name),
        (t("Weight"), lambda each: shifted(weight(each.weight_before), weight(each.weight_after))),
        (numeric(phrases.before), lambda each: figures.signed(each.difference_before)),
        (numeric(phrases.after), lambda each: figures.signed(each.difference_after)),
        (numeric(t("Moved")), lambda each: figures.signed(each.moved)),
        (t("Answer"), lambda each: answered(each.label_before, each.label_after)),
    )
    if moves.rows:
        lead = map(Paragraph, result.lead(changes, phrases))
        yield from chapter(t("What moved the lead"), (*lead, moves))


_RULES: dict[str, tuple[str, Callable[[float], str]]] = {
    "confidence": (message("Share of simulations that names a side: {figures}"), figures.percent),
    "unknown_limit": (
        message("Weight on unknown answers from which no side is named: {figures}"),
        figures.percent,
    ),
    "weak_value": (
        message("Value below which something is a weak spot: {figures}"),
        figures.number,
    ),
}
_OTHER_RULE = (message("{rule}: {figures}"), figures.number)


def _rule(change: RuleChange) -> str:
    sentence, figure = _RULES.get(change.rule, _OTHER_RULE)
    both = moved(figure(change.before), figure(change.after))
    return tell(sentence, rule=change.rule, figures=both)


def _wording(change: WordingChange) -> Item:
    text = change.text_after
    if change.text_before != text:
        text = t("{before} Now: {after}", before=change.text_before, after=text)
    answer = answered(change.label_before, change.label_after)
    return Item(text, details=(t("Answer: {answer}", answer=answer),))


def _costs(comparison: Comparison, phrases: Phrases) -> Iterator[Block]:
    costs = comparison.costs
    items = lines.costs(costs, costs.changes, phrases, ends=True) if costs else []
    if costs is None or not items:
        return
    days = (day or t("none") for day in (costs.prices_as_of_before, costs.prices_as_of_after))
    yield from chapter(
        t("Costs that changed"), (*items, t("Prices as of: {days}", days=moved(*days)))
    )


def _criteria(changes: Changes, phrases: Phrases) -> Iterator[Block]:
    """Criteria that came or went, and values that differ for the same answer."""
    counted = changes.contributions
    came = (c for c in counted if c.counts_after and not c.counts_before)
    gone = (c for c in counted if c.counts_before and not c.counts_after)
    values = (Item(_weighed(c.name, c.weight_after), details=_values(c, phrases)) for c in came)
    yield from chapter(t("Criteria that count now"), values)
    names = (_weighed(c.name, c.weight_before) for c in gone)
    yield from chapter(t("Criteria that no longer count"), names)
    revalued = (Item(c.name, details=_values(c, phrases)) for c in changes.revalued)
    title = t("Values that changed for the same answer, at most 100")
    yield from chapter(title, revalued)


def _contributions(changes: Changes, phrases: Phrases) -> Iterator[Block]:
    """What every criterion gives every option, where that differs."""
    given = table(
        t("Contributions that changed, in points"),
        changes.contributions,
        (t("Criterion"), lambda each: each.name),
        (t("Weight"), lambda each: shifted(weight(each.weight_before), weight(each.weight_after))),
        *(
            (phrases.option(option.id), lambda each, id_=option.id: _points(each, id_))
            for option in changes.options
        ),
    )
    yield from chapter(given.title, [given])


def _points(criterion: CriterionValues, option: str) -> str:
    for change in criterion.options:
        if change.option == option:
            both = (change.contribution_before, change.contribution_after)
            return shifted(*(shown(figures.score, points, t("none")) for points in both))
    return ""


def _weighed(name: str, share: float | None) -> str:
    if share is None:
        return name
    return t("{criterion}: {weight} of the weight", criterion=name, weight=figures.percent(share))


def _values(criterion: CriterionValues, phrases: Phrases) -> tuple[str, ...]:
    return tuple(_value(change, phrases) for change in criterion.revalued)


def _value(change: ValueChange, phrases: Phrases) -> str:
    before, after = figures.told_apart(change.value_before, change.value_after)
    places = {
        "option": phrases.options.get(change.option, change.name),
        "value": moved(before, after) if before else after,
    }
    if change.computed:
        return t("{option}: {value}, from computed costs", **places)
    return t("{option}: {value}", **places)
