"""Rows come one by one or in the end; a run that ends early leaves no file; shards do the same."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
from tests.cli.conftest import Run

Write = Callable[..., str]
Begin = Callable[..., "subprocess.Popen[str]"]
Opened = Callable[..., IO[str]]
FAST = ("--draws", "1000", "--format", "csv")
PATIENCE = 30
"""Seconds."""
HEAD = (
    "organisation,workload,file,verdict,kind,option,tendency,leading,margin,p_side,"
    "p_nothing_left,p_leader_excluded,regret,cost,currency,months,consistency,doubts\n"
)
PAGE = Path(__file__).parents[2] / "docs" / "compare.md"
WITH_PIPES = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")


@WITH_PIPES
def test_rows_come_before_the_last_profile_is_read(
    write: Write, begin: Begin, read_by: Opened
) -> None:
    names = [write(f"{number}.yaml", organisation=f"Number {number}") for number in range(3)]
    text = Path(names[-1]).read_text(encoding="utf-8")
    Path(names[-1]).unlink()
    os.mkfifo(names[-1])
    process = begin(*names, *FAST)
    assert process.stdout is not None
    assert process.stdout.readline() == HEAD
    assert process.stdout.readline().startswith('"Number 0",')
    assert process.stdout.readline().startswith('"Number 1",')
    with read_by(names[-1], process) as pipe:
        pipe.write(text)
    rest, _ = process.communicate(timeout=PATIENCE)
    assert rest.startswith('"Number 2",')
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


@pytest.fixture
def stuck(write: Write, begin: Begin) -> Iterator["subprocess.Popen[str]"]:
    """A run that has begun a file and waits for a profile that never comes."""
    name = write("good.yaml")
    os.mkfifo("stuck.yaml")
    process = begin(name, "stuck.yaml", *FAST, "-o", "rows.csv")
    assert waited_for(lambda: list(Path().glob(".rows.csv.*.part")))
    yield process
    assert not Path("rows.csv").exists()
    assert not list(Path().glob(".*")), "nor half a file"


def waited_for(condition: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


@WITH_PIPES
@pytest.mark.parametrize(
    ("number", "said"),
    [(signal.SIGINT, "Stopped.\n"), (signal.SIGTERM, ""), (getattr(signal, "SIGHUP", 1), "")],
)
def test_a_signal_ends_the_run_and_leaves_no_file(
    number: signal.Signals, said: str, stuck: "subprocess.Popen[str]"
) -> None:
    stuck.send_signal(number)
    out, err = stuck.communicate(timeout=PATIENCE)
    assert (stuck.returncode, out, err) == (128 + number, "", said)


@WITH_PIPES
@pytest.mark.parametrize("form", ["text", "json"])
def test_rows_that_are_ready_are_printed_when_somebody_has_enough(
    form: str, write: Write, begin: Begin
) -> None:
    names = [write(f"{number}.yaml", organisation=f"Number {number}") for number in range(3)]
    os.mkfifo("stuck.yaml")
    process = begin(*names, "nowhere", "stuck.yaml", "--draws", "1000", "--format", form)
    assert process.stderr is not None
    assert "nowhere" in process.stderr.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert [f"Number {number}" in out for number in range(3)] == [True] * 3
    assert err.endswith("3 compared, 1 left out\nStopped.\n")


@WITH_PIPES
def test_a_signal_ends_a_run_whose_rows_nobody_reads(begin: Begin) -> None:
    process = begin(*["startup"] * 2000, *FAST, "--quiet")
    assert process.stdout is not None
    assert process.stdout.readline() == HEAD
    process.terminate()
    assert process.wait(PATIENCE) == 143


@WITH_PIPES
@pytest.mark.parametrize("target", [(), ("-o", "/dev/stdout")])
def test_when_the_reader_goes_away_the_run_ends_without_a_word(
    target: tuple[str, ...], begin: Begin
) -> None:
    process = begin(*["startup"] * 2000, *FAST, "--quiet", *target)
    assert process.stdout is not None
    assert process.stdout.readline() == HEAD
    process.stdout.close()
    assert process.wait(PATIENCE) == 141
    assert process.stderr is not None
    assert process.stderr.read() == ""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_name_that_is_no_text_is_shown_all_the_same(write: Write, begin: Begin) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    Path(write("plain.yaml")).rename(name)
    for form in ("jsonl", "text"):
        out, err = begin(name, "--draws", "1000", "--quiet", "--format", form).communicate()
        assert err == ""
        assert "caf\N{REPLACEMENT CHARACTER}.yaml" in out


def test_standard_input_is_read_only_once(run: Run) -> None:
    done = run("-", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: both files are -")


@WITH_PIPES
@pytest.mark.parametrize("tool", ["xargs -P", "parallel"])
def test_the_shards_of_the_page_give_the_rows_of_one_run(
    tool: str, run: Run, write: Write, environment: dict[str, str]
) -> None:
    if shutil.which(tool.split(maxsplit=1)[0]) is None:
        give_up = pytest.fail if os.environ.get("LLMCHOICE_SHELLS") else pytest.skip
        give_up(f"no {tool} here")
    for number in range(5):
        write(f"profiles/some {number}.yaml", organisation=f"Number {number}")
    write("profiles/more/late.yaml", workloads=[{"name": "chat"}, {"name": "code"}])
    blocks = re.findall(
        r"^```sh\n(.+?)```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    (shards,) = [block for block in blocks if f"| {tool}" in block]
    own = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', os.defpath)}"
    done = subprocess.run(
        ["/bin/sh", "-ec", shards.replace("split -l 1000", "split -l 4")],
        env={**environment, "PATH": own},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list(Path("shards").glob("*.csv"))) == 2
    names = sorted(str(path) for path in Path("profiles").rglob("*.yaml"))
    assert Path("rows.csv").read_text(encoding="utf-8") == run(*names, "--format", "csv").stdout
