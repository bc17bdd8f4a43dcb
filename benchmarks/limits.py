"""What the largest input of each kind takes: processor time, memory, and bytes that come out.

Each is a process of its own. Memory is the peak of its resident set. Sizes may be made smaller to
try: python benchmarks/limits.py [--part 0.1] [--only workloads]
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.source import LARGEST
from llmchoice.mcda.precision import MOST
from llmchoice.model.profile import MOST_WORKLOADS
from llmchoice.trial.folder import MOST_CASES

MEASURED = """\
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss, len(done.stdout))
"""
LLMCHOICE = (sys.executable, "-m", "llmchoice")
PROFILES = 2_000
MEMBERS = 50
NOTE = 900_000
"""Letters: a profile of a million bytes is the largest that is read."""

Made = tuple[str, Sequence[str]]
"""What it is, and the words after `llmchoice`."""


def workloads(folder: Path, part: float) -> Made:
    """As many as a profile may have, no two of them alike."""
    data = yaml.safe_load(_packaged("software-company"))
    (own, *_) = data["workloads"]
    count = max(1, int(MOST_WORKLOADS * part))
    data["workloads"] = [
        {"name": f"use {at}", "answers": {**own["answers"], "monthly-tokens": 10**8 + 10**5 * at}}
        for at in range(count)
    ]
    return f"{count} workloads", ("assess", _written(folder, data), "--json")


def draws(_folder: Path, part: float) -> Made:
    """As many as may be asked for."""
    count = int(MOST * part)
    return f"{count:,} draws", ("assess", "startup", "--draws", str(count), "--json")


def compared_draws(_folder: Path, part: float) -> Made:
    """The same, with nothing but the verdict wanted."""
    count = int(MOST * part)
    words = ("compare", "startup", "--draws", str(count), "--format", "csv")
    return f"{count:,} draws, compared", words


def profiles(folder: Path, part: float) -> Made:
    """No number is too large; each is read, assessed and forgotten."""
    text = _packaged("startup")
    count = int(PROFILES * part)
    for at in range(count):
        (folder / f"{at:05}.yaml").write_text(text, encoding="utf-8")
    return f"{count:,} profiles, compared", ("compare", str(folder), "--format", "csv")


def members(folder: Path, part: float) -> Made:
    """No number is too large; a meeting of more has no use."""
    data = yaml.safe_load(_packaged("startup"))
    count = max(2, int(MEMBERS * part))
    for at in range(count):
        weighed = {key: 1 + (at + place) % 5 for place, key in enumerate(data["priorities"])}
        _written(folder, {**data, "priorities": weighed}, f"member-{at:02}")
    files = [str(file) for file in sorted(folder.iterdir())]
    return f"{count} members of a panel", ("panel", *files, "--json")


def note(folder: Path, part: float) -> Made:
    """A note of many letters, in a report that quotes it."""
    data = yaml.safe_load(_packaged("startup"))
    count = int(NOTE * part)
    data["notes"] = {"own-test": "word " * (count // 5)}
    return f"a note of {count:,} letters", ("assess", _written(folder, data), "--format", "html")


def decision(folder: Path, part: float) -> Made:
    """What a record of that many workloads takes to be assessed again."""
    name, words = workloads(folder, part)
    past = folder / "past.json"
    subprocess.run([*LLMCHOICE, *words, "-o", str(past)], check=True, capture_output=True)
    size = past.stat().st_size / 1e6
    return f"a decision of {name}, {size:.0f} MB", ("recheck", str(past))


def criteria(folder: Path, part: float) -> Made:
    """As much as a folder of criteria may hold, all of it criteria of one priority."""
    data = yaml.safe_load((packaged("criteria") / "priorities" / "budget.yaml").read_text("utf-8"))
    own = data["criteria"]
    share = len(json.dumps(own[-1], ensure_ascii=False))
    count = max(1, int(0.95 * LARGEST * part / share) - len(own))
    data["criteria"] = own + [{**own[-1], "id": f"more-{at}"} for at in range(count)]
    for each in data["criteria"]:
        each["share"] = 100 / len(data["criteria"])
    (folder / "priorities").mkdir()
    _written(folder / "priorities", data, "budget")
    return f"{len(data['criteria']):,} criteria", ("assess", "startup", "--criteria", str(folder))


def trial(folder: Path, part: float) -> Made:
    """As many cases as a trial may have, and the answers of two candidates to each."""
    sides, count = ("open", "closed"), max(1, int(MOST_CASES * part))
    names = "".join(f"  - {{id: {side}-one, side: {side}, model: {side}}}\n" for side in sides)
    (folder / "trial.yaml").write_text(
        f"name: T\ncheck: {{kind: contains}}\ncandidates:\n{names}", encoding="utf-8"
    )
    cases = "".join(f"{at},question {at},yes\n" for at in range(count))
    (folder / "cases.csv").write_text(f"id,input,expected\n{cases}", encoding="utf-8")
    rows = "".join(f"{at},{side}-one,yes it is\n" for at in range(count) for side in sides)
    answers = folder / "answers.csv"
    answers.write_text(f"case,candidate,answer\n{rows}", encoding="utf-8")
    return f"{count:,} cases of a trial", ("trial", "import", str(answers), str(folder))


KINDS: dict[str, Callable[[Path, float], Made]] = {
    "workloads": workloads,
    "draws": draws,
    "compared-draws": compared_draws,
    "profiles": profiles,
    "members": members,
    "note": note,
    "decision": decision,
    "criteria": criteria,
    "trial": trial,
}


def _packaged(name: str) -> str:
    return (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")


def _written(folder: Path, data: object, name: str = "largest") -> str:
    file = folder / f"{name}.yaml"
    # Through JSON, which is YAML without anchors: these are refused.
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return str(file)


def main() -> None:
    """Print one line per kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", type=float, default=1.0, help="of the largest size, 0 to 1")
    parser.add_argument("--only", choices=KINDS, action="append")
    given = parser.parse_args()
    print(f"{'what':<32} {'code':>4} {'CPU, s':>7} {'MB':>6} {'written, MB':>12}")
    for kind in given.only or KINDS:
        with tempfile.TemporaryDirectory() as folder:
            name, words = KINDS[kind](Path(folder), given.part)
            command = [sys.executable, "-c", MEASURED, *LLMCHOICE, *words]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        code, seconds, kilobytes, written = done.stdout.split()
        print(
            f"{name:<32} {code:>4} {float(seconds):7.1f} {int(kilobytes) / 1024:6.0f}"
            f" {int(written) / 1e6:12.2f}"
        )


if __name__ == "__main__":
    main()
