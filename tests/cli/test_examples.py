"""Every file under tests/examples: dropping one in adds a test.

`invalid/NAME.yaml` stands beside `NAME.expected`: the line `exit N`, then what is said on stderr,
to the letter. `pytest --update` writes it; read it as the person who made the mistake.
"""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

EXAMPLES = Path(__file__).parents[1] / "examples"
INVALID = sorted((EXAMPLES / "invalid").glob("*.yaml"))
VALID = sorted((EXAMPLES / "valid").glob("*.yaml"))
DRAWS = ("--draws", "1000")
"""The fewest after which a side is named."""
CONTROL = {chr(code) for code in range(32)} - {"\n"}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_profile_is_refused_in_these_words(
    path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.chdir(path.parent)
    done = run("profile", "check", path.name)
    assessed = run("assess", "-p", path.name, "--json")
    assert (assessed.returncode, assessed.stderr) == (done.returncode, done.stderr)
    said = f"exit {done.returncode}\n{done.stderr}"
    expected = path.with_suffix(".expected")
    if pytestconfig.getoption("--update"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert not done.stdout + assessed.stdout
    assert not CONTROL & set(done.stderr)
    code, *lines = said.splitlines()
    problems = [line for line in lines if line.startswith("error: ")]
    named = [line for line in problems if f"({path.name}" in line]
    assert code == "exit 3"
    assert named
    assert all(line in named or line.endswith(" more") for line in problems)
    assert all(line.startswith(("error: ", "  why: ", "  fix: ")) for line in lines)
    # The first twenty problems say what to do; the others are only named.
    assert sum(line.startswith("  fix: ") for line in lines) == min(len(named), 20)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_profile_is_accepted_in_silence_and_gets_a_verdict(path: Path, run: Run) -> None:
    checked = run("profile", "check", path)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == f"{path}: valid and complete\n"
    assessed = run("assess", path, *DRAWS)
    assert (assessed.returncode, assessed.stderr) == (0, "")
    title, *lines = assessed.stdout.splitlines()
    assert title.startswith("Open or closed language models: ")
    # A long title takes several lines.
    verdict = next(line.strip() for line in lines if line.startswith("  "))
    assert verdict.startswith(("Recommended: ", "Mixed", "Partly decided: ", "Undecided: "))
