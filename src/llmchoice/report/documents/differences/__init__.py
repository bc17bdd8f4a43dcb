"""Two assessments side by side: what `whatif` and `diff` tell, and the page of a recheck."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.comparison import Changes, Comparison
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Block, Callout, Heading, Hint, Inline, Item, Level, Paragraph
from llmchoice.report.composition import bullets, group, numbered, table
from llmchoice.report.documents.differences import annex, lines, result
from llmchoice.report.documents.differences.result import Phrases, phrases_of
from llmchoice.report.documents.evidence import aged
from llmchoice.report.subject import dated
from llmchoice.report.wording.grounds import step_text

_CAUSES, _CAUSES_OF_WORKLOAD = 3, 1
_ANSWERS, _WEIGHTS, _VALUES, _OTHERS = 2, 1, 2, 2
_COSTS = 2
_STEPS = 2
_FEW_ANSWERS = 4
"""Where more answers differ, everything does: one of each kind is what a page has room for. So it
is where kinds of work come out differently, each of which says why."""


def document(comparison: Comparison, level: Level) -> Iterator[Block]:
    """What became of the result, what moved it and what to do; in full, every difference."""
    phrases = phrases_of(comparison, t("Before"), t("After"))
    yield Heading(_title(comparison), 1)
    yield Callout(
        _headline(comparison, phrases),
        tone=result.tone(comparison),
        text=tuple(figures_of(comparison, phrases)),
    )
    yield from of_whole(comparison, phrases)
    yield from aged(comparison.old_prices)
    yield from to_do(_to_do(comparison))
    yield from the_rest(comparison, phrases, level)


def _title(comparison: Comparison) -> str:
    days = (comparison.origin_before.date, comparison.origin_after.date)
    about = dated(comparison.organisation, figures.listed(dict.fromkeys(filter(None, days))))
    if comparison.settings:
        return t("What if: {organisation}", organisation=about)
    return t("Two assessments: {organisation}", organisation=about)


def _headline(comparison: Comparison, phrases: Phrases) -> str:
    before, after = phrases.outcome(comparison.before), phrases.outcome(comparison.after)
    if comparison.other_result:
        return t("Changed. Before: {before}. After: {after}.", before=before, after=after)
    if others := comparison.other_workloads:
        return t("Changed for {workloads}", workloads=figures.listed(others))
    verdict = comparison.after.verdict if comparison.after else None
    if verdict is Verdict.UNDECIDED and before != after:
        return t("Still undecided. Before: {before}. After: {after}.", before=before, after=after)
    if verdict is Verdict.NONE:
        return t("No change: still nothing admissible")
    return t("No change: still {option}", option=after)


def _to_do(comparison: Comparison) -> Iterator[str]:
    if not comparison.changed:
        if comparison.after and comparison.after.verdict is Verdict.UNDECIDED:
            yield t("Still undecided: this does not settle it. Look for what would.")
        else:
            yield t("Nothing: the recommendation is the same either way.")
        return
    if not comparison.settings:
        yield t("Check that every change is meant, then act on the later assessment.")
    elif comparison.all_answers:
        yield t("Make sure which is true before you decide: it changes the recommendation.")
    yield from steps(comparison)


def the_rest(
    comparison: Comparison, phrases: Phrases, level: Level, before: Iterable[Block] = ()
) -> Iterator[Block]:
    """In full, some chapters and every difference; else where these stand."""
    if level is not Level.FULL:
        yield Hint(((t("Every figure and every change"), "--full"),))
    else:
        yield from before
        yield from annex.of_whole(comparison, phrases)


def figures_of(comparison: Comparison, phrases: Phrases) -> Iterator[Inline]:
    """What was set, what leans otherwise, and the figures of the result before and after."""
    if comparison.settings:
        yield t("With {settings}", settings=figures.enumerated(comparison.settings))
    works = [work for work in comparison.workloads if not work.other_result]
    leaning = [w.name for w in works if phrases.outcome(w.before) != phrases.outcome(w.after)]
    if leaning:
        works_text = figures.listed(leaning)
        yield t("Still undecided, but leaning elsewhere: {workloads}", workloads=works_text)
    yield from result.shares(comparison)
    yield from result.lead(comparison, phrases)


def of_whole(comparison: Comparison, phrases: Phrases) -> Iterator[Block]:
    """What makes it hard to compare, what moved the result, the scores, and what else differs."""
    yield bullets(lines.cautions(comparison), "ask")
    if comparison.workloads:
        yield from _workloads(comparison, phrases)
    else:
        yield from group(t("Why"), result.why(comparison, phrases, _room(comparison, _CAUSES)))
        if comparison.scores_moved:
            yield from group(t("Scores"), [result.scores(comparison, phrases)])
    yield from group(t("Changed"), _changed(comparison, phrases))
    if comparison.costs is not None:
        costs = lines.costs(comparison.costs, comparison.costs_first, phrases, ends=False)
        yield from group(t("Costs"), lines.some((costs, _room(comparison, _COSTS))))


def _room(comparison: Comparison, most: int) -> int:
    """How many of a kind are told, at most that many."""
    is_crowded = len(comparison.all_answers) > _FEW_ANSWERS or bool(comparison.other_workloads)
    return 1 if is_crowded else most


def steps(comparison: Comparison) -> Iterator[str]:
    """What is to be done now and was not before, each once."""
    parts = (part for part in comparison.parts if part.other_result)
    texts = dict.fromkeys(step_text(step) for part in parts for step in part.steps_gained)
    yield from list(texts)[: _room(comparison, _STEPS)]


def to_do(items: Iterable[Inline | Item]) -> Iterator[Block]:
    """What to do, in its order."""
    yield from group(t("To do"), [numbered(items)], prominent=True)


def _workloads(comparison: Comparison, phrases: Phrases) -> Iterator[Block]:
    """All of them in a table, then what moved those that come out differently."""
    works: list[tuple[str, Changes]] = [(work.name, work) for work in comparison.workloads]
    # The whole, where it is split before and not after, or the other way round.
    split = not all(work.before and work.after for work in comparison.workloads)
    together: list[tuple[str, Changes]] = [(t("All together"), comparison)] if split else []
    yield table(
        t("Workloads"),
        [*works, *together],
        (t("Workload"), lambda row: row[0]),
        (phrases.before, lambda row: phrases.outcome(row[1].before)),
        (phrases.after, lambda row: phrases.outcome(row[1].after)),
    )
    for workload in comparison.workloads:
        if workload.other_result and workload.before and workload.after:
            yield Heading(workload.name)
            yield from map(Paragraph, result.shares(workload))
            yield from map(Paragraph, result.lead(workload, phrases))
            causes = result.why(workload, phrases, _CAUSES_OF_WORKLOAD)
            yield bullets(replace(cause, details=()) for cause in causes)


def _changed(comparison: Comparison, phrases: Phrases) -> Iterator[Inline | Item]:
    revalued = dict.fromkeys(c.name for part in comparison.parts for c in part.revalued)
    values = [
        t("Other values for the same answer: {criterion}", criterion=name) for name in revalued
    ]
    rest = dict.fromkeys(
        item
        for part in comparison.parts
        for item in (*lines.rules(part, phrases, decisive=False), *lines.conditions(part, phrases))
    )
    # The organisation's, then those of work that weighs in its own way.
    weights = [*map(lines.priority, comparison.priorities)]
    weights += [
        t("{work}: {text}", work=work.name, text=lines.priority(change))
        for work in comparison.workloads
        for change in work.priorities
    ]
    yield from lines.some(
        (list(map(lines.answer, comparison.all_answers)), _room(comparison, _ANSWERS)),
        (weights, _WEIGHTS),
        (values, _room(comparison, _VALUES)),
        (list(rest), _room(comparison, _OTHERS)),
    )
