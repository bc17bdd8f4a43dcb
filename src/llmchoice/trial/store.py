"""The store of a trial: cases, answers and judgements in one SQLite file of its folder.

    with Store.open(folder) as store:          # makes the file where there is none
        store.keep_cases(read_cases(...))      # the cases as the file has them now
        store.add_answer(Answer(...))          # one transaction each: whole, or not there
        store.add_judgement(Judgement(...))    # in the place of what that judge said before
        store.cases(), store.answers(), store.judgements()   # frozen values, in a fixed order

What holds whenever the program ends, kill -9 and a power cut included:

- Whatever a method that writes has returned from is there when the file is opened again.
- There is at most one answer of a candidate to a case, and one judgement of a judge on an answer.
- A case that was answered keeps its input: `keep_cases` refuses another one under the same id. A
  case that is no longer in the file keeps its answers, and `cases` leaves it out.
- `replace_answer` takes away what judges said of the old answer: it was about another text. What
  the old answer cost stays with its attempt, and `spent` counts it.

Several processes may have the file open: judges who work at the same time wait for each other, a
few milliseconds each. The file and its companions (`-wal`, `-shm`) are readable by their owner
alone. `salt` is drawn once for each store: an order that is derived from it, the case and the judge
is the same whenever it is asked for, and says nothing to somebody who does not have the file.

Texts are kept as they came, so whoever shows one makes it harmless first (`llmchoice.plain`).

Longer than other files because it is one class: everything that is asked of the file.
"""

import errno
import json
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem, invalid_error
from llmchoice.model.score import Answer, Attempt, Case, Judgement
from llmchoice.plain import quoted, whole

APPLICATION = 0x6C6C6D63
"""What SQLite keeps to tell files apart: `llmc`."""
VERSION = 2
_TABLES = """
CREATE TABLE trial (salt BLOB NOT NULL);
CREATE TABLE cases (
    id TEXT PRIMARY KEY, place INTEGER, input TEXT NOT NULL, expected TEXT, tag TEXT, check_ TEXT);
CREATE TABLE answers (
    case_ TEXT NOT NULL REFERENCES cases (id), candidate TEXT NOT NULL, text TEXT NOT NULL,
    asked TEXT, tokens_in INTEGER, tokens_out INTEGER, seconds REAL, cost REAL, served_by TEXT,
    ended TEXT, origin TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (case_, candidate));
CREATE TABLE judgements (
    case_ TEXT NOT NULL, candidate TEXT NOT NULL, judge TEXT NOT NULL, mark TEXT NOT NULL,
    note TEXT, shown TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (case_, candidate, judge),
    FOREIGN KEY (case_, candidate) REFERENCES answers (case_, candidate));
CREATE TABLE attempts (
    number INTEGER PRIMARY KEY, case_ TEXT NOT NULL, candidate TEXT NOT NULL, began TEXT NOT NULL,
    ended TEXT, problem TEXT, cost REAL)
"""
SCHEMA = (
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
    *_TABLES.split(";"),
)
"""A statement each. A case without a place is no longer in the file of the cases."""
_END = "UPDATE attempts SET ended = ?, problem = ?, cost = ? WHERE number = ?"
FILE = "trial.sqlite3"
_PATIENCE = 30.0
"""Seconds to wait for another process that writes."""


def now() -> str:
    """The moment as the store keeps it: ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def keyed(salt: bytes, *parts: str, size: int = blake2b.MAX_DIGEST_SIZE) -> bytes:
    """A digest of texts that nobody can work out without the salt of a store."""
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), key=salt, digest_size=size).digest()


@dataclass(frozen=True, slots=True)
class Store:
    """The store of one trial; see the module."""

    path: Path
    _connection: sqlite3.Connection

    @classmethod
    @contextmanager
    def open(cls, folder: Path) -> "Iterator[Self]":
        """The store of a folder, made where there is none; closed when the block ends.

        Raises:
            LlmchoiceError: exit code 3 when the file is no store, damaged, of another version of
                llmchoice, or may not be written to.
        """
        path = folder / FILE
        with _saying(path):
            # Made before SQLite opens it, for SQLite would let others read it.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with (
            _saying(path, sqlite3.Error),
            closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection,
        ):
            connection.row_factory = sqlite3.Row
            _prepare(connection, path)
            yield cls(path, connection)

    @property
    def salt(self) -> bytes:
        """Thirty-two random bytes that belong to this store."""
        return bytes(self._rows("SELECT salt FROM trial")[0]["salt"])

    def cases(self) -> tuple[Case, ...]:
        """The cases, in the order of their file."""
        rows = self._rows(
            "SELECT id, input, expected, tag, check_ AS 'check' FROM cases"
            " WHERE place IS NOT NULL ORDER BY place"
        )
        return tuple(Case.model_validate(dict(row)) for row in rows)

    def keep_cases(self, cases: Sequence[Case]) -> None:
        """Keep the cases as their file has them now: all of them, or none if one is refused.

        Raises:
            LlmchoiceError: exit code 3 where a case that was answered has another input now.
        """
        with self._transaction() as sql:
            rows = sql.execute(
                "SELECT id, input FROM cases WHERE id IN (SELECT case_ FROM answers)"
            )
            inputs = {row["id"]: row["input"] for row in rows}
            problems = [
                Problem(
                    f"the case {quoted(case.id)} was answered with another input",
                    why="its answers and judgements are about the old one",
                    fix="give the new case an id of its own, or start a new trial",
                )
                for case in cases
                if inputs.get(case.id, case.input) != case.input
            ]
            if problems:
                raise LlmchoiceError(problems, ExitCode.INVALID)
            sql.execute("UPDATE cases SET place = NULL")
            sql.executemany(
                "INSERT INTO cases (id, place, input, expected, tag, check_)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET place = excluded.place,"
                " input = excluded.input, expected = excluded.expected, tag = excluded.tag,"
                " check_ = excluded.check_",
                [
                    (case.id, place, case.input, case.expected, case.tag, case.check)
                    for place, case in enumerate(cases)
                ],
            )

    def answers(self) -> tuple[Answer, ...]:
        """Every answer to the cases, in their order, then by candidate."""
        rows = self._on_cases(Answer, "answers", "candidate")
        return tuple(Answer.model_validate(row) for row in rows)

    def asked(self) -> dict[tuple[str, str], str | None]:
        """Case and candidate of every answer to the cases, to the digest of what was sent.

        Quicker than to read the answers.
        """
        rows = self._rows(
            "SELECT case_, candidate, asked FROM answers JOIN cases ON case_ = cases.id"
            " WHERE place IS NOT NULL"
        )
        return {(row["case_"], row["candidate"]): row["asked"] for row in rows}

    def add_answer(self, answer: Answer) -> bool:
        """Keep an answer to a case that is kept; False where that candidate has one already."""
        with self._transaction() as sql:
            added = sql.execute(_insert(Answer, "answers", "OR IGNORE"), _values(answer))
            return added.rowcount == 1

    def replace_answer(self, answer: Answer, attempt: int | None = None) -> None:
        """Keep an answer in the place of one that may be there; judgements of that one go.

        The case is kept already; the attempt, as `begin_attempt` gave it, has ended.
        """
        with self._transaction() as sql:
            if attempt is not None:
                sql.execute(_END, (answer.at, None, answer.cost, attempt))
            sql.execute("DELETE FROM judgements WHERE case_ = ? AND candidate = ?", answer.which)
            sql.execute("DELETE FROM answers WHERE case_ = ? AND candidate = ?", answer.which)
            sql.execute(_insert(Answer, "answers"), _values(answer))

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, in the order of the cases, then by judge and candidate."""
        rows = self._on_cases(Judgement, "judgements", "judge, candidate")
        return tuple(
            Judgement.model_validate({**row, "shown": json.loads(row["shown"])}) for row in rows
        )

    def add_judgement(
        self,
        judgement: Judgement,
        of: Answer | None = None,
        attempt: int | None = None,
        cost: float | None = None,
    ) -> None:
        """Keep a judgement, in the place of what the same judge said of the same answer before.

        With `of`, the answer that the judge saw has to be there still. Where a model judges, the
        attempt that `begin_attempt` gave has ended, at that cost where it is known.

        Raises:
            LlmchoiceError: exit code 3 where there is no such answer, or another one by now.
        """
        with self._transaction() as sql:
            row = sql.execute(
                "SELECT text, at FROM answers WHERE case_ = ? AND candidate = ?", judgement.which
            ).fetchone()
            if row is None:
                case = quoted(judgement.case)
                raise invalid_error(f"there is no answer of that candidate to the case {case}")
            if of is not None and tuple(row) != (_whole(of.text), of.at):
                message = f"an answer to the case {quoted(judgement.case)} was replaced meanwhile"
                fix = "judge the new one"
                raise invalid_error(message, fix=fix)
            sql.execute(_insert(Judgement, "judgements", "OR REPLACE"), _values(judgement))
            if attempt is not None:
                sql.execute(_END, (judgement.at, None, cost, attempt))

    def begin_attempt(self, case: str, candidate: str) -> int:
        """Note that a request is about to be sent; its number."""
        with self._transaction() as sql:
            added = sql.execute(
                "INSERT INTO attempts (case_, candidate, began) VALUES (?, ?, ?)",
                (case, candidate, now()),
            )
            return int(added.lastrowid or 0)

    def fail_attempt(self, number: int, problem: str, cost: float | None = None) -> None:
        """Note that a request brought no answer that is of use, why, and what it cost if that."""
        with self._transaction() as sql:
            sql.execute(_END, (now(), _whole(problem), cost, number))

    def attempts(self) -> tuple[Attempt, ...]:
        """Every request that was ever begun, in order."""
        rows = self._rows(
            "SELECT number, case_ AS 'case', candidate, began, ended, problem, cost FROM attempts"
            " ORDER BY number"
        )
        return tuple(Attempt.model_validate(dict(row)) for row in rows)

    def spent(self) -> float:
        """What all runs have cost, as far as that is known, replaced answers included."""
        return float(self._rows("SELECT coalesce(sum(cost), 0) AS cost FROM attempts")[0]["cost"])

    def dearest(self) -> dict[str, float]:
        """Candidate to the most that an answer of it cost in a run, where that is known."""
        rows = self._rows(
            "SELECT candidate, max(cost) AS cost FROM attempts WHERE cost IS NOT NULL"
            " GROUP BY candidate"
        )
        return {row["candidate"]: row["cost"] for row in rows}

    def _on_cases(
        self, kind: type[Answer] | type[Judgement], table: str, order: str
    ) -> Iterator[dict[str, Any]]:
        """What a table holds on the cases of the file: in their order, then in that one."""
        columns = ", ".join(f"{table}.{name}" for name in _columns(kind) if name != "case_")
        rows = self._rows(
            f"SELECT case_ AS 'case', {columns} FROM {table} JOIN cases ON case_ = cases.id"  # noqa: S608 - names of ours
            f" WHERE place IS NOT NULL ORDER BY place, {order}"
        )
        return map(dict, rows)

    def _rows(self, query: str) -> list[sqlite3.Row]:
        return self._connection.execute(query).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what is done within, or nothing; other processes wait."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            # On a full disk SQLite has rolled back itself, and would refuse to do it again.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables where there are none; refuse a file that is not one of ours, untouched."""
    if _has_tables(connection):
        application, version = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        )
        if application != APPLICATION:
            why, fix = "it is no store of a trial", "move it away, or choose another folder"
            raise _unusable(path, why, fix)
        if version != VERSION:
            why = "it is of another version of llmchoice"
            fix = "upgrade llmchoice" if version > VERSION else "begin again in another folder"
            raise _unusable(path, why, fix)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")
    if not _has_tables(connection):
        for statement in SCHEMA:
            connection.execute(statement)
        connection.execute("INSERT INTO trial (salt) VALUES (?)", (secrets.token_bytes(32),))
    connection.execute("COMMIT")


def _has_tables(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


@contextmanager
def _saying(path: Path, of: type[Exception] = OSError) -> Iterator[None]:
    """Turn what the system or SQLite refuses into words."""
    try:
        yield
    except of as error:
        reason = getattr(error, "strerror", None) or str(error)
        fix = "choose a folder that you may write to and that has space, or put a copy back"
        # A full disk ends every command in the same way, whatever it was writing.
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        full = full or getattr(error, "errno", None) == errno.ENOSPC
        code = ExitCode.USAGE if full else ExitCode.INVALID
        raise _unusable(path, reason.lower(), fix, code) from error


def _unusable(path: Path, why: str, fix: str, code: ExitCode = ExitCode.INVALID) -> LlmchoiceError:
    message = "the store of the trial cannot be used"
    return LlmchoiceError([Problem(message, Place(str(path)), why=why, fix=fix)], code)


def _columns(kind: type[Answer] | type[Judgement]) -> Iterable[str]:
    return ("case_" if name == "case" else name for name in kind.model_fields)


def _insert(kind: type[Answer] | type[Judgement], table: str, how: str = "") -> str:
    names = tuple(_columns(kind))
    marks = ", ".join("?" * len(names))
    return f"INSERT {how} INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of ours


def _values(row: Answer | Judgement) -> list[object]:
    return [json.dumps(value) if isinstance(value, tuple) else _whole(value) for _, value in row]


def _whole(value: object) -> object:
    """A text without halves of characters; anything else as it is."""
    return whole(value) if isinstance(value, str) else value
