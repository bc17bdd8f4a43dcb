"""`llmchoice profile`: the packaged examples, a new profile, and a check of several at once."""

import json
from pathlib import Path

import pytest
import yaml
from tests.cli.conftest import Run

EXAMPLES = sorted(
    path.stem for path in (Path(__file__).parents[1] / "pinned" / "profiles").glob("*.yaml")
)


def test_list_names_every_example_with_one_whole_sentence(run: Run) -> None:
    done = run("profile", "list")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == EXAMPLES
    assert all(line.endswith(".") and line.count(". ") == 0 for line in lines)


@pytest.mark.parametrize("name", EXAMPLES[::4])
def test_an_example_is_shown_as_it_is_and_gets_its_verdict_by_name(name: str, run: Run) -> None:
    shown = run("profile", "show", name)
    note = f"using the packaged example '{name}' (there is no file {name} here)\n"
    assert (shown.returncode, shown.stderr) == (0, note)
    assert yaml.safe_load(shown.stdout)["organisation"]
    named = run("assess", "-p", f"{name}.yaml", "--json")
    assert named.returncode == 0
    assert f"there is no file {name}.yaml here" in named.stderr
    assert named.stdout == run("assess", "-p", "-", "--json", stdin=shown.stdout.encode()).stdout


def test_a_file_goes_before_the_example_of_its_name(run: Run, startup: str) -> None:
    Path("startup.yaml").write_text(startup.replace("Example startup", "Ours"), encoding="utf-8")
    done = run("assess", "-p", "startup.yaml", "--json")
    assert done.stderr == ""
    assert json.loads(done.stdout)["profile"]["organisation"] == "Ours"


def test_a_folder_is_checked_profile_by_profile(run: Run, startup: str) -> None:
    inner = Path("all", "inner")
    inner.mkdir(parents=True)
    Path("all", "a.yaml").write_text(startup, encoding="utf-8")
    Path("all", "note.txt").write_text("no profile", encoding="utf-8")
    (inner / "b.yaml").write_text(startup.replace("organisation:", "organization:"), "utf-8")
    done = run("profile", "check", "all")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{Path('all', 'a.yaml')}: valid and complete\n"
    deeper = run("profile", "check", "-r", "all")
    assert (deeper.returncode, deeper.stdout) == (3, "")
    assert f"{inner / 'b.yaml'}:" in deeper.stderr
    assert f"{Path('all', 'a.yaml')}: valid and complete\n" in deeper.stderr


def test_an_answer_that_counts_for_nothing_is_noted_and_no_error(run: Run, startup: str) -> None:
    idle = startup.replace("answers:\n", "answers:\n  training-examples: ready\n")
    Path("idle.yaml").write_text(idle, encoding="utf-8")
    note = "idle.yaml: answers to questions that do not apply count for nothing: training-examples"
    checked = run("profile", "check", "idle.yaml")
    assert (checked.returncode, checked.stderr) == (0, f"{note}\n")
    assessed = run("assess", "idle.yaml", "--draws", "100")
    assert (assessed.returncode, note in assessed.stderr) == (0, True)
    assert note not in run("assess", "idle.yaml", "--draws", "100", "-q").stderr


def test_a_folder_without_a_profile_is_wrong_usage(run: Run) -> None:
    Path("empty").mkdir()
    done = run("profile", "check", "empty")
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: the folder empty contains no profile" in done.stderr


def test_a_new_profile_is_a_profile_in_which_everything_is_missing(run: Run) -> None:
    new = run("profile", "new")
    assert (new.returncode, new.stderr) == (0, "")
    done = run("profile", "check", "-", stdin=new.stdout.encode())
    assert (done.returncode, done.stdout) == (4, "")
    assert "no importance given for privacy" in done.stderr
    assert "answers missing: data, " in done.stderr


def test_a_new_profile_is_complete_once_every_line_is_filled_in(run: Run) -> None:
    lines = run("profile", "new").stdout.splitlines()
    top = lines.index("answers:")
    filled = [
        f"  {line.split('#')[1].split(':')[0].strip()}: {3 if at < top else 'unknown'}"
        if line.startswith("  # ")
        and line[4] != " "
        and line.split("#")[1].split(":")[0].strip().replace("-", "").islower()
        and " " not in line.split("#")[1].split(":")[0].strip()
        else line
        for at, line in enumerate(lines)
    ]
    done = run("profile", "check", "-", stdin="\n".join(filled).encode())
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout == "<stdin>: valid and complete\n"


def test_check_says_what_is_wrong_with_all_of_them(run: Run) -> None:
    Path("a.yaml").write_text("organisation: A\nanswer: {}\n", encoding="utf-8")
    Path("b.yaml").write_text("organisation: [B]\n", encoding="utf-8")
    done = run("profile", "check", "a.yaml", "startup", "nowhere.yaml", "b.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert "(a.yaml:2:1)" in done.stderr
    assert "(b.yaml:1:15)" in done.stderr
    assert "there is no file nowhere.yaml" in done.stderr
    assert done.stderr.endswith("startup.yaml: valid and complete\n")


def test_check_ends_with_the_code_of_the_worst(run: Run) -> None:
    Path("short.yaml").write_text("organisation: A\n", encoding="utf-8")
    assert run("profile", "check", "startup", "short.yaml").returncode == 4
    assert run("profile", "check", "short.yaml", "nowhere.yaml").returncode == 2
    done = run("profile", "check", "startup", "bank")
    assert done.stdout == "startup.yaml: valid and complete\nbank.yaml: valid and complete\n"
    assert done.returncode == 0


def test_a_folder_does_not_hide_an_example_of_the_same_name(run: Run) -> None:
    Path("startup").mkdir()
    done = run("assess", "--profile", "startup")
    assert done.returncode == 0
    assert done.stdout.startswith("Open or closed language models: Example startup\n")
