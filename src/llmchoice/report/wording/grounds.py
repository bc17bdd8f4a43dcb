"""Why a value is what it is, what excludes an option, what is in doubt, and why to take a step."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import about, exact_money, money, percent, rough, rough_beside
from llmchoice.language import message, t, tell, tn
from llmchoice.model.ground import cheapest_ground
from llmchoice.model.rule import Effort
from llmchoice.model.terms import DOLLARS
from llmchoice.model.verdict import tells_nothing_left
from llmchoice.report.subject import grouped
from llmchoice.report.wording.amounts import as_stated
from llmchoice.report.wording.answers import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from llmchoice.model.assessment import (
        Exclusion,
        OptionResult,
        PassedOver,
        Reason,
        Recommendation,
        WeakSpot,
    )
    from llmchoice.model.comparison import ConstraintChange
    from llmchoice.model.ground import CostGround, Ground
    from llmchoice.model.rule import NextStep
    from llmchoice.report.subject import Names, Subject


def ground(reason: "Ground") -> str:
    """Why a value is what it is."""
    if reason.cost is None:
        return reason.text or ""
    return _cost(reason.cost)


def grounds(reasons: "Iterable[Ground]") -> str:
    """The same for several options that are level, parted by a slash."""
    return " / ".join(map(ground, reasons))


def exclusion_text(*exclusions: "Exclusion | ConstraintChange") -> str:
    """Why a rule excludes an option; several where a ceiling does so for several."""
    first = exclusions[0]
    cost = cheapest_ground(each.cost for each in exclusions if each.cost is not None)
    if cost is None or cost.least is None:
        return first.reason
    most = cost.least if cost.ceiling is None else cost.ceiling
    low, high = rough_beside(cost.least, most), money(most)
    if money(cost.least) == high:
        low, high = exact_money(cost.least), exact_money(most)
    beyond = _CHEAPEST_BEYOND if len(exclusions) > 1 else _BEYOND
    return f"{first.reason} {tell(beyond, low=low, currency=cost.currency, ceiling=high)}"


def by_reason(options: "Iterable[OptionResult]") -> dict[str, list[str]]:
    """Each first reason to rule options out, with the short names of these options."""
    listed = [option for option in options if not option.admissible]
    beyond = ceiling_reason(listed)

    def reason(option: "OptionResult") -> str:
        if not option.excluded_by:
            return ""
        first = option.excluded_by[0]
        return exclusion_text(first) if first.cost is None else beyond

    return grouped(dict.fromkeys((reason(option), option.short) for option in listed))


def ceiling_reason(options: "Iterable[OptionResult]") -> str:
    """Why a ceiling rules out those that it rules out first; empty where these are none."""
    firsts = (option.excluded_by[0] for option in options if option.excluded_by)
    beyond = [first for first in firsts if first.cost is not None]
    return exclusion_text(*beyond) if beyond else ""


_BEYOND = message(
    "All told, it costs at least {low} {currency} a month, and your ceiling is {ceiling}"
    " {currency}."
)
_CHEAPEST_BEYOND = message(
    "All told, the cheapest of them costs at least {low} {currency} a month; your ceiling is"
    " {ceiling} {currency}."
)


def _cost(cost: "CostGround") -> str:
    if cost.monthly is None:
        return t("What it costs is not known, so it counts as the most expensive that there is.")
    places = {
        "typical": about(cost.monthly.typical),
        "low": rough(cost.monthly.low),
        "high": rough(cost.monthly.high),
        "currency": cost.currency,
    }
    parts = [_monthly(cost, places)]
    # Without a question of its own the ceiling stands in for the amount.
    if cost.decides is not None and (cost.upkeep or cost.decides != cost.ceiling):
        parts.append(_deciding(cost, cost.decides))
    elif cost.ceiling is not None and not cost.upkeep:
        places["ceiling"] = money(cost.ceiling)
        parts.append(t("Your ceiling is {ceiling} {currency}.", **places))
    return " ".join(parts)


def _deciding(cost: "CostGround", amount: float) -> str:
    if cost.between is not None:
        low, high = (as_stated(end, cost.currency, cost.rate) for end in cost.between)
        if cost.currency == DOLLARS:
            low = money(cost.between[0])
        return t("From somewhere between {low} and {high} on the cost decides.", low=low, high=high)
    decides = as_stated(amount, cost.currency, cost.rate)
    return t("From {amount} on the cost decides.", amount=decides)


def _monthly(cost: "CostGround", places: dict[str, str]) -> str:
    if cost.upkeep:
        return t(
            "It costs {typical} {currency} a month ({low} to {high}), and looking after it and its"
            " users about {upkeep} {currency}: {sum} {currency} together.",
            upkeep=rough(cost.upkeep),
            sum=rough(cost.all_told or 0),
            **places,
        )
    return t("It costs {typical} {currency} a month ({low} to {high}).", **places)


def nothing_left(share: float | None) -> list[str]:
    """That simulations leave nothing, so that no side can win them; nothing where hardly any do."""
    if share is None or not tells_nothing_left(share):
        return []
    return [
        t(
            "In {share} of the simulations nothing is allowed; they do not count.",
            share=percent(share),
        )
    ]


def at_threshold(recommendation: "Recommendation") -> "Iterator[str]":
    """That the simulations cannot tell whether the side is named."""
    if recommendation.at_threshold:
        yield t("At the threshold: chance in the simulations may have tipped it.")


def ruled_out_at_times(subject: "Subject", names: "Names") -> "Iterator[str]":
    """What unknown answers or prices exclude in more than a few simulations."""
    recommendation = subject.recommendation
    yield from nothing_left(recommendation.p_nothing_left)
    if "leader-excluded" in recommendation.doubts:
        leader = names.option(recommendation.leaders[0])
        shares = recommendation.p_leader_excluded, recommendation.p_nothing_left
        yield leader_excluded(leader, *shares)
    if recommendation.option is not None and "over-ceiling" in recommendation.doubts:
        option = names.option(recommendation.option)
        yield t("{option} typically costs more than your ceiling.", option=option)


def leader_excluded(option: str, share: float | None, nothing: float | None) -> str:
    """In what share of simulations the option that leads is ruled out.

    `nothing`: in what share nothing is allowed; where that is told, it is of the others.
    """
    places = {"share": percent(share or 0), "option": option}
    if tells_nothing_left(nothing):
        return t("In {share} of those that allow something {option} is ruled out.", **places)
    return t("In {share} of the simulations {option} is ruled out.", **places)


_PASSED_OVER = {
    "cost": message("{option} scores {points} more, but typically costs too much."),
    "ceiling": message(
        "{option} scores {points} more, but costs more than your ceiling in {share} of the"
        " simulations that allow something. {leader} is ruled out in {other}."
    ),
    "excluded": message(
        "{option} scores {points} more, but is ruled out in {share} of the simulations that allow"
        " something, {leader} in {other}."
    ),
    "simulations": message(
        "{option} scores {points} more, but the other side wins more of the simulations."
    ),
}


def passed_over(options: "Sequence[PassedOver]", name: "Callable[[str], str]") -> "Iterator[str]":
    """Why the option with the highest score is not the one that leads."""
    for best in options[:1]:
        yield tell(
            _PASSED_OVER[best.because],
            option=name(best.option),
            points=figures.points(best.points),
            share=percent(best.excluded),
            leader=name(best.leader),
            other=percent(best.leader_excluded),
        )


_FIRST_MORE_OFTEN = {
    "cost": message(
        "{option} comes first more often, in {share} of the simulations, but typically costs too"
        " much."
    ),
    "side": message(
        "{option} comes first more often, in {share} of the simulations, but its side wins fewer."
    ),
    "excluded": message(
        "{option} comes first more often, in {share} of the simulations, but is ruled out in"
        " {excluded} of those that allow something, and scores {points} less."
    ),
    "score": message(
        "{option} comes first more often, in {share} of the simulations, but scores {points} less."
    ),
}


def first_more_often(recommendation: "Recommendation", names: "Names") -> "Iterator[str]":
    """Why the option that comes first in the most simulations is not the recommended one."""
    if (other := recommendation.first_more_often) is not None:
        yield tell(
            _FIRST_MORE_OFTEN[other.because],
            option=names.option(other.option),
            share=figures.rate(other.share),
            excluded=figures.rate(other.excluded),
            points=figures.points(other.points),
        )


def not_named(recommendation: "Recommendation") -> "Iterator[str]":
    """Why a side that wins enough simulations is not recommended, or no option of it."""
    if "none-sure" in recommendation.doubts:
        yield t("Each of its options is ruled out in most simulations, so none is named.")
        asked = [factor.name for factor in recommendation.decides if factor.kind == "question"]
        disputed = [f.name for f in recommendation.decides if f.kind == "dispute"]
        if disputed:
            names = figures.listed(map(quoted, disputed))
            yield t("Members disagree on what decides which are allowed: {facts}.", facts=names)
        elif len(asked) > 1:
            names = figures.listed(map(quoted, asked))
            yield t("What is not answered decides which are allowed: {questions}.", questions=names)
        elif asked:
            yield t("One answer decides which are allowed: {question}.", question=quoted(asked[0]))
        elif recommendation.decides:
            yield t("Your ceiling decides which are allowed.")
    if "too-unknown" in recommendation.doubts:
        yield t(
            "Too much is unknown to name a side: {share} of the score rests on answers that are not"
            " sure.",
            share=percent(recommendation.unknown_weight or 0),
        )
    if "too-dear" in recommendation.doubts:
        yield t("The side that wins is not named: typically all of it exceeds your ceiling.")


def reason_text(reason: "Reason | WeakSpot") -> str:
    """What speaks for or against, or what an option does badly anyway, on one criterion."""
    return t("{topic}: {text}", topic=reason.name, text=grounds(reason.grounds))


def unsure_text(reason: "Reason") -> str:
    """What may speak for an option on one criterion, and that it is not known to."""
    return t(
        "{topic}: {text} Your answer is not sure.",
        topic=reason.name,
        text=grounds(reason.grounds),
    )


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
    if step.unasked:
        return tn(
            "Answer the question that was not asked: give your saved profile to {command}.",
            "Answer the questions that were not asked, at most {number}: give your saved profile"
            " to {command}.",
            len(step.unasked),
            command="llmchoice assess",
        )
    return step.text or ""
