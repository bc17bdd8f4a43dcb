"""`assess --quick` where nobody can be asked: it needs what may change the side, and no more."""

import json
import re

import pytest
from tests.cli.conftest import Run

from llmchoice.engine.inquiry import by_influence
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import Basis

RANKED = """
organisation: Acme
ranking: [privacy, compliance, budget, customisation, expertise, capability, independence]
"""
AT_HOME = f"""{RANKED}
answers: {{data-location: premises, own-test: open-equal, hardware: owned, gpu-staff: could-hire}}
"""


def test_answers_that_settle_the_side_are_enough(run: Run) -> None:
    done = run("assess", "--quick", "-p", "-", "--json", stdin=AT_HOME.encode())

    report = json.loads(done.stdout)
    assert done.returncode == 0
    told = re.match(
        r"Settled: with your priorities, the best option stays on the open side, whatever the other"
        r" answers are\. (?:\d+ to )?(\d+) questions skipped",
        done.stderr,
    )
    assert told is not None
    assert len(report["unknowns"]) == int(told[1])
    assert report["recommendation"]["verdict"] == "open"


def test_what_it_says_is_a_note(run: Run) -> None:
    done = run("assess", "--quick", "--quiet", "-p", "-", stdin=AT_HOME.encode())

    assert (done.returncode, done.stderr) == (0, "")


def test_the_same_report_as_with_all_that_is_missing_unknown(run: Run) -> None:
    quick = run("assess", "--quick", "-p", "-", "--json", stdin=AT_HOME.encode())
    unknown = run("assess", "--missing", "unknown", "-p", "-", "--json", stdin=AT_HOME.encode())

    assert quick.stdout == unknown.stdout
    assert unknown.stderr == ""


def test_answers_that_may_change_the_side_are_named_the_most_influential_first(run: Run) -> None:
    asked = f"{RANKED}answers: {{data-location: anywhere}}\n"
    done = run("assess", "--quick", "-p", "-", stdin=asked.encode())

    assert (done.returncode, done.stdout) == (4, "")
    named = re.findall(r"^    ([a-z-]+): .* unknown$", done.stderr, flags=re.MULTILINE)
    assert (
        f"without the {len(named)} missing answers, most of all without {named[0]}" in done.stderr
    )
    kb = load_criteria()
    profile = read_profile(kb, asked, "-")
    assert named == [q.id for q in by_influence(Basis(kb), profile, profile.answers)]
    assert {"own-test", "residency"} < set(named)


def test_a_profile_is_filled_line_by_line_until_the_side_is_settled(run: Run) -> None:
    # What speaks for one side: a result that is level is settled by no answer.
    text, added = f"{RANKED}answers:\n  own-test: open-behind\n  deadline: weeks\n", 0
    while (done := run("assess", "--quick", "-p", "-", stdin=text.encode())).returncode == 4:
        line = re.search(r"^    ([a-z-]+): (\S+)", done.stderr, flags=re.MULTILINE)
        assert line is not None
        text += f"  {line[1]}: {1000 if line[2] == 'a' else line[2]}\n"
        added += 1

    assert done.returncode == 0
    assert added > 1
    assert re.search(r"\d questions? skipped", done.stderr)


def test_without_priorities_nothing_is_settled(run: Run) -> None:
    text = "organisation: Acme\nanswers: {data-location: premises}\n"
    done = run("assess", "--quick", "-p", "-", stdin=text.encode())

    assert done.returncode == 4
    assert "no importance given for privacy" in done.stderr


def test_a_complete_profile_is_assessed_as_ever(run: Run, startup: str) -> None:
    done = run("assess", "--quick", "-p", "-", stdin=startup.encode())

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("assess", "-p", "-", stdin=startup.encode()).stdout


def test_every_workload_has_to_be_settled(run: Run) -> None:
    workloads = """
workloads:
  - name: at home
    answers: {data-location: premises}
  - name: elsewhere
    answers: {data-location: anywhere}
"""
    open_one = run("assess", "--quick", "-p", "-", stdin=f"{RANKED}{workloads}".encode())
    assert open_one.returncode == 4
    assert "own-test" in open_one.stderr

    at_home = "own-test: open-equal, hardware: owned, gpu-staff: could-hire"
    elsewhere = (
        "own-test: open-fails, residency: any-country, contracts: standard-terms, exit: wait"
    )
    elsewhere += ", audit: logs, customisation: prompting, latency: relaxed"
    decided = workloads.replace("premises", f"premises, {at_home}")
    decided = decided.replace("anywhere", f"anywhere, {elsewhere}")
    done = run("assess", "--quick", "-p", "-", stdin=f"{RANKED}{decided}".encode())
    assert done.returncode == 0
    settled = dict(re.findall(r"Settled for ([a-z ]+): .*? stays on the (\w+) side", done.stderr))
    assert settled == {"at home": "open", "elsewhere": "closed"}


@pytest.mark.parametrize("more", [[], ["--no-input"]])
def test_no_profile_at_all_is_as_incomplete_as_without_quick(run: Run, more: list[str]) -> None:
    done = run("assess", "--quick", *more)

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == run("assess", *more).stderr


def test_a_ceiling_needs_what_costs_follow_from_and_no_proof_is_claimed(run: Run) -> None:
    text = f"{AT_HOME}costs: {{ceiling: 1000000}}\n"
    done = run("assess", "--quick", "-p", "-", stdin=text.encode())
    assert (done.returncode, done.stdout) == (4, "")
    assert "the side is not settled yet without" in done.stderr
    assert "nothing is proven until all that costs depend on is answered" in done.stderr
    assert "can still change" not in done.stderr


def test_without_a_ceiling_nothing_is_said_of_costs(run: Run) -> None:
    asked = f"{RANKED}answers: {{data-location: anywhere}}\n"
    done = run("assess", "--quick", "-p", "-", stdin=asked.encode())
    assert "is not settled yet" in done.stderr
    assert "ceiling" not in done.stderr


def test_what_was_not_asked_is_told_so_and_not_as_not_sure(run: Run) -> None:
    for asked in ("--quick", "--missing=unknown"):
        page = " ".join(run("assess", asked, "-p", "-", stdin=AT_HOME.encode()).stdout.split())
        assert re.search(r"of the score rests on \d+ questions that were not asked\.", page)
        assert "not sure" not in page
