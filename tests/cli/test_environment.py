"""What is around the program: no home, full streams, names in a circle, names that are no text."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import forked
from tests.cli.conftest import Run

from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.profile import read_profile

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such things")
ON_LINUX = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
AT_HOME = ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
NO_HOME = """
import pwd, runpy
def nobody(_uid):
    raise KeyError("uid not found")
pwd.getpwuid = nobody
runpy.run_module("llmchoice", run_name="__main__")
"""
HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "one\npriorities: {privacy: 5}",
    "a\x85b\u2028c\rd",
    "x\u202ey\x07",
)
QUICK = ("--draws", "50")


@ON_POSIX
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("cost", "startup"), 0),
        (("models", "list"), 0),
        (("drafts", "list"), 0),
        (("drafts", "delete", "--all"), 0),
        (("assess", "--resume", "--no-input"), 2),
        (("--version",), 0),
    ],
)
def test_nothing_needs_a_home(words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    def nobody(_uid: int) -> None:
        raise KeyError("uid not found")

    done = forked.run(
        *words,
        env={name: value for name, value in os.environ.items() if name not in AT_HOME},
        before=lambda: pytest.MonkeyPatch().setattr("pwd.getpwuid", nobody),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == code, done.stderr
    assert "bug" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@ON_POSIX
def test_nothing_that_is_imported_needs_a_home(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_HOME, "assess", "startup", *QUICK],
        env={name: value for name, value in os.environ.items() if name not in AT_HOME},
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert done.stdout
    assert list(tmp_path.iterdir()) == []


@ON_LINUX
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("assess", "startup", *QUICK, "-o", "report.md"), 0),
        (("assess", "startup", *QUICK, "-o", "report.md", "--expect", "mixed"), 6),
        (("compare", "startup", *QUICK, "-o", "report.md"), 0),
        (("assess", "nowhere.yaml"), 2),
    ],
)
def test_a_full_stderr_changes_neither_report_nor_exit_code(
    words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = forked.run(*words, stderr=full, cwd=tmp_path)
    assert done.returncode == code
    assert (tmp_path / "report.md").exists() == ("-o" in words)


@ON_LINUX
def test_a_full_stdout_is_called_by_its_name(tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = forked.run(
            *("profile", "new"), stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path
        )
    assert done.returncode == 2
    assert "error: cannot write to standard output: No space left on device" in done.stderr


def test_a_file_that_fails_is_not_called_standard_output(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise OSError(5, "Input/output error", "/somewhere/file")

    monkeypatch.setattr("llmchoice.knowledge.folders.profile_names", broken)
    done = run("profile", "list")
    assert done.returncode == 2
    assert "error: cannot use /somewhere/file: Input/output error" in done.stderr


@ON_POSIX
@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize(
    "command", [("assess", "startup", *QUICK), ("profile", "new"), ("cost", "startup")]
)
def test_a_circle_of_links_is_an_error_and_stays(
    command: tuple[str, ...], force: tuple[str, ...], run: Run
) -> None:
    Path("a.md").symlink_to("b.md")
    Path("b.md").symlink_to("a.md")
    done = run(*command, "-o", "a.md", *force)
    assert done.returncode == 2
    assert "cannot write a.md" in done.stderr
    assert Path("a.md").is_symlink()


@ON_POSIX
@pytest.mark.parametrize(
    "command", ["assess", "cost", "whatif", "profile check", "compare", "profile show"]
)
def test_a_circle_of_links_is_no_profile(command: str, run: Run) -> None:
    Path("circle.yaml").symlink_to("circle.yaml")
    setting = ("--set", "privacy=5") if command == "whatif" else ()
    done = run(*command.split(), "circle.yaml", *setting)
    assert done.returncode == 2
    assert "circle.yaml" in done.stderr


@ON_LINUX
def test_members_of_a_panel_may_have_names_that_are_no_text(run: Run) -> None:
    for name in (b"ciso\xff.yaml", b"cfo\xfe.yaml"):
        text = run("profile", "show", "startup").stdout
        Path(os.fsdecode(name)).write_text(text, encoding="utf-8")
    for form in ("text", "json", "markdown", "html"):
        done = run(
            "panel", os.fsdecode(b"ciso\xff.yaml"), os.fsdecode(b"cfo\xfe.yaml"), *QUICK,
            "--format", form,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "ciso" in done.stdout


@ON_LINUX
@pytest.mark.parametrize(
    "command",
    [
        *("criteria show", "models show", "drafts show", "drafts delete", "schema", "nonsense"),
        *("assess", "compare", "cost", "profile show", "profile check", "panel startup"),
        *("recheck", "diff past.json", "criteria check", "trial score", "trial run", "trial plan"),
        *("assess startup --date", "assess startup --format", "assess --no-input --draft"),
        *("assess startup --format madr --status", "assess startup --expect", "assess --no-input"),
        *("assess startup --set", "assess startup --set own-test=", "whatif startup --set"),
        *("assess startup --set organisation=", "panel startup hospital --say", "cost --tokens-in"),
        *("models shortlist startup --origin", "models shortlist startup --option"),
        *("models shortlist startup --language", "models shortlist startup --workload"),
        *("assess startup --criteria", "assess startup --draws", "profile new --criteria"),
    ],
)
def test_a_word_that_is_no_text_is_told_as_a_wrong_word(command: str, run: Run) -> None:
    word = os.fsdecode(b"w\xffrong\xc3")
    words = [f"{command}{word}"] if command.endswith("=") else [command, word]
    done = run(*(part for each in words for part in each.split()))
    assert done.returncode in {2, 3}, done.stderr
    assert "error: " in done.stderr
    assert "bug" not in done.stderr
    assert all(char.isprintable() or char == "\n" for char in done.stdout + done.stderr)


@pytest.mark.parametrize("day", ["20261121", "2026-W47-6", "2026W476", "2026-11-21T00:00", "1"])
def test_a_day_has_one_form(day: str, run: Run) -> None:
    done = run("assess", "startup", *QUICK, "--date", day)
    assert done.returncode == 2
    assert "is not a date" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        "assess startup --criteria own",
        "compare startup --criteria own",
        "cost startup --criteria own",
        "criteria check own",
        "criteria list --criteria own",
        "criteria show privacy --criteria own",
        "models shortlist startup --criteria own",
        "panel startup hospital --criteria own",
        "profile new --criteria own",
        "recheck past.json --criteria own",
        "trial plan startup --criteria own",
        "trial score trial --criteria own",
        "whatif startup --set privacy=5 --criteria own",
    ],
)
def test_a_report_never_replaces_a_file_of_its_own_criteria(command: str, run: Run) -> None:
    Path("own/priorities").mkdir(parents=True)
    Path("trial").mkdir()
    settings = Path("own/settings.yaml")
    source = Path(__file__).parents[2] / "criteria" / "settings.yaml"
    settings.write_bytes(source.read_bytes())
    before = settings.read_bytes()
    form = {"profile new": (), "compare": ("--format", "csv")}
    name = next((name for name in form if command.startswith(name)), "")
    words = form.get(name, ("--format", "text"))
    done = run(*command.split(), *words, "--force", "-o", "own/settings.yaml")
    assert done.returncode == 2
    assert "is a file of own itself" in done.stderr
    assert settings.read_bytes() == before


@pytest.mark.parametrize("text", HOSTILE)
def test_a_new_profile_obeys_no_text_of_an_overlay(text: str, run: Run) -> None:
    import yaml

    Path("own").mkdir()
    section = {"id": "work", "title": text}
    Path("own/questions.yaml").write_text(yaml.safe_dump({"sections": [section]}), encoding="utf-8")
    done = run("profile", "new", "--criteria", "own")
    if done.returncode:  # the overlay was refused, in words without a code
        assert done.returncode == 3
        shown = done.stderr
    else:
        shown = done.stdout
    assert all(char == "\n" or char.isprintable() for char in shown)
    assert not any(line.startswith("priorities: {") for line in shown.splitlines())


NAMES = (
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u0915\u094d\u200d\u0937",
    "Zo\u00eb",
)
"""Persian, a family of emoji, a conjunct of Devanagari, and a name without joiners."""


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_a_profile_is_the_same_profile(name: str, run: Run) -> None:
    text = f'# yaml-language-server: $schema=x\norganisation: {name}\nnotes: {{data: "{name}"}}\n'
    Path("mine.yaml").write_text(text, encoding="utf-8")
    shown = run("profile", "show", "mine.yaml").stdout
    kb = load_criteria()
    mine, copy = (read_profile(kb, each, "p") for each in (text, shown))
    assert mine == copy
    assert copy.organisation == name


@pytest.mark.parametrize(
    ("columns", "widest"), [("60", 60), ("5", 60), ("x", 80), ("", 80), ("9999", 100)]
)
def test_where_there_is_no_terminal_columns_says_how_wide_a_report_is(
    columns: str, widest: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    usual = run("assess", "--profile", "startup").stdout
    monkeypatch.setenv("COLUMNS", columns)
    done = run("assess", "--profile", "startup")
    assert (done.stdout == usual) is (widest == 80)
    assert max(map(len, done.stdout.splitlines())) <= widest
