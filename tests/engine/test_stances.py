"""What a criterion says of an option, and what its priorities add to it."""

from pathlib import Path

import pytest

from llmchoice.engine.explain import compared
from llmchoice.engine.situation import option_results, situation
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import OptionResult, Stance
from llmchoice.model.knowledge import Basis, KnowledgeBase

PINNED = Path(__file__).parents[1] / "pinned"
STARTUP = (PINNED / "profiles" / "startup.yaml").read_text(encoding="utf-8")
WEAK = 30.0


def results(kb: KnowledgeBase) -> tuple[OptionResult, ...]:
    profile = read_profile(kb, STARTUP, "startup.yaml")
    return option_results(situation(Basis(kb), profile, profile.answers))


def valued(options: tuple[OptionResult, ...], *values: float) -> tuple[OptionResult, ...]:
    """The first options with one value each on every criterion."""
    return tuple(
        option.model_copy(
            update={
                "contributions": tuple(
                    item.model_copy(
                        update={
                            "weight": 0.5,
                            "value": value,
                            "contribution": 0.5 * value,
                        }
                    )
                    for item in option.contributions
                )
            }
        )
        for option, value in zip(options, values, strict=False)
    )


@pytest.mark.parametrize(
    ("values", "stances"),
    [
        ((60, 60, 50), ("neutral", "neutral", "bad")),
        ((60, 50, 70), ("good", "bad", "good")),
        ((20, 10, 29), ("weak", "weak", "weak")),
    ],
)
def test_a_value_is_held_against_the_best_and_the_best_against_its_rivals(
    kb: KnowledgeBase, values: tuple[float, ...], stances: tuple[str, ...]
) -> None:
    options = valued(results(kb), *values)
    first, second, third = (option.id for option in options)
    found = compared(options, ((first,), (second,)), WEAK, {})
    assert [option.compared_with for option in found] == [(second,), (first,), (first,)]
    for option, stance in zip(found, stances, strict=True):
        assert {item.stance for item in option.contributions} == {Stance(stance)}
    assert {item.apart for item in found[2].contributions} == {0.5 * abs(values[0] - values[2])}
    assert third not in found[0].compared_with


def test_of_several_rivals_each_has_to_be_beaten(kb: KnowledgeBase) -> None:
    options = valued(results(kb), 60, 50, 70)
    first, *rivals = (option.id for option in options)
    found = compared(options, ((first,), rivals), WEAK, {})
    assert {item.stance for item in found[0].contributions} == {Stance.NEUTRAL}


def test_without_a_rival_and_without_weight_nothing_is_said(kb: KnowledgeBase) -> None:
    options = valued(results(kb), 60)
    (alone,) = compared(options, ((options[0].id,), ()), WEAK, {})
    assert {item.stance for item in alone.contributions} == {None}


def test_what_priorities_add_is_the_score(kb: KnowledgeBase) -> None:
    for option in results(kb):
        assert sum(one.points for one in option.by_priority) == pytest.approx(option.score)
        assert {one.priority for one in option.by_priority} == {
            item.priority for item in option.contributions
        }
