"""Each format, whole, for profiles that end differently. `pytest --update` writes them again."""

from functools import cache
from pathlib import Path

import pytest

from llmchoice.cli.assessing import assessed
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment
from llmchoice.report.old_registry import format_names, render
from llmchoice.report.style import Style

EXPECTED = Path(__file__).parent / "expected"
DATE = "2026-11-21"
PIPE = Style(width=None, colour=False, unicode=True)
TERMINAL = Style(width=80, colour=False, unicode=True)
NARROW = Style(width=40, colour=False, unicode=False)
NOTHING_LEFT = """
organisation: Nothing | left [bold]
ranking: [privacy, compliance, budget, customisation, expertise, capability, independence]
answers: {data: secret, data-location: premises, regimes: defence-rules, audit: exact-years,
  task: skilled, own-test: unknown, breadth: one-task, customisation: prompting, deadline: year,
  monthly-tokens: 1_000_000, traffic: steady, hardware: no-budget, team-skills: app-developers,
  support: ourselves, latency: relaxed, availability: best-effort, criticality: helpful,
  exit: wait, licence: plain-use}
"""
WHOLE = ("startup", "software-company", "nothing-left")
"""Recommended, mixed and none."""
SUFFIXES = {"markdown": "md", "text": "txt", "html": "html", "madr": "madr.md", "json": "json"}
CASES = [
    *((name, form, PIPE, suffix) for name in WHOLE for form, suffix in SUFFIXES.items()),
    ("startup", "text", TERMINAL, "80.txt"),
    ("startup", "text", NARROW, "40.txt"),
    ("software-company", "text", TERMINAL, "80.txt"),
    ("newspaper", "markdown", PIPE, "md"),
    ("newspaper", "text", TERMINAL, "80.txt"),
    ("scale-up", "text", TERMINAL, "80.txt"),
]


@cache
def _assessment(name: str) -> Assessment:
    kb = load_criteria()
    path = packaged("profiles") / f"{name}.yaml"
    text = path.read_text(encoding="utf-8") if path.exists() else NOTHING_LEFT
    return assessed(kb, read_profile(kb, text, name), date=DATE, draws=None)


def test_every_format_has_golden_files() -> None:
    assert set(SUFFIXES) == set(format_names())


@pytest.mark.parametrize(
    ("name", "form", "style", "suffix"), CASES, ids=[f"{c[0]}.{c[3]}" for c in CASES]
)
def test_a_report_is_as_it_was_looked_at(
    name: str, form: str, style: Style, suffix: str, pytestconfig: pytest.Config
) -> None:
    text = render(form, _assessment(name), style)
    path = EXPECTED / f"{name}.{suffix}"
    if pytestconfig.getoption("--update"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs: look, then --update"
