"""The members of a panel, for `--say`."""

import os
from collections.abc import Iterator
from pathlib import Path

from llmchoice.cli.completion.line import line_of
from llmchoice.knowledge.folders import profile_names

SHARES = ("0.5", "1", "2", "3")
"""Examples: any number is taken."""


def member_offers(incomplete: str) -> Iterator[tuple[str, str]]:
    """`NAME=` for every member on the line; where one is left, numbers behind it."""
    # Typer, which was asked as fish asks, stops reading at the `--say` that lacks its value.
    names = _members(line_of("fish", os.environ).before)
    name, equals, number = incomplete.partition("=")
    begun = [n for n in names if (n == name if equals else n.startswith(name))]
    if len(begun) > 1:
        yield from ((f"{member}=", "") for member in begun)
        return
    for member in begun:
        yield from ((f"{member}={share}", "") for share in SHARES if share.startswith(number))


def _members(words: tuple[str, ...]) -> list[str]:
    packaged = profile_names()
    stems = (
        Path(word).stem for word in words if Path(word).stem in packaged or Path(word).is_file()
    )
    return list(dict.fromkeys(stems))
