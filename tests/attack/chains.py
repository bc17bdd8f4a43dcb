"""Chains of runs that are killed, each where the one before it was: interviews, reports, trials."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pexpect
from tests.attack.killed import removed
from tests.trial.conftest import CLOSED_KEY, OPEN_KEY, write_trial
from tests.trial.stub import Asked, Reaction, fine, serving

from llmchoice.files import write_whole
from llmchoice.trial.store import Store

LLMCHOICE = (sys.executable, "-m", "llmchoice")
PROMPT = r"(Answer|Numbers?|Order|Number for [0-9]+): $"
REPLIES = {
    "Answer": ("Acme", "60 44 53", "40 million"),
    "Number": ("2", "1"),
    "Numbers": ("2", "1"),
    "Order": ("1 2 3 4 5 6 7",),
}
ANSWERS = ("organisation", "facts/")
"""Keys of answers; a weight that was agreed to is forgotten when it is changed."""
REVIEW = "Review your answers"
SHARES = ("40", "60", "0")
SUFFIXES = (".html", ".json", ".docx", ".md", ".txt")
WRITING = """
import sys
from pathlib import Path
from llmchoice.files import write_whole
path = Path(sys.argv[1])
for number in range(100000):
    write_whole(path, f"{number}\\n" * 20000 + "end", force=True)
    if not number:
        print("begun", flush=True)
"""
CASES, AT_ONCE = 40, 4


def interviews(folder: Path, count: int, seed: int) -> tuple[int, int]:
    """Answers that were acknowledged and lost, and files that no command removes.

    The next question acknowledges the answer to the one before.
    """
    random = Random(seed)  # noqa: S311 - a time to kill at
    lost = sum(_interview(folder, random) for _ in range(count))
    return lost, removed(folder)


def _interview(folder: Path, random: Random) -> int:
    """Answer a few questions in a terminal and be killed; how much of what was kept is not."""
    before = _replies(folder)
    name = next((path.stem for path in _drafts(folder)), None)
    words = ["assess", "--quick", *(["--draft", name] if name else [])]
    child = pexpect.spawn(
        LLMCHOICE[0],
        [*LLMCHOICE[1:], *words],
        env={**os.environ, "TERM": "dumb", "COLUMNS": "100"},
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 100),
    )
    child.delaybeforesend = None
    lost, tried = 0, Counter[str]()
    for _ in range(random.randint(1, 6)):
        if child.expect([PROMPT, pexpect.EOF]) == 1 or REVIEW in str(child.before):
            # What is changed there may take other answers with it. The next one begins anew.
            child.close(force=True)
            lost += _missing(before, _replies(folder))
            removed(folder)
            return lost
        kept = _replies(folder)
        lost += _missing(before, kept)
        assert isinstance(child.match, re.Match)
        before, kind = kept, child.match[1]
        choices = REPLIES.get(kind, SHARES)
        child.sendline(choices[tried[kind] % len(choices)])
        tried[kind] += 1
    time.sleep(random.uniform(0.0, 0.1))
    child.kill(signal.SIGKILL)
    child.close(force=True)
    return lost + _missing(before, _replies(folder))


def _missing(before: dict[str, object], after: dict[str, object]) -> int:
    return sum(after.get(key) != reply for key, reply in before.items())


def _drafts(folder: Path) -> list[Path]:
    return sorted((folder / "llmchoice" / "drafts").glob("*.json"))


def _replies(folder: Path) -> dict[str, object]:
    """The answers that are kept on disk at this moment; the file is whole, or this raises."""
    return {
        entry["key"]: entry["reply"]
        for path in _drafts(folder)
        for entry in json.loads(path.read_bytes())["entries"]
        if entry["key"].startswith(ANSWERS)
    }


def reports(folder: Path, count: int, seed: int) -> tuple[int, int]:
    """Files of a report's name that are not whole, and parts that the next run leaves."""
    random = Random(seed)  # noqa: S311 - a time to kill at
    place = folder / "reports"
    place.mkdir(exist_ok=True)
    torn = sum(_rewritten(place / "over.txt", random.uniform(0.0, 0.05)) for _ in range(count))
    torn += sum(_reported(place, random) for _ in range(count))
    left = len([path for path in place.iterdir() if path.name.endswith(".part")])
    return torn, left


def _rewritten(path: Path, after: float) -> int:
    """Kill a run that writes the same file again and again."""
    command = [sys.executable, "-c", WRITING, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    torn = int(text != f"{first}\n" * 20000 + "end")
    write_whole(path, "0\n" * 20000 + "end", force=True)
    return torn


def _reported(place: Path, random: Random) -> int:
    """Kill a run of `assess -o` at any of its moments, then let one come to its end."""
    path = place / f"report{random.choice(SUFFIXES)}"
    command = [*LLMCHOICE, "assess", "startup", "--draws", "30", "-o", str(path)]
    path.unlink(missing_ok=True)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(random.uniform(0.3, 1.5))
        process.send_signal(signal.SIGKILL)
    found = path.read_bytes() if path.exists() else None
    subprocess.run([*command, "--force"], capture_output=True, check=True)
    return int(found is not None and found != path.read_bytes())


def trials(folder: Path, count: int, seed: int) -> tuple[int, int]:
    """Answers that were stored and lost, and answers that were asked for once too often."""
    random = Random(seed)  # noqa: S311 - a time to kill at
    place = folder / "killed-trial"
    place.mkdir()
    good: Counter[str] = Counter()

    def react(asked: Asked, _before: int) -> Reaction:
        good[f"{asked.model}/{asked.text}"] += 1
        return Reaction(fine(f"answer {asked.text}").body, wait=0.01)

    keys = {**os.environ, "OPEN_KEY": OPEN_KEY, "CLOSED_KEY": CLOSED_KEY}
    command = [*LLMCHOICE, "trial", "run", str(place)]
    lost = 0
    stored: set[tuple[str, str]] = set()
    with serving(react) as stub:
        limits = f"{{at_once: {AT_ONCE}, seconds: 9}}"
        write_trial(place, stub.address, cases=CASES, limits=limits)
        for _ in range(count):
            with subprocess.Popen(
                command, env=keys, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ) as process:
                time.sleep(random.uniform(0.4, 1.0))
                process.send_signal(signal.SIGKILL)
            if not (place / "trial.sqlite3").exists():
                continue  # it was killed before it began
            with Store.open(place) as store:
                now = {(each.case, each.candidate) for each in store.answers()}
            lost += len(stored - now)
            stored = now
        subprocess.run(command, env=keys, capture_output=True, check=True)
    with Store.open(place) as store:
        answers = store.answers()
    lost += 2 * CASES - len(answers)
    lost += sum(each.text != f"answer question {each.case}" for each in answers)
    # What is on its way when a run is killed is asked for again, and nothing else.
    again = good.total() - 2 * CASES
    return lost, max(0, again - count * AT_ONCE)
