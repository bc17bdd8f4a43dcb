"""Which profiles are compared, what becomes of bad ones, and the exit code."""

import csv
import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.cli.conftest import Run

from llmchoice import assess, read_profile
from llmchoice.catalogue.load import load_catalogue
from llmchoice.knowledge.source import read_text
from llmchoice.model.catalogue import Weights
from llmchoice.version import __version__

Write = Callable[..., str]
FAST = ("--draws", "1000", "--format", "csv")


def files(done: CompletedProcess[str]) -> list[str]:
    return [record["file"] for record in csv.DictReader(StringIO(done.stdout))]


def test_rows_stand_in_the_order_of_the_names_and_folders_in_that_of_their_files(
    run: Run, write: Write
) -> None:
    for name in ("z.yaml", "folder/b.yaml", "folder/a.yml", "folder/c.yaml", "y.yaml"):
        write(name)
    Path("folder/readme.md").write_text("no profile", encoding="utf-8")
    Path("folder/.hidden.yaml").write_text("no profile", encoding="utf-8")
    write("folder/deeper/d.yaml")
    done = run("z.yaml", "folder", "y.yaml", *FAST)
    assert done.returncode == 0
    assert files(done) == ["z.yaml", "folder/a.yml", "folder/b.yaml", "folder/c.yaml", "y.yaml"]
    deep = run("folder", "--recursive", *FAST)
    assert files(deep) == [
        "folder/a.yml",
        "folder/b.yaml",
        "folder/c.yaml",
        "folder/deeper/d.yaml",
    ]


def test_a_packaged_example_and_stdin_have_a_row(run: Run, write: Write) -> None:
    text = Path(write("p.yaml")).read_bytes()
    Path("p.yaml").unlink()
    done = run("bank", "-", *FAST, stdin=text)
    assert files(done) == ["bank.yaml", "<stdin>"]
    assert "using the packaged example 'bank'" in done.stderr
    assert "using" not in run("bank", "--quiet", *FAST).stderr


def test_bad_profiles_are_named_with_all_that_is_wrong_and_the_rest_is_done(
    run: Run, write: Write
) -> None:
    write("folder/a.yaml")
    Path("folder/b.yaml").write_text(
        "organisation: B\npriorities: {privacy: 9}\nanswers:\n  data: nonsense\n", encoding="utf-8"
    )
    Path("folder/c.yaml").write_text("a: [1, 2\n", encoding="utf-8")
    Path("folder/d.yaml").write_bytes(b"\xff\xfe")
    write("folder/e.yaml")
    done = run("folder", *FAST)
    assert done.returncode == 3
    assert files(done) == ["folder/a.yaml", "folder/e.yaml"]
    for place in ("b.yaml:2:23", "b.yaml:4:9", "c.yaml:2:1", "d.yaml"):
        assert f"folder/{place}" in done.stderr
    assert "2 compared, 3 left out" in done.stderr


@pytest.mark.parametrize(
    "error", [ZeroDivisionError(), OverflowError(), RecursionError(), MemoryError(), KeyError("x")]
)
def test_whatever_goes_wrong_with_one_profile_the_others_are_compared(
    error: Exception, run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        write(f"folder/{name}.yaml")

    def broken(path: Path) -> str:
        if path.name == "b.yaml":
            raise error
        return read_text(path)

    monkeypatch.setattr("llmchoice.cli.assessor.read_text", broken)
    done = run("folder", *FAST)
    assert done.returncode == 1
    assert files(done) == ["folder/a.yaml", "folder/c.yaml"]
    bug = f"error: this is a bug in llmchoice {__version__} ({type(error).__name__})"
    assert f"{bug} (folder/b.yaml)" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_not_opened_because_it_is_in_a_folder(run: Run, write: Write) -> None:
    write("folder/a.yaml")
    os.mkfifo("folder/pipe.yaml")
    Path("folder/device.yaml").symlink_to("/dev/zero")
    Path("folder/circle.yaml").symlink_to("circle.yaml")
    Path("folder/gone.yaml").symlink_to("nowhere")
    done = run("folder", *FAST)
    assert files(done) == ["folder/a.yaml"]
    assert "1 compared, 4 left out" in done.stderr
    for name in ("pipe", "device", "circle", "gone"):
        assert f"folder/{name}.yaml" in done.stderr


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (("incomplete.yaml",), 4),
        (("nowhere.yaml",), 2),
        (("nowhere.yaml", "incomplete.yaml"), 2),
        (("incomplete.yaml", "broken.yaml", "nowhere.yaml"), 3),
    ],
)
def test_the_gravest_of_what_went_wrong_is_the_exit_code(
    bad: tuple[str, ...], code: int, run: Run, write: Write
) -> None:
    write("good.yaml")
    Path("broken.yaml").write_text("[", encoding="utf-8")
    Path("incomplete.yaml").write_text("organisation: X\n", encoding="utf-8")
    done = run("good.yaml", *bad, *FAST)
    assert done.returncode == code
    assert files(done) == ["good.yaml"]
    assert all(name.split(".")[0] in done.stderr for name in bad)


def test_missing_answers_may_be_taken_as_unknown(run: Run) -> None:
    Path("p.yaml").write_text(
        "organisation: X\nranking: [privacy, compliance, budget, customisation, expertise,"
        " capability, independence]\n",
        encoding="utf-8",
    )
    assert run("p.yaml", *FAST).returncode == 4
    assert run("p.yaml", "--missing", "unknown", *FAST).returncode == 0


def test_a_folder_without_profiles_is_an_error_and_says_where_to_look(run: Run) -> None:
    Path("empty").mkdir()
    done = run("empty", *FAST)
    assert done.returncode == 2
    assert "the folder empty contains no profile" in done.stderr
    assert "--recursive" in done.stderr


def test_no_name_at_all_is_wrong_usage(run: Run) -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert "no profile is named" in done.stderr


def test_a_gate_holds_for_every_profile_and_names_those_that_fail(
    run: Run, write: Write, nothing_left: str
) -> None:
    name = write("startup.yaml")
    assert run(name, "--expect", "closed", *FAST).returncode == 0
    done = run(name, nothing_left, "--expect", "closed", *FAST)
    assert done.returncode == 6
    assert files(done) == [name, nothing_left]
    assert (
        "failed for 1 of 2: 'nothing-left.yaml' (expected the verdict 'closed', got 'none')"
        in done.stderr
    )
    assert run(nothing_left, "--expect", "none", *FAST).returncode == 0
    assert run(name, "--expect", "sideways", *FAST).returncode == 2


def test_strength_and_what_to_start_with_are_expected_as_of_assess(run: Run) -> None:
    names = ["startup", "research-lab"]
    done = run(*names, "--at-least", "clear", *FAST)
    assert done.returncode == 6
    assert "failed for 1 of 2: 'startup.yaml' (expected a side that is at least clear, got" in (
        done.stderr
    )
    assert run(*names, "--at-least", "likely", *FAST).returncode == 0
    done = run(*names, "--expect-start", "open", *FAST)
    assert done.returncode == 6
    assert "'startup.yaml' (expected to start with the side 'open', got closed)" in done.stderr
    assert run("research-lab", "--expect-start", "open", *FAST).returncode == 0


def test_nothing_admissible_is_no_success_and_a_bad_file_is_graver(
    run: Run, write: Write, nothing_left: str
) -> None:
    name = write("startup.yaml")
    assert run(name, nothing_left, *FAST).returncode == 5
    Path("broken.yaml").write_text("[", encoding="utf-8")
    assert run(nothing_left, "broken.yaml", *FAST).returncode == 3
    assert run(nothing_left, "broken.yaml", "--expect", "open", *FAST).returncode == 3


def test_a_gpu_that_nobody_knows_spoils_one_profile_and_no_other(run: Run, write: Write) -> None:
    good, bad = write("good.yaml"), write("bad.yaml", costs={"gpu": "gtx-1"})
    done = run(bad, good, *FAST)
    assert done.returncode == 3
    assert files(done) == [good]
    assert "gtx-1" in done.stderr


def test_a_profile_is_never_overwritten(run: Run, write: Write) -> None:
    name = write("folder/p.yaml")
    before = Path(name).read_bytes()
    done = run("folder", "-o", name, "--force", *FAST)
    assert done.returncode == 2
    assert "itself" in done.stderr
    assert Path(name).read_bytes() == before


def test_a_file_in_the_way_is_named_before_anything_is_assessed(run: Run) -> None:
    Path("rows.csv").write_text("old", encoding="utf-8")
    done = run("nowhere", "-o", "rows.csv")
    assert done.returncode == 2
    assert "rows.csv exists already" in done.stderr
    assert "nowhere" not in done.stderr
    assert Path("rows.csv").read_text(encoding="utf-8") == "old"


def test_a_row_doubts_what_rests_on_a_test_of_few_cases_or_of_failures(
    run: Run, write: Write
) -> None:
    write("few.yaml", {"own-test": {"cases": 1, "open": 1, "closed": 0}})
    write("neither.yaml", {"own-test": {"cases": 60, "open": 0, "closed": 0}})
    done = run("few.yaml", "neither.yaml", "startup", *FAST)
    doubts = [row["doubts"] for row in csv.DictReader(StringIO(done.stdout))]
    assert doubts == ["few-cases", "neither-usable", ""]
    table = " ".join(run("few.yaml", "neither.yaml", "--draws", "1000").stdout.split())
    assert "too few cases to rely on" in table
    assert "neither kind of model did the work" in table


def test_the_same_profile_twice_is_noted(run: Run, write: Write) -> None:
    write("a.yaml")
    Path("b.yaml").symlink_to("a.yaml")
    done = run("a.yaml", "b.yaml", *FAST)
    assert "b.yaml is the same profile as a.yaml\n" in done.stderr
    assert files(done) == ["a.yaml", "b.yaml"]


def test_a_gate_names_everything_that_fails(run: Run, write: Write) -> None:
    names = [write(f"{letter}.yaml") for letter in "abcdefghijkl"]
    done = run(*names, *FAST, "--expect", "open")
    assert done.returncode == 6
    assert all(name in done.stderr for name in names)


def test_a_test_of_more_cases_than_anybody_judges_is_refused(run: Run, write: Write) -> None:
    write("many.yaml", {"own-test": {"cases": 100_001, "open": 5, "closed": 5}})
    done = run("many.yaml", *FAST)
    assert done.returncode == 3
    assert "from 0 to 100,000" in done.stderr
    write("most.yaml", {"own-test": {"cases": 100_000, "open": 70_000, "closed": 75_000}})
    assert run("most.yaml", *FAST).returncode == 0


def test_the_prices_of_a_day_count_in_a_row_as_in_an_assessment(run: Run, write: Write) -> None:
    closed = [m for m in load_catalogue().models if m.weights is Weights.CLOSED and m.price]
    model, last = next((m.id, p.until) for m in closed if (p := m.price) and p.until)
    write("a.yaml", {"own-test": "open-fails"}, costs={"closed-model": model})
    costs = []
    for day in (last, (date.fromisoformat(last) + timedelta(days=1)).isoformat()):
        (row,) = csv.DictReader(StringIO(run("a.yaml", "--date", day, *FAST).stdout))
        whole = assess(read_profile("a.yaml"), date=day, simulations=1000)
        assert whole.costs is not None
        (subject,) = whole.costs.subjects
        band = subject.monthly(row["option"])
        assert band is not None
        assert float(row["cost"]) == pytest.approx(band.typical, abs=0.005)
        costs.append(row["cost"])
    assert costs[0] != costs[1]
    assert "write YYYY-MM-DD, or today" in run("a.yaml", "--date", "soon").stderr
