"""The command reference and the man page are what the program is, and their examples are true."""

import ast
import gc
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
import yaml

from llmchoice.__main__ import main
from llmchoice.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]
WRITER = ROOT / "docs" / "reference" / "write.py"
MARKDOWN = ROOT / "docs" / "commands.md"
MAN = ROOT / "docs" / "man" / "llmchoice.1"
BESIDE = yaml.safe_load((WRITER.parent / "commands.yaml").read_text(encoding="utf-8"))
COMMANDS: dict[str, Any] = BESIDE["commands"]
EXAMPLES = [(name, example) for name, each in COMMANDS.items() for example in each["examples"]]
UNPUBLISHED = re.compile(r"_.*|COMP_.*|.*_NUM_THREADS|PYDANTIC_.*")
"""What a shell's script of ours hands over, and what is said to our own processes."""
BY_LIBRARIES = {"XDG_STATE_HOME", "XDG_DATA_HOME", "COLUMNS", "PAGER"}
"""What is read by the libraries that find folders, the width of the terminal and the pager."""


@pytest.fixture(scope="module")
def writer() -> dict[str, Any]:
    return run_path(str(WRITER))


@pytest.mark.parametrize(("name", "path"), [("markdown", MARKDOWN), ("man", MAN)])
def test_both_are_as_the_program_is(
    name: str, path: Path, writer: dict[str, Any], pytestconfig: pytest.Config
) -> None:
    wanted = writer[name]()
    if pytestconfig.getoption("--update"):
        path.write_text(wanted, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == wanted


def test_the_check_names_what_is_not(tmp_path: Path) -> None:
    ours = ("docs/reference", "docs/man", "src", "criteria", "profiles")
    for name in ours:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.pyc"))
    for name in ("CHANGELOG.md", "docs/commands.md"):
        shutil.copy(ROOT / name, tmp_path / name)

    def check(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "docs/reference/write.py", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    assert check() == (0, "")
    assert check("--check") == (0, "")
    page = tmp_path / "docs" / "man" / "llmchoice.1"
    page.write_text(page.read_text(encoding="utf-8") + "more\n", encoding="utf-8")
    code, said = check("--check")
    assert code == 1
    assert "docs/man/llmchoice.1" in said.replace("\\", "/")
    assert "commands.md" not in said


def test_every_command_and_option_is_in_both(
    writer: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    reference, manual = (path.read_text(encoding="utf-8") for path in (MARKDOWN, MAN))
    copied = manual.replace("\\-", "-")
    for page in writer["pages"]():
        assert f"\n## {page.name}\n" in reference
        assert f"\n.SS {page.name} " in copied or not page.path
        section = reference.partition(f"\n## {page.name}\n")[2].partition("\n## ")[0]
        assert _run(*page.path.split(), "--help") == 0
        printed = capfd.readouterr().out
        for flag in re.findall(r"(?<![\w-])--[a-z][a-z-]+(?=[ ,\n])", _options(printed)):
            assert re.search(rf"{flag}[ `,]", section), (page.name, flag)
            assert flag in copied, flag


def _run(*words: str) -> int:
    """The program in this process; its exit code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["llmchoice", *words])
        with pytest.raises(SystemExit) as end:
            main()
    gc.enable()  # the program turns it off: it never lives long
    code = end.value.code
    return code if isinstance(code, int) else 0


def _options(text: str) -> str:
    """The left column of the options."""
    lines = text.partition("Options:\n")[2].splitlines()
    return "\n".join(re.split(r" {2,}", line.strip())[0] for line in lines if line) + "\n"


def test_every_exit_code_is_explained() -> None:
    assert set(BESIDE["exit_codes"]) == {code.value for code in ExitCode}


def test_every_environment_variable_that_is_read_is_in_the_man_page() -> None:
    read = set().union(*map(_variables, (ROOT / "src").rglob("*.py")))
    assert {"LLMCHOICE_DEBUG", "NO_COLOR", "ACCESSIBLE", "TERM"} <= read
    known = {name for name in read if not UNPUBLISHED.fullmatch(name)} | BY_LIBRARIES
    assert known == set(BESIDE["environment"])
    text = MAN.read_text(encoding="utf-8")
    assert all(f"\n.B {name}\n" in text for name in known)


def _variables(path: Path) -> Iterator[str]:
    """Names that are looked up in something called environ or environment."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=holder, attr="get" | "pop" | "setdefault"), args=[key, *_]
            ):
                pass
            case ast.Subscript(value=holder, slice=key):
                pass
            case ast.Compare(left=key, ops=[ast.In()], comparators=[holder]):
                pass
            case ast.Call(func=ast.Attribute(attr="getenv") as holder, args=[key, *_]):
                holder = ast.Name("environ")
            case _:
                continue
        if not ast.unparse(holder).split(".")[-1].startswith("environ"):
            continue
        name = constants.get(key.id) if isinstance(key, ast.Name) else getattr(key, "value", None)
        if isinstance(name, str):
            yield name


def test_every_command_says_how_it_ends(writer: dict[str, Any]) -> None:
    commands = {page.path for page in writer["pages"]() if page.path and not page.group}
    assert set(COMMANDS) == commands
    published = {code.value for code in ExitCode}
    assert all(set(each["exits"]) <= published for each in COMMANDS.values())


@pytest.mark.parametrize(
    ("command", "example"), EXAMPLES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_the_examples_are_true(
    command: str,
    example: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    code = None
    for line in example["run"]:
        capfd.readouterr()
        words = shlex.split(line)
        assert words[0] == "llmchoice"
        code = _run(*words[1:])
    assert words[1:][: len(command.split())] == command.split()
    assert code == example.get("code", 0)
    assert code in COMMANDS[command]["exits"]
    assert example.get("shows", "") in capfd.readouterr().out


def test_the_man_page_is_well_formed(writer: dict[str, Any]) -> None:
    program = shutil.which("mandoc")
    if program is None:
        give_up = pytest.fail if os.environ.get("LLMCHOICE_SHELLS") else pytest.skip
        give_up("mandoc is not installed: apt-get install mandoc")
    done = subprocess.run(
        [str(program), "-T", "lint", "-W", "warning", str(MAN)],
        capture_output=True,
        text=True,
        check=False,
    )
    # Before a release there is not a date to print.
    undated = "" if writer["released"]() else "missing date"
    assert [line for line in done.stdout.splitlines() if not (undated and undated in line)] == []
    titles = re.findall(r"^\.SH (.+)$", MAN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert titles == [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "COMMANDS",
        "OPTIONS",
        "EXIT STATUS",
        "ENVIRONMENT",
        "FILES",
        "EXAMPLES",
        "SEE ALSO",
    ]


def test_text_means_nothing_to_roff(writer: dict[str, Any]) -> None:
    text = {".so /etc/passwd": r"\&.so /etc/passwd", "a\\fBb": r"a\efBb", "-v": r"\-v"}
    for given, wanted in text.items():
        assert writer["_roff"](given) == wanted
    assert not writer["_roff"]("'br").startswith("'")
