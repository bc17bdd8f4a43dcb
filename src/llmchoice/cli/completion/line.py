"""The line on which Tab was pressed, as each shell hands it over."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

_BREAKS = frozenset("=:@")
"""Characters of bash's COMP_WORDBREAKS that may stand within a word of ours."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words before the one in progress, less the program, and that one, without quotes."""

    before: tuple[str, ...]
    word: str
    kept: int = 0
    """Characters of the word, from its start, that the shell keeps whatever is chosen."""
    quoted: bool = False
    """Whether a quote is open at its end."""

    @property
    def lead(self) -> str:
        """`--option=`, where the word begins so and its value is what is completed."""
        name, equals, _ = self.word.partition("=")
        return name + equals if equals and name.startswith("-") else ""


def line_of(shell: str, environment: Mapping[str, str]) -> Line:
    """The line of bash, zsh or fish. Raises KeyError or ValueError where it is not handed over."""
    if shell == "bash":
        joined = environment["COMP_WORDS"]
        # Typer's script joins them by line ends; one of somebody's own may do it by spaces.
        parts = joined.split("\n") if "\n" in joined else joined.split(" ")
        return _bash(parts, int(environment["COMP_CWORD"]))
    text = environment["_TYPER_COMPLETE_ARGS"]
    words = _split(text)
    # A letter more begins a word of its own, unless the last one is still in progress.
    word = words.pop() if len(_split(f"{text}x")) == len(words) else ""
    return Line(tuple(words[1:]), word)


def _bash(raw: list[str], at: int) -> Line:
    """Words that bash has split at `=` and the like, whole again: so the program gets them."""
    whole: list[str] = []
    parts = [*raw[: at + 1], *([""] * (at + 1 - len(raw)))]
    for number, part in enumerate(parts):
        glued = part and (_breaks(part) or _breaks(parts[number - 1]))
        if number > 1 and glued:
            whole[-1] += part
        else:
            whole.append(part)
    *before, word = (_unquoted(each) for each in whole)
    replaced = "" if _breaks(parts[-1]) else _unquoted(parts[-1])
    quoted = parts[-1][:1] in {"'", '"'}
    return Line(tuple(before[1:]), word, len(word) - len(replaced), quoted)


def _breaks(part: str) -> bool:
    return bool(part) and set(part) <= _BREAKS


def _unquoted(word: str) -> str:
    return "".join(_split(word))


def _split(text: str) -> list[str]:
    """Words as a shell has them; the last one may have an open quote."""
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        for word in lexer:
            words.append(word)  # noqa: PERF402 - those before an error count
    except ValueError:
        words.append(lexer.token)
    return words
