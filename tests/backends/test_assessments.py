"""Whole assessments, by the program: the same facts in every format, and Word files as such."""

import io
from pathlib import Path

import docx
import pytest
from tests import forked
from tests.backends.facts import figures
from tests.backends.readers import READERS
from tests.packaged import assessment

from llmchoice.model.assessment import Assessment
from llmchoice.report.blocks import Level
from llmchoice.report.registry import blocks_of, format_named

DRAWS = 1000
PROFILES = Path(__file__).parents[2] / "profiles"


def _run(profile: str, *arguments: str) -> bytes:
    words = ["assess", "-p", str(PROFILES / profile), "--draws", str(DRAWS), *arguments]
    return bytes(forked.run(*words, capture_output=True, check=True, timeout=60).stdout)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("profile", ["startup", "software-company"])
def test_every_format_tells_the_same_figures_in_the_same_order(profile: str, level: Level) -> None:
    blocks = blocks_of(assessment(profile, DRAWS), format_named("text", Assessment), level)
    told = {form: figures(form, blocks) for form in READERS}
    assert len(told["text"]) > 5
    assert all(others == told["text"] for others in told.values())


def test_a_word_file_comes_from_the_suffix_and_through_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    assert _run("startup.yaml", "-o", str(path)) == b""
    piped = _run("startup.yaml", "--format", "docx")
    assert path.read_bytes() == piped
    assert docx.Document(io.BytesIO(piped)).core_properties.title.endswith("Example startup")
