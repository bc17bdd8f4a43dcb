"""Which documents and which formats there are. Every command takes both from here.

A new format is a line in `FORMATS` and a module in `backends`; a new document is a line in
`DOCUMENTS` and a module in `documents`. Modules are imported when they are needed.
"""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from llmchoice.errors import usage_error
from llmchoice.language import message
from llmchoice.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic import BaseModel

    from llmchoice.model.row import RowList
    from llmchoice.report.blocks import Block, Level, Settings


class Format(NamedTuple):
    """One way to write a document."""

    name: str
    suffixes: tuple[str, ...]
    """Of files; the first one is that of a new file."""
    backend: str
    """A module in `backends`."""
    about: str
    """What it is for, in a few words."""
    aliases: tuple[str, ...] = ()
    whole: bool = False
    """Whether it always holds the full document, folded."""
    memo: bool = False
    """Whether it goes to people who were not there, and so tells what was asked beside the page."""
    binary: bool = False
    record: bool = False
    """Whether it is a decision record, a document of its own."""
    needs: tuple[str, str] | None = None
    """The module that it is written with and the extra that brings it, where it is optional."""


FORMATS = (
    Format("text", (".txt",), "terminal", message("to read at once")),
    Format(
        "markdown", (".md", ".markdown"), "markdown", message("a memo"), aliases=("md",), memo=True
    ),
    Format("html", (".html", ".htm"), "html", message("one page for a browser"), whole=True),
    Format(
        "docx",
        (".docx",),
        "word",
        message("a Word file"),
        aliases=("word",),
        memo=True,
        binary=True,
        needs=("docx", "word"),
    ),
    Format(
        "madr",
        (".madr.md",),
        "markdown",
        message("a decision record for docs/decisions/"),
        record=True,
    ),
    Format("json", (".json",), "", message("every field, for programs")),
)
ROW_FORMATS = (
    Format("csv", (".csv",), "csv", "for spreadsheets"),
    Format("jsonl", (".jsonl", ".ndjson"), "jsonl", "for programs", aliases=("ndjson",)),
)
"""More formats for a result that is made of rows: each is written as soon as it is there."""
DOCUMENTS = {
    "Assessment": "assessment",
    "Comparison": "differences",
    "CostReport": "cost",
    "CriteriaCheck": "knowledge",
    "CriteriaList": "criteria",
    "KnowledgeEntries": "knowledge",
    "ModelEntry": "models.card",
    "ModelList": "models.lists",
    "NamedEntry": "models.card",
    "Panel": "panel",
    "PriceList": "models.lists",
    "Recheck": "recheck",
    "Refresh": "models.lists",
    "RowList": "comparison",
    "Shortlists": "models.shortlists",
    "TrialPlan": "testplan",
    "TrialScore": "trialscore",
}
"""Type of a result to the module in `documents` whose `document` yields the blocks that tell it."""
RECORDS = {"Assessment": "records", "Recheck": "records"}
"""Type of a result to the module in `documents` whose `record` makes a decision record of it."""


class Record(NamedTuple):
    """What a decision record says of itself."""

    status: str = "proposed"
    """proposed, accepted, rejected, deprecated, or superseded by another record."""
    number: int | None = None


def formats_of(kind: "type[BaseModel]") -> tuple[Format, ...]:
    """The formats in which a result of that type can be written."""
    name = kind.__name__
    forms = tuple(form for form in FORMATS if not form.record or name in RECORDS)
    return forms + ROW_FORMATS if name == "RowList" else forms


def format_named(name: str, kind: "type[BaseModel]") -> Format:
    """The format of that name or alias, in any capitals.

    Raises:
        LlmchoiceError: exit code 2 where there is none, or an extra is missing that it needs.
    """
    offered = formats_of(kind)
    names = {word: form for form in offered for word in (form.name, *form.aliases)}
    form = names.get(name.lower())
    if form is None:
        known = [form.name for form in offered]
        raise usage_error(f"there is no format '{name}'", fix=did_you_mean(name, known))
    return _writable(form)


def format_of_file(path: Path, kind: "type[BaseModel]") -> Format:
    """The format that a file's suffix stands for.

    Raises:
        LlmchoiceError: exit code 2 where it stands for none, or an extra is missing that it needs.
    """
    offered = formats_of(kind)
    form = meant_by(path, offered)
    if form is None:
        known = ", ".join(f"{suffix} ({each.name})" for each in offered for suffix in each.suffixes)
        names = ", ".join(each.name for each in offered)
        raise usage_error(
            f"the suffix of {path.name} names no format",
            why=f"known suffixes: {known}",
            fix=f"choose one with --format: {names}",
        )
    return _writable(form)


def meant_by(path: Path, offered: "Sequence[Format]") -> Format | None:
    """That of the offered formats which has the longest suffix that the file's name ends with."""
    suffixes = {suffix: form for form in offered for suffix in form.suffixes}
    # A name that begins with a dot has no suffix there.
    name = path.name.lower().lstrip(".")
    ending = max(filter(name.endswith, suffixes), key=len, default="")
    return suffixes.get(ending)


def _writable(form: Format) -> Format:
    """The format, once it is clear that what writes it is installed."""
    if form.needs is not None and not is_installed(form):
        raise usage_error(
            f"{form.name} files need a package that is not installed",
            fix=f"pip install 'llmchoice[{form.needs[1]}]'",
        )
    return form


def is_installed(form: Format) -> bool:
    """Whether what a format is written with is there."""
    return form.needs is None or find_spec(form.needs[0]) is not None


def render(
    result: "BaseModel",
    form: Format,
    settings: "Settings | None" = None,
    level: "Level | None" = None,
    record: Record | None = None,
) -> str | bytes:
    """A result in a format: text that ends in exactly one newline, or the bytes of a file.

    Args:
        result: of a type in `DOCUMENTS`.
        form: one of `formats_of` its type.
        settings: what the place can show; by default a file.
        level: the page, a memo or everything; by default what is usual in the format. JSON has
            everything always.
        record: what a decision record says of itself.
    """
    if not form.backend:
        from llmchoice.report.fields import fields  # noqa: PLC0415 - imported when needed

        return fields(result).rstrip("\n") + "\n"
    if form in ROW_FORMATS:
        from llmchoice.report.rows import WRITERS  # noqa: PLC0415 - imported when needed

        head, line = WRITERS[form.backend]
        return head + "".join(map(line, cast("RowList", result).rows))
    from llmchoice.report.blocks import Settings  # noqa: PLC0415 - start-up needs no block

    blocks = blocks_of(result, form, level, record)
    write = cast(
        "Callable[[Sequence[Block], Settings], str | bytes]",
        import_module(f"{__package__}.backends.{form.backend}").render,
    )
    written = write(blocks, settings or Settings())
    return written if isinstance(written, bytes) else written.rstrip("\n") + "\n"


def blocks_of(
    result: "BaseModel", form: Format, level: "Level | None" = None, record: Record | None = None
) -> "list[Block]":
    """The document that the format shows of a result."""
    kind = type(result).__name__
    name = (RECORDS if form.record else DOCUMENTS)[kind]
    module = import_module(f"{__package__}.documents.{name}")
    from llmchoice.report.blocks import Level  # noqa: PLC0415 - start-up needs no block
    from llmchoice.report.composition import filled  # noqa: PLC0415 - start-up needs no block

    if form.record:
        return list(filled(module.record(result, record or Record())))
    usual = Level.MEMO if form.memo else Level.PAGE
    return list(filled(module.document(result, Level.FULL if form.whole else level or usual)))
