"""Which options a list of models is for, where a verdict names one, two or none."""

from collections.abc import Iterable

from llmchoice.model.assessment import Recommendation
from llmchoice.model.option import Option


def leading(options: Iterable[Option], recommendation: Recommendation) -> tuple[Option, ...]:
    """The recommended option, else the best contender of each side, the better side first.

    Empty where nothing is admissible, and for a verdict whose workloads have their own.
    """
    by_id = {option.id: option for option in options}
    if recommendation.option is not None:
        return (by_id[recommendation.option],)
    best: dict[str, Option] = {}
    for contender in recommendation.contenders:
        best.setdefault(by_id[contender].weights, by_id[contender])
    return tuple(best.values())
