"""Values are absolute: which other options are listed, and in which order, changes nothing."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples
from tests.made_up import with_options, with_twin

from llmchoice.engine.assess import assess as assess_in_full
from llmchoice.knowledge.checks import findings
from llmchoice.model.assessment import Assessment, OptionResult
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.notice import SameScore
from llmchoice.model.profile import Profile

assess = partial(assess_in_full, draws=100, search=False)
"""What is stated here holds for any number of draws."""

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(40))
Item = TypeVar("Item")


def apart_from_the_others(option: OptionResult) -> OptionResult:
    """What an option's row says of itself: not how it stands beside the others."""
    alone = {"stance": None, "apart": 0.0}
    return option.model_copy(
        update={
            "rank": None,
            "first_rank_share": None,
            "dominated_by": (),
            "compared_with": (),
            "contributions": tuple(c.model_copy(update=alone) for c in option.contributions),
        }
    )


def order(assessment: Assessment, names: Sequence[str]) -> list[tuple[str, str]]:
    """Every pair of which the first is ranked strictly better."""
    ranks = {o.id: o.rank for o in assessment.options if o.rank is not None}
    return sorted(
        (a, b) for a in names for b in names if a in ranks and b in ranks and ranks[a] < ranks[b]
    )


@LAW
@given(data=st.data())
def test_made_up_knowledge_bases_pass_the_loaders_checks(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    # A made-up one may have options of one side only, which the loader refuses.
    found = findings(data.draw(small_worlds)[0])
    assert [finding for finding in found if finding.key != "options"] == []


@LAW
@given(data=st.data())
def test_removing_an_option_leaves_the_values_and_the_order_of_the_others(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    names = [o.id for o in kb.options]
    gone = data.draw(st.sampled_from(names))
    left = [name for name in names if name != gone]
    before, after = assess(Basis(kb), profile), assess(Basis(with_options(kb, left)), profile)
    rows = [apart_from_the_others(o) for o in before.options if o.id != gone]
    assert [apart_from_the_others(o) for o in after.options] == rows
    assert order(after, left) == order(before, left)


@LAW
@given(data=st.data())
def test_listing_the_options_in_another_order_gives_the_same_result(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    names = data.draw(st.permutations([o.id for o in kb.options]))
    one, other = assess(Basis(kb), profile), assess(Basis(with_options(kb, names)), profile)

    def unordered(option: OptionResult) -> OptionResult:
        return option.model_copy(update={"dominated_by": tuple(sorted(option.dominated_by))})

    assert {o.id: unordered(o) for o in one.options} == {o.id: unordered(o) for o in other.options}
    mine, theirs = one.recommendation, other.recommendation
    for field in ("verdict", "option", "runner_up", "side", "margin", "unknown_weight"):
        assert getattr(mine, field) == getattr(theirs, field), field
    assert sorted(mine.contenders) == sorted(theirs.contenders)
    assert sorted(one.reasons.leaders) == sorted(other.reasons.leaders)
    assert sorted(one.reasons.followers) == sorted(other.reasons.followers)


@LAW
@given(data=st.data())
def test_twins_share_their_rank_and_neither_is_named_first(
    worlds: Worlds, data: st.DataObject
) -> None:
    """A copy of the winner beside it is a tie: nothing picks one of the two."""
    kb, profile = data.draw(worlds)
    first = [o.id for o in assess(Basis(kb), profile).options if o.rank == 1]
    if not first:
        return
    twin = with_twin(kb, first[0])
    result = assess(Basis(twin), profile)
    ranks = {o.id: o.rank for o in result.options}
    assert ranks[first[0]] == ranks["twin"] == 1
    assert result.recommendation.option is None
    assert {first[0], "twin"} <= set(result.recommendation.contenders)
    assert any(isinstance(found, SameScore) for found in result.warnings)


@pytest.mark.parametrize("kept", [["closed-api", "open-rented"], ["open-host", "closed-cloud"]])
def test_two_packaged_options_alone_score_as_they_do_among_five(
    kb: KnowledgeBase, kept: list[str]
) -> None:
    answers = {q.id: "unknown" for q in kb.questions}
    profile = Profile(
        organisation="x", priorities={p.id: 3.0 for p in kb.priorities}, answers=answers
    )
    among_five = {o.id: o.score for o in assess(Basis(kb), profile).options}
    alone = {o.id: o.score for o in assess(Basis(with_options(kb, kept)), profile).options}
    assert alone == {name: among_five[name] for name in kept}
