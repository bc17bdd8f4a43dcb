"""What the YAML files of a wheel hold, as JSON, which is read in a tenth of the time.

It is made when the wheel is built, and keyed by the content of a file: one that was changed, or
that a source tree holds, is read as the YAML that it is. JSON is data: nothing in it can run.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.document import Data, Document, parse

FILE = Path(__file__).resolve().parents[1] / "compiled.jsonl"
"""A line for each file: the hash of its text, a space, and what it holds."""
_PAIRS = ""
"""Key of a list of pairs, which stands for a mapping that JSON does not have."""


def read_packaged(text: str, file: str, *, layer: int = 0) -> Document:
    """A file that comes with the program, as `parse` reads it; where its parts stand is read late.

    Raises:
        LlmchoiceError: as `parse` does.
    """
    line = _lines(FILE).get(_key(text))
    if line is None:
        return parse(text, file, layer=layer)
    return Document(file, layer, json.loads(line, object_hook=_mapping), unplaced=text)


def compiled(texts: Iterable[str]) -> str:
    """The lines of `FILE` for some texts; one without a line is read as YAML, mistakes and all."""
    return "".join(f"{_key(text)} {line}\n" for text in texts if (line := _line(text)) is not None)


def _line(text: str) -> str | None:
    try:
        document = parse(text, "")
    except LlmchoiceError:
        return None
    line = json.dumps(_plain(document.data), ensure_ascii=False, separators=(",", ":"))
    again = json.loads(line, object_hook=_mapping)
    return None if document.problems or repr(again) != repr(document.data) else line


def _plain(data: Data) -> object:
    if isinstance(data, list):
        return [_plain(item) for item in data]
    if not isinstance(data, dict):
        return data
    if all(isinstance(key, str) and key != _PAIRS for key in data):
        return {key: _plain(value) for key, value in data.items()}
    return {_PAIRS: [[key, _plain(value)] for key, value in data.items()]}


def _mapping(data: dict[str, list[tuple[str | int, Data]]]) -> object:
    return dict(data[_PAIRS]) if _PAIRS in data else data


@lru_cache(maxsize=1)
def _lines(file: Path) -> dict[str, str]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    # Texts may hold other ends of lines than this one.
    return {key: line for key, _, line in (line.partition(" ") for line in text.split("\n"))}


def _key(text: str) -> str:
    return sha256(text.encode()).hexdigest()
