"""A judging sheet: the same as at a terminal, in one file for somebody who has none.

The key, which answer is whose, is not in it: the store works it out from the codes again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from llmchoice.errors import usage_error
from llmchoice.language import t
from llmchoice.model.score import Judgement, Which
from llmchoice.model.trial import Mark, Setup
from llmchoice.plain import JOINERS, plain, plain_lines
from llmchoice.report.wording.trial import mark_name
from llmchoice.trial.judge import TAB, Blind, asked_of_judges
from llmchoice.trial.marks import COLUMNS, as_typed, code_of

SUFFIXES = (".html", ".xlsx")
_TEMPLATE = "sheet.html.jinja"
_WIDE = 60
"""Columns of a cell of a spreadsheet that holds a text."""
_LONGEST = 32_767
"""Characters that a cell takes, in units of UTF-16."""
_ROOM = 200
"""Units of them that are left for saying how much is missing."""


@dataclass(frozen=True, slots=True)
class Row:
    """An answer in a sheet."""

    case: str
    letter: str
    code: str
    text: str
    mark: str
    """What the same judge said before; empty where nothing."""
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A case in a sheet."""

    id: str
    text: str
    expected: str | None
    answers: tuple[Row, ...]


def sheet(  # noqa: PLR0913, PLR0917 - what it is of, and whose
    path: Path,
    setup: Setup,
    blinds: Sequence[Blind],
    before: Mapping[Which, Judgement],
    judge: str,
    salt: bytes,
) -> str | bytes:
    """The sheet of one judge, as its file's suffix says.

    What this judge said before, by case and candidate, is filled in.

    Raises:
        LlmchoiceError: exit code 2 for another suffix, or where what writes it is not installed.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        fix = f"choose one of: {', '.join(SUFFIXES)}"
        raise usage_error(f"the suffix of {path.name} names no kind of sheet", fix=fix)
    entries = [_entry(blind, before, judge, salt) for blind in blinds]
    if suffix == ".html":
        return _page(setup, entries, judge)
    return _workbook(entries, judge)


def _entry(blind: Blind, before: Mapping[Which, Judgement], judge: str, salt: bytes) -> Entry:
    case = blind.case
    rows: list[Row] = []
    for letter, answer in blind.letters:
        marked = before.get(answer.which)
        mark, note = ("", "") if marked is None else (str(marked.mark), marked.note or "")
        code = code_of(answer, judge, salt)
        text = _harmless(answer.text)
        rows.append(Row(_line(case.id), letter, code, text, mark, _harmless(note)))
    expected = None if case.expected is None else _harmless(case.expected)
    return Entry(_line(case.id), _harmless(case.input), expected, tuple(rows))


def _harmless(text: str) -> str:
    """Its lines, without anything that steers a display; what joins letters stays."""
    return plain_lines(text.expandtabs(TAB), kept=JOINERS)


def _line(text: str) -> str:
    """The same in one line."""
    return plain(text, kept=JOINERS)


def _page(setup: Setup, entries: Sequence[Entry], judge: str) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - slow

    environment = Environment(
        loader=PackageLoader("llmchoice.trial", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    means = {mark: _line(meaning) for mark, meaning in setup.scale.means.items()}
    marks = [(str(mark), mark_name(mark), means.get(mark)) for mark in Mark]
    return environment.get_template(_TEMPLATE).render(
        name=_line(setup.name),
        question=_line(asked_of_judges(setup)),
        judge=judge,
        entries=entries,
        marks=marks,
        columns=COLUMNS,
        words=_words(len(entries)),
    )


def _words(cases: int) -> dict[str, object]:
    """What the page says; its script fills in `{number}`."""
    return {
        "lead": t(
            "Mark every answer; nobody's name is on them, and their order is drawn for each case."
            " Your marks stay on this machine until you save them as a file and send that file"
            " back. Nothing is sent by this page."
        ),
        "cases": [
            t("Case {number} of {total}", number=number, total=cases)
            for number in range(1, cases + 1)
        ],
        "expected": t("What is expected:"),
        "answer": lambda letter: t("Answer {letter}", letter=letter),
        "meaning": lambda mark, meaning: t("{mark}: {meaning}", mark=mark, meaning=meaning),
        "note": t("Note"),
        "save": t("Save my marks"),
        "left": t("Answers that are left: {number}", number="{number}"),
        "done": t("Every answer is marked"),
    }


def _workbook(entries: Sequence[Entry], judge: str) -> bytes:
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra
        from openpyxl.styles import Alignment  # noqa: PLC0415
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415
    except ImportError as error:
        raise usage_error(
            "spreadsheets need a package that is not installed",
            fix="pip install 'llmchoice[trial]', or make an .html sheet",
        ) from error
    book = Workbook()
    book.remove(book.worksheets[0])
    page = book.create_sheet("judging")
    for at, row in enumerate(_cells(entries, judge), start=1):
        for column, text in enumerate(row, start=1):
            cell = page.cell(at, column)
            cell.value = _fitting(text)
            # Text, whatever it begins with: no spreadsheet takes it for a formula.
            cell.data_type = "s"
            cell.quotePrefix = True
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter in "BCD":
        page.column_dimensions[letter].width = _WIDE
    choice = DataValidation("list", formula1=f'"{",".join(Mark)}"', allow_blank=True)
    page.add_data_validation(choice)
    choice.add(f"F2:F{page.max_row}")
    page.freeze_panes = "A2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fitting(text: str) -> str:
    """A text, or as much of its beginning as a cell takes, with how much is missing."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    kept = units[: 2 * (_LONGEST - _ROOM)].decode("utf-16-le", "ignore")
    left = len(text) - len(kept)
    return kept + "\n" + t("(... {number} more characters; see the .html sheet)", number=left)


def _cells(entries: Sequence[Entry], judge: str) -> Iterator[tuple[str, ...]]:
    yield ("case", "input", "expected", "text", "answer", "mark", "note", "code", "judge")
    for entry in entries:
        for row in entry.answers:
            yield (
                entry.id,
                entry.text,
                entry.expected or "",
                row.text,
                row.letter,
                row.mark,
                as_typed(row.note),
                row.code,
                judge,
            )
