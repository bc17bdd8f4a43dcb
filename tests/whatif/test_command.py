"""`llmchoice whatif`: what it takes, what it prints, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from llmchoice.model.comparison import Comparison

Run = Callable[..., CompletedProcess[str]]
FLIP = ("--set", "own-test=open-ahead", "--set", "independence=5")
FAST = ("--draws", "200", "--quiet")
STARTUP = ("whatif", "--profile", "startup.yaml", *FAST)


def fix_of(done: CompletedProcess[str]) -> str:
    return done.stderr.partition("fix: ")[2]


def test_before_and_after_are_shown_with_what_moved_them(run: Run) -> None:
    done = run(*STARTUP, *FLIP)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "Verdict: closed weights → open weights" in lines
    assert "Set: own-test=open-ahead, independence=5" in lines
    assert lines.index("Scores, from 0 to 100") > lines.index(
        "Set: own-test=open-ahead, independence=5"
    )
    moved = done.stdout.partition("What moved")[2]
    assert "Result of your own test" in moved
    assert "worse, but well enough to use → better than the best closed model" in moved


def test_json_is_the_model_and_nothing_else(run: Run) -> None:
    done = run(*STARTUP, *FLIP, "--json")
    found = Comparison.model_validate_json(done.stdout)
    assert found.settings == ("own-test=open-ahead", "independence=5")
    assert found.organisation == "Example startup"
    document = json.loads(done.stdout)
    assert list(document)[:3] == ["schema_version", "organisation", "settings"]
    assert document["before"]["verdict"] == "closed"
    assert document["after"]["verdict"] == "open"


@pytest.mark.parametrize("suffix", ["md", "txt", "json"])
def test_it_is_written_to_a_file_by_its_suffix(suffix: str, run: Run) -> None:
    arguments = ("whatif", "-p", "startup.yaml", "--draws", "200", *FLIP, "-o", f"r.{suffix}")
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == f"wrote r.{suffix} (verdict: closed -> open)"
    assert Path(f"r.{suffix}").stat().st_size
    again = run(*arguments)
    assert again.returncode == 2
    assert "exists already" in again.stderr
    assert run(*arguments, "--force").returncode == 0


@pytest.mark.parametrize("name", ["html", "pdf"])
def test_another_format_is_refused(name: str, run: Run) -> None:
    done = run(*STARTUP, *FLIP, "--format", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"there is no format '{name}'" in done.stderr


def test_without_a_setting_there_is_nothing_to_ask(run: Run) -> None:
    done = run(*STARTUP)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--set ID=VALUE" in fix_of(done)


def test_without_a_profile_it_says_so(run: Run) -> None:
    done = run("whatif", *FLIP)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no profile is named" in done.stderr


def test_a_profile_comes_from_standard_input(startup: str, run: Run) -> None:
    done = run("whatif", "-p", "-", *FAST, *FLIP, stdin=startup.encode())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(*STARTUP, *FLIP).stdout


def test_a_result_that_stays_is_said_to_stay_and_how_far_it_moved(run: Run) -> None:
    done = run(*STARTUP, "--set", "privacy=5")
    assert done.returncode == 0
    assert "Verdict: closed weights, as before" in done.stdout
    assert "Neither the verdict nor the option changes" in done.stdout
    assert "moves by" in done.stdout


def test_a_setting_that_is_so_already_is_named(run: Run) -> None:
    done = run("whatif", "-p", "startup.yaml", "--draws", "200", "--set", "own-test=open-behind")
    assert done.returncode == 0
    assert "--set own-test=open-behind changes nothing: the profile says so already" in done.stderr
    assert "Neither the verdict nor the option changes, nor does the difference" in done.stdout
    assert not run(*STARTUP, "--set", "own-test=open-behind").stderr


def test_a_rating_that_is_so_already_is_named_beside_one_that_is_not(run: Run) -> None:
    done = run(*STARTUP[:3], "--draws", "200", "--set", "privacy=5", "--set", "budget=5")
    assert "--set budget=5 changes nothing" in done.stderr
    assert "--set privacy=5 changes nothing" not in done.stderr


def test_a_setting_of_a_question_that_does_not_arise_is_named(run: Run) -> None:
    done = run(*STARTUP[:3], "--draws", "200", "--set", "training-examples=ready")
    assert done.returncode == 0
    assert "--set training-examples=ready changes nothing" in done.stderr
    assert "does not arise" in done.stderr


def test_new_questions_are_named_with_what_to_add(run: Run) -> None:
    done = run(*STARTUP, "--set", "customisation=fine-tuning")
    assert (done.returncode, done.stdout) == (4, "")
    assert "the changed profile lacks 1 answer: training-examples" in done.stderr
    assert "--set training-examples=ready | " in fix_of(done)
    assert "team-skills" not in done.stderr
    both = (*STARTUP, "--set", "customisation=fine-tuning", "--set", "training-examples=ready")
    assert run(*both).returncode == 0


def test_new_questions_may_be_taken_as_unknown(run: Run) -> None:
    done = run(*STARTUP, "--set", "customisation=fine-tuning", "--missing", "unknown")
    assert done.returncode == 0
    assert "not asked → not known" in done.stdout


def test_the_profile_itself_must_be_complete(startup: str, run: Run) -> None:
    data = yaml.safe_load(startup)
    del data["answers"]["own-test"]
    Path("p.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    done = run("whatif", "-p", "p.yaml", *FAST, "--set", "own-test=open-ahead")
    assert (done.returncode, done.stdout) == (4, "")
    assert "p.yaml: the profile itself is not complete: own-test" in done.stderr
    assert "the changed profile" not in done.stderr
    unknown = run("whatif", "-p", "p.yaml", *FAST, *FLIP, "--missing", "unknown")
    assert "not known → better than the best closed model" in unknown.stdout


def test_a_setting_that_contradicts_the_profile_is_refused(run: Run) -> None:
    done = run(*STARTUP, "--set", "data-location=premises")
    assert (done.returncode, done.stdout) == (3, "")
    assert "contradict" in done.stderr


def test_a_rating_has_no_place_in_a_ranking(startup: str, run: Run) -> None:
    data = yaml.safe_load(startup)
    data["ranking"] = list(data.pop("priorities"))
    Path("p.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    done = run("whatif", "-p", "p.yaml", *FAST, "--set", "privacy=5")
    assert (done.returncode, done.stdout) == (2, "")
    assert "ranking" in done.stderr


@pytest.mark.parametrize(("expected", "code"), [("open", 0), ("closed", 6)])
def test_a_gate_looks_at_the_verdict_after(expected: str, code: int, run: Run) -> None:
    done = run(*STARTUP, *FLIP, "--expect", expected)
    assert done.returncode == code
    assert "Verdict: closed weights → open weights" in done.stdout
    assert ("gate failed" in done.stderr) == bool(code)


def test_a_word_that_is_no_verdict_cannot_be_expected(run: Run) -> None:
    assert run(*STARTUP, *FLIP, "--expect", "opne").returncode == 2


def test_nothing_admissible_after_has_its_own_code(run: Run) -> None:
    nothing = ("--set", "exit=keep-weights", "--set", "own-test=open-fails")
    done = run(*STARTUP, *nothing)
    assert done.returncode == 5
    assert "closed weights → none, no option is admissible" in done.stdout
    assert run(*STARTUP, *nothing, "--expect", "none").returncode == 0


def test_newly_excluded_options_are_listed_with_the_rule(run: Run) -> None:
    done = run(*STARTUP, "--set", "exit=keep-weights")
    excluded = done.stdout.partition("Excluded, and not before\n")[2].partition("\n\n")[0]
    assert "Closed model through the vendor's API" in excluded
    assert "weights-must-be-held: " in excluded


def test_workloads_are_shown_one_by_one_below_the_organisation(run: Run) -> None:
    arguments = ("whatif", "-p", "software-company.yaml", *FAST, "--set", "own-test=open-ahead")
    done = run(*arguments)
    assert done.returncode == 0
    first, coding, receipts = (
        done.stdout.index(title)
        for title in ("Verdict: mixed", "Workload: coding agent", "Workload: reading receipts")
    )
    assert first < coding < receipts
    assert Comparison.model_validate_json(run(*arguments, "--json").stdout).workloads


@pytest.mark.parametrize("draws", ["0", "-1", "many", "100000000"])
def test_draws_have_bounds(draws: str, run: Run) -> None:
    done = run("whatif", "-p", "startup.yaml", *FLIP, "--draws", draws)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--draws" in done.stderr


def test_a_date_is_checked_printed_and_kept(run: Run) -> None:
    assert run(*STARTUP, *FLIP, "--date", "never").returncode == 2
    text = run(*STARTUP, *FLIP, "--date", "2026-11-21").stdout
    assert text.startswith("What if, for Example startup, 2026-11-21\n")
    done = run(*STARTUP, *FLIP, "--date", "2026-11-21", "--json")
    found = Comparison.model_validate_json(done.stdout)
    assert found.origin_before.date == found.origin_after.date == "2026-11-21"


def test_costs_that_moved_are_told(run: Run) -> None:
    done = run(*STARTUP, "--set", "monthly-tokens=4e9")
    costs = done.stdout.partition("Costs a month in USD, with prices as of ")[2]
    assert "- Open model at a hosting provider\n" in costs
    assert costs.count("→") == 5
    found = Comparison.model_validate_json(
        run(*STARTUP, "--set", "monthly-tokens=4e9", "--json").stdout
    )
    assert found.costs is not None
    assert len(found.costs.changes) == 5
    for change in found.costs.changes:
        assert change.before is not None
        assert change.after is not None
        assert change.before.typical < change.after.typical


def test_costs_that_stay_are_not_told(run: Run) -> None:
    assert "Costs a month" not in run(*STARTUP, "--set", "privacy=5").stdout
    found = Comparison.model_validate_json(run(*STARTUP, "--set", "privacy=5", "--json").stdout)
    assert found.costs is not None
    assert found.costs.changes == ()
