"""Values are absolute: which other options are listed, and in which order, changes nothing."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.assess import assess as assess_in_full
from llmchoice.knowledge.checks import findings
from llmchoice.model.assessment import Assessment, OptionResult
from llmchoice.model.basis import Basis
from llmchoice.model.criterion import Criterion, Priority
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.notice import SameScore
from llmchoice.model.profile import Profile
from llmchoice.model.rule import Condition, Constraint

assess = partial(assess_in_full, draws=100, search=False)
"""What is stated here holds for any number of draws."""

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(40))
Item = TypeVar("Item")


def with_options(kb: KnowledgeBase, kept: Sequence[str]) -> KnowledgeBase:
    """The same knowledge base with these options, in this order."""
    places = [[o.id for o in kb.options].index(name) for name in kept]
    return kb.model_copy(
        update={
            "options": picked(kb.options, places),
            "priorities": tuple(_priority(p, places, kept) for p in kb.priorities),
            "constraints": tuple(c for rule in kb.constraints for c in _excluding(rule, kept)),
            "conditions": tuple(c for rule in kb.conditions for c in _needing(rule, kept)),
        }
    )


def picked(items: Sequence[Item], places: Sequence[int]) -> tuple[Item, ...]:
    return tuple(items[at] for at in places)


def _priority(priority: Priority, places: list[int], kept: Sequence[str]) -> Priority:
    criteria = tuple(_criterion(c, places, kept) for c in priority.criteria)
    return priority.model_copy(update={"criteria": criteria})


def _criterion(criterion: Criterion, places: list[int], kept: Sequence[str]) -> Criterion:
    points = [p.model_copy(update={"values": picked(p.values, places)}) for p in criterion.points]
    return criterion.model_copy(
        update={
            "values": {key: picked(row, places) for key, row in criterion.values.items()},
            "points": tuple(points),
            "reasons": {name: criterion.reasons[name] for name in kept},
            "worries": tuple(name for name in criterion.worries if name in kept),
        }
    )


def _excluding(rule: Constraint, kept: Sequence[str]) -> list[Constraint]:
    left = tuple(name for name in rule.excludes if name in kept)
    return [rule.model_copy(update={"excludes": left})] if left else []


def _needing(rule: Condition, kept: Sequence[str]) -> list[Condition]:
    left = tuple(name for name in rule.options if name in kept)
    return [rule.model_copy(update={"options": left})] if left else []


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


def with_twin(kb: KnowledgeBase, original: str) -> KnowledgeBase:
    names = [o.id for o in kb.options]
    doubled = with_options(kb, [*names, original])
    twin = doubled.options[-1].model_copy(update={"id": "twin"})
    priorities = tuple(
        p.model_copy(
            update={
                "criteria": tuple(
                    c.model_copy(
                        update={"reasons": {**c.reasons, "twin": c.reasons[original]}},
                    )
                    for c in p.criteria
                )
            }
        )
        for p in doubled.priorities
    )
    constraints = tuple(
        rule.model_copy(update={"excludes": (*rule.excludes, "twin")})
        if original in rule.excludes
        else rule
        for rule in doubled.constraints
    )
    return doubled.model_copy(
        update={
            "options": (*doubled.options[:-1], twin),
            "priorities": priorities,
            "constraints": constraints,
        }
    )


@pytest.mark.parametrize("kept", [["closed-api", "open-cloud"], ["open-managed", "closed-cloud"]])
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
