"""Help at every level, and a wrong command line answered in the shape of every other error."""

import pytest
from tests.cli.conftest import Run

LEVELS = [
    [],
    ["assess"],
    ["criteria"],
    ["criteria", "list"],
    ["criteria", "show"],
    ["criteria", "check"],
    ["profile"],
    ["profile", "list"],
    ["profile", "show"],
    ["profile", "new"],
    ["profile", "check"],
]
WRONG = {
    "asess": "error: no such command 'asess'\n  fix: did you mean 'assess'?\n",
    "profile lst": "error: no such command 'lst'\n  fix: did you mean 'list'?\n",
    "criteria chek": "error: no such command 'chek'\n  fix: did you mean 'check'?\n",
    "frobnicate": "error: no such command 'frobnicate'\n  fix: see 'llmchoice -h'\n",
    "assess --profle x": "error: no such option: --profle\n  fix: did you mean --profile?\n",
    "assess --prof x": "error: no such option: --prof\n  fix: did you mean --profile?\n",
    "assess --missing uknown": "'uknown' is not one of 'unknown'\n  fix: did you mean 'unknown'?",
    "assess --missing zzz": "'zzz' is not one of 'unknown'\n  fix: see 'llmchoice assess -h'",
    "assess startup charity": "fix: see 'llmchoice assess -h'",
    "criteria show": "error: missing argument 'ID'\n  fix: see 'llmchoice criteria show -h'\n",
    "criteria show data-exposre": "fix: did you mean 'data-exposure'?",
    "assess -p startup --format jsn": "there is no format 'jsn'\n  fix: did you mean 'json'?",
    "assess -p startup --expect opne": "fix: did you mean 'open'?",
    "profile show startupp": "fix: did you mean 'startup'?",
    "profile check startupp": "fix: did you mean 'startup'?",
}


@pytest.mark.parametrize("level", LEVELS, ids=" ".join)
def test_both_ways_of_asking_for_help_work_at_every_level(level: list[str], run: Run) -> None:
    short, long = run(*level, "-h"), run(*level, "--help")
    assert (short.returncode, short.stderr) == (0, "")
    assert short.stdout.startswith(f"Usage: {' '.join(['llmchoice', *level])} ")
    assert short.stdout == long.stdout
    assert "\x1b" not in short.stdout


def test_a_command_behind_two_dashes_is_that_command(run: Run) -> None:
    assert run("--", "profile", "list").stdout == run("profile", "list").stdout != ""


def test_help_goes_before_whatever_else_is_wrong(run: Run) -> None:
    done = run("assess", "--help", "--profile", "nowhere.yaml", "--format", "none")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_first_help_shows_an_example_and_the_exit_codes(run: Run) -> None:
    words = " ".join(run("--help").stdout.split())
    assert "llmchoice assess startup.yaml" in words
    for code in ("0 done", "2 wrong usage", "3 invalid", "4 answers missing", "130 interrupted"):
        assert code in words


@pytest.mark.parametrize("level", [[], ["criteria"], ["profile"]], ids=" ".join)
def test_a_command_that_is_left_out_is_wrong_usage_and_gets_help(
    level: list[str], run: Run
) -> None:
    done = run(*level)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.rstrip() == run(*level, "-h").stdout.rstrip()


@pytest.mark.parametrize("command", WRONG)
def test_a_wrong_command_line_is_answered_with_what_to_do(command: str, run: Run) -> None:
    done = run(*command.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert WRONG[command] in done.stderr
    assert "Usage:" not in done.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["--version", "assess"]])
def test_the_version_names_program_and_criteria(arguments: list[str], run: Run) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    program, criteria = done.stdout.removesuffix(")\n").split(" (criteria ")
    assert program.startswith("llmchoice ")
    assert all(part.isdigit() for part in criteria.split("."))


def test_completion_offers_the_commands(program: Run) -> None:
    words = {"COMP_WORDS": "llmchoice a", "COMP_CWORD": "1"}
    done = program(env={"_LLMCHOICE_COMPLETE": "complete_bash", **words})
    assert done.stdout.strip() == "assess"
