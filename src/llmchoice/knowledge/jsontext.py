"""JSON that somebody else wrote: read more strictly than Python does, and never for long.

A name twice, a number that is none or that no report could hold, half a character: each could mean
one thing to us and another to whoever looked at the file, so none of them is read.
"""

import json
import math
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from llmchoice.errors import Place, invalid_error
from llmchoice.knowledge.source import STDIN, STREAM, decode
from llmchoice.plain import has_half, quoted
from llmchoice.shared import SHARED

LARGEST = 64_000_000
"""Bytes that a file may have: an assessment has some 300,000, one of a hundred workloads some
10,000,000."""
MOST_PARTS = 3_000_000
"""Values in a file, of whatever kind: some 12,000 in an assessment, and as many per workload."""
LONGEST = 1_000
"""Entries that a list or an object may have: an assessment has some hundred."""
GREATEST = 1e30
"""Far beyond any score, amount of money or number of tokens; keeps sums far from overflow."""
_TOO_MANY = f"the file has more than {MOST_PARTS:,} values"
_NOTHING = object()
_LONGEST_NUMBER = 60
_MARKS = ",:[{"
"""Each value but one has such a mark before it; a text may hold them too."""


def read_file(name: str) -> tuple[str, str]:
    """Text and shown name of a file, or of standard input for `-`.

    Raises:
        LlmchoiceError: exit code 2 when there is no such file, 3 when it cannot be read, is
            larger than LARGEST or is no text.
    """
    if name == STREAM:
        return decode(None, LARGEST), STDIN
    return decode(Path(name), LARGEST), name


def parsed(text: str, file: str, *, fix: str) -> object:
    """The data of one JSON document.

    Raises:
        LlmchoiceError: exit code 3, with line and column where it is no JSON.
    """
    # Before it is read: a list of nothing takes twenty times the memory of its two letters.
    if sum(map(text.count, _MARKS)) > 2 * MOST_PARTS:
        raise invalid_error(_TOO_MANY, Place(file), fix=fix)
    try:
        data: object = json.loads(
            text,
            object_pairs_hook=_once,
            parse_float=_number,
            parse_int=_whole,
            parse_constant=_refused,
        )
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        why = error.msg.lower()
        raise invalid_error("this file is not JSON", place, why=why, fix=fix) from error
    except RecursionError as error:
        message = "lists or mappings are nested too deeply"
        raise invalid_error(message, Place(file), fix=fix) from error
    except _Refusal as error:
        raise invalid_error(str(error), Place(file), fix=fix) from error
    fault = _unbearable(data)
    if fault is not None:
        raise invalid_error(fault, Place(file), fix=fix)
    return data


class _Refusal(Exception):  # noqa: N818 - it never leaves this module
    """What is wrong with a part that is JSON by itself."""


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    members: dict[str, object] = {}
    for name, value in pairs:
        if name in members:
            raise _Refusal(f"the name {quoted(name)} appears twice in one object")
        members[name] = value
    return members


def _number(text: str) -> float:
    return _bounded(float(text), text)


def _whole(text: str) -> int:
    # Python itself refuses more digits than these, in words of its own.
    _bounded(float(text) if len(text) <= _LONGEST_NUMBER else math.inf, text)
    return int(text)


def _bounded(number: float, text: str) -> float:
    if not abs(number) <= GREATEST:
        raise _Refusal(f"the number {quoted(text)} is too large")
    return number


def _refused(word: str) -> object:
    raise _Refusal(f"{word} is not a number")


def holds_more(data: object, most: int) -> bool:
    """Whether data holds more values than that, names included."""
    return next(islice(_values(data), most, None), _NOTHING) is not _NOTHING


def _unbearable(data: object) -> str | None:
    """What makes data that is JSON too much, or impossible to write out again."""
    shared = data.get(SHARED) if isinstance(data, dict) else None
    for count, item in enumerate(_values(data), start=1):
        if count > MOST_PARTS:
            return _TOO_MANY
        if isinstance(item, dict | list) and len(item) > LONGEST and item is not shared:
            return f"a list in the file has more than {LONGEST:,} entries"
        if isinstance(item, str) and not item.isascii() and has_half(item):
            return "the file contains half of a character, which means nothing"
    return None


def _values(data: object) -> Iterator[object]:
    """Every value and name, however deep."""
    left = [data]
    while left:
        item = left.pop()
        yield item
        if isinstance(item, dict):
            left.extend(item)
            left.extend(item.values())
        elif isinstance(item, list):
            left.extend(item)
