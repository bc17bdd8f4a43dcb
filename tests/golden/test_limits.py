"""No report of a packaged profile is longer than a person who decides will read."""

import pytest
from tests.packaged import assessment

from llmchoice.knowledge.folders import profile_names
from llmchoice.model.assessment import Assessment
from llmchoice.report.blocks import Settings
from llmchoice.report.registry import format_named, render

LINES, LINES_WITH_WORKLOADS = 40, 60
"""Of terminal text at 80 columns."""
WORDS, WORDS_WITH_WORKLOADS = 900, 1300
"""Of the memo: two printed pages."""
WORDS_OF_A_RECORD = 450


@pytest.mark.parametrize("name", profile_names())
def test_the_page_is_short_in_every_format(name: str) -> None:
    report = assessment(name)
    several = bool(report.workloads)
    lines = _written(report, "text").splitlines()
    assert len(lines) <= (LINES_WITH_WORKLOADS if several else LINES)
    assert lines[1].strip(), "the verdict stands right below the title"
    memo = _written(report, "markdown").split()
    assert len(memo) <= (WORDS_WITH_WORKLOADS if several else WORDS)
    assert len(_written(report, "madr").split()) <= WORDS_OF_A_RECORD


def _written(report: Assessment, form: str) -> str:
    return str(render(report, format_named(form, Assessment), Settings(width=80)))
