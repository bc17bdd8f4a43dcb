"""Marks from a judging sheet, read back into the store."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem
from llmchoice.model.score import Answer, Judgement
from llmchoice.model.trial import Mark, Setup
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean
from llmchoice.trial.records import SUFFIXES, Record, read_records
from llmchoice.trial.store import Store, keyed, now

CODE = "code"
COLUMNS = ("case", "answer", CODE, "mark", "note", "judge")
"""Of a sheet that was filled in."""
_BYTES = 8
_LETTER = "c"
"""Before the digits of a code, for a spreadsheet takes digits alone for a number."""
_CODE = re.compile(f"{_LETTER}[0-9a-f]{{{2 * _BYTES}}}")
_FORMULA = re.compile("'+[=+@-]")
"""Beginnings of a text that a page has put an apostrophe before; see its script."""


def code_of(answer: Answer, judge: str, salt: bytes) -> str:
    """What a sheet knows an answer by: it tells nothing to whoever does not have the store.

    It is that of the text as well: marks of an answer that was replaced since fit nothing.
    """
    digest = keyed(salt, judge, *answer.which, answer.text, size=_BYTES)
    return f"{_LETTER}{digest.hex()}"


def marks_in(path: Path) -> list[Record] | None:
    """The rows of a sheet that was filled in; None where a file is none.

    Raises:
        LlmchoiceError: as `read_records`.
    """
    if path.suffix.lower() not in SUFFIXES:
        return None
    records = read_records(path)
    for fields in (record.fields for record in records):
        # Other tables have columns of these names as well.
        if {CODE, "judge"} <= fields.keys() and (
            "mark" in fields or _CODE.fullmatch(fields[CODE].strip())
        ):
            return records
    return None


def judges_of(records: Iterable[Record]) -> tuple[str, ...]:
    """Who has filled in the rows of a sheet; usually one."""
    named = (_typed(record.fields.get("judge", "")) for record in records)
    return tuple(dict.fromkeys(name for name in named if name))


def model_problem(name: str, setup: Setup, place: Place | None = None) -> Problem | None:
    """What is wrong with a person's name where a model judges under it; None where none does.

    Its marks would be a person's from then on, and go before checks.
    """
    if setup.judge(name) is None:
        return None
    return Problem(f"{name} is a model that judges", place, fix="take another name")


def keep_marks(
    store: Store, setup: Setup, records: Sequence[Record], *, again: bool = False
) -> tuple[int, int]:
    """Keep the marks of a sheet: how many there were, and how many answers have none.

    Only with `again` may they change what the same judge said before: two people who took one name
    would undo each other's work.

    Raises:
        LlmchoiceError: exit code 3 with the place of every row that is wrong, and where marks would
            change that may not; nothing is kept then.
    """
    judges = judges_of(records)
    salt = store.salt
    answers = {
        (judge, code_of(answer, judge, salt)): answer
        for judge in judges
        for answer in store.answers()
    }
    before = {(each.judge, each.which): each for each in store.judgements()}
    problems = list(_models(records, setup))
    marked: list[tuple[Judgement, Answer]] = []
    for record in records:
        wrong = _problem(record, answers)
        if wrong is not None:
            problems.append(wrong)
        elif "mark" in record.fields:
            marked.append((_judgement(record, answers), answers[_which(record)]))
    changed: list[Judgement] = []
    for judgement, _ in marked:
        old = before.get((judgement.judge, judgement.which))
        if old is not None and (old.mark, old.note) != (judgement.mark, judgement.note):
            changed.append(judgement)
    if changed and not again:
        problems += _changed(changed)
    if problems:
        raise LlmchoiceError(problems, ExitCode.INVALID)
    for judgement, answer in marked:
        store.add_judgement(judgement, of=answer)
    return len(marked), len(records) - len(marked)


def _models(records: Sequence[Record], setup: Setup) -> Iterator[Problem]:
    """A problem for each model whose name a sheet bears, at its first row."""
    places: dict[str, Place] = {}
    for record in records:
        places.setdefault(_typed(record.fields.get("judge", "")), record.place)
    for name, place in places.items():
        problem = model_problem(name, setup, place)
        if problem is not None:
            yield problem


def _changed(judgements: Sequence[Judgement]) -> Iterator[Problem]:
    """A problem for each judge who said something else before."""
    for name, number in Counter(each.judge for each in judgements).items():
        judge = quoted(name)
        marks = "1 mark or note" if number == 1 else f"{number} marks or notes"
        yield Problem(
            f"{marks} of {judge} would change what {judge} said before",
            why="two people who judge under one name undo each other's work",
            fix="add --again if that is one person; else make a sheet under another name",
        )


def _problem(record: Record, answers: dict[tuple[str, str], Answer]) -> Problem | None:
    fields, place = record.fields, record.place
    for name in (CODE, "judge"):
        if name not in fields:
            return Problem(f"this row has no {name}", place, fix="fill in a sheet as it was made")
    if _which(record) not in answers:
        return Problem(
            f"the code {quoted(fields[CODE])} fits no answer of this trial",
            place,
            why="the sheet is of another trial or judge, or the answer was replaced since",
            fix="make a new sheet: llmchoice trial judge --sheet FILE",
        )
    if "note" in fields and "mark" not in fields:
        message = f"the note {quoted(_typed(fields['note']))} is on an answer without a mark"
        return Problem(message, place, fix="mark that answer too, or take the note out")
    mark = _mark(fields.get("mark", Mark.USABLE))
    if mark not in set(Mark):
        return Problem(
            f"there is no mark {quoted(fields['mark'])}",
            place,
            fix=did_you_mean(mark, [str(each) for each in Mark]),
        )
    return None


def _which(record: Record) -> tuple[str, str]:
    return _typed(record.fields["judge"]), record.fields[CODE].strip()


def _typed(text: str) -> str:
    """What was typed, without the apostrophe that keeps it from being a formula."""
    text = text.strip()
    return text[1:] if _FORMULA.match(text) else text


def as_typed(text: str) -> str:
    """A text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(f"'{text}") else text


def _mark(text: str) -> str:
    return text.strip().lower().replace(" ", "-")


def _judgement(record: Record, answers: dict[tuple[str, str], Answer]) -> Judgement:
    answer = answers[_which(record)]
    return Judgement(
        case=answer.case,
        candidate=answer.candidate,
        judge=_typed(record.fields["judge"]),
        mark=Mark(_mark(record.fields["mark"])),
        note=_typed(record.fields.get("note", "")) or None,
        at=now(),
    )
