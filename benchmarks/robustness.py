"""How fast options are ranked under drawn weights, and in how much memory.

Ours against a plain numpy version of the same and against another library called once per draw.
All are timed in turn, in this process, on one thread, so that a slow moment of the machine hits
them alike; medians count. Two speeds are printed: by the clock, and by the time that the core
really spent on it, which is what another process on the same core does not take away. Run it
where llmchoice and pymcdm are installed: python benchmarks/robustness.py
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

# Before numpy is imported: its linear algebra reads them once.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402 - see above
from numpy.typing import NDArray  # noqa: E402 - see above
from pymcdm.methods import WSM  # type: ignore[import-untyped]  # noqa: E402 - see above; no types

from llmchoice.api import priced  # noqa: E402 - see above
from llmchoice.engine.assess import assess  # noqa: E402 - see above
from llmchoice.knowledge.criteria import load_criteria  # noqa: E402 - see above
from llmchoice.knowledge.folders import packaged  # noqa: E402 - see above
from llmchoice.knowledge.profile import read_profile  # noqa: E402 - see above
from llmchoice.mcda.smaa import smaa  # noqa: E402 - see above
from llmchoice.mcda.weighting import Uniform  # noqa: E402 - see above

Table = NDArray[np.float64]
SIZES = ((5, 12), (5, 17))
DRAWS = 1_000_000
FEW = 3_000
"""Draws for what is called once per draw."""
AIM = 10e6
"""Draws a second on one core, 5 options x 12 criteria, float32."""
TIMES = 100
"""How many times as fast as a library that is called per draw."""
ASSESSED = 100_000
"""Draws of a whole assessment."""
PEAK = """\
import sys, tracemalloc
import numpy as np
from llmchoice.mcda.smaa import smaa
from llmchoice.mcda.weighting import Uniform
values = np.random.default_rng(0).random((5, 12))
tracemalloc.start()
smaa(values, Uniform(12), draws=int(sys.argv[1]), seed=1, dtype=np.float32)
print(tracemalloc.get_traced_memory()[1] / 2**20)
"""


def ours(values: Table, draws: int) -> None:
    """The core in float32: ranks, comparisons, central weights."""
    smaa(values, Uniform(values.shape[1]), draws=draws, seed=1, dtype=np.float32)


def assessed() -> None:
    """The engine's own draws, as `llmchoice assess` makes them."""
    kb = load_criteria()
    text = (packaged("profiles") / "startup.yaml").read_text(encoding="utf-8")
    profile = read_profile(kb, text, "startup.yaml")
    assess(priced(kb, profile), profile, draws=ASSESSED, search=False)


def ours_double(values: Table, draws: int) -> None:
    """The same in float64."""
    smaa(values, Uniform(values.shape[1]), draws=draws, seed=1)


def plain(values: Table, draws: int) -> None:
    """What one would write first, for the ranks alone; 100,000 draws at a time."""
    options, criteria = values.shape
    generator = np.random.default_rng(1)
    counts = np.zeros((options, options), dtype=np.int64)
    for _ in range(0, draws, 100_000):
        weights = generator.dirichlet(np.ones(criteria), min(draws, 100_000))
        order = np.argsort(-(weights @ values.T), axis=1)
        for rank in range(options):
            counts[:, rank] += np.bincount(order[:, rank], minlength=options)


def library(values: Table, draws: int) -> None:
    """Scores by pymcdm, once per draw; its validation is off."""
    criteria = values.shape[1]
    method, types = WSM(), np.ones(criteria)
    for weights in np.random.default_rng(1).dirichlet(np.ones(criteria), draws):
        method(values, weights, types, validation=False)


OURS, OURS_DOUBLE, LIBRARY = "ours, float32", "ours, float64", "pymcdm, a call per draw"
RUNNERS: dict[str, tuple[Callable[[Table, int], None], int]] = {
    OURS: (ours, DRAWS),
    OURS_DOUBLE: (ours_double, DRAWS),
    "plain numpy": (plain, DRAWS),
    LIBRARY: (library, FEW),
}


class Time(NamedTuple):
    """What a call took, in seconds."""

    clock: float
    core: float


def timed(run: Callable[[], object]) -> Time:
    """One call."""
    clock, core = time.perf_counter(), time.process_time()
    run()
    return Time(time.perf_counter() - clock, time.process_time() - core)


def median(times: Sequence[Time]) -> Time:
    """The median of each of both."""
    return Time(*(statistics.median(side) for side in zip(*times, strict=True)))


def times_per_draw(values: Table, rounds: int) -> dict[str, Time]:
    """Runner to its seconds per draw, all in turn in every round, after one to warm up."""
    found: dict[str, list[Time]] = {title: [] for title in RUNNERS}
    for _ in range(rounds + 1):
        for title, (run, draws) in RUNNERS.items():
            took = timed(partial(run, values, draws))
            found[title].append(Time(took.clock / draws, took.core / draws))
    return {title: median(times[1:]) for title, times in found.items()}


def python(code: str, *arguments: str) -> str:
    """Output of a fresh Python."""
    command = (sys.executable, "-c", code, *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def import_of_numpy(rounds: int) -> float:
    """Seconds by the clock that a fresh Python takes longer when it imports numpy."""
    return statistics.median(
        timed(partial(python, "import numpy")).clock - timed(partial(python, "pass")).clock
        for _ in range(rounds)
    )


def against(measured: float, aim: float, *, most: bool = False) -> str:
    """An aim, and whether it was reached: at least, or at most, so much."""
    reached = measured <= aim if most else measured >= aim
    return f"aim {'<' if most else '>'} {aim:,.4g}: {'reached' if reached else 'missed'}"


def print_speeds(options: int, criteria: int, rounds: int) -> None:
    """All runners on a table of this size."""
    values = np.random.default_rng(0).random((options, criteria)) + 0.1
    found = times_per_draw(values, rounds)
    best = found[OURS]
    print(f"\n{options} options x {criteria} criteria, draws a second")
    print(f"{'':<26} {'by the clock':>14} {'per core':>14} {'ours is faster':>15}")
    for title, took in found.items():
        has_aim = title == OURS and (options, criteria) == SIZES[0]
        note = against(1 / took.core, AIM) if has_aim else ""
        times = took.core / best.core
        if title == LIBRARY:
            note = against(times, TIMES)
        print(
            f"{title:<26} {1 / took.clock:>14,.0f} {1 / took.core:>14,.0f} {times:>13,.1f} x {note}"
        )


def main() -> None:
    """Print the speeds, the time of 100,000 draws and the memory, each with its aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    print(f"numpy {np.__version__}, one thread, medians of {rounds} rounds")
    for options, criteria in SIZES:
        print_speeds(options, criteria, rounds)
    limit = import_of_numpy(rounds)
    values = np.random.default_rng(0).random(SIZES[0])
    print(f"\n100,000 draws, 5 x 12, ms by the clock; import numpy takes {1000 * limit:.0f}")
    for title in (OURS, OURS_DOUBLE):
        run, _ = RUNNERS[title]
        took = median([timed(partial(run, values, 100_000)) for _ in range(rounds)]).clock
        print(f"{title:<26} {1000 * took:>14.1f} {against(1000 * took, 1000 * limit, most=True)}")
    whole = median([timed(assessed) for _ in range(rounds)])
    print("\nA whole assessment without what-ifs, draws a second: 5 options, 23 criteria, values")
    print("and answers drawn too, with ranks, sides and confidence factors")
    clock, core = (ASSESSED / took for took in whole)
    print(f"{'the engine, float64':<26} {clock:>14,.0f} {core:>14,.0f}")
    few, many = (float(python(PEAK, draws)) for draws in ("100000", "10000000"))
    print("\nMemory at its peak, float32, MiB")
    print(f"{'100,000 draws':<26} {few:>14.2f}")
    print(f"{'10,000,000 draws':<26} {many:>14.2f} {against(many, 1.1 * few, most=True)}")


if __name__ == "__main__":
    main()
