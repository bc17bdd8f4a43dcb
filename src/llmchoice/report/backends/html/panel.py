"""What the what-if panel computes with, as its script reads it."""

from typing import Any

from llmchoice.report.blocks import Contestant, Sliders


def panel_data(sliders: Sliders) -> dict[str, Any]:
    """The figures from which scores follow at any weights.

    A score is the mean of an option's values, weighed by rating times share: so a weight under
    which nothing is judged leaves its part to the others.
    """
    return {
        "tie": sliders.tie,
        "priorities": [
            {"id": item.id, "rating": item.rating, "weight": item.weight}
            for item in sliders.weights
        ],
        "options": [_option(contestant) for contestant in sliders.contestants],
    }


def _option(contestant: Contestant) -> dict[str, Any]:
    return {
        "id": contestant.id,
        "admissible": contestant.admissible,
        "values": [[item.weight_id, item.share, item.value] for item in contestant.judgements],
    }
