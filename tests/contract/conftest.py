"""Whole assessments, as the program makes them: with costs, models and today's figures."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import llmchoice.schemas
from llmchoice.model.assessment import Assessment

NOTHING_LEFT = """
organisation: Nothing left
ranking: [privacy, compliance, budget, customisation, expertise, capability, independence]
answers: {data: secret, data-location: premises, regimes: defence-rules, audit: exact-years,
  task: skilled, own-test: unknown, breadth: one-task, customisation: prompting, deadline: year,
  monthly-tokens: 1_000_000, traffic: steady, hardware: no-budget, team-skills: app-developers,
  support: ourselves, latency: relaxed, availability: best-effort, criticality: helpful,
  exit: wait, licence: plain-use}
"""
SAMPLES = ("startup", "software-company", "bank", "nothing-left")
Make = Callable[[str], Assessment]


@cache
def _made(name: str) -> Assessment:
    path = Path(__file__).parents[2] / "profiles" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8") if path.exists() else NOTHING_LEFT
    words = ("assess", "--profile", "-", "--json", "--draws", "200", "--date", "2026-11-21")
    done = subprocess.run(
        [sys.executable, "-m", "llmchoice", *words],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode in {0, 5}, done.stderr
    return Assessment.model_validate_json(done.stdout)


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> str:
    """A profile that ends in a way of its own: closed, mixed, undecided, none."""
    return str(request.param)


@pytest.fixture
def made() -> Make:
    """The assessment of a sample, made once."""
    return _made


@pytest.fixture(scope="session")
def published() -> dict[str, object]:
    """The schema of assessments, as it is shipped."""
    path = Path(llmchoice.schemas.__file__).parent / "assessment.schema.json"
    schema: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return schema
