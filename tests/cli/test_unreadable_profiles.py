"""Whatever else lies under a profile's name: one clear message, and never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

UNPRIVILEGED = """
import ctypes, os, runpy, struct
if os.geteuid() == 0:
    # Root may read everything: give that up (Linux's CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH).
    libc = ctypes.CDLL(None)
    header, data = struct.pack("Ii", 0x20080522, 0), ctypes.create_string_buffer(24)
    assert libc.capget(header, data) == 0
    first, *rest = struct.unpack("6I", data.raw)
    assert libc.capset(header, struct.pack("6I", first & ~6, *rest)) == 0
runpy.run_module("llmchoice", run_name="__main__")
"""
MANY = 200_000
CONTENTS = {
    "nothing": (b"", "error: the file is empty (p.yaml)"),
    "blank lines": (b" \n\n", "error: the file is empty (p.yaml)"),
    "binary": (b"a: b\n\x7fELF\x00\x01", "not text: it contains binary data (p.yaml:2:5)"),
    "Latin-1": ("a: é\nname: São\n".encode("latin-1"), "not UTF-8 text (p.yaml:1:4)"),
    "a bad byte after accents": (b"a: x\n\xc3\xa9\xc3\xa9 \xff", "not UTF-8 text (p.yaml:2:4)"),
    "a bad byte after a mark": (b"\xef\xbb\xbfab\xff", "not UTF-8 text (p.yaml:1:3)"),
    "UTF-16": ("organisation: x".encode("utf-16"), "not UTF-8 text but UTF-16 (p.yaml:1:1)"),
    "a word of digits": (b"organisation: " + b"1" * MANY + b"x\n", "must have 1 to 200 characters"),
    "a web page": (b"<!DOCTYPE html>\n<p>a: b: c", "no YAML: it looks like an HTML page (p.yaml)"),
    "an open bracket": (b"a: " + b"[" * MANY, "nested too deeply"),
    "open pairs": (b"[: " * MANY, "cannot be read as YAML"),
    "an endless list": (b"organisation: [" + b"x," * MANY + b"]", "'organisation' must be text"),
    "endless keys": (b"".join(b"k%x: 1\n" % i for i in range(20_000)), "error: and 19801 more"),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", CONTENTS)
def test_a_file_that_holds_no_profile_is_refused_with_its_place(name: str, run: Run) -> None:
    content, words = CONTENTS[name]
    Path("p.yaml").write_bytes(content)
    done = run("assess", "--profile", "p.yaml", "--json")
    assert (done.returncode, done.stdout) == (3, "")
    assert words in done.stderr
    assert "  fix: " in done.stderr
    assert len(done.stderr) < 20_000


def test_a_file_of_100_mb_is_refused_without_reading_it_all(run: Run) -> None:
    with Path("p.yaml").open("wb") as file:
        file.write(b"organisation: Acme\n")
        file.truncate(100_000_000)
    done = run("assess", "--profile", "p.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "error: the file is larger than 1,000,000 bytes (p.yaml)\n"
        "  fix: is this the file that you meant?\n"
    )


def test_a_missing_file_is_wrong_usage(run: Run) -> None:
    done = run("assess", "--profile", "p.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: there is no file p.yaml, and no packaged example of that name\n"
        "  fix: see 'llmchoice profile list'\n"
    )


def test_a_misspelt_example_is_suggested(run: Run) -> None:
    done = run("assess", "--profile", "startupp.yaml")
    assert done.returncode == 2
    assert "fix: did you mean 'startup'?" in done.stderr


@pytest.mark.parametrize("name", ["p.yaml/deeper.yaml", "x" * 5000, "a\nb\x1b[31m"])
def test_a_name_that_no_file_can_have_is_a_missing_file(name: str, run: Run) -> None:
    Path("p.yaml").write_text("organisation: Acme\n", encoding="utf-8")
    done = run("assess", "--profile", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: there is no file ")
    assert "\x1b" not in done.stderr


def test_a_folder_is_said_to_be_one(run: Run) -> None:
    Path("p.yaml").mkdir()
    done = run("assess", "p.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "error: cannot read p.yaml: it is a directory\n  fix: name a file in it\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("locked", ["file", "folder"])
def test_a_file_without_permission_is_said_to_be_one(
    locked: str, environment: dict[str, str]
) -> None:
    path = Path("folder") / "p.yaml"
    path.parent.mkdir()
    path.write_text("organisation: Acme\n", encoding="utf-8")
    target = path if locked == "file" else path.parent
    target.chmod(0o000)
    command = [sys.executable, "-c", UNPRIVILEGED, "profile", "check", str(path)]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
    finally:
        target.chmod(0o700)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        f"error: cannot read {path}: permission denied\n  fix: make the file readable\n"
    )


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(
    mark: bytes, end: bytes, run: Run, startup: str
) -> None:
    plain = run("assess", "--profile", "-", "--json", stdin=startup.encode())
    Path("p.yaml").write_bytes(mark + startup.encode().replace(b"\n", end))
    done = run("assess", "--profile", "p.yaml", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == plain.stdout


def test_a_memo_is_told_from_a_profile_with_a_slip(run: Run) -> None:
    Path("memo.md").write_text("# A memo\n\n**Closed** it is.\n", encoding="utf-8")
    done = run("assess", "memo.md")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(
        "error: the file is no YAML: it looks like a Markdown document (memo.md)\n"
        "  fix: give the profile that it was made from;"
    )


def test_windows_line_ends_leave_the_place_of_an_error_right(run: Run) -> None:
    Path("p.yaml").write_bytes(b"\xef\xbb\xbforganisation: A\r\nanswers:\r\n  task: magic\r\n")
    assert "(p.yaml:3:9)" in run("profile", "check", "p.yaml").stderr


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n", "---\n", "schema: 1\n"])
def test_an_empty_profile_never_gets_a_verdict(text: str, run: Run) -> None:
    for more in ([], ["--missing", "unknown"], ["--quick"]):
        done = run("assess", "--profile", "-", *more, stdin=text.encode())
        assert (done.returncode, done.stdout) == (3, "")
        assert "(<stdin>" in done.stderr
