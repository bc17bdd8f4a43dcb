"""An assessment as blocks, the most important first."""

from typing import TYPE_CHECKING

from llmchoice.figures import percent
from llmchoice.report import consistency, words
from llmchoice.report.beside import beside
from llmchoice.report.candidates import choosing
from llmchoice.report.certainty import stated_weights
from llmchoice.report.chapters import chapters
from llmchoice.report.names import names_of
from llmchoice.report.outline_blocks import Banner, Heading, Item, Paragraph
from llmchoice.report.remarks import remarks
from llmchoice.report.verdict import key_figures, sentences, verdict
from llmchoice.report.wording.notices import notice_text
from llmchoice.report.wording.weights import stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment, Rules
    from llmchoice.report.names import Names
    from llmchoice.report.outline_blocks import Block
    from llmchoice.report.subject import Subject


def outline(assessment: "Assessment") -> "list[Block]":
    """The organisation's verdict first, then each workload's, then what concerns all."""
    names, weights = names_of(assessment), stated_weights(assessment)
    return [
        Paragraph(_title(assessment)),
        _banner(assessment, names, assessment.rules),
        *_overview(assessment, names),
        *chapters(assessment, beside(assessment), names, weights),
        *(
            block
            for workload in assessment.workloads
            for block in (
                _banner(workload, names, assessment.rules, f"Workload: {workload.name}"),
                *chapters(workload, beside(assessment, workload.name), names, weights),
            )
        ),
        *choosing(assessment),
        *_weights(assessment, names),
        *_remarks(assessment),
        *_warnings(assessment, names),
        Heading("In full"),
        Paragraph("The markdown and json formats have every answer, value, weight and source."),
    ]


def _title(assessment: "Assessment") -> str:
    date = f", {assessment.date}" if assessment.date else ""
    return f"Open or closed language models for {assessment.profile.organisation}{date}"


def _banner(subject: "Subject", names: "Names", rules: "Rules", *title: str) -> Banner:
    recommendation = subject.recommendation
    return Banner(
        (
            *title,
            verdict(recommendation),
            *key_figures(subject, names, rules),
            *sentences(subject, names),
        )
    )


def _overview(assessment: "Assessment", names: "Names") -> "Iterator[Block]":
    if not assessment.workloads:
        return
    yield Heading("Workloads")
    for workload in assessment.workloads:
        recommendation = workload.recommendation
        chosen = f": {names.option(recommendation.option)}" if recommendation.option else ""
        yield Item("-", f"{workload.name}: {words.VERDICTS[recommendation.verdict]}{chosen}")


def _weights(assessment: "Assessment", names: "Names") -> "Iterator[Block]":
    if not assessment.priorities:
        return
    yield Heading("What was weighed")
    for priority in assessment.priorities:
        yield Item("-", f"{priority.name}: {percent(priority.weight)} ({stated(priority.stated)})")
    found = assessment.consistency
    if found is None:
        return
    yield Paragraph(consistency.ratio(found))
    if not consistency.is_consistent(found):
        yield Item("!", consistency.worst(found, names), tone="bad")


def _remarks(assessment: "Assessment") -> "Iterator[Block]":
    found = remarks(assessment)
    if found:
        yield Heading("Your notes")
    for question, note in found:
        yield Item("-", f"{question} {note}")


def _warnings(assessment: "Assessment", names: "Names") -> "Iterator[Block]":
    if assessment.warnings:
        yield Heading("Warnings")
        yield from (
            Item("!", notice_text(warning, names), tone="bad") for warning in assessment.warnings
        )
