"""The sentences of an assessment that no YAML file can hold: they join figures and names."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from llmchoice.model.assessment import OptionResult, Recommendation
from llmchoice.model.costing import Costed
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.verdict import Verdict

if TYPE_CHECKING:
    from llmchoice.engine.situation import Situation
    from llmchoice.model.robustness import Robustness


MOST_DIFFERENCES = 3
SMALLEST_SHOWN = 0.1
"""Below it a figure that is not zero is said to be under it."""

_LONG = 1e15
"""Amounts that are told by their size only."""
_CENTS = 10.0
_LEAST = 0.005


def whole_percent(share: float) -> str:
    """A share in whole percents, where there is no room for more."""
    return f"{100 * share:.0f} %"


def listed(items: Iterable[str]) -> str:
    """Items as a person lists them: one, two and three."""
    *front, last = list(items) or [""]
    return f"{', '.join(front)} and {last}" if front else last


def percent(share: float) -> str:
    """A share of 1 in percent, to one decimal; one that is not zero never reads as zero."""
    hundredths = 100 * share
    if 0 < hundredths < SMALLEST_SHOWN:
        return f"under {SMALLEST_SHOWN} %"
    return f"{hundredths:.1f}".removesuffix(".0") + " %"


def money(amount: float) -> str:
    """An amount of 0 or more: in whole units from 10 on, in hundredths below."""
    if amount >= _LONG:
        return f"{amount:.3g}"
    if 0 < amount < _LEAST:
        return "under 0.01"
    return f"{amount:,.0f}" if amount >= _CENTS or amount == 0 else f"{amount:.2f}"


def cost_in_words(costed: Costed, at: int) -> str:
    """What the option at that place costs, beside the ceiling."""
    band, currency = costed.monthly[at], costed.currency
    if band is None:
        return "What it costs is not known, so it counts as if it took all that you would pay."
    return (
        f"About {money(band.typical)} {currency} a month ({money(band.low)} to {money(band.high)}),"
        f" with a ceiling of {money(costed.ceiling)}."
    )


def beyond(costed: Costed, at: int) -> str:
    """By how much the option at that place exceeds the ceiling at its lowest; it must have a cost.

    Raises:
        ValueError: where its cost is not known.
    """
    band = costed.monthly[at]
    if band is None:
        raise ValueError("an unknown cost exceeds no ceiling")
    low, ceiling = money(band.low), money(costed.ceiling)
    if low == ceiling:
        low, ceiling = f"{band.low:,.4f}", f"{costed.ceiling:,.4f}"
    return f"at least {low} {costed.currency} a month, and the ceiling is {ceiling}"


def summary(
    case: "Situation",
    options: Sequence[OptionResult],
    verdict: Verdict,
    pair: tuple[tuple[str, ...], tuple[str, ...]],
    robustness: "Robustness | None",
) -> str:
    """The recommendation in one or two sentences."""
    if verdict is Verdict.NONE:
        return "No option is admissible: each is excluded by at least one constraint."
    leaders, others = ([o for o in options if o.id in ids] for ids in pair)
    lead = listed([_titled(o) for o in leaders])
    score = f"{leaders[0].score:.1f} of 100"
    if verdict is Verdict.UNDECIDED:
        why = _undecided(case, leaders, others, robustness)
        return f"{why}: {lead} has {score}; {_standing(leaders, others)}."
    start = f"Best: {lead}, with {score}" if len(leaders) == 1 else f"{lead} tie at {score}"
    return f"{start}; {_standing(leaders, others)}."


def organisation_summary(verdict: Verdict, parts: Sequence[tuple[str, Recommendation]]) -> str:
    """What the workloads' verdicts come to, in one sentence."""
    each = listed([f"{name}: {_outcome(r)}" for name, r in parts])
    if verdict is Verdict.MIXED:
        return f"No single side fits every workload ({each})."
    if verdict is Verdict.UNDECIDED:
        return f"Not every workload can be decided ({each})."
    if verdict is Verdict.NONE:
        return f"At least one workload has no admissible option ({each})."
    return f"Every workload comes to {verdict} ({each})."


def routing_rule(kb: KnowledgeBase, parts: Sequence[tuple[str, Recommendation, Answers]]) -> str:
    """Which workload goes where, and the first answers that tell them apart."""
    told_apart = [
        q.id for q in kb.questions if len({str(given.get(q.id)) for _, _, given in parts}) > 1
    ]
    routes = [f"{name} to {_outcome(r)}{_because(told_apart, given)}" for name, r, given in parts]
    return f"Send {listed(routes)}."


def _because(questions: Sequence[str], answers: Answers) -> str:
    words = [f"{q}: {answer_ids(answers[q])}" for q in questions if q in answers]
    return f" ({'; '.join(words[:MOST_DIFFERENCES])})" if words else ""


def answer_ids(answer: Answer) -> str:
    """An answer as it stands in a profile: ids, or an amount."""
    if isinstance(answer, str):
        return answer
    return ", ".join(answer) if isinstance(answer, tuple) else f"{answer:,}"


def _outcome(recommendation: Recommendation) -> str:
    if recommendation.option is not None:
        return recommendation.option
    return " or ".join(recommendation.contenders) or "nothing admissible"


def _titled(option: OptionResult) -> str:
    return f"{option.name} ({option.id})"


def _undecided(
    case: "Situation",
    leaders: Sequence[OptionResult],
    others: Sequence[OptionResult],
    robustness: "Robustness | None",
) -> str:
    settings = case.kb.settings
    side = leaders[0].side
    share = {s.side: s.share for s in robustness.sides}[side] if robustness else 0.0
    if share < settings.confidence:
        below = f"in fewer than {percent(settings.confidence)} of the draws"
        if _is_alone(leaders, others):
            return f"Too much is unknown (any option is admissible only {below})"
        return f"Too close to call (the {side} side comes first {below})"
    return (
        f"Too much is unknown ({percent(case.unknown_weight)} of the weight rests on unknown"
        f" answers, and above {percent(settings.unknown_limit)} no side is recommended)"
    )


def _is_alone(leaders: Sequence[OptionResult], others: Sequence[OptionResult]) -> bool:
    """Whether no option of the other side is left."""
    return not others or others[0].side is leaders[0].side


def _standing(leaders: Sequence[OptionResult], others: Sequence[OptionResult]) -> str:
    """Where the others stand."""
    if not others:
        return "every other option is excluded"
    if _is_alone(leaders, others):
        other = Side.CLOSED if leaders[0].side is Side.OPEN else Side.OPEN
        return f"every {other} option is excluded. Next, {_distance(leaders, others)}"
    return _behind(leaders, others)


def _behind(leaders: Sequence[OptionResult], others: Sequence[OptionResult]) -> str:
    options = "option" if len(others) == 1 else "options"
    return f"the best {others[0].side} {options}, {_distance(leaders, others)}"


def _distance(leaders: Sequence[OptionResult], others: Sequence[OptionResult]) -> str:
    margin = leaders[0].score - others[0].score
    names = listed(_titled(o) for o in others)
    distance = f"{margin:.1f} points behind" if margin > 0 else "level"
    return f"{names}: {others[0].score:.1f}, {distance}"
