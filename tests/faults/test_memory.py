"""Models that fit where they were said not to, and the other way round."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run


@pytest.fixture
def costs(run: Run, path: Path) -> dict[str, dict[str, object]]:
    """What each option costs, of a model most of whose layers remember the last tokens alone."""
    done = run("cost", str(path / "f04-kv.yaml"), "--json")
    subject = json.loads(done.stdout)["subjects"][0]
    assert "open-rented" not in subject["over_ceiling"]
    return {cost["option"]: cost for cost in subject["costs"]}


def test_layers_with_a_window_take_no_cards_for_what_they_forget(
    costs: dict[str, dict[str, object]],
) -> None:
    """65 GB of weights, 42 GB that grow and 13 GB of windows: two cards of 80 GB hold them.

    10 layers of 4 heads of 512, and 50 of 16 heads of 256 for 1,024 tokens, at 16 bits. Were all 60
    layers counted with the latter, the same conversations took 503 GB, and eight cards.
    """
    gpus = costs["open-rented"]["gpus"]
    assert gpus == {"low": 2, "typical": 4, "high": 6}  # with no spare group, with one and with two


def test_a_long_conversation_has_to_fit_beside_the_weights(run: Run) -> None:
    wanted = ("--gpu-memory", "24", "--option", "open-owned", "--tier", "small", "--json")

    def listed(*more: str) -> set[str]:
        (shortlist,) = json.loads(
            run("models", "shortlist", "startup.yaml", *wanted, *more).stdout
        )["shortlist"]
        return {model["model"] for model in shortlist["models"]}

    short, long = listed(), listed("--min-context", "200000")
    # 19.5 GB of weights and 13.1 GB of conversation: not on a card of 24 GB, whatever its context.
    assert "qwen3.8-27b" in short
    assert "qwen3.8-27b" not in long
    assert long < short
    # 14.8 GB of weights, 4.1 GB that grow, 0.2 GB of windows.
    assert "gemma-4-26b-a4b" in long
