"""Full disks: a small file system of its own, where a report, a draft or a trial does not fit.

Mounting takes root, or a kernel that gives a user a mount namespace; `prefix` finds a way.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pexpect

LLMCHOICE = (sys.executable, "-m", "llmchoice")
MOUNTED = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'
FILL = 'head -c 10000000 /dev/zero > "$1/filler" 2> /dev/null; shift; exec "$@"'
WAYS = (("unshare", "-m"), ("unshare", "-r", "-m"), ("sudo", "-n", "-E", "unshare", "-m"))
LISTED = 'cd "$1" && shift && "$@"; code=$?; echo; echo "left:" *; exit $code'
NO_SPACE = "No space left on device"


@cache
def prefix() -> tuple[str, ...] | None:
    """How to get a mount namespace here; None where there is no way."""
    for way in WAYS:
        command = [*way, "sh", "-c", MOUNTED, "sh", "64k", "/mnt", "true"]
        try:
            done = subprocess.run(command, capture_output=True, check=False, timeout=20)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return way
    return None


def full_disks(folder: Path) -> Iterator[str]:
    """What goes wrong where the disk is full; nothing where all is as it should be."""
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    yield from _reports(disk)
    yield from _draft(folder, disk)
    yield from _trial(folder, disk)


def _on(disk: Path, size: str, *command: str) -> list[str]:
    way = prefix()
    assert way is not None, "no mount namespace here"
    return [*way, "sh", "-c", MOUNTED, "sh", size, str(disk), *command]


def _run(disk: Path, size: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in the folder of the disk, which says at its end what lies there."""
    command = _on(disk, size, "sh", "-c", LISTED, "sh", str(disk), *words)
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def _reports(disk: Path) -> Iterator[str]:
    """No half file, no part, and the old report as it was; bytes, then text."""
    words = ("assess", "startup", "--draws", "30", "-o", "r.docx")
    done = _run(disk, "16k", *LLMCHOICE, *words)
    told = (done.returncode, NO_SPACE in done.stderr, done.stdout.rstrip().endswith("left: *"))
    if told != (2, True, True) or "Traceback" in done.stderr:
        yield f"-o r.docx: {done.returncode} {done.stderr[-200:]} {done.stdout[-200:]}"
    old = 'echo old > r.html; "$@"; code=$?; cat r.html; exit $code'
    forced = ("assess", "startup", "--draws", "30", "-o", "r.html", "--force")
    done = _run(disk, "16k", "sh", "-c", old, "sh", *LLMCHOICE, *forced)
    if done.returncode != 2 or "old\n" not in done.stdout or "left: r.html" not in done.stdout:
        yield f"-o r.html --force: {done.returncode} {done.stderr[-200:]} {done.stdout[-200:]}"
    rows = ("compare", "startup", "hospital", "--draws", "30", "--format", "csv")
    done = _run(disk, "4k", "sh", "-c", FILL, "sh", ".", *LLMCHOICE, *rows, "-o", "rows.csv")
    if done.returncode != 2 or "rows.csv" in done.stdout.partition("left:")[2]:
        yield f"compare -o: {done.returncode} {done.stderr[-200:]} {done.stdout[-200:]}"


def _draft(folder: Path, disk: Path) -> Iterator[str]:
    """An interview goes on without a draft, and says so once."""
    command = _on(disk, "16k", "sh", "-c", FILL, "sh", str(disk), *LLMCHOICE, "assess")
    child = pexpect.spawn(
        command[0],
        command[1:],
        env={**os.environ, "TERM": "dumb", "XDG_STATE_HOME": str(disk)},
        cwd=str(folder),
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 100),
    )
    child.delaybeforesend = None
    seen = ""
    for reply in ("Acme", "1", "1"):
        if child.expect([r"(Answer|Numbers?): $", pexpect.EOF, pexpect.TIMEOUT]):
            yield f"the interview ends: {seen[-200:]}{str(child.before)[-200:]}"
            break
        seen += str(child.before)
        child.sendline(reply)
    child.close(force=True)
    if seen.count(NO_SPACE) != 1 or "Traceback" in seen:
        yield f"an interview without a draft says: {seen[-300:]}"


def _trial(folder: Path, disk: Path) -> Iterator[str]:
    """What was stored before stays; the run that finds no space says so."""
    sides = ("open", "closed")
    setup = "".join(f"  - {{id: {side}-one, side: {side}, model: {side}}}\n" for side in sides)
    files = {
        "trial.yaml": f"name: T\ncases: cases.csv\ncheck: {{kind: contains}}\ncandidates:\n{setup}",
        "cases.csv": "id,input,expected\n" + "".join(f"{at},question,yes\n" for at in range(40)),
        "few.csv": "case,candidate,answer\n0,open-one,yes\n",
        "many.csv": "case,candidate,answer\n"
        + "".join(f"{at},{side}-one,{'y' * 5000}\n" for at in range(40) for side in sides),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    script = (
        'cp "$1/trial.yaml" "$1/cases.csv" .; from=$1; shift;'
        ' "$@" trial import "$from/few.csv" . >&2; echo "first: $?";'
        ' "$@" trial import "$from/many.csv" . >&2; echo "second: $?";'
        ' mount -o remount,size=4m . && "$@" trial import "$from/many.csv" . >&2;'
        ' echo "third: $?"; "$@" trial score . | head -40'
    )
    done = _run(disk, "256k", "sh", "-c", script, "sh", str(folder), *LLMCHOICE)
    told = done.stdout
    wanted = ("first: 0", "second: 2", "third: 0")
    # What was stored is there still, and with space all the others come to it.
    imported = "80 of 80 are there" in done.stderr
    if not (imported and all(each in told for each in wanted)) or "Traceback" in done.stderr:
        yield f"a trial: {told[-900:]} {done.stderr[-900:]}"
