"""Several processes give the same rows, in order, as they come; and they end with the program."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import IO

import pytest

from llmchoice.cli.batch.source import Source
from llmchoice.cli.batch.task import Task
from llmchoice.cli.batch.workers import in_workers
from llmchoice.knowledge.criteria import load_criteria

Run = Callable[..., CompletedProcess[str]]
Write = Callable[..., str]
Begin = Callable[..., "subprocess.Popen[str]"]
Opened = Callable[..., IO[str]]
FAST = ("--draws", "50", "--format", "csv")
PATIENCE = 30
HEAD = "organisation,workload,file,verdict,option,margin,confidence,cost,currency\n"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
WITH_PIPES = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")


@pytest.fixture
def folder(write: Write) -> str:
    """Forty profiles, some of them bad: more than two processes get at once."""
    for number in range(40):
        name = write(f"folder/{number:02}.yaml", organisation=f"Number {number}")
        if number % 7 == 3:
            Path(name).write_text("organisation: [\n", encoding="utf-8")
    return "folder"


def test_however_many_processes_there_are_the_bytes_are_the_same(folder: str, run: Run) -> None:
    alone, shared = (run(folder, "software-company", *FAST, "--jobs", jobs) for jobs in ("1", "3"))
    assert alone.returncode == shared.returncode == 3
    assert "Number 39" in alone.stdout
    assert alone.stdout == shared.stdout
    assert alone.stderr == shared.stderr


@WITH_PIPES
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_rows_come_before_the_last_profile_is_read(
    jobs: str, write: Write, begin: Begin, read_by: Opened
) -> None:
    names = [write(f"{number:02}.yaml", organisation=f"Number {number}") for number in range(17)]
    text = Path(names[-1]).read_text(encoding="utf-8")
    Path(names[-1]).unlink()
    os.mkfifo(names[-1])
    process = begin(*names, *FAST, "--jobs", jobs)
    assert process.stdout is not None
    assert process.stdout.readline() == HEAD
    assert process.stdout.readline().startswith("Number 0,")
    with read_by(names[-1], process) as pipe:
        pipe.write(text)
    rest, _ = process.communicate(timeout=PATIENCE)
    assert rest.splitlines()[-1].startswith("Number 16,")
    assert process.returncode == 0


@WITH_PIPES
def test_a_file_is_there_when_all_rows_are_and_not_before(
    write: Write, begin: Begin, read_by: Opened
) -> None:
    name = write("first.yaml")
    os.mkfifo("second.yaml")
    process = begin(name, "second.yaml", *FAST, "-o", "rows.csv")
    with read_by("second.yaml", process) as pipe:
        assert not Path("rows.csv").exists()
        pipe.write(Path(name).read_text(encoding="utf-8"))
    assert process.wait(PATIENCE) == 0
    assert len(Path("rows.csv").read_text(encoding="utf-8").splitlines()) == 3


def workers(pid: int) -> list[int]:
    """The processes that assess for a process."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:
        return []
    return [int(child) for child in below if "spawn_main" in command(int(child))]


def reading(name: str, process: "subprocess.Popen[str]") -> list[int]:
    """The workers that have a file open."""
    return [pid for pid in workers(process.pid) if name in open_files(pid)]


def open_files(pid: int) -> set[str]:
    try:
        return {link.readlink().name for link in Path(f"/proc/{pid}/fd").iterdir()}
    except OSError:
        return set()


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


def waited_for(condition: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def stuck(write: Write, begin: Begin) -> Iterator["subprocess.Popen[str]"]:
    """A run of two workers, one of which waits for a profile that never comes."""
    names = [write(f"{number:02}.yaml") for number in range(16)]
    os.mkfifo("stuck.yaml")
    process = begin("stuck.yaml", *names, *FAST, "--jobs", "2", "-o", "rows.csv")
    assert waited_for(lambda: len(workers(process.pid)) == 2)
    yield process
    left = [pid for pid in family(process) if command(pid)]
    assert not left, "no process is left behind"
    assert not Path("rows.csv").exists()
    assert not list(Path().glob(".*")), "nor half a file"


def family(process: "subprocess.Popen[str]") -> list[int]:
    """All that is left of the process group; what has ended has no command line."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(path.name)) == process.pid:
                found.append(int(path.name))
        except OSError:
            continue
    return found


@ON_LINUX
@pytest.mark.parametrize("later", [0, 1.5])
def test_ctrl_c_ends_all_processes_in_one_line(
    later: float, stuck: "subprocess.Popen[str]"
) -> None:
    # At once, workers still import what they need.
    time.sleep(later)
    os.killpg(stuck.pid, signal.SIGINT)
    out, err = stuck.communicate(timeout=PATIENCE)
    assert stuck.returncode == 130
    assert (out, err) == ("", "Stopped.\n")


@ON_LINUX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_program_leaves_nothing(
    number: signal.Signals, stuck: "subprocess.Popen[str]"
) -> None:
    # To the one process alone, as 'kill' and 'timeout' do: the others have to be told.
    assert waited_for(lambda: list(Path().glob(".rows.csv.*.part")))
    stuck.send_signal(number)
    out, err = stuck.communicate(timeout=PATIENCE)
    assert (stuck.returncode, out, err) == (128 + number, "", "")


@ON_LINUX
def test_a_signal_ends_a_run_whose_rows_nobody_reads(folder: str, begin: Begin) -> None:
    process = begin(*[folder] * 50, *FAST, "--jobs", "1", "--quiet")
    assert process.stdout is not None
    assert process.stdout.readline() == HEAD
    process.terminate()
    assert process.wait(PATIENCE) == 143


@ON_LINUX
def test_ctrl_c_ends_a_run_in_one_process_too(write: Write, begin: Begin) -> None:
    name = write("good.yaml")
    os.mkfifo("stuck.yaml")
    process = begin(name, "stuck.yaml", *FAST)
    assert process.stdout is not None
    assert process.stdout.readline() == HEAD
    assert process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (130, "Stopped.\n")


@ON_LINUX
def test_a_worker_that_dies_is_reported_and_no_file_is_written(
    stuck: "subprocess.Popen[str]", read_by: Opened
) -> None:
    with read_by("stuck.yaml", stuck):
        assert waited_for(lambda: reading("stuck.yaml", stuck))
        os.kill(reading("stuck.yaml", stuck)[0], signal.SIGKILL)
    _, err = stuck.communicate(timeout=PATIENCE)
    assert stuck.returncode == 1
    assert err.startswith("error: a worker process ended before its work was done at 'stuck.yaml'")
    assert "Traceback" not in err


@ON_LINUX
def test_when_the_reader_goes_away_all_processes_end(folder: str, begin: Begin) -> None:
    process = begin(*[folder] * 20, *FAST, "--jobs", "2", "--quiet")
    assert process.stdout is not None
    assert process.stdout.readline() == HEAD
    process.stdout.close()
    assert process.wait(PATIENCE) == 141
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    assert not [pid for pid in family(process) if command(pid)]


@ON_LINUX
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_when_the_reader_of_a_device_goes_away_nothing_untrue_is_said(
    jobs: str, begin: Begin
) -> None:
    words = ("--jobs", jobs, "--quiet", "-o", "/dev/stdout")
    process = begin(*["startup"] * 200, *FAST, *words)
    assert process.stdout is not None
    assert process.stdout.readline() == HEAD
    process.stdout.close()
    assert process.wait(PATIENCE) == 141
    assert process.stderr is not None
    assert process.stderr.read() == ""


@ON_LINUX
def test_a_name_that_is_no_text_is_shown_all_the_same(write: Write, begin: Begin) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    Path(write("plain.yaml")).rename(name)
    for form in ("jsonl", "csv", "table", "markdown"):
        out, err = begin(name, "--draws", "50", "--quiet", "--format", form).communicate()
        assert err == ""
        assert "caf\N{REPLACEMENT CHARACTER}.yaml" in out


def test_standard_input_is_read_only_once(run: Run) -> None:
    done = run("-", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: both files are -")


def test_few_profiles_start_no_process(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    names = [write(f"{number}.yaml") for number in range(9)]
    assert run(*names, *FAST).returncode == 0


@pytest.mark.timeout(60)
def test_workers_that_have_all_answered_are_not_waited_for(write: Write) -> None:
    # One worker alone comes to that after its last chunk; several, when they answer at once.
    names = [write(f"{number}.yaml", organisation=f"Number {number}") for number in range(2)]
    task = Task(load_criteria(), draws=100)

    found = list(in_workers(task, [Source(name) for name in names], 1))

    assert [outcome.file for outcome in found] == names
