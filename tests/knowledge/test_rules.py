"""What the packaged rules do to a profile: excluded options, conditions, warnings."""

import datetime as dt
from collections.abc import Callable

import pytest

from llmchoice.errors import Problem
from llmchoice.knowledge.answer import answer_from_text
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.notice import StaleSources
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer

Assessed = Callable[..., Assessment]
SEATS = {"closed-product"}
CLOSED = SEATS | {"closed-api", "closed-cloud"}
HOSTED = CLOSED | {"open-cloud", "open-host"}
OWN_GPUS = {"open-rented", "open-owned"}
ALL = HOSTED | OWN_GPUS
AUDITED: dict[str, Answer] = {"regimes": ("public-sector",)}
"""Rules under which it is asked what an auditor may want to see."""
TIED: dict[str, Answer] = {"data": ("internal",)}
"""Data that may have to stay somewhere."""
EXCLUDING: list[tuple[str, dict[str, Answer], set[str]]] = [
    ("plain answers", {}, set()),
    ("nothing leaves the premises", {"data-location": "premises"}, ALL - {"open-owned"}),
    ("without any network", {"data-location": "offline"}, ALL - {"open-owned"}),
    (
        "only our own cloud account",
        {"data-location": "own-cloud"},
        {"closed-product", "closed-api", "open-host"},
    ),
    ("a feature of a product", {"use": "product"}, SEATS),
    ("inside software that customers run", {"use": "shipped"}, ALL - {"open-owned"}),
    ("documents in bulk", {"use": "batch"}, SEATS),
    ("an assistant for programmers", {"use": "coding"}, set()),
    ("trained on our examples", {"customisation": ("retrieval", "fine-tuning")}, SEATS),
    (
        "no provider in the territory",
        {**TIED, "residency": "country", "regional-offer": "no-provider"},
        HOSTED,
    ),
    (
        "only open models in the territory",
        {**TIED, "residency": "country", "regional-offer": "open-models"},
        CLOSED,
    ),
    (
        "only closed models in the territory",
        {**TIED, "residency": "country", "regional-offer": "closed-models"},
        {"open-cloud", "open-host"},
    ),
    (
        "only hosts of open models in the territory",
        {**TIED, "residency": "sovereign", "regional-offer": "open-hosts"},
        CLOSED | {"open-cloud"},
    ),
    (
        "both kinds in the territory",
        {**TIED, "residency": "sovereign", "regional-offer": "both-kinds"},
        set(),
    ),
    ("promises refused", {"data": ("personal",), "contracts": ("refused",)}, HOSTED),
    ("the weights must be kept", {"exit": "keep-weights"}, CLOSED),
    ("the same answer years later", {**AUDITED, "audit": ("exact-years",)}, HOSTED),
    ("the training data must be known", {**AUDITED, "audit": ("training-data",)}, CLOSED),
    ("a summary of the training data", {**AUDITED, "audit": ("training-summary",)}, set()),
    ("the model is to be rebuilt", {"customisation": ("redesign",)}, HOSTED),
    (
        "open models fail our own test",
        {"own-test": "open-fails"},
        {"open-cloud", "open-host", *OWN_GPUS},
    ),
    ("closed models fail our own test", {"own-test": "closed-fails"}, CLOSED),
    ("open models are behind in it", {"own-test": "open-behind"}, set()),
    ("nobody for the GPUs", {"gpu-staff": "nobody", "availability": "always-on"}, OWN_GPUS),
    ("nobody for the GPUs, and a day without is fine", {"gpu-staff": "nobody"}, set()),
    ("no money for GPUs", {"hardware": "no-budget"}, OWN_GPUS),
    ("rented GPUs only", {"hardware": "cloud-only"}, {"open-owned"}),
]


CLOSED_FAIL, OPEN_FAIL = "60:50:15", "60:15:50"


@pytest.fixture(scope="module")
def counted(kb: KnowledgeBase, assessed: Assessed) -> Callable[[str], Assessment]:
    """Assess a test of which this was counted, as `cases:open:closed`."""

    def with_counts(counts: str) -> Assessment:
        answer = answer_from_text(kb.question("own-test"), counts)
        assert not isinstance(answer, Problem)
        return assessed({"own-test": answer})

    return with_counts


@pytest.mark.parametrize(
    ("counts", "word"), [(OPEN_FAIL, "open-fails"), (CLOSED_FAIL, "closed-fails")]
)
def test_the_kind_that_fails_a_counted_test_is_ruled_out_whichever_it_is(
    counts: str, word: str, counted: Callable[[str], Assessment], assessed: Assessed
) -> None:
    out = [
        {o.id for o in result.options if not o.admissible}
        for result in (counted(counts), assessed({"own-test": word}))
    ]
    assert out[0] == out[1] != set()


@pytest.mark.parametrize(
    ("few", "enough", "fails"),
    [("19:4:14", "20:4:14", Side.OPEN), ("19:14:4", "20:14:4", Side.CLOSED)],
)
def test_few_cases_exclude_nothing_and_do_not_rule_out_that_a_kind_fails(
    few: str, enough: str, fails: Side, counted: Callable[[str], Assessment]
) -> None:
    failing = [o for o in counted(few).options if o.side is fails]
    assert all(o.admissible and 0.4 < (o.excluded_share or 0) < 1 for o in failing)
    assert not any(o.admissible for o in counted(enough).options if o.side is fails)


def test_a_huge_test_is_worth_what_the_word_is_that_says_its_rate(
    counted: Callable[[str], Assessment], assessed: Assessed
) -> None:
    def values(result: Assessment) -> list[float]:
        contributions = [c for option in result.options for c in option.contributions]
        return [c.value for c in contributions if c.criterion == "measured-quality"]

    huge = counted("100000:80000:30000")
    assert values(huge) == pytest.approx(values(assessed({"own-test": "closed-fails"})), abs=0.1)


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


OUTSIDE = ALL - {"open-owned"}
SERVED = {"open-cloud", "open-host"}
OPEN = SERVED | OWN_GPUS
NEEDING: list[tuple[str, dict[str, Answer], set[str]]] = [
    (
        "agreed-processing",
        {"data": ("personal",), "contracts": ("data-agreement",)},
        OUTSIDE,
    ),
    (
        "processing-agreement",
        {"data": ("personal",), "regimes": ("privacy-law",)},
        OUTSIDE,
    ),
    (
        "health-record-agreement",
        {"data": ("regulated",), "contracts": ("health-agreement",)},
        OUTSIDE,
    ),
    ("no-training-promise", {"data": ("internal",), "contracts": ("no-training",)}, HOSTED),
    (
        "zero-retention-promise",
        {"data": ("internal",), "contracts": ("zero-retention",)},
        HOSTED - SEATS,
    ),
    ("retention-in-a-product", {"contracts": ("zero-retention",)}, SEATS),
    (
        "somebody-connects-the-files",
        {"team-skills": "no-developers", "customisation": ("retrieval",)},
        ALL - SEATS,
    ),
    ("somebody-builds-it", {"team-skills": "no-developers", "use": "coding"}, ALL - SEATS),
    ("somebody-keeps-the-front-end", {"team-skills": "no-developers"}, ALL - SEATS),
    ("metered-seats", {"use": "coding"}, SEATS),
    ("somebody-reads-it", {"use": "product"}, ALL),
    ("somebody-reads-what-may-harm", {"regimes": ("health-rules",)}, ALL),
    ("children-use-it", {"regimes": ("public-sector",), "data": ("personal",)}, ALL),
    ("children-use-it", {"regimes": ("privacy-law",), "data": ("personal",)}, ALL),
    ("text-for-the-public", {"regimes": ("public-sector",)}, ALL),
    ("american-defence-contract", {"regimes": ("defence-rules",)}, ALL),
    ("medical-device-status", {"regimes": ("health-rules",)}, ALL),
    ("class-of-judging-people", {"data": ("personal",), "use": "assistant"}, ALL),
    ("class-of-judging-people", {"data": ("regulated",)}, ALL),
    ("class-of-judging-people", {"data": ("personal",), "regimes": ("public-sector",)}, ALL),
    (
        "class-of-safety-components",
        {"regimes": ("critical-infrastructure",), "use": "automation"},
        ALL,
    ),
    ("consent-of-callers", {"use": "product", "material": ("speech",)}, ALL),
    ("defence-against-claims", {"contracts": ("indemnity",)}, CLOSED),
    ("insurance-against-claims", {"contracts": ("indemnity",)}, OPEN),
    ("regional-endpoint", {**TIED, "residency": "region"}, HOSTED),
    ("regional-machines", {**TIED, "residency": "region"}, {"open-rented"}),
    (
        "transfer-basis",
        {"data": ("personal",), "regimes": ("privacy-law",), "residency": "any-country"},
        OUTSIDE,
    ),
    (
        "transfer-basis",
        {"data": ("personal",), "regimes": ("privacy-law",), "residency": "unknown"},
        OUTSIDE,
    ),
    ("impact-assessment", {"data": ("regulated",), "regimes": ("privacy-law",)}, ALL),
    (
        "impact-assessment-of-dealings",
        {"data": ("personal",), "regimes": ("privacy-law",), "use": "automation"},
        ALL,
    ),
    ("staff-representatives", {"regimes": ("privacy-law",), "use": "coding"}, ALL),
    ("public-tender", {"regimes": ("public-sector",)}, ALL),
    ("say-that-it-is-ai", {"use": "product"}, ALL),
    ("unattended-agents", {"use": "automation"}, SEATS),
    ("spending-limit", {"gpu-staff": "nobody"}, {"open-rented"}),
    (
        "national-hosting",
        {**TIED, "residency": "country", "regional-offer": "both-kinds"},
        OUTSIDE,
    ),
    (
        "domestic-provider",
        {**TIED, "residency": "sovereign", "regional-offer": "both-kinds"},
        OUTSIDE,
    ),
    ("fitting-host", {"data": ("personal",)}, {"open-host"}),
    ("health-rules-agreement", {"data": ("regulated",), "regimes": ("health-rules",)}, OUTSIDE),
    ("accreditation", {"data": ("secret",)}, OUTSIDE),
    ("defence-accreditation", {"regimes": ("defence-rules",)}, ALL),
    ("accredited-service", {"regimes": ("accreditation",)}, HOSTED),
    ("own-accreditation", {"regimes": ("accreditation",)}, OWN_GPUS),
    ("supply-chain-review", {"regimes": ("critical-infrastructure",)}, OUTSIDE),
    ("permitted-origin", {"regimes": ("origin-rules",)}, ALL),
    ("operators-hired", {"gpu-staff": "could-hire"}, OWN_GPUS),
    ("bank-outsourcing-register", {"regimes": ("finance-rules",)}, OUTSIDE),
    (
        "secrecy-clause",
        {"data": ("confidential",), "regimes": ("professional-secrecy",)},
        OUTSIDE,
    ),
    ("high-risk-file", {"regimes": ("high-risk-ai",)}, ALL),
    ("product-for-high-risk", {"regimes": ("high-risk-ai",)}, SEATS),
    ("own-copy-of-weights", {"exit": "keep-weights"}, SERVED),
    ("own-copy-for-audit", {**AUDITED, "audit": ("exact-years",)}, OWN_GPUS),
    (
        "version-for-a-year",
        {**AUDITED, "audit": ("pinned-version",)},
        {"closed-api", "closed-cloud", "open-cloud"},
    ),
    ("version-at-a-host", {**AUDITED, "audit": ("pinned-version",)}, {"open-host"}),
    ("version-of-a-product", {**AUDITED, "audit": ("pinned-version",)}, SEATS),
    ("summary-on-file", {**AUDITED, "audit": ("training-summary",)}, ALL),
    ("fully-open-model", {**AUDITED, "audit": ("training-data",)}, OPEN),
    ("modifier-duties", {"customisation": ("redesign",)}, OPEN),
    ("audience-licence", {"use": "product", "licence": ("huge-audience",)}, OPEN),
    ("redistribution-licence", {"use": "shipped"}, OPEN),
    ("build-in-that-it-is-ai", {"use": "shipped"}, ALL),
    ("law-of-products", {"use": "shipped"}, ALL),
    (
        "impact-assessment-of-customers",
        {"use": "shipped", "data": ("personal",), "regimes": ("privacy-law",)},
        ALL,
    ),
    ("resale-licence", {"use": "product", "licence": ("resale",)}, ALL),
    ("field-approval", {"use": "product", "licence": ("sensitive-field",)}, ALL),
    ("own-accreditation", {"regimes": ("accreditation",)}, OWN_GPUS),
    ("accredited-machines", {"regimes": ("accreditation",)}, {"open-rented"}),
    ("own-security-measures", {"regimes": ("critical-infrastructure",)}, OWN_GPUS),
    ("defence-accreditation", {"regimes": ("defence-rules",)}, ALL),
    ("export-licence", {"regimes": ("defence-rules",)}, ALL),
    ("messages-of-an-agent", {"use": "automation"}, ALL),
    ("law-of-machines", {"use": "shipped"}, ALL),
    ("own-copy-and-operators", {"exit": "keep-weights", "gpu-staff": "nobody"}, SERVED),
    ("field-of-essential-services", {"regimes": ("critical-infrastructure",)}, OPEN),
    ("field-of-defence", {"use": "coding", "regimes": ("defence-rules",)}, ALL),
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
        "exact-answer-for-years",
        "training-data-must-be-known",
        "product-for-people",
        "model-goes-along",
        "product-not-tuned",
        "rebuilt-model",
        "rebuilt-on-your-gpus",
    }


ANNEXES = """energy, transport, banks, stock exchanges, health, drinking and waste water, digital
infrastructure, IT services, public bodies, space, post and couriers, waste, chemicals, food,
manufacturing, online platforms, research"""
"""The sectors of NIS2, Annexes I and II, as the question calls them."""


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("own-accreditation", ("C5", "HDS")),
        ("health-rules-agreement", ("In the United States", "Elsewhere", "supervisor")),
        (
            "class-of-judging-people",
            ("assess again", "forbidden", "documents it", "Illinois", "1 January 2027"),
        ),
        ("american-defence-contract", ("17 January 2026", "only once", "DFARS 252.204-7012")),
        ("text-for-the-public", ("where European law applies", "review it and answer")),
        ("children-use-it", ("COPPA", "its own teaching alone")),
        ("transfer-basis", ("adequacy decision", "the Commission's", "Data Privacy Framework")),
        ("regional-endpoint", ("legal basis", "Brazil")),
        ("high-risk-file", ("Article 49", "forbidden", "2 December 2027", "2 August 2028")),
        ("bank-outsourcing-register", ("DORA", "Article 30", "tell the supervisor", "Elsewhere")),
        ("say-that-it-is-ai", ("unless it is obvious", "2 December 2026", "as a service")),
        ("own-copy-for-audit", ("random seed", "does not depend on what else is asked")),
    ],
)
def test_a_condition_says_whom_a_law_binds_and_asks_for_what_can_be_had(
    kb: KnowledgeBase, condition: str, words: tuple[str, ...]
) -> None:
    need = next(each for each in kb.conditions if each.id == condition)
    assert all(word in f"{need.obtain} {need.reason}" for word in words)
    assert "that it is not high-risk" not in need.obtain


def test_nobody_is_told_of_two_impact_assessments_for_the_same_work(assessed: Assessed) -> None:
    laws: dict[str, Answer] = {"regimes": ("privacy-law",), "use": "product"}

    def assessments(*data: str) -> set[str]:
        options = assessed({**laws, "data": data}).options
        return {c.condition for o in options for c in o.conditions if "impact" in c.condition}

    assert assessments("personal", "regulated") == {"impact-assessment"}
    assert assessments("personal") == {"impact-assessment-of-dealings"}


def test_a_private_school_hears_of_children_and_a_bank_does_not(assessed: Assessed) -> None:
    def told(*regimes: str) -> bool:
        answers: dict[str, Answer] = {"data": ("personal",), "regimes": regimes}
        options = assessed(answers).options
        return any(c.condition == "children-use-it" for o in options for c in o.conditions)

    assert told("privacy-law")
    assert not told("privacy-law", "finance-rules")


@pytest.mark.parametrize(
    ("exit_", "asked"), [("wait", False), ("switch", True), ("carry-on", True)]
)
def test_whoever_must_be_able_to_move_has_the_right_to_in_the_contract(
    assessed: Assessed, exit_: str, *, asked: bool
) -> None:
    texts = [
        step.text or "" for step in assessed({"exit": exit_, "hardware": "no-budget"}).next_steps
    ]
    assert any("clauses on switching" in text for text in texts) == asked


@pytest.mark.parametrize(
    "regime", ["privacy-law", "accreditation", "publication", "origin-rules", "defence-rules"]
)
def test_whoever_handles_data_about_people_for_somebody_under_any_rule_signs_an_agreement(
    assessed: Assessed, regime: str
) -> None:
    def asked(*regimes: str) -> set[str]:
        options = assessed({"data": ("internal", "personal"), "regimes": regimes}).options
        return {
            o.id for o in options for c in o.conditions if c.condition == "processing-agreement"
        }

    assert asked(regime) == OUTSIDE
    assert asked("no-special-rules") == set()


def test_banks_are_told_that_one_rule_takes_the_place_of_the_other(kb: KnowledgeBase) -> None:
    said = kb.question("regimes").explanation or ""
    assert "banks and stock exchanges in the European Union DORA takes its place" in said


def test_who_lets_no_foreign_law_in_finds_closed_models_more_seldom(assessed: Assessed) -> None:
    def ruled_out(residency: str) -> float:
        there = {**TIED, "residency": residency, "regional-offer": "unknown"}
        cloud = next(o for o in assessed(there).options if o.id == "closed-cloud")
        return cloud.excluded_share or 0

    assert ruled_out("country") < 0.3 < ruled_out("sovereign")


@pytest.mark.parametrize("sector", ANNEXES.replace("\n", " ").split(", "))
def test_whoever_is_asked_for_rules_finds_their_sector(kb: KnowledgeBase, sector: str) -> None:
    assert sector in (kb.question("regimes").explanation or "")


def test_what_concerns_only_some_begins_with_whom(kb: KnowledgeBase) -> None:
    some = {need.id for need in kb.conditions if need.only_some}
    whom = ("Only if ", "Unless ")
    assert some == {need.id for need in kb.conditions if need.obtain.startswith(whom)}
    assert some


@pytest.mark.parametrize(
    "laws", [("privacy-law",), ("privacy-law", "public-sector"), ("finance-rules",)]
)
@pytest.mark.parametrize("use", ["assistant", "automation", "product"])
def test_what_concerns_only_some_comes_after_what_concerns_everybody(
    assessed: Assessed, use: str, laws: tuple[str, ...]
) -> None:
    steps = assessed({"data": ("personal",), "regimes": laws, "use": use}).next_steps
    some = [step.only_some for step in steps]
    assert any(some)
    assert some == sorted(some)


def test_who_bundles_work_once_and_would_wait_needs_no_gateway(assessed: Assessed) -> None:
    def gateway(**answers: Answer) -> bool:
        steps = assessed({"team-skills": "app-developers", **answers}).next_steps
        return any("a gateway" in (step.text or "") for step in steps)

    assert not gateway(use="batch", exit="wait")
    assert gateway(use="batch", exit="switch")
    assert gateway(use="coding", exit="wait")


def test_the_licence_is_to_be_read_for_every_business_and_not_for_research(
    assessed: Assessed,
) -> None:
    def asked(use: str) -> set[str]:
        options = assessed({"use": use}).options
        return {o.id for o in options for c in o.conditions if c.condition == "commercial-licence"}

    assert asked("assistant") == asked("batch") == OPEN
    assert asked("research") == set()


def test_every_condition_arises_in_one_of_these_cases(kb: KnowledgeBase) -> None:
    assert {name for name, _, _ in NEEDING} | {"commercial-licence"} == {
        c.id for c in kb.conditions
    }


def test_the_conditions_of_the_recommended_option_are_next_steps(assessed: Assessed) -> None:
    result = assessed({"regimes": ("finance-rules",), "exit": "keep-weights"})
    best = next(o for o in result.options if o.rank == 1)
    steps = {step.text for step in result.next_steps}
    assert {c.obtain for c in best.conditions} <= steps


def test_everything_shut_gives_no_option_and_says_what_would_open_one(assessed: Assessed) -> None:
    result = assessed({"hardware": "no-budget", "data-location": "offline"})
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


def test_whether_judging_people_is_high_risk_is_asked_once_and_not_of_whoever_has_said_so(
    assessed: Assessed,
) -> None:
    people: dict[str, Answer] = {"data": ("personal", "regulated"), "use": "automation"}
    regimes = ("privacy-law", "public-sector", "critical-infrastructure")
    asking = {"class-of-judging-people", "class-of-safety-components"}
    for option in assessed({**people, "regimes": regimes}).options:
        needs = [need for need in option.conditions if "Annex III" in need.obtain + need.reason]
        assert {need.condition for need in needs} == asking
        assert len(needs) == len(asking)
        assert all(need.only_some for need in needs)
    for option in assessed({**people, "regimes": (*regimes, "high-risk-ai")}).options:
        assert not asking & {need.condition for need in option.conditions}


def test_a_school_an_employer_and_a_lender_are_told_what_of_theirs_is_high_risk(
    assessed: Assessed,
) -> None:
    (need,) = (
        need
        for need in assessed({"data": ("personal",)}).options[0].conditions
        if need.condition == "class-of-judging-people"
    )
    assert "where European law applies" in need.obtain
    assert "From 2 December 2027" in need.reason
    for said in ("taught", "learned", "hired", "promoted or dismissed", "credit", "benefits"):
        assert said in need.reason
    assert "life and health insurance" in need.reason
