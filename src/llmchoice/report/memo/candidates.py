"""Models to try, and how to choose among them."""

from typing import TYPE_CHECKING

from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import bullet, bullets, heading, sentences, table
from llmchoice.report.models import phrases, within, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment
    from llmchoice.model.shortlist import Listed, NearMiss, Shortlist
    from llmchoice.report.beside import Beside
    from llmchoice.report.names import Names

MOST_MODELS = 12
MOST_NEAR_MISSES = 8


def candidates(beside: "Beside", names: "Names", *, level: int) -> "Iterator[str]":
    """The shortlists of one subject."""
    if not beside.matched and beside.workload is None:
        yield heading(level, within.TITLE)
        yield "No model was looked for."
    for found in beside.shortlists:
        yield heading(level, escape(within.title(found, names)))
        yield sentences(phrases.passed(found), phrases.as_of(found))
        yield from bullets(escape(phrases.pending(each)) for each in found.pending)
        yield from _models(found)
        yield from _near_misses(found)


def choosing(assessment: "Assessment") -> "Iterator[str]":
    """What all shortlists have in common: their order, and what it does not say."""
    if not assessment.shortlist:
        return
    yield heading(2, within.CHOOSING)
    order = (f"{number} {escape(text)}" for number, text in within.order(assessment.shortlist))
    yield within.ORDER
    yield "\n".join(order)
    yield from bullets(map(escape, within.evaluate(assessment.shortlist)))
    yield f"All of them: `{within.COMMAND}`"


def _models(found: "Shortlist") -> "Iterator[str]":
    shown = found.models[:MOST_MODELS]
    if not shown:
        return
    shared = within.shared_reasons(found, shown)
    if shared:
        yield escape(phrases.in_because(shared, "Each is in"))
    titles = ("", "Model", "Price", "Context ", "Licence", "Weights ", "Unverified")
    yield table(titles, (_model(found, model, shared) for model in shown))
    if left_out := within.more(len(found.models), len(shown)):
        yield left_out


def _model(found: "Shortlist", model: "Listed", shared: tuple[str, ...]) -> tuple[str, ...]:
    because = phrases.in_because(within.further_reasons(found, model, shared))
    return (
        str(model.place),
        sentences(phrases.title(model), because),
        escape(phrases.price(model)),
        escape(words.tokens(model.context)),
        escape(model.licence),
        escape(phrases.memory(model) or words.UNKNOWN),
        escape(", ".join(model.unverified)),
    )


def _near_misses(found: "Shortlist") -> "Iterator[str]":
    shown = found.near_misses[:MOST_NEAR_MISSES]
    if shown:
        yield escape(within.near_misses(found, len(shown)))
        yield from bullets(map(_near_miss, shown))


def _near_miss(miss: "NearMiss") -> str:
    return bullet(
        escape(phrases.near_miss(miss)),
        [sentences(f"{phrases.figures(miss)}.", phrases.doubts(miss))],
    )
