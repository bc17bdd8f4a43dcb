"""The four ways of stating priorities in a profile, their spread, and the shares of criteria."""

from collections.abc import Iterator, Sequence
from math import fsum, inf

from llmchoice.amounts import LEAST as TINY
from llmchoice.amounts import decimal
from llmchoice.engine.weights import CERTAIN, NO_IDEA, widest_spread
from llmchoice.errors import Problem
from llmchoice.knowledge.amount import small_number
from llmchoice.knowledge.answer import shown
from llmchoice.knowledge.comparisons import comparison_problems, unknown_name
from llmchoice.knowledge.document import Data, Document, Path
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import WAYS
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean

HIGHEST_RATING = 5
ALL_POINTS = 100
LEAST = 1e-6
"""Points: what floating-point numbers are off by."""
SPREAD = "spread"
LEAST_SPREAD = 1e-6
"""Percentage points: what is nearer to none, or to that of no idea, cannot be told from it."""


def preference_problems(document: Document, kb: KnowledgeBase) -> Iterator[Problem]:
    """What is wrong with the priorities of a profile, however they are given."""
    data = document.data
    if not isinstance(data, dict):
        return
    # A key with nothing behind it gives nothing: so does a file that is still to be filled in.
    given = {key: value for key, value in data.items() if value is not None}
    ways = [str(key) for key in given if key in WAYS]
    if len(ways) > 1:
        yield Problem(
            f"priorities are given in {len(ways)} ways: {', '.join(ways)}",
            place=document.key_place((ways[1],)),
            fix="keep one of them",
        )
    names = [p.id for p in kb.priorities]
    if "priorities" in given:
        yield from _numbers(document, "priorities", given["priorities"], names, HIGHEST_RATING)
        yield from _all_zero(document, given["priorities"])
    if "points" in given:
        yield from _numbers(document, "points", given["points"], names, ALL_POINTS)
        yield from _sum(document, given["points"])
    if "ranking" in given:
        yield from _ranking(document, given["ranking"], names)
    if "comparisons" in given:
        yield from comparison_problems(document, given["comparisons"], names)
    if "spread" in given:
        yield from spread_problems(document, given["spread"], kb)
    if "shares" in given:
        criteria = [c.id for _, c in kb.criteria()]
        yield from _numbers(document, "shares", given["shares"], criteria, ALL_POINTS)
        yield from _no_share(document, given["shares"], kb)


def _numbers(
    document: Document, key: str, data: Data, names: list[str], highest: float
) -> Iterator[Problem]:
    if not isinstance(data, dict):
        yield Problem(
            f"{key} must be a mapping",
            place=document.place((key,)),
            fix=f"write {key}: {{{names[0]}: 3, {names[1]}: 2}}, and so on",
        )
        return
    for name, value in data.items():
        fix = f"write a number from 0 to {highest}"
        if name not in names:
            yield unknown_name(document, key, (key, name), names)
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            message = f"{key}.{name} must be a number"
        elif 0 < value < TINY:
            message = f"{key}.{name} is {value}, which is next to nothing"
            fix = f"write 0, or a number from {decimal(TINY)} to {highest}"
        elif not 0 <= value <= highest:
            message = f"{key}.{name} is {value}, outside 0 to {highest}"
        else:
            continue
        yield Problem(message, place=document.place((key, name)), fix=fix)


def _no_share(document: Document, data: Data, kb: KnowledgeBase) -> Iterator[Problem]:
    """A priority whose criteria all have no share would lose its weight without a word."""
    shares = data if isinstance(data, dict) else {}
    for priority in kb.priorities:
        ids = [criterion.id for criterion in priority.criteria]
        if all(shares.get(name) == 0 and shares[name] is not False for name in ids):
            yield Problem(
                f"shares: every criterion of '{priority.id}' has a share of 0",
                place=document.key_place(("shares", ids[0])),
                fix=f"give one of its criteria more than 0, or rate '{priority.id}' as 0",
            )


def _all_zero(document: Document, data: Data) -> Iterator[Problem]:
    values = list(data.values()) if isinstance(data, dict) else []
    if values and all(value == 0 and not isinstance(value, bool) for value in values):
        yield Problem(
            "all priorities are 0",
            place=document.place(("priorities",)),
            why="if nothing matters, every option scores the same",
            fix="give at least one priority more than 0",
        )


def _sum(document: Document, data: Data) -> Iterator[Problem]:
    if not isinstance(data, dict):
        return
    # A figure that is out of range has a problem of its own, and may be too large for any sum.
    values = [
        v
        for v in data.values()
        if isinstance(v, int | float) and not isinstance(v, bool) and 0 <= v <= ALL_POINTS
    ]
    if len(values) == len(data) and abs(fsum(values) - ALL_POINTS) > _rounding(values):
        yield Problem(
            f"the points sum to {fsum(values):g}, not {ALL_POINTS}",
            place=document.place(("points",)),
            fix=f"share out exactly {ALL_POINTS} points",
        )


def _rounding(values: Sequence[float]) -> float:
    """How far the sum may be off where shares were rounded to the decimals that they have.

    Each is off by half a unit of its last decimal at most; whole points are no rounded shares.
    """
    decimals = max(
        (len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in values), default=0
    )
    return LEAST + (len(values) * 0.5 * 10**-decimals if decimals else 0)


def _ranking(document: Document, data: Data, names: list[str]) -> Iterator[Problem]:
    if not isinstance(data, list):
        yield Problem(
            "ranking must be a list",
            place=document.place(("ranking",)),
            fix=f"write ranking: [{', '.join(names)}], the most important first",
        )
        return
    ranked: list[tuple[Path, Data]] = []
    for at, item in enumerate(data):
        if isinstance(item, list) and item:
            ranked += [(("ranking", at, place), name) for place, name in enumerate(item)]
        else:
            ranked.append((("ranking", at), item))
    seen: set[str] = set()
    for path, name in ranked:
        place = document.place(path)
        if not isinstance(name, str):
            fix = f"write names: {', '.join(names)}; equals in a list of their own"
            yield Problem(f"ranking: {shown(name)} is not a priority", place=place, fix=fix)
        elif name not in names:
            yield unknown_name(document, "ranking", path, names, name)
        elif name in seen:
            yield Problem(f"'{name}' is ranked twice", place=place, fix="keep one of the two")
        else:
            seen.add(name)
    left = [name for name in names if name not in seen]
    if left:
        yield Problem(
            f"the ranking leaves out {', '.join(left)}",
            place=document.place(("ranking",)),
            why="a ranking gives weights only if it names every priority",
            fix="add them at the end, or in a list of their own if they are equal",
        )


def spread_words(kb: KnowledgeBase) -> tuple[str, ...]:
    """Every word that a profile may give, the most certain first."""
    return (CERTAIN, *kb.settings.spreads, NO_IDEA)


def spread_problems(document: Document, data: Data, kb: KnowledgeBase) -> Iterator[Problem]:
    """What is wrong with the spread of a profile."""
    number, words, limit, why = small_number(data), spread_words(kb), _limit(kb), None
    if data in words:
        return
    if isinstance(data, str) and number is None:
        message, fix = f"{SPREAD}: there is no {quoted(data)}", did_you_mean(data, words)
    elif number is None:
        message = f"{SPREAD} is {shown(data)}, and must be a word or a number"
        fix = f"write one of {', '.join(words)}, or a number of percentage points"
    elif number < LEAST_SPREAD:
        message = f"{SPREAD} is {number:g}: nothing is that certain"
        fix = f"write '{SPREAD}: {CERTAIN}' to take the weights as they are, or a number above 0"
    elif number > limit - LEAST_SPREAD:
        message = f"{SPREAD} is {number:g}, and must be below {limit:.2f}"
        why, fix = _why(kb, limit), f"write '{SPREAD}: {NO_IDEA}', or a smaller number"
    else:
        return
    yield Problem(message, place=document.place((SPREAD,)), why=why, fix=fix)


def read_spread(data: Data) -> str | float:
    """The word or the number of percentage points, from data without a problem."""
    number = small_number(data)
    return str(data) if number is None else number


def spread_findings(kb: KnowledgeBase) -> Iterator[tuple[str, str, Path, str | None]]:
    """What is wrong with the settings: the key, what, where below it, and what to do."""
    settings = kb.settings
    limit = _limit(kb)
    for word, points in settings.spreads.items():
        if word in {CERTAIN, NO_IDEA}:
            message = f"'{word}' is always accepted: do not list it"
            yield "spreads", message, (word,), "remove it, or rename it"
        elif points < LEAST_SPREAD:
            message = f"'{word}' is {points:g}: nothing is that certain"
            yield "spreads", message, (word,), f"remove it: there is '{CERTAIN}'"
        elif points > limit - LEAST_SPREAD:
            message = f"'{word}' is {points:g}, and must be below {limit:.2f}: {_why(kb, limit)}"
            yield "spreads", message, (word,), f"make it smaller, or use '{NO_IDEA}' in its place"
    words = spread_words(kb)
    if settings.spread not in words:
        yield SPREAD, f"there is no '{settings.spread}'", (), did_you_mean(settings.spread, words)


def _limit(kb: KnowledgeBase) -> float:
    """The spread of weights of which nothing is known; infinite for a single priority."""
    return widest_spread(len(kb.priorities)) if len(kb.priorities) > 1 else inf


def _why(kb: KnowledgeBase, limit: float) -> str:
    return (
        f"if nothing is known about {len(kb.priorities)} priorities, a weight is off by"
        f" {limit:.2f} percentage points"
    )
