"""The four ways of stating priorities in a profile, their spread, and the shares of criteria."""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from llmchoice.amounts import LEAST as TINY
from llmchoice.amounts import decimal
from llmchoice.errors import Problem
from llmchoice.knowledge.answer import shown
from llmchoice.knowledge.comparisons import comparison_problems, unknown_name
from llmchoice.knowledge.document import Data, Document, Path
from llmchoice.knowledge.spread import spread_problems
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import WAYS

HIGHEST_RATING = 5
ALL_POINTS = 100
LEAST = 1e-6
"""Points: what floating-point numbers are off by."""


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
        yield from _all_zero(document, "priorities", given["priorities"])
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


def _all_zero(document: Document, key: str, data: Data) -> Iterator[Problem]:
    values = list(data.values()) if isinstance(data, dict) else []
    if values and all(value == 0 and not isinstance(value, bool) for value in values):
        yield Problem(
            "all priorities are 0",
            place=document.place((key,)),
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
    seen: dict[str, Path] = {}
    for path, name in _ranked(data):
        if not isinstance(name, str):
            yield Problem(
                f"ranking: {shown(name)} is not a priority",
                place=document.place(path),
                fix=f"write names: {', '.join(names)}; equals in a list of their own",
            )
        elif name not in names:
            yield unknown_name(document, "ranking", path, names, name)
        elif name in seen:
            yield Problem(
                f"'{name}' is ranked twice", place=document.place(path), fix="keep one of the two"
            )
        else:
            seen[name] = path
    left = [name for name in names if name not in seen]
    if left:
        yield Problem(
            f"the ranking leaves out {', '.join(left)}",
            place=document.place(("ranking",)),
            why="a ranking gives weights only if it names every priority",
            fix="add them at the end, or in a list of their own if they are equal",
        )


def _ranked(data: list[Data]) -> Iterator[tuple[Path, Data]]:
    for at, item in enumerate(data):
        if isinstance(item, list) and item:
            yield from ((("ranking", at, place), name) for place, name in enumerate(item))
        else:
            yield ("ranking", at), item


def missing_priorities(kb: KnowledgeBase, given: Mapping[str, float] | None) -> tuple[str, ...]:
    """Priorities that were rated neither high nor low."""
    return tuple(p.id for p in kb.priorities if given is None or p.id not in given)
