"""What a run that was killed while it wrote leaves behind: private, found, and removed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from llmchoice.files import parts, write_whole, writing_whole

NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
KILLED = """
import os, signal, sys
from pathlib import Path
from llmchoice.files import writing_whole
with writing_whole(Path(sys.argv[1]), force=True, private=sys.argv[2] == "private") as file:
    file.write("all the answers")
    os.kill(os.getpid(), signal.SIGKILL)
"""
NAMES = ("report.md", ".hidden.html", "a.b.json", "-o", "x" * 200, "two\nlines.md", "Café 🧪.csv")


def killed(path: Path, kind: str = "report") -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(path), kind], check=False, timeout=60)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@NOT_ON_WINDOWS
@pytest.mark.parametrize("name", NAMES)
def test_half_a_file_is_private_is_found_and_goes_with_the_next_write(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    killed(path)
    (part,) = tmp_path.iterdir()
    assert mode(part) == 0o600
    assert list(parts(tmp_path)) == [part]
    write_whole(path, "whole", force=False)
    assert list(tmp_path.iterdir()) == [path]


@NOT_ON_WINDOWS
def test_half_a_file_of_another_name_is_left_alone(tmp_path: Path) -> None:
    killed(tmp_path / "other.md")
    write_whole(tmp_path / "report.md", "whole", force=False)
    assert len(parts(tmp_path)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_what_is_being_written_is_no_leftover(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    with writing_whole(path, force=True) as first:
        first.write("first")
        assert parts(tmp_path) == {}
        write_whole(path, "second", force=True)
    assert path.read_text(encoding="utf-8") == "first"


@NOT_ON_WINDOWS
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_file_that_a_person_named_is_as_open_as_any_other(mask: int, tmp_path: Path) -> None:
    old = os.umask(mask)
    try:
        write_whole(tmp_path / "report.md", "whole", force=False)
    finally:
        os.umask(old)
    assert mode(tmp_path / "report.md") == 0o666 & ~mask


@NOT_ON_WINDOWS
def test_a_private_file_becomes_private_although_it_was_open_before(tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o644)
    write_whole(path, "new", force=True, private=True)
    assert mode(path) == 0o600
