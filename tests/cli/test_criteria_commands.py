"""`llmchoice criteria`, and a folder of one's own laid over the packaged criteria."""

import json
import os
import re
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from llmchoice.knowledge.criteria import load_criteria

PACKAGED = Path(__file__).parents[1] / "pinned" / "criteria"
OPTIONS = ("closed-api", "closed-cloud", "open-host", "open-rented", "open-owned")
HEAD = """\
id: ethics
order: 8
name: Ethics
about: What the model is made of.
worst: Nobody knows.
best: Everybody knows.
"""
COLUMNS = "columns: [closed-api, closed-cloud, open-host, open-rented, open-owned]\n"
TEST_CRITERION = f"""\
{COLUMNS}criteria:
  - id: openness
    name: What is known of it
    share: 100
    question: task
    asks: How much is known of the model.
    anchors: {{0: nothing, 50: something, 100: everything}}
    values:
      routine:  [0, 0, 50, 50, 100]
      skilled:  [0, 0, 50, 50, 100]
      frontier: [0, 0, 50, 50, 100]
    reasons: {{closed-api: a, closed-cloud: b, open-host: c, open-rented: d, open-owned: e}}
    references: [osaid]
"""
REFERENCE = """\
references:
  - id: our-policy
    kind: guide
    title: Our policy
    publisher: We
    url: https://example.org/policy
    says: What we do.
    checked_on: "2026-11-21"
    read_as: full
"""


@pytest.fixture
def own() -> Path:
    folder = Path("own")
    (folder / "priorities").mkdir(parents=True)
    return folder


@pytest.fixture
def exposure() -> str:
    """One criterion as it is packaged, in a file of one's own."""
    text = (PACKAGED / "priorities" / "privacy.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: data-exposure"), text.index("  - id: jurisdiction")
    return f"id: privacy\n{COLUMNS}criteria:\n{text[start:end]}"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def row(run: Run, *arguments: str | Path) -> dict[str, float]:
    """The value of each option on `data-exposure`."""
    found = json.loads(run("assess", "-p", "startup", "--json", *arguments).stdout)
    return {
        option["id"]: one["value"]
        for option in found["options"]
        for one in option["contributions"]
        if one["criterion"] == "data-exposure"
    }


def test_list_names_every_criterion_with_its_priority_and_share(run: Run) -> None:
    done = run("criteria", "list")
    assert (done.returncode, done.stderr) == (0, "")
    title, _, head, *lines = done.stdout.splitlines()
    assert title == "Criteria"
    assert head.split() == ["Criterion", "Name", "Priority", "Share"]
    assert "data-exposure Who can see the data privacy 50 %" in [
        " ".join(line.split()) for line in lines
    ]
    for line in lines:
        assert run("criteria", "show", line.split()[0]).returncode == 0


def test_a_list_and_an_entry_can_be_had_for_programs_and_as_files(run: Run) -> None:
    kb = load_criteria()
    listed = json.loads(run("criteria", "list", "--json").stdout)["criteria"]
    assert [each["id"] for each in listed] == [criterion.id for _, criterion in kb.criteria()]
    found = json.loads(run("criteria", "show", "customisation", "--format", "json").stdout)
    assert [each["kind"] for each in found["entries"]] == ["priority", "question"]
    assert {each["entry"]["id"] for each in found["entries"]} == {"customisation"}
    assert "knowledge" not in found
    for name in ("criterion.md", "criterion.html"):
        done = run("criteria", "show", "data-exposure", "-o", name)
        assert (done.stdout, done.stderr) == ("", f"wrote {name} (criteria)\n")
    again = run("criteria", "show", "data-exposure", "-o", "criterion.md")
    assert again.returncode == 2
    page = run("criteria", "show", "data-exposure", "--format", "markdown").stdout
    assert page.startswith("# data-exposure: Who can see the data\n")


def test_show_has_the_table_the_reasons_and_the_claims_with_their_standing(run: Run) -> None:
    done = run("criteria", "show", "data-exposure")
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("Who can see the data", *OPTIONS, "rise-p16-api-exposure", "holds"):
        assert words in done.stdout


def shown(run: Run, name: str) -> str:
    done = run("criteria", "show", name)
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


OWN_CONDITION = """\
conditions:
  - id: extra
    when: {traffic: [spiky]}
    unless: {task: [routine]}
    obtain: Get a paper.
    reason: Somebody asks for it.
    effort: low
    references: [dora]
"""


def test_a_condition_is_shown_with_the_answers_that_leave_it_out(own: Path, run: Run) -> None:
    (own / "constraints.yaml").write_text(OWN_CONDITION, encoding="utf-8")
    done = run("criteria", "show", "extra", "--criteria", "own")
    assert done.stderr == ""
    page = " ".join(done.stdout.split())
    assert "(traffic)" in page[page.index("It holds when") : page.index("Left out when")]
    assert "(task)" in page[page.index("Left out when") :]


def test_of_several_sets_of_answers_each_is_shown_to_leave_a_condition_out(
    own: Path, run: Run
) -> None:
    several = OWN_CONDITION.replace("{task: [routine]}", "[{task: [routine]}, {traffic: [steady]}]")
    (own / "constraints.yaml").write_text(several, encoding="utf-8")
    page = run("criteria", "show", "extra", "--criteria", "own").stdout
    first, second = page.index("Left out when"), page.index("Or left out when")
    assert "(task)" in page[first:second]
    assert "(traffic)" in page[second:]


@pytest.mark.parametrize(
    ("unless", "said"),
    [
        ("{}", "unless.0: must not be empty"),
        ("[]", "unless: must not be empty"),
        ("[use]", "unless.0: must be a mapping"),
        ("use", "unless: must be a list"),
        ("{use: []}", "unless.0.use: must not be empty"),
    ],
)
def test_what_is_wrong_with_answers_that_lift_a_rule_is_said_once_and_in_words(
    own: Path, run: Run, unless: str, said: str
) -> None:
    wrong = OWN_CONDITION.replace("{task: [routine]}", unless)
    (own / "constraints.yaml").write_text(wrong, encoding="utf-8")
    done = run("criteria", "check", "own")
    assert done.returncode == 3
    (problem,) = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert problem.startswith(f"error: conditions.0.{said} (own/constraints.yaml:4:")


def test_a_priority_is_shown_with_its_criteria_and_the_questions_that_feed_them(run: Run) -> None:
    kb = load_criteria()
    (privacy,) = (priority for priority in kb.priorities if priority.id == "privacy")
    page = shown(run, "privacy")
    assert page.startswith(f"Priority: {privacy.name} {privacy.about} Worst: {privacy.worst}")
    assert f"Best: {privacy.best}" in page
    assert "data-exposure Who can see the data 50 %" in page
    for criterion in privacy.criteria:
        assert f"{criterion.id} {criterion.name}" in page
        assert f"{criterion.question}: {kb.question(criterion.question).text}" in page


def test_a_question_is_shown_with_its_answers_and_what_reads_it(run: Run) -> None:
    question = load_criteria().question("residency")
    page = shown(run, "residency")
    assert page.startswith(f"Question: {question.text} {question.why}")
    for choice in question.choices:
        assert f"{choice.id}: {choice.text}" in page
    for words in ("Asked only when", "jurisdiction: ", "regional-endpoint: ", "regional-offer: "):
        assert words in page


def test_odds_by_another_answer_are_shown(own: Path, run: Run) -> None:
    (own / "questions.yaml").write_text(
        """\
questions:
  - id: traffic
    section: volume
    kind: one
    text: How does the load arrive?
    why: Because.
    odds_by:
      question: task
      odds:
        routine: {steady: 3, office-hours: 1, spiky: 1}
        skilled: {steady: 1, office-hours: 1, spiky: 2}
        frontier: {steady: 1, office-hours: 8, spiky: 1}
    choices:
      - {id: steady, text: steadily}
      - {id: office-hours, text: by day}
      - {id: spiky, text: in bursts}
""",
        encoding="utf-8",
    )
    page = " ".join(run("criteria", "show", "traffic", "--criteria", "own").stdout.split())
    assert "routine 60 % 20 % 20 %" in page
    assert "frontier 10 % 80 % 10 %" in page


def test_an_option_is_shown_with_what_can_rule_it_out_and_what_it_needs(run: Run) -> None:
    (option,) = (option for option in load_criteria().options if option.id == "closed-cloud")
    page = shown(run, "closed-cloud")
    assert page.startswith(f"Option: {option.name} {option.hosting} Side: closed weights")
    ruled_out, needed = page.index("What can rule it out"), page.index("What it may need first")
    assert ruled_out < page.index("premises-only: ") < needed < page.index("regional-endpoint: ")


def test_a_step_is_shown_with_its_reason_and_effort(run: Run) -> None:
    step = load_criteria().steps[0]
    page = shown(run, step.id)
    assert page.startswith(f"Step: {step.text} {step.because} Effort: {step.effort}")


def test_all_that_shares_an_id_is_shown(run: Run) -> None:
    page = shown(run, "customisation")
    assert page.index("Priority: Customisation") < page.index("Question: ")


@pytest.mark.parametrize(
    ("wrong", "fix"),
    [
        ("privcy", "did you mean 'privacy'?"),
        ("residncy", "did you mean 'residency'?"),
        ("closed-clod", "did you mean 'closed-cloud'?"),
        ("zzzz", "see 'llmchoice criteria list'"),
    ],
)
def test_an_id_that_nothing_goes_by_is_wrong_usage(wrong: str, fix: str, run: Run) -> None:
    done = run("criteria", "show", wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: nothing goes by the id '{wrong}'\n  fix: {fix}\n"


def test_a_rule_that_a_report_names_can_be_looked_up(run: Run) -> None:
    page = run("criteria", "show", "no-machines-of-our-own").stdout
    assert page.startswith("no-machines-of-our-own: a constraint; it excludes open-owned\n")
    assert "(hardware)\n  rented only: we do not want our own machines" in page
    assert "gpu-prices: " in page
    condition = shown(run, "zero-retention-promise")
    assert "a condition for closed-api, closed-cloud and open-host (medium effort)" in condition


def test_a_table_shows_what_an_unknown_answer_counts_for(run: Run) -> None:
    lines = run("criteria", "show", "measured-quality").stdout.splitlines()
    (row,) = (line.split() for line in lines if line.strip().startswith("unknown "))
    # Odds 1, 3, 3 and 1 of the four answers: (70 + 3 x 92 + 3 x 94 + 94) / 8 and so on.
    assert [float(cell) for cell in row[1:]] == [90.2, 90.2, 72.5, 72.5, 69.8]


def test_check_counts_what_is_there(run: Run) -> None:
    done = run("criteria", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"valid: [0-9]+ criteria under 7 priorities, .*\n", done.stdout, re.DOTALL)
    found = json.loads(run("criteria", "check", "--json").stdout)
    assert found["priorities"] == len(load_criteria().priorities)
    assert (found["balance"], found["whole"]) == ([], None)


def test_the_balance_says_how_far_each_side_can_be_ahead_and_by_what(run: Run) -> None:
    found = json.loads(run("criteria", "check", "--balance", "--json").stdout)
    kb = load_criteria()
    assert [one["priority"] for one in found["balance"]] == [p.id for p in kb.priorities]
    page = run("criteria", "check", "--balance", "--format", "markdown").stdout
    for one in found["balance"]:
        (line,) = (line for line in page.splitlines() if line.startswith(f"| {one['name']} |"))
        for side in ("open", "closed"):
            reach = one[side]
            if reach["points"] > 0.05:
                assert f"| {reach['points']:.1f} | `{reach['criterion']}` |" in line
    assert found["whole"]["open"]["exact"]


def test_a_question_that_its_own_condition_asks_of_nobody_is_refused(own: Path, run: Run) -> None:
    question = """\
questions:
  - id: traffic
    section: volume
    kind: one
    text: How does the load arrive?
    why: Because.
    when: {task: [routine]}
    asked_of: {task: [skilled]}
    choices:
      - {id: steady, text: steadily}
      - {id: office-hours, text: by day}
      - {id: spiky, text: in bursts}
"""
    write(own, "questions.yaml", question)
    done = run("criteria", "check", "own")
    assert done.returncode == 3
    assert done.stderr.splitlines()[:2] == [
        (
            "error: questions traffic: nobody is asked it: it does not apply with any of these"
            " answers to 'task' (own/questions.yaml:8:22)"
        ),
        "  fix: name answers that its 'when:' allows",
    ]
    write(own, "questions.yaml", question.replace("[skilled]", "[skilled, routine]"))
    assert run("criteria", "check", "own").returncode == 0


def test_a_priority_that_only_one_side_can_gain_by_needs_the_reason(own: Path, run: Run) -> None:
    write(own, "priorities/ethics.yaml", HEAD + TEST_CRITERION)
    done = run("criteria", "check", own)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert done.stderr.startswith("warning: priority ethics: its answers favour open options")
    write(own, "priorities/ethics.yaml", f"{HEAD}balance: So it is.\n{TEST_CRITERION}")
    assert run("criteria", "check", own).stderr == ""
    assert "Ethics: So it is." in run("criteria", "check", own, "--balance").stdout
    write(own, "priorities/budget.yaml", "id: budget\nbalance: We think so.\n")
    assert "Budget: We think so." in run("criteria", "check", own, "--balance").stdout


def test_one_table_is_replaced_by_its_id(own: Path, exposure: str, run: Run) -> None:
    write(own, "priorities/privacy.yaml", exposure.replace("[ 70,  84,", "[ 61,  79,"))
    before, after = row(run), row(run, "--criteria", own)
    assert (after["closed-api"], after["closed-cloud"]) == (61, 79)
    assert {**before, "closed-api": 61, "closed-cloud": 79} == after
    listed = run("criteria", "list", "--criteria", own).stdout
    assert listed == run("criteria", "list").stdout


def test_a_whole_priority_is_added_and_must_be_weighed(own: Path, run: Run) -> None:
    write(own, "priorities/ethics.yaml", HEAD + TEST_CRITERION)
    assert "8 priorities" in run("criteria", "check", own).stdout
    done = run("assess", "-p", "startup", "--criteria", own, "--json")
    assert (done.returncode, done.stdout) == (4, "")
    assert "no importance given for ethics" in done.stderr
    done = run("assess", "-p", "startup", "--criteria", own, "--json", "--set", "ethics=5")
    assert done.returncode == 0
    weights = {p["priority"]: p["weight"] for p in json.loads(done.stdout)["priorities"]}
    assert weights["ethics"] == weights["budget"] > 0
    assert "ethics: 3" in run("profile", "new", "--criteria", own).stdout


def test_a_criterion_is_added_under_a_packaged_priority(own: Path, run: Run) -> None:
    text = TEST_CRITERION.replace("share: 100", "share: 10")
    write(own, "priorities/more.yaml", f"id: privacy\n{text}  - {{id: data-exposure, share: 40}}\n")
    lines = run("criteria", "list", "--criteria", own).stdout.splitlines()
    assert [line.split()[-3] for line in lines if line.startswith("openness")] == ["privacy"]
    assert "What is known of it" in run("criteria", "show", "openness", "--criteria", own).stdout


BROKEN = {
    "a row too short": ("[ 85,  92,  90,", "[ 85,  92,", ":17:21", "every row needs 5 values"),
    "a value too high": ("[ 85,  92,", "[ 85,  920,", ":17:28", "less than or equal to 100"),
    "a claim that there is none of": ("rise-p16-api", "rise-p16-ipa", ":34:13", "did you mean"),
    "a misspelt key": ("    worries:", "    worry:", ":22:5", "did you mean 'worries'?"),
    "no table": ("    values:", "    valuse:", ":15:5", "did you mean 'values'?"),
    "a question that there is none of": ("question: data", "question: date", ":7:15", "'data'?"),
    "a tab": ("    name:", "\tname:", ":5:1", "a tab is used"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_an_error_in_ones_own_folder_has_its_place_there(
    case: str, own: Path, exposure: str, run: Run
) -> None:
    old, new, place, words = BROKEN[case]
    assert old in exposure
    path = own / "priorities" / "privacy.yaml"
    path.write_text(exposure.replace(old, new, 1), encoding="utf-8")
    for command in (["criteria", "check", own], ["assess", "-p", "startup", "--criteria", own]):
        done = run(*command)
        assert (done.returncode, done.stdout) == (3, "")
        assert f"({path}{place}" in done.stderr
        assert words in done.stderr
        assert str(PACKAGED) not in done.stderr


def test_every_error_is_named_at_once(own: Path, exposure: str, run: Run) -> None:
    write(own, "priorities/privacy.yaml", exposure.replace("share: 50", "share: none"))
    write(own, "steps.yaml", "steps: none\n")
    write(own, "setings.yaml", "confidence: 0.9\n")
    done = run("criteria", "check", own)
    assert done.returncode == 3
    for words in ("share", "steps must be a list", "fix: did you mean 'settings.yaml'?"):
        assert words in done.stderr


def test_what_breaks_a_packaged_file_is_located_where_it_was_replaced(own: Path, run: Run) -> None:
    question = "  - {id: task, section: work, kind: one, text: t, why: w, choices: "
    choices = "[{id: routine, text: a}, {id: other, text: b}]}"
    write(own, "questions.yaml", f"questions:\n{question}{choices}\n")
    done = run("criteria", "check", own)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"the answer 'other' of 'task' has no row ({own / 'questions.yaml'}:2:10)" in done.stderr
    assert "capability.yaml:" in done.stderr
    assert "relies on what is replaced here" in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("priorities/a.yaml", "id: privcy\ncriteria: []\n", "fix: did you mean 'privacy'?"),
        ("priorities/a.yaml", HEAD, "the priority 'ethics' has no criteria"),
        (
            "priorities/a.yaml",
            "- id: privacy\n",
            "the file must contain a mapping at its top level",
        ),
        ("priorities/a.yaml", "", "the file is empty"),
        ("priorities/a.yml", HEAD + TEST_CRITERION, "fix: rename it to a.yaml"),
        ("privacy.yaml", HEAD, "fix: did you mean 'priorities/privacy.yaml'?"),
        ("steps.yaml", "step: []\n", "fix: did you mean 'steps'?"),
    ],
)
def test_a_file_that_would_do_nothing_is_refused(
    name: str, text: str, words: str, own: Path, run: Run
) -> None:
    write(own, name, text)
    done = run("criteria", "check", own)
    assert (done.returncode, done.stdout) == (3, "")
    assert words in done.stderr
    assert f"({own / name}" in done.stderr


def test_a_priority_may_not_lose_its_last_criterion(own: Path, run: Run) -> None:
    text = (PACKAGED / "priorities" / "privacy.yaml").read_text(encoding="utf-8")
    write(own, "priorities/budget.yaml", "id: budget\n" + text[text.index("columns:") :])
    done = run("criteria", "check", own)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"the priority 'privacy' has no criteria ({own}" in done.stderr


@pytest.mark.parametrize("folder", ["nowhere", "own", "file.yaml"])
def test_a_folder_without_criteria_is_wrong_usage(folder: str, own: Path, run: Run) -> None:
    assert own.is_dir()
    Path("file.yaml").write_text("steps: []\n", encoding="utf-8")
    done = run("assess", "-p", "startup", "--criteria", folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {folder} ")


def test_a_day_that_no_calendar_has_is_refused_with_its_place(own: Path, run: Run) -> None:
    write(own, "sources.yaml", REFERENCE.replace("2026-11-21", "2026-02-30"))
    done = run("criteria", "check", own)
    assert done.returncode == 3
    assert "own/sources.yaml:8:17" in done.stderr.replace("\\", "/")


def test_one_id_in_two_files_of_a_folder_is_refused(own: Path, exposure: str, run: Run) -> None:
    write(own, "priorities/a.yaml", exposure)
    write(own, "priorities/b.yaml", exposure)
    done = run("criteria", "check", own)
    assert done.returncode == 3
    assert "the id 'data-exposure' is used twice" in done.stderr
    assert "b.yaml" in done.stderr.splitlines()[0]


@pytest.mark.parametrize("flag", ["odds: '3'", "odds: true", "alone: yes", "alone: 1"])
def test_nothing_stands_for_a_number_or_a_flag_but_itself(own: Path, flag: str, run: Run) -> None:
    choices = f"[{{id: one, text: One, {flag}}}, {{id: two, text: Two}}]"
    head = "{id: extra, section: work, kind: one, text: Which?, why: So.,"
    write(own, "questions.yaml", f"questions:\n  - {head} choices: {choices}}}\n")
    done = run("criteria", "check", own)
    assert done.returncode == 3
    assert f"questions.0.choices.0.{flag.split(':', maxsplit=1)[0]}" in done.stderr


def test_criteria_in_the_current_folder_are_blamed_for_their_own_errors(
    own: Path, exposure: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own, "priorities/privacy.yaml", exposure.replace("question: data", "question: dta"))
    monkeypatch.chdir(own)
    done = run("criteria", "check", ".")
    assert done.returncode == 3
    assert "(priorities/privacy.yaml:" in done.stderr.replace("\\", "/")


def test_the_rule_of_a_ceiling_leads_to_the_criterion_that_it_belongs_to(run: Run) -> None:
    shown = run("criteria", "show", "over-ceiling")

    assert shown.returncode == 0
    assert shown.stdout == run("criteria", "show", "running-cost").stdout
    assert "Rule over-ceiling: Even if everything is as cheap as possible" in shown.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("name", ["questions.yaml", "settings.yaml", "priorities/ethics.yaml"])
@pytest.mark.parametrize("kind", ["pipe", "device", "circle", "gone", "folder"])
def test_what_is_no_file_is_not_opened_because_it_is_in_the_folder(
    kind: str, name: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to({"device": "/dev/zero", "circle": path.name, "gone": "nowhere"}[kind])
    done = run("criteria", "check", tmp_path)
    assert done.returncode == 3
    assert f"error: this is no file ({path})" in done.stderr


def test_questions_that_hang_on_each_other_are_refused_at_once(own: Path, run: Run) -> None:
    form = """\
  - id: {name}
    section: volume
    kind: one
    text: How is it?
    why: Because.
    when: {{{when}: [steady]}}
    choices:
      - {{id: steady, text: steadily}}
      - {{id: spiky, text: in bursts}}
"""
    questions = ("traffic", "second"), ("second", "traffic"), ("third", "traffic")
    text = "".join(form.format(name=name, when=when) for name, when in questions)
    third = "    asked_of: {traffic: [spiky]}\n"
    write(own, "questions.yaml", f"questions:\n{text}{third}")
    done = run("criteria", "check", "own")
    assert done.returncode == 3
    assert "questions traffic: there is no 'second' (own/questions.yaml:" in done.stderr
