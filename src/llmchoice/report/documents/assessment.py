"""The report of an assessment: the page, then everything else for whoever checks."""

from collections.abc import Iterator

from llmchoice.language import t, tn
from llmchoice.model.assessment import Assessment
from llmchoice.report.blocks import Block, Heading, Hint, Level, chapter
from llmchoice.report.documents import argument, evidence, lanes, values
from llmchoice.report.documents.cost import cost_chapter, cost_figures
from llmchoice.report.documents.memo import for_others
from llmchoice.report.documents.models.shortlists import choosing_chapter, shortlist_chapter
from llmchoice.report.documents.page import MOST_STEPS, whole
from llmchoice.report.documents.robustness import how_sure
from llmchoice.report.documents.sensitivity import sliders, what_would_change_it
from llmchoice.report.documents.workloads import of_workloads
from llmchoice.report.subject import Names, Subject, dated, names_of
from llmchoice.report.wording.notices import notice_text


def document(assessment: Assessment, level: Level) -> Iterator[Block]:
    """The page on an assessment; in full, everything else too."""
    names = names_of(assessment)
    about = dated(assessment.profile.organisation, assessment.date)
    yield Heading(t("Open or closed language models: {organisation}", organisation=about), 1)
    if assessment.workloads:
        yield from of_workloads(assessment, names)
    else:
        yield from whole(assessment, assessment, names)
    for subject in assessment.workloads or (assessment,):
        yield from sliders(subject, assessment)
    if level is Level.MEMO:
        yield from for_others(assessment, names)
    hints = ((t("Memo"), "-o memo.md"), (t("What if"), "llmchoice whatif"))
    yield Hint(((_full(assessment), "--full"), *hints))
    if level is Level.FULL:
        yield from annex(assessment, names)


def _full(assessment: Assessment) -> str:
    """The full report, and how many steps it has where the page leaves some out."""
    subjects: tuple[Subject, ...] = (assessment, *assessment.workloads)
    steps = [step for subject in subjects for step in subject.next_steps]
    if len(steps) <= MOST_STEPS:
        return t("Full report")
    return tn("Full report, {number} step", "Full report, {number} steps", len(steps))


def annex(assessment: Assessment, names: Names) -> Iterator[Block]:
    """All that the page leaves out: each subject, then what concerns all."""
    warnings = (notice_text(warning, names) for warning in assessment.warnings)
    yield from chapter(t("Warnings"), warnings, mark="against")
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
