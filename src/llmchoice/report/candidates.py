"""Models to try, as blocks of an assessment."""

from typing import TYPE_CHECKING

from llmchoice.report.models import phrases, within, words
from llmchoice.report.outline_blocks import Heading, Item, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment
    from llmchoice.model.shortlist import Listed, Shortlist
    from llmchoice.report.beside import Beside
    from llmchoice.report.names import Names
    from llmchoice.report.outline_blocks import Block

MOST_MODELS = 5
MOST_NEAR_MISSES = 3


def candidates(beside: "Beside", names: "Names") -> "Iterator[Block]":
    """The shortlists of one subject: the first that pass, and who nearly does."""
    for found in beside.shortlists:
        yield Heading(within.title(found, names))
        yield Paragraph(phrases.passed(found))
        yield from (Item("?", phrases.pending(each)) for each in found.pending)
        yield from _models(found)
        yield from _near_misses(found)
        yield Paragraph(words.as_of(found.prices))


def choosing(assessment: "Assessment") -> "Iterator[Block]":
    """What all shortlists have in common: their order, and what it does not say."""
    if not assessment.shortlist:
        return
    yield Heading(within.CHOOSING)
    yield Paragraph(within.ORDER)
    yield from (Item(number, text) for number, text in within.order(assessment.shortlist))
    yield from (Item("-", text) for text in within.evaluate(assessment.shortlist))
    yield Paragraph(f"All of them: {within.COMMAND}")


def _models(found: "Shortlist") -> "Iterator[Block]":
    shown = found.models[:MOST_MODELS]
    shared = within.shared_reasons(found, shown)
    if shared:
        yield Paragraph(phrases.in_because(shared, "Each is in"))
    yield from (_model(found, model, shared) for model in shown)
    if left_out := within.more(len(found.models), len(shown)):
        yield Paragraph(left_out)


def _model(found: "Shortlist", model: "Listed", shared: tuple[str, ...]) -> Item:
    because = phrases.in_because(within.further_reasons(found, model, shared))
    details = (phrases.figures(model), because, phrases.doubts(model))
    return Item(f"{model.place}.", phrases.title(model), details=tuple(filter(None, details)))


def _near_misses(found: "Shortlist") -> "Iterator[Block]":
    shown = found.near_misses[:MOST_NEAR_MISSES]
    if shown:
        yield Paragraph(within.near_misses(found, len(shown)))
    for miss in shown:
        doubts = phrases.doubts(miss)
        yield Item("-", phrases.near_miss(miss), details=(doubts,) if doubts else ())
