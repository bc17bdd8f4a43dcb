"""Break-evens are those that a script finds by walking, which shares no code with the program."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from benchmarks.breakevens import Stairs, cases, cost, disagreements, options, pairs

Data = dict[str, Any]
OWN = {
    "organisation": "Pairs",
    "ranking": [
        "privacy",
        "compliance",
        "budget",
        "customisation",
        "expertise",
        "capability",
        "independence",
    ],
    "answers": {"monthly-tokens": 6_000_000_000, "traffic": "office-hours"},
    "costs": {
        "closed-model": "gpt-6.1-sol",
        "open-model": "llama-3.3-70b",
        "seats": 500,
        "seat-price": 30,
        "region-surcharge": 1.1,
        "cache-share": 0.4,
        "cache-writes": 0.2,
        "batch-share": 0.25,
        "thinking": 0.5,
        "setup-weeks": 0,
    },
}
KNOWN = options()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> tuple[Data, float | None]:
    profile = tmp_path_factory.mktemp("pairs") / "p.yaml"
    profile.write_text(json.dumps(OWN), encoding="utf-8")
    (found,) = cases(str(profile))
    return found


def test_twelve_pairs_cross_where_a_walk_finds_them(own: tuple[Data, float | None]) -> None:
    case, tokens = own
    assert [*disagreements(case, KNOWN, tokens)] == []
    assert len(pairs(case)) == 12
    # Not only pairs that never cross: some do at once, some on the stairs, some not at all.
    firsts = [even["first"] for even in case["break_evens"]]
    assert {None, 0} <= set(firsts)
    assert sum(first is not None and first > 0 for first in firsts) >= 3


@pytest.mark.parametrize("name", ["startup", "software-company"])
def test_packaged_profiles_cross_where_a_walk_finds_them(name: str) -> None:
    for case, tokens in cases(name):
        assert [*disagreements(case, KNOWN, tokens)] == []


def test_the_curve_of_cards_is_a_staircase_of_whole_groups(own: tuple[Data, float | None]) -> None:
    case, _ = own
    given = {t["term"]: t["band"]["typical"] for t in case["terms"] if t["band"]}
    for curve in case["curves"]:
        ours = cost(KNOWN[curve["option"]], given, case["input_share"])
        assert ours is not None
        assert curve["costs"] == pytest.approx([ours.at(volume) for volume in case["volumes"]])
        if isinstance(ours, Stairs):
            # Below the first step the volume moves nothing, and every rise is a whole group.
            low = [
                c for v, c in zip(case["volumes"], curve["costs"], strict=True) if v < ours.serves
            ]
            assert len(low) > 1
            assert len({round(c, 6) for c in low}) == 1
            assert any(after > before for before, after in pairwise(curve["costs"]))


def test_another_figure_is_found(own: tuple[Data, float | None]) -> None:
    case, tokens = own
    evens = [dict(even) for even in case["break_evens"]]
    crossed = next(even for even in evens if even["first_gpus"])
    crossed |= {"first": crossed["first"] * 1.001, "first_gpus": crossed["first_gpus"] + 1}
    costs = [dict(one) for one in case["costs"]]
    costs[0] |= {"monthly": {**costs[0]["monthly"], "typical": 1.0}}
    told = " ".join(disagreements({**case, "break_evens": evens, "costs": costs}, KNOWN, tokens))
    assert "first" in told
    assert "cards" in told
    assert costs[0]["option"] in told


def test_the_document_names_the_script() -> None:
    text = (Path(__file__).parents[2] / "docs" / "cost.md").read_text(encoding="utf-8")
    assert "benchmarks/breakevens.py" in text
