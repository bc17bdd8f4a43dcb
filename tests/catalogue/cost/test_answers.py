"""Figures follow from the answers, the profile's own come first, and each says why."""

from collections.abc import Callable

import pytest
from tests.catalogue.cost.conftest import LARGE, SMALL

from llmchoice.model.cost import CostCase, CostReport, StatedTerm, Volume
from llmchoice.model.terms import Band, Term

Case = Callable[..., CostCase]
Costs = Callable[..., CostReport]

VOLUME = Volume(tokens_in=5e8, tokens_out=1e8)


def term(case: CostCase, name: str) -> StatedTerm:
    return next(one for one in case.terms if one.term == name)


@pytest.mark.parametrize(
    ("answer", "typical"), [("steady", 1.67), ("office-hours", 4.2), ("spiky", 5)]
)
def test_peaks_follow_from_the_traffic(case: Case, answer: str, typical: float) -> None:
    found = term(case(VOLUME, answers={"traffic": answer}), "peak-to-mean")
    assert found.band is not None
    assert found.band.typical == typical
    assert found.because == f"traffic: {answer}"


def test_an_unknown_answer_takes_the_usual_figure_and_may_be_as_cheap_as_any(case: Case) -> None:
    steady = term(case(VOLUME, answers={"traffic": "steady"}), "peak-to-mean").band
    assert steady is not None
    found = term(case(VOLUME, answers={"traffic": "unknown"}), "peak-to-mean")
    assert found.band == Band(low=steady.low, typical=3.33, high=10)
    assert found.because == "the usual figure"


def test_the_profile_has_the_last_word(case: Case) -> None:
    found = case(VOLUME, answers={"traffic": "spiky"}, terms={"peak-to-mean": 2})
    assert term(found, "peak-to-mean").because == "your profile"
    assert not term(found, "peak-to-mean").assumed


def test_bursts_and_one_more_copy_cost_more(case: Case) -> None:
    def cards(**answers: str) -> float:
        found = case(Volume(tokens_in=5e10, tokens_out=1e10), answers=answers)
        gpus = next(cost.gpus for cost in found.costs if cost.option == "open-rented")
        assert gpus is not None
        return gpus.typical

    assert cards(traffic="steady") < cards(traffic="spiky")
    assert cards(availability="best-effort") < cards(availability="always-on")
    assert cards(latency="relaxed") < cards(latency="strict")


@pytest.mark.parametrize("task", ["routine", "skilled", "frontier"])
@pytest.mark.parametrize("total", [1e6, 1e9, 1e12])
def test_typical_is_the_cheapest_model_that_can_do_the_work_and_no_mean(
    costs: Costs, task: str, total: float
) -> None:
    subject = costs(Volume(tokens_in=total, tokens_out=total / 5), answers={"task": task}).subjects[
        0
    ]
    for cost in subject.costs:
        bands = [
            one.monthly for case in subject.cases for one in case.costs if one.option == cost.option
        ]
        known = [band for band in bands if band is not None]
        assert (cost.monthly is None) == (not known)
        if cost.monthly is not None:
            assert cost.monthly.typical == min(band.typical for band in known)
            assert cost.monthly.low == min(band.low for band in known)
            assert cost.monthly.high == max(band.high for band in known)
            assert sum(cost.parts.values()) == pytest.approx(cost.monthly.typical)


def test_where_nobody_says_how_hard_the_work_is_the_middle_is_typical_and_the_band_spans_all(
    costs: Costs,
) -> None:
    unsaid, middle, small, frontier = (
        {cost.option: cost.monthly for cost in costs(VOLUME, answers=answers).subjects[0].costs}
        for answers in (
            {"task": "unknown"},
            {"task": "skilled"},
            {"task": "routine"},
            {"task": "frontier"},
        )
    )
    for option, band in unsaid.items():
        tiers = [one for one in (small[option], middle[option], frontier[option]) if one]
        usual = middle[option]
        assert band is not None
        assert usual is not None
        assert band.typical == usual.typical
        assert band.low <= min(one.low for one in tiers)
        assert band.high >= max(one.high for one in tiers)


def test_a_rate_turns_packaged_prices_and_leaves_the_profiles_own(costs: Costs) -> None:
    dollars = costs(VOLUME, **SMALL).subjects[0]
    euros = costs(VOLUME, **SMALL, currency="EUR", rate=0.9).subjects[0]
    for ours, theirs in zip(euros.costs, dollars.costs, strict=True):
        assert ours.monthly is not None
        assert theirs.monthly is not None
        assert ours.monthly.typical == pytest.approx(0.9 * theirs.monthly.typical)
    own = costs(VOLUME, **SMALL, currency="EUR", rate=0.9, terms={"gpu-hour": 2})
    stated = term(own.subjects[0].cases[0], Term.GPU_HOUR)
    assert stated.band == Band(low=2, typical=2, high=2)
    assert stated.unit == "EUR an hour"


def test_cards_that_nobody_sells_have_no_price_but_can_be_rented(costs: Costs) -> None:
    found = {c.option: c for c in costs(VOLUME, **SMALL, gpu="mi300x").subjects[0].costs}
    assert found["open-owned"].monthly is None
    assert found["open-owned"].unknown == (Term.GPU_PRICE,)
    assert found["open-rented"].monthly is not None
    own = costs(VOLUME, **SMALL, gpu="mi300x", terms={"gpu-price": 20_000}).subjects[0].costs
    assert all(cost.monthly is not None for cost in own)


def test_without_a_volume_only_the_crossings_are_known(costs: Costs) -> None:
    subject = costs(answers={"monthly-tokens": "unknown"}).subjects[0]
    assert subject.volume is None
    assert subject.costs == ()
    assert subject.cheapest is None
    assert all(case.break_evens and case.curves for case in subject.cases)


@pytest.mark.parametrize("task", ["routine", "skilled", "frontier", "unknown"])
def test_the_models_span_the_band_of_an_option(costs: Costs, task: str) -> None:
    subject = costs(VOLUME, answers={"task": task}).subjects[0]
    assert len(subject.cases) == (6 if task == "unknown" else 2)
    for cost in subject.costs:
        bands = [
            other.monthly
            for case in subject.cases
            for other in case.costs
            if other.option == cost.option and other.monthly is not None
        ]
        if not bands:
            # Of no model that can do the work is anything known: that is not free.
            assert cost.monthly is None
            assert cost.unknown
            continue
        assert cost.monthly is not None
        assert cost.monthly.low == min(band.low for band in bands)
        assert cost.monthly.high == max(band.high for band in bands)


def test_work_is_charged_at_the_price_of_models_that_can_do_it(costs: Costs) -> None:
    def models(side: str, **answers: str) -> set[str]:
        cases = costs(VOLUME, answers=answers).subjects[0].cases
        return {getattr(case, f"{side}_model") for case in cases}

    hard = models("closed", task="frontier")
    assert hard == {"GPT-6.1 Sol", "Claude Opus 5.5"}
    assert models("closed", task="routine") == {"GPT-6 Luna", "Claude Haiku 5.5"}
    # A test says that the open models of a tier cannot do it: those of the next one may.
    for task, next_one in (("routine", "skilled"), ("skilled", "frontier")):
        failed = {"task": task, "own-test": "open-fails"}
        assert models("open", **failed) == models("open", task=next_one)
        assert models("closed", **failed) == models("closed", task=task)
    assert not models("open", task="routine") & models("open", task="frontier")


def test_each_kind_of_use_has_its_mix(costs: Costs) -> None:
    def share(use: str) -> float:
        (case, _) = costs(answers={"use": use, "task": "skilled"}).subjects[0].cases
        return case.input_share

    assert share("coding") == 0.98
    assert share("coding") > share("automation") > share("batch") > share("product") == 5 / 6


def test_a_ceiling_marks_what_exceeds_it_at_its_cheapest(costs: Costs) -> None:
    subject = costs(VOLUME, **SMALL, ceiling=1000.0).subjects[0]
    assert subject.over_ceiling == ("open-rented", "open-owned")


def test_idle_machines_and_people_move_the_break_even(case: Case) -> None:
    """The two figures on which published break-evens differ most."""
    found = case(models=LARGE, answers={"traffic": "office-hours"})
    table = next(
        s for s in found.sensitivities if (s.option, s.versus) == ("open-owned", "closed-api")
    )
    assert list(table.utilisation) == sorted(table.utilisation, reverse=True)
    for row in table.tokens:
        assert [x or float("inf") for x in row] == sorted(x or float("inf") for x in row)
    for column in zip(*table.tokens, strict=True):
        assert [x or float("inf") for x in column] == sorted(x or float("inf") for x in column)
    assert table.tokens[0] != table.tokens[-1]
