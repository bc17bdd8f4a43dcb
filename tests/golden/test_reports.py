"""The page in each format, whole, for profiles that end differently.

`pytest --update` writes them again: look at them then. What stands behind the page is held by
structure and facts, in tests/report.
"""

from functools import cache
from pathlib import Path

import pytest

from llmchoice.api import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment
from llmchoice.report.blocks import Settings
from llmchoice.report.registry import format_named, render

EXPECTED = Path(__file__).parent / "expected"
DATE = "2026-11-21"
TERMINAL = Settings(width=80)
NARROW = Settings(width=40, unicode=False)
NOTHING_LEFT = """
organisation: Nothing | left [bold]
ranking: [privacy, compliance, budget, customisation, expertise, capability, independence]
answers: {data: secret, data-location: premises, regimes: defence-rules, audit: exact-years,
  task: skilled, own-test: unknown, breadth: one-task, customisation: prompting, deadline: year,
  monthly-tokens: 1_000_000, traffic: steady, hardware: no-budget, team-skills: app-developers,
  support: ourselves, latency: relaxed, availability: best-effort, criticality: helpful,
  exit: wait, licence: plain-use}
"""
PROFILES = ("startup", "software-company", "newspaper", "nothing-left")
"""Recommended, mixed, undecided and none."""
CASES = [
    *((name, "text", TERMINAL, "80.txt") for name in PROFILES),
    *((name, "markdown", TERMINAL, "md") for name in PROFILES),
    *((name, "madr", TERMINAL, "madr.md") for name in PROFILES),
    ("startup", "text", NARROW, "40.txt"),
]


@cache
def _assessment(name: str) -> Assessment:
    kb = load_criteria()
    path = packaged("profiles") / f"{name}.yaml"
    text = path.read_text(encoding="utf-8") if path.exists() else NOTHING_LEFT
    profile = read_profile(kb, text, name)
    return assess(profile, kb, DATE)


@pytest.mark.parametrize(
    ("name", "form", "settings", "suffix"), CASES, ids=[f"{case[0]}.{case[3]}" for case in CASES]
)
def test_a_report_is_as_it_was_looked_at(
    name: str, form: str, settings: Settings, suffix: str, pytestconfig: pytest.Config
) -> None:
    text = str(render(_assessment(name), format_named(form, Assessment), settings))
    path = EXPECTED / f"{name}.{suffix}"
    if pytestconfig.getoption("--update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs: look, then --update"
