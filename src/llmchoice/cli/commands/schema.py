"""Print the JSON Schema of a report, a profile or criteria."""

from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli import completion
from llmchoice.cli.options import Force, TextOutput
from llmchoice.knowledge.folders import schema_files

if TYPE_CHECKING:
    from collections.abc import Iterator

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]",
        help="Such as assessment, profile or criterion; without it, all are listed.",
        autocompletion=completion.schemas,
    ),
]


def schema(name: Name = None, *, output: TextOutput = None, force: Force = False) -> None:
    """Print the JSON Schema (2020-12) of a report, a profile or a file of criteria.

    Without a name, all schemas are listed.
    """
    from llmchoice.cli.report import deliver_text

    text = "".join(f"{line}\n" for line in _list()) if name is None else _text(name)
    deliver_text(text, output, force=force)


def _text(name: str) -> str:
    from llmchoice.errors import usage_error
    from llmchoice.suggest import did_you_mean

    files = schema_files()
    if name not in files:
        fix = did_you_mean(name, files)
        raise usage_error(f"there is no schema '{name}'", fix=fix)
    return files[name].read_text(encoding="utf-8")


def _list() -> "Iterator[str]":
    from json import loads

    files = schema_files()
    width = max(map(len, files))
    for name, path in files.items():
        document = loads(path.read_text(encoding="utf-8"))
        about = document.get("description") or document["title"]
        yield f"{name:<{width}}  {about.split('. ')[0].split(chr(10))[0].rstrip('.')}"
