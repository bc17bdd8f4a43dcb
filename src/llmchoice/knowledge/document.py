"""One YAML document as plain data, with the place of every part.

YAML is read more strictly than PyYAML does: a duplicate key is an error, there are no aliases,
anchors, merge keys or tags, and an unquoted word is a text, a number, true, false or null and
nothing else (no dates, no yes and no, no base-60 numbers). Events are walked with a stack, so
that no nesting and no expansion can exhaust the machine.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite

import yaml

from llmchoice.errors import LlmchoiceError, Place, Problem, invalid_error
from llmchoice.knowledge.syntax import NO_REPORT, complaint, report_kind
from llmchoice.plain import quoted, whole

Path = tuple[str | int, ...]
"""Keys and list positions from the top of the document."""

Data = None | bool | int | float | str | list["Data"] | dict[str | int, "Data"]

DEEPEST = 30
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9](?:_?[0-9])*")
# No two parts of it can match the same digits: a long word costs no more than its length.
_FLOAT = re.compile(r"[-+]?(?:[0-9](?:_?[0-9])*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_STARTS_A_NUMBER = frozenset("+-.0123456789")
AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
"""Forty, or forty thousand, as the reader is used to: taken for text, so that nobody guesses."""
_LONGEST_INT = 30
_THREE_DIGITS = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
_DIGITS = re.compile(r"[0-9]{1,3}")
_WORDS: dict[str, Data] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(slots=True)
class Document:
    """Plain data and where each part of it stands."""

    file: str
    layer: int = 0
    """0 for the first folder of criteria, 1 for one laid over it."""
    data: Data = None
    problems: list[Problem] = field(default_factory=list)
    value_marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each part."""
    key_marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """The same of the key of each entry of a mapping."""
    unplaced: str | None = None
    """The text, where it is to be read only once somebody asks where a part stands."""

    def below(self, path: Path) -> "Document":
        """A part as a document of its own, at the same places; it has no problems yet."""
        self._find_places()
        depth = len(path)
        data = self.data
        for step in path:
            data = data[step]  # type: ignore[index] # the path leads somewhere
        values, keys = (
            {where[depth:]: at for where, at in places.items() if where[:depth] == path}
            for places in (self.value_marks, self.key_marks)
        )
        return Document(self.file, self.layer, data, [], values, keys)

    def entry(self, key: str) -> Data:
        """What stands behind a key; None for nothing, and where there is no mapping."""
        return self.data.get(key) if isinstance(self.data, dict) else None

    def place(self, path: Iterable[str | int]) -> Place:
        """Where a part stands, or the nearest part around it."""
        self._find_places()
        return self._nearest(tuple(path), self.value_marks)

    def key_place(self, path: Iterable[str | int]) -> Place:
        """Where the key of a mapping entry stands."""
        self._find_places()
        return self._nearest(tuple(path), self.key_marks)

    def _find_places(self) -> None:
        if self.unplaced is not None:
            read = parse(self.unplaced, self.file)
            self.unplaced = None
            self.value_marks, self.key_marks = read.value_marks, read.key_marks

    def _nearest(self, path: Path, first: dict[Path, tuple[int, int]]) -> Place:
        for end in range(len(path), -1, -1):
            for places in (first, self.value_marks, self.key_marks):
                if path[:end] in places:
                    return Place(self.file, *places[path[:end]])
        return Place(self.file)


def parse(text: str, file: str, *, layer: int = 0) -> Document:
    """Read one YAML document; duplicate keys are left in its problems.

    Raises:
        LlmchoiceError: with exit code 3 when the text is not YAML, or uses a part of YAML
            that could stand for something other than what it shows.
    """
    try:
        return _parse(text, file, layer)
    except LlmchoiceError as error:
        kind = report_kind(text, file)
        if kind is None:
            raise
        message = f"the file is no YAML: it looks like {kind}"
        raise invalid_error(message, Place(file), fix=NO_REPORT) from error


def _parse(text: str, file: str, layer: int) -> Document:
    try:
        return _Builder(Document(file, layer)).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        fault = complaint(error, text, file) or (Place(file), str(error), "check the YAML")
        raise _invalid(*fault) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        column = error.position - before.rfind("\n")
        raise _invalid(
            Place(file, before.count("\n") + 1, column),
            "it contains a control character",
            "remove it, or write it as an escape in quotes",
        ) from error
    except yaml.YAMLError as error:
        raise _invalid(Place(file), str(error), "check the YAML") from error


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open."""

    container: list[Data] | dict[str | int, Data]
    path: Path
    key: str | int | None = None
    waits_for_key: bool = True
    number_ends: tuple[int, int] | None = None
    """Line and column behind the last value, where that may be the beginning of a number."""
    digits: yaml.ScalarEvent | None = None
    """The key, where it may be the rest of that number."""


class _Builder:
    """Builds a document from YAML events."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Frame] = []
        self.documents = 0

    def build(self, events: Iterator[yaml.Event]) -> Document:
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.DocumentStartEvent):
                self._start_document(event)
        return self.document

    def _start_document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refuse(event, "a second document starts here", "keep one document per file")

    def _node(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._refuse(
                event,
                "anchors and aliases (& and *) are not supported",
                "write the value out, or put a text that starts with & or * in quotes",
            )
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            short = quoted(tag.replace("tag:yaml.org,2002:", "!!"))
            fix = "remove it, or put a text that starts with ! in quotes"
            raise self._refuse(event, f"the tag {short} is not supported", fix)
        if len(self.stack) >= DEEPEST:
            raise self._refuse(event, "lists or mappings are nested too deeply", "use fewer levels")
        if isinstance(event, yaml.ScalarEvent):
            self._place(event, _scalar(event))
            return
        container: list[Data] | dict[str | int, Data] = (
            [] if isinstance(event, yaml.SequenceStartEvent) else {}
        )
        path = self._place(event, container)
        self.stack.append(_Frame(container, path))

    def _place(self, event: yaml.NodeEvent, value: Data) -> Path:
        mark = _mark(event)
        if self.stack and isinstance(self.stack[-1].container, dict):
            self._watch_commas(event, self.stack[-1], value)
        if not self.stack:
            self.document.data = value
            self.document.value_marks[()] = mark
            return ()
        frame = self.stack[-1]
        if isinstance(frame.container, list):
            path: Path = (*frame.path, len(frame.container))
            frame.container.append(value)
        elif frame.waits_for_key:
            return self._key(event, frame, value, mark)
        else:
            frame.waits_for_key = True
            key = frame.key if frame.key is not None else ""
            path = (*frame.path, key)
            frame.container[key] = value
        self.document.value_marks[path] = mark
        return path

    def _watch_commas(self, event: yaml.NodeEvent, frame: _Frame, value: Data) -> None:
        """Refuse 5,000 in braces: YAML reads a 5, and then something without a value, called 000.

        Raises:
            LlmchoiceError: with the place of the digits behind the comma.
        """
        text = event.value if isinstance(event, yaml.ScalarEvent) and not event.style else ""
        if frame.waits_for_key:
            line, column = _mark(event)
            follows = frame.number_ends == (line, column - 1) and _THREE_DIGITS.fullmatch(text)
            frame.digits = event if follows and isinstance(event, yaml.ScalarEvent) else None
            return
        if frame.digits is not None and value is None:
            rest = frame.digits.value
            raise self._refuse(
                frame.digits,
                f"within braces a comma ends a value, so ,{rest} is no part of the number",
                "write thousands without commas, as 5000 or 5_000, or put the number in quotes",
            )
        line, column = _mark(event)
        frame.number_ends = (line, column + len(text)) if _DIGITS.fullmatch(text) else None

    def _key(
        self, event: yaml.NodeEvent, frame: _Frame, value: Data, mark: tuple[int, int]
    ) -> Path:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self._refuse(event, "this key is not text", "put the key in quotes")
        if value == "<<":
            raise self._refuse(event, "merge keys (<<) are not supported", "write the entries out")
        path = (*frame.path, value)
        if value in frame.container:
            first = self.document.key_marks[path]
            self.document.problems.append(
                Problem(
                    f"duplicate key {quoted(value)}",
                    place=Place(self.document.file, *mark),
                    why=f"it is already on line {first[0]}",
                    fix="keep one of the two",
                )
            )
        else:
            self.document.key_marks[path] = mark
        frame.key, frame.waits_for_key = value, False
        return path

    def _refuse(self, event: yaml.Event, message: str, fix: str) -> LlmchoiceError:
        return _invalid(Place(self.document.file, *_mark(event)), message, fix)


def _mark(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _scalar(event: yaml.ScalarEvent) -> Data:
    # Half of a surrogate pair is no character: it could not be written out again.
    text = whole(event.value)
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _STARTS_A_NUMBER:  # nearly every text: two patterns need not be tried on it
        return text
    if _INT.fullmatch(text):
        # Beyond any amount that is asked for, nobody misses the last digits.
        return int(text) if len(text) <= _LONGEST_INT else _long(text)
    if _FLOAT.fullmatch(text) and not AMBIGUOUS.fullmatch(text):
        return float(text.replace("_", ""))
    return text


def _long(text: str) -> float | str:
    number = float(text.replace("_", ""))
    # Beyond every number it stays text: a message quotes the digits that somebody wrote.
    return number if isfinite(number) else text


def _invalid(place: Place, why: str, fix: str) -> LlmchoiceError:
    return invalid_error("the file cannot be read as YAML", place, why=why, fix=fix)
