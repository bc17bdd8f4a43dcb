"""Why a value is what it is, why an option is excluded, and why to take a step."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import about, exact_money, money, percent
from llmchoice.language import message, t, tell
from llmchoice.model.rule import Effort
from llmchoice.model.verdict import tells_nothing_left

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmchoice.model.assessment import Exclusion, Reason, WeakSpot
    from llmchoice.model.comparison import ConstraintChange
    from llmchoice.model.cost import Band
    from llmchoice.model.ground import CostGround, Ground
    from llmchoice.model.rule import NextStep
    from llmchoice.report.subject import Names


def ground(reason: "Ground") -> str:
    """Why a value is what it is."""
    if reason.cost is None:
        return reason.text or ""
    return _cost(reason.cost)


def grounds(reasons: "Iterable[Ground]") -> str:
    """The same for several options that are level, parted by a slash."""
    return " / ".join(map(ground, reasons))


def exclusion_text(exclusion: "Exclusion | ConstraintChange") -> str:
    """Why a rule excludes an option."""
    cost = exclusion.cost
    if cost is None or cost.monthly is None:
        return exclusion.reason
    lowest = cost.monthly.low
    most = lowest if cost.ceiling is None else cost.ceiling
    low, ceiling = money(lowest), money(most)
    if low == ceiling:
        low, ceiling = exact_money(lowest), exact_money(most)
    beyond = t(
        "It costs at least {low} {currency} a month, and your ceiling is {ceiling} {currency}.",
        low=low,
        currency=cost.currency,
        ceiling=ceiling,
    )
    return f"{exclusion.reason} {beyond}"


def _cost(cost: "CostGround") -> str:
    if cost.monthly is None:
        return t("What it costs is not known, so it counts as the most expensive that there is.")
    places = {
        "typical": about(cost.monthly.typical),
        "low": money(cost.monthly.low),
        "high": money(cost.monthly.high),
        "currency": cost.currency,
    }
    parts = [_monthly(cost, cost.monthly, places)]
    # Without a question of its own the ceiling stands in for the amount.
    if cost.decides is not None and (cost.upkeep or cost.decides != cost.ceiling):
        parts.append(_deciding(cost, cost.decides))
    elif cost.ceiling is not None and not cost.upkeep:
        places["ceiling"] = money(cost.ceiling)
        parts.append(t("Your ceiling is {ceiling} {currency}.", **places))
    return " ".join(parts)


def _deciding(cost: "CostGround", amount: float) -> str:
    if cost.between is not None:
        low, high = map(money, cost.between)
        return t(
            "From somewhere between {low} and {high} {currency} on the cost decides.",
            low=low,
            high=high,
            currency=cost.currency,
        )
    return t(
        "From {decides} {currency} on the cost decides.",
        decides=money(amount),
        currency=cost.currency,
    )


def _monthly(cost: "CostGround", monthly: "Band", places: dict[str, str]) -> str:
    if cost.upkeep:
        return t(
            "It costs {typical} {currency} a month ({low} to {high}), and the time that it and its"
            " users take about {upkeep} {currency}: {sum} {currency} together.",
            upkeep=money(cost.upkeep),
            sum=money(monthly.typical + cost.upkeep),
            **places,
        )
    return t("It costs {typical} {currency} a month ({low} to {high}).", **places)


def nothing_left(share: float | None, count: int | None = None) -> list[str]:
    """That simulations leave nothing, so that no side can win them; nothing where hardly any do.

    `count`: how many simulations there are, where that is to be said.
    """
    if share is None or not tells_nothing_left(share):
        return []
    some = message("In {share} of the simulations nothing is allowed; they do not count.")
    of_all = message("In {share} of {count} simulations nothing is allowed; they do not count.")
    sentence = some if count is None else of_all
    return [tell(sentence, share=percent(share), count=figures.count(count or 0))]


def reason_text(reason: "Reason") -> str:
    """What speaks for or against, on one criterion."""
    return t("{topic}: {text}", topic=reason.name, text=grounds(reason.grounds))


def weakness_text(spot: "WeakSpot") -> str:
    """What an option does badly, whatever it is compared with."""
    return t("{topic}: {text}", topic=spot.name, text=ground(spot.ground))


def effort_name(effort: Effort) -> str:
    """How much work something is."""
    return {
        Effort.LOW: t("low effort"),
        Effort.MEDIUM: t("medium effort"),
        Effort.HIGH: t("high effort"),
    }[effort]


def step_text(step: "NextStep") -> str:
    """What to do."""
    if step.find_out is not None:
        return t("Find out: {question}", question=step.find_out.text)
    return step.text or ""


def step_reason(step: "NextStep", names: "Names") -> str:
    """Why to do it, in one or two sentences."""
    asked = step.find_out
    if asked is None:
        return step.because or ""
    stakes = []
    if asked.weight > 0:
        weight = percent(asked.weight)
        stakes.append(t("Of all weight, {weight} rests on the answer.", weight=weight))
    if asked.may_exclude:
        options = names.either(asked.may_exclude)
        stakes.append(t("The answer may exclude {options}.", options=options))
    return " ".join(stakes) or t("The answer may change the verdict.")
