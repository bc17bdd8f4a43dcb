"""Whatever a field of an assessment holds, every format shows it and obeys nothing of it."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import pytest
from pydantic import ValidationError
from tests.backends.readers import Seen
from tests.hostile.payloads import ONE_OF_EACH_KIND

from llmchoice.model.assessment import Assessment
from llmchoice.plain import plain
from llmchoice.report.registry import FORMATS

Path = tuple[object, ...]
FORMAT_NAMES = [form.name for form in FORMATS]
MARKER = "Qmarker"
PROBE = "<no id, no day> " * 10
SAMPLES = [("software-company", False), ("startup", True)]
"""A profile, and whether its ids are replaced too: then all options share one."""
CASES = [(payload, *SAMPLES[n % len(SAMPLES)]) for n, payload in enumerate(ONE_OF_EACH_KIND)]
"""By turns: where a text stands, and what it holds, have nothing to do with each other."""


Read = Callable[[str, Assessment], Seen]
Documents = Callable[[str], object]


def _leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(item, (*path, number))
    elif isinstance(value, str):
        yield path, value


def _replaced(value: object, poison: str, where: frozenset[Path], path: Path = ()) -> object:
    if isinstance(value, dict):
        return {key: _replaced(item, poison, where, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, poison, where, (*path, n)) for n, item in enumerate(value)]
    return poison if path in where else value


def _places(document: object, *, ids: bool) -> frozenset[Path]:
    """Every text that the types allow to be anything; ids among them only if asked for."""
    found = {
        path
        for path, text in _leaves(document)
        # A code says which type it is: another one is an error of the whole.
        if path[-1] != "code" and (ids or " " in text or not text.islower())
    }
    while True:
        try:
            Assessment.model_validate(_replaced(document, PROBE, frozenset(found)))
        except ValidationError as error:
            wrong = [problem["loc"] for problem in error.errors()]
            # A union adds the names of its branches behind the path of the field.
            found -= {path for path in found for loc in wrong if loc[: len(path)] == path}
        else:
            return frozenset(found)


class Poison(NamedTuple):
    """An assessment whose texts can all be replaced."""

    document: object
    places: frozenset[Path]


@cache
def _poisoned(documents: Documents, sample: str, text: str, *, ids: bool) -> Assessment:
    """An assessment with that text in every place."""
    poison = _poison(documents, sample, ids=ids)
    return Assessment.model_validate(_replaced(poison.document, text, poison.places))


@cache
def _poison(documents: Documents, sample: str, *, ids: bool) -> Poison:
    document = documents(sample)
    return Poison(document, _places(document, ids=ids))


@cache
def _harmless(read: Read, documents: Documents, sample: str, name: str, *, ids: bool) -> Seen:
    return read(name, _poisoned(documents, sample, MARKER, ids=ids))


def test_the_poison_reaches_what_people_write(documents: Documents) -> None:
    poison = _poison(documents, "software-company", ids=False)
    for path in (("profile", "organisation"), ("workloads", 1, "name"), ("answers", 0, "text")):
        assert path in poison.places
    assert len(poison.places) > 500


@pytest.mark.parametrize(("payload", "sample", "ids"), CASES, ids=ascii)
@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_hostile_text_is_text(  # noqa: PLR0913 - parameters and fixtures
    name: str,
    sample: str,
    payload: str,
    read: Read,
    documents: Documents,
    *,
    ids: bool,
) -> None:
    """The same parts, and the same texts, as with a harmless word."""
    _compare(read, documents, name, payload, sample, ids=ids)


def test_all_hostile_texts_at_once_are_text_in_a_whole_word_file(
    read_in_full: Read, documents: Documents
) -> None:
    _compare(read_in_full, documents, "docx", " ".join(ONE_OF_EACH_KIND), "startup", ids=False)


def _compare(  # noqa: PLR0913 - what is read how, and what it is filled with
    read: Read, documents: Documents, name: str, payload: str, sample: str, *, ids: bool
) -> None:
    expected = _harmless(read, documents, sample, name, ids=ids)
    found = read(name, _poisoned(documents, sample, payload, ids=ids))
    assert found.made_of == expected.made_of
    shown = payload if name == "json" else plain(payload)
    assert [_flat(text) for text in found.says] == [
        _flat(text.replace(MARKER, shown)) for text in expected.says
    ]


def _flat(text: str) -> str:
    """Without spaces; items with commas in them are parted by semicolons, and others by commas."""
    return "".join(text.replace("; and ", " and ").replace(";", ",").split())
