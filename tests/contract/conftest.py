"""Whole assessments, as the program makes them: with costs, models and today's figures."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
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
def published() -> jsonschema.Draft202012Validator:
    """Checks by the schema of assessments, as it is shipped; tests/documents checks that itself."""
    path = Path(llmchoice.schemas.__file__).parent / "assessment.schema.json"
    return jsonschema.Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
