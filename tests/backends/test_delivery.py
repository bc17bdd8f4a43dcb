"""A Word file is asked for, written whole, and never sent to a terminal."""

import importlib.util
import io
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import docx
import pytest
from pydantic import BaseModel

from llmchoice.cli.report import Report
from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.report.blocks import Heading
from llmchoice.report.registry import format_named

if TYPE_CHECKING:
    from pathlib import Path


class Assessment(BaseModel):
    """Stands for one: formats and documents go by the name of a type."""


DOCX = format_named("docx", Assessment)


@pytest.fixture
def result(monkeypatch: pytest.MonkeyPatch) -> Assessment:
    """An assessment of which a document says but one line."""
    said = SimpleNamespace(document=lambda _result, _level: [Heading("Title", 1)])
    monkeypatch.setitem(sys.modules, "llmchoice.report.documents.assessment", said)
    return Assessment()


def _title(report: bytes) -> str:
    return docx.Document(io.BytesIO(report)).paragraphs[0].text


def test_a_file_gets_all_of_it_or_stays_as_it_was(
    result: Assessment, tmp_path: "Path", capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.docx"
    delivery = Report(output=str(path)).begin(Assessment)
    delivery.deliver(result, about="verdict: open")
    assert _title(path.read_bytes()) == "Title"
    assert f"wrote {path} (verdict: open)" in capsys.readouterr().err
    before = path.read_bytes()
    with pytest.raises(LlmchoiceError, match="exists already"):
        delivery.deliver(result, about="")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_gets_the_bytes(
    result: Assessment, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    Report(format_="word", output="-").begin(Assessment).deliver(result, about="")
    assert _title(capfdbinary.readouterr().out) == "Title"


@pytest.mark.parametrize("output", [None, "-"])
def test_a_terminal_is_told_to_take_a_file_before_anything_is_computed(
    output: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(LlmchoiceError, match="a terminal cannot show docx") as caught:
        Report(format_="docx", output=output).begin(Assessment)
    assert caught.value.exit_code is ExitCode.USAGE
    assert caught.value.problems[0].fix == "add -o report.docx"
    assert Report(format_="docx", output="x.docx").begin(Assessment).form == DOCX
    assert Report(format_="text", output=output).begin(Assessment).form.name == "text"


def test_without_its_extra_it_is_refused_by_name_and_by_suffix(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setattr(
        "llmchoice.report.registry.find_spec",
        lambda name: None if name == "docx" else importlib.util.find_spec(name),
    )
    for path in (None, "a.docx"):
        with pytest.raises(LlmchoiceError) as caught:
            Report(format_=None if path else "word", output=path).begin(Assessment)
        assert caught.value.exit_code is ExitCode.USAGE
        assert caught.value.problems[0].fix == "pip install 'llmchoice[word]'"
    assert format_named("markdown", Assessment).name == "markdown"


@pytest.mark.parametrize("name", ["", "doc"])
def test_an_unknown_name_is_no_format(name: str) -> None:
    with pytest.raises(LlmchoiceError, match="there is no format"):
        Report(format_=name).begin(Assessment)
