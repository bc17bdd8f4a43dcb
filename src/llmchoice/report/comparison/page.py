"""For reading at once: boxes on a terminal, plain lines anywhere else."""

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
from llmchoice.report.drawn import drawn
from llmchoice.report.outline_blocks import Banner, Heading, Item, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.model.comparison import (
        Changes,
        Comparison,
        CriterionChange,
    )
    from llmchoice.report.comparison.phrases import Phrases
    from llmchoice.report.comparison.sections import Section
    from llmchoice.report.outline_blocks import Block
    from llmchoice.report.style import Style

MOST_CRITERIA = 5
ARROWS = {True: "\N{RIGHTWARDS ARROW}", False: "->"}


def render(comparison: "Comparison", style: "Style", *, whole: bool) -> str:
    """The comparison, drawn as the style allows."""
    phrases = phrases_of(comparison, ARROWS[style.unicode])
    return drawn(list(_outline(comparison, phrases, whole=whole)), style)


def _outline(comparison: "Comparison", phrases: "Phrases", *, whole: bool) -> "Iterator[Block]":
    yield Paragraph(title(comparison))
    yield _banner(comparison, phrases, below=what_was_set(comparison))
    yield from (Item("!", text, tone="bad") for text in cautions(comparison, phrases.arrow))
    yield from overview(comparison, phrases)
    yield from chapters(comparison, phrases)
    yield from answers(changed_answers(comparison, phrases))
    yield from weights(comparison, phrases)
    if whole:
        yield from drawn_sections(sections.frame(comparison, phrases))
        yield from drawn_sections(sections.criteria(comparison, phrases))
    yield from drawn_sections(sections.costs(comparison.costs, phrases))
    for workload in comparison.workloads:
        yield _banner(workload, phrases, f"Workload: {workload.name}")
        yield from chapters(workload, phrases)
        yield from answers(own_answers(comparison, workload, phrases))
        if whole:
            yield from drawn_sections(sections.criteria(workload, phrases))


def drawn_sections(found: "Iterable[Section]") -> "Iterator[Block]":
    """Sections as blocks."""
    for section in found:
        yield Heading(section.title)
        for entry in section.entries:
            yield Item(
                "-", entry.text, details=(*entry.details, *([entry.url] if entry.url else []))
            )


def _banner(
    changes: "Changes", phrases: "Phrases", *above: str, below: str | None = None
) -> Banner:
    lines = (
        *above,
        phrases.verdict(changes),
        *([below] if below else []),
        *phrases.figures(changes),
        *phrases.stillness(changes),
        *phrases.summary(changes),
    )
    return Banner(lines)


def overview(comparison: "Comparison", phrases: "Phrases") -> "Iterator[Block]":
    """The verdict of every workload."""
    if comparison.workloads:
        yield Heading("Workloads")
    for workload in comparison.workloads:
        verdict = phrases.verdict(workload).removeprefix("Verdict: ")
        yield Item("-", f"{workload.name}: {verdict}")


def chapters(changes: "Changes", phrases: "Phrases") -> "Iterator[Block]":
    """Scores, rules, what moved the difference, and what is to be obtained."""
    yield from scores(changes, phrases)
    # A constraint changes more than any score: it comes first here as it does in the method.
    yield from _excluded(changes)
    yield from _readmitted(changes)
    yield from moves(changes, phrases)
    for heading, lines in to_obtain(changes, phrases):
        yield Heading(heading)
        yield from (Item("-", line) for line in lines)


def scores(changes: "Changes", phrases: "Phrases") -> "Iterator[Block]":
    """Every option with its score before and after, the first first."""
    if changes.options:
        yield Heading("Scores, from 0 to 100")
    for option in by_rank(changes):
        mark = "-" if option.rank_after is None else f"{option.rank_after}."
        place = phrases.place(option)
        details = () if place.startswith("rank") and place.endswith("as before") else (place,)
        text = f"{option.name} ({option.side}): {phrases.score(option)}"
        yield Item(mark, text, details=details, tone="plain" if option.rank_after else "faint")


def moves(changes: "Changes", phrases: "Phrases") -> "Iterator[Block]":
    """The criteria that moved the pair, the most first."""
    if changes.pair is None or not changes.criteria:
        return
    yield Heading(f"What moved {phrases.difference(changes.pair)}")
    yield from (_move(criterion, phrases) for criterion in changes.criteria[:MOST_CRITERIA])
    more = len(changes.criteria) - MOST_CRITERIA
    if more > 0:
        yield Paragraph(f"And {more} more, by no more than these.")


def _move(criterion: "CriterionChange", phrases: "Phrases") -> Item:
    details = [f"Your answer: {phrases.answered(criterion)}."]
    weight = phrases.weighed(criterion.weight_before, criterion.weight_after)
    if not weight.endswith("as before"):
        details.append(f"Its weight: {weight}.")
    return Item(figures.signed(criterion.moved), criterion.name, details=tuple(details))


def _excluded(changes: "Changes") -> "Iterator[Block]":
    found = [option for option in changes.options if option.newly_excluded_by]
    if found:
        yield Heading("Excluded, and not before")
    for option in found:
        yield Item("-", option.name, details=tuple(excluded_now(changes, option)), tone="bad")


def _readmitted(changes: "Changes") -> "Iterator[Block]":
    found = [option for option in changes.options if option.readmitted_from]
    if found:
        yield Heading("Admissible, and not before")
    for option in found:
        yield Item("-", option.name, details=tuple(no_longer_excluded(changes, option)))


def answers(lines: "Iterable[str]") -> "Iterator[Block]":
    """Answers that changed."""
    for number, line in enumerate(lines):
        if not number:
            yield Heading("Answers that changed")
        yield Item("-", line)


def weights(comparison: "Comparison", phrases: "Phrases") -> "Iterator[Block]":
    """Weights that changed."""
    if comparison.priorities:
        yield Heading("Weights that changed")
    yield from (Item("-", phrases.priority(change)) for change in comparison.priorities)
