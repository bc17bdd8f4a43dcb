"""What a month costs under each option: what `llmchoice cost` and an assessment tell of it.

Longer than other files because it is one document, at both levels.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t, tell
from llmchoice.model.assessment import Assessment
from llmchoice.model.cost import CostReport, CostSubject, OptionCost, StatedTerm
from llmchoice.model.option import Payment
from llmchoice.report.blocks import Block, Column, Details, Heading, Hint, Level, Mono, Paragraph
from llmchoice.report.composition import (
    below,
    bullets,
    chapter,
    group,
    item,
    numeric,
    section,
    table,
)
from llmchoice.report.documents import breakevens
from llmchoice.report.documents.evidence import aged
from llmchoice.report.subject import Subject, grouped
from llmchoice.report.wording import amounts, rates

MOST_PAIRS = 2
MOST_WITHOUT_COSTS = 4
"""Break-evens on the page; where the volume is unknown, there is room for more."""
MOST_COMPARED = 3
"""Options whose costs stand in one line."""


def document(report: CostReport, level: Level) -> Iterator[Block]:
    """Amounts, the cheapest option and the foremost break-evens; in full, every figure."""
    yield Heading(t("What a month costs: {organisation}", organisation=report.organisation), 1)
    several = len(report.subjects) > 1
    for subject in report.subjects:
        yield from _subject(report, subject, several=several)
    together, prices = amounts.together(report), amounts.prices(report)
    if report.ceiling is None:
        yield Paragraph(" ".join(filter(None, (together, prices))), "faint")
    else:
        yield from map(Paragraph, filter(None, [together]))
        yield Paragraph(prices, "faint")
    yield from aged(report.old_prices)
    if level is not Level.FULL:
        yield Hint(((t("Every figure"), "--full"), (t("For others"), "-o costs.md")))
        return
    works = grouped((tuple(_annex(report, each)), each.workload) for each in report.subjects)
    for blocks, names in works.items():
        title = t("Every figure: {workload}", workload=figures.listed(filter(None, names)))
        yield from section(title, blocks) if any(names) else blocks


def _subject(report: CostReport, subject: CostSubject, *, several: bool) -> Iterator[Block]:
    if subject.workload is not None:
        yield Heading(t("Workload: {workload}", workload=subject.workload))
    ruled_out = frozenset((*subject.ruled_out, *subject.over_ceiling))
    yield Paragraph(_asked_for(report, subject, ruled_out))
    yield from by_option(report, subject, ruled_out)
    left_out = filter(None, [amounts.added(report, subject, subject.costs, monthly=True)])
    yield from group(t("Not in it"), map(Paragraph, left_out))
    used = group(t("Models"), [Paragraph(_computed_for(report, subject, ruled_out))])
    yield from below(used) if several else used
    # Each kind of work has its models and its mix: with all crossings it is no page any more.
    if not several:
        pairs = subject.useful_pairs[: MOST_PAIRS if subject.costs else MOST_WITHOUT_COSTS]
        yield from group(t("Break even"), breakevens.of_pairs(report, subject, pairs))


def _asked_for(report: CostReport, subject: CostSubject, excluded: frozenset[str]) -> str:
    """How much is used, what is cheapest for that, and what may be paid."""
    sentences = (
        amounts.volume(subject),
        amounts.cheapest(report, subject, excluded),
        amounts.ceiling(report, subject),
        amounts.seats(subject, excluded),
    )
    return " ".join(filter(None, sentences))


def _computed_for(report: CostReport, subject: CostSubject, excluded: frozenset[str]) -> str:
    """Which models the costs are of, and what they do not hold for."""
    sentences = (
        amounts.models(subject),
        subject.changed.says if subject.changed else "",
        amounts.unplaced(report, subject, excluded),
        rates.priced(subject),
    )
    return " ".join(filter(None, sentences))


def _annex(report: CostReport, subject: CostSubject) -> Iterator[Block]:
    yield from by_model(report, subject)
    for case in subject.cases:
        yield from breakevens.at_volumes(report, subject, case)
    yield from map(Paragraph, amounts.kept_up(report, subject))
    yield from every_figure(subject)


def by_option(
    report: CostReport, subject: CostSubject, excluded: frozenset[str]
) -> Iterator[Block]:
    """What a month costs, option by option; nothing where the volume is unknown."""
    gpus = any(cost.gpus for cost in subject.costs)
    costs = table(
        t("What a month costs"),
        subject.costs,
        (
            t("{currency} a month", currency=report.currency),
            lambda cost: amounts.option_name(report, cost.option, excluded),
        ),
        *_ends(),
        subject.months is not None
        and (numeric(t("In all")), lambda cost: amounts.ends(subject.in_all(cost.monthly))[1]),
        gpus
        and (
            numeric(t("GPUs")),
            lambda cost: amounts.gpu_range(cost.gpus if cost.monthly else None),
        ),
    )
    taken = (
        rates.taken(report, cost.option, cost.reserved)
        for cost in subject.costs
        if cost.reserved is not None and cost.reserved.ends
    )
    unknown = grouped(
        (amounts.missing(cost), report.options[cost.option])
        for cost in subject.costs
        if cost.monthly is None
    )
    missing = (
        t("{options}: {missing}", options=figures.separated(names), missing=text)
        for text, names in unknown.items()
    )
    yield from (costs, bullets(taken), bullets(missing, "ask"))


def _ends() -> tuple[tuple[Column, Callable[[OptionCost], str]], ...]:
    """The columns of the least, the usual and the most that an option costs."""
    return (
        (numeric(t("Low")), lambda cost: amounts.ends(cost.monthly)[0]),
        (numeric(t("Typical")), lambda cost: amounts.ends(cost.monthly)[1]),
        (numeric(t("High")), lambda cost: amounts.ends(cost.monthly)[2]),
    )


def by_model(report: CostReport, subject: CostSubject) -> Iterator[Details]:
    """The same, model by model; nothing where the volume is unknown."""
    # A model that stands in several cases costs the same in each.
    by_model = {
        (option, case.model_of(cost)): cost
        for option in (cost.option for cost in subject.costs)
        for case in subject.cases
        for cost in case.costs
        if cost.option == option and not cost.unable
    }
    cases = [(model, cost) for (_, model), cost in by_model.items()]
    costs = table(
        t("{currency} a month by model", currency=report.currency),
        cases,
        (t("Option"), lambda row: report.options[row[1].option]),
        (t("Model"), lambda row: row[0]),
        *((head, lambda row, cell=cell: cell(row[1])) for head, cell in _ends()),
        any(cost.gpus for _, cost in cases)
        and (numeric(t("GPUs")), lambda row: amounts.gpu_range(row[1].gpus)),
    )
    otherwise = dict.fromkeys(
        line
        for case in subject.cases
        for cost in case.costs
        for line in _otherwise(report, case.model_of(cost), cost)
    )
    if cases:
        meaning = Paragraph(amounts.band_text(subject))
        yield from chapter(costs.title, (costs, meaning, bullets(otherwise)))


def _otherwise(report: CostReport, model: str, cost: OptionCost) -> Iterator[str]:
    """What an option costs with a model where it is paid for in another way."""
    if cost.endpoint is not None:
        yield rates.endpoint(report, cost.option, model, cost.endpoint)
    if cost.reserved is not None:
        yield rates.monthly(report, cost.option, model, cost.reserved)
    if cost.hours is not None and cost.gpus is not None:
        yield rates.while_running(report, cost.option, model, cost.gpus, cost.hours)


def every_figure(subject: CostSubject) -> Iterator[Details]:
    """All figures behind the costs: first those that all cases share."""
    shared = rates.without_idle(subject.common_terms)
    blocks: list[Block] = [Paragraph(t("Each as low / typical / high.")), figures_list(shared)]
    for case in subject.cases:
        if own := [term for term in rates.without_idle(case.terms) if term not in shared]:
            places = {"models": amounts.models_of(case), "gpu": amounts.card(case)}
            blocks += (Paragraph(t("For {models}, on {gpu}:", **places)), figures_list(own))
    yield from chapter(t("Every figure behind the costs"), blocks)


def figures_list(terms: Iterable[StatedTerm]) -> Block:
    """Figures, each with where it is from."""
    return bullets(item(amounts.term(term), amounts.origin(term)) for term in terms)


def cost_line(assessment: Assessment, workload: str | None, options: Sequence[str]) -> str | None:
    """What some options cost, and what that leaves out; None where no cost was computed.

    Args:
        assessment: with its costs, if there are any.
        workload: the part that it is about; None for the organisation.
        options: ids, the first of which are told, in order; one alone stands without its name.
    """
    report, subject = assessment.costs, _of_work(assessment, workload)
    if report is None or subject is None:
        return None
    if subject.volume is None:
        return t("Unknown, because the number of tokens a month is unknown.")
    costs = {cost.option: cost for cost in subject.costs}
    compared = [costs[option] for option in options if option in costs][:MOST_COMPARED]
    alone = len(compared) == 1
    of_each = [amounts.bill(report, subject, cost, alone=alone) for cost in compared]
    priced = [cost for cost in compared if cost.monthly is not None]
    return " ".join([*of_each, *beside_bill(report, subject, priced)]) or None


def beside_bill(
    report: CostReport, subject: CostSubject, costs: Sequence[OptionCost], *, monthly: bool = False
) -> Iterator[str]:
    """What the costs of some options are of, and what they leave out.

    `monthly`: whether of a month, even where the work is done once.
    """
    yield from _sold_otherwise((subject, cost) for cost in costs)
    yield from filter(None, [amounts.added(report, subject, costs, monthly=monthly)])
    yield from _building(costs)


def _sold_otherwise(costs: Iterable[tuple[CostSubject, OptionCost]]) -> Iterator[str]:
    """That a cost is of the model as it is sold, though this one is to be tuned or rebuilt."""
    yield from dict.fromkeys(
        subject.changed.says
        for subject, cost in costs
        if subject.changed is not None and str(Payment.TOKENS) in cost.parts
    )


def _building(costs: Iterable[OptionCost]) -> Iterator[str]:
    if not all(cost.ready_made for cost in costs):
        yield t("Building is not included.")


def all_costs(assessment: Assessment) -> list[str]:
    """What a month of all workloads costs, in one line; none where that was not computed."""
    report, monthly = assessment.costs, assessment.monthly
    if monthly is None or report is None:
        return []
    leading = [
        (subject, cost)
        for work in assessment.workloads
        for subject in report.subjects
        if subject.workload == work.name
        for cost in subject.costs
        if cost.option in work.recommendation.foremost[:1]
    ]
    kept = [s for s, cost in leading if s.takes_upkeep and not cost.ready_made]
    amount = amounts.estimate(report, monthly)
    sentences = [t("All of the work costs {amount}.", amount=amount), *_sold_otherwise(leading)]
    if assessment.beside_monthly is not None:
        assumed = any(subject.upkeep_assumed for subject in kept)
        sentence = amounts.ADDED[bool(kept), any(s.is_administered for s, _ in leading), False]
        more = amounts.estimate(report, assessment.beside_monthly, assumed=assumed)
        sentences.append(tell(sentence, amount=more))
    return [" ".join([*sentences, *_building(cost for _, cost in leading)])]


def beside_cost(
    assessment: Assessment, workload: str | None, options: Sequence[str] = ()
) -> list[str]:
    """What the cost on a page must not be told without; nothing where all of it is in.

    `options` are those whose cost is told; where one is paid by the seat, how many that is.
    """
    subject = _of_work(assessment, workload)
    if subject is None or subject.volume is None:
        return []
    compared = [cost for cost in subject.costs if cost.option in options[:MOST_COMPARED]]
    seats = amounts.seats(subject) if any(cost.ready_made for cost in compared) else ""
    return [*filter(None, [seats]), *rates.voice_left_out(subject, compared)]


def _of_work(assessment: Assessment, workload: str | None) -> CostSubject | None:
    """The costs of one kind of work, or of the organisation; None where none were computed."""
    subjects = assessment.costs.subjects if assessment.costs else ()
    return next((subject for subject in subjects if subject.workload == workload), None)


def without_offer(assessment: Assessment, workload: str | None) -> frozenset[str]:
    """The options that nobody is known to offer where this work has to stay."""
    subjects = assessment.costs.subjects if assessment.costs else ()
    asked = (subject for subject in subjects if subject.workload in {None, workload})
    return frozenset(option for subject in asked for option in subject.unplaced)


def cost_chapter(
    assessment: Assessment,
    workload: str | None,
    subject: Subject,
    earlier: dict[tuple[Block, ...], str | None],
) -> list[Details]:
    """The costs of one subject of an assessment; nothing where none were computed.

    `earlier`: chapters of kinds of work before this one, each with its work; its own are added.
    """
    report, costs = assessment.costs, _of_work(assessment, workload)
    if report is None or costs is None:
        return []
    excluded = frozenset(option.id for option in subject.options if not option.admissible)
    is_whole = report.ceiling is not None and costs.workload is not None
    whole = t("Each workload is compared with the whole ceiling.") if is_whole else ""
    sentences = (
        _asked_for(report, costs, excluded),
        _computed_for(report, costs, excluded),
        amounts.basis(report, costs),
        whole,
        amounts.prices(report),
    )
    blocks: list[Block] = [
        Paragraph(" ".join(filter(None, sentences))),
        *by_option(report, costs, excluded),
    ]
    for chapters in (by_model(report, costs), _break_evens(report, costs, subject)):
        own = tuple(chapters)
        first = earlier.setdefault(own, workload)
        if first == workload or not own:
            blocks += own
        else:
            titles = figures.listed(each.summary for each in own)
            blocks.append(Paragraph(t("{chapters}: as for {work}.", chapters=titles, work=first)))
    return list(chapter(t("What it costs"), (*blocks, _command())))


def _break_evens(report: CostReport, costs: CostSubject, subject: Subject) -> Iterator[Details]:
    admissible = {option.id for option in subject.options if option.admissible}
    pairs = costs.pairs_beside(subject.recommendation.compared, admissible)
    for case in costs.cases:
        yield from breakevens.at_volumes(report, costs, case, pairs)


def cost_figures(assessment: Assessment) -> list[Details]:
    """The figures that the profile states, the prices, and what nothing published stands behind."""
    inputs = assessment.profile.content.costs
    own = inputs.terms if inputs else {}
    terms = assessment.costs.terms if assessment.costs else ()
    read = [term for term in rates.without_idle(terms) if term.is_price]
    kinds = (
        (t("From your profile:"), [term for term in terms if term.term in own]),
        (t("Prices, and where each was read:"), read),
        (t("Assumed, because no figure is published:"), [term for term in terms if term.assumed]),
    )
    blocks: list[Block] = []
    for title, stated in kinds:
        if stated:
            blocks += (Paragraph(title), figures_list(stated))
    return list(chapter(t("Figures behind the costs"), (*blocks, _command()))) if blocks else []


def _command() -> Block:
    command = Mono("llmchoice cost FILE --full")
    return bullets([(t("Every figure, with its source:"), " ", command)])
