"""Throws changed data at every command that reads, for some processor time, and counts what breaks.

    python -m benchmarks.attack --seconds 600 --seed 7

Then it kills runs while they save, in chains, and fills disks. The last line has the figures; the
lines before it have an input for whatever was wrong. The exit code is 1 where anything was.
`tests/attack` runs the same for a few seconds.
"""

import argparse
import math
import sys
import tempfile
from pathlib import Path

from tests.attack.attack import Attack, at
from tests.attack.chains import interviews, reports, trials
from tests.attack.full import full_disks, prefix
from tests.attack.killed import kills


def main() -> int:
    """Attack, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600, help="of processor time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=50, help="runs that are killed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, at(Path(name)):
        folder = Path(name)
        figures = Attack(folder, given.seed).for_seconds(given.seconds)
        fewer = math.ceil(given.kills / 5)
        killed = {
            f"{given.kills} kills of a run that saves": kills(folder, given.kills, given.seed),
            f"{fewer} of an interview": interviews(folder, fewer, given.seed),
            f"{2 * fewer} of a run with -o": reports(folder, fewer, given.seed),
            f"{fewer} of a trial": trials(folder, fewer, given.seed),
        }
        full = list(full_disks(folder)) if prefix() else None
    for example in (*figures.examples, *(full or ())):
        print(repr(example))
    lost = sum(count for count, _ in killed.values())
    left = sum(count for _, count in killed.values())
    disks = "not tried, for nothing can be mounted here" if full is None else f"{len(full)} faults"
    print(
        f"{figures.line()}; {', '.join(killed)}: {lost} lost, {left} left behind;"
        f" full disks: {disks}"
    )
    return 1 if figures.wrong or lost or left or full else 0


if __name__ == "__main__":
    sys.exit(main())
