"""The recipes of CONTRIBUTING.md do what they say, in a copy of the project.

A `diff` block changes files; any other with a path in its first line is a new file; the lines of
a `sh` block are run.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import forked

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "CONTRIBUTING.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _blocks(recipe: str) -> list[tuple[str, str]]:
    """Language and text of each block below a heading of the guide."""
    section = GUIDE.read_text(encoding="utf-8").partition(f"\n## {recipe}\n")[2]
    return _BLOCK.findall(section.partition("\n## ")[0])


class Copy:
    """A copy of what the program consists of, in place of what is in the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.has_own_code = False
        shutil.rmtree(folder)
        for name in ("src", "criteria", "profiles", "tests"):
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignore)
        shutil.copy(ROOT / "pyproject.toml", folder)

    def change(self, recipe: str) -> None:
        """Write what a recipe writes."""
        for language, text in _blocks(recipe):
            if language == "diff":
                self._apply(text)
            elif language != "sh":
                path = text.splitlines()[0].removeprefix("# ")
                self.has_own_code = True
                (self.folder / path).write_text(text, encoding="utf-8")

    def follow(self, recipe: str) -> list[str]:
        """Do all that a recipe says; what each of its commands prints."""
        self.change(recipe)
        lines = [
            line for kind, text in _blocks(recipe) if kind == "sh" for line in text.split("\n")
        ]
        return [self.run(*shlex.split(line)) for line in lines if line]

    def run(self, *words: str) -> str:
        """What the copy's own program prints, or its tests; it has to end with 0.

        Where nothing but data was changed, that is this program on the data of the copy.
        """
        assert words[0] in {"llmchoice", "pytest"}
        streams: dict[str, Any] = {"capture_output": True, "encoding": "utf-8", "cwd": self.folder}
        if hasattr(os, "fork") and not self.has_own_code:
            done = forked.run(
                *words[1:],
                before=lambda: pytest.MonkeyPatch().setattr(forked, "SHIPPED", self.folder),
                **streams,
            )
        else:
            env = {**os.environ, "PYTHONPATH": str(self.folder / "src")}
            env.pop("COLUMNS", None)  # nobody has a terminal here
            alone = ("-n", "0") if words[0] == "pytest" else ()
            done = subprocess.run(
                [sys.executable, "-m", *words, *alone], env=env, check=False, **streams
            )
        assert done.returncode == 0, done.stderr or done.stdout
        return str(done.stdout)

    def _apply(self, diff: str) -> None:
        for part in re.split(r"^\+\+\+ ", diff, flags=re.MULTILINE)[1:]:
            name, _, body = part.partition("\n")
            path = self.folder / name
            text = path.read_text(encoding="utf-8")
            for hunk in re.split(r"^@@\n", body, flags=re.MULTILINE):
                old, new = (_side(hunk, unwanted) for unwanted in "+-")
                places = text.count(f"\n{old}")
                assert places == 1, f"{name} holds this {places} times:\n{old}"
                text = text.replace(f"\n{old}", f"\n{new}")
            path.write_text(text, encoding="utf-8", newline="\n")


def _side(hunk: str, unwanted: str) -> str:
    """The lines before a change, or after it."""
    lines = hunk.splitlines(keepends=True)
    return "".join(line[1:] or "\n" for line in lines if not line.startswith(unwanted))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for all of them: what was compiled in one copy is of use to the next."""
    return tmp_path_factory.mktemp("copy")


@pytest.fixture
def copy(folder: Path) -> Copy:
    return Copy(folder)


def test_a_criterion_and_a_question_are_data_alone(copy: Copy) -> None:
    checked, shown = copy.follow("Add a criterion")
    assert "24 criteria" in checked
    assert "Looking into the supplier" in shown
    checked, answered, unanswered = copy.follow("Add a question")
    assert "24 criteria" in checked
    assert answered != unanswered


def test_a_question_for_a_number_is_data_alone(copy: Copy) -> None:
    copy.change("Add a criterion")
    checked, answered, unanswered = copy.follow("Add a question for a number")
    assert "26 questions" in checked
    assert answered != unanswered


def test_a_command_is_one_module(copy: Copy) -> None:
    (printed,) = copy.follow("Add a command")
    assert int(printed) > 0
    assert "  count " in copy.run("llmchoice", "--help")


def test_a_format_is_one_module_and_a_line(copy: Copy) -> None:
    assessment, cost, tested = copy.follow("Add a format")
    assert assessment.startswith("Open or closed language models: Example startup\n")
    assert assessment.isascii()
    assert max(map(len, assessment.splitlines())) <= 72  # the columns of the recipe
    assert cost != assessment
    assert " passed" in tested


@pytest.mark.parametrize("recipe", ["Add a command", "Add a format"])
def test_code_of_a_recipe_passes_the_lint_that_it_will_meet(recipe: str, copy: Copy) -> None:
    copy.change(recipe)
    for words in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *words, "--no-cache", str(copy.folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


def test_the_guide_names_folders_and_sessions_that_exist() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    tree = text.partition("```text\n")[2].partition("```")[0]
    for line in tree.splitlines():
        folder = ("src/llmchoice/" if line.startswith("  ") else "") + line.split()[0]
        assert (ROOT / folder).is_dir(), folder
    packages = {path.parent.name for path in (ROOT / "src/llmchoice").glob("*/__init__.py")}
    told = {line.split("/")[0].strip() for line in tree.splitlines() if line.startswith("  ")}
    assert packages - told <= {"schemas"}
