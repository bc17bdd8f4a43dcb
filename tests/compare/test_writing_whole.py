"""A file that is written in many pieces is whole, or not there."""

import sys
from pathlib import Path

import pytest

from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.files import writing_whole

PATH = Path("rows.csv")


def test_it_takes_its_name_when_all_of_it_is_there() -> None:
    with writing_whole(PATH, force=False) as file:
        file.write("one\n")
        assert not PATH.exists()
        file.write("two\n")
    assert PATH.read_bytes() == b"one\ntwo\n"
    assert list(Path().iterdir()) == [PATH]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, BrokenPipeError])
def test_whatever_happens_half_way_leaves_the_old_file(error: type[BaseException]) -> None:
    PATH.write_text("old", encoding="utf-8")

    def broken_off() -> None:
        with writing_whole(PATH, force=True) as file:
            file.write("half of it")
            raise error

    with pytest.raises(error):
        broken_off()
    assert PATH.read_text(encoding="utf-8") == "old"
    assert list(Path().iterdir()) == [PATH]


def test_a_signal_at_the_first_moment_of_the_file_leaves_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_arguments: object, **_options: object) -> None:
        assert list(Path().iterdir()), "the file is there"
        raise KeyboardInterrupt

    monkeypatch.setattr("llmchoice.files.TextIOWrapper", stopped)
    with pytest.raises(KeyboardInterrupt), writing_whole(PATH, force=False):
        raise AssertionError("never reached")
    assert not list(Path().iterdir())


def test_an_existing_file_is_refused_before_anything_is_written() -> None:
    PATH.write_text("old", encoding="utf-8")
    with pytest.raises(LlmchoiceError, match="exists already"), writing_whole(PATH, force=False):
        raise AssertionError("never reached")
    assert PATH.read_text(encoding="utf-8") == "old"


def test_a_file_that_appears_meanwhile_is_not_lost() -> None:

    def overtaken() -> None:
        with writing_whole(PATH, force=False) as file:
            file.write("ours")
            PATH.write_text("theirs", encoding="utf-8")

    with pytest.raises(LlmchoiceError, match="exists already"):
        overtaken()
    assert PATH.read_text(encoding="utf-8") == "theirs"
    assert list(Path().iterdir()) == [PATH]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("size", [10, 100_000])
def test_a_full_disk_is_said_in_words(size: int) -> None:
    with (
        pytest.raises(LlmchoiceError, match="cannot write /dev/full") as caught,
        writing_whole(Path("/dev/full"), force=False) as file,
    ):
        file.write("x" * size)
    assert caught.value.exit_code is ExitCode.USAGE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_replaced_file_keeps_its_permissions() -> None:
    PATH.write_text("old", encoding="utf-8")
    PATH.chmod(0o640)
    with writing_whole(PATH, force=True) as file:
        file.write("new")
    assert PATH.stat().st_mode & 0o777 == 0o640
