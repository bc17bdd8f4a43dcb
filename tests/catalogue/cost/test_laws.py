"""What holds of all costs, whatever the figures."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.cost.conftest import LARGE, SMALL

from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.corner import FALLING, at_ends, needed
from llmchoice.catalogue.cost.option import Choice, option_cost, over_cases
from llmchoice.catalogue.cost.resolve import Setting, models_of, settle
from llmchoice.catalogue.cost.study import over_ceiling
from llmchoice.knowledge.costs import POINTS
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.cost import OptionCost, StatedTerm, Volume
from llmchoice.model.terms import Band, CostInputs, Term

PACKAGED = load_criteria().options
OPTIONS = tuple(option.id for option in PACKAGED)
STATED = {Term.SEATS, Term.APPLICATION, Term.ENDPOINT_HOUR}
"""Terms of which nothing may be known unless a profile states them."""
ROUNDING = 1e-9
tokens = st.floats(0, 1e13)
options = st.sampled_from(OPTIONS)
answers = st.fixed_dictionaries(
    {
        "traffic": st.sampled_from(["steady", "office-hours", "spiky", "unknown"]),
        "latency": st.sampled_from(["relaxed", "interactive", "strict", "offline"]),
        "availability": st.sampled_from(["best-effort", "business-hours", "always-on"]),
        "hardware": st.sampled_from(["owned", "purchase"]),
        "use": st.sampled_from(["assistant", "coding", "product", "batch", "automation"]),
        "task": st.sampled_from(["routine", "skilled", "frontier"]),
    }
)


@st.composite
def settings(draw: st.DrawFn, book: Book) -> Setting:
    """Any answers, two pairs of models, any GPU of which all prices are known."""
    gpus = [gpu.id for gpu in book.hardware.gpus if gpu.price is not None and gpu.hour is not None]
    models = draw(st.sampled_from([SMALL, LARGE]))
    inputs = CostInputs.model_validate({"gpu": draw(st.sampled_from(gpus)), **models})
    given_ = draw(answers)
    (both,) = models_of(book, given_, inputs)
    return settle(book, both, given_, inputs)


def cost_of(
    book: Book, option: str, terms: Mapping[Term, StatedTerm], into: float, out: float
) -> OptionCost:
    volume = Volume(tokens_in=into, tokens_out=out)
    share = into / volume.total if volume.total else 0.5
    return option_cost(option, book.ways(PACKAGED)[option], at_ends(terms), volume, share)


def band(cost: OptionCost) -> Band:
    assert cost.monthly is not None
    return cost.monthly


def with_band(
    terms: Mapping[Term, StatedTerm], term: Term, found: Band | None
) -> dict[Term, StatedTerm]:
    return {**terms, term: terms[term].model_copy(update={"band": found})}


@given(st.data(), options, tokens, tokens, tokens, tokens)
def test_more_tokens_never_cost_less(  # noqa: PLR0913, PLR0917 - all that is drawn
    book: Book,
    data: st.DataObject,
    option: str,
    into: float,
    out: float,
    more_in: float,
    more_out: float,
) -> None:
    terms = data.draw(settings(book)).terms
    less = band(cost_of(book, option, terms, into, out))
    more = band(cost_of(book, option, terms, into + more_in, out + more_out))
    for end in ("low", "typical", "high"):
        assert getattr(less, end) <= getattr(more, end) * (1 + ROUNDING)


@given(st.data(), options, tokens, tokens)
def test_low_is_no_more_than_typical_and_typical_no_more_than_high(
    book: Book, data: st.DataObject, option: str, into: float, out: float
) -> None:
    cost = cost_of(book, option, data.draw(settings(book)).terms, into, out)
    found = band(cost)
    assert 0 <= found.low <= found.typical <= found.high
    assert sum(cost.parts.values()) == pytest.approx(found.typical)


@given(st.data(), st.sampled_from(["open-rented", "open-owned"]), tokens, tokens)
def test_cards_are_whole(
    book: Book, data: st.DataObject, option: str, into: float, out: float
) -> None:
    cost = cost_of(book, option, data.draw(settings(book)).terms, into, out)
    assert cost.gpus is not None
    for count in (cost.gpus.low, cost.gpus.typical, cost.gpus.high):
        assert count >= 1
        assert count.is_integer()


@given(st.data(), tokens, tokens, tokens, st.floats(0.1, 100))
def test_an_endpoint_costs_whole_cards_and_nobody(  # noqa: PLR0913, PLR0917 - all that is drawn
    book: Book, data: st.DataObject, into: float, out: float, more: float, hour: float
) -> None:
    terms = data.draw(settings(book)).terms
    terms = with_band(terms, Term.ENDPOINT_HOUR, Band(low=hour, typical=hour, high=hour))
    few, many = (cost_of(book, "open-host", terms, into, out + extra) for extra in (0, more))
    rented = cost_of(book, "open-rented", terms, into, out)
    assert few.endpoint is not None
    assert many.endpoint is not None
    assert rented.gpus is not None
    assert few.endpoint.typical == pytest.approx(rented.gpus.typical * hour * 730)
    assert few.endpoint.typical <= many.endpoint.typical * (1 + ROUNDING)
    nobody = {term: Band(low=0, typical=0, high=0) for term in (Term.SALARY, Term.SETUP_WEEKS)}
    for term, none in nobody.items():
        assert cost_of(book, "open-host", with_band(terms, term, none), into, out) == few
    others = (o for o in OPTIONS if o != "open-host")
    assert all(cost_of(book, o, terms, into, out).endpoint is None for o in others)


@given(st.data(), options, tokens, tokens, st.floats(0, 1))
def test_a_cheaper_card_never_raises_a_cost(  # noqa: PLR0913, PLR0917 - all that is drawn
    book: Book, data: st.DataObject, option: str, into: float, out: float, part: float
) -> None:
    terms = data.draw(settings(book)).terms
    before = band(cost_of(book, option, terms, into, out))
    for term in (Term.GPU_HOUR, Term.GPU_PRICE):
        old = terms[term].band
        assert old is not None
        cheaper = Band(low=old.low * part, typical=old.typical * part, high=old.high * part)
        after = band(cost_of(book, option, with_band(terms, term, cheaper), into, out))
        for end in ("low", "typical", "high"):
            assert getattr(after, end) <= getattr(before, end) * (1 + ROUNDING)


@given(st.data(), options, tokens, tokens, st.sampled_from(sorted(set(Term) - POINTS - STATED)))
def test_every_term_moves_costs_the_way_it_is_said_to(  # noqa: PLR0913, PLR0917 - all that is drawn
    book: Book, data: st.DataObject, option: str, into: float, out: float, term: Term
) -> None:
    terms = data.draw(settings(book)).terms
    found = terms[term].band
    assert found is not None
    low, high = found.low, found.high
    few, many = (
        band(
            cost_of(book, option, with_band(terms, term, Band(low=x, typical=x, high=x)), into, out)
        )
        for x in (low, high)
    )
    cheap, dear = (many, few) if term in FALLING else (few, many)
    assert cheap.typical <= dear.typical * (1 + ROUNDING)


@given(
    st.data(), options, tokens, tokens, st.sampled_from(sorted(Term)), st.none() | st.floats(1, 1e9)
)
def test_an_unknown_figure_makes_a_cost_unknown_and_never_a_good_one(  # noqa: PLR0913, PLR0917 - all that is drawn
    book: Book,
    data: st.DataObject,
    option: str,
    into: float,
    out: float,
    term: Term,
    ceiling: float | None,
) -> None:
    terms = data.draw(settings(book)).terms
    known = cost_of(book, option, terms, into, out)
    cost = cost_of(book, option, with_band(terms, term, None), into, out)
    if term.endswith(("-cached", "-kept", "-batch")):
        # As any other token: it is known, and nothing is taken off.
        assert (cost.monthly is None) == (known.monthly is None)
        if cost.monthly is not None and known.monthly is not None and not term.endswith("-kept"):
            assert cost.monthly.typical >= known.monthly.typical * (1 - 1e-9)
        return
    if term not in needed(book.ways(PACKAGED)[option], at_ends(terms)["typical"]):
        assert cost.model_copy(update={"endpoint": known.endpoint}) == known
        assert cost.endpoint in {None, known.endpoint}
        return
    assert cost.monthly is None
    assert cost.unknown == (term,)
    # Of two models that can do the work, the one whose cost is known stands for the option.
    either = Choice(("small", "small"), "middle")
    assert over_cases([known, cost], either).monthly == known.monthly
    assert over_cases([cost, cost], either).monthly is None
    others = [cost_of(book, o, terms, into, out) for o in OPTIONS if o != option]
    assert option not in over_ceiling([cost, *others], ceiling)
