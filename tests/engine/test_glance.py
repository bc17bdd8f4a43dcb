"""A first look at a what-if: it says only what all draws will say."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.draws.glance import LOOK, Glance
from llmchoice.model.option import Side

LAW = settings(derandomize=True, deadline=None, max_examples=examples(200))


@st.composite
def looks(draw: st.DrawFn) -> Glance:
    possible = draw(st.integers(0, LOOK))
    counted = draw(st.integers(0, possible))
    ours = draw(st.integers(0, counted))
    theirs = draw(st.integers(0, counted - ours))
    return Glance(ours, theirs, counted, possible, LOOK)


@LAW
@given(look=looks(), threshold=st.floats(0.5, 0.99))
def test_a_side_is_named_or_none_but_never_both(look: Glance, threshold: float) -> None:
    sides = [side for side in Side if look.names(side, threshold, 10_000)]
    assert len(sides) <= 1
    assert not (sides and look.names_none(threshold))


@LAW
@given(look=looks(), threshold=st.floats(0.5, 0.99))
def test_what_was_seen_itself_is_beyond_the_threshold(look: Glance, threshold: float) -> None:
    if look.names(Side.OPEN, threshold, 10_000):
        assert look.ours / look.counted > threshold
    if look.names(Side.CLOSED, threshold, 10_000):
        assert look.theirs / look.counted > threshold
    if look.names_none(threshold):
        assert max(look.ours, look.theirs) / look.counted < threshold


def test_a_share_at_the_threshold_is_left_to_all_draws() -> None:
    near = Glance(ours=768, theirs=256, counted=1024, possible=1024, looked=1024)
    assert not near.names(Side.OPEN, 0.75, 10_000)
    assert not near.names_none(0.75)


def test_a_side_far_from_it_is_named_unless_too_few_draws_will_count() -> None:
    far = Glance(ours=1000, theirs=24, counted=1024, possible=1024, looked=1024)
    assert far.names(Side.OPEN, 0.75, 10_000)
    assert not far.names(Side.OPEN, 0.75, 900)


def test_of_answers_that_leave_nothing_nothing_is_said() -> None:
    nothing = Glance(ours=0, theirs=0, counted=0, possible=1024, looked=1024)
    assert not nothing.names_none(0.75)
    assert not any(nothing.names(side, 0.75, 10_000) for side in Side)
