"""What to know of an assessment before relying on it."""

from functools import singledispatch
from typing import TYPE_CHECKING

from llmchoice.figures import count, either, listed, money, number, percent, ratio
from llmchoice.language import t
from llmchoice.model import notice
from llmchoice.report.wording.answers import quoted

if TYPE_CHECKING:
    from llmchoice.model.panelnotice import PanelNotice
    from llmchoice.report.subject import Names


def notice_text(found: "notice.Notice | PanelNotice", names: "Names") -> str:
    """A warning in one or two sentences; one about a workload begins with its name."""
    text = worded(found, names)
    workload = found.workload if isinstance(found, notice.WorkloadNotice) else None
    if workload is None:
        return text
    return t("{workload}: {warning}", workload=workload, warning=text)


@singledispatch
def worded(found: object, names: "Names") -> str:  # noqa: ARG001 - the other forms need the names
    """A warning without the workload that it is about.

    Raises:
        TypeError: where it is none of ours.
    """
    raise TypeError(f"{type(found).__name__} is no warning")


@worded.register(notice.FewSimulations)
def _few_simulations(found: notice.FewSimulations, _names: "Names") -> str:
    return t(
        "With {simulations} simulations a share may be off by {error}. That is too few to rest a"
        " decision on.",
        simulations=count(found.simulations),
        error=percent(found.error),
    )


@worded.register(notice.CostUnknown)
def _cost_unknown(found: notice.CostUnknown, names: "Names") -> str:
    return t(
        "What {option} costs is not known, so it is not known whether it keeps to your ceiling.",
        option=names.option(found.option),
    )


@worded.register(notice.TypicallyOverCeiling)
def _typically_over_ceiling(found: notice.TypicallyOverCeiling, names: "Names") -> str:
    return t(
        "{option} usually costs {typical} {currency} a month, which is more than your ceiling of"
        " {ceiling}. It keeps to the ceiling only if it costs less than usual.",
        option=names.option(found.option),
        typical=money(found.typical),
        currency=found.currency,
        ceiling=money(found.ceiling),
    )


@worded.register(notice.SameScore)
def _same_score(found: notice.SameScore, names: "Names") -> str:
    return t(
        "{options} have the same score. None of them is put before the others.",
        options=listed(map(names.option, found.options)),
    )


@worded.register(notice.NotSurelyBetter)
def _not_surely_better(found: notice.NotSurelyBetter, names: "Names") -> str:
    return t(
        "{option} is practically tied with {others}: it scores more in fewer than {confidence} of"
        " the simulations.",
        option=names.option(found.option),
        others=either(map(names.option, found.over)),
        confidence=percent(found.confidence),
    )


@worded.register(notice.MayExclude)
def _may_exclude(found: notice.MayExclude, names: "Names") -> str:
    return t(
        'The answer to "{question}" is unknown, and could exclude {options}.',
        question=names.question(found.question),
        options=either(map(names.option, found.options)),
    )


@worded.register(notice.IdlePriority)
def _idle_priority(found: notice.IdlePriority, names: "Names") -> str:
    return t(
        "{priority} counts for nothing here, because none of its criteria applies. Its weight goes"
        " to the other priorities.",
        priority=names.priority(found.priority),
    )


@worded.register(notice.UnknownWeight)
def _unknown_weight(found: notice.UnknownWeight, _names: "Names") -> str:
    return t(
        "Of all weight, {weight} rests on unknown answers.",
        weight=percent(found.weight),
    )


@worded.register(notice.AnswerNotUsed)
def _answer_not_used(found: notice.AnswerNotUsed, names: "Names") -> str:
    return t(
        'The answer to "{question}" was not used: with the other answers it has no meaning.',
        question=names.question(found.question),
    )


@worded.register(notice.InconsistentComparisons)
def _inconsistent(found: notice.InconsistentComparisons, names: "Names") -> str:
    return t(
        "The pairwise comparisons contradict each other: their consistency ratio is above {limit}."
        " Look again at {more} over {than}.",
        limit=ratio(found.limit),
        more=names.priority(found.more),
        than=names.priority(found.than),
    )


@worded.register(notice.SpreadNotUsed)
def _spread_not_used(found: notice.SpreadNotUsed, _names: "Names") -> str:
    spread = found.spread
    return t(
        "The spread '{spread}' was not used: a ranking itself leaves room for the weights.",
        spread=spread if isinstance(spread, str) else number(spread),
    )


@worded.register(notice.StaleSources)
def _stale_sources(found: notice.StaleSources, _names: "Names") -> str:
    return t(
        "These sources were checked more than {days} days before {today}, so check them again:"
        " {sources}.",
        days=count(found.days),
        today=found.today,
        sources=listed(
            t("{title} ({reference})", title=source.title, reference=source.reference)
            for source in found.sources
        ),
    )


@worded.register(notice.ExpiredAnswers)
def _expired(found: notice.ExpiredAnswers, names: "Names") -> str:
    return t(
        "On {today} these answers are no longer confirmed, so ask again: {questions}",
        today=found.today,
        questions=listed(quoted(names.question(question)) for question in found.questions),
    )


@worded.register(notice.TogetherOverCeiling)
def _together_over_ceiling(found: notice.TogetherOverCeiling, _names: "Names") -> str:
    places = {
        "low": money(found.low),
        "typical": money(found.typical),
        "currency": found.currency,
        "ceiling": money(found.ceiling),
    }
    if found.low > found.ceiling:
        return t(
            "Together the best options of the workloads cost at least {low} {currency} a month,"
            " and usually {typical}. Your ceiling is {ceiling}. Each option alone was held against"
            " the whole ceiling.",
            **places,
        )
    return t(
        "Together the best options of the workloads usually cost {typical} {currency} a month, and"
        " at least {low}. Your ceiling is {ceiling}. Each option alone was held against the whole"
        " ceiling.",
        **places,
    )


@worded.register(notice.StalePrices)
def _stale_prices(found: notice.StalePrices, _names: "Names") -> str:
    return t(
        "The oldest price that the costs rest on is of {as_of}, more than {days} days before"
        " {today}. 'llmchoice models prices --refresh' reads the prices of models again, and"
        " 'costs:' in the profile takes your own.",
        as_of=found.as_of,
        days=count(found.days),
        today=found.today,
    )


@worded.register(notice.CeilingNotUsed)
def _ceiling_not_used(_found: notice.CeilingNotUsed, _names: "Names") -> str:
    return t("The ceiling under 'costs:' is not used: these criteria compute no running cost.")
