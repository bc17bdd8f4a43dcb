"""What is paid by the seat, and what a large cloud asks for open weights."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.cost.conftest import LARGE
from tests.made_up import option

from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.breakeven import crossing
from llmchoice.catalogue.cost.curve import Line
from llmchoice.catalogue.cost.study import Asked, over_ceiling, report
from llmchoice.model.cost import BreakEven, CostSubject, Volume
from llmchoice.model.estimate import Estimate
from llmchoice.model.option import Option
from llmchoice.model.terms import Band, CostInputs, Term

OPTIONS = tuple(
    Option.model_validate(each)
    for each in (
        option("product", "closed", operator="vendor", place="vendor", payment="seats"),
        option("api", "closed", operator="vendor", place="vendor"),
        option("cloud", "open", place="own-account"),
        option("host", "open", place="host"),
    )
)
TWO_MILLION = Volume(tokens_in=1e6, tokens_out=1e6)


def priced(
    book: Book, volume: Volume, terms: Mapping[str, float] | None = None, **inputs: object
) -> CostSubject:
    bands = {Term(name): Band(low=x, typical=x, high=x) for name, x in (terms or {}).items()}
    found = report(
        book,
        organisation="Acme",
        options=OPTIONS,
        asked=[Asked(None, {}, volume)],
        inputs=CostInputs.model_validate({"terms": bands, **inputs}),
    )
    return found.subjects[0]


def monthly(subject: CostSubject, name: str) -> Band | None:
    return next(cost.monthly for cost in subject.costs if cost.option == name)


def test_so_many_seats_cost_the_same_at_any_volume(book: Book) -> None:
    for volume in (TWO_MILLION, Volume(tokens_in=1e12, tokens_out=0)):
        found = monthly(priced(book, volume, {"seats": 200, "seat-price": 30}), "product")
        assert found == Band(low=6000, typical=6000, high=6000)


def test_seats_that_nobody_states_follow_from_the_volume(book: Book) -> None:
    terms = {"seat-price": 30, "seat-tokens": 500_000}
    assert monthly(priced(book, TWO_MILLION, terms), "product") == Band(
        low=120, typical=120, high=120
    )
    guessed = monthly(priced(book, TWO_MILLION), "product")
    assert guessed is not None
    assert 0 < guessed.low < guessed.typical < guessed.high
    # One who asks little is still a person with a seat.
    assert monthly(priced(book, TWO_MILLION, {"seats": 1}), "product") != guessed


def test_everybody_has_a_seat_where_the_volume_is_given_in_people(book: Book) -> None:
    said = Estimate(parts=(("people", 300),), low=39e6, typical=120e6, high=360e6)

    def seats(**terms: float) -> Band | None:
        bands = {
            Term(name.replace("_", "-")): Band(low=x, typical=x, high=x)
            for name, x in terms.items()
        }
        found = report(
            book,
            organisation="Acme",
            options=OPTIONS,
            asked=[Asked(None, {"monthly-tokens": said})],
            inputs=CostInputs(terms=bands),
        )
        return monthly(found.subjects[0], "product")

    assert seats(seat_price=30) == Band(low=9000, typical=9000, high=9000)
    assert seats(seat_price=30, seats=7) == Band(low=210, typical=210, high=210)


@given(st.floats(1, 1e6), st.floats(0, 1e6))
def test_more_people_never_cost_less(book: Book, people: float, more: float) -> None:
    few, many = (
        monthly(priced(book, TWO_MILLION, {"seats": seats}), "product")
        for seats in (people, people + more)
    )
    assert few is not None
    assert many is not None
    assert few.typical <= many.typical


def test_a_guess_of_seats_breaks_even_nowhere(book: Book) -> None:
    def evens(terms: Mapping[str, float]) -> list[BreakEven]:
        subject = priced(book, TWO_MILLION, terms)
        return [even for c in subject.cases for even in c.break_evens if "product" in even.pair]

    assert not evens({})
    stated = evens({"seats": 100})
    assert stated
    for even in stated:
        assert even.first
        assert even.first == even.steady
        assert not even.same_weights


@given(*(st.floats(0, 1e6) for _ in range(4)), st.floats(0, 1e6))
def test_a_line_crosses_another_where_it_stops_being_the_higher_one(
    fixed: float, slope: float, other: float, steeper: float, tokens: float
) -> None:
    ours, theirs = Line(slope, fixed), Line(slope + steeper, min(other, fixed))
    found = crossing(ours, theirs)
    if found is None:
        assert ours.cost(tokens) > theirs.cost(tokens)
        return
    if tokens >= found.first * (1 + 1e-9):
        assert ours.cost(tokens) <= theirs.cost(tokens) * (1 + 1e-9) + 1e-9
    elif tokens <= found.first * (1 - 1e-9):
        assert ours.cost(tokens) >= theirs.cost(tokens) * (1 - 1e-9) - 1e-9


def test_a_line_that_loses_in_the_end_is_asked_the_other_way_round() -> None:
    with pytest.raises(ValueError, match="the other way round"):
        crossing(Line(2.0, 1.0), Line(1.0, 2.0))


def test_open_weights_cost_what_the_cloud_asks_that_sells_them(book: Book) -> None:
    # Llama 3.3 70B: 0.72 dollars on Bedrock, 0.88 at the host that costs take (genai-prices 0.2.3).
    subject = priced(book, TWO_MILLION, None, **LARGE)
    cloud, host = (monthly(subject, name) for name in ("cloud", "host"))
    assert cloud is not None
    assert host is not None
    assert cloud.typical == pytest.approx(1.44)
    assert host.typical == pytest.approx(1.76)


def test_a_model_that_no_cloud_prices_has_no_cost_in_ones_own_cloud(book: Book) -> None:
    subject = priced(book, TWO_MILLION, open_model="muse-glimmer-30b", ceiling=0.01)
    (cloud,) = (cost for cost in subject.costs if cost.option == "cloud")
    assert cloud.monthly is None
    assert set(cloud.unknown) == {Term.CLOUD_PRICE_IN, Term.CLOUD_PRICE_OUT}
    assert monthly(subject, "host") is not None
    assert "cloud" not in over_ceiling(subject.costs, 0.01)
