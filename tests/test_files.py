"""Files are written whole or not at all."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.files import as_argument, write_whole


def test_an_existing_file_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    write_whole(path, "first", force=False)
    with pytest.raises(LlmchoiceError, match="exists already") as caught:
        write_whole(path, "second", force=False)
    assert caught.value.exit_code is ExitCode.USAGE
    assert path.read_text(encoding="utf-8") == "first"
    write_whole(path, "second", force=True)
    assert path.read_text(encoding="utf-8") == "second"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    write_whole(path, "old", force=False)
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half of it \ud800", force=True)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes a function fail as it does on a broken disk."""

    def fail(*_given: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    return lambda name: monkeypatch.setattr(name, fail)


@pytest.mark.parametrize(
    ("step", "force"),
    [("os.fsync", True), ("os.fsync", False), ("pathlib.Path.replace", True)],
)
def test_a_step_that_fails_is_one_clear_error_and_leaves_what_was_there(
    step: str,
    force: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
    broken: Callable[[str], None],
) -> None:
    old = tmp_path / "old.md"
    old.write_text("old", encoding="utf-8")
    target = old if force else tmp_path / "new.md"
    broken(step)
    with pytest.raises(LlmchoiceError, match=r"cannot write .*: Input/output error") as caught:
        write_whole(target, "all of it", force=force)
    assert caught.value.exit_code is ExitCode.USAGE
    assert old.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_file_system_without_hard_links_is_written_to(
    tmp_path: Path, broken: Callable[[str], None]
) -> None:
    path = tmp_path / "report.md"
    broken("pathlib.Path.hardlink_to")
    write_whole(path, "all of it", force=False)
    assert path.read_text(encoding="utf-8") == "all of it"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "argument"),
    [("acme.yaml", "acme.yaml"), ("our acme.yaml", "'our acme.yaml'"), ("-p.yaml", "./-p.yaml")],
)
def test_a_name_is_an_argument_that_a_shell_reads_as_a_file(name: str, argument: str) -> None:
    assert as_argument(name) == argument
