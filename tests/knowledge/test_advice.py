"""What the packaged criteria say by the answers given, and which steps they name."""

from collections.abc import Callable

import pytest

from llmchoice.api import render
from llmchoice.model.assessment import Assessment
from llmchoice.model.estimate import Passed
from llmchoice.model.profile import Answer, PerChoice
from llmchoice.model.rule import StepKind

Assessed = Callable[..., Assessment]
TIED: dict[str, Answer] = {"data": ("internal",)}
"""Data that may have to stay somewhere."""
SOVEREIGN: dict[str, Answer] = {
    **TIED,
    "residency": "sovereign",
    "regional-offer": "open-models",
    "hardware": "no-budget",
}


def texts(result: Assessment, criterion: str) -> dict[str, str | None]:
    return {
        option.id: item.ground.text
        for option in result.options
        for item in option.contributions
        if item.criterion == criterion
    }


def test_a_counted_test_is_told_by_its_counts(assessed: Assessed) -> None:
    counts = Passed(cases=60, open=44, closed=53)
    found = set(texts(assessed({"own-test": counts}), "measured-quality").values())
    (sentence,) = found
    assert sentence is not None
    assert all(number in sentence for number in ("60", "44", "53"))
    assert "{" not in sentence


def test_what_was_tested_is_told_apart_from_what_is_expected(assessed: Assessed) -> None:
    tested = texts(assessed({"own-test": "open-behind"}), "measured-quality")
    expected = texts(assessed({"own-test": "expected-behind"}), "measured-quality")
    unknown = texts(assessed({"own-test": "unknown"}), "measured-quality")
    assert expected == unknown
    assert not set(tested.values()) & set(expected.values())


def test_of_several_answers_the_one_that_counts_chooses_the_reason(assessed: Assessed) -> None:
    asked: dict[str, Answer] = {"regimes": ("public-sector",), "audit": ("logs",)}
    plain = texts(assessed(asked), "traceability")
    both = texts(
        assessed({**asked, "audit": ("pinned-version", "training-summary")}), "traceability"
    )
    assert both["open-host"] != plain["open-host"]
    assert both["open-owned"] == plain["open-owned"]


def test_that_no_foreign_law_reaches_the_provider_is_settled_first(assessed: Assessed) -> None:
    result = assessed({**SOVEREIGN, "data": ("personal",), "regimes": ("privacy-law",)})
    best = next(o for o in result.options if o.rank == 1)
    first = next(c for c in best.conditions if c.condition == "domestic-provider")
    rest = [step for step in result.next_steps if not step.early]
    assert rest[0].text == first.obtain


def test_who_uses_both_kinds_is_told_how_to_keep_them_apart(assessed: Assessed) -> None:
    places = PerChoice.model_validate({"internal": "anywhere", "regulated": "premises"})
    split = assessed(
        {
            "data": ("internal", "regulated"),
            "data-location": places,
            "own-test": "open-behind",
            "hardware": "owned",
        }
    )
    alone = assessed({"data": ("internal",), "own-test": "open-behind"})
    assert split.recommendation.verdict == "mixed"
    assert split.next_steps
    told = {step.text for step in split.next_steps}
    assert not told & {step.text for step in alone.next_steps}
    assert not told & {step.text for work in split.workloads for step in work.next_steps}


def test_where_neither_model_does_the_work_that_is_the_first_thing_to_see_to(
    assessed: Assessed,
) -> None:
    neither = assessed({"own-test": Passed(cases=60, open=8, closed=9)})
    one = assessed({"own-test": Passed(cases=60, open=8, closed=30)})
    first, *others = neither.next_steps
    assert first.before_all
    assert not any(step.before_all for step in (*others, *one.next_steps))
    page = render(neither, "text")
    assert isinstance(page, str)
    assert f"First    1. {first.text}"[:60] in page
    record = render(neither, "madr")
    assert isinstance(record, str)
    assert f"To do: {first.text}" in record
    # Another test begins once that is done: the one that was counted is not gone on with.
    assert "more of your own cases" not in page + record


def test_people_to_find_are_told_with_what_of_them_is_in_the_cost(assessed: Assessed) -> None:
    premises: dict[str, Answer] = {
        "data-location": "premises",
        "hardware": "purchase",
        "gpu-staff": "could-hire",
    }
    result = assessed(premises)
    page = " ".join(str(render(result, "text")).split())
    assert "Only that time is in the cost" in page


def pages(result: Assessment) -> list[str]:
    """The page on a terminal, and the memo."""
    return [" ".join(str(render(result, form)).split()) for form in ("text", "markdown")]


@pytest.mark.parametrize("use", ["product", "batch", "automation", "coding", "assistant"])
@pytest.mark.parametrize("regimes", [("privacy-law",), ("finance-rules", "high-risk-ai")])
def test_who_can_build_nothing_is_told_first_to_find_out_who_does(
    assessed: Assessed, use: str, regimes: tuple[str, ...]
) -> None:
    nobody: dict[str, Answer] = {
        "use": use,
        "regimes": regimes,
        "team-skills": "no-developers",
        "hardware": "no-budget",
        "own-test": "open-ahead",
        "customisation": ("fine-tuning",),
        "data": ("personal",),
    }
    result = assessed(nobody)
    needed = [s for s in result.next_steps if "ind out who " in (s.text or "")]
    assert len(needed) == 1
    assert ("finished applications" in (needed[0].text or "")) is (use != "assistant")
    assert all((needed[0].text or "")[:60] in page for page in pages(result))


def test_who_keeps_data_in_the_building_is_told_to_see_the_rule_and_to_ask_closed_makers(
    assessed: Assessed,
) -> None:
    owned: dict[str, Answer] = {"hardware": "owned", "regimes": ("finance-rules",)}
    inside, offline, outside = (
        assessed({**owned, "data-location": place})
        for place in ("premises", "offline", "own-cloud")
    )
    asked = "closed models"
    for page in (*pages(inside), *pages(offline)):
        assert asked in page.partition("First")[2]
    assert all("shown to you in writing" in page for page in pages(inside))
    assert not any(step.early for step in outside.next_steps)


@pytest.mark.parametrize("place", ["premises", "offline"])
def test_who_must_repeat_an_answer_years_later_may_ask_closed_makers_for_a_copy(
    assessed: Assessed, place: str
) -> None:
    """What is installed without a network nobody withdraws."""
    inside: dict[str, Answer] = {
        "hardware": "owned",
        "regimes": ("finance-rules",),
        "audit": ("exact-years",),
        "data-location": place,
    }
    texts = [step.text or "" for step in assessed(inside).next_steps]
    assert any("of closed models" in text for text in texts)


@pytest.mark.parametrize(
    ("question", "answer"),
    [("exit", "keep-weights"), ("audit", ("training-data",)), ("customisation", ("redesign",))],
)
@pytest.mark.parametrize("place", ["premises", "offline"])
def test_whom_no_closed_model_would_do_is_not_sent_to_its_makers(
    assessed: Assessed, place: str, question: str, answer: Answer
) -> None:
    """Each of these answers does by itself; the rule is to be seen all the same."""
    inside: dict[str, Answer] = {
        "hardware": "owned",
        "regimes": ("finance-rules",),
        "data-location": place,
    }
    texts = [step.text or "" for step in assessed({**inside, question: answer}).next_steps]
    assert texts
    assert not any("of closed models" in text for text in texts)
    assert any("shown to you in writing" in text for text in texts) == (place == "premises")


def test_who_is_offered_open_models_alone_is_told_to_see_the_rule(assessed: Assessed) -> None:
    there: dict[str, Answer] = {**TIED, "residency": "country", "regional-offer": "open-models"}
    assert any("shown to you in writing" in (s.text or "") for s in assessed(there).next_steps)


def test_who_is_offered_next_to_nothing_in_a_country_is_told_to_see_the_rule(
    assessed: Assessed,
) -> None:
    there: dict[str, Answer] = {**TIED, "residency": "country", "regional-offer": "open-hosts"}
    assert all("shown to you in writing" in page for page in pages(assessed(there)))
    anything = assessed({**there, "regional-offer": "both-kinds"})
    assert not any("shown to you in writing" in page for page in pages(anything))


@pytest.mark.parametrize("place", ["anywhere", "premises"])
def test_who_works_through_a_bundle_tries_some_of_it_first(assessed: Assessed, place: str) -> None:
    answers: dict[str, Answer] = {"use": "batch", "data-location": place, "hardware": "owned"}
    first, *_ = [step for step in assessed(answers).next_steps if step.kind is StepKind.ADVICE]
    bundle = next(s for s in assessed(answers).next_steps if "documents" in (s.text or ""))
    assert first.early or first == bundle


def test_who_reads_an_answer_is_said_once_where_two_rules_ask_for_it(assessed: Assessed) -> None:
    both: dict[str, Answer] = {
        "use": "product",
        "regimes": ("health-rules", "high-risk-ai"),
        "data": ("regulated",),
    }
    texts = [step.text or "" for step in assessed(both).next_steps]
    assert sum("checks answers" in text for text in texts) == 1


def test_a_private_employer_whose_work_judges_people_hears_of_the_high_risk_class(
    assessed: Assessed,
) -> None:
    """Annex III, point 4 of the AI Act names no sector."""
    answers: dict[str, Answer] = {
        "use": "batch",
        "regimes": ("privacy-law",),
        "data": ("personal",),
    }
    texts = [step.text or "" for step in assessed(answers).next_steps]
    assert any("classify it (AI Act, Annex III" in text for text in texts)


@pytest.mark.parametrize(("use", "asked"), [("assistant", True), ("batch", False)])
def test_employers_under_a_privacy_law_are_told_to_teach_those_who_work_with_it(
    assessed: Assessed, use: str, *, asked: bool
) -> None:
    answers: dict[str, Answer] = {"use": use, "regimes": ("privacy-law",), "data": ("personal",)}
    texts = [step.text or "" for step in assessed(answers).next_steps]
    assert any("AI Act, Article 4)" in text for text in texts) == asked


def test_a_model_inside_software_that_customers_run_leaves_weights_that_go_along(
    assessed: Assessed,
) -> None:
    """Machines of one's own are not asked for: they are the customers', and cost nothing here."""
    shipped = assessed({"use": "shipped", "hardware": "no-budget", "gpu-staff": "nobody"})
    left = [option for option in shipped.options if option.admissible]
    assert [option.id for option in left] == ["open-owned"]
    assert any(c.condition == "redistribution-licence" for c in left[0].conditions)
    texts = [step.text or "" for step in shipped.next_steps]
    assert any("weakest machine" in text for text in texts)
    assert any("systems of your customers bring a model" in text for text in texts)
    assert not any("gateway" in text for text in texts)
    elsewhere = assessed({"use": "product", "hardware": "purchase"})
    assert any(option.admissible and option.side == "closed" for option in elsewhere.options)


def test_software_with_the_model_inside_hears_of_the_law_of_products(assessed: Assessed) -> None:
    """Of the Cyber Resilience Act and liability for products, and of no rule of its own house."""
    answers: dict[str, Answer] = {
        "use": "shipped",
        "data-location": "premises",
        "data": ("regulated",),
        "regimes": ("privacy-law",),
    }
    result = assessed(answers)
    steps = {step.text or "": step for step in result.next_steps}
    (law,) = (text for text in steps if "within 24 hours" in text)
    assert law.startswith("Where European law applies")
    assert steps[law].effort == "high"
    for said in ("11 September 2026", "11 December 2027", "9 December 2026"):
        assert said in (steps[law].because or "")
    assert any("program that serves it" in text for text in steps)
    assert any("for your customers" in text and "impact assessment" in text for text in steps)
    (mark,) = (step for text, step in steps.items() if "marks what it generates" in text)
    assert mark.effort == "medium"
    for other in ("in your buildings", "refusals", "Write down what the use risks"):
        assert not any(other in text for text in steps)


def test_what_is_no_option_here_is_told_of_where_nothing_is_allowed(assessed: Assessed) -> None:
    """A model of the customers' systems, or one that its maker installs, may be the way."""
    fails: dict[str, Answer] = {"own-test": "open-fails", "use": "shipped"}
    shipped = assessed(fails)
    assert shipped.recommendation.verdict == "none"
    texts = [step.text or "" for step in shipped.next_steps]
    assert any("systems of your customers bring a model" in text for text in texts)
    premises = assessed({"own-test": "open-fails", "data-location": "premises"})
    assert premises.recommendation.verdict == "none"
    texts = [step.text or "" for step in premises.next_steps]
    assert any("install one in your buildings" in text for text in texts)


def test_nobody_who_hands_on_a_model_is_told_to_run_servers(assessed: Assessed) -> None:
    """What the skills are needed for is another thing there than on machines of one's own."""

    def of(answers: dict[str, Answer]) -> str:
        (owned,) = (o for o in assessed(answers).options if o.id == "open-owned")
        grounds = {c.criterion: c.ground.text or "" for c in owned.contributions}
        return grounds["operating-skills"]

    assert "GPU servers as well" in of({"use": "product", "team-skills": "app-developers"})
    shipped = of({"use": "shipped", "team-skills": "app-developers"})
    assert "no GPU servers" in shipped


def test_where_nothing_is_allowed_no_fact_is_to_be_changed_and_the_page_stays_short(
    assessed: Assessed,
) -> None:
    result = assessed(
        {
            "use": "automation",
            "task": "frontier",
            "data": ("confidential",),
            "data-location": "own-cloud",
            "residency": "country",
            "regional-offer": "closed-models",
            "regimes": ("critical-infrastructure", "accreditation"),
            "audit": ("exact-years",),
            "hardware": "purchase",
            "gpu-staff": "nobody",
            "availability": "always-on",
        }
    )
    ways = result.recommendation.readmission
    changed = {change.question for way in ways for change in way.changes}
    assert changed == {"audit", "gpu-staff", "availability"}
    page, full = (str(render(result, "text", full=each)) for each in (False, True))
    assert len(page.splitlines()) <= 40
    for name in ("show long after", "looks", "may fail"):
        assert name in page
    assert "The full report has 2 other ways." in " ".join(page.split())
    assert len(ways) > 4
    told = full.split("What would be allowed again", 1)[1].split("\n\n", 1)[0]
    assert told.count("- ") >= 5
