"""Answers a shell: its line is read, typer finds what fits, and that is written as it reads it.

Typer's own writing is not used: it has no notion of words that bash splits at `=`, folds long help
texts into lines that fish takes for values, and gives zsh texts that zsh would carry out.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from io import StringIO

import typer

from llmchoice.cli.messages import put
from llmchoice.plain import plain

ASKED = "_LLMCHOICE_COMPLETE"
_LINE, _PART = "_TYPER_COMPLETE_ARGS", "_TYPER_COMPLETE_FISH_ACTION"

Offers = Sequence[tuple[str, str]]
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
        return _line_of_bash(parts, int(environment["COMP_CWORD"]))
    text = environment["_TYPER_COMPLETE_ARGS"]
    words = _split(text)
    # A letter more begins a word of its own, unless the last one is still in progress.
    word = words.pop() if len(_split(f"{text}x")) == len(words) else ""
    return Line(tuple(words[1:]), word)


def _line_of_bash(raw: list[str], at: int) -> Line:
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


def answer(app: typer.Typer, shell: str) -> int:
    """Print what bash, zsh or fish is to offer, and return the exit code that it expects.

    Nothing else is said and nothing is raised, whatever is wrong with the line or the data.
    """
    try:
        line = line_of(shell, os.environ)
    except (KeyError, ValueError):
        line = Line((), "")
    offers = [(line.lead + value, about) for value, about in _offers(app, line)]
    if shell == "fish":
        if os.environ.get(_PART) == "is-args":
            return 0 if offers else 1
        text = "\n".join(f"{value}\t{about}" if about else value for value, about in offers)
    else:
        text = _zsh(offers) if shell == "zsh" else _bash(offers, line)
    if text:
        put(text, kept="\t")
    return 0


def _offers(app: typer.Typer, line: Line) -> Iterator[tuple[str, str]]:
    """Values and help texts; typer is asked as fish would, which keeps both apart."""
    asked = shlex.join(["llmchoice", *line.before]) + " "
    asked += shlex.quote(line.word) if line.word else ""
    out = StringIO()
    with (
        _environment({ASKED: "complete_fish", _PART: "get-args", _LINE: asked}),
        _without_rich(),
        redirect_stdout(out),
        redirect_stderr(StringIO()),
        suppress(Exception, SystemExit),
    ):
        app(prog_name="llmchoice", standalone_mode=False)
    for text in out.getvalue().split("\n"):
        value, _, about = text.partition("\t")
        if value:
            yield value, " ".join(plain(about).split())


def _bash(offers: Offers, line: Line) -> str:
    """Values only, less what bash keeps of the word; nothing in them means anything to it."""
    rest = (value[line.kept :] for value, _ in offers)
    if line.quoted:
        return "\n".join(rest)
    return "\n".join(re.sub(r"([^\w@%+=:,./~-])", r"\\\1", value) for value in rest)


def _zsh(offers: Offers) -> str:
    """Commands for zsh; no space goes behind a `=`, which a value has to follow."""
    if not offers:
        return "_files"
    whole = [item for item in offers if not item[0].endswith("=")]
    begun = [item for item in offers if item[0].endswith("=")]
    commands = ["local -a whole begun"]
    if whole:
        commands += [f"whole=({_described(whole)})", "_describe -V value whole"]
    if begun:
        commands += [f"begun=({_described(begun)})", "_describe -V value begun -S ''"]
    return "; ".join(commands)


def _described(offers: Offers) -> str:
    pairs = ((re.sub(r"([\\:])", r"\\\1", value), about) for value, about in offers)
    return " ".join(shlex.quote(f"{value}:{about}" if about else value) for value, about in pairs)


@contextmanager
def _environment(words: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in words}
    os.environ.update(words)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _without_rich() -> Iterator[None]:
    """Typer then leaves help texts as they are, and need not import rich: half the time."""
    modules: dict[str, object] = sys.modules  # type: ignore[assignment] # None says: not there
    before = {name: modules[name] for name in ("rich",) if name in modules}
    modules["rich"] = None
    try:
        yield
    finally:
        del modules["rich"]
        modules.update(before)
