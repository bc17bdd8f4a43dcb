"""What the decision can be recomputed and checked with."""

from typing import TYPE_CHECKING

from llmchoice.report.escape import escape
from llmchoice.report.madr.paper import items
from llmchoice.report.memo.evidence import source
from llmchoice.report.memo.paper import heading, table
from llmchoice.report.models import phrases
from llmchoice.report.wording.answers import given
from llmchoice.report.wording.notices import notice_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmchoice.model.assessment import AnswerGiven, Assessment
    from llmchoice.report.madr.cases import Case
    from llmchoice.report.names import Names


def information(
    assessment: "Assessment", cases: "Sequence[Case]", names: "Names"
) -> "Iterator[str]":
    """Versions, answers, warnings, models to try, and what it all rests on."""
    yield heading(2, "More Information")
    yield from _versions(assessment)
    if assessment.warnings:
        yield heading(3, "Warnings")
        yield from items(escape(notice_text(warning, names)) for warning in assessment.warnings)
    yield from _answers("Answers", assessment.answers)
    for case in cases:
        own = [answer for answer in case.subject.answers if answer not in assessment.answers]
        yield from _answers(f"Answers of {case.workload}", own)
    yield from _models(assessment)
    yield from _sources(assessment)


def _versions(assessment: "Assessment") -> "Iterator[str]":
    tool, criteria, profile = assessment.tool, assessment.criteria, assessment.profile
    yield escape(
        f"Filled in by {tool.name} {tool.version}. An additive model of values and weights, after"
        " constraints: its method and every figure are in the Markdown and JSON reports."
    )
    yield table(
        ("Made from", "Version", "SHA-256"),
        [
            ("criteria", escape(criteria.version), escape(criteria.sha256)),
            (escape(f"profile of {profile.organisation}"), "", escape(profile.sha256)),
        ],
    )


def _answers(title: str, answers: "Sequence[AnswerGiven]") -> "Iterator[str]":
    if answers:
        yield heading(3, escape(title))
        yield table(
            ("Question", "Answer"), [(escape(one.text), escape(given(one))) for one in answers]
        )


def _models(assessment: "Assessment") -> "Iterator[str]":
    found = [
        f"For {f'{short.workload}, ' if short.workload else ''}{short.option}:"
        f" {phrases.title(model)}"
        for short in assessment.shortlist or ()
        for model in short.models
    ]
    if found:
        yield heading(3, "Models to try")
        yield from items(map(escape, found))
        yield from map(escape, dict.fromkeys(map(phrases.as_of, assessment.shortlist or ())))


def _sources(assessment: "Assessment") -> "Iterator[str]":
    used = [source(one) for one in assessment.sources if one.used]
    wrong = [source(one) for one in assessment.sources if not one.used]
    if used:
        yield heading(3, "Claims and references")
        yield from items(used)
    if wrong:
        yield heading(3, "Claims set aside because they are wrong")
        yield from items(wrong)
