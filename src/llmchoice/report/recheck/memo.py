"""For a file or an issue: the check in GitHub-flavoured Markdown."""

from typing import TYPE_CHECKING

from llmchoice.report.comparison import memo, sections
from llmchoice.report.comparison.parts import (
    cautions,
    to_obtain,
    what_was_set,
)
from llmchoice.report.comparison.phrases import phrases_of
from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import bullets, heading
from llmchoice.report.recheck import story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.comparison import Changes
    from llmchoice.model.recheck import Recheck
    from llmchoice.report.comparison.phrases import Phrases
    from llmchoice.report.style import Style


def render(found: "Recheck", _style: "Style") -> str:
    """The memo; a file looks the same whatever the terminal."""
    return "\n\n".join(_parts(found, phrases_of(found.comparison, memo.ARROW)))


def _parts(found: "Recheck", phrases: "Phrases") -> "Iterator[str]":
    comparison = found.comparison
    yield heading(1, escape(story.title(found)))
    yield from _result(found, phrases)
    yield from bullets(f"**{escape(text)}**" for text in cautions(comparison, phrases.arrow))
    yield from memo.overview(comparison, phrases)
    yield from memo.written_sections(story.to_confirm(found), level=2)
    yield from memo.written_sections(story.questions(found), level=2)
    answers = story.other_answers(comparison.answers)
    yield from memo.answers(map(phrases.answer, answers), level=2)
    yield from memo.written_sections(sections.frame(comparison, phrases), level=2)
    yield from memo.weights(comparison, phrases)
    yield from _part(comparison, phrases, level=2)
    for workload in comparison.workloads:
        parts = [
            *memo.answers(map(phrases.answer, story.own_answers(found, workload)), level=3),
            *_part(workload, phrases, level=3),
        ]
        if parts or workload.changed:
            yield heading(2, f"Workload: {escape(workload.name)}")
            yield from bullets(map(escape, (phrases.verdict(workload), *phrases.figures(workload))))
            yield from parts
    yield from memo.written_sections(sections.costs(comparison.costs, phrases), level=2)
    yield from memo.written_sections(story.facts(found, phrases), level=2)


def _result(found: "Recheck", phrases: "Phrases") -> "Iterator[str]":
    comparison = found.comparison
    set_ = what_was_set(comparison)
    yield f"**{escape(story.headline(found))}**"
    yield from bullets(
        map(
            escape,
            (
                phrases.verdict(comparison),
                *([set_] if set_ else []),
                *phrases.figures(comparison),
                story.moved(found),
            ),
        )
    )
    yield from map(escape, phrases.summary(comparison))


def _part(changes: "Changes", phrases: "Phrases", *, level: int) -> "Iterator[str]":
    yield from memo.written_sections(story.rules(changes, phrases), level=level)
    if story.scores_moved(changes):
        yield from memo.scores(changes, phrases, level=level)
        yield from memo.moves(changes, phrases, level=level)
    yield from memo.written_sections(sections.criteria(changes, phrases), level=level)
    yield from memo.contributions(changes, phrases, level=level)
    for title, lines in to_obtain(changes, phrases):
        yield from memo.written_sections(sections.section(title, lines), level=level)
