"""Work that is done once: machines are rented while it runs, and the whole of it is told."""

import pytest
from tests.packaged import profile_of

import llmchoice
from llmchoice.catalogue.parts import costs_of_profile
from llmchoice.catalogue.store import current_store
from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.completeness import with_unknown
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment
from llmchoice.model.cost import CostSubject, OptionCost, Volume
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.terms import Term

TOTAL = 38_000_000_000
MONTH = 730
ENGINEER = 200_000


def written(kb: KnowledgeBase, volume: str, more: str = "") -> Profile:
    text = f"""\
organisation: Archive
priorities:
  {{privacy: 1, compliance: 2, budget: 5, customisation: 2, expertise: 3, capability: 4,
    independence: 2}}
answers: {{use: batch, task: routine, hardware: purchase, monthly-tokens: {volume}}}
costs: {{closed-model: gpt-6-luna, open-model: gpt-oss-120b{more}}}
"""
    return read_profile(kb, text, "p.yaml")


def told_of(
    kb: KnowledgeBase, volume: str, form: str, *, full: bool = False
) -> tuple[Assessment, str]:
    """Of a profile that answers all else: what is not known takes most of the time."""
    archive, answered = written(kb, volume), profile_of("startup")
    answers = {**answered.answers, **archive.answers}
    whole = with_unknown(kb, archive.model_copy(update={"answers": answers}))
    found = llmchoice.assess(whole, kb, simulations=1000)
    return found, " ".join(str(llmchoice.render(found, form, full=full)).split())


def costed(
    kb: KnowledgeBase, volume: str, more: str = "", asked: Volume | None = None
) -> CostSubject:
    profile = written(kb, volume, more)
    (subject,) = costs_of_profile(Basis(kb), profile, current_store().book, asked).subjects
    return subject


def of(subject: CostSubject, option: str) -> OptionCost:
    return next(cost for cost in subject.costs if cost.option == option)


def typical(cost: OptionCost) -> float:
    assert cost.monthly is not None
    return cost.monthly.typical


def test_rented_machines_are_paid_by_the_hours_that_the_batch_takes(kb: KnowledgeBase) -> None:
    subject = costed(kb, f"once {TOTAL}")
    rented = of(subject, "open-rented")
    terms = {term.term: term.band.typical for term in subject.cases[0].terms if term.band}
    assert rented.hours is not None
    assert rented.gpus is not None
    assert rented.hours <= MONTH
    rent = rented.hours * rented.gpus.typical * terms[Term.GPU_HOUR] * terms[Term.RENT_OVERHEAD]
    people = terms[Term.STAFF_SHARE] * ENGINEER / 12
    set_up = terms[Term.SETUP_WEEKS] * ENGINEER / 52
    assert typical(rented) * 12 == pytest.approx(rent + people + set_up, rel=1e-6)
    assert sum(rented.parts.values()) == pytest.approx(typical(rented))


def test_other_costs_of_what_is_rented_are_those_of_the_month_that_the_batch_runs(
    kb: KnowledgeBase,
) -> None:
    other = 600
    for option, months in (("open-rented", 1), ("open-owned", 12)):
        without, beside = (
            of(costed(kb, f"once {TOTAL}", more), option)
            for more in ("", f", other-monthly: {other}")
        )
        added = (typical(beside) - typical(without)) * 12
        assert added == pytest.approx(other * months)
        assert beside.parts["other"] * 12 == pytest.approx(other * months)
        assert sum(beside.parts.values()) == pytest.approx(typical(beside))
    monthly = of(costed(kb, str(TOTAL / 12), f", other-monthly: {other}"), "open-rented")
    assert monthly.parts["other"] == pytest.approx(other)


def test_it_costs_much_less_than_the_same_machines_all_year(kb: KnowledgeBase) -> None:
    once, always = costed(kb, f"once {TOTAL}"), costed(kb, str(TOTAL / 12))
    assert typical(of(once, "open-rented")) < typical(of(always, "open-rented")) / 2
    for option in ("closed-api", "open-host"):
        assert typical(of(once, option)) == pytest.approx(typical(of(always, option)))


def test_twice_the_batch_is_done_in_the_month_by_more_machines(kb: KnowledgeBase) -> None:
    hours = []
    for factor in (1, 2, 8, 64):
        rented = of(costed(kb, f"once {TOTAL * factor}"), "open-rented")
        assert rented.hours is not None
        assert rented.gpus is not None
        assert rented.hours <= MONTH
        hours.append(rented.hours * rented.gpus.typical)
    assert hours == pytest.approx([hours[0] * factor for factor in (1, 2, 8, 64)])


def test_a_larger_batch_never_costs_less(kb: KnowledgeBase) -> None:
    costs = [typical(of(costed(kb, f"once {10**power}"), "open-rented")) for power in range(6, 14)]
    assert costs == sorted(costs)


def test_what_recurs_is_paid_for_all_month(kb: KnowledgeBase) -> None:
    for subject in (
        costed(kb, str(TOTAL)),
        costed(kb, f"once {TOTAL}", asked=Volume(tokens_in=2.8e9, tokens_out=0.4e9)),
    ):
        assert subject.months is None
        assert of(subject, "open-rented").hours is None
        assert any(case.break_evens for case in subject.cases)
    assert not any(case.break_evens for case in costed(kb, f"once {TOTAL}").cases)


def test_the_page_tells_what_it_costs_in_all(kb: KnowledgeBase) -> None:
    _, once = told_of(kb, f"once {TOTAL}", "text")
    _, always = told_of(kb, str(TOTAL), "text")
    assert " USD in all (" in once
    assert " USD a month (" in always
    assert " in all" not in always


def test_so_does_the_table_of_costs(kb: KnowledgeBase) -> None:
    profile = written(kb, f"once {TOTAL}")
    report = costs_of_profile(Basis(kb), profile, current_store().book)
    told = str(llmchoice.render(report, "markdown"))
    assert "38,000 million tokens once, spread over 12 months" in told
    assert "In all" in told
    assert "hours in all, and people for a month" in str(
        llmchoice.render(report, "markdown", full=True)
    )


def test_a_batch_may_be_counted_in_pages_and_is_told_with_its_range(kb: KnowledgeBase) -> None:
    """A page is 900 tokens, or 350 to 2,500; scanned ones take more."""
    for text in ("once 180000 pages", "{pages: 180_000, months: 12}"):
        subject = costed(kb, text)
        assert subject.months == 12
        assert subject.volume is not None
        assert subject.spread is not None
        assert subject.volume.total == pytest.approx(180_000 * 900 / 12)
        assert subject.spread.low == pytest.approx(180_000 * 350 / 12)
        assert of(subject, "open-rented").hours is not None
    profile = written(kb, "once 180000 pages")
    assert str(profile.answers["monthly-tokens"]) == "once 180_000 pages over 12 months"
    report = costs_of_profile(Basis(kb), profile, current_store().book)
    told = " ".join(str(llmchoice.render(report, "markdown")).split())
    assert "About 162 million tokens once, spread over 12 months" in told
    assert "it may be 63 to 450 million in all" in told


def test_scanned_pages_take_what_pictures_take(kb: KnowledgeBase) -> None:
    volumes = {}
    for text in ("once 9000 pages", "once 9000 scans", "once 9000 scanned pages"):
        volume = costed(kb, text).volume
        assert volume is not None
        volumes[text] = volume.total * 12
    pages, scans, words = volumes.values()
    assert scans == words == pytest.approx(9_000 * 2_500)
    assert pages == pytest.approx(9_000 * 900)


@pytest.mark.parametrize("text", ["once 9000 scans", "9000 scans"])
def test_of_a_scanned_page_1500_tokens_go_in_and_1000_out(kb: KnowledgeBase, text: str) -> None:
    volume = costed(kb, text).volume
    assert volume is not None
    assert volume.tokens_in / volume.tokens_out == pytest.approx(1_500 / 1_000)
    assert "scans" in {
        stated.because.removeprefix("monthly-tokens: ")
        for stated in costed(kb, text).cases[0].terms
        if stated.term is Term.INPUT_SHARE
    }


@pytest.mark.parametrize("volume", ["once 300 people", "{people: 300, months: 12}"])
def test_people_are_no_batch(kb: KnowledgeBase, volume: str) -> None:
    with pytest.raises(LlmchoiceError):
        written(kb, volume)


@pytest.mark.parametrize(
    ("volume", "told"),
    [
        ("once 180000 pages", "180,000 pages, once over 12 months: about 13.5 million tokens"),
        ("{pages: 180000, months: 1}", "180,000 pages, once over 1 month: about 162 million"),
        (
            "once 9000 calls of 5000 over 24 months",
            "9,000 requests, 5,000 each, once over 24 months: about 1.88 million tokens a month",
        ),
        ("once 2 billion", "2,000,000,000 tokens in one batch, once over 12 months: about 167"),
        ("180000 pages", "180,000 pages a month: about 162 million tokens a month"),
    ],
)
def test_reports_tell_a_batch_from_what_recurs(kb: KnowledgeBase, volume: str, told: str) -> None:
    found, page = told_of(kb, volume, "markdown", full=True)
    assert told in page
    assert "a month, once" not in page
    (months,) = {
        answered.label.worked.months
        for answered in found.answers
        if answered.question == "monthly-tokens" and answered.label.worked
    }
    assert (months is None) == (volume == "180000 pages")


def test_the_origin_of_a_cost_keeps_the_months_of_a_batch(kb: KnowledgeBase) -> None:
    report = costs_of_profile(
        Basis(kb), written(kb, "{pages: 180_000, months: 24}"), current_store().book
    )
    told = " ".join(str(llmchoice.render(report, "text", full=True)).split())
    assert "monthly-tokens: once 180_000 pages over 24 months." in told
