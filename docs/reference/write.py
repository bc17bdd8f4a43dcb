"""Writes docs/commands.md and docs/man/llmchoice.1 from the program's own commands.

    .venv/bin/python docs/reference/write.py [--check]

With --check nothing is written: it names what is not as the program is, and ends with 1.

Typer's `utils docs` has no place for exit codes and examples, and click-man reads the classes of
click, which typer no longer uses.
"""

import re
import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typer
import yaml

import llmchoice
from llmchoice.cli.app import build

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MARKDOWN = ROOT / "docs" / "commands.md"
MAN = ROOT / "docs" / "man" / "llmchoice.1"
PROGRAM = "llmchoice"
ALWAYS = "Beside these: 1, 130 and 141."


@dataclass(frozen=True, slots=True)
class Entry:
    """An argument or option as the help shows it."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Page:
    """A command. `path` is what is typed behind the program's name."""

    path: str
    usage: str
    about: tuple[str, ...]
    arguments: tuple[Entry, ...]
    options: tuple[Entry, ...]
    group: bool

    @property
    def name(self) -> str:
        """The whole of what is typed."""
        return f"{PROGRAM} {self.path}".rstrip()


def pages() -> tuple[Page, ...]:
    """The program itself, then every command; a group stands before its own."""
    root = typer.main.get_command(build())
    context = typer.Context(root, info_name=PROGRAM, **root.context_settings)
    return tuple(_walk(root, context))


def _walk(command: Any, context: typer.Context) -> Iterator[Page]:  # noqa: ANN401 - typer gives the class no public name
    arguments, options = [], []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is None:
            continue
        if parameter.param_type_name == "argument":
            arguments.append(Entry(parameter.metavar or record[0], record[1]))
        else:
            options.append(Entry(*record))
    names = command.list_commands(context) if hasattr(command, "list_commands") else []
    yield Page(
        context.command_path.removeprefix(PROGRAM).strip(),
        " ".join([context.command_path, *command.collect_usage_pieces(context)]),
        tuple(" ".join(part.split()) for part in (command.help or "").split("\n\n")),
        tuple(arguments),
        tuple(options),
        bool(names),
    )
    for name in sorted(names):
        below = command.get_command(context, name)
        yield from _walk(below, typer.Context(below, info_name=name, parent=context))


@cache
def beside() -> Mapping[str, Any]:
    """What is said beside the program's own help: `commands.yaml`."""
    text = (HERE / "commands.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


def released() -> str:
    """Day of this version by the changelog; empty before its release."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = rf"^## {re.escape(llmchoice.__version__)} - (\d{{4}}-\d{{2}}-\d{{2}})$"
    found = re.search(heading, text, flags=re.MULTILINE)
    return found[1] if found else ""


def markdown() -> str:
    """The command reference, which GitHub shows."""
    root, *others = pages()
    head = (HERE / "head.md").read_text(encoding="utf-8").rstrip()
    lines = [head, "", "## Exit codes", "", "| code | meaning |", "| ---: | --- |"]
    lines += [f"| {code} | {_marked(text)} |" for code, text in beside()["exit_codes"].items()]
    lines += ["", "## Environment", "", "| variable | meaning |", "| --- | --- |"]
    lines += [f"| `{name}` | {_marked(text)} |" for name, text in beside()["environment"].items()]
    lines += ["", "## Commands", ""]
    lines += [
        f"- [`{page.name}`](#{page.name.replace(' ', '-')}): {_marked(page.about[0])}"
        for page in others
        if not page.group
    ]
    for page in (root, *others):
        lines += ["", *_section(page)]
    return "\n".join(lines) + "\n"


def _section(page: Page) -> Iterator[str]:
    yield f"## {page.name}"
    yield from ("", *(_marked(part) + "\n" for part in page.about))
    yield from ("```console", page.usage, "```")
    for title, entries in (("argument", page.arguments), ("option", page.options)):
        if entries:
            yield from ("", f"| {title} | meaning |", "| --- | --- |")
            yield from (f"| `{e.name}` | {_marked(e.about)} |" for e in entries)
    if page.group or not page.path:
        return
    more = beside()["commands"][page.path]
    yield from ("", f"Exit codes: {', '.join(map(str, more['exits']))}. {ALWAYS}")
    for example in more["examples"]:
        yield from ("", _marked(_before(example["say"])), "", "```console", *example["run"], "```")


def _marked(text: str) -> str:
    """Text in which nothing is Markdown."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", " ".join(text.split()))


def man() -> str:
    """What `man llmchoice` shows, in the macros of groff_man(7)."""
    root, *others = pages()
    more = beside()
    version = f"{PROGRAM} {llmchoice.__version__}"
    lines = [
        r".\" Written by docs/reference/write.py: change that, or the help of a command.",
        f'.TH {PROGRAM.upper()} 1 "{released()}" "{version}" "User Commands"',
        ".SH NAME",
        f"{PROGRAM} \\- {_roff(_lower((llmchoice.__doc__ or '').partition('.')[0]))}",
        ".SH SYNOPSIS",
        f".B {PROGRAM}",
        _roff(root.usage.removeprefix(PROGRAM).strip()),
        ".SH DESCRIPTION",
        *_paragraphs(root.about),
        ".SH COMMANDS",
    ]
    for page in others:
        lines += _subsection(page)
    lines += [".SH OPTIONS", *_tagged((e.name, e.about) for e in root.options)]
    lines += [".SH EXIT STATUS", *_tagged((str(c), t) for c, t in more["exit_codes"].items())]
    lines += [".SH ENVIRONMENT", *_tagged(more["environment"].items())]
    lines += [".SH FILES", *_tagged(more["files"].items(), font="I")]
    lines += [".SH EXAMPLES"]
    for entry in more["commands"].values():
        for example in entry["examples"]:
            lines += [*_filled(_before(example["say"])), ".PP", ".nf", ".RS"]
            lines += [*map(_roff, example["run"]), ".RE", ".fi", ".PP"]
    lines.pop()
    return "\n".join([*lines, ".SH SEE ALSO", *_filled(more["see_also"])]) + "\n"


def _subsection(page: Page) -> Iterator[str]:
    yield f".SS {_roff(page.usage)}"
    yield from _paragraphs(page.about)
    yield from _tagged((e.name, e.about) for e in (*page.arguments, *page.options))
    if not page.group:
        exits = ", ".join(map(str, beside()["commands"][page.path]["exits"]))
        yield from (".PP", f"Exit status: {exits}.")


def _paragraphs(texts: tuple[str, ...]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number:
            yield ".PP"
        yield from _filled(text)


def _tagged(entries: Any, font: str = "B") -> Iterator[str]:  # noqa: ANN401 - pairs of text, also from YAML
    for name, about in entries:
        yield from (".TP", f".{font} {_roff(name)}", *_filled(about))


def _filled(text: str) -> Iterator[str]:
    """Lines of source: a sentence begins a new one, for roff sets the space behind it."""
    for sentence in re.split(r"(?<=[.!?]) +(?=[A-Z])", " ".join(text.split())):
        lines = textwrap.wrap(sentence, 72, break_long_words=False, break_on_hyphens=False)
        yield from map(_roff, lines)


def _roff(text: str) -> str:
    """Text in which nothing is a request or an escape, with hyphens that can be copied."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    for char, name in {"^": r"\(ha", "~": r"\(ti", "`": r"\(ga", "'": r"\(aq"}.items():
        text = text.replace(char, name)
    return f"\\&{text}" if text.startswith(".") else text


def _before(text: str) -> str:
    """What stands before an example."""
    return text if text.endswith("?") else f"{text}:"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def main() -> int:
    """Write both, or check them; the exit code."""
    wrong = []
    for path, text in ((MARKDOWN, markdown()), (MAN, man())):
        if "--check" not in sys.argv[1:]:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            wrong.append(path.relative_to(ROOT))
    for name in wrong:
        sys.stderr.write(f"{name} is not as the program is: run docs/reference/write.py\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
