"""Answers in files of other tools, as they are there: not yet matched with case and candidate.

CSV, JSON lines and spreadsheets are read as tables; `.json` as the results of promptfoo or as what
`llm logs --json` prints; a SQLite file as the logs of `llm`.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from llmchoice.errors import Place, invalid_error
from llmchoice.knowledge.jsontext import read_file
from llmchoice.knowledge.source import read_bytes
from llmchoice.plain import whole
from llmchoice.suggest import did_you_mean
from llmchoice.trial.records import Record, read_records

DATABASES = (".db", ".sqlite", ".sqlite3")
_MS = 1000.0
_MOST = 1e15
"""Of tokens, seconds and money: what is beyond counts as not told, and in a table as wrong."""
_GIVE = "give the results of promptfoo (-o results.json), or what 'llm logs -n 0 --json' prints"
_ROW = ("case", "id", "candidate", "answer", "tokens_in", "tokens_out", "seconds", "cost")
"""Columns of a table with an answer on each row."""
_COLUMNS = "model, prompt, response, input_tokens, output_tokens, duration_ms"
_LLM = {
    "responses": f"SELECT {_COLUMNS} FROM responses ORDER BY datetime_utc",  # noqa: S608 - ours
    "turn_search": f"SELECT {_COLUMNS} FROM turns JOIN turn_search ON turn_id = turns.id"  # noqa: S608 - ours
    " ORDER BY datetime_utc",
}
"""Table to query: that of `llm` before 0.32, and that since."""


@dataclass(frozen=True, slots=True)
class ForeignAnswer:
    """An answer in a file of another tool; its texts hold no halves of characters."""

    place: Place
    by: tuple[str, ...]
    """What may name the candidate; empty where the file does not say."""
    case: str | None
    """The id of the case, where it is said."""
    inputs: tuple[str, ...]
    """What may be the input of the case."""
    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    seconds: float | None = None
    cost: float | None = None


def foreign_answers(path: Path, candidates: frozenset[str]) -> list[ForeignAnswer]:
    """Every answer in a file, in its order.

    The suffix says what the file is; the ids of candidates may head the columns of a table.

    Raises:
        LlmchoiceError: exit code 2 when there is no such file or its suffix says nothing, 3 when it
            holds no answers in a shape that is known.
    """
    suffix = path.suffix.lower()
    if suffix in DATABASES:
        return list(_database(path))
    if suffix == ".json":
        return list(_json(path))
    return [answer for record in read_records(path) for answer in _row(record, candidates)]


def _row(record: Record, candidates: frozenset[str]) -> Iterator[ForeignAnswer]:
    """The answers on one row: one, or one for each column that is headed by a candidate."""
    fields, place = record.fields, record.place
    case = fields.get("case") or fields.get("id")
    own = record.columns & candidates
    if not own and "answer" not in record.columns:
        known = [*_ROW, *sorted(candidates)]
        wrong = next((name for name in fields if name not in known), None)
        message = "this row holds no answer"
        fix = "name the columns case, candidate and answer, or case and a column for each candidate"
        raise invalid_error(message, place, fix=did_you_mean(wrong, known) if wrong else fix)
    inputs = tuple(fields[name] for name in ("input",) if name in fields)
    for name in fields:
        # An empty cell says that there is no answer of that candidate, where a row has several.
        if name in own:
            yield ForeignAnswer(place, (name,), case, inputs, fields[name])
    if not own:
        by = (fields["candidate"],) if "candidate" in fields else ()
        tokens = [_whole(fields.get(name), place) for name in ("tokens_in", "tokens_out")]
        real = [_number(fields.get(name), place) for name in ("seconds", "cost")]
        yield ForeignAnswer(place, by, case, inputs, fields.get("answer", ""), *tokens, *real)


def _json(path: Path) -> Iterator[ForeignAnswer]:
    text, name = read_file(str(path))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = Place(name, getattr(error, "lineno", None), getattr(error, "colno", None))
        raise invalid_error("this file is not JSON", place, fix=_GIVE) from error
    rows = data
    while isinstance(rows, dict):
        rows = rows.get("results")
    if not isinstance(rows, list) or not rows:
        raise invalid_error("there are no answers in this file", Place(name), fix=_GIVE)
    for row in rows:
        if not isinstance(row, dict):
            raise invalid_error("an entry of this file is no answer", Place(name), fix=_GIVE)
        yield from _of_llm(row, name) if "duration_ms" in row else _of_promptfoo(row, name)


def _of_promptfoo(row: Mapping[str, object], file: str) -> Iterator[ForeignAnswer]:
    """A result; nothing where the provider gave an error in place of an answer."""
    response, provider = _mapping(row.get("response")), row.get("provider")
    output = response.get("output")
    if output is None:
        return
    details = _mapping(provider)
    names = (provider, details.get("label"), details.get("id"))
    tokens, variables = _mapping(response.get("tokenUsage")), _mapping(row.get("vars"))
    case = variables.get("id", variables.get("case"))
    prompt = _mapping(row.get("prompt")).get("raw")
    yield ForeignAnswer(
        Place(file),
        tuple(whole(name) for name in names if isinstance(name, str) and name),
        None if case is None else whole(str(case)),
        tuple(whole(text) for text in (*variables.values(), prompt) if isinstance(text, str)),
        whole(output if isinstance(output, str) else json.dumps(output, ensure_ascii=False)),
        _count(tokens.get("prompt")),
        _count(tokens.get("completion")),
        _amount(row.get("latencyMs"), _MS),
        _amount(row.get("cost")),
    )


def _of_llm(row: Mapping[str, object], file: str) -> Iterator[ForeignAnswer]:
    answer, prompt = row.get("response"), row.get("prompt")
    if not isinstance(answer, str) or not isinstance(prompt, str):
        return
    tokens = (_count(row.get("input_tokens")), _count(row.get("output_tokens")))
    seconds = _amount(row.get("duration_ms"), _MS)
    by, inputs = (whole(str(row.get("model"))),), (whole(prompt),)
    yield ForeignAnswer(Place(file), by, None, inputs, whole(answer), *tokens, seconds)


def _database(path: Path) -> Iterator[ForeignAnswer]:
    read_bytes(path, 0)  # says what is wrong with a file that cannot be read at all
    rows: list[dict[str, object]] = []
    known = False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as logs:
            logs.row_factory = sqlite3.Row
            tables = {row[0] for row in logs.execute("SELECT name FROM sqlite_master")}
            for table, query in _LLM.items():
                if table in tables:
                    known = True
                    rows += [dict(row) for row in logs.execute(query)]
    except sqlite3.Error as error:
        message = f"this file cannot be read as the logs of llm: {error}"
        raise invalid_error(
            message, Place(str(path)), fix="give its logs.db, or its logs as JSON"
        ) from error
    if not known:
        message = "these are not the logs of llm"
        raise invalid_error(message, Place(str(path)), fix="see 'llm logs path'")
    for row in rows:
        yield from _of_llm(row, str(path))


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _amount(value: object, unit: float = 1.0) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value / unit if 0 <= value <= _MOST else None


def _count(value: object) -> int | None:
    number = _amount(value)
    return None if number is None else round(number)


def _number(text: str | None, place: Place) -> float | None:
    if text is None:
        return None
    try:
        number = _amount(float(text))
    except ValueError:
        number = None
    if number is None:
        raise invalid_error(f"'{text[:40]}' is no amount", place, fix="write a number such as 0.25")
    return number


def _whole(text: str | None, place: Place) -> int | None:
    number = _number(text, place)
    return None if number is None else round(number)
