"""Running costs are always computed, and held against the amount from which they decide."""

import re
from functools import cache

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.api import assess as assess_and_price
from llmchoice.api import assess as assess_with_costs
from llmchoice.api import load_criteria, priced, read_profile, render
from llmchoice.catalogue.parts import costs_of_profile
from llmchoice.catalogue.store import current_store
from llmchoice.engine.answers import missing
from llmchoice.engine.assess import assess
from llmchoice.engine.bounds import settled
from llmchoice.engine.inquiry import influences
from llmchoice.knowledge.amount import how_to_write
from llmchoice.knowledge.answer import answer_from_text
from llmchoice.knowledge.source import ProfileText
from llmchoice.model.assessment import Assessment, Contribution
from llmchoice.model.estimate import Estimate
from llmchoice.model.ground import CostGround
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.notice import (
    AboveAmount,
    AmountAboveCeiling,
    AmountTooSmall,
    UnknownWeight,
)
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import Amount
from llmchoice.model.terms import Band, CostInputs, Term
from llmchoice.report.blocks import Facts
from llmchoice.report.documents.cost import cost_line
from llmchoice.report.documents.criteria import of_criterion

LAW = settings(derandomize=True, deadline=None, max_examples=examples(20))
AMOUNT, VOLUME = "deciding-cost", "monthly-tokens"
amounts = st.one_of(st.floats(0.01, 1e7), st.just("unknown"))


@cache
def knowledge() -> KnowledgeBase:
    """What is shipped."""
    return load_criteria()


def profile(name: str = "startup", **answers: Answer) -> Profile:
    found = read_profile(name, knowledge())
    named = {key.replace("_", "-"): value for key, value in answers.items()}
    return found.model_copy(update={"answers": {**found.answers, **named}})


def careless(name: str, **answers: Answer) -> Profile:
    """One for which money hardly counts."""
    found = profile(name, **answers)
    return found.model_copy(update={"priorities": {**(found.priorities or {}), "budget": 0.5}})


def with_costs(text: str, **answers: Answer) -> Profile:
    """The startup with a section `costs:`."""
    costs = read_profile(ProfileText(f"organisation: x\ncosts: {text}", "x"), knowledge()).costs
    return profile("startup", **answers).model_copy(update={"costs": costs})


def assessed(found: Profile, draws: int = 1000) -> Assessment:
    return assess(priced(knowledge(), found), found, draws=draws, search=False)


def running(found: Profile) -> dict[str, Contribution]:
    return {
        option.id: contribution
        for option in assessed(found, 100).options
        for contribution in option.contributions
        if contribution.criterion == "running-cost"
    }


def values(found: Profile) -> dict[str, float]:
    return {option: contribution.value for option, contribution in running(found).items()}


def ground(contribution: Contribution) -> CostGround:
    assert contribution.ground.cost is not None
    return contribution.ground.cost


def monthly(contribution: Contribution) -> Band:
    found = ground(contribution).monthly
    assert found is not None
    return found


@LAW
@given(amount=st.floats(1, 1e6), tokens=st.sampled_from([1e6, 4e7, 1e9, 1e11]))
def test_the_amount_is_worth_nothing_a_tenth_of_it_everything_and_ten_times_the_opposite(
    amount: float, tokens: float
) -> None:
    for option, one in running(profile(deciding_cost=amount, monthly_tokens=tokens)).items():
        counted = monthly(one).typical + ground(one).upkeep
        assert one.computed
        assert ground(one).decides == amount
        assert (one.value <= -100) == (counted >= 10 * amount), option
        assert (one.value == -600) == (counted >= 1_000_000 * amount), option
        assert (one.value <= 0) == (counted >= amount), option
        assert (one.value == 100) == (counted <= amount / 10), option


def test_own_hardware_at_a_small_volume_is_no_longer_as_good_as_free() -> None:
    found = running(profile(monthly_tokens=2e6, hardware="purchase"))["open-owned"]
    assert monthly(found).typical > 3000
    assert found.value < 10


def test_where_the_amount_is_large_the_same_cost_decides_nothing() -> None:
    least, most = (values(profile(deciding_cost=amount)) for amount in (100, 1e6))
    assert most == dict.fromkeys(most, 100.0)
    assert least["open-rented"] < -100


@LAW
@given(smaller=st.floats(1, 1e6), factor=st.floats(1, 100))
def test_a_larger_amount_lowers_no_value(smaller: float, factor: float) -> None:
    before, after = (values(profile(deciding_cost=a)) for a in (smaller, smaller * factor))
    assert all(after[option] >= before[option] for option in before)


def test_the_amount_excludes_nothing_and_the_ceiling_moves_no_value() -> None:
    plain = profile(deciding_cost=10, hardware="purchase")
    capped = with_costs("{ceiling: 300}", deciding_cost=10, hardware="purchase")
    assert values(plain) == values(capped)
    assert "over-ceiling" not in rules(plain)
    assert "over-ceiling" in rules(capped)


TIME = {
    Term.SEATS: Band.exactly(14),
    Term.APPLICATION: Band.exactly(48),
    Term.ADMINISTRATION: Band.exactly(2),
}
"""Fourteen people, and what an application takes for each of them, accounts and rights included."""


@settings(LAW, max_examples=examples(8))
@given(
    tokens=st.sampled_from([2e6, 4e7, 1e9]),
    amount=st.sampled_from([100.0, 100_000.0, "unknown"]),
    option=st.sampled_from(["closed-product", "closed-api", "open-host"]),
    room=st.sampled_from([1.0, 2.0, 20.0]),
)
def test_what_costs_no_more_than_the_ceiling_at_its_highest_is_excluded_in_no_simulation(
    tokens: float, amount: Answer, option: str, room: float
) -> None:
    # Whose assistant needs an application beside a model, which the ceiling holds for as well.
    own = profile("charity", monthly_tokens=tokens, deciding_cost=amount, own_test="open-equal")
    own = own.model_copy(update={"costs": CostInputs(terms=TIME)})
    costs = {
        name: monthly(one).high + ground(one).upkeep
        for name, one in running(own).items()
        if ground(one).monthly
    }
    assert ground(running(own)["closed-api"]).upkeep == pytest.approx(14 * 50)
    ceiling = costs[option] * room

    found = assessed(own.model_copy(update={"costs": CostInputs(terms=TIME, ceiling=ceiling)}))

    assert found.robustness is not None
    ranks = {each.option: each.ranks for each in found.robustness.options}
    kept = [
        each.id
        for each in found.options
        if each.admissible and each.id in costs and costs[each.id] <= ceiling
    ]
    assert option in kept
    assert {each: sum(ranks[each]) for each in kept} == pytest.approx(dict.fromkeys(kept, 1))
    assert found.recommendation.p_nothing_left == 0


def test_a_ceiling_holds_for_bills_and_for_the_time_that_an_application_takes() -> None:
    """A model for a few dollars is no cheaper than a seat, which has the application in it."""
    own = profile("charity", own_test="open-equal", hardware="no-budget")
    ceiling = 14 * 45.0
    capped = own.model_copy(update={"costs": CostInputs(terms=TIME, ceiling=ceiling)})
    beyond = above(capped)
    cost = beyond["closed-api"]
    assert cost is not None
    assert cost.monthly is not None
    assert cost.monthly.low < ceiling < cost.monthly.low + cost.upkeep_least
    assert "closed-product" not in beyond
    free = {**TIME, Term.APPLICATION: Band.exactly(0)}
    lifted = own.model_copy(update={"costs": CostInputs(terms=free, ceiling=ceiling)})
    assert "closed-api" not in above(lifted)


def above(found: Profile) -> dict[str, CostGround | None]:
    return {
        option.id: each.cost
        for option in assessed(found, 100).options
        for each in option.excluded_by
        if each.constraint == "over-ceiling"
    }


def rules(found: Profile) -> set[str]:
    return {e.constraint for option in assessed(found, 100).options for e in option.excluded_by}


def test_the_amount_is_in_dollars_whatever_the_currency() -> None:
    euros = with_costs("{currency: EUR, rate: 0.5}", deciding_cost=3000)
    assert values(euros) == pytest.approx(values(profile(deciding_cost=3000)))
    assert ground(running(euros)["closed-api"]).decides == 1500


def test_what_was_said_in_dollars_is_told_in_dollars_and_in_the_currency_of_the_costs() -> None:
    euros = with_costs("{currency: EUR, rate: 0.5}", deciding_cost=3000)
    whole = str(render(assess_and_price(euros, knowledge()), "text", full=True))
    assert "From 3,000 USD (1,500 EUR) on the cost decides." in " ".join(whole.split())
    little = with_costs("{currency: EUR, rate: 0.5}", deciding_cost=2)
    page = " ".join(str(render(assess_and_price(little, knowledge()), "text")).split())
    assert re.search(r"[Bb]y what you said,? 2\.00 USD \(1\.00 EUR\) or more ", page)
    dollars = str(render(assess_and_price(profile(deciding_cost=3000), knowledge()), "text"))
    assert "EUR" not in dollars


def test_it_is_warned_of_where_one_option_is_left() -> None:
    found = assessed(profile("manufacturer", deciding_cost=20))
    (left,) = [each.id for each in found.options if each.admissible]
    assert [each.other for each in found.warnings if isinstance(each, AmountTooSmall)] == [left]


def test_an_amount_of_nothing_is_told_as_it_was_said() -> None:
    own = profile(deciding_cost=0)
    whole = assess_and_price(own, knowledge())
    (subject,) = whole.costs.subjects if whole.costs else ()
    assert subject.decides == 0
    assert {ground(one).decides for one in running(own).values()} == {0}
    assert max(values(own).values()) < -100


def test_an_unknown_amount_is_one_of_several_which_grow_with_the_bill() -> None:
    known = [values(profile(deciding_cost=10.0**power)) for power in (3, 5)]
    open_ = values(profile(deciding_cost="unknown"))
    for option, value in open_.items():
        assert known[0][option] <= value <= known[1][option], option
    assert ground(running(profile(deciding_cost="unknown"))["closed-api"]).decides is None
    # A dollar a million tokens: 100,000 dollars, a hundred times what a small bill is.
    mean = values(profile(monthly_tokens=1e11, deciding_cost="unknown"))["closed-api"]
    each = [
        values(profile(monthly_tokens=1e11, deciding_cost=100 * amount))["closed-api"]
        for amount in (1000, 3000, 10_000, 30_000, 100_000)
    ]
    assert mean == pytest.approx(sum(each) / len(each))


def test_an_unknown_volume_is_computed_at_its_likely_amounts() -> None:
    question = knowledge().question(VOLUME)
    each = [values(profile(monthly_tokens=volume)) for volume in question.likely]
    mean = values(profile(monthly_tokens="unknown"))
    for option, value in mean.items():
        weighed = sum(odds * one[option] for odds, one in zip(question.odds, each, strict=True))
        assert value == pytest.approx(weighed / sum(question.odds)), option


def test_an_unknown_cost_is_never_free() -> None:
    """No measurement of its speed was found, so what it costs on machines is not known."""
    found = running(with_costs("{open-model: kimi-k3}", hardware="purchase"))
    assert ground(found["open-rented"]).monthly is None
    assert found["open-rented"].value == found["open-owned"].value == -100
    unsure = with_costs("{open-model: kimi-k3}", monthly_tokens="unknown", deciding_cost="unknown")
    assert running(unsure)["open-rented"].value == -100


@LAW
@given(
    name=st.sampled_from(["insurer", "clinic-cto", "law-firm"]),
    amount=amounts,
    tokens=st.sampled_from([1e6, 4e7, 1e9, "unknown"]),
)
def test_what_is_settled_without_the_amount_holds_with_any(
    name: str, amount: float | str, tokens: float | str
) -> None:
    found = profile(name, monthly_tokens=tokens)
    without = {q: a for q, a in found.answers.items() if q != AMOUNT}
    side = settled(priced(knowledge(), found), found, without)
    result = assessed(profile(name, monthly_tokens=tokens, deciding_cost=amount), 100)
    event(f"settled: {side}")
    assert side is None or next(o.side for o in result.options if o.rank == 1) is side


def test_the_amount_can_be_spared_and_has_its_influence() -> None:
    found = profile("insurer")
    without = {q: a for q, a in found.answers.items() if q != AMOUNT}
    assert settled(priced(knowledge(), found), found, without) is not None
    assert AMOUNT in influences(priced(knowledge(), found), found, without)


@LAW
@given(name=st.sampled_from(["insurer", "clinic-cto"]), data=st.data())
def test_what_is_settled_before_costs_are_known_holds_when_they_are(
    name: str, data: st.DataObject
) -> None:
    """Whatever of the answers that costs follow from are open, any of them may be given."""
    found = profile(name)
    basis = priced(knowledge(), found)
    assert basis.costing is not None
    read = [q for q in (*basis.costing.questions, AMOUNT) if q in found.answers]
    dropped = data.draw(st.lists(st.sampled_from(read), min_size=1, max_size=2, unique=True))
    known = {q: a for q, a in found.answers.items() if q not in dropped}
    side = settled(basis, found, known)
    given_answers = {
        q: data.draw(st.sampled_from(knowledge().question(q).tried([1.0, 1e16]))) for q in dropped
    }
    counted = {**known, **given_answers}
    if missing(knowledge(), counted):
        return
    result = assess(basis, found.model_copy(update={"answers": counted}), draws=100, search=False)
    first = next((o.side for o in result.options if o.rank == 1), None)
    event(f"settled: {side}")
    assert side is None or first is None or first is side


def test_a_range_is_drawn_and_its_middle_counts() -> None:
    text = "organisation: x\nanswers: {deciding-cost: {from: 100, to: 10_000}}"
    range_ = read_profile(ProfileText(text, "x"), knowledge()).answers[AMOUNT]
    assert values(profile(deciding_cost=range_)) == pytest.approx(
        values(profile(deciding_cost=1000))
    )


def test_an_unknown_amount_leaves_the_weight_of_running_costs_open() -> None:
    known = profile("insurer")
    weight = next(iter(running(known).values())).weight
    before, after = (
        assessed(each).recommendation.unknown_weight
        for each in (known, profile("insurer", deciding_cost="unknown"))
    )
    assert before is not None
    assert after == pytest.approx(before + weight)
    warned = assessed(profile("insurer", deciding_cost="unknown")).warnings
    assert UnknownWeight(weight=before + weight) in warned


def test_both_questions_of_a_criterion_open_count_its_weight_once() -> None:
    one, both = (
        assessed(profile("insurer", monthly_tokens="unknown", deciding_cost=amount))
        for amount in (1e4, "unknown")
    )
    assert one.recommendation.unknown_weight == both.recommendation.unknown_weight


def test_an_amount_that_every_option_costs_is_warned_of() -> None:
    small = profile("law-firm", deciding_cost=20)
    found = assessed(small)
    (warned,) = [each for each in found.warnings if isinstance(each, AmountTooSmall)]
    sums = {
        option: monthly(one).typical + ground(one).upkeep
        for option, one in running(small).items()
        if option in {each.id for each in found.options if each.admissible}
    }
    assert warned.decides == 20
    assert warned.least == min(sums.values()) == sums[warned.other] >= 20


def test_an_amount_of_nothing_is_told_as_it_was_stated() -> None:
    found = assessed(profile("law-firm", deciding_cost=0))
    warned = [each for each in found.warnings if isinstance(each, AmountTooSmall | AboveAmount)]
    assert [each.decides for each in warned] == [0]


def test_where_all_cost_the_amount_a_leader_that_costs_much_more_is_named() -> None:
    found = assessed(profile("charity", monthly_tokens=1e9, deciding_cost=1_000))
    (warned,) = [each for each in found.warnings if isinstance(each, AboveAmount)]
    assert warned.option in found.recommendation.leaders
    assert warned.typical >= 2 * warned.least >= 2 * 1_000
    assert not any(isinstance(each, AmountTooSmall) for each in found.warnings)


def test_no_amount_is_warned_of_that_one_option_keeps_under_or_that_nobody_stated() -> None:
    for amount in (3_000, "unknown"):
        found = assessed(profile(deciding_cost=amount))
        assert not any(isinstance(each, AmountTooSmall) for each in found.warnings)


def test_a_sum_with_an_application_is_told_whole_and_beside_the_amount_that_decides() -> None:
    """Currency after each figure, and what was stated in dollars."""
    euros = with_costs("{currency: EUR, rate: 0.92}").costs
    charity = profile("charity", deciding_cost=1500).model_copy(update={"costs": euros})
    page = render(assess_with_costs(charity, knowledge(), simulations=1000), "markdown", full=True)
    assert isinstance(page, str)
    text = " ".join(page.replace("\\", "").split())
    assert re.search(
        r"It costs about [\d.]+ EUR a month \([\d.]+ to [\d.]+\), and looking after"
        r" it and its users about [\d.]+ EUR: [\d.]+ EUR together\. From"
        r" 1,500 USD \(1,380 EUR\) on the cost decides\.",
        text,
    )
    assert re.search(
        r"compares these costs with the 1,500 USD \(1,380 EUR\) a month from which they decide\."
        r" First, accounts and rights add about [\d.]+ EUR a month(?: \([^)]*\))? to each\."
        r" Keeping up an application adds about [\d.]+ EUR a month",
        text,
    )


def test_what_the_cheapest_costs_is_told_in_the_currency_of_the_profile() -> None:
    euros = with_costs("{currency: EUR, rate: 0.9}").costs

    def told(name: str, **answers: Answer) -> str:
        asked = profile(name, **answers).model_copy(update={"costs": euros})
        return " ".join(str(render(assessed(asked), "markdown")).replace("\\", "").split())

    assert re.search(
        r"By what you said, 20 USD \(18 EUR\) or more a month would by itself make you choose"
        r" another way, and nothing that is allowed typically costs less: [^.:]* costs about"
        r" [\d,]+ EUR, all told\. Settle",
        told("startup", deciding_cost=20),
    )
    assert re.search(
        r"by what you said 1,000 USD \(900 EUR\) or more would by itself make you choose another"
        r" way\."
        r" [^.]* costs about [\d,]+ EUR\.",
        told("charity", monthly_tokens=1e9, deciding_cost=1_000),
    )


def test_a_range_that_decides_is_told_as_it_was_stated() -> None:
    between = answer_from_text(number(AMOUNT), "20,000 to 50,000")
    assert isinstance(between, Estimate)
    page = render(assessed(profile("bank", deciding_cost=between)), "markdown", full=True)
    text = " ".join(str(page).replace("\\", "").split())
    assert "From somewhere between 20,000 and 50,000 USD on the cost decides." in text


def test_what_may_be_written_for_an_amount_of_money_shows_money() -> None:
    """What other questions for a number show is millions of tokens."""
    money, tokens = (how_to_write(number(question)) for question in (AMOUNT, VOLUME))
    assert "3,000 to 10,000" in money
    assert "10M" not in money
    assert "10M to 50M" in tokens


def number(question: str) -> Amount:
    found = knowledge().question(question)
    assert isinstance(found, Amount)
    return found


def test_both_questions_are_shown_with_the_criterion_that_reads_them() -> None:
    kb = knowledge()
    found = next(criterion for _, criterion in kb.criteria() if criterion.id == "running-cost")
    (facts, *_) = (block for block in of_criterion(kb, found, {}) if isinstance(block, Facts))
    told = [str(row) for row in facts.rows]
    assert all(any(f"'{question}'" in row for row in told) for question in (AMOUNT, VOLUME))


def test_an_amount_above_the_ceiling_is_warned_of_and_one_below_it_is_not() -> None:
    def warned(amount: float) -> list[AmountAboveCeiling]:
        found = assessed(with_costs("{ceiling: 2000}", deciding_cost=amount), 100)
        return [each for each in found.warnings if isinstance(each, AmountAboveCeiling)]

    assert warned(3000) == [AmountAboveCeiling(decides=3000, ceiling=2000, currency="USD")]
    assert not warned(2000)


def test_what_leads_though_it_costs_what_would_have_another_way_chosen_is_said_first() -> None:
    """Money decides from 1,000 dollars on; what leads costs thousands, another hundreds."""
    machines = careless("insurer", deciding_cost=1000)
    found = assessed(machines)
    leader = found.recommendation.option
    (warned,) = [each for each in found.warnings if isinstance(each, AboveAmount)]
    costs = running(machines)
    left = {option.id for option in found.options if option.admissible}
    assert leader == warned.option
    assert warned.typical == monthly(costs[leader]).typical + ground(costs[leader]).upkeep > 1000
    assert warned.least == min(monthly(c).typical for o, c in costs.items() if o in left) < 1000
    dearer = careless("insurer", deciding_cost=1e6)
    assert not any(isinstance(each, AboveAmount) for each in assessed(dearer).warnings)


def test_of_several_that_would_do_only_those_that_lead_are_warned_of() -> None:
    warned = 0
    for name in ("insurer", "bank", "hospital"):
        for amount in (1000, 14_000, 26_000):
            found = assessed(careless(name, deciding_cost=amount))
            named, leaders = found.recommendation.option, found.recommendation.leaders
            dear = [each.option for each in found.warnings if isinstance(each, AboveAmount)]
            assert set(dear) <= ({named} if named else set(leaders))
            warned += len(dear)
    assert warned


def test_what_is_the_cheapest_is_never_set_against_itself() -> None:
    free = with_costs(
        "{open-price-in: 0, open-price-out: 0, open-price-cached: 0}",
        deciding_cost=0,
        customisation=("prompting",),
    )
    for each in assessed(free).warnings:
        assert not (isinstance(each, AboveAmount) and each.option == each.other)


def test_a_range_above_the_ceiling_is_told_by_its_least() -> None:
    between = answer_from_text(number(AMOUNT), "20,000 to 50,000")
    assert isinstance(between, Estimate)
    found = assessed(with_costs("{ceiling: 10_000}", deciding_cost=between))
    (warned,) = [each for each in found.warnings if isinstance(each, AmountAboveCeiling)]
    assert warned.decides == 20_000


def test_the_price_at_which_a_ceiling_is_kept_is_told_even_where_costs_are_too_small() -> None:
    answers = ("task=skilled", f"{VOLUME}=3000000000", f"{AMOUNT}=300000")
    scale_up = read_profile("scale-up", knowledge(), settings=answers)
    ceiling = read_profile(ProfileText("organisation: x\ncosts: {ceiling: 2500}", "x"), knowledge())
    held = scale_up.model_copy(update={"costs": ceiling.costs})
    result = assess_with_costs(held, priced(knowledge(), held), simulations=1000)
    again = result.recommendation.look_again
    assert again is not None
    assert again.price is not None
    (subject,) = result.costs.subjects if result.costs else ()
    costs = {cost.option: cost.monthly.typical for cost in subject.costs if cost.monthly}
    assert again.price.meets == "ceiling"
    assert costs[again.price.option] * (1 - again.price.share) == pytest.approx(2500)


def test_where_costs_too_small_to_count_meet_is_not_to_be_looked_at_again() -> None:
    """Where neither comes to a tenth of the amount that decides, no point hangs on it; a ceiling
    rules out all the same."""
    for amount, counts in ((10, True), (10_000_000, False)):
        settings = ("task=skilled", "monthly-tokens=3000000000", f"deciding-cost={amount}")
        profile = read_profile("scale-up", settings=settings)
        again = assess_with_costs(profile, simulations=1000).recommendation.look_again
        assert again is not None
        met = [each.meets for each in (again.volume, again.price) if each is not None]
        assert "ceiling" in met
        assert ("start" in met) == counts


def told(found: Profile, *, full: bool = True) -> str:
    page = render(assess_with_costs(found, knowledge(), simulations=1000), "markdown", full=full)
    return " ".join(str(page).replace("\\", "").split())


FIRST = r" a month from which they decide\. "
MONTHLY = r"about [\d.,]+ USD a month(?: \([^)]*\))?"
RIGHTS = rf"First, accounts and rights add {MONTHLY} to each\."
KEEPING = rf"Keeping up an application adds {MONTHLY} to each that includes none\."
BOTH = f"{RIGHTS} {KEEPING}"


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        (
            "{application: 5}",
            BOTH,
        ),
        ("{application: 0}", RIGHTS),
        ("{administration: 0}", KEEPING),
        ("{administration: 0, application: 0}", r"(?!First, )"),
    ],
)
def test_what_is_added_to_a_cost_is_named_and_nothing_else(stated: str, sentence: str) -> None:
    found = profile("charity", deciding_cost=1500).model_copy(
        update={"costs": with_costs(stated).costs}
    )
    assert re.search(FIRST + sentence, told(found))


def test_an_amount_that_is_certain_has_no_ends() -> None:
    found = profile("charity", deciding_cost=1500).model_copy(
        update={"costs": with_costs("{application: 5, administration: 3, seats: 300}").costs}
    )
    page = told(found)
    assert "(1,500 to 1,500)" not in page
    assert "(900 to 900)" not in page
    assert "with accounts and rights, adds about 2,400 USD a month." in page
    reckoned = costs_of_profile(Basis(knowledge()), found, current_store().book)
    report = render(reckoned, "markdown", full=True)
    costs = " ".join(str(report).replace("\\", "").split())
    assert "with accounts and rights, adds about 2,400 USD a month." in costs
    assert "To a seat, accounts and rights alone add about 900 USD" in costs
    assert "Accounts and rights cost 900 USD a month, with a seat" in costs


def test_the_upkeep_beside_a_whole_batch_is_that_of_all_its_months() -> None:
    found = profile("charity", deciding_cost=1500).model_copy(
        update={"costs": with_costs("{application: 5, administration: 0, seats: 300}").costs}
    )
    volume = answer_from_text(number(VOLUME), "once 2 billion")
    assert isinstance(volume, Estimate)
    batch = found.model_copy(update={"answers": {**found.answers, VOLUME: volume}})
    page = told(batch, full=False)
    assert "USD in all (" in page
    assert "Keeping up an application adds about 18,000 USD in all" in page


@pytest.mark.parametrize("options", [("closed-product",), ("closed-api",)])
def test_the_line_of_costs_adds_up_to_the_sum_that_counts(options: tuple[str, ...]) -> None:
    found = profile("charity", deciding_cost=1500).model_copy(
        update={"costs": with_costs("{application: 5, administration: 3, seats: 300}").costs}
    )
    assessment = assess_with_costs(found, knowledge(), simulations=1000)
    line = cost_line(assessment, None, options)
    (cost,) = {
        contribution.ground.cost.upkeep
        for option in assessment.options
        for contribution in option.contributions
        if option.id in options and contribution.ground.cost
    }
    assert line is not None
    assert f"about {cost:,.0f} USD a month." in line
    assert cost == (900 if options == ("closed-product",) else 2400)


@pytest.mark.parametrize("name", ["charity", "law-firm", "online-school"])
def test_who_lowers_the_amount_is_never_recommended_a_dearer_way(name: str) -> None:
    """The faults that docs/decisions/0021 tells of."""
    dearest = []
    for amount in (300_000, 30_000, 3_000, 300, 30):
        one = profile(name, deciding_cost=amount, monthly_tokens=3e10)
        found = running(one)
        best = max(assessed(one, 100).options, key=lambda option: option.score).id
        dearest.append(monthly(found[best]).typical + ground(found[best]).upkeep)
    assert dearest == sorted(dearest, reverse=True)
