"""No report of a packaged profile is longer than a person who decides will read."""

import json
import subprocess
import sys
from functools import cache

import pytest

from llmchoice.knowledge.folders import profile_names
from llmchoice.model.assessment import Assessment
from llmchoice.report.blocks import Settings
from llmchoice.report.registry import format_named, render

LINES, LINES_WITH_WORKLOADS = 40, 60
"""Of terminal text at 80 columns."""
WORDS, WORDS_WITH_WORKLOADS = 900, 1300
"""Of the memo: two printed pages."""
WORDS_OF_A_RECORD = 450


@cache
def _assessment(name: str) -> Assessment:
    done = subprocess.run(
        [sys.executable, "-m", "llmchoice", "assess", name, "--json"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return Assessment.model_validate(json.loads(done.stdout))


@pytest.mark.parametrize("name", profile_names())
def test_the_page_is_short_in_every_format(name: str) -> None:
    assessment = _assessment(name)
    several = bool(assessment.workloads)
    lines = _written(assessment, "text").splitlines()
    assert len(lines) <= (LINES_WITH_WORKLOADS if several else LINES)
    assert lines[1].strip(), "the verdict stands right below the title"
    memo = _written(assessment, "markdown").split()
    assert len(memo) <= (WORDS_WITH_WORKLOADS if several else WORDS)
    assert len(_written(assessment, "madr").split()) <= WORDS_OF_A_RECORD


def _written(assessment: Assessment, form: str) -> str:
    return str(render(assessment, format_named(form, Assessment), Settings(width=80)))
