"""The documented cases and the experts' situations are profiles that the criteria accept."""

from pathlib import Path

import pytest
import yaml

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.verdict import Verdict

TESTS = Path(__file__).resolve().parents[1]
EXPECTED = ".expected.yaml"
ENCODINGS = (TESTS / "cases" / "insider", TESTS / "cases" / "rules")
EXPERTS = TESTS / "experts"
PROFILES = sorted(
    path
    for folder in (*ENCODINGS, EXPERTS)
    for path in folder.glob("*.yaml")
    if not path.name.endswith(EXPECTED)
)


def _names(folder: Path) -> set[str]:
    return {p.name.removesuffix(".yaml") for p in folder.glob("*.yaml")}


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_profile_of_the_validation_is_valid(path: Path, kb: KnowledgeBase) -> None:
    read_profile(kb, path.read_text(encoding="utf-8"), path.name)


def test_every_case_has_an_outcome_and_a_profile_in_both_encodings() -> None:
    outcomes = {path.name.removesuffix(EXPECTED) for path in (TESTS / "cases").glob(f"*{EXPECTED}")}
    assert [_names(folder) for folder in ENCODINGS] == [outcomes, outcomes]


def test_what_experts_expect_is_a_verdict_and_options_that_there_are(kb: KnowledgeBase) -> None:
    options = {option.id for option in kb.options}
    for path in EXPERTS.glob(f"*{EXPECTED}"):
        stated = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert Verdict(stated["verdict"]) is not Verdict.NONE, path.name
        assert options.issuperset(stated["options"]), path.name
