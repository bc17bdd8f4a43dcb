"""The page for whoever decides: what to do, how sure that is, why, what first, what changes it."""

from collections.abc import Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.assessment import (
    Assessment,
    Reason,
    Recommendation,
    WorkloadResult,
)
from llmchoice.model.step import NextStep
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Column,
    Group,
    Heading,
    Hint,
    Item,
    Numbered,
    Paragraph,
    Sliders,
    Table,
)
from llmchoice.report.documents.changes import readmitted, short_changes
from llmchoice.report.documents.costs import cost_line
from llmchoice.report.documents.sensitivity import sliders
from llmchoice.report.documents.verdict import (
    callout,
    gauge,
    ranking_bars,
    verdict_name,
)
from llmchoice.report.subject import Names, Subject
from llmchoice.report.wording.grounds import grounds, reason_text, step_text, weakness_text

MOST_REASONS = 3
MOST_OF_UNDECIDED = 2
"""Reasons where no option is recommended: who is compared with whom takes a line."""
MOST_OBJECTIONS = 2
MOST_STEPS = 3
MOST_PARTS = 3
"""Kinds of work that the page tells one by one; of more it has the table only."""
MOST_OF_WORK = 1
"""Reasons, objections and changes of each workload, where there are several."""


def page(assessment: Assessment, names: Names) -> Iterator[Block]:
    """The whole page of an assessment."""
    yield Heading(_title(assessment), 1)
    if assessment.workloads:
        yield from _of_workloads(assessment, names)
    else:
        yield from whole(assessment, assessment, names)
    yield from _sliders(assessment)
    yield Hint(
        (
            (t("Full report"), "--full"),
            (t("Memo"), "-o memo.md"),
            (t("What if"), "llmchoice whatif"),
        )
    )


def _sliders(assessment: Assessment) -> Iterator[Sliders]:
    """The ranking to try with other weights, of everything that is ranked."""
    for subject in assessment.workloads or (assessment,):
        panel = sliders(subject, assessment)
        if panel is not None:
            yield panel


def _title(assessment: Assessment) -> str:
    organisation = assessment.profile.organisation
    if assessment.date is None:
        return t("Open or closed language models: {organisation}", organisation=organisation)
    return t(
        "Open or closed language models: {organisation}, {date}",
        organisation=organisation,
        date=assessment.date,
    )


def whole(subject: Subject, assessment: Assessment, names: Names) -> Iterator[Block]:
    """The page on a subject that has no parts."""
    yield callout(subject, names)
    yield from gauge(subject, assessment.rules)
    yield from ranking_bars(subject)
    decided = subject.recommendation.option is not None
    yield from why(subject, names, MOST_REASONS if decided else MOST_OF_UNDECIDED)
    yield from against(subject, MOST_OBJECTIONS)
    yield from changes_it(subject, names)
    yield from first(subject, names)
    yield from cost(subject, assessment, None)
    yield from _assumed(subject)


def why(subject: Subject, names: Names, most: int, level: int = 2) -> Iterator[Group]:
    """What speaks for the leading option, as far as it is known."""
    reasons = [reason for reason in subject.reasons.for_ if reason.known][:most]
    if not reasons:
        return
    strongest, *others = reasons
    texts = [_answered(strongest, names), *map(reason_text, others)]
    items = Bullets(tuple(Item(text, "for") for text in texts))
    if subject.recommendation.option is not None:
        yield Group(t("Why"), (items,), level)
        return
    compared = t(
        "{leaders}, compared with {followers}:",
        leaders=figures.listed(map(names.option, subject.reasons.leaders)),
        followers=figures.listed(map(names.option, subject.reasons.followers)),
    )
    yield Group(t("For"), (Paragraph(compared), items), level)


def against(subject: Subject, most: int, level: int = 2) -> Iterator[Group]:
    """The strongest objections that are known; where there are few, what it does badly anyway."""
    items = [
        Item(reason_text(fault) if isinstance(fault, Reason) else weakness_text(fault), "against")
        for fault in subject.reasons.faults
        if fault.known
    ]
    if items:
        yield Group(t("Against"), (Bullets(tuple(items[:most])),), level)


def changes_it(subject: Subject, names: Names) -> Iterator[Group]:
    """The answers and weights that would give another result, the most telling first."""
    lines = (
        readmitted(subject.recommendation, names)
        if subject.recommendation.verdict is Verdict.NONE
        else short_changes(subject, names)
    )
    if lines:
        items = tuple(Item(line) for line in lines)
        yield Group(t("Changes it"), (Bullets(items),))


def first(subject: Subject, names: Names) -> Iterator[Group]:
    """The first steps; where nothing is allowed, what is left to decide."""
    texts = [_step(step, names) for step in subject.next_steps[:MOST_STEPS]]
    if subject.recommendation.verdict is Verdict.NONE:
        texts.insert(0, t("Decide which of these answers you can change, and assess again."))
    if texts:
        items = tuple(map(Item, texts[:MOST_STEPS]))
        yield Group(t("First"), (Numbered(items),), prominent=True)


def _step(step: NextStep, names: Names) -> str:
    if not step.options:
        return step_text(step)
    options = figures.listed(map(names.option, step.options))
    return t("For {options}: {step}", options=options, step=step_text(step))


def _answered(reason: Reason, names: Names) -> str:
    """A reason with the answer behind it, where that is one choice."""
    if isinstance(reason.answer, tuple):
        return reason_text(reason)
    return t(
        "{topic} ({answer}): {text}",
        topic=reason.name,
        answer=names.answer(reason.criterion, reason.answer),
        text=grounds(reason.grounds),
    )


def _first_of_each(workloads: Sequence[WorkloadResult]) -> Iterator[Group]:
    """The first step of each kind of work; those with the same one together."""
    steps: dict[str, list[str]] = {}
    for workload in workloads:
        if workload.next_steps:
            steps.setdefault(step_text(workload.next_steps[0]), []).append(workload.name)
    items = tuple(
        Item(t("For {work}: {step}", work=figures.listed(work), step=step))
        for step, work in list(steps.items())[:MOST_STEPS]
    )
    if items:
        yield Group(t("First"), (Numbered(items),), prominent=True)


def cost(
    subject: Subject, assessment: Assessment, workload: str | None, level: int = 2
) -> Iterator[Group]:
    """What a month costs, where it was computed."""
    recommendation = subject.recommendation
    options = (recommendation.option,) if recommendation.option else recommendation.contenders
    line = cost_line(assessment, workload, options)
    if line is not None:
        yield Group(t("Cost"), (Paragraph(line),), level)


def _assumed(subject: Subject) -> Iterator[Group]:
    weight = subject.recommendation.unknown_weight
    if not weight or not subject.unknowns:
        return
    sentence = tn(
        '{share} of the score rests on a question you could not answer: "{question}".',
        "{share} of the score rests on {number} questions you could not answer, first of all:"
        ' "{question}".',
        len(subject.unknowns),
        share=figures.percent(weight),
        question=subject.unknowns[0].text,
    )
    telling = subject.unknowns[0].influence
    if not telling:
        yield Group(t("Assumed"), (Paragraph(sentence),))
        return
    changes = t(
        "The answer changes the winning side in {share} of the simulations.",
        share=figures.percent(telling),
    )
    yield Group(t("Assumed"), (Paragraph(f"{sentence} {changes}"),))


def _of_workloads(assessment: Assessment, names: Names) -> Iterator[Block]:
    """The page where kinds of work are assessed one by one."""
    yield callout(assessment, names)
    yield routes(assessment.workloads, names)
    yield from _first_of_each(assessment.workloads)
    if len(assessment.workloads) <= MOST_PARTS:
        for workload in assessment.workloads:
            yield from part(workload, assessment, names)


def routes(workloads: Sequence[WorkloadResult], names: Names) -> Table:
    """Which work goes where."""
    columns = (
        Column(t("Work")),
        Column(t("Verdict")),
        Column(t("Where")),
        Column(t("Wins"), figures=True),
    )
    rows = tuple(
        (
            workload.name,
            verdict_name(workload.recommendation.verdict),
            _where(workload.recommendation, names),
            figures.share(workload.recommendation.confidence or 0),
        )
        for workload in workloads
    )
    return Table(columns, rows, t("Which work goes where"))


def _where(recommendation: Recommendation, names: Names) -> str:
    options = (recommendation.option,) if recommendation.option else recommendation.contenders
    return figures.either(map(names.option, options)) or t("nowhere")


def part(workload: WorkloadResult, assessment: Assessment, names: Names) -> Iterator[Block]:
    """One kind of work, in a few lines."""
    yield callout(workload, names, of=workload.name)
    yield from gauge(workload, assessment.rules)
    yield from ranking_bars(workload)
    yield from why(workload, names, MOST_OF_WORK, 3)
    yield from against(workload, MOST_OF_WORK, 3)
    changes = short_changes(workload, names)[:MOST_OF_WORK]
    if changes:
        yield Group(t("Changes it"), (Bullets(tuple(Item(line) for line in changes)),), 3)
    yield from cost(workload, assessment, workload.name, 3)
