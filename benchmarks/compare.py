"""How fast many profiles are compared, and in how much memory.

Profiles are made up with a fixed seed and written to a temporary folder. `llmchoice compare` is
run over all of them, as a process; `llmchoice assess --json` is run over a few of them, a process
for each. Memory is the peak of the process; it is read from /proc, and so only on Linux. Two times
are printed: by the clock, and what the core really spent on it, which other programs on the same
core lengthen less. Run it where llmchoice is installed:
python benchmarks/compare.py [--profiles 10000] [--sample 20]
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from llmchoice.engine.answers import contradictions, effective, odds_among
from llmchoice.engine.conditions import may_match
from llmchoice.engine.gates import admissible
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question, QuestionKind

SEED = 2026
UNKNOWN_SHARE = 0.1
"""Of the answers."""
WORKLOADS_SHARE = 0.1
"""Of the profiles; each has two."""
AIM = 100
"""Times as fast per profile as a process for each."""
FEW = 10
"""Part of the profiles over which memory is measured once more."""
PAUSE = 0.02
LLMCHOICE = (sys.executable, "-m", "llmchoice")


def profiles(kb: KnowledgeBase, count: int, seed: int = SEED) -> Iterator[str]:
    """So many complete profiles as YAML, always the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - made-up profiles, no secrets
    for number in range(count):
        profile: dict[str, object] = {
            "schema": 1,
            "organisation": f"Organisation {number}",
            **_priorities(kb, chance),
            "answers": _answers(kb, chance),
        }
        if chance.random() < WORKLOADS_SHARE:
            profile["workloads"] = [
                {"name": name, "answers": _answers(kb, chance)} for name in ("first", "second")
            ]
        yield yaml.safe_dump(profile, sort_keys=False)


def _priorities(kb: KnowledgeBase, chance: random.Random) -> dict[str, object]:
    """Ratings mostly, else a ranking or points."""
    names = [priority.id for priority in kb.priorities]
    kind = chance.random()
    if kind < 0.1:  # noqa: PLR2004 - one in ten
        return {"ranking": chance.sample(names, len(names))}
    if kind < 0.2:  # noqa: PLR2004 - one in ten
        cuts = sorted(chance.sample(range(1, 100), len(names) - 1))
        return {
            "points": {
                name: high - low
                for name, low, high in zip(names, [0, *cuts], [*cuts, 100], strict=True)
            }
        }
    return {"priorities": {name: chance.randint(1, 5) for name in names}}


def _answers(kb: KnowledgeBase, chance: random.Random) -> dict[str, object]:
    """Answers to all questions that apply: they agree, and leave something admissible.

    Where nothing is, nothing is drawn, and it would look faster than it is.
    """
    while True:
        answers: dict[str, Answer] = {}
        for question in kb.questions:
            if question.when is None or may_match(question.when, answers):
                answers[question.id] = _answer(kb, question, answers, chance)
        counted = effective(kb, answers)
        if admissible(Basis(kb), counted) and not contradictions(kb, counted):
            return {
                name: list(answer) if isinstance(answer, tuple) else answer
                for name, answer in answers.items()
            }


def _answer(
    kb: KnowledgeBase, question: Question, before: Answers, chance: random.Random
) -> Answer:
    if chance.random() < UNKNOWN_SHARE:
        return UNKNOWN
    if question.kind is QuestionKind.NUMBER:
        return round(chance.choice(question.likely) * chance.uniform(0.5, 2))
    odds = odds_among(kb, question, {**before, question.id: UNKNOWN})
    first = chance.choices(question.choices, odds)[0]
    if question.kind is not QuestionKind.MANY:
        return first.id
    if first.alone:
        return (first.id,)
    more = [one.id for one in question.choices if not one.alone and chance.random() < 0.2]  # noqa: PLR2004 - a few
    return tuple(dict.fromkeys([first.id, *more]))


class Run(NamedTuple):
    """What a process took."""

    seconds: float
    core: float
    """Seconds that a core worked for it."""
    megabytes: float | None
    """The most that it held at once."""


def measured(command: tuple[str, ...]) -> Run:
    """One command, from start to end."""
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks: list[int] = []
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peaks, ended))
    watch.start()
    process.wait()
    seconds = time.perf_counter() - start
    ended.set()
    watch.join()
    after = os.times()
    core = after.children_user + after.children_system
    core -= before.children_user + before.children_system
    return Run(seconds, core, peaks[-1] / 1024 if peaks else None)


def _watch(pid: int, peaks: list[int], ended: threading.Event) -> None:
    """Peak memory of a process so far, in KiB, again and again until it ends."""
    while not ended.wait(PAUSE):
        try:
            lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
        except OSError:
            return
        peaks.extend(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Print what was measured, and whether the aim was met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=20, help="runs of assess, a process each")
    given = parser.parse_args()
    kb = load_criteria()
    with tempfile.TemporaryDirectory() as folder:
        everything, part = Path(folder) / "all", Path(folder) / "part"
        everything.mkdir()
        part.mkdir()
        for number, text in enumerate(profiles(kb, given.profiles)):
            path = everything / f"{number:06}.yaml"
            path.write_text(text, encoding="utf-8")
            if number < given.profiles // FEW:
                os.link(path, part / path.name)

        def compare(inputs: Path) -> Run:
            output = Path(folder) / f"{inputs.name}.jsonl"
            return measured((*LLMCHOICE, "compare", str(inputs), "-o", str(output)))

        fewer, more = compare(part), compare(everything)
        singles = [
            measured((*LLMCHOICE, "assess", "--json", "--profile", str(path)))
            for path in sorted(everything.iterdir())[: given.sample]
        ]
    each = Run(sum(one.seconds for one in singles), sum(one.core for one in singles), None)
    print(
        f"{'':<34} {'profiles':>9} {'seconds':>9} {'ms each':>9} {'a second':>9} {'core ms':>9}"
        f" {'MiB':>7}"
    )
    line("llmchoice compare", given.profiles // FEW, fewer)
    line("llmchoice compare", given.profiles, more)
    line("llmchoice assess --json, a process", len(singles), each)
    clock, core = (
        (alone / len(singles)) / (together / given.profiles)
        for alone, together in ((each.seconds, more.seconds), (each.core, more.core))
    )
    print(f"per profile, compare is {clock:.0f} times as fast by the clock; the aim is {AIM}")
    print(f"it takes {core:.0f} times less of a core")


def line(name: str, count: int, run: Run) -> None:
    """One row of the table."""
    memory = "-" if run.megabytes is None else f"{run.megabytes:.0f}"
    print(
        f"{name:<34} {count:>9,} {run.seconds:>9.2f} {1000 * run.seconds / count:>9.2f}"
        f" {count / run.seconds:>9.1f} {1000 * run.core / count:>9.2f} {memory:>7}"
    )


if __name__ == "__main__":
    main()
