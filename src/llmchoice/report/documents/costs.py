"""What the options cost, as parts of an assessment."""

from typing import TYPE_CHECKING

from llmchoice.language import t
from llmchoice.model.cost import MONEY
from llmchoice.report.blocks import Block, Bullets, Details, Item, Mono, Paragraph
from llmchoice.report.documents import breakevens
from llmchoice.report.documents.cost import by_model, by_option, figures_list
from llmchoice.report.subject import beside
from llmchoice.report.wording import amounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from llmchoice.model.assessment import Assessment
    from llmchoice.model.cost import CostReport, CostSubject, OptionCost, StatedTerm
    from llmchoice.report.subject import Subject


def cost_line(
    assessment: "Assessment", workload: str | None, options: "Sequence[str]"
) -> str | None:
    """What a month costs with some options, in one line; None where no cost was computed.

    Args:
        assessment: with its costs, if there are any.
        workload: the part that it is about; None for the organisation.
        options: ids, in the order in which they are told; one of them stands without its name.
    """
    part = beside(assessment, workload)
    report, subject = part.report, part.costs
    if report is None or subject is None:
        return None
    if subject.volume is None:
        return t("Unknown, because the number of tokens a month is unknown.")
    costs = {cost.option: cost for cost in subject.costs}
    told = [costs[option] for option in options if option in costs]
    if len(told) == 1:
        return _amount(report, told[0])
    sentences = (
        t("{option}: {amount}", option=report.options[cost.option], amount=_amount(report, cost))
        for cost in told
    )
    return "; ".join(sentences) or None


def _amount(report: "CostReport", cost: "OptionCost") -> str:
    band = cost.monthly
    if band is None:
        return t("unknown, because a figure is missing")
    low, typical, high = amounts.ends(band)
    if band.low == band.high:
        return t("about {amount} {currency} a month", amount=typical, currency=report.currency)
    return t(
        "about {amount} {currency} a month ({low} to {high})",
        amount=typical,
        currency=report.currency,
        low=low,
        high=high,
    )


def cost_chapter(
    assessment: "Assessment", workload: str | None, subject: "Subject", level: int = 2
) -> list[Block]:
    """The costs of one subject of an assessment; nothing where none were computed."""
    part = beside(assessment, workload)
    report, costs = part.report, part.costs
    if report is None or costs is None:
        return []
    excluded = frozenset(option.id for option in subject.options if not option.admissible)
    pairs = breakevens.pairs_of(costs, subject)
    blocks: list[Block] = [
        Paragraph(" ".join(_sentences(report, costs, excluded))),
        *by_option(report, costs, excluded),
        *by_model(report, costs, level + 1),
        *(breakevens.chapter(report, costs, case, level + 1, pairs) for case in costs.cases),
        _command(),
    ]
    return [Details(t("What it costs"), tuple(blocks), level)]


def _sentences(
    report: "CostReport", costs: "CostSubject", excluded: frozenset[str]
) -> "Iterator[str]":
    sentences = (
        amounts.volume(costs),
        amounts.cheapest(report, costs, excluded),
        amounts.ceiling(report, costs),
        amounts.models(costs),
        amounts.basis(report, costs),
        amounts.whole_ceiling(report, costs),
        amounts.prices(report),
    )
    return filter(None, sentences)


def cost_figures(assessment: "Assessment", level: int = 2) -> list[Block]:
    """The figures that the profile states, the prices, and what nothing published stands behind."""
    inputs = assessment.profile.content.costs
    own = inputs.terms if inputs else {}
    kinds: tuple[tuple[str, Callable[[StatedTerm], bool]], ...] = (
        (t("From your profile:"), lambda term: term.term in own),
        (
            t("Prices, and where each was read:"),
            lambda term: term.term in MONEY and term.checked_on is not None and not term.assumed,
        ),
        (t("Assumed, because no figure is published:"), lambda term: term.assumed),
    )
    terms = _terms(assessment)
    blocks: list[Block] = []
    for title, belongs in kinds:
        chosen = [term for term in terms if belongs(term)]
        if chosen:
            blocks += [Paragraph(title), figures_list(chosen)]
    if not blocks:
        return []
    return [Details(t("Figures behind the costs"), (*blocks, _command()), level)]


def _command() -> Bullets:
    command = Mono("llmchoice cost FILE --full")
    return Bullets((Item((t("Every figure, with its source:"), " ", command)),))


def _terms(assessment: "Assessment") -> "tuple[StatedTerm, ...]":
    """Every figure once, of all subjects and cases."""
    subjects = assessment.costs.subjects if assessment.costs else ()
    terms = (term for part in subjects for case in part.cases for term in case.terms)
    return tuple(dict.fromkeys(terms))
