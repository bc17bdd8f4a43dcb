"""`llmchoice schema`: the published JSON Schemas."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import Run

import llmchoice.schemas

FOLDER = Path(llmchoice.schemas.__file__).parent
NAMES = sorted(path.name.removesuffix(".schema.json") for path in FOLDER.glob("*.schema.json"))


def test_without_a_name_all_are_listed_with_what_they_are(run: Run) -> None:
    done = run("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()] == NAMES
    assert all(len(line.split()) > 1 for line in done.stdout.splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_json_schema_2020_12(name: str, run: Run) -> None:
    done = run("schema", name)
    assert (done.returncode, done.stderr) == (0, "")
    schema = json.loads(done.stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", ["assessment", "profile", "criterion", "comparison", "panel"])
def test_the_names_that_were_promised_are_there(name: str) -> None:
    assert name in NAMES


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("asessment", "did you mean 'assessment'?"),
        ("Profile", "did you mean 'profile'?"),
        ("../x", "choose one of:"),
    ],
)
def test_another_name_is_a_usage_error_that_names_the_nearest(
    name: str, fix: str, run: Run
) -> None:
    done = run("schema", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error: there is no schema '{name}'\n  fix: {fix}" in done.stderr


def test_it_goes_to_a_file_whole_and_never_over_another(run: Run) -> None:
    assert run("schema", "profile", "-o", "p.json").stdout == ""
    assert Path("p.json").read_text(encoding="utf-8") == run("schema", "profile").stdout
    assert run("schema", "profile", "-o", "p.json").returncode == 2
    assert run("schema", "panel", "-o", "p.json", "--force").returncode == 0
    assert json.loads(Path("p.json").read_text(encoding="utf-8"))["title"] == "Panel"


def test_a_report_obeys_the_schema_that_is_printed(run: Run) -> None:
    schema = json.loads(run("schema", "assessment").stdout)
    report = json.loads(run("assess", "-p", "startup", "--json").stdout)
    jsonschema.Draft202012Validator(schema).validate(report)


def test_one_criterion_obeys_its_schema(run: Run) -> None:
    schema = json.loads(run("schema", "criterion").stdout)
    with pytest.raises(jsonschema.ValidationError, match="'name' is a required property"):
        jsonschema.validate({"id": "x"}, schema)


@pytest.mark.parametrize(
    ("wrong", "valid"),
    [
        ({"priorities": {}, "points": {}}, {"priorities": {}}),
        ({"answers": {"data": ["unknown", "public"]}}, {"answers": {"data": ["unknown"]}}),
        ({"organisation": "n" * 201}, {"organisation": "n" * 200}),
    ],
)
def test_a_profile_that_is_refused_is_no_profile_by_the_schema_either(
    wrong: dict[str, object], valid: dict[str, object]
) -> None:
    folder = Path(llmchoice.schemas.__file__).parent
    schema = json.loads((folder / "profile.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(schema)
    assert not checker.is_valid({"organisation": "Made up", **wrong})
    checker.validate({"organisation": "Made up", **valid})
