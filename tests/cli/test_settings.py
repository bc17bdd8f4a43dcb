"""`--set ID=VALUE` in place of what the profile says."""

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.cli.conftest import Run

from llmchoice.shared import whole

STARTUP = ("assess", "--profile", "startup", "--json")
BAD = {
    "task": "there is no '='",
    # What is there without a value gets the form of one.
    "exit": "fix: write --set exit=ANSWER: choose one of: wait, ",
    "monthly-tokens": "fix: write --set monthly-tokens=ANSWER: write a number of tokens a month",
    "privacy": "fix: write its importance, from 0 to 5: --set privacy=3",
    "decide_by": "fix: write a day: --set decide_by=2027-01-31",
    "ceiling": "fix: write it in the profile, as in costs: {ceiling: 2_000}",
    "ceiling=3000": "'ceiling' is no question: it stands under 'costs:'",
    "gpu=h100": "fix: write it in the profile, as in costs: {gpu: ...}",
    "gpu-hour=3": "'gpu-hour' is no question: it stands under 'costs:'",
    "nosuch": "fix: write --set question=answer",
    "taks=routine": "fix: did you mean 'task'?",
    "task=rutine": "fix: did you mean 'routine'?",
    # No guess is better than one that says the opposite.
    "hardware=none": "fix: choose one of: ",
    "own-test=open-better": "fix: choose one of: ",
    "traffic=unsteady": "fix: choose one of: ",
    "data-location=online": "fix: choose one of: ",
    "task=routine,skilled": "takes one answer, not a list",
    "task=": "'' is not an answer to 'task'",
    "=routine": "there is no question or priority ''",
    "data=public,persnal": "fix: did you mean 'personal'?",
    "data=public,unknown": "'unknown' cannot be combined with other answers",
    "licence=plain-use,resale": "'plain-use' cannot be combined with other answers",
    "monthly-tokens=many": "it asks for a number of tokens a month",
    "monthly-tokens=40.000": "it can be read in two ways",
    "monthly-tokens=nan": "it asks for a number of tokens a month",
    "monthly-tokens=inf": "it asks for a number of tokens a month",
    f"monthly-tokens={'9' * 5000}": f"--set monthly-tokens={'9' * 45}...: '{'9' * 60}...' is no",
    "monthly-tokens=-1": "why: it is below 0\n",
    "monthly-tokens=1e20": "why: it is above 10,000,000,000,000,000\n",
    "monthly-tokens=0.0000001": "why: it is next to nothing; write 0, or 0.000001 or more\n",
    "monthly-tokens=50M-10M": "fix: begin with the lower number: 10,000,000 to 50,000,000",
    "monthly-tokens=0.5 people": "why: 'people': it is below 1\n",
    "monthly-tokens=300 dogs": "what you know (300 people; ",
    "task+=frontier": "'task' takes one answer, to which none can be added",
    "privacy+=1": "fix: write its new importance, from 0 to 5: --set privacy=...",
    "customisation+=1": "'customisation' is a priority, to which nothing can be added",
    "data-=public": "fix: write all that remains: --set data=...",
    "dta+=secret": "fix: did you mean 'data'?",
    "data+=scret": "fix: did you mean 'secret'?",
    "privacy=6": "fix: write a number from 0 to 5",
    "privacy=nan": "fix: write a number from 0 to 5",
    "privacy=high": "fix: write a number from 0 to 5",
    "organisation=Acme": "fix: write 'organisation' in the profile",
    "orgnisation=Acme": "why: --set takes the id of a question or of a priority, or 'decide_by'",
    "[bold]\x1b[31m=x": "--set [bold]\\x1b[31m=x: ",
}


def answers(done: CompletedProcess[str]) -> dict[str, str]:
    return {a["question"]: a["answer"] for a in json.loads(done.stdout)["answers"]}


@pytest.mark.parametrize("setting", BAD)
def test_a_bad_setting_is_wrong_usage(setting: str, run: Run) -> None:
    done = run(*STARTUP, "--set", setting)
    assert (done.returncode, done.stdout) == (2, "")
    assert BAD[setting] in done.stderr
    assert "\x1b" not in done.stderr


def test_all_bad_settings_are_named_at_once(run: Run) -> None:
    done = run(*STARTUP, "--set", "task=x", "--set", "nothing", "--set", "budget=9")
    assert done.returncode == 2
    named = [line.split(":")[1].strip() for line in done.stderr.splitlines() if "error" in line]
    assert named == ["--set task=x", "--set nothing", "--set budget=9"]


def test_a_setting_goes_before_the_profile_and_the_last_before_the_first(run: Run) -> None:
    done = run(*STARTUP, "--set", "task=frontier", "--set", "task=routine", "--set", "budget=0")
    assert done.returncode == 0
    assert answers(done)["task"] == "routine"
    assert answers(run(*STARTUP))["task"] == "skilled"
    stated = {p["priority"]: p["stated"] for p in json.loads(done.stdout)["priorities"]}
    assert stated["budget"] == {"way": "ratings", "figure": 0, "shared": False}


def test_an_importance_may_have_a_decimal_comma(run: Run) -> None:
    rated = [json.loads(run(*STARTUP, "--set", f"privacy={n}").stdout) for n in ("2,5", "2.5")]
    assert rated[0]["priorities"] == rated[1]["priorities"]
    assert rated[0]["priorities"][0]["stated"]["figure"] == 2.5


@pytest.mark.parametrize(
    ("settings", "after"),
    [
        (["data+=secret"], ["internal", "personal", "secret"]),
        (["data+=secret", "data+=public"], ["public", "internal", "personal", "secret"]),
        (["data=public", "data+=secret"], ["public", "secret"]),
        (["data+=secret", "data=public"], ["public"]),
        (["data+=personal,internal"], ["internal", "personal"]),
        (["data+=unknown"], "unknown"),
        (["data=unknown", "data+=secret"], ["secret"]),
        (["licence=plain-use", "licence+=resale"], ["resale"]),
        (["licence=resale", "licence+=plain-use"], ["plain-use"]),
    ],
)
def test_a_setting_with_a_plus_comes_to_what_is_said(
    settings: list[str], after: object, run: Run
) -> None:
    words = [f"--set={setting}" for setting in settings]
    done = run(*STARTUP, "--draws", "1000", *words)
    assert done.returncode in {0, 5}, done.stderr
    said = answers(done)[settings[-1].partition("=")[0].removesuffix("+")]
    assert after in (said, [said])


def test_a_setting_answers_every_workload(run: Run) -> None:
    done = run("assess", "-p", "software-company", "--json", "--set", "data=public")
    assert done.returncode == 0
    for workload in whole(json.loads(done.stdout))["workloads"]:
        said = {a["question"]: a["answer"] for a in workload["answers"]}
        assert said["data"] == ["public"] or said["data"] == "public"


def test_a_whole_profile_can_be_set(run: Run) -> None:
    words = ["privacy", "compliance", "budget", "customisation", "expertise", "capability"]
    settings = [f"--set={word}=3" for word in [*words, "independence"]]
    done = run("assess", *settings, "--missing", "unknown", "--json", "--draws", "1000")
    assert done.returncode == 0
    assert json.loads(done.stdout)["recommendation"]["verdict"] == "undecided"


@pytest.mark.parametrize("way", ["ranking", "points"])
def test_a_rating_among_ranks_or_points_is_refused_and_not_ignored(way: str, run: Run) -> None:
    path = Path(__file__).parents[1] / "examples" / "valid"
    name = {"ranking": "ranking-with-equals.yaml", "points": "points.yaml"}[way]
    done = run("assess", "-p", path / name, "--set", "privacy=5")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error: --set privacy=5: the profile gives its priorities as {way}" in done.stderr


def test_setting_every_priority_to_0_is_refused(run: Run) -> None:
    words = ["privacy", "compliance", "budget", "customisation", "expertise", "capability"]
    done = run(*STARTUP, *(f"--set={word}=0" for word in [*words, "independence"]))
    assert (done.returncode, done.stdout) == (3, "")
    assert "error: no priority has any weight" in done.stderr


def test_a_setting_that_contradicts_the_profile_is_refused(run: Run) -> None:
    done = run(*STARTUP, "--set", "data-location=premises")
    assert (done.returncode, done.stdout) == (3, "")
    assert "contradict each other: data-location: premises and hardware: cloud-only" in done.stderr


def test_a_question_and_a_priority_of_the_same_id_can_both_be_set(run: Run) -> None:
    done = run(*STARTUP, "--set", "customisation=4", "--set", "customisation=prompting")
    assert done.returncode == 0
    assert answers(done)["customisation"] == "prompting"
    stated = {p["priority"]: p["stated"] for p in json.loads(done.stdout)["priorities"]}
    assert stated["customisation"] == {"way": "ratings", "figure": 4, "shared": False}


def test_settings_without_a_profile_that_contradict_each_other_name_no_file(run: Run) -> None:
    done = run("assess", "--set", "data-location=premises", "--set", "hardware=cloud-only")
    assert (done.returncode, done.stdout) == (3, "")
    assert "contradict each other" in done.stderr
    assert "(--set data-location)\n" in done.stderr
    assert "(see also --set hardware)\n" in done.stderr


def test_a_priority_that_nothing_applies_to_is_said_to_count_for_nothing(run: Run) -> None:
    text = (
        Path(__file__).parents[1].joinpath("pinned", "profiles", "startup.yaml").read_text("utf-8")
    )
    Path("p.yaml").write_text(f"{text}\nshares: {{adaptation-depth: 0}}\n", encoding="utf-8")
    report = json.loads(run("assess", "--profile", "p.yaml", "--json").stdout)
    weights = {c["criterion"]: c["weight"] for c in report["options"][0]["contributions"]}
    assert weights["adaptation-depth"] == 0
    idle = {"code": "idle-priority", "workload": None, "priority": "customisation"}
    assert idle in report["warnings"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("300 people", "{people: 300}"),
        ("8,000 calls of 5,000", "{calls: 8000, each: 5k}"),
        ("10M to 50M", "{from: 10_000_000, to: 50 million}"),
        ("once 2 billion", "{once: 2e9}"),
        ("40 million", "40.000.000"),
    ],
)
def test_an_amount_is_the_same_however_it_is_written(typed: str, written: str, run: Run) -> None:
    one, other = (
        run(*STARTUP, "--draws", "1000", "--set", f"monthly-tokens={text}")
        for text in (typed, written)
    )
    assert (one.returncode, one.stdout) == (other.returncode, other.stdout)
    assert json.loads(one.stdout)["profile"]["content"]["answers"]["monthly-tokens"]


@pytest.mark.parametrize(
    "command", [("assess",), ("cost",), ("whatif",), ("models", "shortlist")], ids="-".join
)
def test_every_command_names_a_setting_whose_question_does_not_apply(
    run: Run, command: tuple[str, ...]
) -> None:
    """Nobody is asked for training examples who only writes instructions."""
    settings = ("--set", "training-examples=ready", "--set", "exit=switch")
    done = run(*command, "-p", "startup", *settings)
    assert done.returncode == 0
    told = "--set training-examples=ready changes nothing: the question does not apply"
    assert done.stderr.count(told) == 1
    assert "exit=switch" not in done.stderr


def test_an_answer_that_an_amount_is_worked_out_from_is_told_in_words_beside_what_changes_it(
    run: Run,
) -> None:
    done = run("assess", "charity", "--set", "monthly-tokens=180000 pages", "--full")
    text = " ".join(done.stdout.split())
    assert 'and not "180,000 pages a month: about ' in text
    assert "180_000" not in text


def test_an_amount_with_many_zeros_is_told_in_words(run: Run) -> None:
    done = run("assess", "charity", "--set", "monthly-tokens=1_000_000_000_000_000", "--full")
    text = " ".join(done.stdout.split())
    assert "1,000 trillion tokens a month" in text
    assert "e+" not in text
