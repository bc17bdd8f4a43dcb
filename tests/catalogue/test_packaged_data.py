"""The data that ship with the program: whole, sourced, dated and plausible."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

import llmchoice.schemas
from llmchoice.catalogue.files import SCHEMAS
from llmchoice.catalogue.load import DATA
from llmchoice.model.catalogue import Permission, Weights
from llmchoice.model.collection import Catalogue
from llmchoice.model.knowledge import KnowledgeBase

FOLDER = Path(llmchoice.schemas.__file__).parent
OURS = sorted(path for path in DATA.rglob("*.yaml"))
# fmt: off - one name a line would say no more
NAMED_BY_THE_ARTICLES = [
    "gpt-3",
    "gpt-4",
    "chatgpt",
    "claude",
    "bloom",
    "opt",
    "llama",
    "llama-2",
    "mistral-7b",
    "mixtral",
    "cerebras-gpt",
    "pythia",
    "mpt",
    "xgen",
    "falcon",
    "alpaca",
    "vicuna",
    "dolly",
    "koala",
    "orca",
    "phi-2",
    "gpt-neox",
    "gpt-j",
    "gopher",
    "jurassic-1",
    "t5",
    "bert",
    "laion-5b",
    "constitutional-ai",
    "azure-ai-studio",
    "bedrock",
    "hugging-face",
    "onnx",
    "openapi",
]
# fmt: on


def test_there_are_at_least_sixty_models_of_both_kinds(catalogue: Catalogue) -> None:
    kinds = {model.weights for model in catalogue.models}
    assert len(catalogue.models) >= 60
    assert {Weights.CLOSED, Weights.OPEN, Weights.FULLY_OPEN} <= kinds


@pytest.mark.parametrize("name", NAMED_BY_THE_ARTICLES)
def test_everything_that_the_articles_name_has_a_row(name: str, catalogue: Catalogue) -> None:
    found = catalogue.find(name)
    assert found is not None
    assert found.id == name


def test_every_claim_that_a_row_corrects_is_a_claim_that_does_not_hold(
    catalogue: Catalogue, kb: KnowledgeBase
) -> None:
    claims = {claim.id: claim for article in kb.articles for claim in article.claims}
    for thing in catalogue.named:
        for said in thing.said:
            assert said.claim in claims, (thing.id, said.claim)
            assert claims[said.claim].standing != "holds", (thing.id, said.claim)


def test_every_wrong_claim_about_a_named_thing_is_found_there(catalogue: Catalogue) -> None:
    corrected = {said.claim for thing in catalogue.named for said in thing.said}
    assert {
        "battle-p43-licence-list",
        "battle-p21-constitutional-ai",
        "battle-p35-gptj-removed",
        "battle-p36-laion",
        "battle-p31-superglue",
        "rise-p8-built-on-llama",
        "rise-p11-derivatives",
        "rise-p14-orca-phi",
    } <= corrected


def test_every_price_has_a_provider_a_day_and_a_source(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        for price in model.prices:
            assert price.provider
            assert price.source
            assert date(2025, 1, 1) <= date.fromisoformat(price.as_of) <= date(2100, 1, 1)
            assert 0.001 <= price.input <= price.output <= 1000, model.id
            if price.cached_input is not None:
                assert price.cached_input <= price.input, model.id


def test_sizes_are_plausible(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        if model.total is not None and model.active is not None:
            assert 0.1 <= model.active <= model.total <= 5_000, model.id
        assert model.context is None or 1_000 <= model.context <= 20_000_000, model.id
        if model.architecture is not None:
            shape = model.architecture
            assert 8 <= shape.layers <= 200, model.id
            assert 4 <= shape.bytes_per_token / 1024 <= 1_000, model.id
            assert shape.bytes_per_session <= 4e9, model.id


def test_open_models_say_how_large_they_are_and_closed_ones_cannot(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        assert (model.total is None) == (model.weights is Weights.CLOSED), model.id


def test_no_source_is_empty(catalogue: Catalogue) -> None:
    for model in catalogue.models:
        assert all(text.strip() for text in model.sources.values()), model.id
    for thing in catalogue.named:
        assert all(text.strip() for text in thing.sources.values()), thing.id
    for licence in catalogue.licences:
        assert licence.source.strip()


def test_a_licence_that_forbids_commerce_is_of_no_other_class(catalogue: Catalogue) -> None:
    for licence in catalogue.licences:
        forbidden = licence.commercial is Permission.FORBIDDEN
        assert forbidden == (licence.licence_class == "non-commercial"), licence.id


def test_a_licence_without_its_own_name_is_in_the_spdx_list(catalogue: Catalogue) -> None:
    named = {x.id for x in catalogue.licences if not x.id.startswith("LicenseRef-")}
    assert named == {"Apache-2.0", "MIT", "CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-SA-3.0"}


def test_the_terms_that_people_ask_about(catalogue: Catalogue) -> None:
    assert catalogue.licence("LicenseRef-Llama-4").eu_excluded is True
    assert catalogue.licence("LicenseRef-Llama-3.3").user_cap == 700_000_000
    assert catalogue.licence("LicenseRef-Qwen3.8-Max").revenue_cap == 50_000_000
    assert catalogue.licence("Apache-2.0").user_cap == "no-cap"


def test_every_filter_is_about_options_questions_and_answers_that_exist(
    catalogue: Catalogue, kb: KnowledgeBase
) -> None:
    choices = {q.id: {choice.id for choice in q.choices} for q in kb.questions}
    for each in catalogue.rules.filters:
        assert each.options.ids(kb.options), each.id
        for question, answers in (each.when or {}).items():
            assert set(answers) <= choices[question], each.id


def test_every_licence_answer_brings_a_requirement_about(catalogue: Catalogue) -> None:
    asked = {a for f in catalogue.rules.filters for a in (f.when or {}).get("licence", ())}
    assert asked == {"huge-audience", "resale", "sensitive-field"}


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_every_file_obeys_the_schema_that_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    schema = (path.parent / named).resolve()
    assert schema.parent == FOLDER.resolve()
    checker = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    checker.validate(yaml.safe_load(text))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schemas_are_those_of_the_types(name: str) -> None:
    published = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    generated = json.loads(json.dumps(SCHEMAS[name].model_json_schema()))
    assert {k: v for k, v in published.items() if k != "$schema"} == generated
