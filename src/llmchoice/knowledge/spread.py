"""How certain the weights are: `spread` in a profile, and the words that settings give it."""

from collections.abc import Iterator

from llmchoice.engine.weights import CERTAIN, NO_IDEA, widest_spread
from llmchoice.errors import Problem
from llmchoice.knowledge.answer import shown
from llmchoice.knowledge.document import Data, Document, Path, small_number
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean

KEY = "spread"
UNDERSTOOD = (CERTAIN, NO_IDEA)
"""Words that mean the same under any settings."""
LEAST = 1e-6
"""Percentage points: what is nearer to none, or to that of no idea, cannot be told from it."""


def spread_words(kb: KnowledgeBase) -> tuple[str, ...]:
    """Every word that a profile may give, the most certain first."""
    return (CERTAIN, *kb.settings.spreads, NO_IDEA)


def spread_problems(document: Document, data: Data, kb: KnowledgeBase) -> Iterator[Problem]:
    """What is wrong with the spread of a profile."""
    number = small_number(data)
    if number is None:
        yield from _wrong_word(document, data, spread_words(kb))
    elif number < LEAST:
        yield Problem(
            f"{KEY} is {number:g}: nothing is that certain",
            place=document.place((KEY,)),
            fix=f"write '{KEY}: {CERTAIN}' to take the weights as they are, or a number above 0",
        )
    else:
        limit = _limit(kb)
        if limit is not None and number > limit - LEAST:
            yield Problem(
                f"{KEY} is {number:g}, and must be below {limit:.2f}",
                place=document.place((KEY,)),
                why=_why(kb, limit),
                fix=f"write '{KEY}: {NO_IDEA}', or a smaller number",
            )


def read_spread(data: Data) -> str | float:
    """The word or the number of percentage points, from data without a problem."""
    number = small_number(data)
    return str(data) if number is None else number


def _wrong_word(document: Document, data: Data, words: tuple[str, ...]) -> Iterator[Problem]:
    place = document.place((KEY,))
    if not isinstance(data, str):
        yield Problem(
            f"{KEY} is {shown(data)}, and must be a word or a number",
            place=place,
            fix=f"write one of {', '.join(words)}, or a number of percentage points",
        )
    elif data not in words:
        fix = did_you_mean(data, words)
        yield Problem(f"{KEY}: there is no {quoted(data)}", place=place, fix=fix)


def spread_findings(kb: KnowledgeBase) -> Iterator[tuple[str, str, Path, str | None]]:
    """What is wrong with the settings: the key, what, where below it, and what to do."""
    settings = kb.settings
    limit = _limit(kb)
    for word, points in settings.spreads.items():
        if word in UNDERSTOOD:
            message = f"'{word}' is always accepted: do not list it"
            yield "spreads", message, (word,), "remove it, or rename it"
        elif points < LEAST:
            message = f"'{word}' is {points:g}: nothing is that certain"
            yield "spreads", message, (word,), f"remove it: there is '{CERTAIN}'"
        elif limit is not None and points > limit - LEAST:
            message = f"'{word}' is {points:g}, and must be below {limit:.2f}: {_why(kb, limit)}"
            yield "spreads", message, (word,), f"make it smaller, or use '{NO_IDEA}' in its place"
    words = spread_words(kb)
    if settings.spread not in words:
        message = f"there is no '{settings.spread}'"
        yield KEY, message, (), did_you_mean(settings.spread, words)


def _limit(kb: KnowledgeBase) -> float | None:
    """The spread of weights of which nothing is known; a single priority has none."""
    return widest_spread(len(kb.priorities)) if len(kb.priorities) > 1 else None


def _why(kb: KnowledgeBase, limit: float) -> str:
    return (
        f"if nothing is known about {len(kb.priorities)} priorities, a weight is off by"
        f" {limit:.2f} percentage points"
    )
