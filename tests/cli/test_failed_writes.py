"""A report that cannot be written: the old file is as it was, exit 2, and one clear error."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests import forked
from tests.cli.conftest import Run

from llmchoice.report.registry import FORMATS

NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
FORMAT_NAMES = [form.name for form in FORMATS]
ASSESS = ("assess", "--profile", "startup", "--draws", "50", "-o")
OLD = "the old report\n"
FULL_AFTER = 1_000
AS_SOMEBODY_ELSE = """
import os, runpy
import llmchoice.files as files
write = files.write_whole
def as_nobody(*given, **more):
    if os.geteuid() == 0:
        os.seteuid(65534)
    write(*given, **more)
files.write_whole = as_nobody
runpy.run_module("llmchoice", run_name="__main__")
"""
"""Root may write anywhere: it is somebody else when it comes to writing."""
NOTHING_WRITTEN = (
    "  why: nothing was written; an existing file is unchanged",
    "  fix: choose a folder that exists, that you may write to, and that has space",
)


@pytest.fixture
def old() -> Path:
    path = Path("report.md")
    path.write_text(OLD, encoding="utf-8")
    return path


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def disk_is_full() -> None:
    """No file may grow beyond some bytes: a write fails half-way, as it does on a full disk."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_AFTER, FULL_AFTER))


def killed_at(environment: dict[str, str], moment: str, *words: str) -> int:
    """The process ends, with no chance to clear up, as soon as it calls that function."""

    def die(*_given: object, **_more: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def before() -> None:
        pytest.MonkeyPatch().setattr(moment, die)

    return forked.run(*words, env=environment, before=before, timeout=60).returncode


@NOT_ON_WINDOWS
@pytest.mark.parametrize(("form", "force"), [("text", True), ("docx", False)])
def test_a_full_disk_loses_nothing(
    form: str,
    force: bool,  # noqa: FBT001 - a parameter of the test
    environment: dict[str, str],
    old: Path,
) -> None:
    """Text and bytes take the same way, whatever the format; below, each one fails."""
    name = str(old) if force else "new.md"
    more = ["--force"] if force else []
    done = forked.run(
        *(*ASSESS, name, "--format", form, *more),
        env=environment,
        before=disk_is_full,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    suffix, _example, *problem = done.stderr.splitlines()
    assert suffix == f"note: {name} will hold {form}, but .md stands for markdown"
    assert problem == [
        f"error: cannot write {name}: File too large",
        *NOTHING_WRITTEN,
    ]
    assert old.read_text(encoding="utf-8") == OLD
    assert files() == ["report.md"]


@NOT_ON_WINDOWS
@pytest.mark.parametrize("form", FORMAT_NAMES)
def test_a_full_device_is_one_clear_error(form: str, run: Run) -> None:
    done = run(*ASSESS, "/dev/full", "--format", form)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[1:] == [
        "error: cannot write /dev/full: No space left on device",
        "  fix: write to a file instead",
    ]


@NOT_ON_WINDOWS
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["new", "force"])
def test_a_folder_that_may_not_be_written_to_is_one_clear_error(
    force: list[str], environment: dict[str, str]
) -> None:
    # The folders above must be open to all: the test's own are not.
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "r.md").write_text(OLD, encoding="utf-8")
        target = folder / ("r.md" if force else "new.md")
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", AS_SOMEBODY_ELSE, *ASSESS, str(target), *force],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        folder.chmod(0o755)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.splitlines()[1:] == [
            f"error: cannot write {target}: Permission denied",
            *NOTHING_WRITTEN,
        ]
        assert [path.name for path in folder.iterdir()] == ["r.md"]
        assert (folder / "r.md").read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize("form", FORMAT_NAMES)
def test_every_format_refuses_an_existing_file_and_replaces_it_when_told(
    form: str, old: Path, run: Run
) -> None:
    words = (*ASSESS, old, "--format", form)
    assert run(*words).returncode == 2
    assert old.read_text(encoding="utf-8") == OLD
    assert run(*words, "--force").returncode == 0
    assert run(*ASSESS, "new", "--format", form).returncode == 0
    assert old.read_bytes() == Path("new").read_bytes()


@NOT_ON_WINDOWS
@pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
def test_a_kill_at_any_moment_leaves_the_old_file(
    moment: str, environment: dict[str, str], old: Path, run: Run
) -> None:
    words = (*ASSESS, str(old), "--force")
    assert killed_at(environment, moment, *words) == -signal.SIGKILL
    assert old.read_text(encoding="utf-8") == OLD
    assert run(*ASSESS, old, "--force").returncode == 0
    assert old.read_text(encoding="utf-8").startswith("# ")


@NOT_ON_WINDOWS
def test_a_kill_before_a_new_file_stands_leaves_none(environment: dict[str, str]) -> None:
    moment = "pathlib.Path.hardlink_to"
    assert killed_at(environment, moment, *ASSESS, "new.md") == -signal.SIGKILL
    assert not Path("new.md").exists()


@NOT_ON_WINDOWS
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_report_that_does_not_fit_on_standard_output_is_an_error_and_no_bug(
    unbuffered: str, environment: dict[str, str]
) -> None:
    with Path("out").open("wb") as out:
        done = subprocess.run(
            [*forked.COMMAND, *ASSESS[:-1]],
            preexec_fn=disk_is_full,
            env=environment | {"PYTHONUNBUFFERED": unbuffered},
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[1:] == [
        "error: cannot write to standard output: File too large",
        "  fix: make space, or write to a file with -o, where the command has it",
    ]
