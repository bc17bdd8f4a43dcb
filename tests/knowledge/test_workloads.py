"""How many workloads a profile may have: as many as are assessed within a minute."""

import pytest
import yaml

from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import MOST_WORKLOADS


def _written(workloads: int) -> str:
    uses = [{"name": f"use {at}", "answers": {}} for at in range(workloads)]
    return yaml.safe_dump({"organisation": "Many", "answers": {}, "workloads": uses})


def test_as_many_as_are_allowed_are_read(kb: KnowledgeBase) -> None:
    profile = read_profile(kb, _written(MOST_WORKLOADS), "many.yaml")
    assert len(profile.workloads) == MOST_WORKLOADS


@pytest.mark.parametrize("workloads", [MOST_WORKLOADS + 1, 10_000])
def test_one_more_is_refused_where_it_stands(kb: KnowledgeBase, workloads: int) -> None:
    with pytest.raises(LlmchoiceError) as refused:
        read_profile(kb, _written(workloads), "many.yaml")
    (problem,) = refused.value.problems
    assert problem.message.startswith(f"{workloads:,} workloads; at most {MOST_WORKLOADS}")
    assert problem.place is not None
    assert problem.fix is not None
