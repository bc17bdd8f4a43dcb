"""Costs of which one takes reserved units meet where a walk along both finds it."""

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from tests.catalogue.cost.test_crossing import lines, stairs
from tests.laws import examples

from llmchoice.catalogue.cost.curve import Cheapest, Costs, Line, Units
from llmchoice.catalogue.cost.meeting import Meeting, NearlyTheSameError, meeting
from llmchoice.model.reserved import Reserved

CLOSE = 1e-6
units = st.builds(
    Units,
    offer=st.builds(
        Reserved,
        hour=st.just(1.0),
        input=st.floats(1e3, 1e6),
        output=st.floats(1e3, 1e6),
        apart=st.booleans(),
        least=st.integers(1, 20),
        step=st.integers(1, 10),
    ),
    month=st.floats(10, 1e5),
    into=st.floats(1e-5, 1e-4),
    out=st.floats(1e-6, 1e-4),
)
reserving = st.builds(Cheapest, usual=lines | st.just(Line(0.0)), reserved=st.tuples(units))
either = stairs() | lines | reserving
VOLUMES = [10 ** (power / 50) for power in range(16 * 50 + 1)]
"""Tokens a month at which the walk looks."""


few = settings(max_examples=examples(40), deadline=None)


def met_by(ours: Costs | Cheapest, theirs: Costs | Cheapest) -> Meeting:
    """Where they meet; those that are nearly the same are told nowhere."""
    try:
        return meeting(ours, theirs)
    except NearlyTheSameError:
        reject()


def higher(ours: Costs | Cheapest, theirs: Costs | Cheapest, tokens: float) -> bool:
    """Whether ours costs more by more than rounding."""
    return ours.cost(tokens) > theirs.cost(tokens) * (1 + CLOSE)


def lower(ours: Costs | Cheapest, theirs: Costs | Cheapest, tokens: float) -> bool:
    return ours.cost(tokens) < theirs.cost(tokens) * (1 - CLOSE)


@given(either, reserving)
@few
def test_ours_costs_more_up_to_there_and_no_more_at_it(
    ours: Costs | Cheapest, theirs: Cheapest
) -> None:
    met = met_by(ours, theirs)
    for tokens in VOLUMES:
        if met.first is None or tokens < met.first * (1 - CLOSE):
            assert not lower(ours, theirs, tokens)
    if met.first:
        assert not higher(ours, theirs, met.first * (1 + CLOSE))


@given(either, reserving)
@few
def test_from_there_on_ours_never_costs_more(ours: Costs | Cheapest, theirs: Cheapest) -> None:
    met = met_by(ours, theirs)
    assume(met.steady is not None)
    assert met.steady is not None
    assert met.first is not None
    assert met.steady >= met.first
    for tokens in VOLUMES:
        if tokens > met.steady * (1 + CLOSE):
            assert not higher(ours, theirs, tokens)
    if met.steady > max(met.first, 10):
        just_before = met.steady * (1 - CLOSE)
        assert ours.cost(just_before) >= theirs.cost(just_before) * (1 - 10 * CLOSE)


@given(reserving, lines | reserving)
@few
def test_from_the_first_token_up_to_there_ours_costs_no_more(
    ours: Cheapest, theirs: Costs | Cheapest
) -> None:
    met = met_by(ours, theirs)
    if met.first != 0:
        assert met.until is None
        return
    for tokens in VOLUMES:
        if met.until is None or tokens < met.until * (1 - CLOSE):
            assert not higher(ours, theirs, tokens)
    if met.until is not None:
        just_above = met.until * (1 + CLOSE)
        assert ours.cost(just_above) > theirs.cost(just_above)


@given(units, either)
@few
def test_what_is_free_by_the_token_is_never_beaten(kept: Units, theirs: Costs | Cheapest) -> None:
    free = Cheapest(Line(0.0), (kept,))
    assert met_by(free, theirs) == Meeting(0.0, None, 0.0)
    if theirs.cost(VOLUMES[0]) > 0:
        assert met_by(theirs, free) == Meeting(None, None, None)


def test_a_unit_is_worked_out_by_hand() -> None:
    # A unit costs 1,000 a month and lets 43,800 x 10,000 = 438 million tokens through. At 5 a
    # million one is taken from 200 million tokens on, a second beside it from 438 million on.
    offer = Reserved(hour=1, input=10_000, output=10_000)
    theirs = Cheapest(Line(5e-6), (Units(offer, 1000.0, into=1 / 43_800, out=0),))
    met = meeting(Line(0.0, fixed=1500), theirs)
    assert met.first == pytest.approx(438e6, rel=1e-6)
    assert met.steady == met.first
    assert meeting(Line(0.0, fixed=900), theirs).first == pytest.approx(180e6)
    assert meeting(Line(6e-6), theirs).first is None
    less = meeting(Line(4e-6), theirs)
    assert (less.first, less.steady) == (0, None)
    assert less.until == pytest.approx(250e6)
    spans = [theirs.cost(tokens) for tokens in (1e8, 2e8, 4.3e8, 4.4e8)]
    assert spans == [pytest.approx(cost) for cost in (500, 1000, 1000, 2000)]
