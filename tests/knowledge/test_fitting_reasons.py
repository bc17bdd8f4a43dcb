"""A reason speaks of what was answered, and takes nothing for granted that an answer may deny."""

import re
from collections.abc import Iterator

import pytest
from tests import packaged

from llmchoice.api import assess, render
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.settings import read_settings
from llmchoice.model.assessment import Assessment

OWNED = re.compile(r"\byour existing\b|\balready\b|that you have\b|of your (office|cloud)\b")
"""What nobody has who named no office software, no cloud and no maker."""
IF = re.compile(r"\b(if|unless|else)\b")
WORDS = {
    "pictures": re.compile(r"pictur|scan|handwriting", re.IGNORECASE),
    "languages": re.compile(r"language", re.IGNORECASE),
    "speech": re.compile(r"speech|speak|dictation|conversation", re.IGNORECASE),
}


def assessed(*settings: str) -> Assessment:
    kb = packaged.knowledge()
    text, given = packaged.text_of("startup"), read_settings(kb, settings)
    return assess(read_profile(kb, text, "startup", given), kb, packaged.DATE, 100)


def reasons(assessment: Assessment, criterion: str | None = None) -> Iterator[str]:
    for option in assessment.options:
        for item in option.contributions:
            if criterion in {None, item.criterion} and item.ground.text:
                yield item.ground.text


def test_who_has_no_contract_is_told_of_none() -> None:
    told = reasons(assessed("agreements=none-yet"))
    assert [text for text in told if OWNED.search(text) and not IF.search(text)] == []


@pytest.mark.parametrize("answer", ["office-suite", "cloud", "office-and-cloud", "vendor"])
def test_who_has_contracts_is_told_of_those_alone(answer: str) -> None:
    told = " ".join(reasons(assessed(f"agreements={answer}"), "existing-contracts"))
    assert ("your office software" in told) is ("office" in answer)
    assert ("your cloud account" in told) is ("cloud" in answer)
    assert ("with whom you already have a contract" in told) is (answer == "vendor")


@pytest.mark.parametrize("ticked", WORDS)
def test_a_reason_speaks_of_the_material_that_is_ticked(ticked: str) -> None:
    for text in reasons(assessed(f"material={ticked}"), "material-handled"):
        assert [kind for kind, words in WORDS.items() if words.search(text)] == [ticked]


def test_of_several_it_speaks_of_what_is_hardest_for_the_option() -> None:
    told = dict.fromkeys(reasons(assessed("material=pictures,languages"), "material-handled"))
    assert not any(WORDS["speech"].search(text) for text in told)
    assert any(WORDS["languages"].search(text) for text in told)


BUSES = """
organisation: Buses
priorities: {privacy: 3, compliance: 3, budget: 3, customisation: 1, expertise: 5, capability: 5,
  independence: 2}
answers: {use: product, task: routine, own-test: unknown, material: [speech],
  customisation: [retrieval], deadline: year, data: [personal], data-location: anywhere,
  residency: region, contracts: [no-training, data-agreement],
  regimes: [privacy-law, public-sector, critical-infrastructure], audit: [logs],
  monthly-tokens: "60,000 calls of 10,000", deciding-cost: unknown, hardware: no-budget,
  team-skills: no-developers, agreements: office-suite, availability: always-on, exit: switch,
  licence: [plain-use]}
"""


def test_a_very_weak_spot_of_the_recommended_option_is_on_its_page() -> None:
    """What its rivals do as badly is no objection, and may be the gravest fault of all."""
    kb = packaged.knowledge()
    found = assess(read_profile(kb, BUSES, "buses.yaml"), kb)
    assert found.recommendation.option is not None
    spots = [spot for spot in found.reasons.weak if spot.known]
    gravest = max(spots, key=lambda spot: spot.weight * (100 - spot.value))
    page = " ".join(str(render(found, "text")).split())
    against = page.partition("Against - ")[2].partition(" What if ")[0]
    assert gravest.name in against
    # Once, although it is a weak spot and may be an objection too.
    assert page.count("nobody in your team writes software") == 1
