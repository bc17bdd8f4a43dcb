"""The report of an assessment: the page, then everything else for whoever checks."""

from collections.abc import Iterator

from llmchoice.language import t
from llmchoice.model.assessment import Assessment, OptionResult
from llmchoice.model.option import Side
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Details,
    Edge,
    Flow,
    Heading,
    Hint,
    Item,
    Level,
    Node,
    Sliders,
)
from llmchoice.report.documents import argument, evidence, lanes, values
from llmchoice.report.documents.cost import cost_chapter, cost_figures
from llmchoice.report.documents.models.shortlists import choosing_chapter, shortlist_chapter
from llmchoice.report.documents.page import whole
from llmchoice.report.documents.robustness import how_sure
from llmchoice.report.documents.sensitivity import sliders, what_would_change_it
from llmchoice.report.documents.workloads import of_workloads
from llmchoice.report.subject import Names, Subject, dated, leading, names_of
from llmchoice.report.wording.notices import notice_text

_MOST_WORKLOADS = 20
"""Beyond it a picture shows no more than the table does."""


def document(assessment: Assessment, level: Level) -> list[Block]:
    """The blocks of the report at that level."""
    names = names_of(assessment)
    blocks = list(_page(assessment, names))
    if level is Level.FULL:
        blocks += annex(assessment, names)
    return blocks


def _page(assessment: Assessment, names: Names) -> Iterator[Block]:
    """The whole page of an assessment."""
    yield Heading(_title(assessment), 1)
    if assessment.workloads:
        yield from of_workloads(assessment, names)
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
    about = dated(assessment.profile.organisation, assessment.date)
    return t("Open or closed language models: {organisation}", organisation=about)


def annex(assessment: Assessment, names: Names) -> Iterator[Block]:
    """All that the page leaves out: each subject, then what concerns all."""
    yield from _warnings(assessment, names)
    yield from routing(assessment)
    yield from lanes.placed(assessment, names)
    yield from chapters(assessment, assessment, names, None)
    for workload in assessment.workloads:
        yield Heading(workload.name)
        yield from chapters(workload, assessment, names, workload.name)
        title = t("Answers of this work")
        yield from values.answers(workload.answers, title, 3, known=assessment.answers)
        yield from values.priorities(workload.priorities, (), 3)
    if assessment.workloads:
        yield Heading(t("For every kind of work"))
    yield from choosing_chapter(assessment)
    yield from values.priorities(assessment.priorities, values.consistency(assessment, names), 2)
    yield from values.answers(assessment.answers, t("Answers"), 2)
    yield from cost_figures(assessment)
    yield evidence.method(assessment)
    yield from evidence.today(assessment)
    yield from evidence.sources(assessment)


def chapters(
    subject: Subject, assessment: Assessment, names: Names, workload: str | None
) -> Iterator[Block]:
    """All that is said of one subject: the organisation, or one kind of work."""
    level = 2 if workload is None else 3
    weights = {item.priority: item.weight for item in subject.priorities or assessment.priorities}
    yield from values.ranking(subject, names, level)
    yield from how_sure(subject, names, weights, assessment.rules, level)
    yield from argument.reasons(subject, names, level)
    yield from what_would_change_it(subject, names, level)
    yield from argument.unknowns(subject, names, level)
    yield from argument.exclusions(subject, names, level)
    yield from argument.conditions(subject, level)
    yield from argument.steps(subject, names, level)
    yield from values.weights_and_values(subject, names, level)
    yield from cost_chapter(assessment, workload, subject, level)
    yield from shortlist_chapter(assessment, workload, level)


def _warnings(assessment: Assessment, names: Names) -> Iterator[Block]:
    if assessment.warnings:
        texts = (notice_text(warning, names) for warning in assessment.warnings)
        items = tuple(Item(text, "against") for text in texts)
        yield Details(t("Warnings"), (Bullets(items),))


def routing(assessment: Assessment) -> Iterator[Flow]:
    """Which kind of work goes to which option, and where the sides part, as a chart.

    Where kinds of work are assessed one by one and there are few enough.
    """
    workloads = assessment.workloads
    if not 1 < len(workloads) <= _MOST_WORKLOADS:
        return
    led = [(f"work {number}", workload) for number, workload in enumerate(workloads)]
    options = {option.id: option for _, workload in led for option in leading(workload)}
    by_side = sorted(options.values(), key=lambda option: option.side)
    yield Flow(
        t("Which work goes where"),
        (*(Node(key, workload.name) for key, workload in led), *map(_option, by_side)),
        tuple(
            Edge(key, option.id, dotted=workload.recommendation.option is None)
            for key, workload in led
            for option in leading(workload)
        ),
        t("A dotted line leads to options of which none is recommended alone."),
    )


def _option(option: OptionResult) -> Node:
    side = t("Open models") if option.side is Side.OPEN else t("Closed models")
    return Node(option.id, option.short, side)
