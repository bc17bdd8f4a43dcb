"""What the options cost, as parts of an assessment."""

from collections.abc import Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import Assessment
from llmchoice.model.cost import CostReport, CostSubject, OptionCost
from llmchoice.report.blocks import Block, Bullets, Details, Item, Mono, Paragraph
from llmchoice.report.documents import breakevens
from llmchoice.report.documents.cost import by_model, by_option, figures_list
from llmchoice.report.subject import Subject, beside
from llmchoice.report.wording import amounts


def cost_line(assessment: Assessment, workload: str | None, options: Sequence[str]) -> str | None:
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
    compared = [costs[option] for option in options if option in costs]
    if len(compared) == 1:
        return _amount(report, compared[0])
    amounts_of = (
        t("{option}: {amount}", option=report.options[cost.option], amount=_amount(report, cost))
        for cost in compared
    )
    return figures.separated(amounts_of) or None


def _amount(report: CostReport, cost: OptionCost) -> str:
    band = cost.monthly
    if band is None:
        return t("unknown, because a figure is missing")
    low, typical, high = amounts.ends(band)
    if band.certain:
        return t("about {amount} {currency} a month", amount=typical, currency=report.currency)
    return t(
        "about {amount} {currency} a month ({low} to {high})",
        amount=typical,
        currency=report.currency,
        low=low,
        high=high,
    )


def cost_chapter(
    assessment: Assessment, workload: str | None, subject: Subject, level: int = 2
) -> list[Block]:
    """The costs of one subject of an assessment; nothing where none were computed."""
    part = beside(assessment, workload)
    report, costs = part.report, part.costs
    if report is None or costs is None:
        return []
    excluded = frozenset(option.id for option in subject.options if not option.admissible)
    recommended = subject.recommendation
    pairs = costs.pairs_beside(
        {*recommended.contenders, recommended.option, recommended.runner_up},
        {option.id for option in subject.options if option.admissible},
    )
    blocks: list[Block] = [
        Paragraph(" ".join(_sentences(report, costs, excluded))),
        *by_option(report, costs, excluded),
        *by_model(report, costs, level + 1),
        *(breakevens.chapter(report, costs, case, level + 1, pairs) for case in costs.cases),
        _command(),
    ]
    return [Details(t("What it costs"), tuple(blocks), level)]


def _sentences(report: CostReport, costs: CostSubject, excluded: frozenset[str]) -> Iterator[str]:
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


def cost_figures(assessment: Assessment, level: int = 2) -> list[Block]:
    """The figures that the profile states, the prices, and what nothing published stands behind."""
    inputs = assessment.profile.content.costs
    own = inputs.terms if inputs else {}
    terms = assessment.costs.terms if assessment.costs else ()
    kinds = (
        (t("From your profile:"), [term for term in terms if term.term in own]),
        (t("Prices, and where each was read:"), [term for term in terms if term.is_price]),
        (
            t("Assumed, because no figure is published:"),
            [term for term in terms if term.assumed],
        ),
    )
    blocks: list[Block] = []
    for title, shown in kinds:
        if shown:
            blocks += [Paragraph(title), figures_list(shown)]
    if not blocks:
        return []
    return [Details(t("Figures behind the costs"), (*blocks, _command()), level)]


def _command() -> Bullets:
    command = Mono("llmchoice cost FILE --full")
    return Bullets((Item((t("Every figure, with its source:"), " ", command)),))
