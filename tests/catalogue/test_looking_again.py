"""At which volume, and at which price, what one begins with is to be looked at again."""

import re

import pytest
from tests.packaged import knowledge, text_of

from llmchoice.api import assess, priced, read_profile, render
from llmchoice.engine.recheck import recheck
from llmchoice.knowledge.folders import profile_names
from llmchoice.knowledge.source import ProfileText
from llmchoice.model.assessment import Assessment, AtPrice, AtVolume
from llmchoice.model.recheck import Recheck

CASE = ("scale-up", "task=skilled", "monthly-tokens=3000000000")
"""Which begins with a host, until the vendor costs no more."""
LARGER = ("research-lab", "task=skilled", "monthly-tokens=1000000000")
"""Which does too, until cards of its own cost no more: at nine times its volume."""


def assessed(name: str, *settings: str, ceiling: int | None = None) -> Assessment:
    kb, text = knowledge(), text_of(name)
    if ceiling is not None:
        text = re.sub("^costs: .*$", "", text, flags=re.MULTILINE)
        text += f"\ncosts: {{ceiling: {ceiling}}}\n"
    profile = read_profile(ProfileText(text, name), kb, settings=settings)
    return assess(profile, priced(kb, profile), simulations=1000)


def typical(result: Assessment) -> dict[str, float]:
    """What each option typically costs a month."""
    assert result.costs is not None
    (subject,) = result.costs.subjects
    return {cost.option: cost.monthly.typical for cost in subject.costs if cost.monthly}


def dear(result: Assessment, option: str) -> bool:
    """Whether it typically costs more than the ceiling."""
    return next(each.typically_over for each in result.options if each.id == option)


def volume_of(result: Assessment) -> AtVolume:
    again = result.recommendation.look_again
    assert again is not None
    assert again.volume is not None
    return again.volume


def price_of(result: Assessment) -> AtPrice:
    again = result.recommendation.look_again
    assert again is not None
    assert again.price is not None
    return again.price


def start_of(result: Assessment) -> str:
    start = result.recommendation.start_with
    assert start is not None
    return start.option


def told(result: Assessment | Recheck) -> str:
    return " ".join(str(render(result, full=True)).split())


@pytest.mark.parametrize(
    ("ceiling", "meets", "reached_words"),
    [
        (None, "start", "Look again: at"),
        (2000, "ceiling", "typically costs more than your ceiling. The decision said so"),
    ],
)
def test_what_is_told_of_a_volume_is_so_from_there_on_and_a_recheck_finds_it(
    ceiling: int | None, meets: str, reached_words: str
) -> None:
    then = assessed(*LARGER, ceiling=ceiling)
    volume, start = volume_of(then), start_of(then)
    assert volume.meets == meets
    assert recheck(then, then).crossings == ()
    for factor in (0.98, 1.001, 1.5, 3, 10):
        tokens, reached = round(factor * volume.tokens), factor > 1
        now = assessed(*LARGER, f"monthly-tokens={tokens}", ceiling=ceiling)
        costs = typical(now)
        is_met = costs[volume.option] <= costs[start]
        assert (is_met if ceiling is None else dear(now, volume.option)) is reached, factor
        check = recheck(then, now)
        found = [c for c in check.crossings if c.kind == "volume"]
        expected = (volume.option, tokens, volume.tokens)
        assert [(c.option, c.now, c.limit) for c in found] == [expected] * reached, factor
        assert (reached_words in told(check)) is reached, factor


def test_a_ceiling_that_is_reached_before_costs_meet_is_named() -> None:
    result = assessed(*LARGER, ceiling=2000)
    assert volume_of(result).tokens < volume_of(assessed(*LARGER)).tokens
    text = told(result)
    assert "tokens a month on: there Open, hosted typically costs more than your ceiling." in text
    assert "Other things may turn the choice before." in text


def test_nobody_is_told_to_wait_until_something_is_hardly_to_be_paid_for() -> None:
    """A vendor whose price has to fall to a twentieth is another vendor by then."""
    for name in profile_names():
        result = assessed(name)
        for part in result.workloads or (result,):
            again = part.recommendation.look_again
            if again is not None and again.price is not None:
                assert 0 < again.price.share <= 0.95


def test_that_much_cheaper_the_other_side_costs_the_same() -> None:
    result = assessed(*CASE)
    price, start, costs = price_of(result), start_of(result), typical(result)
    sides = {option.id: option.side for option in result.options}
    assert sides[price.option] is not sides[start]
    assert costs[price.option] * (1 - price.share) == pytest.approx(costs[start])


def test_a_rival_above_the_ceiling_has_to_keep_to_it_and_no_more() -> None:
    result = assessed(*CASE, ceiling=3500)
    plain, capped = price_of(assessed(*CASE)), price_of(result)
    assert dear(result, capped.option)
    assert (plain.meets, capped.meets) == ("start", "ceiling")
    assert capped.share < plain.share
    assert "cheaper: then it typically keeps to your ceiling." in told(result)


def test_no_third_option_is_named_while_the_best_of_the_other_side_costs_no_more() -> None:
    """It is not by its cost that it does not lead, so that no cost says when it does."""
    machines = ("hardware=purchase", "gpu-staff=could-hire", "traffic=steady")
    result = assessed("clinic-cfo", "monthly-tokens=500000000", *machines)
    found, costs = result.recommendation, typical(result)
    assert found.start_with is not None
    (rival,) = found.rivals
    assert costs[rival] < costs[found.start_with.option]
    assert any(o.admissible and o.id not in {rival, *found.leaders} for o in result.options)
    assert found.look_again is None


def test_nothing_is_said_where_no_option_is_left() -> None:
    assert assessed("nothing-left").recommendation.look_again is None


def test_a_recheck_finds_the_recorded_price_once_it_is_reached() -> None:
    then = assessed(*CASE)
    price, costs = price_of(then), then.costs
    assert costs is not None

    def cheaper(share: float) -> Assessment:
        """The same, with that option cheaper by a share."""
        (subject,) = costs.subjects
        lower = tuple(
            cost.model_copy(
                update={
                    "monthly": cost.monthly.model_copy(
                        update={
                            end: getattr(cost.monthly, end) * (1 - share)
                            for end in ("low", "typical", "high")
                        }
                    )
                }
            )
            if cost.option == price.option and cost.monthly
            else cost
            for cost in subject.costs
        )
        subjects = (subject.model_copy(update={"costs": lower}),)
        return then.model_copy(update={"costs": costs.model_copy(update={"subjects": subjects})})

    assert [c.kind for c in recheck(then, cheaper(price.share + 0.001)).crossings] == ["price"]
    assert recheck(then, cheaper(price.share - 0.001)).crossings == ()


def test_a_decision_record_says_when_to_look_again() -> None:
    record = str(render(assessed(*CASE), "madr"))
    assert "Look again from " in record or "Look again if " in record
