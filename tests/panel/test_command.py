"""`llmchoice panel`: its options, its errors, and its exit codes."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests.cli.conftest import Run

CLINIC = ("clinic-ciso", "clinic-cfo", "clinic-cto")
FAST = ("--draws", "1000")


@pytest.fixture
def write(run: Run) -> Callable[..., str]:
    """Writes the packaged start-up's profile to a file, with parts replaced."""
    startup = yaml.safe_load(run("profile", "show", "startup").stdout)

    def put(name: str, answers: dict[str, object] | None = None, **parts: object) -> str:
        whole = startup | parts | {"answers": startup["answers"] | (answers or {})}
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(yaml.safe_dump(whole, sort_keys=False), encoding="utf-8")
        return name

    return put


def test_packaged_members_may_be_named(run: Run) -> None:
    done = run("panel", *CLINIC, *FAST, "--json")
    assert done.returncode == 0
    assert [m["name"] for m in json.loads(done.stdout)["members"]] == list(CLINIC)
    assert "using the packaged example 'clinic-cto'" in done.stderr


def test_quiet_says_nothing_beside_the_report(run: Run) -> None:
    assert run("panel", *CLINIC, *FAST, "--quiet").stderr == ""


def test_a_member_is_called_as_its_file_is(run: Run, write: Callable[..., str]) -> None:
    done = run("panel", write("here/anna.yaml"), write("bert.yml"), *FAST, "--json")
    assert [m["name"] for m in json.loads(done.stdout)["members"]] == ["anna", "bert"]


def test_one_member_may_come_from_a_pipe(run: Run, write: Callable[..., str]) -> None:
    text = Path(write("a.yaml")).read_bytes()
    done = run("panel", "-", "a.yaml", *FAST, "--json", stdin=text)
    assert [m["name"] for m in json.loads(done.stdout)["members"]] == ["stdin", "a"]


@pytest.mark.parametrize("names", [(), ("clinic-ciso",)])
def test_a_panel_needs_at_least_two(run: Run, names: tuple[str, ...]) -> None:
    done = run("panel", *names)
    assert (done.returncode, done.stdout) == (2, "")
    assert "a panel needs at least two members" in done.stderr


@pytest.mark.parametrize("again", ["a.yaml", "./a.yaml", "link.yaml"])
def test_nobody_sits_on_a_panel_twice(run: Run, write: Callable[..., str], again: str) -> None:
    write("a.yaml")
    Path("link.yaml").symlink_to("a.yaml")
    done = run("panel", "a.yaml", again)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error: {again} is given twice" in done.stderr


def test_two_files_of_one_name_cannot_be_told_apart(run: Run, write: Callable[..., str]) -> None:
    done = run("panel", write("one/a.yaml"), write("two/a.yaml"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "two members are called 'a': one/a.yaml and two/a.yaml" in done.stderr


@pytest.mark.parametrize(
    ("say", "complaint"),
    [
        ("clinic-cfo", "--say clinic-cfo has no '='"),
        ("clinic-cof=2", "there is no member 'clinic-cof'"),
        ("clinic-cfo=0", "'0' is not a number from 0.001 to 1000"),
        ("clinic-cfo=-1", "'-1' is not a number from 0.001 to 1000"),
        ("clinic-cfo=nan", "'nan' is not a number from 0.001 to 1000"),
        ("clinic-cfo=inf", "'inf' is not a number from 0.001 to 1000"),
        ("clinic-cfo=much", "'much' is not a number from 0.001 to 1000"),
        ("clinic-cfo=", "'' is not a number from 0.001 to 1000"),
    ],
)
def test_a_say_that_says_nothing_is_refused(run: Run, say: str, complaint: str) -> None:
    done = run("panel", *CLINIC, "--say", say)
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr


def test_a_misspelt_member_is_guessed_and_every_problem_named(run: Run) -> None:
    done = run("panel", *CLINIC, "--say", "clinic-cfoo=2", "--say", "clinic-cto=x")
    assert "did you mean 'clinic-cfo'?" in done.stderr
    assert "'x' is not a number from 0.001 to 1000" in done.stderr


def test_a_member_whom_no_simulation_goes_by_is_no_bug(run: Run, write: Callable[..., str]) -> None:
    files = write("a.yaml"), write("b.yaml", {"gpu-staff": "could-hire"})
    done = run("panel", *files, "--draws", "100", "--say", "a=1000", "--say", "b=0.001")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_say_is_given_once(run: Run) -> None:
    done = run("panel", *CLINIC, "--say", "clinic-cfo=2", "--say", "clinic-cfo=3")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--say is given twice for 'clinic-cfo'" in done.stderr


def test_a_say_counts(run: Run) -> None:
    done = run("panel", *CLINIC, "--say", "clinic-cfo=2", *FAST, "--json")
    assert [m["share"] for m in json.loads(done.stdout)["members"]] == [0.25, 0.5, 0.25]


def test_a_file_that_is_not_there_is_named_beside_the_others_problems(
    run: Run, write: Callable[..., str]
) -> None:
    done = run("panel", "nobody.yaml", write("a.yaml", {"task": "impossible"}), write("b.yaml"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "there is no file nobody.yaml" in done.stderr
    assert "'impossible' is not an answer to 'task' (a.yaml:" in done.stderr


def test_a_file_that_is_not_there_ends_with_2(run: Run, write: Callable[..., str]) -> None:
    done = run("panel", "nobody.yaml", write("b.yaml"))
    assert (done.returncode, done.stdout) == (2, "")


def test_another_schema_is_refused_and_the_others_are_still_checked(
    run: Run, write: Callable[..., str]
) -> None:
    done = run(
        "panel", write("new.yaml", schema=2), write("odd.yaml", shares={"nothing": 1}), "startup"
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "only schema 1 is known (new.yaml:" in done.stderr
    assert "there is no 'nothing' (odd.yaml:" in done.stderr


def test_a_contradiction_within_one_member_is_an_error_of_that_file(
    run: Run, write: Callable[..., str]
) -> None:
    done = run("panel", write("a.yaml", {"latency": "offline"}), write("b.yaml"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "answers contradict each other" in done.stderr
    assert "(a.yaml:" in done.stderr


def test_missing_answers_of_all_members_are_named(run: Run) -> None:
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_text("organisation: A\nranking: []\n".replace("ranking: []\n", ""))
    done = run("panel", "a.yaml", "b.yaml")
    assert (done.returncode, done.stdout) == (4, "")
    assert "a.yaml: " in done.stderr
    assert "b.yaml: " in done.stderr


def test_missing_answers_may_be_taken_as_unknown(run: Run) -> None:
    text = re.sub("  deadline: .*\n", "", run("profile", "show", "startup").stdout)
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_text(text, encoding="utf-8")
    assert run("panel", "a.yaml", "b.yaml", *FAST).returncode == 4
    done = run("panel", "a.yaml", "b.yaml", *FAST, "--missing", "unknown", "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert found["facts"]["known_by_some"] == []
    assert len(found["aggregate"]["next_steps"][0]["unasked"]) == 1


def test_members_of_different_organisations_are_warned_of(
    run: Run, write: Callable[..., str]
) -> None:
    done = run(
        "panel",
        write("a.yaml", organisation="One"),
        write("b.yaml", organisation="Two"),
        *FAST,
        "--json",
    )
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert found["aggregate"]["profile"]["organisation"] == "One"
    assert {"code": "several-organisations", "organisations": ["One", "Two"]} in found["warnings"]


def test_members_with_other_workloads_end_with_3(run: Run, write: Callable[..., str]) -> None:
    work = [{"name": "chat", "answers": {}}]
    done = run("panel", write("a.yaml", workloads=work), write("b.yaml"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "b has no workload called 'chat'" in done.stderr


def test_an_expectation_is_a_gate_on_the_panels_verdict(run: Run) -> None:
    verdict = json.loads(run("panel", *CLINIC, *FAST, "--json").stdout)["aggregate"][
        "recommendation"
    ]["verdict"]
    other = "closed" if verdict == "open" else "open"
    assert run("panel", *CLINIC, *FAST, "--expect", verdict).returncode == 0
    assert run("panel", *CLINIC, *FAST, "--expect", other).returncode == 6
    assert run("panel", *CLINIC, "--expect", "opne").returncode == 2


def test_a_panel_with_nothing_admissible_ends_with_5(run: Run, write: Callable[..., str]) -> None:
    none: dict[str, object] = {"data-location": "premises", "hardware": "no-budget"}
    done = run("panel", write("a.yaml", none), write("b.yaml", none), *FAST)
    assert done.returncode == 5
    assert "None: nothing is allowed" in done.stdout


def test_a_file_is_written_in_the_format_of_its_suffix_and_not_twice(run: Run) -> None:
    assert run("panel", *CLINIC, *FAST, "-o", "p.md").returncode == 0
    assert Path("p.md").read_text(encoding="utf-8").startswith("# Open or closed")
    assert run("panel", *CLINIC, *FAST, "-o", "p.md").returncode == 2
    assert run("panel", *CLINIC, *FAST, "-o", "p.md", "--force").returncode == 0


@pytest.mark.parametrize("name", ["md", "MARKDOWN"])
def test_a_format_has_short_names_and_any_capitals(run: Run, name: str) -> None:
    assert run("panel", *CLINIC, *FAST, "--format", name).stdout.startswith("# Open or closed")


def test_the_page_is_the_beginning_of_the_full_report(run: Run) -> None:
    page, full = (run("panel", *CLINIC, *FAST, *more).stdout for more in ((), ("--full",)))
    (hint,) = (line for line in page.splitlines() if "--full" in line)
    assert full.startswith(page.split(hint)[0])
    assert "The assessment of the panel" in full.removeprefix(page)
    assert "The assessment of the panel" not in page


def test_a_report_does_not_replace_a_member(run: Run, write: Callable[..., str]) -> None:
    before = Path(write("a.yaml")).read_text(encoding="utf-8")
    done = run("panel", "startup", "a.yaml", "-o", "a.yaml", "--force", "--format", "text", *FAST)
    assert done.returncode == 2
    assert Path("a.yaml").read_text(encoding="utf-8") == before


def test_a_format_that_no_panel_has_is_refused(run: Run) -> None:
    done = run("panel", *CLINIC, "--format", "poem")
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("date", ["2026-11-21", "yesterday"])
def test_a_date_is_printed_or_refused(run: Run, date: str) -> None:
    done = run("panel", *CLINIC, *FAST, "--date", date)
    assert done.returncode == (0 if date in done.stdout else 2)
    assert (date in done.stdout) == (date != "yesterday")


def test_the_same_members_give_the_same_bytes(run: Run, program: Run) -> None:
    # In a process of its own: in this one, what was assessed before is kept.
    first, second = (start("panel", *CLINIC, *FAST, "--json").stdout for start in (run, program))
    assert first == second
