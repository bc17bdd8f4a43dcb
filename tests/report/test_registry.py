"""Formats are found by name and by suffix."""

import subprocess
import sys
from pathlib import Path

import pytest

from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.model.assessment import Assessment
from llmchoice.model.notice import AnswerNotUsed
from llmchoice.report import Style, format_for, format_names, render

PIPE = Style(width=None, colour=False, unicode=True)


def test_names_are_sorted_and_hold_the_promised_formats() -> None:
    assert list(format_names()) == sorted(format_names())
    assert {"json", "markdown", "text"} <= set(format_names())


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.txt", "text"),
        ("a.md", "markdown"),
        ("a.markdown", "markdown"),
        ("a.tar.JSON", "json"),
    ],
)
def test_the_suffix_tells_the_format(file: str, name: str) -> None:
    assert format_for(Path(file)) == name


@pytest.mark.parametrize("file", ["report", "report.docx", ".md"])
def test_an_unknown_suffix_is_a_usage_error_that_names_the_choices(file: str) -> None:
    with pytest.raises(LlmchoiceError) as caught:
        format_for(Path(file))
    (problem,) = caught.value.problems
    assert caught.value.exit_code is ExitCode.USAGE
    assert ".markdown (markdown)" in str(problem.why)
    assert ", ".join(format_names()) in str(problem.fix)


@pytest.mark.parametrize("name", ["", "docx", "__init__", "..registry"])
def test_an_unknown_format_is_a_usage_error(name: str, bare: Assessment) -> None:
    with pytest.raises(LlmchoiceError) as caught:
        render(name, bare, PIPE)
    assert caught.value.exit_code is ExitCode.USAGE
    assert "markdown" in str(caught.value.problems[0].fix)


@pytest.mark.parametrize("name", format_names())
def test_every_format_ends_in_one_newline_and_repeats_itself(name: str, full: Assessment) -> None:
    first = render(name, full, PIPE)
    assert first.endswith("\n")
    assert not first.endswith("\n\n")
    assert render(name, full, PIPE) == first


def test_json_is_the_assessment_and_ignores_the_terminal(full: Assessment) -> None:
    text = render("json", full, Style(width=40, colour=True, unicode=False))
    assert Assessment.model_validate_json(text) == full
    assert text.startswith('{\n  "schema_version": 1,\n  "tool"')
    assert '"for": [' in text


def test_json_keeps_control_characters_out_of_the_stream(full: Assessment) -> None:
    said = AnswerNotUsed(question="\x1b[31m \x9b31m é")
    hostile = full.model_copy(update={"warnings": (said,)})
    text = render("json", hostile, PIPE)
    assert "\x1b" not in text
    assert "é" in text
    assert Assessment.model_validate_json(text) == hostile


def test_importing_the_package_is_light_and_json_needs_no_rich() -> None:
    program = """
import sys
from pathlib import Path
from llmchoice.report import Style, format_for, format_names
format_names()
assert not {"rich", "pydantic"} & set(sys.modules)
assert format_for(Path("x.json")) == "json"
assert "rich" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
