"""Formats are found by name, alias and suffix; documents by the type of a result."""

import subprocess
import sys
from pathlib import Path

import pytest

from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.model.assessment import Assessment
from llmchoice.model.cost import CostReport
from llmchoice.model.notice import AnswerNotUsed
from llmchoice.report.blocks import Level, Settings
from llmchoice.report.registry import (
    FORMATS,
    Format,
    format_named,
    format_of_file,
    formats_of,
    render,
)

EVERY_FORMAT = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


@pytest.mark.parametrize(
    ("name", "full_name"),
    [("json", "json"), ("JSON", "json"), ("md", "markdown"), ("word", "docx"), ("Word", "docx")],
)
def test_a_name_or_an_alias_in_any_capitals_is_a_format(name: str, full_name: str) -> None:
    assert format_named(name, Assessment).name == full_name


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.txt", "text"),
        ("a.md", "markdown"),
        ("a.markdown", "markdown"),
        ("a.HTM", "html"),
        ("a.docx", "docx"),
        ("a.tar.JSON", "json"),
        ("docs/decisions/0007-models.md", "markdown"),
        ("0007-models.madr.md", "madr"),
    ],
)
def test_the_suffix_tells_the_format_and_the_longest_one_counts(file: str, name: str) -> None:
    assert format_of_file(Path(file), Assessment).name == name


@pytest.mark.parametrize("file", ["report", "report.odt", ".md"])
def test_an_unknown_suffix_is_a_usage_error_that_names_the_choices(file: str) -> None:
    with pytest.raises(LlmchoiceError) as caught:
        format_of_file(Path(file), Assessment)
    (problem,) = caught.value.problems
    assert caught.value.exit_code is ExitCode.USAGE
    assert ".markdown (markdown)" in str(problem.why)
    assert ", ".join(form.name for form in FORMATS) in str(problem.fix)


@pytest.mark.parametrize("name", ["", "odt", "__init__", "..registry"])
def test_an_unknown_format_is_a_usage_error(name: str) -> None:
    with pytest.raises(LlmchoiceError) as caught:
        format_named(name, Assessment)
    assert caught.value.exit_code is ExitCode.USAGE
    assert "markdown" in str(caught.value.problems[0].fix)


def test_only_decisions_have_a_decision_record() -> None:
    assert "madr" in {form.name for form in formats_of(Assessment)}
    with pytest.raises(LlmchoiceError, match="there is no format 'madr'"):
        format_named("madr", CostReport)


@EVERY_FORMAT
def test_every_format_repeats_itself_and_text_ends_in_one_newline(
    form: Format, full: Assessment
) -> None:
    report = render(full, form)
    assert render(full, form) == report
    assert isinstance(report, bytes) == form.binary
    if isinstance(report, str):
        assert report.rstrip("\n") + "\n" == report


def test_json_is_the_assessment_and_ignores_the_terminal(full: Assessment) -> None:
    form = format_named("json", Assessment)
    report = str(render(full, form, Settings(width=40, colour=True, unicode=False), Level.PAGE))
    assert Assessment.model_validate_json(report) == full
    assert '"for": [' in report


def test_json_keeps_control_characters_out_of_the_stream(full: Assessment) -> None:
    warning = AnswerNotUsed(question="\x1b[31m \x9b31m é")
    hostile = full.model_copy(update={"warnings": (warning,)})
    report = str(render(hostile, format_named("json", Assessment)))
    assert "\x1b" not in report
    assert "é" in report
    assert Assessment.model_validate_json(report) == hostile


def test_a_format_is_found_without_what_writes_it_and_json_needs_no_rich() -> None:
    program = """
import sys
from pathlib import Path
from llmchoice.report.registry import format_of_file, render
class Assessment:
    workloads = ()
    def model_dump(self, **_): return {}
    def model_dump_json(self, **_): return "{}"
form = format_of_file(Path("x.json"), Assessment)
assert not {"rich", "pydantic", "llmchoice.report.blocks"} & set(sys.modules)
render(Assessment(), form)
assert "rich" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
