"""Throws changed data at every command that reads, for some processor time, and counts what breaks.

    python -m benchmarks.attack --seconds 600 --seed 7

The last line has the figures; the lines before it have an input for whatever was wrong. The exit
code is 1 where anything was. `tests/attack` runs the same for a few seconds.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.attack.attack import Attack, at
from tests.attack.killed import kills


def main() -> int:
    """Attack, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600, help="of processor time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=50, help="runs that are killed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, at(Path(name)):
        figures = Attack(Path(name), given.seed).for_seconds(given.seconds)
        lost, left = kills(Path(name), given.kills, given.seed)
    for example in figures.examples:
        print(repr(example))
    print(f"{figures.line()}; {given.kills} kills: {lost} answers lost, {left} files left behind")
    return 1 if figures.wrong or lost or left else 0


if __name__ == "__main__":
    sys.exit(main())
