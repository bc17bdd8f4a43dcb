"""Break-evens found by a walk up the stairs, from the figures that `llmchoice cost` names.

    python -m benchmarks.breakevens [PROFILE ...]

It shares no code with the program, which it starts to get the JSON of each profile: of that the
figures (`terms`) are read, and what it is compared with. How an option is paid for stands in
criteria/options.yaml, how a cost is made of figures in docs/cost.md. The program divides to find
where two costs cross; here every group of cards is tried in turn.
"""

import json
import math
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

Data = dict[str, Any]
Figures = Mapping[str, float]

ROOT = Path(__file__).parent.parent
PROFILES = ("startup", "software-company", "bank", "newspaper")
MOST = 200_000
"""Groups of cards that are tried."""
CLOSE = 1e-6
"""How far two figures may be apart, in proportion: both round, in another order."""
HOURS = 730


def options(file: Path = ROOT / "criteria" / "options.yaml") -> dict[str, Data]:
    """The attributes of every option, as they are written."""
    return {one["id"]: one for one in yaml.safe_load(file.read_text("utf-8"))["options"]}


@dataclass(frozen=True)
class Line:
    """A cost that grows with every token."""

    fixed: float
    price: float

    def at(self, tokens: float) -> float:
        """Money a month."""
        return self.fixed + self.price * tokens


@dataclass(frozen=True)
class Stairs:
    """A cost that grows with every group of cards: `steps[k - 1]` for k groups."""

    serves: float
    """Tokens a month of one group."""
    cards: int
    spares: int
    steps: "np.ndarray[Any, np.dtype[np.float64]]"

    def at(self, tokens: float) -> float:
        """Money a month."""
        groups = 1
        while groups * self.serves < tokens * (1 - 1e-9):
            groups += 1
        return float(self.steps[groups - 1])


def line(option: Data, given: Figures, share: float) -> Line | None:
    """By the token, or by the seat; None where a figure is unknown."""
    if option["payment"] == "seats":
        if "seats" in given:
            return Line(given["seats"] * given["seat-price"], 0.0)
        return Line(0.0, given["seat-price"] / given["seat-tokens"])
    provider = option["operator"] == "provider" and option["place"] == "own-account"
    whose = "closed" if option["weights"] == "closed" else "cloud" if provider else "open"
    if f"{whose}-price-in" not in given:
        return None
    dollars = {kind: given.get(f"{whose}-price-{kind}") for kind in ("cached", "kept")}
    plain, out = given[f"{whose}-price-in"], given[f"{whose}-price-out"]
    read = given["cache-share"]
    kept = min(given["cache-writes"], 1 - read)
    cached = plain if dollars["cached"] is None else min(plain, dollars["cached"])
    written = plain if dollars["kept"] is None else dollars["kept"]
    into = read * cached + kept * written + (1 - read - kept) * plain
    if loud := given["sound-share"]:
        sound = given.get(f"{whose}-price-sound")
        if sound is None:
            return None
        again = min(sound, given.get(f"{whose}-price-sound-cached", sound))
        on_top = max(0.0, written - plain)
        heard = read * again + kept * (sound + on_top) + (1 - read - kept) * sound
        into += loud * (heard - into)
    mean = share * into + (1 - share) * (1 + given["thinking"]) * out
    waits = given["batch-share"]
    price = mean * (1 - waits) + mean * waits * given.get(f"{whose}-price-batch", 1.0)
    if whose == "closed" and provider:
        if "region-surcharge" not in given:
            return None
        price *= given["region-surcharge"]
    price += share * given["vector-share"] * given["vector-price"]
    return Line(0.0, price / 1e6)


def stairs(option: Data, given: Figures, share: float) -> Stairs | None:
    """By whole cards; None where a figure is unknown."""
    rented = option["payment"] == "rented-gpus"
    needed = {"gpu-hour"} if rented else {"gpu-price"}
    if not {"input-rate", "kv-per-token", "bytes-per-parameter", *needed} <= set(given):
        return None
    weights = given["parameters"] * given["bytes-per-parameter"] * given["memory-overhead"]
    tokens = given["sessions"] * given["context"]
    keys = (
        given["kv-per-token"] * 1024 * tokens + given["kv-per-session"] * 2**20 * given["sessions"]
    )
    room = given["gpu-memory"] * given["memory-use"]
    cards = 1
    while cards * room * (1 + 1e-9) < weights + keys / 1e9:
        cards *= 2
    seconds = share * (1 - given["cache-share"]) / given["input-rate"]
    seconds += (1 - share) * (1 + given["thinking"]) / given["output-rate"]
    peak = max(1.0, given["peak-to-mean"] * (1 - given["batch-share"]))
    serves = cards * 3600 * HOURS * given["throughput-share"] / (seconds * peak)
    spares = math.ceil(given["spares"] - 1e-9)
    every = (np.arange(1, MOST + 1) + spares) * cards
    if rented:
        card = given["gpu-hour"] * HOURS * given["rent-overhead"]
    else:
        kilowatts = given["gpu-watts"] / 1000 * given["server-power"]
        left = given["purchase-share"] * (1 - given["residual-value"])
        card = given["gpu-price"] * left / (12 * given["useful-life"])
        card += kilowatts * (given["pue"] * HOURS * given["electricity"] + given["colocation"])
    salary = given["salary"]
    people = np.maximum(given["staff-share"], every * given["staff-per-gpu"]) * salary / 12
    setup = given["setup-weeks"] * salary / 52 / given["setup-months"]
    return Stairs(serves, cards, spares, every * card + people + setup + given["other-monthly"])


def cost(option: Data, given: Figures, share: float) -> Line | Stairs | None:
    """What an option costs at any volume."""
    return (stairs if option["payment"] in {"rented-gpus", "owned-gpus"} else line)(
        option, given, share
    )


def against(ours: Stairs, theirs: Line) -> tuple[float | None, int | None, float | None]:
    """Where stairs are first no higher than a line, the cards there, and from where on for good."""
    groups = np.arange(1, MOST + 1)
    meets = (ours.steps - theirs.fixed) / theirs.price
    ends = groups * ours.serves
    within = np.flatnonzero(meets <= ends * (1 + 1e-9))
    if not within.size:
        return None, None, None
    first = int(within[0])
    # A step is dearer from its beginning up to where the line meets it.
    dearer = np.flatnonzero(meets > (ends - ours.serves) * (1 + 1e-9))
    last = int(dearer[-1])
    steady = None if last == MOST - 1 else float(min(meets[last], ends[last]))
    return (
        float(meets[first]),
        (first + 1 + ours.spares) * ours.cards,
        None if steady is None else max(steady, float(meets[first])),
    )


def crossing(
    ours: Line | Stairs, theirs: Line | Stairs
) -> tuple[float | None, int | None, float | None]:
    """From which volume on ours cost no more, the cards there, and from where on that stays so."""
    if isinstance(ours, Stairs) and isinstance(theirs, Line):
        return against(ours, theirs)
    if isinstance(ours, Stairs) and isinstance(theirs, Stairs):
        below = bool(np.all(ours.steps <= theirs.steps * (1 + 1e-12)))
        return (0.0, ours.cards * (1 + ours.spares), 0.0) if below else (None, None, None)
    if isinstance(ours, Stairs) or isinstance(theirs, Stairs):
        raise TypeError("a line is never asked for against stairs")
    if ours.fixed <= theirs.fixed and ours.price <= theirs.price:
        return 0.0, None, 0.0
    if ours.price >= theirs.price:
        return None, None, None
    met = (ours.fixed - theirs.fixed) / (theirs.price - ours.price)
    return met, None, met


def disagreements(case: Data, known: Mapping[str, Data], tokens: float | None) -> Iterator[str]:
    """Each figure of a case that is another one here."""
    given = {t["term"]: t["band"]["typical"] for t in case["terms"] if t["band"]}
    costs = {name: cost(known[name], given, case["input_share"]) for name in known}
    for told in case["costs"]:
        # A model that cannot do the work has a price, and its option no cost in this case.
        here = None if told["unable"] else costs[told["option"]]
        if (here is None) != (told["monthly"] is None):
            yield f"{told['option']}: known to one of the two alone"
        elif here is not None and tokens is not None:
            # The band of a range of volumes is typical at the typical volume.
            yield from _apart(told["option"], told["monthly"]["typical"], here.at(tokens))
    for even in case["break_evens"]:
        ours, theirs = costs[even["option"]], costs[even["versus"]]
        name = f"{even['option']} against {even['versus']}"
        if ours is None or theirs is None:
            yield f"{name}: a cost is unknown here"
            continue
        first, cards, steady = crossing(ours, theirs)
        yield from _apart(f"{name}, first", even["first"], first)
        yield from _apart(f"{name}, for good", even["steady"], steady)
        if even["first_gpus"] is not None or isinstance(theirs, Line):
            yield from _apart(f"{name}, cards", even["first_gpus"], cards)


def _apart(what: str, theirs: float | None, ours: float | None) -> Iterator[str]:
    if theirs is None or ours is None:
        if theirs is not ours:
            yield f"{what}: {theirs} there and {ours} here"
    elif not math.isclose(theirs, ours, rel_tol=CLOSE, abs_tol=CLOSE):
        yield f"{what}: {theirs:,.6g} there and {ours:,.6g} here"


def pairs(case: Data) -> set[tuple[str, str]]:
    """Which options a case compares."""
    return {(even["option"], even["versus"]) for even in case["break_evens"]}


def cases(profile: str) -> Iterator[tuple[Data, float | None]]:
    """Each case of a profile, with its tokens a month, as the program has them."""
    command = [sys.executable, "-m", "llmchoice", "cost", profile, "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    report = json.loads(done.stdout)
    for subject in _filled(report["subjects"], report.get("shared", [])):
        volume = subject["volume"]
        tokens = None if volume is None else volume["tokens_in"] + volume["tokens_out"]
        yield from ((case, tokens) for case in subject["cases"])


def _filled(part: Any, shared: list[Any]) -> Any:  # noqa: ANN401 - any part of a JSON report
    """A part with what it has in common with others in its places: docs/api.md."""
    if isinstance(part, list):
        return [_filled(one, shared) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _filled(shared[int(part["$ref"].rsplit("/", 1)[1])], shared)
    return {name: _filled(one, shared) for name, one in part.items()}


def main(names: tuple[str, ...]) -> int:
    """Print each pair, and what is another figure here; 1 if anything is."""
    known, seen, wrong = options(), set[tuple[str, str]](), 0
    for name in names:
        for case, tokens in cases(name):
            found = list(disagreements(case, known, tokens))
            seen |= pairs(case)
            wrong += len(found)
            print(f"{name}, {case['closed_model']} and {case['open_model']}: {len(found)} differ")
            print("".join(f"  {told}\n" for told in found), end="")
    print(f"{len(seen)} pairs of options, {wrong} figures that differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or PROFILES))
