"""The page in each format, whole, for profiles that end differently.

`pytest --update` writes them again: look at them then. What stands behind the page is held by
structure and facts, in tests/report.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.golden.outline import of_html, of_word
from tests.packaged import assessment

from llmchoice.model.assessment import Assessment
from llmchoice.report.blocks import Settings
from llmchoice.report.registry import format_named, render

EXPECTED = Path(__file__).parent / "expected"
TERMINAL = Settings(width=80)
NARROW = Settings(width=40, unicode=False)
PROFILES = ("startup", "software-company", "insurance-group", "newspaper", "nothing-left")
"""Recommended, mixed by workloads and by lanes, undecided and none."""
CASES = [
    *((name, "text", TERMINAL, "80.txt") for name in PROFILES),
    *((name, "markdown", TERMINAL, "md") for name in PROFILES),
    *((name, "madr", TERMINAL, "madr.md") for name in PROFILES),
    *((name, "html", TERMINAL, "html.txt") for name in PROFILES),
    *((name, "docx", TERMINAL, "docx.txt") for name in PROFILES),
    ("startup", "text", NARROW, "40.txt"),
]

OUTLINES: dict[str, Callable[..., str]] = {"html": of_html, "docx": of_word}
"""Of these the text with its structure: how it is set is for eyes, and for tests/backends."""


@pytest.mark.parametrize(
    ("name", "form", "settings", "suffix"), CASES, ids=[f"{case[0]}.{case[3]}" for case in CASES]
)
def test_a_report_is_as_it_was_looked_at(
    name: str, form: str, settings: Settings, suffix: str, pytestconfig: pytest.Config
) -> None:
    report = render(assessment(name), format_named(form, Assessment), settings)
    text = OUTLINES.get(form, str)(report)
    path = EXPECTED / f"{name}.{suffix}"
    if pytestconfig.getoption("--update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs: look, then --update"
