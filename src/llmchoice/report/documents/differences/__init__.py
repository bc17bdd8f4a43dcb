"""Two assessments side by side: what `llmchoice whatif` and `llmchoice diff` tell."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.comparison import Comparison
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Block, Callout, Heading, Level
from llmchoice.report.documents.differences import annex, page, result
from llmchoice.report.documents.differences.phrases import Phrases, phrases_of
from llmchoice.report.subject import dated


def document(comparison: Comparison, level: Level) -> Iterator[Block]:
    """What became of the result, what moved it and what to do; in full, every difference."""
    phrases = phrases_of(comparison, t("Before"), t("After"))
    yield Heading(_title(comparison), 1)
    yield Callout(
        _headline(comparison, phrases),
        tone=result.tone(comparison),
        text=tuple(page.figures_of(comparison, phrases)),
    )
    yield from page.of_whole(comparison, phrases)
    yield from page.to_do(_to_do(comparison))
    if level is not Level.FULL:
        yield page.everything()
    else:
        yield from annex.of_whole(comparison, phrases)


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
    yield from page.steps(comparison)
