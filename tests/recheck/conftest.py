"""Past decisions, and knowledge bases that have moved since."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cli.conftest import _in_an_empty_folder, environment, run, startup
from tests.engine.conftest import kb, packaged_worlds, small_worlds
from tests.report.conftest import hostile

from llmchoice.api import assess
from llmchoice.knowledge.decision import Decision, read_decision
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.report.fields import fields

__all__ = [
    "_in_an_empty_folder",
    "environment",
    "hostile",
    "kb",
    "packaged_worlds",
    "run",
    "small_worlds",
    "startup",
]

Data = dict[str, Any]
DRAWS = 1000
DECIDED = "2026-11-21"
CHANGED_VALUES = [94, 80, 91, 84, 80]
NEW_QUESTION = {
    "id": "weights-audit",
    "section": "data",
    "kind": "one",
    "text": "Must somebody be able to audit the weights?",
    "why": "Some regulators ask for it.",
    "choices": [{"id": "not-wanted", "text": "nobody"}, {"id": "wanted", "text": "an auditor"}],
}


@pytest.fixture(scope="session")
def decided(kb: KnowledgeBase) -> Callable[[str], str]:
    """The JSON of a packaged profile's assessment."""

    @cache
    def text(name: str) -> str:
        said = (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")
        said += "\nexpires: {own-test: 2026-06-30, monthly-tokens: 2027-03-31}\n"
        profile = read_profile(kb, said, name)
        return fields(assess(profile, kb, DECIDED, DRAWS))

    return text


@pytest.fixture
def document(decided: Callable[[str], str]) -> Data:
    """The startup's decision as data, to be changed."""
    data: Data = json.loads(decided("startup"))
    return data


@pytest.fixture
def read() -> Callable[[Data], Decision]:
    """A decision from data."""
    return lambda data: read_decision(json.dumps(data, ensure_ascii=False), "decision.json")


@pytest.fixture
def moved_criteria(kb: KnowledgeBase) -> Callable[..., Path]:
    """A folder of criteria under which the startup's verdict is another one."""

    def folder(*, question: bool = False, constraint: bool = False) -> Path:
        path = Path("own")
        (path / "priorities").mkdir(parents=True, exist_ok=True)
        capability = yaml.safe_load(
            (packaged("criteria") / "priorities" / "capability.yaml").read_text(encoding="utf-8")
        )
        test = next(c for c in capability["criteria"] if c["id"] == "measured-quality")
        test["values"]["open-behind"] = CHANGED_VALUES
        criteria = [test]
        if question or constraint:
            values = {"not-wanted": [80] * 5, "wanted": [20, 20, 70, 90, 90]}
            audit = {**test, "id": "audit", "name": "Audit", "question": NEW_QUESTION["id"]}
            audit |= {"values": values, "worries": [], "set_aside": [], "share": 5}
            del audit["counts"]
            test["share"] -= audit["share"]
            criteria.append(audit)
            asked = {**NEW_QUESTION, "section": kb.sections[0].id}
            _write(path / "questions.yaml", {"questions": [asked]})
        if constraint:
            laws = [
                {
                    "id": f"audit-needs-weights-{side}",
                    "when": {NEW_QUESTION["id"]: ["wanted"]},
                    "excludes": {"weights": [side]},
                    "reason": "A new law wants the weights audited.",
                    "references": [kb.references[0].id],
                }
                for side in ("open", "closed")
            ]
            _write(path / "constraints.yaml", {"constraints": laws})
        mine = {"id": "capability", "columns": capability["columns"], "criteria": criteria}
        _write(path / "priorities" / "capability.yaml", mine)
        return path

    return folder


def _write(path: Path, data: object) -> None:
    class Plain(yaml.SafeDumper):
        """What stands twice is written twice."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - of anything
            return True

    path.write_text(yaml.dump(data, Dumper=Plain), encoding="utf-8")
