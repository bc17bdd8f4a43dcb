"""Reports as a reader takes them in: what they are made of, and what they say."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from unittest.mock import patch

import pytest
from tests.backends.readers import READERS, Seen
from tests.hostile.payloads import PAYLOADS
from tests.packaged import assessment

from llmchoice.model.assessment import Assessment
from llmchoice.report.backends import terminal
from llmchoice.report.blocks import Level, Settings
from llmchoice.report.registry import blocks_of, format_named, render
from llmchoice.shared import whole

_WIDE = 5000
"""Columns in which nothing is broken."""
_BY_LENGTH = re.compile("[\u2500-\u257f]|[0-9a-f]{64}")
"""Rules, which are as long as a text, and fingerprints."""


Read = Callable[[str, Assessment], Seen]


@pytest.fixture(scope="session")
def payloads() -> tuple[str, ...]:
    return PAYLOADS


@pytest.fixture
def read() -> Read:
    """The report in that format, in full, as its own reader sees it.

    Of Word files the page: python-docx takes a second for a whole one, and has a test of its own.
    """
    return _read


@pytest.fixture
def read_in_full() -> Read:
    """The same, of Word files too."""
    return partial(_read, whole=True)


def _read(name: str, assessment: Assessment, *, whole: bool = False) -> Seen:
    form = format_named(name, Assessment)
    if name == "json":
        return _json(str(render(assessment, form)))
    level = Level.FULL if whole or name != "docx" else Level.PAGE
    blocks = blocks_of(assessment, form, level)
    reader = READERS["markdown" if form.record else name]
    with patch.object(terminal, "_WIDEST", _WIDE):
        made_of, says = reader(blocks, Settings(width=_WIDE))
    # Where lines are broken, and how long a rule is, follows from how long the texts are.
    return Seen(made_of, ["".join(_BY_LENGTH.sub("", " ".join(says)).split())])


@pytest.fixture
def documents() -> Callable[[str], object]:
    """The JSON of a whole assessment of that packaged profile; treat it as constant."""
    return _document


@cache
def _document(name: str) -> object:
    return json.loads(assessment(name, 100).model_dump_json(by_alias=True))


def _json(report: str) -> Seen:
    made_of, says = [], []
    for path, value in _leaves(whole(json.loads(report)), ""):
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
