"""The report of an assessment: the page, what a memo tells beside it, then everything else."""

from collections.abc import Iterable, Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.assessment import AnswerGiven, Assessment, PriorityWeight
from llmchoice.model.rule import StepKind
from llmchoice.report.blocks import Block, Heading, Hint, Level, Paragraph
from llmchoice.report.composition import chapter, fitting, group, section
from llmchoice.report.documents import argument, evidence, values
from llmchoice.report.documents.changes import ways_back
from llmchoice.report.documents.cost import cost_chapter, cost_figures
from llmchoice.report.documents.models.shortlists import choosing_chapter, shortlist_chapter
from llmchoice.report.documents.page import MOST_STEPS, step, whole
from llmchoice.report.documents.robustness import how_sure
from llmchoice.report.documents.sensitivity import sliders, what_would_change_it
from llmchoice.report.documents.workloads import of_workloads, what_may_go_where
from llmchoice.report.subject import Names, Subject, dated, grouped, names_of, weighings
from llmchoice.report.wording.answers import given
from llmchoice.report.wording.grounds import step_text
from llmchoice.report.wording.notices import notice_text, outdated

WORDS, WORDS_OF_SEVERAL = 480, 624
"""What a memo may tell beside the page, so that both are two printed pages; of kinds of work, whose
page is longer, as well."""


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
        obtained = _obtained(assessment, names)
        beside = (*obtained, outdated(assessment.old_prices, assessment.old_facts))
        yield from section(t("What was asked"), _asked(assessment, beside))
        if obtained and assessment.unasked:
            obtained.append(t("Not everything was asked: there may be more to obtain."))
        yield from section(t("To obtain before it is used"), obtained)
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
    if not assessment.lanes:  # else the page has it
        yield from chapter(t("What may go where"), what_may_go_where(assessment, names))
    earlier: dict[tuple[Block, ...], str | None] = {}
    yield from chapters(assessment, assessment, names, None, earlier)
    for workload in assessment.workloads:
        title = t("Answers of this work")
        blocks = (
            *chapters(workload, assessment, names, workload.name, earlier),
            *values.answers(workload.answers, title, known=assessment.answers),
            *values.priorities(workload.priorities, ()),
        )
        yield from section(workload.name, blocks)
    if assessment.workloads:
        yield Heading(t("For every kind of work"))
    yield from choosing_chapter(assessment)
    besides = (*_not_for(assessment), *values.consistency(assessment, names))
    yield from values.priorities(assessment.priorities, besides)
    yield from values.answers(assessment.answers, t("Answers"))
    yield from cost_figures(assessment)
    yield from evidence.method(assessment)
    yield from evidence.today(assessment)
    yield from evidence.sources(assessment)


def chapters(
    subject: Subject,
    assessment: Assessment,
    names: Names,
    workload: str | None,
    earlier: dict[tuple[Block, ...], str | None],
) -> Iterator[Block]:
    """All that is said of one subject: the organisation, or one kind of work.

    `earlier`: what was told of the costs of work before this one, each time with that work.
    """
    weights = {item.priority: item.weight for item in subject.priorities or assessment.priorities}
    yield from values.ranking(subject, names)
    yield from how_sure(subject, names, weights, assessment.rules)
    yield from argument.reasons(subject, names)
    yield from what_would_change_it(subject, names)
    yield from argument.unknowns(subject, names)
    yield from argument.exclusions(subject, names)
    yield from ways_back(subject, names)
    yield from argument.conditions(subject)
    yield from argument.steps(subject, names)
    yield from values.weights_and_values(subject, names)
    yield from cost_chapter(assessment, workload, subject, earlier)
    yield from shortlist_chapter(assessment, workload)


def _not_for(assessment: Assessment) -> Iterator[str]:
    """Which work does not go by the organisation's priorities."""
    if works := [work.name for work in assessment.workloads if work.priorities]:
        yield t(
            "These are the organisation's. Weighed in its own way: {work}.",
            work=figures.listed(works),
        )


def _asked(assessment: Assessment, beside: Sequence[str]) -> Iterator[Block]:
    """The use, what matters, what was noted, and the answers behind the result.

    `beside`: what else the memo tells, which leaves less room for the answers.
    """
    own = [
        (work.name, answer)
        for work in assessment.workloads
        if not assessment.lanes
        for answer in work.answers
        if answer not in assessment.answers
    ]
    everything = [*(("", answer) for answer in assessment.answers), *own]
    uses = [
        t("{work}: {answer}", work=work, answer=given(answer)) if work else given(answer)
        for work, answer in everything
        if answer.fixed
    ]
    yield from group(t("Use"), uses)
    weights = _weighed(assessment)
    yield from group(t("Weights"), weights)
    # What kinds of work answer in their own ways stands below, with whose answer it is.
    apart = {answer.question for _, answer in own}
    noted = {
        answer.question: t("{question}: {note}", question=answer.short, note=answer.note)
        if answer.question in apart
        else t(
            "{question}: {answer}. {note}",
            question=answer.short,
            answer=given(answer),
            note=answer.note,
        )
        for _, answer in everything
        if answer.note
    }
    yield from group(t("Noted"), noted.values())
    questions = [
        question
        for question in dict.fromkeys((*_barring(assessment), *assessment.telling))
        if question not in noted or question in apart
    ]
    texts = {question: list(_answered(question, assessment, own)) for question in questions}
    room = WORDS_OF_SEVERAL if assessment.workloads else WORDS
    barring = [text for question in _barring(assessment) for text in texts.get(question, ())]
    others = [text for listed in texts.values() for text in listed if text not in barring]
    taken = (*beside, *uses, *weights, *noted.values(), *barring)
    kept = (*barring, *fitting(others, room, beside=taken))
    yield from group(t("Answers behind the result"), kept)
    if len(kept) < len(barring) + len(others):
        yield Paragraph(t("The full report has every answer."), "faint")


def _barring(assessment: Assessment) -> Sequence[str]:
    """The questions whose answers rule an option out; a ceiling is told where it does."""
    subjects = assessment.workloads or (assessment,)
    firsts = (o.excluded_by[0] for each in subjects for o in each.options if o.excluded_by)
    barring = (
        answer.question for first in firsts if first.cost is None for answer in first.answers
    )
    return tuple(dict.fromkeys(barring))


def _answered(
    question: str, assessment: Assessment, own: Sequence[tuple[str, AnswerGiven]]
) -> Iterator[str]:
    """A question with its answer, or with that of each kind of work; nothing of the use."""
    whole = (("", answer) for answer in assessment.answers)
    asked = [(work, a) for work, a in (*own, *whole) if a.question == question and not a.fixed]
    named = {work for work, _ in asked if work}
    # Without kinds of work the answer is that of the organisation, which needs no name.
    works = [work.name for work in assessment.workloads] or [""]
    rest = [work for work in works if work not in named]
    by_text = grouped((given(a), name) for work, a in asked for name in ([work] if work else rest))
    texts = (
        t("{work}: {answer}", work=figures.listed(names), answer=text)
        if len(names) < len(works)
        else text
        for text, names in by_text.items()
    )
    for _, answer in asked[:1]:
        yield t("{question}: {answer}", question=answer.short, answer=figures.separated(texts))


def _weighed(assessment: Assessment) -> list[str]:
    """The weights, or that nobody stated any."""
    studies = (assessment.robustness, *(work.robustness for work in assessment.workloads))
    if any(study is not None and study.spread.kind == "no-idea" for study in studies):
        return [t("Nobody said how much each matters: any weights count as equally likely.")]
    return [_weights(priorities, works) for priorities, works in weighings(assessment)]


def _weights(priorities: Iterable[PriorityWeight], works: Sequence[str]) -> str:
    weights = figures.enumerated(
        f"{each.name} {figures.percent(each.weight)}" for each in priorities
    )
    if not works:
        return weights
    return t("{work}: {weights}", work=figures.listed(works), weights=weights)


def _obtained(assessment: Assessment, names: Names) -> list[str]:
    """Every condition, each with the work or the options that it is for where not for all."""
    if not assessment.workloads:
        return [step(each, names) for each in assessment.next_steps if each.kind is StepKind.OBTAIN]
    together = grouped(
        ((step_text(each), names.listed(each.options)), work.name)
        for work in assessment.workloads
        for each in work.next_steps
        if each.kind is StepKind.OBTAIN
    )
    return [
        t(
            "For {work} with {options}: {text}",
            work=figures.listed(works),
            options=options,
            text=text,
        )
        if options
        else t("For {work}: {text}", work=figures.listed(works), text=text)
        for (text, options), works in together.items()
    ]
