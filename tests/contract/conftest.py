"""Whole assessments, as the program makes them: with costs, models and today's figures."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.packaged import assessment

import llmchoice.schemas
from llmchoice.model.assessment import Assessment

DRAWS = 1000
SAMPLES = ("startup", "software-company", "bank", "nothing-left")
Make = Callable[[str], Assessment]


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> str:
    """A profile that ends in a way of its own: closed, mixed, undecided, none."""
    return str(request.param)


@pytest.fixture
def made() -> Make:
    """The assessment of a sample, made once."""
    return lambda name: assessment(name, DRAWS)


@pytest.fixture(scope="session")
def published() -> dict[str, object]:
    """The schema of assessments, as it is shipped."""
    path = Path(llmchoice.schemas.__file__).parent / "assessment.schema.json"
    schema: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return schema
