"""Nothing is printed except where it is made harmless first."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import llmchoice

SOURCE = Path(llmchoice.__file__).parent
MAY_PRINT = {
    "__main__.py": "a version, of which every character is ours",
    "cli/messages.py": "the layer itself",
    "cli/streams.py": "the streams themselves: what is written to them is not its own",
    "cli/report.py": "reports, whose backends make every text harmless",
    "cli/rows.py": "rows, whose writers do",
    "cli/bars.py": "bars, whose texts are numbers and words of ours",
    "questionnaire/lines/__init__.py": "hands the streams to the page of the interview line by"
    " line, which has its own `plain`",
    "questionnaire/terminal/paper.py": "the screen of the interview, which has its own `plain`",
    "report/backends/ink.py": "draws into a text, which the terminal's backend makes harmless",
}
STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}
ASKED = {"isatty", "encoding", "errors", "fileno", "flush", "reconfigure"}
"""What may be asked of a stream by anybody, for it writes no text."""
PRINTING = {
    *("print", "pprint", "input", "echo", "secho", "echo_via_pager", "prompt", "confirm"),
    *("Console", "print_formatted_text", "print_exc", "print_exception", "writev", "excepthook"),
}
MODULES = {"logging", "warnings"}
DEVICES = {"/dev/stdout", "/dev/stderr", "/dev/tty", "CON", "CONOUT$"}


def prints(tree: ast.AST) -> Iterator[int]:  # noqa: C901 - a case for each way
    """Lines that write to a standard stream, or could hand it to something that does."""
    asked = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ASKED
    }
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name in STREAMS and id(node) not in asked:
                yield node.lineno
            case ast.ImportFrom(module="sys") if STREAMS & {each.name for each in node.names}:
                yield node.lineno
            case ast.Import() if MODULES & {each.name.partition(".")[0] for each in node.names}:
                yield node.lineno
            case ast.ImportFrom(module=str(name)) if name.partition(".")[0] in MODULES:
                yield node.lineno
            case ast.Name(id="print" | "input", ctx=ast.Load()):
                yield node.lineno
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in PRINTING:
                yield node.lineno
            case ast.Call(func=ast.Attribute(attr="write", value=ast.Name(id="os"))):
                yield node.lineno
            case ast.Call(
                func=ast.Name(id="open") | ast.Attribute(attr="open" | "fdopen"),
                args=[ast.Constant(value=0 | 1 | 2), *_],
            ):
                yield node.lineno
            case ast.Constant(value=str(text)) if text in DEVICES:
                yield node.lineno
            case _:
                pass


@pytest.mark.parametrize(
    "way",
    [
        "print(1)",
        "typer.echo(1)",
        "click.secho(1)",
        "sys.stdout.write('')",
        "sys.stderr.write('')",
        "sys.stdout.buffer.write(b'')",
        "os.write(1, b'')",
        "sys.stderr.writelines([])",
        "from sys import stdout",
        "from sys import stderr as e",
        "out = sys.stdout",
        "show(file=sys.stderr)",
        "sys.__stdout__.write('')",
        "json.dump({}, sys.stdout)",
        "say = print",
        "list(map(print, lines))",
        "input('name? ')",
        "typer.confirm('really?')",
        "click.prompt('name')",
        "pprint.pprint(1)",
        "rich.print(1)",
        "Console().input('')",
        "console.print(1)",
        "traceback.print_exc()",
        "import logging",
        "import warnings",
        "from warnings import warn",
        "open(1, 'w')",
        "os.fdopen(2, 'w')",
        "Path('/dev/stdout')",
    ],
)
def test_the_search_finds_every_way_to_print(way: str) -> None:
    assert set(prints(ast.parse(way))) == {1}


@pytest.mark.parametrize("way", ["sys.stdout.isatty()", "sys.stdout.encoding", "file.write('')"])
def test_the_search_lets_pass_what_prints_nothing(way: str) -> None:
    assert not set(prints(ast.parse(way)))


def test_every_file_that_may_print_does() -> None:
    """A name that is left over would let through whatever is written there next."""
    for name in MAY_PRINT:
        path = SOURCE / name
        assert set(prints(ast.parse(path.read_text(encoding="utf-8")))), name


def test_nothing_is_printed_but_through_the_layer_that_makes_it_harmless() -> None:
    found = {
        f"{path.relative_to(SOURCE).as_posix()}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        if path.relative_to(SOURCE).as_posix() not in MAY_PRINT
        for line in prints(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()
