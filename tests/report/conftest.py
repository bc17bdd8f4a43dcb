"""Assessments made by hand: the engine has no part in these tests."""

from pathlib import Path

import pytest
from tests.hostile.payloads import ONE_OF_EACH_KIND

from llmchoice.model.assessment import (
    Assessment,
    OptionResult,
    Readmission,
    Reasons,
    Recommendation,
    Route,
    WorkloadResult,
)
from llmchoice.model.ground import Label
from llmchoice.model.option import Side
from llmchoice.model.sensitivity import Robustness, Sensitivity, SideShare
from llmchoice.model.verdict import Kind, Verdict

SAMPLE = Path(__file__).parent / "samples" / "full.json"
NO_REASONS = Reasons.model_validate({"for": (), "against": ()})
UNSURE = {"robustness": None, "sensitivity": Sensitivity()}
"""Where nothing is admissible, and where the workloads have all of it."""


@pytest.fixture(autouse=True)
def _no_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a terminal says of itself must not change a report: let all of it be wrong."""
    for name, value in {"COLUMNS": "17", "TERM": "dumb", "FORCE_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(params=ONE_OF_EACH_KIND, ids=ascii)
def hostile(request: pytest.FixtureRequest) -> str:
    """Text that means something to a terminal, to rich or to Markdown."""
    return str(request.param)


@pytest.fixture
def full() -> Assessment:
    """Every part of an assessment without workloads says something."""
    return Assessment.model_validate_json(SAMPLE.read_text(encoding="utf-8"))


@pytest.fixture
def bare(full: Assessment) -> Assessment:
    """Every optional part is empty."""
    lists = ("priorities", "options", "unknowns", "answers", "next_steps", "warnings", "sources")
    empty = dict.fromkeys(lists, ())
    recommendation = full.recommendation.model_copy(
        update={"p_side": None, "p_nothing_left": None, "regret": None}
    )
    return full.model_copy(
        update={
            **empty,
            **UNSURE,
            "date": None,
            "consistency": None,
            "reasons": NO_REASONS,
            "recommendation": recommendation,
        }
    )


@pytest.fixture
def tied(full: Assessment) -> Assessment:
    """Two options of a side share the first rank, so that none is recommended alone."""
    twin = _option(full, "own-cloud").model_copy(
        update={"id": "twin-cloud", "name": "Twin cloud", "short": "Twin cloud"}
    )
    both = ("own-cloud", "twin-cloud")
    recommendation = full.recommendation.model_copy(
        update={"option": None, "contenders": both, "leaders": both}
    )
    options = (*full.options, twin)
    robustness = _robustness(full).model_copy(update={"duels": ()})
    sensitivity = full.sensitivity.model_copy(update={"weights": (), "criteria": ()})
    return full.model_copy(
        update={
            "options": options,
            "recommendation": recommendation,
            "robustness": robustness,
            "sensitivity": sensitivity,
        }
    )


@pytest.fixture
def undecided(full: Assessment) -> Assessment:
    """Neither side comes first often enough."""
    changes = {
        "verdict": Verdict.UNDECIDED,
        "option": None,
        "side": None,
        "margin": 0.04,
        "p_side": 0.62,
        "strength": None,
        "tendency": Side.OPEN,
        "regret": 0.42,
        "contenders": ("own-cloud", "vendor-api"),
        "kind": Kind.LEVEL,
    }
    sides = (SideShare(side=Side.OPEN, share=0.62), SideShare(side=Side.CLOSED, share=0.38))
    return full.model_copy(
        update={
            "recommendation": full.recommendation.model_copy(update=changes),
            "robustness": _robustness(full).model_copy(update={"sides": sides}),
        }
    )


@pytest.fixture
def nothing(full: Assessment) -> Assessment:
    """Every option is excluded."""
    change = {
        "question": "data-location",
        "from": "national",
        "to": "anywhere",
        "label": Label(texts=("anywhere",)),
    }
    readmission = Readmission.model_validate({"changes": (change,), "options": ("other-endpoint",)})
    return full.model_copy(
        update={
            **UNSURE,
            "options": (_option(full, "other-endpoint"),),
            "reasons": NO_REASONS,
            "recommendation": _without_option(full, Verdict.NONE).model_copy(
                update={"readmission": (readmission,)}
            ),
        }
    )


@pytest.fixture
def mixed(full: Assessment) -> Assessment:
    """Two workloads go to different sides."""
    note = full.answers[0].model_copy(update={"note": "Own note."})
    closed = full.recommendation.model_copy(
        update={
            "verdict": Verdict.CLOSED,
            "option": "vendor-api",
            "runner_up": "own-cloud",
            "side": Side.CLOSED,
            "leaders": ("vendor-api",),
            "rivals": ("own-cloud",),
        }
    )
    claims = _workload(full, "Claims").model_copy(update={"answers": (note, *full.answers)})
    marketing = _workload(full, "Marketing").model_copy(update={"recommendation": closed})
    routing = (
        _route("Claims", Verdict.OPEN, "own-cloud"),
        _route("Marketing", Verdict.CLOSED, "vendor-api"),
    )
    return full.model_copy(
        update={
            **UNSURE,
            "options": (),
            "reasons": NO_REASONS,
            "recommendation": _without_option(full, Verdict.MIXED).model_copy(
                update={"routing": routing}
            ),
            "workloads": (claims, marketing),
        }
    )


def _option(assessment: Assessment, option_id: str) -> OptionResult:
    return next(option for option in assessment.options if option.id == option_id)


def _robustness(assessment: Assessment) -> Robustness:
    assert assessment.robustness is not None
    return assessment.robustness


def _route(workload: str, verdict: Verdict, option: str) -> Route:
    return Route(workload=workload, verdict=verdict, options=(option,), answers=())


def _without_option(assessment: Assessment, verdict: Verdict) -> Recommendation:
    empty: dict[str, object] = dict.fromkeys(
        ("option", "runner_up", "side", "strength", "score", "margin", "p_side", "regret")
    )
    empty |= dict.fromkeys(("contenders", "leaders", "rivals", "sides_left"), ())
    return assessment.recommendation.model_copy(update={**empty, "verdict": verdict})


def _workload(assessment: Assessment, name: str) -> WorkloadResult:
    return WorkloadResult(
        name=name,
        recommendation=assessment.recommendation,
        options=assessment.options,
        reasons=assessment.reasons,
        robustness=assessment.robustness,
        sensitivity=assessment.sensitivity,
        unknowns=assessment.unknowns,
        answers=(),
        next_steps=(),
    )
