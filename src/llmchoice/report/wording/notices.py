"""What to know of an assessment or a panel before relying on it."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import message, t, tell, tn
from llmchoice.model import notice
from llmchoice.model.verdict import Verdict
from llmchoice.report.wording.amounts import as_stated
from llmchoice.report.wording.answers import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from llmchoice.model import panel
    from llmchoice.report.subject import Names

SENTENCES = {
    "FewSimulations": message(
        "With {simulations} simulations a share may be off by {error}. That is too few to rest a"
        " decision on."
    ),
    "CostUnknown": message(
        "What {option} costs is not known, so it is not known whether it keeps to your ceiling."
    ),
    "CostGap": message(
        "The cost of {options} is not known, so it counts as ten times the amount that decides. A"
        " low one would put the option among the best: find the price, and state it under 'costs:'."
    ),
    "NoKnownOffer": message(
        "It is not known whether anybody offers {option} where this data has to stay; what it costs"
        " is the price elsewhere. Ask for an offer in writing before you build on it."
    ),
    "TypicallyOverCeiling": message(
        "{option} usually costs {typical} {currency} a month, all told, which is more than your"
        " ceiling of {ceiling}. It keeps to the ceiling only if it costs less than usual."
    ),
    "AmountTooSmall": message(
        "By what you said, {decides} or more a month would by itself make you choose another way,"
        " and nothing that is allowed typically costs less: {other} costs about {least} {currency},"
        " all told. Settle first whether the work is worth it."
    ),
    "AboveAmount": message(
        "All told, {option} costs about {typical} {currency} a month, and by what you said"
        " {decides} or more would by itself make you choose another way. {other} costs about"
        " {least} {currency}."
    ),
    "AmountAboveCeiling": message(
        "You said that from {decides} a month on the cost decides, which is more than"
        " your ceiling of {ceiling} {currency}. So what keeps to the ceiling hardly ever costs"
        " enough to decide. Look at both figures."
    ),
    "SameScore": message("{options} have the same score. None of them is put before the others."),
    "NotSurelyBetter": message(
        "{option} is practically tied with {over}: it scores more in fewer than {confidence} of"
        " the simulations."
    ),
    "MayExclude": message(
        "The answer to {question} is not known for sure. Options that it could exclude: {options}."
    ),
    "DisputeMayExclude": message(
        "The members do not agree on the answer to {question}. Options that it could exclude:"
        " {options}."
    ),
    "IdlePriority": message(
        "{priority} counts for nothing here, because none of its criteria applies. Its weight goes"
        " to the other priorities."
    ),
    "UnknownWeight": message(
        "Of all weight, {weight} rests on answers that are not known for sure."
    ),
    "AnswerNotUsed": message(
        "The answer to {question} was not used: with the other answers it has no meaning."
    ),
    "UnlikelyAnswers": message("Two answers hardly go together. {says}"),
    "InconsistentComparisons": message(
        "Your comparisons of the priorities contradict each other: the consistency ratio is"
        " {ratio}, and up to {limit} is fine. So the simulations vary the weights more. Look again"
        " at {more} over {than}."
    ),
    "NeitherUsable": message(
        "Of {cases} cases of your own test the open model passed {open} and the closed one"
        " {closed}: fewer than {usable} either way. The result says which is nearer, not that it is"
        " good enough."
    ),
    "FewCases": message(
        "Your own test is too small to rely on. Cases that you counted: {cases}; a test needs at"
        " least {fewest}."
    ),
    "RankingTellsLess": message(
        "Your ranking decides it: ratings in the same order, each as much below the one before,"
        " would come to {verdict} ({option}). Rate the priorities to be sure."
    ),
    "SpreadNotUsed": message(
        "The spread ({spread}) was not used: a ranking itself leaves room for the weights."
    ),
    "StaleSources": message(
        "These sources were checked more than {days} days before {today}, so check them again:"
        " {sources}."
    ),
    "ExpiredAnswers": message(
        "On {today} these answers are no longer confirmed, so ask again: {questions}"
    ),
    "DecisionDue": message(
        "You wanted to decide by {day}, which was before {today}. Decide now, or give another day."
    ),
    "TogetherOverCeiling": message(
        "Together the best options of the workloads usually cost {typical} {currency} a month, and"
        " at least {low}, all told. Your ceiling is {ceiling}. Each option alone was held against"
        " the whole ceiling."
    ),
    "SharedVolume": message(
        "The volume is that of {workloads} together. What each costs is computed as if all of it"
        " went there, so never add these figures up: give each its own volume."
    ),
    "StalePrices": message(
        "The oldest price that the costs rest on is of {as_of}, more than {days} days before"
        " {today}. 'llmchoice models prices --refresh' reads the prices of models again (it needs"
        " llmchoice[prices]), and 'costs:' in the profile takes your own."
    ),
    "CeilingNotUsed": message(
        "The ceiling under 'costs:' is not used: these criteria compute no running cost."
    ),
    "ExcludedEitherWay": message(
        "{option} is excluded whichever member is right about {questions}. Every answer given"
        " excludes it, by {rules}."
    ),
    "RecommendedDespite": message(
        "{option} is recommended although the answer of {members} to {question} would exclude it."
        " Settle that first."
    ),
    "SeveralOrganisations": message(
        "The members name different organisations: {organisations}. The first name is used. If one"
        " of the files is the wrong one, leave it out."
    ),
    "DifferentShares": message(
        "The members split {priorities} among the criteria in different ways. Each criterion has"
        " the mean of its weights."
    ),
    "DifferentCosts": message(
        "{members} differ under 'costs:' in more than the ceiling. The panel uses none of it, and"
        " no ceiling excludes anything."
    ),
    "SeveralCeilings": message(
        "The members state several ceilings, in {currency}: {ceilings}. The panel's is the highest,"
        " and what costs more than that is excluded by each of them."
    ),
    "CostsOfSome": message(
        "What stands under 'costs:' for {members} is taken to hold for all members."
    ),
    "CeilingOfSome": message("The ceiling of {members} is taken to hold for all members."),
    "InconsistentMember": message(
        "The comparisons of the priorities by {member} contradict each other: the consistency ratio"
        " is {ratio}, and up to {limit} is fine."
    ),
}
"""By what kind of notice it is; a place is named after the field of it that it shows."""
_ESTIMATES = ("least", "low", "typical")
"""Fields that hold an estimated amount, beside the ceiling or the amount that decides."""


def notice_text(warning: "notice.Notice | panel.PanelNotice", names: "Names") -> str:
    """A warning in one or two sentences; one about a workload begins with its name."""
    worded = _worded(names)
    limit = getattr(warning, "ceiling", getattr(warning, "decides", 0))
    worded |= dict.fromkeys(_ESTIMATES, lambda amount: figures.rough_beside(amount, limit))
    places = {field: worded.get(field, str)(value) for field, value in warning}
    if isinstance(warning, notice.AboveAmount | notice.AmountTooSmall | notice.AmountAboveCeiling):
        places["decides"] = as_stated(warning.decides, warning.currency, warning.rate)
    text = tell(SENTENCES[type(warning).__name__], **places)
    workload = warning.workload if isinstance(warning, notice.WorkloadNotice) else None
    if workload is None:
        return text
    return t("{workload}: {warning}", workload=workload, warning=text)


def upfront(
    warnings: "Iterable[notice.Notice | panel.PanelNotice]", names: "Names"
) -> tuple[str, ...]:
    """What puts the whole result in doubt, in words."""
    return tuple(notice_text(warning, names) for warning in warnings if warning.upfront)


def outdated(prices: "notice.StalePrices | None", facts: int) -> str:
    """That prices, where they are old, or so many facts are; empty where none is."""
    if prices is not None and facts:
        return tn(
            "Prices (of {day}) and {number} fact are old: check them.",
            "Prices (of {day}) and {number} facts are old: check them.",
            facts,
            day=prices.as_of,
        )
    if prices is not None:
        return t("Prices are of {day}, which is old: check them.", day=prices.as_of)
    if not facts:
        return ""
    return tn(
        "{number} fact is old: check it.",
        "{number} facts are old: check them.",
        facts,
    )


def _worded(names: "Names") -> "dict[str, Callable[..., str]]":
    """How a field of a notice is told; one that is not here stands as it is."""
    together: tuple[tuple[Sequence[str], Callable[..., str]], ...] = (
        (("cases", "closed", "days", "fewest", "open", "simulations"), figures.count),
        (("confidence", "error", "usable", "weight"), figures.percent),
        (("limit", "ratio"), figures.ratio),
        (("members", "organisations", "rules", "workloads"), figures.listed),
        (("more", "priority", "than"), names.priority),
        (("options", "over"), names.listed),
    )
    return {
        **{field: worded for fields, worded in together for field in fields},
        "ceiling": figures.money,
        "ceilings": _ceilings,
        "option": lambda option: names.option(option) if option else t("no option named"),
        "other": names.option,
        "priorities": lambda ids: figures.listed(map(names.priority, ids)),
        "question": lambda question: quoted(names.question(question)),
        "questions": lambda ids: figures.listed(quoted(names.question(each)) for each in ids),
        "sources": _sources,
        "spread": lambda spread: (
            spread if isinstance(spread, str) else figures.in_percentage_points(spread)
        ),
        "verdict": _verdict,
    }


def _verdict(verdict: Verdict) -> str:
    return {
        Verdict.OPEN: t("open"),
        Verdict.CLOSED: t("closed"),
        Verdict.MIXED: t("mixed"),
        Verdict.UNDECIDED: t("undecided"),
        Verdict.NONE: t("nothing allowed"),
    }[verdict]


def _ceilings(stated: "tuple[panel.MemberCeiling, ...]") -> str:
    return figures.listed(
        t("{figure} ({member})", figure=figures.number(each.ceiling), member=each.member)
        for each in stated
    )


def _sources(stale: tuple[notice.StaleSource, ...]) -> str:
    return figures.listed(
        t("{title} ({reference})", title=source.title, reference=source.reference)
        for source in stale
    )
