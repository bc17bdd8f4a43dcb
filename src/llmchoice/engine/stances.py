"""What each criterion says of each option, beside the options that it is compared with."""

from collections.abc import Mapping, Sequence

from llmchoice.model.assessment import Contribution, OptionResult, Stance

Pair = tuple[Sequence[str], Sequence[str]]
"""The best options, and those that they are compared with."""


def compared(
    options: Sequence[OptionResult], pair: Pair, weak_value: float
) -> tuple[OptionResult, ...]:
    """The options, each with its rivals and what its criteria say.

    The best options are compared with their rivals, and every other one with the best.
    """
    leaders, followers = pair
    return tuple(
        _compared(
            option,
            [
                rival
                for rival in options
                if rival.id in (followers if option.id in leaders else leaders)
            ],
            weak_value,
        )
        for option in options
    )


def _compared(
    option: OptionResult, rivals: Sequence[OptionResult], weak_value: float
) -> OptionResult:
    theirs = [{item.criterion: item for item in rival.contributions} for rival in rivals]
    return option.model_copy(
        update={
            "compared_with": tuple(rival.id for rival in rivals),
            "contributions": tuple(
                _judged(item, theirs, weak_value) for item in option.contributions
            ),
        }
    )


def _judged(
    item: Contribution, rivals: Sequence[Mapping[str, Contribution]], weak_value: float
) -> Contribution:
    others = [rival[item.criterion] for rival in rivals if item.criterion in rival]
    apart = max((abs(item.contribution - other.contribution) for other in others), default=0.0)
    stance = _stance(item.value, [other.value for other in others], weak_value)
    return item.model_copy(update={"stance": stance if item.weight > 0 else None, "apart": apart})


def _stance(value: float, others: Sequence[float], weak_value: float) -> Stance | None:
    """Of several rivals that tie, a value has to be above or below that of each."""
    if value < weak_value:
        return Stance.WEAK
    if not others:
        return None
    if value > max(others):
        return Stance.GOOD
    return Stance.BAD if value < min(others) else Stance.NEUTRAL
