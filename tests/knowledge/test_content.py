"""What the packaged knowledge base must contain."""

import pytest
from tests.packaged import assessment, profile_of

from llmchoice.api import assess, render
from llmchoice.catalogue.cost.load import load_book
from llmchoice.catalogue.load import load_catalogue
from llmchoice.engine.values import unknown_rows
from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.completeness import demand_complete, gaps
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.source import Article, ReferenceKind, Section, Standing

PARAGRAPHS = {"rise": 18, "battle": 63}
OPTIONS = [
    "closed-product",
    "closed-api",
    "closed-cloud",
    "open-cloud",
    "open-host",
    "open-rented",
    "open-owned",
]
PRIORITIES = [
    "privacy",
    "compliance",
    "budget",
    "customisation",
    "expertise",
    "capability",
    "independence",
]
OPENINGS = {("rise", "opening"), ("battle", "opening")}
"""They set the scene; what they claim about the choice is claimed again further down."""
UNFOUND = {"rise-p11-hub-counts", "battle-p34-gpt3-cost", "battle-p61-named-benchmarks"}
"""The correction is that no source for the claim could be found."""


def cited(kb: KnowledgeBase) -> set[str]:
    """Claims that a criterion or a rule rests on."""
    criteria = {claim for _, criterion in kb.criteria() for claim in criterion.claims}
    constraints = {claim for rule in kb.constraints for claim in rule.claims}
    return criteria | constraints | {claim for rule in kb.conditions for claim in rule.claims}


def test_a_value_of_an_unknown_answer_keeps_to_the_scale(kb: KnowledgeBase) -> None:
    values = {value for row in unknown_rows(kb).values() for value in row}
    assert min(values) >= 0
    assert max(values) <= 100


def test_the_two_articles_are_the_only_ones(kb: KnowledgeBase) -> None:
    assert {a.id: a.paragraph_count for a in kb.articles} == PARAGRAPHS


def test_every_section_with_a_claim_that_stands_is_behind_a_criterion_or_a_rule(
    kb: KnowledgeBase,
) -> None:
    uncovered = {
        (article.id, section.id)
        for article in kb.articles
        for section in article.sections
        if standing_claims(article, section) and not standing_claims(article, section) & cited(kb)
    }
    assert uncovered <= OPENINGS


def standing_claims(article: Article, section: Section) -> set[str]:
    return {
        claim.id
        for claim in article.claims
        if claim.standing is not Standing.WRONG
        and any(section.first <= p <= section.last for p in claim.paragraphs)
    }


def test_every_claim_that_does_not_hold_is_corrected_with_a_source(kb: KnowledgeBase) -> None:
    doubted = [c for a in kb.articles for c in a.claims if c.standing is not Standing.HOLDS]
    assert {c.id for c in doubted if not c.correction_references} == UNFOUND


def test_options_and_priorities_stand_in_their_fixed_order(kb: KnowledgeBase) -> None:
    assert [o.id for o in kb.options] == OPTIONS
    assert [p.id for p in kb.priorities] == PRIORITIES
    assert {o.id for o in kb.options if o.weights == "closed"} == set(OPTIONS[:3])


def test_the_catalogue_is_rich_enough_and_the_questionnaire_short_enough(kb: KnowledgeBase) -> None:
    assert len(kb.criteria()) >= 16
    assert 16 <= len(kb.questions) <= 25
    assert all(p.criteria for p in kb.priorities)


def test_every_question_has_a_long_reason_of_its_own(kb: KnowledgeBase) -> None:
    reasons = [question.explanation or "" for question in kb.questions]
    assert len({*reasons, *(question.why for question in kb.questions)}) == 2 * len(kb.questions)
    for question, reason in zip(kb.questions, reasons, strict=True):
        assert len(reason) >= 80, question.id
        assert "Ask " in reason or "ask " in reason or "test" in reason, question.id


def test_tensions_are_few_and_cover_every_priority(kb: KnowledgeBase) -> None:
    assert 8 <= len(kb.tensions) <= 14
    assert {tension.priority for tension in kb.tensions} == set(PRIORITIES)


def test_laws_and_licences_were_checked_of_late(kb: KnowledgeBase) -> None:
    for kind in (ReferenceKind.LAW, ReferenceKind.LICENCE):
        days = [reference.checked_on for reference in kb.references if reference.kind is kind]
        assert days
        assert min(days) >= "2026-01-01"


def test_every_option_is_best_somewhere_and_worst_somewhere(kb: KnowledgeBase) -> None:
    """No option is best, or worst, on every answer of every criterion."""
    rows = [
        row
        for _, criterion in kb.criteria()
        for row in (*criterion.values.values(), *(p.values for p in criterion.points))
    ]
    for at, option in enumerate(OPTIONS):
        assert any(row[at] == max(row) > min(row) for row in rows), option
        assert any(row[at] == min(row) < max(row) for row in rows), option


def test_a_test_of_ones_own_is_looked_for_in_every_example_that_has_an_option_left() -> None:
    for name in ("startup", "charity", "insurer"):
        found = assessment(name, 1000).recommendation
        assert found.experiment is not None, name
        assert found.experiment.cases in {20, 50, 60, 100, 200}


@pytest.mark.parametrize("turn", range(7))
def test_where_nothing_is_known_fewer_points_begin_only_for_a_reason(
    kb: KnowledgeBase, turn: int
) -> None:
    names = [priority.id for priority in kb.priorities]
    ranking = ", ".join(names[turn:] + names[:turn])
    unknown = "".join(f"  {question.id}: unknown\n" for question in kb.questions)
    text = f"organisation: Nothing known\nranking: [{ranking}]\nanswers:\n{unknown}"
    result = assess(read_profile(kb, text, "unknown.yaml"), kb).recommendation
    start = result.start_with
    assert start is not None
    if start.why == "allowed":
        # What may prove not to be allowed is told on the same page.
        assert "leader-excluded" in result.doubts
    elif start.behind <= 0:
        assert start.why in {
            "best",
            "level",
            "tendency",
            "least-needs",
            "better-score",
            "fewer-needs",
        }
    else:
        assert start.why in {"commits-less", "takes-along", "fewer-needs"}


OFFICE = """
organisation: Baths
priorities: {privacy: 3, compliance: 3, budget: 5, customisation: 1, expertise: 5, capability: 3,
  independence: 1}
answers: {use: assistant, task: routine, own-test: unknown, material: [text-only],
  customisation: [retrieval], deadline: no-date, data: [internal, personal],
  data-location: anywhere, residency: region, contracts: [no-training, data-agreement],
  regimes: [privacy-law, public-sector], audit: [logs], monthly-tokens: 12 people,
  deciding-cost: 300, hardware: no-budget, team-skills: no-developers, agreements: office-suite,
  availability: best-effort, exit: wait}
costs: {application: 8.4}  # somebody keeps it up beside other work
"""


def test_what_asks_for_people_who_are_not_there_is_no_start_where_another_does_as_well(
    kb: KnowledgeBase,
) -> None:
    without, with_developers = (
        assess(read_profile(kb, text, "office.yaml"), kb).recommendation
        for text in (OFFICE, OFFICE.replace("no-developers", "app-developers"))
    )
    assert without.start_with is not None
    start = next(option for option in kb.options if option.id == without.start_with.option)
    assert not start.needs_developers
    assert without.start_with.why == "fewer-needs"
    assert with_developers.start_with is not None
    other = next(option for option in kb.options if option.id == with_developers.start_with.option)
    assert other.needs_developers


def test_the_cost_of_what_to_begin_with_is_told_where_no_option_is_recommended(
    kb: KnowledgeBase,
) -> None:
    """It is not among the best two there."""
    found = assess(read_profile(kb, OFFICE, "office.yaml"), kb)
    advice = found.recommendation
    assert advice.option is None
    assert advice.start_with is not None
    assert advice.start_with.option not in advice.contenders[:2]
    names = {option.id: option.short for option in found.options}
    page = " ".join(str(render(found, "text")).split())
    assert f"{names[advice.start_with.option]}: about " in page.split("Cost ")[1]


LAB = """
organisation: Lab
ranking: [customisation, independence, budget, privacy, compliance, capability, expertise]
answers: {use: research, task: skilled, own-test: open-behind, material: [languages],
  customisation: [fine-tuning, redesign], training-examples: partial, deadline: no-date,
  data: [public], data-location: anywhere, residency: any-country, contracts: [data-agreement],
  regimes: [privacy-law, publication], audit: [exact-years], monthly-tokens: 500M to 5000M,
  deciding-cost: 3000, hardware: HARDWARE, traffic: steady, team-skills: ml-engineers,
  gpu-staff: STAFF, agreements: none-yet, exit: keep-weights, licence: [plain-use]}
"""


@pytest.mark.parametrize(
    ("hardware", "staff", "start"),
    [
        ("cluster", "named-people", "open-owned"),
        ("owned", "named-people", "open-owned"),
        ("purchase", "named-people", "open-rented"),
        ("cluster", "could-hire", "open-rented"),
    ],
)
def test_idle_machines_with_people_to_run_them_are_not_left_for_rented_ones(
    kb: KnowledgeBase, hardware: str, staff: str, start: str
) -> None:
    text = LAB.replace("HARDWARE", hardware).replace("STAFF", staff)
    found = assess(read_profile(kb, text, "lab.yaml"), kb).recommendation
    assert found.start_with is not None
    assert found.start_with.option == start


def test_who_does_not_know_whether_there_is_a_country_is_not_asked_what_is_sold_in_it(
    kb: KnowledgeBase,
) -> None:
    unsaid = OFFICE.replace("residency: region", "residency: unknown")
    said = unsaid.replace("residency: unknown", "residency: unknown, regional-offer: unknown")
    without, explicit = (read_profile(kb, text, "office.yaml") for text in (unsaid, said))
    assert not gaps(kb, without)
    results = [assess(profile, kb) for profile in (without, explicit)]
    first, second = (result.recommendation for result in results)
    assert first == second
    for result in results:
        assert "In that country" not in str(render(result, "text"))
        assert "regional-offer" not in {unknown.question for unknown in result.unknowns}


SHOP = """
organisation: Shop
priorities: {privacy: 2, compliance: 2, budget: 5, customisation: 1, expertise: 5, capability: 3,
  independence: 1}
answers: {use: assistant, task: skilled, own-test: unknown, material: [text-only],
  customisation: [prompting], deadline: weeks, data: [internal, personal],
  data-location: anywhere, residency: unknown, contracts: unknown, regimes: [privacy-law],
  monthly-tokens: 6 people, deciding-cost: 500, hardware: no-budget,
  team-skills: no-developers, agreements: none-yet, availability: best-effort, exit: wait}
"""


def test_what_hangs_on_something_unknown_is_told_last_of_what_would_change_it(
    kb: KnowledgeBase,
) -> None:
    result = assess(read_profile(kb, SHOP, "shop.yaml"), kb)
    turning = [f for f in result.sensitivity.answers if f.question == "regional-offer"]
    assert turning
    assert all(flip.told_last for flip in turning)


def test_who_names_a_country_is_asked_what_is_sold_in_it(kb: KnowledgeBase) -> None:
    named = read_profile(kb, OFFICE.replace("residency: region", "residency: country"), "o.yaml")
    assert [question.id for question in gaps(kb, named).questions] == ["regional-offer"]
    silent = read_profile(kb, OFFICE.replace("residency: region, ", ""), "o.yaml")
    with pytest.raises(LlmchoiceError) as raised:
        demand_complete(kb, silent, "o.yaml")
    assert "regional-offer" in str(raised.value.problems[0].fix)


VAULT = """
organisation: Vault
ranking: [capability, budget, compliance, customisation, expertise, [independence, privacy]]
answers: {use: batch, task: routine, own-test: open-behind, material: [pictures],
  customisation: [prompting], deadline: weeks, data: [internal], data-location: anywhere,
  residency: region, contracts: [standard-terms], regimes: [no-special-rules],
  monthly-tokens: {once: 450_000_000}, deciding-cost: 400, hardware: no-budget,
  team-skills: app-developers, agreements: vendor, exit: wait}
costs: {closed-model: gpt-6-luna}
"""


@pytest.mark.parametrize("form", ["text", "markdown", "madr", "html"])
def test_every_report_says_that_no_offer_is_known_of_what_is_recommended(
    kb: KnowledgeBase, form: str
) -> None:
    found = assess(read_profile(kb, VAULT, "vault.yaml"), kb)
    (subject,) = found.costs.subjects if found.costs else ()
    assert found.recommendation.option in subject.unplaced
    short = next(o.short for o in found.options if o.id == found.recommendation.option)
    told = " ".join(str(render(found, form)).split())
    assert f"It is not known whether anybody offers {short} where this data has to stay" in told
    elsewhere = VAULT.replace("residency: region", "residency: any-country")
    free = assess(read_profile(kb, elsewhere, "vault.yaml"), kb)
    assert "not known whether anybody offers" not in str(render(free, form))


def test_every_question_has_a_short_name_of_its_own(kb: KnowledgeBase) -> None:
    names = [question.short for question in kb.questions]
    assert all(name is not None and 1 < len(name.split()) <= 8 for name in names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("deciding", [100, 500, 5_000])
def test_nothing_speaks_for_and_against_what_is_recommended(
    kb: KnowledgeBase, deciding: int
) -> None:
    for name in ("online-school", "startup", "charity"):
        profile = profile_of(name)
        answers = {**profile.answers, "deciding-cost": deciding}
        found = assess(profile.model_copy(update={"answers": answers}), kb)
        faults = found.reasons.faults(chosen=found.recommendation.option is not None)
        reasons = {reason.criterion for reason in found.reasons.strong}
        assert reasons.isdisjoint(fault.criterion for fault in faults)


PORT = """
organisation: A port
ranking: [capability, privacy, [compliance, budget], [customisation, expertise], independence]
answers: {use: batch, task: routine, own-test: {cases: 20, open: 15, closed: 17},
  material: [text-only], customisation: [CHANGED], training-examples: unknown, deadline: unknown,
  data: [personal, confidential], data-location: own-cloud, residency: region, contracts: unknown,
  regimes: [privacy-law], monthly-tokens: 50_000_000, deciding-cost: 2_000, hardware: workstation,
  traffic: unknown, team-skills: unknown, gpu-staff: unknown, agreements: unknown, exit: switch}
"""


@pytest.mark.parametrize("changed", ["prompting", "fine-tuning"])
def test_a_model_of_which_the_training_stays_behind_is_not_what_to_begin_with(
    kb: KnowledgeBase, changed: str
) -> None:
    """What was trained further and cannot be taken along commits to more than what can."""
    text = PORT.replace("CHANGED", changed)
    result = assess(read_profile(kb, text, "port.yaml"), kb, simulations=1000)
    start = result.recommendation.start_with
    assert start is not None
    assert start.leader == "closed-cloud"
    if changed == "fine-tuning":
        assert (start.option, start.why) == ("open-cloud", "takes-along")
    else:
        assert start.option == "closed-cloud"


def test_a_question_that_only_costs_follow_from_is_one_that_a_figure_follows_from(
    kb: KnowledgeBase,
) -> None:
    terms = load_book(load_catalogue()).terms.terms
    read = {follows.question for term in terms for follows in term.when}
    only_costed = {question.id for question in kb.questions if question.costs}
    assert only_costed
    assert only_costed <= read
