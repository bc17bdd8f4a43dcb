"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.files import write_whole


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
