"""What a memo tells beside the page: what was asked, and what has to be obtained before use."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import AnswerGiven, Assessment
from llmchoice.model.rule import StepKind
from llmchoice.report.blocks import Block, group, section
from llmchoice.report.documents.page import step
from llmchoice.report.documents.workloads import in_common
from llmchoice.report.subject import Names, Subject
from llmchoice.report.wording.answers import given


def for_others(assessment: Assessment, names: Names) -> Iterator[Block]:
    """What whoever was not there has to know to judge the page."""
    yield from section(t("What was asked"), _asked(assessment))
    yield from section(t("To obtain before it is used"), _obtained(assessment, names))


def _asked(assessment: Assessment) -> Iterator[Block]:
    """The use, what matters, and what was noted on answers."""
    uses = [_answered(answer) for answer in assessment.answers if answer.fixed]
    for work in assessment.workloads:
        own = (answer for answer in work.answers if answer not in assessment.answers)
        texts = (given(answer) for answer in own if answer.fixed)
        uses += [t("{work}: {answer}", work=work.name, answer=text) for text in texts]
    yield from group(t("Use"), uses, 3)
    heaviest = sorted(assessment.priorities, key=lambda priority: -priority.weight)
    weights = (f"{each.name} {figures.percent(each.weight)}" for each in heaviest)
    yield from group(t("Weights"), [figures.enumerated(weights)], 3)
    subjects: tuple[Subject, ...] = (assessment, *assessment.workloads)
    noted = {
        answer.question: t("{question} {note}", question=answer.text, note=answer.note)
        for subject in subjects
        for answer in subject.answers
        if answer.note
    }
    yield from group(t("Noted"), noted.values(), 3)


def _answered(answer: AnswerGiven) -> str:
    return t("{question} {answer}", question=answer.text, answer=given(answer))


def _obtained(assessment: Assessment, names: Names) -> list[str]:
    """Every condition, each with the work or the options that it is for where not for all."""
    if not assessment.workloads:
        return [step(each, names) for each in assessment.next_steps if each.kind is StepKind.OBTAIN]
    of_work = [
        (work.name, step(each, names))
        for work in assessment.workloads
        for each in work.next_steps
        if each.kind is StepKind.OBTAIN
    ]
    return in_common(of_work, len(of_work))
