"""`-o FILE`: in the format of its suffix, whole or not at all, and nothing is ever lost."""

import json
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
ASSESS = ("assess", "--profile", "startup", "-o")
OLD = "the old report\n"


@pytest.fixture
def old() -> Path:
    path = Path("report.md")
    path.write_text(OLD, encoding="utf-8")
    return path


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("r.md", "markdown"),
        ("r.JSON", "json"),
        ("r.txt", "text"),
        ("r.MADR.md", "madr"),
        ("madr.md", "markdown"),
    ],
)
def test_the_suffix_chooses_the_format(name: str, form: str, run: Run) -> None:
    done = run(*ASSESS, name)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1].startswith(f"wrote {name}")
    shown = run("assess", "--profile", "startup", "--format", form)
    assert Path(name).read_text(encoding="utf-8") == shown.stdout
    assert files() == [name]


def test_a_format_that_is_named_goes_before_the_suffix(run: Run) -> None:
    done = run(*ASSESS, "r.md", "--json")
    assert done.returncode == 0
    assert "note: r.md will hold json, but .md stands for markdown\n" in done.stderr
    assert "will hold" not in run(*ASSESS, "0001.md", "--format", "madr").stderr
    longer = run(*ASSESS, "x.madr.md", "--json").stderr
    assert "note: x.madr.md will hold json, but .madr.md stands for madr\n" in longer
    assert json.loads(Path("r.md").read_text(encoding="utf-8"))["schema_version"] == 1


@pytest.mark.parametrize("name", ["report", "report.pdf"])
def test_another_suffix_is_refused_with_those_that_are_known(name: str, run: Run) -> None:
    done = run(*ASSESS, name)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"the suffix of {name} names no format" in done.stderr
    assert ".md (markdown)" in done.stderr
    assert not files()


def test_a_dash_is_standard_output(run: Run) -> None:
    done = run(*ASSESS, "-")
    assert done.stdout == run("assess", "--profile", "startup").stdout
    assert "wrote" not in done.stderr
    assert not files()


def test_an_existing_file_is_kept_without_force(old: Path, run: Run) -> None:
    done = run(*ASSESS, old)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: report.md exists already\n"
        "  fix: add --force to replace it, or choose another name\n"
    )
    assert old.read_text(encoding="utf-8") == OLD


def test_force_replaces_a_file_and_keeps_its_permissions(old: Path, run: Run) -> None:
    old.chmod(0o640)
    mode = old.stat().st_mode
    assert run(*ASSESS, old, "--force").returncode == 0
    assert old.read_text(encoding="utf-8").startswith("# ")
    assert old.stat().st_mode == mode
    assert files() == ["report.md"]


@pytest.mark.parametrize("wrong", [["--set", "task=magic"], ["--date", "never"], ["--expect", "x"]])
def test_a_failed_run_leaves_an_existing_file_as_it_was(
    wrong: list[str], old: Path, run: Run
) -> None:
    assert run(*ASSESS, old, "--force", *wrong).returncode == 2
    assert old.read_text(encoding="utf-8") == OLD
    assert files() == ["report.md"]


def test_a_gate_that_fails_still_writes_the_report(run: Run) -> None:
    done = run(*ASSESS, "r.md", "--expect", "open")
    assert done.returncode == 6
    assert Path("r.md").read_text(encoding="utf-8").startswith("# ")


def test_a_missing_folder_is_named_before_anything_is_asked(run: Run) -> None:
    done = run("assess", "-o", "no/such/r.md")
    assert done.returncode == 2
    assert done.stderr == "error: there is no folder no/such\n  fix: create it, or choose another\n"


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("name", ["", ".", "..", "/", "r.md"])
def test_a_folder_is_never_replaced(name: str, force: list[str], run: Run) -> None:
    Path("r.md").mkdir()
    done = run(*ASSESS, name, "--format", "text", *force)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-2:] == [
        f"error: '{name or '.'}' is a folder",
        "  fix: name a file in it",
    ]
    assert Path("r.md").is_dir()


@NOT_ON_WINDOWS
def test_a_link_is_kept_and_what_it_points_to_is_replaced(old: Path, run: Run) -> None:
    link = Path("link.md")
    link.symlink_to(old)
    assert run(*ASSESS, link).returncode == 2
    assert old.read_text(encoding="utf-8") == OLD
    assert run(*ASSESS, link, "--force").returncode == 0
    assert link.is_symlink()
    assert old.read_text(encoding="utf-8").startswith("# ")


@NOT_ON_WINDOWS
def test_a_link_to_nothing_makes_the_file_that_it_names(run: Run) -> None:
    Path("link.md").symlink_to("new.md")
    assert run(*ASSESS, "link.md").returncode == 0
    assert Path("link.md").is_symlink()
    assert Path("new.md").read_text(encoding="utf-8").startswith("# ")


@NOT_ON_WINDOWS
def test_a_link_into_no_folder_is_named_before_anything_is_computed(run: Run) -> None:
    Path("link.md").symlink_to("gone/new.md")
    done = run(*ASSESS, "link.md", "--force")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"error: there is no folder {Path('gone').resolve()}\n"
        "  why: link.md is a link to a file in it\n"
        "  fix: create it, or choose another\n"
    )
    assert files() == ["link.md"]


@NOT_ON_WINDOWS
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_device_is_written_to_and_stays_a_device(force: list[str], program: Run) -> None:
    few = ("--draws", "50", *force)
    done = program(*ASSESS, "/dev/stdout", "--format", "markdown", *few)
    assert done.returncode == 0
    assert done.stdout.startswith("# ")
    assert program(*ASSESS, "/dev/null", "--format", "text", *few).returncode == 0
    assert Path("/dev/null").is_char_device()


def test_a_new_profile_obeys_the_same_rules(run: Run) -> None:
    shown = run("profile", "new")
    assert run("profile", "new", "-o", "-").stdout == shown.stdout
    assert run("profile", "new", "-o", "p.yaml").stdout == ""
    assert Path("p.yaml").read_text(encoding="utf-8") == shown.stdout
    done = run("profile", "new", "-o", "p.yaml")
    assert done.returncode == 2
    assert done.stderr.startswith("error: p.yaml exists already\n")
    assert files() == ["p.yaml"]


def test_the_profile_is_never_replaced_by_its_own_report(run: Run) -> None:
    profiles = Path(__file__).parents[1] / "pinned" / "profiles"
    text = (profiles / "startup.yaml").read_text("utf-8")
    Path("p.yaml").write_text(text, encoding="utf-8")
    done = run("assess", "--profile", "p.yaml", "--format", "text", "-o", "./p.yaml", "--force")
    assert done.returncode == 2
    assert "-o ./p.yaml is p.yaml itself" in done.stderr
    assert Path("p.yaml").read_text(encoding="utf-8") == text
