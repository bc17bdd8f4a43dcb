"""A made-up language: what a reader is told outside its brackets bypassed the catalogue."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

OPEN = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}"
SHUT = "\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
PLACE = "\N{MATHEMATICAL LEFT DOUBLE ANGLE BRACKET}"
FILLED = "\N{MATHEMATICAL RIGHT DOUBLE ANGLE BRACKET}"
FIGURES = re.compile(r"\b(USD|EUR)\b|[\d.,:%+-]+")
"""What `figures` writes, and what stands between figures."""
WORD = re.compile(r"[^\W\d_]{2,}")


class Bracketed:
    """A language in which every message is the English one in brackets, and so is every place."""

    def gettext(self, message: str, /) -> str:
        places = message.replace("{", f"{PLACE}{{").replace("}", f"}}{FILLED}")
        return f"{OPEN}{places}{SHUT}"

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        return self.gettext(singular if number == 1 else plural)


def outside(text: str) -> str:
    """What is in no brackets."""
    depth, rest = 0, []
    for character in text:
        if character == OPEN:
            depth += 1
        elif character == SHUT:
            depth -= 1
        elif not depth:
            rest.append(character)
    return "".join(rest)


def data_of(value: object) -> Iterator[str]:
    """All texts in a result that are no code words of ours."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if not _is_code(field.annotation):
                yield from data_of(getattr(value, name))
    elif isinstance(value, dict):
        yield from data_of(tuple(value))
        yield from data_of(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from data_of(part)
    elif isinstance(value, str) and not isinstance(value, Enum):
        text = value.strip()
        yield from {text, text.rstrip("."), f"{text[:1].upper()}{text[1:]}"} - {""}


def _is_code(annotation: object) -> bool:
    return get_origin(annotation) is Literal or any(map(_is_code, get_args(annotation)))


def longest_first(known: Iterable[str]) -> list[str]:
    """Data in the order in which it is looked for: a name may be part of another one."""
    return sorted(set(known), key=len, reverse=True)


def bypassing(text: str, known: Sequence[str]) -> str:
    """What is left of a text without messages, figures and known data; empty where all is told."""
    rest = outside(text)
    if not WORD.search(FIGURES.sub(" ", rest)):
        return ""
    for each in known:
        if each in rest:
            rest = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", " ", rest)
    return rest.strip() if WORD.search(FIGURES.sub(" ", rest)) else ""
