"""Nothing is printed except where it is made harmless first."""

import ast
from collections.abc import Iterator
from pathlib import Path

import llmchoice

SOURCE = Path(llmchoice.__file__).parent
MAY_PRINT = {
    "__main__.py": "a version, of which every character is ours",
    "cli/messages.py": "the layer itself",
    "files.py": "files that a person named",
    "cli/report.py": "reports, whose backends make every text harmless",
    "cli/batch/output.py": "rows, whose writers do",
    "questionnaire/lines/page.py": "the interview line by line, which has its own `plain`",
}
STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__", "buffer"}


def prints(tree: ast.AST) -> Iterator[int]:
    """Lines with a call that writes to a standard stream."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id="print"):
                yield node.lineno
            case ast.Attribute(attr="echo" | "secho" | "echo_via_pager"):
                yield node.lineno
            case ast.Attribute(attr="write" | "writelines", value=ast.Attribute(attr=name)):
                if name in STREAMS:
                    yield node.lineno
            case ast.Attribute(attr="write", value=ast.Name(id="os")):
                yield node.lineno
            case _:
                pass


def test_the_search_finds_every_way_to_print() -> None:
    ways = (
        "print(1)",
        "typer.echo(1)",
        "click.secho(1)",
        "sys.stdout.write('')",
        "sys.stderr.write('')",
        "sys.stdout.buffer.write(b'')",
        "os.write(1, b'')",
        "sys.stderr.writelines([])",
    )
    for way in ways:
        assert list(prints(ast.parse(way))) == [1], way


def test_nothing_is_printed_but_through_the_layer_that_makes_it_harmless() -> None:
    found = {
        f"{path.relative_to(SOURCE).as_posix()}:{line}"
        for path in sorted(SOURCE.rglob("*.py"))
        if path.relative_to(SOURCE).as_posix() not in MAY_PRINT
        for line in prints(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()
