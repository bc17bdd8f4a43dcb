"""`llmchoice recheck` and `llmchoice diff`: what they take, print and end with."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import Run

from llmchoice.engine.canonical import profile_sha256
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.comparison import Comparison
from llmchoice.model.profile import Profile
from llmchoice.model.recheck import Recheck
from llmchoice.schemas import schemas

Data = dict[str, Any]
Folder = Callable[..., Path]
FAST = ("--draws", "1000", "--quiet")
AGAIN = ("recheck", "d.json", *FAST)
DIFF = ("diff", "d.json", "e.json", "--quiet")


@pytest.fixture(autouse=True)
def _files(document: Data, decided: Callable[[str], str]) -> None:
    Path("d.json").write_text(decided("startup"), encoding="utf-8")
    document["recommendation"] |= {
        "verdict": "undecided",
        "kind": "level",
        "strength": None,
        "side": None,
        "option": None,
    }
    Path("e.json").write_text(json.dumps(document), encoding="utf-8")


def words(done: CompletedProcess[str]) -> str:
    """What was printed, in one line."""
    return " ".join(done.stdout.split())


def write(document: Data) -> None:
    Path("d.json").write_text(json.dumps(document), encoding="utf-8")


def test_a_decision_that_holds_ends_with_0(run: Run) -> None:
    done = run(*AGAIN)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Still holds: Closed, own cloud" in done.stdout
    assert "Nothing changed." in done.stdout


def test_a_decision_that_does_not_hold_ends_with_6_and_says_what_moved(
    moved_criteria: Folder, run: Run
) -> None:
    done = run(*AGAIN, "--criteria", moved_criteria(), "--full")
    assert done.returncode == 6
    assert done.stderr == "gate failed: the verdict was 'closed', and is 'undecided' today\n"
    assert "No longer holds: from Closed, own cloud to undecided" in words(done)
    assert "Changed: values." in words(done)
    values = done.stdout.partition("Values that changed for the same answer")[2]
    assert "- Result of your own test" in values
    assert "  Open, hosted: 67.5 before, 90.0 after" in values


def test_a_verdict_that_was_edited_is_not_told_as_one_that_held(document: Data, run: Run) -> None:
    document["recommendation"] |= {"verdict": "open", "side": "open", "option": "open-host"}
    write(document)

    done = run(*AGAIN)

    assert done.returncode == 6
    told = "The file says Open, hosted, but its answers come to Closed, own cloud"
    assert told in words(done)
    assert "No longer holds" not in done.stdout


def test_a_verdict_that_was_edited_alone_is_named_beside_that_of_the_answers(
    document: Data, run: Run
) -> None:
    document["recommendation"] |= {"verdict": "open", "side": "open"}
    write(document)
    assert "The file says Open, but its answers come to Closed" in words(run(*AGAIN))


def test_fewer_simulations_are_not_blamed_on_the_file(run: Run) -> None:
    done = run("recheck", "d.json", "--draws", "100")
    assert done.returncode == 6
    assert "By 1,000 simulations: Closed, own cloud. By 100: undecided" in words(done)
    assert "Nothing but the number of simulations." in words(done)
    assert "Check again without --draws" in words(done)
    assert "The file" not in done.stdout


def test_what_set_changes_is_to_be_written_into_the_profile(run: Run) -> None:
    done = run(*AGAIN, "--set", "own-test=open-equal")
    assert done.returncode == 6
    assert "Changed: the profile." in words(done)
    assert "If --set is true: write it into the profile" in words(done)
    assert "with the same profile" not in words(done)


def test_what_another_volume_moves_is_not_said_to_have_moved_by_itself(run: Run) -> None:
    done = run(*AGAIN, "--set", "monthly-tokens=4000M")
    assert "Changed: the profile. With it, or by themselves: costs" in words(done)


def test_nothing_left_to_choose_ends_with_6_too(moved_criteria: Folder, run: Run) -> None:
    done = run(
        *AGAIN, "--criteria", moved_criteria(constraint=True), "--set", "weights-audit=wanted"
    )
    assert done.returncode == 6
    assert "A new law wants the weights audited." in words(done)
    assert "is 'none' today" in done.stderr


def test_a_verdict_of_none_that_stays_holds(run: Run) -> None:
    nothing = ("--set", "exit=keep-weights", "--set", "own-test=open-fails", "--force")
    assert run("assess", "-p", "startup", *FAST, *nothing, "-o", "d.json").returncode == 5
    done = run(*AGAIN)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Still nothing admissible" in done.stdout


def test_new_questions_are_named_with_what_to_add(moved_criteria: Folder, run: Run) -> None:
    own = ("--criteria", moved_criteria(question=True))
    done = run(*AGAIN, *own)
    assert (done.returncode, done.stdout) == (4, "")
    assert "d.json: asked today, but not answered: weights-audit" in done.stderr
    assert "--set weights-audit=not-wanted | wanted | unknown" in done.stderr
    accepted = run(*AGAIN, *own, "--missing", "unknown", "--full")
    assert accepted.returncode in {0, 6}
    assert "Questions that were not asked then" in accepted.stdout
    assert "Taken as: not known" in accepted.stdout


def test_a_day_before_the_decision_is_refused(document: Data, run: Run) -> None:
    write({**document, "date": "2026-11-22"})
    done = run(*AGAIN, "--date", "2026-11-21")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--date 2026-11-21 is before the decision, which is of 2026-11-22" in done.stderr
    assert run(*AGAIN, "--date", "2026-11-22").returncode in {0, 6}


def test_an_expired_answer_is_listed_and_warned_of(run: Run) -> None:
    done = run(*AGAIN, "--date", "2026-11-22", "--full")
    assert "1. Confirm again: " in done.stdout
    late, _, good = done.stdout.partition("Answers that are good until a day")
    assert "2026-06-30" in late
    assert "2027-03-31" in good
    undated = run("recheck", "d.json", "--draws", "1000")
    assert "confirm your answers to own-test again" in undated.stderr
    assert "Confirm again" not in undated.stdout


def test_stale_facts_are_listed_on_a_late_day(run: Run) -> None:
    done = run(*AGAIN, "--date", "2031-01-01", "--format", "markdown", "--full")
    assert "## Facts to check again: they are old" in done.stdout
    assert "](https://eur-lex.europa.eu/" in done.stdout


def test_a_decision_that_rests_on_old_figures_holds_only_as_far_as_they_tell(run: Run) -> None:
    late = words(run(*AGAIN, "--date", "2031-01-01"))
    assert "Still holds, as far as old figures tell: Closed, own cloud" in late
    assert "Nothing changed that is known here. Prices (of 20" in late
    assert ". Read prices again: " in late
    record = run(*AGAIN, "--date", "2031-01-01", "--format", "madr").stdout
    assert "facts are old: check them." in record.partition("## Considered Options")[0]
    found = json.loads(run(*AGAIN, "--date", "2031-01-01", "--json").stdout)
    assert found["prices"]["code"] == "stale-prices"
    assert json.loads(run(*AGAIN, "--json").stdout)["prices"] is None


def test_json_is_the_model_and_obeys_its_schema(moved_criteria: Folder, run: Run) -> None:
    done = run(*AGAIN, "--criteria", moved_criteria(), "--json")
    found = Recheck.model_validate_json(done.stdout)
    assert (found.holds, found.same_option) == (False, False)
    schema = schemas(load_criteria())["recheck.schema.json"]
    jsonschema.validate(json.loads(done.stdout), schema)
    assert run(*AGAIN, "--criteria", "own", "--json").stdout == done.stdout


@pytest.mark.parametrize("suffix", ["md", "txt", "json"])
def test_it_is_written_to_a_file_by_its_suffix(suffix: str, run: Run) -> None:
    arguments = ("recheck", "d.json", "--draws", "1000", "-o", f"r.{suffix}")
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == f"wrote r.{suffix} (the verdict holds)"
    assert run(*arguments).returncode == 2
    assert run(*arguments, "--force").returncode == 0


@pytest.mark.parametrize("command", [("recheck", "d.json"), ("diff", "d.json", "e.json")])
def test_a_decision_is_never_written_over(command: tuple[str, ...], run: Run) -> None:
    before = Path("d.json").read_bytes()
    Path("link.json").symlink_to("d.json")
    for name in ("d.json", "./d.json", "link.json"):
        done = run(*command, "-o", name, "--force")
        assert (done.returncode, done.stdout) == (2, "")
        assert "is d.json itself" in done.stderr
    assert Path("d.json").read_bytes() == before


def test_a_decision_comes_from_standard_input(run: Run) -> None:
    done = run("recheck", "-", *FAST, stdin=Path("d.json").read_bytes())
    assert done.stdout == run(*AGAIN).stdout


def test_a_file_that_is_no_decision_ends_with_3(startup: str, run: Run) -> None:
    Path("p.json").write_text(startup, encoding="utf-8")
    done = run("recheck", "p.json", *FAST)
    assert (done.returncode, done.stdout) == (3, "")
    assert "p.json:1:1" in done.stderr
    assert "llmchoice assess --json" in done.stderr
    assert run("recheck", "none.json").returncode == 2


def test_an_edited_profile_ends_with_3_unless_another_is_given(
    document: Data, startup: str, run: Run
) -> None:
    document["recommendation"] |= {"verdict": "closed", "option": "closed-cloud"}
    document["profile"]["content"]["answers"]["own-test"] = "open-ahead"
    write(document)
    done = run(*AGAIN)
    assert (done.returncode, done.stdout) == (3, "")
    assert "was edited since" in done.stderr
    Path("p.yaml").write_text(startup, encoding="utf-8")
    assert run(*AGAIN, "--profile", "p.yaml").returncode == 0


def test_another_profile_is_told_from_the_one_of_then(startup: str, run: Run) -> None:
    days = "\nexpires: {own-test: 2026-06-30, monthly-tokens: 2027-03-31}\n"
    Path("p.yaml").write_text(startup + days, encoding="utf-8")
    again = run(*AGAIN, "--profile", "p.yaml")
    assert again.returncode == 0
    assert "Nothing changed." in again.stdout
    Path("q.yaml").write_text(startup.replace("privacy: 3", "privacy: 4"), encoding="utf-8")
    assert "Changed: the profile" in words(run(*AGAIN, "--profile", "q.yaml"))


def test_a_profile_whose_gaps_are_filled_in_as_they_were_then_is_the_same(
    startup: str, run: Run
) -> None:
    unknown = ("--missing", "unknown")
    lines = startup.splitlines(keepends=True)
    Path("p.yaml").write_text("".join(x for x in lines if "traffic:" not in x), encoding="utf-8")
    assert run("assess", "p.yaml", *FAST, *unknown, "-o", "then.json").returncode == 0
    missing = run("recheck", "then.json", *FAST, "--profile", "p.yaml")
    assert (missing.returncode, missing.stdout) == (4, "")
    again = run("recheck", "then.json", *FAST, "--profile", "p.yaml", *unknown)
    assert again.returncode == 0
    assert "Nothing changed." in again.stdout
    assert "Changed: the profile" not in words(again)


def test_a_profile_with_costs_of_its_own_is_carried_over(
    decided: Callable[[str], str], run: Run
) -> None:
    Path("d.json").write_text(decided("scale-up"), encoding="utf-8")
    assert json.loads(decided("scale-up"))["profile"]["content"]["costs"]
    done = run(*AGAIN)
    assert done.returncode == 0
    assert "Nothing changed." in done.stdout


def test_a_card_that_is_no_longer_known_is_named_with_the_way_out(
    decided: Callable[[str], str], run: Run
) -> None:
    document = json.loads(decided("scale-up"))
    document["profile"]["content"]["costs"]["gpu"] = "h99"
    content = Profile.model_validate(document["profile"]["content"])
    document["profile"]["sha256"] = profile_sha256(content)
    Path("d.json").write_text(json.dumps(document), encoding="utf-8")
    done = run(*AGAIN)
    assert done.returncode == 3
    assert "no figures are known for the GPU 'h99' (d.json)" in done.stderr
    assert "--profile FILE" in done.stderr


def test_a_setting_is_told_as_it_was_given(run: Run) -> None:
    done = run(*AGAIN, "--set", "own-test=open-ahead", "--set", "independence=5")
    assert done.returncode == 6
    assert "With own-test=open-ahead, independence=5" in done.stdout
    assert run(*AGAIN, "--set", "own-tst=open-ahead").returncode == 2


def test_a_record_confirms_a_decision_or_takes_its_place(run: Run) -> None:
    record = ("--format", "madr", "--number", "12", "--status", "accepted", "--date", "2026-11-22")
    kept = run(*AGAIN, *record).stdout
    assert kept.startswith("---\nstatus: accepted\ndate: 2026-11-22\n---\n\n# 12")
    assert "This record confirms the earlier one." in kept
    assert "--format madr --status accepted --number 12\n" in kept
    changed = run(*AGAIN, *record, "--set", "own-test=open-ahead", "--set", "independence=5")
    assert changed.returncode == 6
    assert "Change from Closed, own cloud to Open, hosted" in changed.stdout
    assert "This record takes the place of the earlier one." in changed.stdout
    assert "--set own-test=open-ahead --set independence=5 --format madr" in changed.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--status", "accepted"), "--format madr"),
        (("--number", "3", "--format", "markdown"), "--format madr"),
        (("--status", "agreed", "--format", "madr"), "superseded by ADR-0123"),
        (("--status", "superseded by ", "--format", "madr"), "superseded by ADR-0123"),
        (("--number", "-1", "--format", "madr"), "--number"),
    ],
)
def test_what_a_record_says_of_itself_is_checked(
    arguments: tuple[str, ...], said: str, run: Run
) -> None:
    done = run(*AGAIN, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_record_names_the_one_that_supersedes_it(run: Run) -> None:
    done = run(*AGAIN, "--format", "madr", "--status", "superseded by ADR-0123")
    assert 'status: "superseded by ADR-0123"\n' in done.stdout


def test_an_undecided_decision_that_stays_is_not_said_to_hold(document: Data, run: Run) -> None:
    document["recommendation"] |= {
        "verdict": "undecided",
        "kind": "level",
        "tendency": "closed",
        "strength": None,
        "side": None,
        "option": None,
    }
    write(document)
    same = run("diff", "d.json", "d.json", "--quiet")
    assert "No change: still undecided, leaning to Closed, own cloud" in same.stdout
    both = run(*AGAIN, "--set", "own-test=open-equal")
    assert both.returncode == 0
    told = words(both)
    assert "Still not decided: undecided, leaning to Closed, own cloud" in told
    assert "holds" not in told


def test_diff_shows_both_and_ends_with_0(run: Run) -> None:
    done = run(*DIFF)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Changed. Before: Closed, own cloud. After: undecided" in done.stdout
    assert Comparison.model_validate_json(run(*DIFF, "--json").stdout).changed
    assert run(*DIFF, "--format", "markdown").stdout.startswith("# Two assessments: ")


def test_diff_can_be_a_gate(run: Run) -> None:
    done = run(*DIFF, "--fail-if-changed")
    assert done.returncode == 6
    assert "Changed. Before: Closed, own cloud. After: undecided" in done.stdout
    assert "gate failed" in done.stderr
    assert run("diff", "d.json", "d.json", "--fail-if-changed").returncode == 0


def test_diff_names_what_is_wrong_with_both_files(run: Run) -> None:
    Path("a.json").write_text("[]", encoding="utf-8")
    Path("b.json").write_text("{", encoding="utf-8")
    done = run("diff", "a.json", "b.json")
    assert (done.returncode, done.stdout) == (3, "")
    assert "a.json" in done.stderr
    assert "b.json:1:2" in done.stderr
    assert run("diff", "-", "-").returncode == 2


def test_standard_input_is_read_only_once(run: Run) -> None:
    said = [run(*words).stderr for words in (("diff", "-", "-"), ("recheck", "-", "-p", "-"))]
    assert said[0] == said[1]
    assert said[0].startswith("error: both files are -")
    assert run("recheck", "-", "--profile", "-").returncode == 2


def test_diff_warns_of_an_edited_profile(document: Data, run: Run) -> None:
    document["profile"]["content"]["answers"]["own-test"] = "open-ahead"
    write(document)
    done = run("diff", "d.json", "e.json")
    assert done.returncode == 0
    assert "d.json: the profile in it was edited" in done.stderr


def test_diff_of_other_criteria_lists_values_and_contributions(
    moved_criteria: Folder, run: Run
) -> None:
    own = ("--criteria", moved_criteria(), "--force")
    run("assess", "-p", "startup", *FAST, *own, "-o", "e.json")
    done = run(*DIFF, "--format", "markdown", "--full")
    assert "## Values that changed for the same answer" in done.stdout
    table = done.stdout.partition("## Contributions that changed, in points")[2]
    assert "| Result of your own test |" in table
    assert "The criteria differ" in done.stdout
