"""At which volume, and at which price, what one begins with is to be looked at again."""

import re

import pytest
from tests.packaged import knowledge, text_of

from llmchoice.api import assess, priced, read_profile, render
from llmchoice.engine.recheck import recheck
from llmchoice.knowledge.folders import profile_names
from llmchoice.knowledge.source import ProfileText
from llmchoice.model.assessment import Assessment

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


def test_from_that_volume_on_it_typically_costs_no_more_and_below_it_does() -> None:
    found = assessed(*LARGER).recommendation
    assert found.look_again is not None
    assert found.look_again.volume is not None
    assert found.start_with is not None
    option, start = found.look_again.volume.option, found.start_with.option
    factors = {0.98: False, 1.001: True, 1.5: True, 3: True, 10: True}
    for factor, expected in factors.items():
        tokens = round(factor * found.look_again.volume.tokens)
        costs = typical(assessed(*LARGER, f"monthly-tokens={tokens}"))
        assert (costs[option] <= costs[start]) is expected, factor


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
    found = result.recommendation
    assert found.look_again is not None
    assert found.look_again.price is not None
    assert found.start_with is not None
    assert result.costs is not None
    sides = {option.id: option.side for option in result.options}
    rival = found.look_again.price.option
    assert sides[rival] is not found.start_with.side
    (subject,) = result.costs.subjects
    costs = {cost.option: cost.monthly.typical for cost in subject.costs if cost.monthly}
    left = costs[rival] * (1 - found.look_again.price.share)
    assert left == pytest.approx(costs[found.start_with.option])


def dear(result: Assessment, option: str) -> bool:
    """Whether it typically costs more than the ceiling."""
    return next(each.typically_over for each in result.options if each.id == option)


def test_a_ceiling_that_is_reached_before_costs_meet_is_named_and_not_where_they_do() -> None:
    met = assessed(*LARGER).recommendation.look_again
    result = assessed(*LARGER, ceiling=2000)
    found = result.recommendation.look_again
    assert met is not None
    assert met.volume is not None
    assert found is not None
    assert found.volume is not None
    assert (met.volume.meets, found.volume.meets) == ("start", "ceiling")
    assert found.volume.tokens < met.volume.tokens
    for factor, reached in ((0.98, False), (1.001, True)):
        tokens = round(factor * found.volume.tokens)
        then = assessed(*LARGER, f"monthly-tokens={tokens}", ceiling=2000)
        assert dear(then, found.volume.option) is reached
        (crossing,) = recheck(result, then).crossings or (None,)
        assert (crossing is not None) is reached
        page = " ".join(str(render(recheck(result, then))).split())
        assert ("typically costs more than your ceiling. The decision said so" in page) is reached
    told = " ".join(str(render(result, full=True)).split())
    assert "tokens a month on: there Open, hosted typically costs more than your ceiling." in told
    assert "That is by cost alone: other things may turn the choice before." in told


def test_a_rival_above_the_ceiling_has_to_keep_to_it_and_no_more() -> None:
    plain = assessed(*CASE).recommendation.look_again
    result = assessed(*CASE, ceiling=3500)
    found = result.recommendation.look_again
    assert plain is not None
    assert plain.price is not None
    assert found is not None
    assert found.price is not None
    assert dear(result, found.price.option)
    assert (plain.price.meets, found.price.meets) == ("start", "ceiling")
    assert found.price.share < plain.price.share
    assert "cheaper: then it typically keeps to your ceiling." in " ".join(
        str(render(result, full=True)).split()
    )


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


def test_a_recheck_finds_the_recorded_volume_once_it_is_reached() -> None:
    then = assessed(*LARGER)
    again = then.recommendation.look_again
    assert again is not None
    assert again.volume is not None
    assert recheck(then, then).crossings == ()
    for factor, reached in ((1.001, True), (0.98, False)):
        tokens = round(factor * again.volume.tokens)
        check = recheck(then, assessed(*LARGER, f"monthly-tokens={tokens}"))
        found = [c for c in check.crossings if c.kind == "volume"]
        assert bool(found) is reached
        text = " ".join(str(render(check)).split())
        assert ("Look again: at" in text) is reached
        for crossing in found:
            assert (crossing.option, crossing.now) == (again.volume.option, tokens)
            assert crossing.limit == again.volume.tokens


def test_a_recheck_finds_the_recorded_price_once_it_is_reached() -> None:
    then = assessed(*CASE)
    found, costs = then.recommendation, then.costs
    assert costs is not None
    assert found.look_again is not None
    assert found.look_again.price is not None
    price = found.look_again.price

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
