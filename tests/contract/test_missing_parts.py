"""What nobody computed is not there, and the rest of a report is whole without it."""

import json
from collections.abc import Callable

import jsonschema
import pytest
from tests.backends.readers import READERS

from llmchoice.model.assessment import Assessment, Reasons, WorkloadResult
from llmchoice.model.sensitivity import Sensitivity
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Level, Settings
from llmchoice.report.registry import FORMATS, Format, blocks_of, format_named, render
from llmchoice.shared import whole

Make = Callable[[str], Assessment]
EVERY_FORMAT = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
DOCUMENTS = pytest.mark.parametrize(
    "form", [form for form in FORMATS if form.name in {"markdown", "madr"}], ids=lambda f: f.name
)
"""A format for each of the two documents of an assessment."""
VERDICTS = {
    Verdict.OPEN: "open",
    Verdict.CLOSED: "closed",
    Verdict.MIXED: "work",
    Verdict.UNDECIDED: "decided",
    Verdict.NONE: "none",
}
OF_A_SUBJECT: dict[str, object] = {
    "robustness": None,
    "sensitivity": Sensitivity(),
    "unknowns": (),
    "answers": (),
    "next_steps": (),
    "reasons": Reasons.model_validate({"for": (), "against": ()}),
}
MISSING: dict[str, object] = {
    **OF_A_SUBJECT,
    "costs": None,
    "shortlist": None,
    "checks": (),
    "sources": (),
    "warnings": (),
    "consistency": None,
    "date": None,
    "priorities": (),
}


def without(assessment: Assessment, parts: dict[str, object]) -> Assessment:
    """The assessment less those parts, and less those of each of its workloads."""
    own = {name: value for name, value in parts.items() if name in OF_A_SUBJECT}
    workloads = tuple(_without(workload, own) for workload in assessment.workloads)
    return assessment.model_copy(update={**parts, "workloads": workloads})


def _without(workload: WorkloadResult, parts: dict[str, object]) -> WorkloadResult:
    return workload.model_copy(update=parts)


def seen(form: Format, assessment: Assessment, level: Level) -> str:
    """What a reader sees of a report, in one line."""
    read = READERS[{"madr": "markdown"}.get(form.name, form.name)]
    return " ".join("\n".join(read(blocks_of(assessment, form, level), Settings()).says).split())


def check_whole(form: Format, assessment: Assessment, level: Level = Level.FULL) -> str:
    """Whose it is and what the verdict is; in JSON all of it."""
    if form.name == "json":
        written = whole(json.loads(render(assessment, form)))
        assert Assessment.model_validate(written) == assessment
        return ""
    shown = seen(form, assessment, level)
    assert assessment.profile.organisation in shown
    assert VERDICTS[assessment.recommendation.verdict] in shown.lower()
    return shown


@EVERY_FORMAT
def test_a_page_is_whole(form: Format, sample: str, made: Make) -> None:
    check_whole(form, made(sample), Level.PAGE)


@EVERY_FORMAT
@pytest.mark.parametrize("sample", ["software-company", "nothing-left"])
def test_a_report_is_whole(form: Format, sample: str, made: Make) -> None:
    check_whole(form, made(sample))


@pytest.mark.parametrize("sample", ["software-company", "nothing-left"])
@pytest.mark.parametrize("part", MISSING)
@DOCUMENTS
def test_a_report_is_whole_without_any_one_part(
    form: Format, part: str, sample: str, made: Make
) -> None:
    check_whole(form, without(made(sample), {part: MISSING[part]}))


@EVERY_FORMAT
def test_a_report_is_whole_without_all_of_them(form: Format, sample: str, made: Make) -> None:
    shown = check_whole(form, without(made(sample), MISSING))
    # What is missing is left out or told in words, and never by Python's.
    assert not {"None", "nan", "undefined", "()", "[]", "null"} & set(shown.split())


@EVERY_FORMAT
def test_a_report_is_whole_without_any_option(form: Format, made: Make) -> None:
    check_whole(form, without(made("startup"), {**MISSING, "options": ()}))


@pytest.mark.parametrize("parts", [{}, MISSING], ids=["whole", "bare"])
def test_the_json_obeys_its_schema_all_the_same(
    parts: dict[str, object],
    sample: str,
    made: Make,
    published: jsonschema.Draft202012Validator,
) -> None:
    form = format_named("json", Assessment)
    report = json.loads(render(without(made(sample), parts), form))
    published.validate(report)
