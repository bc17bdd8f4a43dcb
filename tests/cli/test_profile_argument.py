"""A profile is named alone or behind --profile, once, and both mean the same."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

COMMANDS = {
    "assess": [],
    "cost": [],
    "whatif": ["--set", "privacy=5"],
    "models shortlist": [],
}
EXAMPLES = Path(__file__).parents[1] / "pinned" / "profiles"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_bare_name_is_the_profile(command: str, run: Run) -> None:
    rest = [*COMMANDS[command], "--json"]
    bare = run(*command.split(), "startup.yaml", *rest)
    behind = run(*command.split(), "--profile", "startup.yaml", *rest)
    assert bare.returncode == 0
    assert "Example startup" in bare.stdout or command == "models shortlist"
    assert bare.stdout == behind.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_a_dash_is_standard_input(command: str, run: Run) -> None:
    rest = [*COMMANDS[command], "--json"]
    piped = run(*command.split(), "-", *rest, stdin=(EXAMPLES / "startup.yaml").read_bytes())
    assert piped.returncode == 0
    assert piped.stdout == run(*command.split(), "startup", *rest).stdout


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "names", [["startup", "-p", "clinic-cfo"], ["-p", "startup", "-p", "clinic-cfo"]]
)
def test_two_profiles_are_wrong_usage(command: str, names: list[str], run: Run) -> None:
    done = run(*command.split(), *names, *COMMANDS[command])
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: several profiles are named: startup, clinic-cfo\n" in done.stderr


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "assess"])
def test_who_names_none_is_told_how(command: str, run: Run) -> None:
    done = run(*command.split(), *COMMANDS[command])
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: no profile is named\n  fix: name a file or" in done.stderr


def test_a_bare_name_of_recheck_is_the_decision_and_the_profile_stands_behind_its_option(
    run: Run,
) -> None:
    Path("decision.json").write_text(run("assess", "startup", "--json").stdout, "utf-8")
    assert run("recheck", "decision.json").returncode == 0
    other = run("recheck", "decision.json", "-p", "clinic-cfo", "--json")
    assert "Example startup" in other.stdout
    twice = run("recheck", "decision.json", "-p", "startup", "-p", "clinic-cfo")
    assert (twice.returncode, twice.stdout) == (2, "")
    assert "several profiles are named: startup, clinic-cfo" in twice.stderr


def test_no_report_replaces_the_profile_that_is_named_alone(run: Run) -> None:
    Path("mine.yaml").write_bytes((EXAMPLES / "startup.yaml").read_bytes())
    done = run("assess", "mine.yaml", "-o", "mine.yaml", "--format", "text", "--force")
    assert (done.returncode, done.stdout) == (2, "")
    assert "-o mine.yaml is mine.yaml itself" in done.stderr
