"""What keeping up an application takes: by hand, for few people and for many."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.catalogue.cost.conftest import Costs, with_costs

from llmchoice import figures
from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.study import Asked, report
from llmchoice.catalogue.store import Store
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.cost import CostSubject, Volume
from llmchoice.model.estimate import Estimate
from llmchoice.model.terms import Band, CostInputs, Term
from llmchoice.report.blocks import Level
from llmchoice.report.documents.cost import document

Run = Callable[..., CompletedProcess[str]]
ASSISTANT = {"use": "assistant", "task": "skilled"}
TOKENS = Volume(tokens_in=3e6, tokens_out=1e6)
ENGINEER = 200_000 / 12


def kept_up(costs: Costs, people: float) -> CostSubject:
    (subject,) = costs(TOKENS, answers=ASSISTANT, terms={"seats": people}).subjects
    return subject


def typical(costs: Costs, people: float) -> float:
    upkeep = kept_up(costs, people).upkeep
    assert upkeep is not None
    return upkeep.typical


def test_for_a_few_it_takes_some_hours_of_a_month_however_few_they_are(costs: Costs) -> None:
    assert typical(costs, 1) == typical(costs, 14) == typical(costs, 80)
    upkeep = kept_up(costs, 14).upkeep_staff
    assert upkeep is not None
    hours = [160 * end for end in (upkeep.low, upkeep.typical, upkeep.high)]
    assert hours == pytest.approx([2, 6.4, 20])


def test_a_seat_and_an_application_take_the_same_for_accounts_and_rights(
    book: Book,
) -> None:
    """Two dollars for each of fourteen people, of either kind of option."""
    inputs = CostInputs(terms={Term.SEATS: Band.exactly(14)}, ceiling=1e6)
    costing = Store(book, book.catalogue).costing(load_criteria(), inputs)
    assert costing is not None
    cost = costing.costed({**ASSISTANT, book.terms.volume: 4e6})
    assert cost is not None
    beside = dict(zip(costing.ways, cost.upkeep, strict=True))
    seat, own = beside["closed-product"], beside["closed-api"]
    assert seat is not None
    assert (seat.low, seat.typical, seat.high) == pytest.approx((14 * 0.5, 14 * 2, 14 * 8))
    assert own is not None
    assert own.typical - seat.typical == pytest.approx(0.04 * ENGINEER)
    bulk = costing.costed({"use": "batch", book.terms.volume: 4e6})
    assert bulk is not None
    assert not any(bulk.upkeep)


def test_a_value_follows_from_what_scans_take_in_and_out_too(book: Book) -> None:
    """More of a scanned page comes out than of other work, and that is dearer by the token."""
    costing = Store(book, book.catalogue).costing(load_criteria(), CostInputs(ceiling=1e6))
    assert costing is not None
    tokens = 5e7
    scans = Estimate(parts=(("scans", 20_000),), low=tokens, typical=tokens, high=tokens)
    by_volume = []
    for volume in (tokens, scans):
        cost = costing.costed({"use": "batch", "task": "routine", book.terms.volume: volume})
        assert cost is not None
        by_volume.append(dict(zip(costing.ways, cost.monthly, strict=True)))
    for option in ("closed-api", "open-host"):
        usual, scanned = (costs[option] for costs in by_volume)
        assert usual is not None
        assert scanned is not None
        assert scanned.typical > usual.typical


def test_up_to_five_hundred_people_each_takes_as_much_as_the_last(costs: Costs) -> None:
    assert typical(costs, 250) == pytest.approx(0.125 * ENGINEER)
    assert typical(costs, 500) == pytest.approx(0.25 * ENGINEER)


def test_beyond_them_twice_as_many_take_less_than_twice_the_time(costs: Costs) -> None:
    assert typical(costs, 1000) == pytest.approx(0.25 * 2**0.84 * ENGINEER)
    # A district of 22,000 pupils: six people, and not eleven.
    assert typical(costs, 22_000) == pytest.approx(100_067, rel=1e-3)


@pytest.mark.parametrize("people", [1, 14, 100, 500, 501, 22_000, 1e6])
def test_it_never_costs_less_for_more_people_and_the_ends_keep_their_order(
    costs: Costs, people: float
) -> None:
    less, more = kept_up(costs, people), kept_up(costs, people + 1)
    assert less.upkeep is not None
    assert more.upkeep is not None
    assert less.upkeep.low <= less.upkeep.typical <= less.upkeep.high
    for end in ("low", "typical", "high"):
        assert getattr(less.upkeep, end) <= getattr(more.upkeep, end)


def test_an_amount_for_a_person_that_is_stated_replaces_it(costs: Costs) -> None:
    terms = {"seats": 14, "application": 8.4}
    (subject,) = costs(TOKENS, answers=ASSISTANT, terms=terms).subjects
    assert subject.upkeep is not None
    assert subject.upkeep.typical == pytest.approx(14 * 8.4)
    assert subject.upkeep_staff is None
    (subject,) = costs(TOKENS, answers=ASSISTANT, terms=terms | {"application": 0}).subjects
    assert subject.upkeep is None


def test_the_time_and_who_is_paid_for_it_may_be_stated(costs: Costs) -> None:
    terms = {"seats": 14, "application-least": 0.5, "salary": 120_000}
    (subject,) = costs(TOKENS, answers=ASSISTANT, terms=terms).subjects
    assert subject.upkeep is not None
    assert subject.upkeep.typical == pytest.approx(5_000)


def test_what_is_built_anyway_and_what_is_only_connected_take_none(costs: Costs) -> None:
    for use in ("product", "coding", "batch"):
        terms = {"seats": 14}
        (subject,) = costs(TOKENS, answers=ASSISTANT | {"use": use}, terms=terms).subjects
        assert subject.upkeep is None


def test_where_nobody_says_how_many_use_it_the_tokens_do(costs: Costs) -> None:
    (subject,) = costs(Volume(tokens_in=3e8, tokens_out=1e8), answers=ASSISTANT).subjects
    assert subject.upkeep_staff is not None
    # 400 million tokens are 1,000 people, or from 333 to 3,077.
    assert subject.upkeep_staff.typical == pytest.approx(0.25 * 2**0.84)
    assert subject.upkeep_staff.low == pytest.approx(0.125 * 333.3 / 500, rel=1e-3)
    assert subject.upkeep_staff.high == pytest.approx(0.5 * 3076.9 / 500, rel=1e-3)


def test_in_full_it_is_told_how_it_was_worked_out(costs: Costs) -> None:
    found = costs(TOKENS, answers=ASSISTANT, terms={"seats": 14})
    told = str(list(document(found, Level.FULL)))
    assert "667 USD a month (125 to 3,125), for 0.04 full-time people (0.0125 to 0.125)" in told
    page = str(list(document(found, Level.PAGE)))
    assert "rights, adds about 695 USD a month (132 to 3,240, partly assumed)" in page
    assert "full-time people" not in page


def test_the_page_claims_no_more_digits_than_an_estimate_has(costs: Costs) -> None:
    found = costs(TOKENS, answers=ASSISTANT, terms={"seats": 14, "salary": 623_456})
    exact, page = (str(list(document(found, level))) for level in (Level.FULL, Level.PAGE))
    assert "2,078 USD a month" in exact
    assert "adds about 2,110 USD a month (" in page


def test_no_volume_is_named_from_which_a_metered_seat_pays(book: Book) -> None:
    """Twenty people at one price have a break-even; developers whose use is metered have none."""
    pairs, metered = {}, {}
    for use in ("assistant", "coding"):
        found = report(
            book,
            organisation="Acme",
            options=load_criteria().options,
            asked=[Asked(None, ASSISTANT | {"use": use}, Volume(tokens_in=3e9, tokens_out=1e9))],
            inputs=CostInputs(terms={Term.SEATS: Band.exactly(20)}),
        )
        (subject,) = found.subjects
        evens = (even for case in subject.cases for even in case.break_evens)
        pairs[use] = {name for even in evens for name in even.pair}
        told = [str(list(document(found, level))) for level in (Level.PAGE, Level.FULL)]
        metered[use] = [page.count("billed by the token") for page in told]
    assert metered == {"assistant": [0, 0], "coding": [1, 1]}
    assert "closed-product" in pairs["assistant"]
    assert "closed-product" not in pairs["coding"]
    assert pairs["coding"]


def test_all_work_together_is_held_against_the_ceiling_with_the_time_that_it_takes(
    run: Run, tmp_path: Path
) -> None:
    two = """
workloads:
  - {name: letters, answers: {monthly-tokens: 1_000_000_000}}
  - {name: files, answers: {monthly-tokens: 2_000_000_000}}
"""
    profile = with_costs("law-firm", tmp_path, f"ceiling: 1_000_000{two}")
    found = json.loads(run("assess", profile, "--json", "--draws", "1000").stdout)
    taken = {}
    for subject in found["costs"]["subjects"]:
        gone = {*subject["ruled_out"], *subject["unplaced"], *subject["over_ceiling"]}
        for cost in subject["costs"]:
            parts = ["administration"] if cost["ready_made"] else ["administration", "upkeep"]
            beside = sum(subject[part]["typical"] for part in parts if subject[part])
            if cost["option"] not in gone:
                key = subject["workload"], cost["option"]
                taken[key] = cost["monthly"]["typical"] + beside
    works = found["workloads"]
    led = sum(taken[work["name"], work["recommendation"]["contenders"][0]] for work in works)
    least = sum(
        min(each for key, each in taken.items() if key[0] == work["name"]) for work in works
    )
    assert found["costs"]["cheapest_together"]["typical"] == pytest.approx(least)
    assert found["monthly"]["typical"] < led - 1_000

    between = int((found["monthly"]["typical"] + led) / 2)
    profile = with_costs("law-firm", tmp_path, f"ceiling: {between}{two}")
    done = run("assess", profile, "--json", "--draws", "1000")
    (said,) = (
        warning
        for warning in json.loads(done.stdout)["warnings"]
        if warning["code"] == "together-over-ceiling"
    )
    assert said["typical"] == pytest.approx(led)
    told = " ".join(run("cost", profile).stdout.split())
    amount = f"{float(f'{least:.3g}'):,.0f}"
    assert f"Cheapest together, all told: {amount} USD a month" in told


@pytest.mark.parametrize(
    ("amount", "limit", "told"),
    [
        (20_512.0, 9_000.0, "20,500"),
        (20_012.0, 20_000.0, "20,012"),
        (19_940.0, 19_930.0, "19,940"),
        (19_999.9, 20_000.0, "19,999.9000"),
        (20_000.0, 20_000.0, "20,000"),
        (512.4, 20_000.0, "512"),
    ],
)
def test_a_rounded_amount_stays_on_its_side_of_what_it_is_compared_with(
    amount: float, limit: float, told: str
) -> None:
    assert figures.rough_beside(amount, limit) == told
