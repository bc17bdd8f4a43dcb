"""For a file or an issue: the comparison in GitHub-flavoured Markdown, every criterion listed."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.report.comparison import sections
from llmchoice.report.comparison.parts import (
    by_rank,
    cautions,
    changed_answers,
    excluded_now,
    no_longer_excluded,
    own_answers,
    title,
    to_obtain,
    what_was_set,
)
from llmchoice.report.comparison.phrases import phrases_of
from llmchoice.report.escape import escape, link
from llmchoice.report.memo.paper import bullet, bullets, heading, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.model.comparison import (
        Changes,
        Comparison,
        CriterionChange,
    )
    from llmchoice.report.comparison.phrases import Phrases
    from llmchoice.report.comparison.sections import Section
    from llmchoice.report.style import Style

ARROW = "\N{RIGHTWARDS ARROW}"


def render(comparison: "Comparison", _style: "Style", *, whole: bool) -> str:
    """The memo; a file looks the same whatever the terminal."""
    return "\n\n".join(_parts(comparison, phrases_of(comparison, ARROW), whole=whole))


def _parts(comparison: "Comparison", phrases: "Phrases", *, whole: bool) -> "Iterator[str]":
    yield heading(1, escape(title(comparison)))
    yield from _result(comparison, phrases, below=what_was_set(comparison))
    yield from bullets(f"**{escape(text)}**" for text in cautions(comparison, phrases.arrow))
    yield from overview(comparison, phrases)
    yield from _chapters(comparison, phrases, level=2)
    yield from answers(changed_answers(comparison, phrases), level=2)
    yield from weights(comparison, phrases)
    if whole:
        yield from written_sections(sections.frame(comparison, phrases), level=2)
        yield from _whole(comparison, phrases, level=2)
    yield from written_sections(sections.costs(comparison.costs, phrases), level=2)
    for workload in comparison.workloads:
        yield heading(2, f"Workload: {escape(workload.name)}")
        yield from _result(workload, phrases)
        yield from _chapters(workload, phrases, level=3)
        yield from answers(own_answers(comparison, workload, phrases), level=3)
        if whole:
            yield from _whole(workload, phrases, level=3)


def overview(comparison: "Comparison", phrases: "Phrases") -> "Iterator[str]":
    """The verdict of every workload."""
    if comparison.workloads:
        yield heading(2, "Workloads")
        yield table(
            ("Workload", "Verdict"),
            [
                (escape(w.name), escape(phrases.verdict(w).removeprefix("Verdict: ")))
                for w in comparison.workloads
            ],
        )


def weights(comparison: "Comparison", phrases: "Phrases") -> "Iterator[str]":
    """Weights that changed."""
    if comparison.priorities:
        yield heading(2, "Weights that changed")
        yield from bullets(escape(phrases.priority(change)) for change in comparison.priorities)


def written_sections(found: "Iterable[Section]", *, level: int) -> "Iterator[str]":
    """Sections, each as a heading and a list."""
    for section in found:
        yield heading(level, escape(section.title))
        yield from bullets(
            bullet(link(entry.text, entry.url), map(escape, entry.details))
            for entry in section.entries
        )


def contributions(changes: "Changes", phrases: "Phrases", *, level: int) -> "Iterator[str]":
    """What every criterion gives every option, where that differs."""
    rows = sections.contributions(changes, phrases)
    if rows:
        yield heading(level, "Contributions that changed, in points")
        header, *cells = (tuple(map(escape, row)) for row in rows)
        yield table(header, cells)


def _whole(changes: "Changes", phrases: "Phrases", *, level: int) -> "Iterator[str]":
    yield from written_sections(sections.criteria(changes, phrases), level=level)
    yield from contributions(changes, phrases, level=level)


def _result(changes: "Changes", phrases: "Phrases", below: str | None = None) -> "Iterator[str]":
    yield f"**{escape(phrases.verdict(changes))}**"
    yield from bullets(map(escape, (*([below] if below else []), *phrases.figures(changes))))
    yield from map(escape, phrases.stillness(changes))
    yield from map(escape, phrases.summary(changes))


def _chapters(changes: "Changes", phrases: "Phrases", *, level: int) -> "Iterator[str]":
    yield from scores(changes, phrases, level=level)
    yield from _rules(changes, level=level)
    yield from moves(changes, phrases, level=level)
    for text, lines in to_obtain(changes, phrases):
        yield heading(level, text)
        yield from bullets(map(escape, lines))


def scores(changes: "Changes", phrases: "Phrases", *, level: int) -> "Iterator[str]":
    """Every option with its score before and after, the first first."""
    if changes.options:
        yield heading(level, "Scores, from 0 to 100")
        yield table(
            ("Option", "Side", "Before ", "After ", "Difference ", "Place"),
            [
                (
                    escape(option.name),
                    option.side,
                    _score(option.score_before),
                    _score(option.score_after),
                    "" if option.difference is None else figures.signed(option.difference),
                    escape(phrases.place(option)),
                )
                for option in by_rank(changes)
            ],
        )


def _score(score: float | None) -> str:
    return "" if score is None else figures.score(score)


def moves(changes: "Changes", phrases: "Phrases", *, level: int) -> "Iterator[str]":
    """The criteria that moved the pair, the most first."""
    if changes.pair is None or not changes.criteria:
        return
    yield heading(level, "What moved the difference")
    difference = phrases.difference(changes.pair)
    yield escape(f"{difference[0].upper()}{difference[1:]}.")
    yield table(
        ("Criterion", "Weight ", "Before ", "After ", "Moved ", "Answer"),
        [_move(criterion, phrases) for criterion in changes.criteria],
    )


def _move(criterion: "CriterionChange", phrases: "Phrases") -> tuple[str, ...]:
    return (
        escape(criterion.name),
        escape(phrases.weighed(criterion.weight_before, criterion.weight_after)),
        figures.signed(criterion.difference_before),
        figures.signed(criterion.difference_after),
        figures.signed(criterion.moved),
        escape(phrases.answered(criterion)),
    )


def _rules(changes: "Changes", *, level: int) -> "Iterator[str]":
    for text, said in (
        ("Excluded, and not before", excluded_now),
        ("Admissible, and not before", no_longer_excluded),
    ):
        found = [(option.name, list(said(changes, option))) for option in changes.options]
        items = [bullet(escape(name), map(escape, rules)) for name, rules in found if rules]
        if items:
            yield heading(level, text)
            yield from bullets(items)


def answers(lines: "Iterable[str]", *, level: int) -> "Iterator[str]":
    """Answers that changed."""
    found = bullets(map(escape, lines))
    if found:
        yield heading(level, "Answers that changed")
        yield from found
