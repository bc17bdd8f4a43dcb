"""For reading at once: boxes on a terminal, plain lines anywhere else."""

from typing import TYPE_CHECKING

from llmchoice.report.comparison import page, sections
from llmchoice.report.comparison.parts import (
    cautions,
    to_obtain,
    what_was_set,
)
from llmchoice.report.comparison.phrases import phrases_of
from llmchoice.report.drawn import drawn
from llmchoice.report.outline_blocks import Banner, Item, Paragraph
from llmchoice.report.recheck import story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.comparison import Changes
    from llmchoice.model.recheck import Recheck
    from llmchoice.report.comparison.phrases import Phrases
    from llmchoice.report.outline_blocks import Block
    from llmchoice.report.style import Style


def render(found: "Recheck", style: "Style") -> str:
    """The check, drawn as the style allows."""
    phrases = phrases_of(found.comparison, page.ARROWS[style.unicode])
    return drawn(list(_outline(found, phrases)), style)


def _outline(found: "Recheck", phrases: "Phrases") -> "Iterator[Block]":
    comparison = found.comparison
    yield Paragraph(story.title(found))
    yield _banner(found, phrases)
    yield from (Item("!", text, tone="bad") for text in cautions(comparison, phrases.arrow))
    yield from page.overview(comparison, phrases)
    yield from page.drawn_sections(story.to_confirm(found))
    yield from page.drawn_sections(story.questions(found))
    answers = story.other_answers(comparison.answers)
    yield from page.answers(map(phrases.answer, answers))
    yield from page.drawn_sections(sections.frame(comparison, phrases))
    yield from page.weights(comparison, phrases)
    yield from _part(comparison, phrases)
    for workload in comparison.workloads:
        blocks = [
            *page.answers(map(phrases.answer, story.own_answers(found, workload))),
            *_part(workload, phrases),
        ]
        if blocks or workload.changed:
            lines = (phrases.verdict(workload), *phrases.figures(workload))
            yield Banner((f"Workload: {workload.name}", *lines))
            yield from blocks
    yield from page.drawn_sections(sections.costs(comparison.costs, phrases))
    yield from page.drawn_sections(story.facts(found, phrases))


def _banner(found: "Recheck", phrases: "Phrases") -> Banner:
    comparison = found.comparison
    set_ = what_was_set(comparison)
    return Banner(
        (
            story.headline(found),
            phrases.verdict(comparison),
            *([set_] if set_ else []),
            *phrases.figures(comparison),
            story.moved(found),
            *phrases.summary(comparison),
        )
    )


def _part(changes: "Changes", phrases: "Phrases") -> "Iterator[Block]":
    yield from page.drawn_sections(story.rules(changes, phrases))
    if story.scores_moved(changes):
        yield from page.scores(changes, phrases)
        yield from page.moves(changes, phrases)
    yield from page.drawn_sections(sections.criteria(changes, phrases))
    for heading, lines in to_obtain(changes, phrases):
        yield from page.drawn_sections(sections.section(heading, lines))
