"""What workloads have in common stands once in JSON, and all of it can be put back."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import create_model

import llmchoice
import llmchoice.schemas
from llmchoice.api import assess, read_profile, render
from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.decision import read_decision
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.source import ProfileText
from llmchoice.report.fields import fields
from llmchoice.shared import DEEPEST, FIELDS, SharedError, share, whole

Data = dict[str, Any]
SCHEMAS = Path(llmchoice.schemas.__file__).parent
MB = 1_000_000

NAMES = st.sampled_from(["name", "value", "recommendation", "profile", *sorted(FIELDS)])
LEAVES = st.sampled_from([None, True, False, 0, 1, 0.0, -0.0, 1.0, "", "1", "None", "a"])
DOCUMENTS = st.dictionaries(
    NAMES,
    st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
        max_leaves=30,
    ),
    max_size=5,
)


@cache
def _of_many(count: int) -> str:
    """The JSON of so many workloads, of which each says something of its own."""
    text = (packaged("profiles") / "software-company.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    own = data["workloads"][0]["answers"]
    data["workloads"] = [
        {"name": f"use {at}", "answers": {**own, "monthly-tokens": 10**8 + 10**5 * at}}
        for at in range(count)
    ]
    profile = read_profile(ProfileText(json.dumps(data), "many.yaml"))
    return str(render(assess(profile, simulations=20), "json"))


def _references(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        if "$ref" in data:
            yield data["$ref"]
        for value in data.values():
            yield from _references(value)
    elif isinstance(data, list):
        for item in data:
            yield from _references(item)


@given(DOCUMENTS)
def test_all_of_it_can_be_put_back(document: Data) -> None:
    put_back = whole(json.loads(json.dumps(share(document))))
    # As text: 1, 1.0 and true are equal to each other.
    assert json.dumps(put_back) == json.dumps(document)


@given(DOCUMENTS)
def test_each_part_stands_once_and_is_wanted_more_than_once(document: Data) -> None:
    shared = share(document)
    parts = [json.dumps(part) for part in shared["shared"]]
    assert len(set(parts)) == len(parts)
    wanted = Counter(_references(shared))
    assert len(wanted) == len(parts)
    assert all(times > 1 for times in wanted.values())


def test_a_report_of_several_workloads_fits_its_schema_with_and_without_references() -> None:
    document = json.loads(_of_many(4))
    schema = json.loads((SCHEMAS / "assessment.schema.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema)
    assert document["shared"]
    check.validate(document)
    check.validate(llmchoice.whole(document))
    document["workloads"][0]["options"][0]["contributions"][0] = {"$ref": "#/elsewhere/0"}
    with pytest.raises(jsonschema.ValidationError):
        check.validate(document)


def test_a_type_made_of_a_report_shares_as_that_does() -> None:
    noted = create_model("Noted", __base__=llmchoice.Assessment, note=(str, "ours"))
    document = whole(json.loads(_of_many(4)))
    written = json.loads(fields(noted.model_validate({**document, "note": "theirs"})))
    assert written["shared"]
    assert whole(written) == {**document, "note": "theirs"}


def test_what_most_programs_read_stands_where_it_is() -> None:
    document = json.loads(_of_many(4))
    put_back = whole(document)
    kept = [{k: v for k, v in document.items() if k in {"recommendation", "profile"}}]
    kept += [work["recommendation"] for work in document["workloads"]]
    assert not list(_references(kept))
    for work, filled in zip(document["workloads"], put_back["workloads"], strict=True):
        for option, same in zip(work["options"], filled["options"], strict=True):
            assert (option["id"], option["score"]) == (same["id"], same["score"])


def test_a_report_of_one_piece_has_nothing_to_share() -> None:
    text = str(render(assess(read_profile("startup"), simulations=20), "json"))
    document = json.loads(text)
    assert "shared" not in document
    assert "$ref" not in text
    assert whole(document) == document


def test_a_hundred_workloads_take_less_than_ten_million_bytes() -> None:
    few, more = len(_of_many(4)), len(_of_many(8))
    # Draws change nothing of the size; what one more takes holds for the others too.
    assert few + (100 - 4) * (more - few) / 4 < 10 * MB


@pytest.mark.parametrize(
    "parts",
    [
        "no list",
        [{"$ref": "#/shared/0"}],
        [{"$ref": "#/shared/1"}, {"a": 1}],
        [{"a": 1}, {"b": [{"$ref": "#/shared/7"}]}],
        [{"a": 1}, {"$ref": "#/shared/-1"}],
        [{"a": 1}, {"$ref": "#/shared/00"}],
        [{"a": 1}, {"$ref": "https://x.example/0"}],
        [{"a": 1}, {"$ref": ["#/shared/0"]}],
        [{"a": 1}, {"$ref": "#/shared/0", "b": 2}],
        [{}] + [{"a": {"$ref": f"#/shared/{at}"}} for at in range(DEEPEST + 1)],
        [{}] * 100_001,
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(parts: object) -> None:
    with pytest.raises(SharedError, match=r"; give a JSON report as llmchoice wrote it$"):
        whole({"workloads": [], "shared": parts})
    assert issubclass(llmchoice.SharedError, ValueError)


def test_parts_that_would_fill_the_memory_are_refused_at_once(
    decided_many: Callable[[], Data],
) -> None:
    document = decided_many()
    parts = document["shared"]
    parts.append({"a": "x"})
    for _ in range(DEEPEST):
        parts.append({"a": [{"$ref": f"#/shared/{len(parts) - 1}"}] * 900})
    document["warnings"] = [{"$ref": f"#/shared/{len(parts) - 1}"}]
    start = time.process_time()
    with pytest.raises(LlmchoiceError, match="more than 3,000,000 values"):
        read_decision(json.dumps(document), "bomb.json")
    assert time.process_time() - start < 10


def test_a_decision_is_read_back_with_all_it_shares(decided_many: Callable[[], Data]) -> None:
    document = decided_many()
    read = read_decision(json.dumps(document), "d.json").assessment
    assert read.model_dump(mode="json", by_alias=True) == whole(document)
    document["shared"].pop()
    with pytest.raises(LlmchoiceError, match="a reference must lead to a part"):
        read_decision(json.dumps(document), "d.json")


@pytest.fixture
def decided_many() -> Callable[[], Data]:
    """The data of a decision on four workloads, to be changed."""
    return lambda: json.loads(_of_many(4))
