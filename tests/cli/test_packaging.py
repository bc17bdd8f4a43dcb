"""What is shipped beside the code is found from the source tree, wherever the program runs."""

import json
from pathlib import Path

from tests.cli.conftest import Run

import llmchoice

ROOT = Path(__file__).parents[2]


def test_the_tree_under_test_is_this_one() -> None:
    assert Path(llmchoice.__file__).is_relative_to(ROOT)


def test_criteria_and_profiles_of_this_tree_are_used(run: Run) -> None:
    version = (ROOT / "criteria" / "VERSION").read_text(encoding="utf-8").strip()
    assert run("--version").stdout == f"llmchoice {llmchoice.__version__} (criteria {version})\n"
    listed = {line.split()[0] for line in run("profile", "list").stdout.splitlines()}
    assert listed == {path.stem for path in (ROOT / "profiles").glob("*.yaml")}


def test_they_are_found_from_any_folder(program: Run, tmp_path: Path) -> None:
    here, there = tmp_path / "criteria", tmp_path / "profiles"
    here.mkdir()
    there.mkdir()
    done = program("assess", "--profile", "startup", "--json", cwd=here, anew=True)
    assert done.returncode == 0
    elsewhere = program("assess", "-p", "startup", "--json", cwd=ROOT, anew=True)
    assert done.stdout == elsewhere.stdout
    assert json.loads(done.stdout)["tool"] == {
        "name": "llmchoice",
        "version": llmchoice.__version__,
    }
