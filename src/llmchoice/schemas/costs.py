"""The schema of `costs:` in a profile: one figure per line, as a person writes them."""

from typing import get_args

from llmchoice.knowledge.costs import LIMITS, MOST_MONEY, POINTS
from llmchoice.model.cost import MONEY, Band, Size, Term


def costs() -> dict[str, object]:
    """Every term with what it may be, and the settings beside them."""
    amount = {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_MONEY}
    return {
        "type": "object",
        "description": "Figures of your own for costs, in place of the packaged ones.",
        "additionalProperties": False,
        "properties": {
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "rate": {**amount, "description": "How much of your currency one US dollar buys."},
            "ceiling": {**amount, "description": "The most that you would pay in a month."},
            "size": {"enum": list(get_args(Size))},
            "gpu": {"type": "string"},
            "closed-model": {"type": "string"},
            "open-model": {"type": "string"},
            **{str(term): _figure(term) for term in Term},
        },
    }


def _figure(term: Term) -> dict[str, object]:
    low, high = (0.0, MOST_MONEY) if term in MONEY else LIMITS[term]
    whole = term is Term.SPARES
    number: dict[str, object] = {
        "type": "integer" if whole else "number",
        "minimum": low,
        "maximum": high,
    }
    if term in POINTS:
        return number
    ends = list(Band.model_fields)
    band = {
        "type": "object",
        "additionalProperties": False,
        "required": ends,
        "properties": dict.fromkeys(ends, number),
    }
    return {"anyOf": [number, band]}
