"""What the packaged rules do to a profile: excluded options, conditions, warnings."""

import datetime as dt
from collections.abc import Callable

import pytest

from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.notice import StaleSources
from llmchoice.model.profile import Answer

Assessed = Callable[..., Assessment]
HOSTED = {"closed-api", "closed-cloud", "open-host"}
CLOSED = {"closed-api", "closed-cloud"}
OWN_GPUS = {"open-rented", "open-owned"}
ALL = HOSTED | OWN_GPUS
EXCLUDING: list[tuple[str, dict[str, Answer], set[str]]] = [
    ("plain answers", {}, set()),
    ("nothing leaves the premises", {"data-location": "premises"}, ALL - {"open-owned"}),
    ("without any network", {"latency": "offline"}, ALL - {"open-owned"}),
    ("only our own cloud account", {"data-location": "own-cloud"}, {"closed-api"}),
    (
        "no provider in the territory",
        {"residency": "country", "regional-offer": "no-provider"},
        HOSTED,
    ),
    (
        "only open models in the territory",
        {"residency": "region", "regional-offer": "open-models"},
        CLOSED,
    ),
    (
        "both kinds in the territory",
        {"residency": "sovereign", "regional-offer": "both-kinds"},
        set(),
    ),
    ("promises refused", {"data": ("personal",), "contracts": ("refused",)}, HOSTED),
    ("the weights must be kept", {"exit": "keep-weights"}, CLOSED),
    ("the exact version for years", {"audit": "exact-years"}, CLOSED),
    ("the training data must be known", {"audit": "training-data"}, CLOSED),
    ("the model is to be rebuilt", {"customisation": "redesign"}, CLOSED),
    ("open models fail our own test", {"own-test": "open-fails"}, {"open-host", *OWN_GPUS}),
    ("open models are behind in it", {"own-test": "open-behind"}, set()),
    ("nobody for the GPUs", {"gpu-staff": "nobody"}, OWN_GPUS),
    ("no money for GPUs", {"hardware": "no-budget"}, OWN_GPUS),
    ("rented GPUs only", {"hardware": "cloud-only"}, {"open-owned"}),
]


@pytest.mark.parametrize(
    ("answers", "out"), [case[1:] for case in EXCLUDING], ids=[case[0] for case in EXCLUDING]
)
def test_answers_exclude_exactly(
    assessed: Assessed, answers: dict[str, Answer], out: set[str]
) -> None:
    result = assessed(answers)
    assert {o.id for o in result.options if not o.admissible} == out
    for option in result.options:
        if option.id in out:
            assert option.rank is None
            for rule in option.excluded_by:
                assert rule.reason
                assert rule.claims or rule.references
                assert {trigger.question for trigger in rule.answers} <= set(answers)


def test_every_constraint_binds_in_one_of_these_cases(
    kb: KnowledgeBase, assessed: Assessed
) -> None:
    bound = {
        rule.constraint
        for _, answers, _ in EXCLUDING
        for option in assessed(answers).options
        for rule in option.excluded_by
    }
    assert bound == {rule.id for rule in kb.constraints}


ON_SOMEBODY_ELSES_MACHINES = ALL - {"open-owned"}
OPEN = {"open-host", *OWN_GPUS}
NEEDING: list[tuple[str, dict[str, Answer], set[str]]] = [
    (
        "agreed-processing",
        {"data": ("personal",), "contracts": ("data-agreement",)},
        ON_SOMEBODY_ELSES_MACHINES,
    ),
    (
        "processing-agreement",
        {"data": ("personal",), "regimes": ("privacy-law",)},
        ON_SOMEBODY_ELSES_MACHINES,
    ),
    (
        "health-record-agreement",
        {"data": ("regulated",), "contracts": ("health-agreement",)},
        ON_SOMEBODY_ELSES_MACHINES,
    ),
    ("no-training-promise", {"data": ("internal",), "contracts": ("no-training",)}, HOSTED),
    ("zero-retention-promise", {"data": ("internal",), "contracts": ("zero-retention",)}, HOSTED),
    (
        "regional-endpoint",
        {"residency": "region", "regional-offer": "both-kinds"},
        ON_SOMEBODY_ELSES_MACHINES,
    ),
    (
        "national-hosting",
        {"residency": "country", "regional-offer": "both-kinds"},
        ON_SOMEBODY_ELSES_MACHINES,
    ),
    (
        "domestic-provider",
        {"residency": "sovereign", "regional-offer": "both-kinds"},
        ON_SOMEBODY_ELSES_MACHINES,
    ),
    ("fitting-host", {"data": ("personal",), "data-location": "anywhere"}, {"open-host"}),
    ("health-rules-agreement", {"regimes": ("health-rules",)}, ON_SOMEBODY_ELSES_MACHINES),
    ("accreditation", {"data": ("secret",)}, ON_SOMEBODY_ELSES_MACHINES),
    ("defence-accreditation", {"regimes": ("defence-rules",)}, ON_SOMEBODY_ELSES_MACHINES),
    ("operators-hired", {"gpu-staff": "could-hire"}, OWN_GPUS),
    ("served-by-your-cloud", {"data-location": "own-cloud"}, {"open-host"}),
    ("bank-outsourcing-register", {"regimes": ("finance-rules",)}, ON_SOMEBODY_ELSES_MACHINES),
    ("secrecy-clause", {"regimes": ("professional-secrecy",)}, ON_SOMEBODY_ELSES_MACHINES),
    ("high-risk-file", {"regimes": ("high-risk-ai",)}, ALL),
    ("own-copy-of-weights", {"exit": "keep-weights"}, {"open-host"}),
    ("own-copy-for-audit", {"audit": "exact-years"}, OPEN),
    ("fully-open-model", {"audit": "training-data"}, OPEN),
    ("european-licence", {"licence": ("european-use",)}, OPEN),
    ("audience-licence", {"licence": ("huge-audience",)}, OPEN),
    ("resale-licence", {"licence": ("resale",)}, ALL),
    ("field-approval", {"licence": ("sensitive-field",)}, ALL),
]


@pytest.mark.parametrize(
    ("condition", "answers", "options"), NEEDING, ids=[case[0] for case in NEEDING]
)
def test_what_can_be_obtained_is_a_condition_and_excludes_nobody(
    assessed: Assessed, condition: str, answers: dict[str, Answer], options: set[str]
) -> None:
    plain = {o.id for o in assessed({}).options for c in o.conditions if c.condition == condition}
    assert plain == set()
    result = assessed(answers)
    found = {o.id for o in result.options for c in o.conditions if c.condition == condition}
    assert found == options
    binding = {rule.constraint for o in result.options for rule in o.excluded_by}
    assert binding <= {
        "own-cloud-only",
        "weights-must-be-held",
        "exact-version-for-years",
        "training-data-must-be-known",
    }


def test_every_condition_arises_in_one_of_these_cases(kb: KnowledgeBase) -> None:
    assert {name for name, _, _ in NEEDING} == {c.id for c in kb.conditions}


def test_the_conditions_of_the_recommended_option_are_next_steps(assessed: Assessed) -> None:
    result = assessed({"regimes": ("finance-rules",), "exit": "keep-weights"})
    best = next(o for o in result.options if o.rank == 1)
    steps = {step.text for step in result.next_steps}
    assert {c.obtain for c in best.conditions} <= steps


def test_everything_shut_gives_no_option_and_says_what_would_open_one(assessed: Assessed) -> None:
    result = assessed({"exit": "keep-weights", "hardware": "no-budget", "latency": "offline"})
    assert result.recommendation.verdict == "none"
    assert result.recommendation.option is None
    assert result.recommendation.readmission


@pytest.mark.parametrize(("days", "old"), [(0, 0), (364, 0), (365, 0), (366, 1), (4000, 1)])
def test_a_fact_is_old_only_after_the_stated_number_of_days(
    kb: KnowledgeBase, assessed: Assessed, days: int, old: int
) -> None:
    """Counted from the day on which the oldest fact was checked."""
    assert kb.settings.stale_after == 365
    oldest = min(kb.references, key=lambda r: r.checked_on)
    date = dt.date.fromisoformat(oldest.checked_on) + dt.timedelta(days=days)
    result = assessed({}, date.isoformat())
    stale = [found for found in result.warnings if isinstance(found, StaleSources)]
    assert len(stale) == old
    assert all(oldest.id in {one.reference for one in found.sources} for found in stale)


def test_without_a_date_nothing_is_called_old(assessed: Assessed) -> None:
    result = assessed({})
    assert result.date is None
    assert not any(isinstance(found, StaleSources) for found in result.warnings)
