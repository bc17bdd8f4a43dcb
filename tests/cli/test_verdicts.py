"""How a run ends: its exit code, and what stands on each stream with it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests import packaged
from tests.cli.conftest import Run

STARTUP = ("assess", "--profile", "startup")


def test_a_verdict_ends_with_0(run: Run) -> None:
    done = run(*STARTUP)
    assert done.returncode == 0
    assert "\n  Recommended: Closed, own cloud " in done.stdout


def test_a_bug_ends_with_1_and_asks_to_be_reported(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the organisation")

    monkeypatch.setattr("llmchoice.engine.assess.assess", broken)
    done = run(*STARTUP, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    _note, what, fix = done.stderr.splitlines()
    assert what.startswith("error: this is a bug in llmchoice ")
    assert what.endswith(" (RuntimeError)")
    assert fix == "  fix: run it again with LLMCHOICE_DEBUG=1 and report what it prints"
    monkeypatch.setenv("LLMCHOICE_DEBUG", "1")
    debugged = run(*STARTUP, "--json").stderr
    assert "Traceback" in debugged
    assert "secret of the organisation" in debugged


def test_missing_answers_end_with_4_and_the_lines_to_add(run: Run) -> None:
    Path("p.yaml").write_text("organisation: Acme\nanswers: {data: public}\n", encoding="utf-8")
    done = run("assess", "--profile", "p.yaml")
    assert (done.returncode, done.stdout) == (4, "")
    assert "error: p.yaml: no importance given for privacy, compliance, budget," in done.stderr
    assert "answers missing: data-location, regimes, " in done.stderr
    assert "\n    data-location: anywhere | own-cloud | premises | unknown\n" in done.stderr
    assert "\n    monthly-tokens: a number | unknown\n" in done.stderr
    assert " data: " not in done.stderr


def test_the_lines_to_add_make_the_profile_complete(run: Run) -> None:
    start = "organisation: Acme\npriorities: {privacy: 1, compliance: 1, budget: 1,"
    start += " customisation: 1, expertise: 1, capability: 1, independence: 1}\nanswers:\n"
    for _round in range(5):  # an answer may bring another question into play
        done = run("assess", "--profile", "-", "--json", stdin=start.encode())
        if done.returncode == 0:
            break
        lines = [line for line in done.stderr.splitlines() if line.startswith("    ")]
        assert lines
        start += "".join(f"  {line.split(':')[0].strip()}: unknown\n" for line in lines)
    assert json.loads(done.stdout)["recommendation"]["verdict"] == "undecided"


def test_no_profile_and_nobody_to_ask_ends_with_4(run: Run) -> None:
    for arguments in (["assess"], ["assess", "--no-input"], ["assess", "--quick"]):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (4, "")
        assert "error: no profile: " in done.stderr


def test_missing_answers_can_be_accepted_as_unknown(run: Run, startup: str) -> None:
    short = startup.replace("  traffic: spiky\n", "").replace("  task: skilled\n", "")
    assert run("assess", "-p", "-", stdin=short.encode()).returncode == 4
    done = run("assess", "-p", "-", "--missing", "unknown", "--json", stdin=short.encode())
    assert (done.returncode, done.stderr) == (0, "")
    answers = {a["question"]: a["answer"] for a in json.loads(done.stdout)["answers"]}
    assert answers["traffic"] == answers["task"] == "unknown"
    assert answers["latency"] == "interactive"


def test_priorities_are_never_accepted_as_unknown(run: Run) -> None:
    text = b"organisation: Acme\n"
    done = run("assess", "-p", "-", "--missing", "unknown", stdin=text)
    assert (done.returncode, done.stdout) == (4, "")
    assert "no importance given for privacy" in done.stderr
    assert "answers missing" not in done.stderr


def test_nothing_admissible_ends_with_5_and_says_what_would_readmit_something(
    run: Run, nothing_left: str
) -> None:
    done = run("assess", "-p", "-", "--json", stdin=nothing_left.encode())
    assert (done.returncode, done.stderr) == (5, "")
    found = json.loads(done.stdout)
    assert found["recommendation"]["verdict"] == "none"
    assert found["recommendation"]["option"] is None
    assert not any(option["admissible"] for option in found["options"])
    assert all(option["excluded_by"] for option in found["options"])
    ways = found["recommendation"]["readmission"]
    assert ways
    change = min(ways, key=lambda way: len(way["changes"]))["changes"]
    settings = [f"--set={one['question']}={one['to']}" for one in change]
    again = run("assess", "-p", "-", "--json", *settings, stdin=nothing_left.encode())
    assert again.returncode in {0, 4}, "4: the change may bring a question into play"
    assert "contradict" not in again.stderr


WORKLOADS = """
workloads:
  - {name: letters, answers: {data: public, data-location: anywhere, residency: any-country}}
  - {name: plans, answers: {}}
"""


@pytest.mark.parametrize("divided", ["lanes", "workloads"])
def test_what_nothing_is_allowed_for_does_not_hide_what_is_decided(
    divided: str, run: Run, nothing_left: str
) -> None:
    place = "data: [public, secret], data-location: {public: anywhere, secret: premises}"
    place += ", residency: any-country"
    plain = "data: secret, data-location: premises"
    lanes = nothing_left.replace(plain, place)
    profile = (lanes if divided == "lanes" else nothing_left + WORKLOADS).encode()
    done = run("assess", "-p", "-", "--json", stdin=profile)
    found = json.loads(done.stdout)
    named, blocked = found["workloads"]
    assert blocked["recommendation"]["verdict"] == "none"
    assert named["recommendation"]["side"] is not None
    assert found["recommendation"]["verdict"] == "undecided"
    assert (found["recommendation"]["kind"], done.returncode) == ("partly", 0)
    gate = run("assess", "-p", "-", "--expect", named["recommendation"]["side"], stdin=profile)
    assert gate.returncode == 6
    assert "got 'undecided' (partly decided)" in gate.stderr
    written = run("assess", "-p", "-", "-o", "memo.md", stdin=profile)
    assert "wrote memo.md (verdict: partly decided)" in written.stderr
    page = run("assess", "-p", "-", stdin=profile).stdout
    title, caution = [line.strip() for line in page.splitlines()[1:3]]
    assert title == "Partly decided: not all of the work"
    assert caution == f"Nothing is allowed for {blocked['name']}."
    first = " ".join(page.partition("First    1. ")[2].partition(" 2. ")[0].split())
    assert first.startswith(f"For {blocked['name']}: ")
    assert "would be allowed again" in first
    assert "was not computed" not in page
    for member in ("a.yaml", "b.yaml"):
        Path(member).write_bytes(profile)
    assert caution in map(str.strip, run("panel", "a.yaml", "b.yaml").stdout.splitlines())


def test_what_would_allow_something_comes_first_where_the_rest_is_mixed(
    run: Run, nothing_left: str
) -> None:
    public = "data: public, data-location: anywhere"
    public += ", residency: any-country, regimes: no-special-rules"
    works = f"""
workloads:
  - {{name: letters, answers: {{{public}, own-test: open-ahead}}}}
  - {{name: mails, answers: {{{public}, own-test: open-fails, audit: logs}}}}
  - {{name: plans, answers: {{}}}}
"""
    done = run("assess", "-p", "-", stdin=(nothing_left + works).encode())
    assert "Mixed: it depends on the work" in done.stdout
    assert "Nothing is allowed for plans." in done.stdout
    assert done.stdout.partition("First    1. ")[2].startswith("For plans: ")


@pytest.mark.parametrize(
    ("expected", "code"), [("closed", 0), ("open", 6), ("mixed", 6), ("undecided", 6), ("none", 6)]
)
def test_a_gate_passes_only_the_verdict_that_it_expects(expected: str, code: int, run: Run) -> None:
    done = run(*STARTUP, "--expect", expected)
    assert done.returncode == code
    assert done.stdout == run(*STARTUP).stdout
    said = f"gate failed: expected the verdict '{expected}', got 'closed'"
    assert (said in done.stderr) == (code == 6)


def test_a_gate_may_expect_that_nothing_is_admissible(run: Run, nothing_left: str) -> None:
    done = run("assess", "-p", "-", "--expect", "none", stdin=nothing_left.encode())
    assert (done.returncode, done.stderr) == (0, "")


def test_workloads_that_differ_are_mixed_and_each_has_its_own_verdict(run: Run) -> None:
    done = run("assess", "-p", "software-company", "--json", "--expect", "mixed")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert found["recommendation"]["option"] is None
    sides = {one["recommendation"]["side"] for one in found["workloads"]}
    assert sides == {"open", "closed"}
    assert found["recommendation"]["routing"]


@pytest.mark.parametrize("date", ["2026-02-30", "yesterday", "31.12.2026", ""])
def test_a_day_that_is_none_is_wrong_usage(date: str, run: Run) -> None:
    done = run(*STARTUP, "--date", date)
    assert (done.returncode, done.stdout) == (2, "")
    assert "fix: write YYYY-MM-DD, or today" in done.stderr


def test_the_day_is_printed_only_when_it_is_given(run: Run) -> None:
    assert json.loads(run(*STARTUP, "--json").stdout)["date"] is None
    dated = run(*STARTUP, "--json", "--date", "2026-11-21").stdout
    assert json.loads(dated)["date"] == "2026-11-21"


@pytest.mark.parametrize(
    ("gates", "code", "why"),
    [
        (("--expect", "closed", "--at-least", "likely"), 0, ""),
        (("--at-least", "likely", "--set", "own-test=unknown"), 6, "got no side"),
        (("--expect-start", "closed"), 0, ""),
        (("--expect-start", "open"), 6, "expected to start with the side 'open', got closed"),
    ],
)
def test_a_gate_may_ask_for_strength_and_for_what_to_begin_with(
    run: Run, gates: tuple[str, ...], code: int, why: str
) -> None:
    done = run(*STARTUP, *gates)
    assert done.returncode == code
    assert why in done.stderr


def test_a_side_that_is_likely_is_not_clear(run: Run) -> None:
    found = json.loads(run(*STARTUP, "--json").stdout)["recommendation"]["strength"]
    done = run(*STARTUP, "--at-least", "clear")
    assert done.returncode == (0 if found == "clear" else 6)


@pytest.mark.parametrize("gate", ["--at-least", "--expect-start"])
def test_a_word_that_no_gate_has_is_wrong_usage(run: Run, gate: str) -> None:
    done = run(*STARTUP, gate, "perhaps")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{gate}': 'perhaps' is not one of" in done.stderr


@pytest.mark.parametrize("status", ["accepted", "proposed"])
def test_a_record_that_is_accepted_without_a_choice_is_warned_of(run: Run, status: str) -> None:
    done = run(*STARTUP, "--draws", "100", "--format", "madr", "--status", status)
    assert "Not decided yet" in done.stdout
    warned = "warning: the record is 'accepted', but no option is chosen in it" in done.stderr
    assert warned == (status == "accepted")
    decided = run(*STARTUP, "--format", "madr", "--status", "accepted")
    assert "warning" not in decided.stderr


@pytest.fixture
def works(tmp_path: Path) -> Callable[..., str]:
    """The start-up with kinds of work that differ in these answers."""

    def put(*answers: dict[str, str]) -> str:
        data = yaml.safe_load(packaged.text_of("startup"))
        data["workloads"] = [
            {"name": f"work {at}", "answers": each} for at, each in enumerate(answers)
        ]
        path = tmp_path / "works.yaml"
        path.write_text(yaml.safe_dump(data), encoding="utf-8")
        return str(path)

    return put


def test_kinds_of_work_are_as_firm_together_as_the_least_firm_of_them(
    run: Run, works: Callable[..., str]
) -> None:
    """So a gate on strength can pass for them, and fails where one of them is not so firm."""
    firm = {"task": "frontier", "own-test": "open-fails"}
    found = {}
    for name, answers in {
        "mixed": ({}, firm),
        "firm": (firm, {**firm, "deadline": "weeks"}),
    }.items():
        path = works(*answers)
        result = json.loads(run("assess", path, "--json").stdout)
        own = {work["recommendation"]["strength"] for work in result["workloads"]}
        whole = result["recommendation"]["strength"]
        assert whole == ("likely" if "likely" in own else "clear")
        for gate in ("likely", "clear"):
            code = 0 if whole in {gate, "clear"} else 6
            assert run("assess", path, "--at-least", gate).returncode == code
            assert run("compare", path, "--at-least", gate).returncode == code
        found[name] = whole
    assert found == {"mixed": "likely", "firm": "clear"}


def test_a_kind_of_work_that_has_nothing_to_start_with_fails_the_gate_on_it(
    run: Run, works: Callable[..., str]
) -> None:
    path = works({}, {"hardware": "purchase", "data-location": "premises"})
    result = json.loads(run("assess", path, "--json").stdout)
    starts = [work["recommendation"]["start_with"] for work in result["workloads"]]
    assert starts[0]["side"] == "closed"
    assert starts[1] is None
    for command in ("assess", "compare"):
        done = run(command, path, "--expect-start", "closed")
        assert done.returncode == 6
        assert "expected to start with the side 'closed', got closed and nothing" in done.stderr


@pytest.mark.parametrize(("ceiling", "code", "told"), [(1_700, 0, "1,700 USD"), (5, 5, "5.00 USD")])
def test_a_ceiling_that_rules_out_several_options_is_told_once(
    run: Run, ceiling: float, code: int, told: str
) -> None:
    profile = yaml.safe_load(run("profile", "show", "startup").stdout)
    Path("low.yaml").write_text(
        yaml.safe_dump(profile | {"costs": {"ceiling": ceiling}}), encoding="utf-8"
    )
    changed = ("--set", "monthly-tokens=2000000000", "--draws", "1000")
    done = run("assess", "low.yaml", *changed)
    page = " ".join(done.stdout.split())
    assert done.returncode == code
    (least,) = re.findall(
        r"All told, the cheapest of them costs at least ([\d,.]+) USD a month; your ceiling is "
        rf"{told}\.",
        page,
    )
    assert float(least.replace(",", "")) > ceiling
