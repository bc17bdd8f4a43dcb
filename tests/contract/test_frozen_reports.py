"""What was published once is valid for ever: changes only add."""

import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import BaseModel

import llmchoice.schemas
from llmchoice.model.assessment import Assessment
from llmchoice.model.comparison import Comparison
from llmchoice.model.cost import CostReport
from llmchoice.model.panel import Panel
from llmchoice.model.recheck import Recheck
from llmchoice.model.row import Row

SCHEMAS = Path(llmchoice.schemas.__file__).parent
FROZEN = sorted(Path(__file__).parent.glob("*.json"))
KINDS: dict[str, type[BaseModel]] = {
    "assessment": Assessment,
    "comparison": Comparison,
    "cost": CostReport,
    "panel": Panel,
    "recheck": Recheck,
    "row": Row,
}


def _read(path: Path) -> dict[str, object]:
    document: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _version(schema: dict[str, object]) -> object:
    properties = schema["properties"]
    assert isinstance(properties, dict)
    return properties["schema_version"]["const"]


def _schema(kind: str, version: object) -> dict[str, object]:
    """Today's schema of a kind; of an older version, the one that was kept."""
    today = _read(SCHEMAS / f"{kind}.schema.json")
    return today if _version(today) == version else _read(SCHEMAS / f"{kind}-{version}.schema.json")


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem)
def test_a_report_of_an_older_release_obeys_the_schema_of_its_version(path: Path) -> None:
    kind, version = path.stem.split("-")[:2]
    document = _read(path)
    assert str(document["schema_version"]) == version
    jsonschema.validate(
        document, _schema(kind, document["schema_version"]), jsonschema.Draft202012Validator
    )


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem)
def test_a_report_of_an_older_release_can_still_be_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kind = path.stem.split("-")[0]
    read = KINDS[kind].model_validate_json(text)
    assert _lost(json.loads(text), read.model_dump(mode="json", by_alias=True)) == []


def _lost(before: object, after: object, at: str = "") -> list[str]:
    """Where something of before is not in after; what was added anywhere is no loss."""
    if isinstance(before, dict) and isinstance(after, dict):
        gone = [f"{at}/{name}" for name in before if name not in after]
        pairs = [(str(name), before[name], after[name]) for name in before if name in after]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        gone, pairs = [], [(str(n), *two) for n, two in enumerate(zip(before, after, strict=True))]
    else:
        return [] if before == after else [at]
    return gone + [path for name, a, b in pairs for path in _lost(a, b, f"{at}/{name}")]


def test_additions_are_no_loss_and_everything_else_is() -> None:
    before = {"a": [{"b": 1}], "c": None}
    assert _lost(before, {"a": [{"b": 1, "new": 2}], "c": None, "d": 3}) == []
    assert _lost(before, {"a": [{"b": 2}]}) == ["/c", "/a/0/b"]
    assert _lost(before, {"a": [], "c": None}) == ["/a"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_version_of_today_has_a_frozen_report(kind: str) -> None:
    version = _version(_read(SCHEMAS / f"{kind}.schema.json"))
    names = [path.stem for path in FROZEN]
    assert f"{kind}-{version}" in names, "python tests/contract/freeze.py, just before a release"
