"""How often something happens in the simulations."""

from llmchoice.figures import count, share
from llmchoice.language import t


def in_simulations(value: float, simulations: int | None = None) -> str:
    """How often something happens, as the end of a sentence; `simulations` says of how many."""
    if simulations is None:
        return _in_simulations(value)
    number = count(simulations)
    if value <= 0:
        return t("in none of {number} simulations", number=number)
    if value >= 1:
        return t("in all of {number} simulations", number=number)
    return t("in {share} of {number} simulations", share=share(value), number=number)


def _in_simulations(value: float) -> str:
    if value <= 0:
        return t("in no simulation")
    if value >= 1:
        return t("in every simulation")
    return t("in {share} of the simulations", share=share(value))
