"""The same input gives the same bytes, in whatever order it was written down."""

import random
from collections.abc import Mapping
from typing import TypeVar

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.assess import assess
from llmchoice.knowledge.folders import packaged, profile_names
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile

Worlds = st.SearchStrategy[tuple[KnowledgeBase, Profile]]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(20))
Value = TypeVar("Value")


def shuffled(mapping: Mapping[str, Value], seed: int) -> dict[str, Value]:
    items = list(mapping.items())
    random.Random(seed).shuffle(items)  # noqa: S311 - any order will do
    return dict(items)


@LAW
@given(data=st.data())
def test_the_same_input_gives_the_same_bytes_whatever_the_order_of_its_keys(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    seed = data.draw(st.integers(0, 10**6))
    turned = profile.model_copy(
        update={
            "answers": shuffled(profile.answers, seed),
            "priorities": shuffled(profile.priorities or {}, seed),
        }
    )
    first = assess(Basis(kb), profile, date="2026-11-21", draws=300).model_dump_json(by_alias=True)
    assert (
        assess(Basis(kb), profile, date="2026-11-21", draws=300).model_dump_json(by_alias=True)
        == first
    )
    assert (
        assess(Basis(kb), turned, date="2026-11-21", draws=300).model_dump_json(by_alias=True)
        == first
    )


@pytest.mark.parametrize(("seed", "name"), list(enumerate(profile_names()[::4])))
def test_a_packaged_profile_gives_the_same_bytes_however_its_file_is_ordered(
    kb: KnowledgeBase, name: str, seed: int
) -> None:
    text = (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")
    turned = yaml.safe_dump(upside_down(yaml.safe_load(text), seed), sort_keys=False)
    first, second = (
        assess(Basis(kb), read_profile(kb, one, "x.yaml"), draws=300) for one in (text, turned)
    )
    assert first.model_dump_json(by_alias=True) == second.model_dump_json(by_alias=True)


def upside_down(data: object, seed: int) -> object:
    """Keys and selected answers in another order; a list whose order says something keeps it."""
    if isinstance(data, list):
        return data[::-1]
    if not isinstance(data, dict):
        return data
    turned = {key: upside_down(value, seed) for key, value in shuffled(data, seed).items()}
    if "ranking" in data:
        turned["ranking"] = data["ranking"]
    if "workloads" in data:
        turned["workloads"] = [upside_down(item, seed) for item in data["workloads"]]
    return turned


def test_equals_of_a_ranking_may_be_named_in_any_order(kb: KnowledgeBase) -> None:
    profile = read_profile(kb, (packaged("profiles") / "online-school.yaml").read_text("utf-8"), "")
    assert profile.ranking is not None
    turned = profile.model_copy(
        update={
            "ranking": tuple(
                rank if isinstance(rank, str) else rank[::-1] for rank in profile.ranking
            )
        }
    )
    assert turned != profile
    first, other = (
        assess(Basis(kb), each, date="2026-11-21", draws=300) for each in (profile, turned)
    )
    assert other.model_dump_json(by_alias=True) == first.model_dump_json(by_alias=True)
