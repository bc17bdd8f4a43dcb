"""Whether a model meets what is asked of it; what is not known is never taken for met."""

from collections.abc import Iterable
from enum import Enum

from llmchoice.catalogue.facts import Value, fact
from llmchoice.model.catalogue import NO_CAP, Licence, Model
from llmchoice.model.shortlist import Demand, Rules


class Outcome(Enum):
    """How a model does on a demand, the worse the later."""

    MET = 0
    UNCLEAR = 1
    UNMET = 2


def outcome(demands: Iterable[Demand], model: Model, licence: Licence, rules: Rules) -> Outcome:
    """The worst outcome among some demands; met where there are none."""
    outcomes = (
        _one(demand, fact(demand.fact, model, licence, rules, mix=demand.mix)) for demand in demands
    )
    return max(outcomes, key=lambda result: result.value, default=Outcome.MET)


def meets(demands: Iterable[Demand], model: Model, licence: Licence, rules: Rules) -> bool:
    """Whether every demand is met."""
    return outcome(demands, model, licence, rules) is Outcome.MET


def _one(demand: Demand, value: Value) -> Outcome:
    if value is None:
        return Outcome.UNCLEAR
    return Outcome.MET if _holds(demand, value) else Outcome.UNMET


def _holds(demand: Demand, value: Value) -> bool:
    """Whether a known value is what is asked for."""
    if demand.equals is not None:
        return _same(demand.equals, value)
    if demand.one_of:
        return any(_same(wanted, value) for wanted in demand.one_of)
    if demand.includes is not None:
        return isinstance(value, tuple) and demand.includes in value
    if demand.known:
        return True
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    low = demand.at_least is None or value >= demand.at_least
    return low and (demand.at_most is None or value <= demand.at_most)


def _same(wanted: bool | float | str, value: Value) -> bool:  # noqa: FBT001 - what was asked for may be a flag
    if wanted == NO_CAP:
        return value == float("inf")
    return isinstance(wanted, bool) == isinstance(value, bool) and wanted == value
