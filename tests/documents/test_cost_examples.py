"""The examples of docs/cost.md can be worked out by hand, and are what `llmchoice cost` says."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests import forked

Data = dict[str, Any]
TEXT = (Path(__file__).parents[2] / "docs" / "cost.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"<!-- example: (?P<option>[a-z-]+)(?P<endpoint> endpoint)?,"
    r" (?P<into>[\d_]+) in, (?P<out>[\d_]+) out -->\n"
    r"```yaml\n(?P<profile>.*?)```\n\n(?P<lines>(?:    [^\n]+\n)+)\n\*\*(?P<result>[\d,.]+)\*\*",
    re.DOTALL,
)
LINE = re.compile(r"^ +(?P<name>[a-z -]+?) += (?P<sum>.+) = (?P<result>[\d,.]+)$")
KINDS = [
    *("closed-product", "closed-api", "closed-api", "closed-api", "closed-api", "closed-api"),
    *("open-host", "open-owned"),
]
"""Seats, a cache, agents, a batch, sound, what is reserved, an endpoint, own cards; the rented ones
are tried elsewhere."""


@dataclass(frozen=True)
class Example:
    """What an example says: its inputs, its lines and what they come to."""

    option: str
    figure: str
    """Of that option in the JSON: its cost, or that on an endpoint."""
    tokens: tuple[int, int]
    profile: Data
    lines: tuple[tuple[str, str, float], ...]
    result: float


def number(text: str) -> float:
    return float(text.replace(",", ""))


def examples() -> Iterator[Example]:
    for found in EXAMPLE.finditer(TEXT):
        lines = [LINE.match(line) for line in found["lines"].splitlines()]
        assert all(lines), found["lines"]
        yield Example(
            found["option"],
            "endpoint" if found["endpoint"] else "monthly",
            (int(found["into"]), int(found["out"])),
            yaml.safe_load(found["profile"]),
            tuple((m["name"], m["sum"], number(m["result"])) for m in lines if m is not None),
            number(found["result"]),
        )


ALL = list(examples())


def worked_out(arithmetic: str) -> float:
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", arithmetic).replace(" x ", " * ")
    assert re.fullmatch(r"(max)?[\d.+*/() ,-]+", plain), plain
    return float(eval(plain))  # noqa: S307 - digits and signs of our own document


def cost(example: Example, folder: Path, more: Data) -> Data:
    """What the program says of the option of an example."""
    priorities = "privacy compliance budget customisation expertise capability independence"
    profile = {"organisation": "An example", "ranking": priorities.split(), **example.profile}
    path = folder / "p.yaml"
    path.write_text(json.dumps({**profile, "costs": {**profile["costs"], **more}}), "utf-8")
    words = [f"--tokens-{way}={n}" for way, n in zip(("in", "out"), example.tokens, strict=True)]
    done = forked.run("cost", path, *words, "--json", check=True, capture_output=True, text=True)
    costs = json.loads(done.stdout)["subjects"][0]["costs"]
    found = next(one for one in costs if one["option"] == example.option)
    assert isinstance(found, dict)
    return found


def test_there_is_one_of_each_kind() -> None:
    assert [example.option for example in ALL] == KINDS


@pytest.mark.parametrize("example", ALL, ids=lambda example: str(example.result))
def test_each_line_can_be_worked_out(example: Example) -> None:
    for name, arithmetic, result in example.lines:
        assert worked_out(arithmetic) == pytest.approx(result, abs=0.0051), name
    name, _, result = example.lines[-1]
    assert (name, result) == ("cost", example.result)


@pytest.mark.parametrize("example", ALL, ids=lambda example: str(example.result))
def test_each_example_is_what_the_program_says(example: Example, tmp_path: Path) -> None:
    found = cost(example, tmp_path, {})
    assert found[example.figure]["typical"] == pytest.approx(example.result, abs=0.011)
    steps = {name: result for name, _, result in example.lines}
    names = {"people": "staff", "set-up": "set-up, spread"}
    if example.figure == "monthly" and "cards" in steps:
        assert found["gpus"]["typical"] == steps["cards"]
        for name in ("depreciation", "electricity", "data centre", "people", "set-up"):
            part = found["parts"][names.get(name, name)]
            assert steps[name] == pytest.approx(part, abs=0.0051), name


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        (1, {"cache-share": 0, "cache-writes": 0}, r"Without the cache it would be ([\d,.]+)\."),
        (1, {"vector-share": 0.05}, r"and the cost is ([\d,.]+)\."),
        (2, {"context": 100_000}, r"a fifth of that, ([\d,.]+), in requests of 100,000"),
        (3, {"batch-share": 0}, r"at once = .* = ([\d,.]+)"),
        (4, {"sound-share": 0}, r"If all of it were text it would be ([\d,.]+)\."),
    ],
)
def test_what_the_text_compares_with_is_what_the_program_says(
    kind: int, more: Data, said: str, tmp_path: Path
) -> None:
    told = re.search(said, TEXT)
    assert told is not None
    found = cost(ALL[kind], tmp_path, more)
    assert found["monthly"]["typical"] == pytest.approx(number(told[1]))


def test_a_host_that_shares_its_cards_costs_what_the_text_says(tmp_path: Path) -> None:
    told = re.search(r"the same tokens cost ([\d,.]+) at a host", TEXT)
    assert told is not None
    assert cost(ALL[-2], tmp_path, {})["monthly"]["typical"] == pytest.approx(number(told[1]))


def test_what_is_reserved_replaces_what_the_text_says_by_the_token(tmp_path: Path) -> None:
    told = re.search(r"the same tokens one by one cost ([\d,.]+)\.", TEXT)
    assert told is not None
    found = cost(ALL[5], tmp_path, {})
    assert found["reserved"]["taken"]
    steps = {name: result for name, _, result in ALL[5].lines}
    assert found["reserved"]["units"]["typical"] == steps["units"]
    dear = {"hour": 1000, "input": 1, "output": 1}
    plain = cost(ALL[5], tmp_path, {"closed-reserved": dear})
    assert plain["monthly"]["typical"] == pytest.approx(number(told[1]))


def test_a_spare_costs_what_its_cards_do(tmp_path: Path) -> None:
    told = re.search(r"without the spare ([\d,.]+) less", TEXT)
    assert told is not None
    with_spare, without = (cost(ALL[-1], tmp_path, {"spares": n}) for n in (1, 0))
    saved = with_spare["monthly"]["typical"] - without["monthly"]["typical"]
    assert saved == pytest.approx(number(told[1]), abs=0.01)
    assert (with_spare["gpus"]["typical"], without["gpus"]["typical"]) == (8, 6)
