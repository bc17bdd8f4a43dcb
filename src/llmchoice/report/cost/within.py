"""Costs as part of an assessment: what is shown of them there, and its words."""

from typing import TYPE_CHECKING

from llmchoice.figures import money
from llmchoice.model.cost import MONEY, Basis
from llmchoice.report.cost import breakeven, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment
    from llmchoice.model.cost import (
        BreakEven,
        CostCase,
        CostReport,
        CostSubject,
        OptionCost,
        StatedTerm,
    )
    from llmchoice.report.subject import Subject

TITLE = "What it costs"
COMMAND = "llmchoice cost --profile FILE --full"
Pair = tuple[str, str]
"""An option, and the one that it is compared with."""
_VALUE = "The value of running costs comes from"
_BASES = {
    Basis.TYPICAL: "typical prices at your volume, because no ceiling is used",
    Basis.EXPECTED: "typical prices over likely volumes, because the volume is unknown",
}
_HOW = "With 'costs: {ceiling: AMOUNT}' in the profile they would be computed."
_EACH = " Each workload is held against the whole ceiling."


def basis(report: "CostReport", costs: "CostSubject") -> str:
    """Where the value of the criterion on running costs comes from."""
    ceiling = "" if report.ceiling is None else money(report.ceiling)
    yours = f"your ceiling of {ceiling} {report.currency} a month"
    each = "" if costs.workload is None else _EACH
    if costs.basis is Basis.CEILING:
        return f"{_VALUE} these costs, against {yours}.{each}"
    if costs.basis is Basis.LIKELY:
        return (
            f"{_VALUE} costs at likely volumes, because the volume is unknown, against {yours}."
            f"{each}"
        )
    return f"{_VALUE} {_BASES[costs.basis]}. {_HOW}"


def by_models(costs: "CostSubject") -> str:
    """Which models the costs are of."""
    names = " or ".join(f"{case.closed_model} and {case.open_model}" for case in costs.cases)
    mean = "; typical is their mean" if len(costs.cases) > 1 else ""
    return f"Closed and open model: {names}{mean}."


def cheapest(report: "CostReport", costs: "CostSubject", subject: "Subject") -> str:
    """The cheapest option, and whether it is one to choose; nothing where no cost is known."""
    said = phrases.cheapest(report, costs)
    return f"{said}{_excluded(subject, costs.cheapest)}" if said else ""


def amount(report: "CostReport", cost: "OptionCost", subject: "Subject") -> str:
    """Name, band and cards of an option."""
    name = f"{report.options[cost.option]}{_excluded(subject, cost.option)}"
    return ", ".join(filter(None, (f"{name}: {phrases.band(cost.monthly)}", _gpus(cost))))


def pairs(costs: "CostSubject", subject: "Subject") -> list[Pair]:
    """Which break-evens matter here, the foremost first.

    Cards of one's own against the same model on somebody's endpoint stand first, whatever is
    recommended; then what the recommendation compares; then all that are admissible.
    """
    found = [even for case in costs.cases for even in case.break_evens]
    evens = list(dict.fromkeys((even.option, even.versus) for even in found))
    hosted = {
        (even.option, even.versus) for even in found if even.same_weights and even.gpus is not None
    }
    recommendation = subject.recommendation
    compared = {*recommendation.contenders, recommendation.option, recommendation.runner_up}
    admissible = {option.id for option in subject.options if option.admissible}
    first = sorted(
        (pair for pair in evens if pair in hosted),
        key=lambda pair: (pair[0] not in compared, pair[0] not in admissible),
    )
    ranked = (
        *first[:1],
        *(pair for pair in evens if compared.issuperset(pair)),
        *first[1:],
        *(pair for pair in evens if admissible.issuperset(pair)),
    )
    return list(dict.fromkeys(ranked))


def evens_of(case: "CostCase", wanted: "list[Pair]") -> "Iterator[BreakEven]":
    """The break-evens of these pairs in one case."""
    by_pair = {(even.option, even.versus): even for even in case.break_evens}
    return (by_pair[pair] for pair in wanted if pair in by_pair)


def crossing(report: "CostReport", costs: "CostSubject", pair: Pair) -> tuple[str, ...]:
    """The break-even of a pair in one line, or in one more per case where the cases differ."""
    cases = [(case, even) for case in costs.cases for even in evens_of(case, [pair])]
    known = costs.volume is not None
    said = [(_models(case, even), _outcome(even, known=known)) for case, even in cases]
    title = breakeven.pair(report, cases[0][1])
    if len({outcome for _, outcome in said}) == 1:
        return (f"{title}: {said[0][1]}",)
    return (title, *(f"with {models}: {outcome}" for models, outcome in said))


def own_terms(assessment: "Assessment") -> "tuple[StatedTerm, ...]":
    """The figures that the profile states."""
    inputs = assessment.profile.content.costs
    own = inputs.terms if inputs else {}
    return tuple(term for term in _terms(assessment) if term.term in own)


def assumed_terms(assessment: "Assessment") -> "tuple[StatedTerm, ...]":
    """The figures behind which nothing published stands."""
    return tuple(term for term in _terms(assessment) if term.assumed)


def price_terms(assessment: "Assessment") -> "tuple[StatedTerm, ...]":
    """The published figures in money, which move most."""
    return tuple(
        term
        for term in _terms(assessment)
        if term.term in MONEY and term.checked_on is not None and not term.assumed
    )


def _terms(assessment: "Assessment") -> "tuple[StatedTerm, ...]":
    """Every figure once, of all subjects and cases."""
    subjects = assessment.costs.subjects if assessment.costs else ()
    found = (term for one in subjects for case in one.cases for term in case.terms)
    return tuple(dict.fromkeys(found))


def _gpus(cost: "OptionCost") -> str:
    return phrases.gpus(cost.gpus) if cost.monthly else ""


def _excluded(subject: "Subject", option_id: str | None) -> str:
    excluded = {option.id for option in subject.options if not option.admissible}
    return " (excluded)" if option_id in excluded else ""


def _models(case: "CostCase", even: "BreakEven") -> str:
    return case.open_model if even.same_weights else f"{case.closed_model} and {case.open_model}"


def _outcome(even: "BreakEven", *, known: bool) -> str:
    said = breakeven.outcome(even)
    if not even.first or even.gpus is None:
        return said
    cards = f"{phrases.count(even.gpus)} ({'for your volume' if known else 'the fewest'})"
    return f"{said}; {cards} {'could' if even.at_this_size else 'could never'} serve that"
