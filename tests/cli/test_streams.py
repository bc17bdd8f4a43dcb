"""What goes where: the report on stdout, everything else on stderr, whatever they are."""

import io
import json
import os
import shlex
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pexpect
import pytest
from tests import forked
from tests.cli.conftest import Run

NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such streams")
FORMATS = ("text", "markdown", "json")
NOTE = "using the packaged example 'startup' (there is no file startup here)\n"
STARTUP = ("assess", "--profile", "startup")


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_in_a_pipe_is_alone_there_and_holds_no_escape_code(
    form: str, program: Run
) -> None:
    done = program(*STARTUP, "--format", form)
    assert (done.returncode, done.stderr) == (0, NOTE)
    assert "\x1b" not in done.stdout
    assert "packaged example" not in done.stdout
    assert done.stdout.endswith("\n")
    assert not done.stdout.endswith("\n\n")


def test_json_is_one_document_even_beside_a_note_and_a_failed_gate(program: Run) -> None:
    done = program(*STARTUP, "--json", "--expect", "open")
    assert done.returncode == 6
    assert done.stderr == f"{NOTE}gate failed: expected the verdict 'open', got 'closed'\n"
    assert json.loads(done.stdout)["recommendation"]["verdict"] == "closed"


def test_json_and_format_json_are_the_same(run: Run) -> None:
    assert run(*STARTUP, "--json").stdout == run(*STARTUP, "--format", "json").stdout
    done = run(*STARTUP, "--json", "--format", "text")
    assert (done.returncode, done.stdout) == (2, "")
    assert "contradict each other" in done.stderr


def test_a_profile_on_standard_input_is_read_as_one_in_a_file(program: Run, startup: str) -> None:
    Path("p.yaml").write_text(startup, encoding="utf-8")
    piped = program("assess", "--profile", "-", "--json", input=startup)
    assert (piped.returncode, piped.stderr) == (0, "")
    assert piped.stdout == program("assess", "--profile", "p.yaml", "--json").stdout


def test_an_error_on_standard_input_has_its_place(program: Run) -> None:
    done = program("assess", "--profile", "-", input="organisation: A\nanswer: {}\n")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: there is no key 'answer' (<stdin>:2:1)\n")


@NOT_ON_WINDOWS
@pytest.mark.parametrize(
    ("environment_says", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_a_terminal_gets_colour_unless_it_says_no(
    environment_says: dict[str, str],
    coloured: bool,  # noqa: FBT001 - a parameter of the test
    environment: dict[str, str],
) -> None:
    env = {**environment, **environment_says}
    child = pexpect.spawn(
        forked.COMMAND[0],
        [*forked.COMMAND[1:], *STARTUP],
        env=env,
        encoding="utf-8",
        timeout=60,
        preexec_fn=forked.program(STARTUP, env),
    )
    child.expect(pexpect.EOF)
    child.close()
    shown = str(child.before)
    assert child.exitstatus == 0
    assert "Example startup" in shown
    assert ("\x1b" in shown) == coloured


@pytest.mark.parametrize(
    ("environment_says", "coloured"),
    [
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_can_be_forced_into_a_pipe(
    environment_says: dict[str, str],
    coloured: bool,  # noqa: FBT001 - a parameter of the test
    program: Run,
) -> None:
    done = program(*STARTUP, env=environment_says)
    assert ("\x1b" in done.stdout) == coloured
    assert "\x1b" not in program(*STARTUP, "--json", env=environment_says).stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_stream_that_lacks_a_character_gets_another_and_no_traceback(
    form: str, encoding: str, program: Run, run: Run, startup: str
) -> None:
    profile = startup.replace("Example startup", "Fundação 日本 😀")
    Path("p.yaml").write_text(profile, encoding="utf-8")
    command = ("assess", "--profile", "p.yaml", "--format", form)
    done = program(*command, env={"PYTHONIOENCODING": encoding}, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Funda" in done.stdout
    if form == "json":
        assert json.loads(done.stdout) == json.loads(run(*command).stdout)


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_an_error_shows_on_any_stream(encoding: str, program: Run) -> None:
    Path("p.yaml").write_text("organisation: A\né日: 1\n", encoding="utf-8")
    done = program("profile", "check", "p.yaml", env={"PYTHONIOENCODING": encoding}, anew=True)
    name = "é日" if encoding == "utf-8" else "\\u00e9\\u65e5"
    assert done.returncode == 3
    assert done.stderr.startswith(f"error: there is no key '{name}' (p.yaml:2:1)\n")


@NOT_ON_WINDOWS
@pytest.mark.parametrize("arguments", [STARTUP, (*STARTUP, "--json"), ("profile", "list"), ["-h"]])
def test_a_reader_that_goes_away_ends_the_run_without_a_word(
    arguments: list[str], environment: dict[str, str]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as out:  # noqa: PTH123 - a descriptor has no path
        done = forked.run(
            *arguments,
            env=environment,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert done.returncode == 141
    assert done.stderr.removeprefix(NOTE) == ""


@NOT_ON_WINDOWS
@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)])
@pytest.mark.parametrize("arguments", [STARTUP, ("assess",), ("assess", "-p", "-"), ["--version"]])
def test_a_stream_that_is_closed_is_no_bug(
    arguments: list[str], closed: tuple[int, ...], program: Run
) -> None:
    done = program(*arguments, before=lambda: [*map(os.close, closed)])
    expected = {("assess",): 4, ("assess", "-p", "-"): 3}.get(tuple(arguments), 0)
    is_lost = not expected and 1 in closed
    assert done.returncode == (2 if is_lost else expected)
    if is_lost and 2 not in closed:
        assert "error: cannot write to standard output: it is closed\n" in done.stderr
        assert "fix: write to a file with -o, where the command has it\n" in done.stderr
    assert "bug" not in done.stderr
    assert "Traceback" not in done.stderr


@NOT_ON_WINDOWS
def test_a_report_in_a_file_needs_no_standard_output(environment: dict[str, str]) -> None:
    """Nor does a Python that is started without any stream."""
    words = [sys.executable, "-m", "llmchoice", *STARTUP, "-o", "memo.md"]
    command = f"{shlex.join(words)} <&- >&- 2>&-"
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=environment, check=False, timeout=60, capture_output=True
    )
    assert done.returncode == 0
    assert Path("memo.md").read_text(encoding="utf-8").endswith("\n")


@NOT_ON_WINDOWS
def test_an_interrupt_ends_the_run_with_a_word(environment: dict[str, str]) -> None:
    os.mkfifo("p.yaml")
    child = subprocess.Popen(
        [sys.executable, "-m", "llmchoice", "assess", "--profile", "p.yaml"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with io.FileIO("p.yaml", "w"):  # opens once the program has opened it to read
        # A signal that comes just before the program waits is only seen with the next one.
        for _ in range(100):
            child.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=0.5)
                break
        out, err = child.communicate(timeout=10)
    assert (child.returncode, out, err) == (130, "", "Stopped.\n")


def test_quiet_leaves_the_report_and_errors_only(run: Run) -> None:
    quiet = run("assess", "--profile", "startup", "--quiet")
    assert quiet.stderr == ""
    assert quiet.stdout == run("assess", "--profile", "startup").stdout
    failed = run("assess", "--profile", "startup", "--quiet", "--expect", "open")
    assert (failed.returncode, failed.stderr) == (
        6,
        "gate failed: expected the verdict 'open', got 'closed'\n",
    )


@NOT_ON_WINDOWS
@pytest.mark.parametrize("stubborn", [1, 2])
def test_a_program_that_does_not_end_when_it_is_told_is_ended(
    stubborn: int, environment: dict[str, str]
) -> None:
    code = f"""
import time
from llmchoice.cli import streams
streams.PATIENCE = 0.3
def body():
    for _ in range({stubborn}):
        try:
            print("waiting", flush=True)
            time.sleep(60)
        except SystemExit:
            pass
    time.sleep(60)
streams.run_with_streams(body)
"""
    child = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "waiting\n"
    child.send_signal(signal.SIGTERM)
    assert child.wait(timeout=20) == 128 + signal.SIGTERM
    child.stdout.close()
