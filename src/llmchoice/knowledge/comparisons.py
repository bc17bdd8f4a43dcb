"""Pairwise comparisons of the priorities, as a profile gives them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from llmchoice.errors import Problem
from llmchoice.knowledge.amount import small_number
from llmchoice.knowledge.answer import shown
from llmchoice.knowledge.document import Data, Document, Path
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean, nearest

KEY = "comparisons"
HIGHEST = 9
"""Nine times as important, or a ninth: the ends of the scale of Saaty 1977."""
ROUNDING = 0.025
"""How far the product of a ratio and its reciprocal may be off 1: 0.14 is meant to be 1/7."""
FEWEST, MOST = 2, 15
"""Priorities that can be compared: the random index of Saaty 1980 ends with fifteen."""
_FRACTION = re.compile(r"1/([1-9][0-9]{0,2})")


def comparison_problems(document: Document, data: Data, names: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the comparisons: every pair of names has to be compared once."""
    if not FEWEST <= len(names) <= MOST:
        yield Problem(
            f"{KEY} are of {FEWEST} to {MOST} priorities, and these criteria have {len(names)}",
            place=document.key_place((KEY,)),
            fix="give 'priorities:' or 'points:' instead",
        )
        return
    if not isinstance(data, dict):
        yield Problem(
            f"{KEY} must be a mapping",
            place=document.place((KEY,)),
            fix=f"write {KEY}: {{{names[0]}: {{{names[1]}: 2}}}}, and so on for every pair",
        )
        return
    seen: dict[frozenset[str], Path] = {}
    for more, row in data.items():
        if more not in names:
            yield unknown_name(document, KEY, (KEY, more), names)
        elif row is not None and not isinstance(row, dict):
            yield Problem(
                f"{KEY}.{more} must be a mapping",
                place=document.place((KEY, more)),
                fix=f"name the priorities that '{more}' is compared with: {{NAME: 2}}",
            )
        # A name that is nearly right has its own problem: its pairs are not missing as well.
        for than, value in row.items() if isinstance(row, dict) else ():
            path = (KEY, more, than)
            yield from _pair(document, path, value, names)
            pair = frozenset(_meant(name, names) for name in (more, than))
            if pair in seen and seen[pair] == (KEY, than, more):
                yield from _twice(document, seen[pair], path, data)
            seen.setdefault(pair, path)
    yield from _missing(document, seen, names)


def read_comparisons(data: Data) -> dict[str, dict[str, float]]:
    """Priority to another one to how many times as important, from data without a problem."""
    rows = data if isinstance(data, dict) else {}
    return {
        str(more): {
            str(than): ratio
            for than, value in (row.items() if isinstance(row, dict) else ())
            if (ratio := _ratio(value)) is not None
        }
        for more, row in rows.items()
    }


def _ratio(data: Data) -> float | None:
    """A number, or a text such as 1/3; nothing of that kind is None."""
    if isinstance(data, str) and (fraction := _FRACTION.fullmatch(data)):
        return 1 / int(fraction[1])
    return small_number(data)


def _pair(document: Document, path: Path, value: Data, names: Sequence[str]) -> Iterator[Problem]:
    _, more, than = path
    ratio = _ratio(value)
    fix = f"write a number from 1 to {HIGHEST}, or 1/2 to 1/{HIGHEST} where '{than}' matters more"
    if than not in names:
        yield unknown_name(document, KEY, path, names)
    elif more == than:
        yield Problem(
            f"{KEY}: '{more}' is compared with itself",
            place=document.key_place(path),
            fix="remove it",
        )
    elif ratio is None:
        message = f"{KEY}.{more}.{than} is {shown(value)}, and must be a number"
        yield Problem(message, place=document.place(path), fix=fix)
    elif not 1 / HIGHEST <= ratio <= HIGHEST:
        message = f"{KEY}.{more}.{than} is {value}, outside 1/{HIGHEST} to {HIGHEST}"
        yield Problem(message, place=document.place(path), fix=fix)


def _twice(
    document: Document, first: Path, second: Path, data: Mapping[str | int, Data]
) -> Iterator[Problem]:
    """The same pair, in both directions: the ratios have to be each other's reciprocals."""
    ratio, reverse = (_at(data, path) for path in (first, second))
    if ratio is None or reverse is None or abs(ratio * reverse - 1) <= ROUNDING:
        return
    _, more, than = first
    yield Problem(
        f"the two comparisons of {more} and {than} contradict each other",
        place=document.place(second),
        why=f"{document.place(first)} has '{more}' {ratio:.3g} times as important as '{than}',"
        f" and this has '{than}' {reverse:.3g} times as important as '{more}'",
        fix="keep one of the two",
    )


def _at(data: Mapping[str | int, Data], path: Path) -> float | None:
    row = data[path[1]]
    ratio = _ratio(row[path[2]]) if isinstance(row, dict) else None
    return ratio if ratio is not None and 1 / HIGHEST <= ratio <= HIGHEST else None


def _missing(
    document: Document, seen: Mapping[frozenset[str], Path], names: Sequence[str]
) -> Iterator[Problem]:
    pairs = list(combinations(names, 2))
    left = [pair for pair in pairs if frozenset(pair) not in seen]
    if left:
        rows = {more: [than for first, than in left if first == more] for more, _ in left}
        lines = (
            f"{more}: {{{', '.join(f'{than}: 1' for than in row)}}}" for more, row in rows.items()
        )
        yield Problem(
            f"{KEY}: {len(left)} of {len(pairs)} pairs {'is' if len(left) == 1 else 'are'} missing",
            place=document.key_place((KEY,)),
            why="comparisons give weights only if every pair is compared",
            fix="add, each to the mapping of its priority and with a number of your own:"
            f" {', '.join(lines)}",
        )


def _meant(name: str | int, names: Sequence[str]) -> str:
    return str(name) if name in names else nearest(str(name), names) or str(name)


def unknown_name(
    document: Document, key: str, path: Path, names: Sequence[str], word: str | None = None
) -> Problem:
    """That there is no such name: the last step of a path, or a word that stands at its end."""
    name = str(path[-1]) if word is None else word
    place = document.key_place(path) if word is None else document.place(path)
    return Problem(f"{key}: there is no {quoted(name)}", place=place, fix=did_you_mean(name, names))
