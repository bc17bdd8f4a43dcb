"""Answers that hardly go together: said in a warning and in the review, and never refused."""

import pytest

from llmchoice.api import assess, load_criteria, read_profile, render
from llmchoice.engine.answers import doubts
from llmchoice.knowledge.folders import profile_names
from llmchoice.model.base import UNKNOWN
from llmchoice.model.estimate import Estimate
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Profile, Workload

RULES, DATA, PLACE = "regimes", "data", "data-location"


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load_criteria()


def found(kb: KnowledgeBase, answers: dict[str, Answer], *works: dict[str, Answer]) -> list[str]:
    profile = Profile(
        organisation="Acme",
        answers=answers,
        workloads=tuple(Workload(name=f"Use {at}", answers=own) for at, own in enumerate(works)),
    )
    return [rule.id for rule in doubts(kb, profile)]


@pytest.mark.parametrize(
    ("rules", "data", "doubt"),
    [
        ("no-special-rules", "personal", "data-about-people-without-rules"),
        ("no-special-rules", "regulated", "data-about-people-without-rules"),
        ("privacy-law", "public", "privacy-law-without-people"),
        ("health-rules", "personal", "health-rules-without-records"),
        ("professional-secrecy", "internal", "secrecy-without-secrets"),
        ("no-special-rules", "secret", None),
        ("no-special-rules", UNKNOWN, None),
        ("privacy-law", "personal", None),
        ("privacy-law", UNKNOWN, None),
        ("health-rules", "regulated", None),
        ("professional-secrecy", "confidential", None),
        ("finance-rules", "public", None),
        (UNKNOWN, "personal", None),
    ],
)
def test_answers_that_hardly_go_together_are_found(
    kb: KnowledgeBase, rules: str, data: str, doubt: str | None
) -> None:
    answers: dict[str, Answer] = {
        RULES: rules if rules == UNKNOWN else (rules,),
        DATA: data if data == UNKNOWN else (data,),
    }
    assert found(kb, answers) == ([doubt] if doubt else [])


def test_one_answer_of_several_is_enough_to_lift_a_doubt_and_to_raise_one(
    kb: KnowledgeBase,
) -> None:
    both: tuple[str, ...] = ("public", "personal")
    assert not found(kb, {RULES: ("privacy-law",), DATA: both})
    assert found(kb, {RULES: ("no-special-rules",), DATA: both})


def test_a_strict_place_for_what_anybody_may_read_is_doubted(kb: KnowledgeBase) -> None:
    doubt, public = ["public-data-kept-in"], ("public",)
    work: dict[str, Answer] = {"use": "product"}
    for place, doubted in (
        ("own-cloud", doubt),
        ("premises", doubt),
        ("anywhere", []),
        ("offline", []),
        (UNKNOWN, []),
    ):
        assert found(kb, {**work, PLACE: place, DATA: public}) == doubted, place
        assert found(kb, {**work, PLACE: place, DATA: ("public", "internal")}) == [], place
    assert found(kb, {**work, PLACE: "own-cloud", DATA: UNKNOWN}) == []


def test_what_is_not_answered_yet_may_lift_a_doubt(kb: KnowledgeBase) -> None:
    assert not found(kb, {RULES: ("privacy-law",)})


def test_rules_of_the_organisation_may_be_for_one_workload_alone(kb: KnowledgeBase) -> None:
    law: dict[str, Answer] = {RULES: ("privacy-law",)}
    plain: dict[str, Answer] = {DATA: ("public",)}
    people: dict[str, Answer] = {DATA: ("personal",)}
    assert not found(kb, law, plain, people)
    assert found(kb, law, plain, plain) == ["privacy-law-without-people"]
    none: dict[str, Answer] = {RULES: ("no-special-rules",)}
    assert found(kb, none, plain, people) == ["data-about-people-without-rules"]


def test_no_packaged_profile_holds_any(kb: KnowledgeBase) -> None:
    for name in profile_names():
        assert not doubts(kb, read_profile(name, kb)), name


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_report_says_so_on_its_page_and_the_result_is_the_same(
    kb: KnowledgeBase, form: str
) -> None:
    settings = ["regimes=no-special-rules", "data=personal"]
    profile = read_profile("startup", kb, settings)
    doubtful = assess(profile, kb, simulations=200)
    assert [each.code for each in doubtful.warnings].count("unlikely-answers") == 1
    page = " ".join(str(render(doubtful, form)).split())
    assert "A privacy law nearly always does: look at both answers." in page
    trusting = assess(profile, kb.model_copy(update={"doubts": ()}), simulations=200)
    assert doubtful.recommendation == trusting.recommendation
    assert doubtful.options == trusting.options


def test_pages_are_doubted_where_pictures_are_read_and_scans_are_not(kb: KnowledgeBase) -> None:
    pages = Estimate(parts=(("pages", 20_000),))
    once = Estimate(parts=(("pages", 20_000), ("months", 12)))
    scans = Estimate(parts=(("scans", 20_000),))
    for material, volume, doubted in (
        ("pictures", pages, True),
        ("pictures", once, True),
        ("pictures", scans, False),
        ("pictures", 50_000_000, False),
        ("pictures", UNKNOWN, False),
        ("text-only", pages, False),
    ):
        answers: dict[str, Answer] = {
            "use": "batch",
            "material": (material,),
            "monthly-tokens": volume,
        }
        assert ("pages-that-are-pictures" in found(kb, answers)) == doubted, (material, volume)


def test_scans_are_doubted_where_nothing_but_text_is_read(kb: KnowledgeBase) -> None:
    scans, pages = (Estimate(parts=((way, 20_000),)) for way in ("scans", "pages"))
    doubt = ["scans-that-are-no-pictures"]
    for material, volume, doubted in (
        (("text-only",), scans, doubt),
        (("text-only",), pages, []),
        (("text-only",), 50_000_000, []),
        (("languages",), scans, []),
        (("pictures",), scans, []),
        (UNKNOWN, scans, []),
    ):
        answers: dict[str, Answer] = {
            "use": "batch",
            "material": material,
            "monthly-tokens": volume,
        }
        assert found(kb, answers) == doubted, (material, volume)
