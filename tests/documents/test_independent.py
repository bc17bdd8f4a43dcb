"""The program agrees with a script that shares no code with it, within the error of the draws."""

import json

import pytest
from benchmarks.independent import computed, disagreements, kind, read

from llmchoice.api import assess, load_criteria, read_profile, render

DRAWS = 4000


@pytest.mark.parametrize("name", ["startup", "newspaper"])
def test_an_independent_script_comes_to_the_same(name: str) -> None:
    kb, profile = load_criteria(), read_profile(name)
    report = json.loads(render(assess(profile, kb, simulations=DRAWS), "json"))
    criteria, content = read(), report["profile"]["content"]
    found = computed(criteria, content, DRAWS)
    of_kind = kind(criteria, content, found, DRAWS)
    assert [*disagreements(found, of_kind, report["recommendation"], DRAWS)] == []


def test_what_is_otherwise_is_found() -> None:
    """The comparison tells a wrong share, a wrong regret and another default."""
    criteria = read()
    report = json.loads(render(assess(read_profile("startup"), simulations=DRAWS), "json"))
    content, theirs = report["profile"]["content"], report["recommendation"]
    found = computed(criteria, content, DRAWS)
    other = {**theirs, "p_side": theirs["p_side"] - 0.05, "regret": theirs["regret"] + 1}
    other["start_with"] = {**theirs["start_with"], "option": "open-host"}
    told = " ".join(disagreements(found, None, other, DRAWS))
    assert all(figure in told for figure in ("P(side)", "regret", "start with"))
