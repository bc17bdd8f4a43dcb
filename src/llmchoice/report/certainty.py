"""How sure a result is, in sentences."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed, percent
from llmchoice.report import words
from llmchoice.report.wording.weights import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from llmchoice.model.assessment import Assessment
    from llmchoice.model.robustness import Duel, OptionRobustness, Robustness
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject

TITLE = "How sure is it"
UNWINNABLE = "No weights of the priorities make it the best at its values."
_MOST_PRIORITIES = 3
_ALL = 1 - 1e-9
_TELLING_RISE = 0.005
"""A smaller difference between weights says nothing about who would choose an option."""
_TELLING_SHARE = 0.01
"""The mean of fewer draws says nothing either."""


def basis(robustness: "Robustness") -> str:
    """How many draws there were, and what was drawn in them."""
    error = figures.percentage_points(robustness.error)
    drawn = listed(_drawn(robustness)) or "nothing, since nothing is uncertain"
    return (
        f"Drawn at random {figures.count(robustness.draws)} times: {drawn}. How certain the"
        f" weights are: {spread(robustness.spread)}. A share of draws holds give or take {error}."
    )


def sides(robustness: "Robustness") -> str:
    """How often each side comes first."""
    shares = [f"{item.side} {words.in_draws(item.share)}" for item in robustness.sides]
    if robustness.none_share > 0:
        nothing = words.in_draws(robustness.none_share)
        shares.append(f"neither {nothing}, where every option is excluded")
    whole = sum(item.share for item in robustness.sides) + robustness.none_share > _ALL
    return f"Which side comes first: {listed(shares)}{'' if whole else '; in the others they tie'}."


def likeliest_first(subject: "Subject") -> "list[OptionRobustness]":
    """The options that are not excluded, the one first that comes first most often."""
    if subject.robustness is None:
        return []
    excluded = {option.id for option in subject.options if not option.admissible}
    left = [option for option in subject.robustness.options if option.option not in excluded]
    return sorted(left, key=lambda option: option.ranks, reverse=True)


def ranks_taken(options: "Iterable[OptionRobustness]") -> int:
    """The last rank that any of the options takes in any draw."""
    taken = [
        place
        for option in options
        for place, share in enumerate(option.ranks, start=1)
        if share > 0
    ]
    return max(taken, default=0)


def first(option: "OptionRobustness", names: "Names") -> str:
    """How often one option comes first, without a full stop."""
    share = option.ranks[0] if option.ranks else 0
    return f"{names.option(option.option)} comes first {words.in_draws(share)}"


def behind(duel: "Duel", names: "Names") -> str:
    """How the other option of a duel fares against the one with the best score."""
    alone = figures.share(duel.by_weights)
    often = alone if alone in figures.WITHOUT_FIGURE else f"in {alone}"
    return (
        f"It scores less than {names.option(duel.option)} {words.in_draws(duel.share)};"
        f" {often}{' (exact)' if duel.exact else ''} where only the weights vary."
    )


def choosers(option: "OptionRobustness", stated: "Mapping[str, float]", names: "Names") -> str:
    """Who would choose an option: the priorities that its central weights raise the most.

    Empty where it comes first too rarely to tell, and where its central weights are much as stated.
    """
    if option.central_weights is None or option.ranks[0] < _TELLING_SHARE:
        return ""
    raised = sorted(
        ((item.weight - stated.get(item.priority, 0), item) for item in option.central_weights),
        key=lambda pair: -pair[0],
    )
    telling = [
        f"{names.priority(item.priority)} ({_from_to(stated.get(item.priority), item.weight)})"
        for rise, item in raised[:_MOST_PRIORITIES]
        if rise >= _TELLING_RISE
    ]
    return f"Who would choose it: mainly those who weigh {listed(telling)}." if telling else ""


def confirmed(option: "OptionRobustness") -> str:
    """The confidence factor, where there is one."""
    if option.confidence_factor is None:
        return ""
    return f"With such weights it comes first {words.in_draws(option.confidence_factor)}."


def duels(robustness: "Robustness") -> "dict[str, Duel]":
    """Each option that the best one is compared with, and how it fares."""
    return {duel.over: duel for duel in robustness.duels}


def stated_weights(assessment: "Assessment") -> "dict[str, float]":
    """Each priority's weight as the organisation has it."""
    return {item.priority: item.weight for item in assessment.priorities}


def method(assessment: "Assessment") -> "Iterator[str]":
    """The rules that decide when no side is recommended, and how far the draws can be relied on."""
    limit = percent(assessment.rules.confidence)
    unknown = percent(assessment.rules.unknown_limit)
    yield (
        "No side is recommended when the side of the best option comes first in less than"
        f" {limit} of draws, or when more than {unknown} of the weight rests on unknown answers and"
        " some answer could overturn it."
        f" One option is called better than another only if it scores more in {limit} of draws at"
        " least."
    )
    parts: tuple[Subject, ...] = (assessment, *assessment.workloads)
    found = [part.robustness for part in parts if part.robustness is not None]
    if found:
        yield (
            f"There are {figures.count(found[0].draws)} draws, with a fixed seed; in each, an"
            " unknown answer is one of its possible values. 19 times in 20 a share is right to"
            f" within {figures.percentage_points(found[0].error)}."
        )
        yield (
            "Rank acceptability, central weights and confidence factors are those of SMAA"
            " (Lahdelma and Salminen 2001)."
        )


def _from_to(stated: float | None, central: float) -> str:
    return percent(central) if stated is None else f"{percent(central)}, here {percent(stated)}"


def _drawn(robustness: "Robustness") -> "Iterator[str]":
    if "weights" in robustness.varied:
        yield "the weights"
    if "values" in robustness.varied:
        yield "the values within their stated uncertainty"
    if "answers" in robustness.varied:
        yield "the unknown answers over their possible values"
