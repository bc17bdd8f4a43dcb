"""Reports as a reader takes them in: what they are made of, and what they say."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from markdown_it import MarkdownIt
from tests.hostile.payloads import PAYLOADS

from llmchoice.plain import plain

PROFILES = Path(__file__).parents[2] / "profiles"


class Seen(NamedTuple):
    """A report, taken apart."""

    made_of: list[str]
    """Blocks, tags, keys: everything that is no text."""
    says: list[str]
    """Every text, in order."""


Read = Callable[[str, str], Seen]


@pytest.fixture(params=PAYLOADS, ids=range(len(PAYLOADS)))
def payload(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def payloads() -> tuple[str, ...]:
    return PAYLOADS


@pytest.fixture
def read() -> Read:
    """A report of that format, as its own reader sees it."""

    def read_as(name: str, report: str) -> Seen:
        return READERS[name](report)

    return read_as


@pytest.fixture
def documents() -> Callable[[str], object]:
    """The JSON of a whole assessment of that packaged profile; treat it as constant."""
    return _document


@cache
def _document(name: str) -> object:
    done = subprocess.run(
        [sys.executable, "-m", "llmchoice", "assess", "-p", "-", "--json", "--draws", "100"],
        input=(PROFILES / f"{name}.yaml").read_text(encoding="utf-8"),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def _markdown(report: str) -> Seen:
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(report)
    made_of, says = [], []
    for token in tokens:
        if token.type == "fence":
            # Labels of a diagram are cut where they are long: what is around them is the same.
            around = re.sub('"[^"]*"', '""', token.content)
            made_of.append(f"{token.info}: {around}")
            continue
        made_of.append(f"{token.type} {token.tag} {token.content if token.hidden else ''}")
        for child in token.children or ():
            made_of.append(child.type)
            says.append(child.content or str(child.attrs.get("href", "")))
    return Seen(made_of, says)


def _madr(report: str) -> Seen:
    empty, front, body = report.split("---\n", 2)
    assert empty == ""
    made_of, says = _markdown(body)
    return Seen([*map(repr, yaml.safe_load(front).items()), *made_of], says)


def _text(report: str) -> Seen:
    lines = report.splitlines()
    return Seen([str(len(lines))], lines)


def _json(report: str) -> Seen:
    made_of, says = [], []
    for path, value in _leaves(json.loads(report), ""):
        if isinstance(value, str):
            made_of.append(path)
            says.append(value)
        else:
            made_of.append(f"{path} {value}")
    return Seen(made_of, says)


def _leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{path}/{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(item, f"{path}/{number}")
    else:
        yield path, value


DRAWN = re.compile("svg|g|title|desc|defs|text|tspan|rect|line|circle|ellipse|path|poly.*")
OBEYED = re.compile("on.*|.*href|style|src|data|formaction|http-equiv")


class _Page(HTMLParser):
    """Tags and texts, but for pictures: a long label is broken, and has more parts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen([], [])
        self._raw: str | None = None
        self._pictures = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._pictures += tag == "svg"
        if self._pictures:
            assert DRAWN.fullmatch(tag)
            assert not [name for name, _ in attrs if OBEYED.fullmatch(name)]
            return
        self.seen.made_of.append(f"<{tag} {' '.join(name for name, _ in attrs)}>")
        self.seen.says.extend(f"{tag}@{name}={value}" for name, value in attrs)
        kind = dict(attrs).get("type") or tag
        self._raw = kind if tag in {"script", "style"} else None

    def handle_endtag(self, tag: str) -> None:
        if not self._pictures:
            self.seen.made_of.append(f"</{tag}>")
        self._pictures -= tag == "svg"
        self._raw = None

    def handle_data(self, data: str) -> None:
        if self._raw == "application/json":
            made_of, says = _json(data)
            self.seen.made_of.extend(made_of)
            self.seen.says.extend(map(plain, says))
        elif self._raw:
            self.seen.made_of.append(data)
        elif data.strip() and not self._pictures:
            self.seen.says.append(" ".join(data.split()))

    def handle_comment(self, data: str) -> None:
        self.seen.made_of.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.seen.made_of.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.seen.made_of.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.seen.made_of.append(f"<?{data}>")


def _html(report: str) -> Seen:
    page = _Page()
    page.feed(report)
    page.close()
    return page.seen


READERS: dict[str, Callable[[str], Seen]] = {
    "html": _html,
    "json": _json,
    "madr": _madr,
    "markdown": _markdown,
    "text": _text,
}
"""A new format needs a reader: without one its tests fail."""
