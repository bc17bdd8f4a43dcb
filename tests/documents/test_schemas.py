"""The published JSON Schemas: as the types are, and obeyed by what is published."""

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml

import llmchoice.schemas
from llmchoice.catalogue.cost.load import load_book
from llmchoice.catalogue.cost.study import Asked
from llmchoice.catalogue.cost.study import report as cost_report
from llmchoice.catalogue.load import load_catalogue
from llmchoice.engine.assess import assess
from llmchoice.engine.comparison import compare
from llmchoice.engine.panel import Member, assess_panel
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged, profile_names
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.shelf import LISTS
from llmchoice.model.cost import Volume
from llmchoice.model.knowledge import Basis
from llmchoice.model.terms import CostInputs
from llmchoice.report.fields import fields
from llmchoice.schemas import schemas

FOLDER = Path(llmchoice.schemas.__file__).parent
CRITERIA = sorted(packaged("criteria").rglob("*.yaml"))
CLINIC = ("clinic-ciso", "clinic-cfo", "clinic-cto")


def _schema(name: str) -> dict[str, object]:
    schema: dict[str, object] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return schema


@cache
def _checker(name: str) -> jsonschema.Draft202012Validator:
    """Of a published schema. That it is one is held once, below: it takes longer than to use it."""
    return jsonschema.Draft202012Validator(_schema(name))


def test_the_schemas_are_those_of_the_types() -> None:
    generated = schemas(load_criteria())
    assert sorted(generated) == sorted(path.name for path in FOLDER.glob("*.json"))
    for name, schema in generated.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert _schema(name) == json.loads(json.dumps(schema)), "python -m llmchoice.schemas"


@pytest.mark.parametrize("path", CRITERIA, ids=lambda path: path.stem)
def test_every_criteria_file_obeys_the_schema_that_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve().parent == FOLDER.resolve()
    _checker(Path(named).name).validate(yaml.safe_load(text))


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_obeys_its_schema(name: str) -> None:
    """The reports of those that end differently are held to theirs in tests/contract."""
    text = (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")
    _checker("profile.schema.json").validate(yaml.safe_load(text))


def test_the_reports_of_panels_and_what_ifs_obey_their_schemas() -> None:
    kb = load_criteria()
    texts = {name: (packaged("profiles") / f"{name}.yaml").read_text("utf-8") for name in CLINIC}
    members = [Member(name, read_profile(kb, text, name)) for name, text in texts.items()]
    panel = json.loads(fields(assess_panel(kb, members, draws=100)))
    _checker("panel.schema.json").validate(panel)
    one, other = (assess(Basis(kb), member.profile, draws=100) for member in members[:2])
    comparison = json.loads(fields(compare(one, other)))
    _checker("comparison.schema.json").validate(comparison)


def test_a_report_of_costs_obeys_its_schema() -> None:
    found = cost_report(
        load_book(load_catalogue()),
        organisation="Acme",
        options=load_criteria().options,
        asked=[Asked(None, {}, Volume(tokens_in=1e6, tokens_out=1e5)), Asked("w", {}, None)],
        inputs=CostInputs(currency="EUR", rate=0.9, ceiling=10),
    )
    _checker("cost.schema.json").validate(json.loads(found.model_dump_json()))


def test_the_profile_schema_refuses_what_the_loader_refuses() -> None:
    wrong = {"organisation": "x", "answers": {"data": "publik"}}
    with pytest.raises(jsonschema.ValidationError, match="publik"):
        _checker("profile.schema.json").validate(wrong)


@pytest.mark.parametrize("name", ["comparisons", "no-idea", "costs"])
def test_what_is_rarely_written_and_the_loader_accepts_obeys_the_schema(name: str) -> None:
    path = Path(__file__).parents[1] / "examples" / "valid" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    # Its answers are of other questions than those that are shipped.
    profile = {**yaml.safe_load(text), "answers": {}}
    _checker("profile.schema.json").validate(profile)


@pytest.mark.parametrize(
    "wrong",
    [
        {"comparisons": {"privacy": {"budget": 12}}},
        {"comparisons": {"privacy": {"budget": "1/10"}}},
        {"comparisons": {"privacy": {"budget": "2/3"}}},
        {"comparisons": {"privacy": {"budgit": 2}}},
        {"comparisons": {"privacy": 2}},
        {"spread": "ruogh"},
        {"spread": 0},
        {"spread": True},
        {"costs": []},
        {"costs": {"gpu-hours": 2}},
        {"costs": {"cache-share": 30}},
        {"costs": {"pue": {"low": 1.1, "high": 1.5}}},
        {"costs": {"input-share": {"low": 0.5, "typical": 0.6, "high": 0.7}}},
        {"costs": {"terms": {}}},
        {"costs": {"ceiling": 0}},
        {"unasked": ["data"]},
    ],
)
def test_the_profile_schema_knows_comparisons_spreads_and_costs(wrong: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        _checker("profile.schema.json").validate({"organisation": "x", **wrong})


def test_every_list_of_criteria_has_a_schema() -> None:
    assert {name.replace(".yaml", ".schema.json") for name in LISTS} <= set(
        schemas(load_criteria())
    )
