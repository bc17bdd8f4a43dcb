"""What fits, and what is shown of what does not; and that nothing of it is obeyed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.utils import get_cwidth
from tests.questionnaire.terminal_keys import DOWN, ENTER, F1, FULL, sent, words

from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.terminal import TerminalAsker
from llmchoice.questionnaire.terminal.frame import Entry, Frame, Room, drawn

pytestmark = pytest.mark.timeout(20)
HINT = ("arrows move", "Enter chooses", "Shift-Tab back", "F1 why", "F2 note")
TEXT = st.text(st.sampled_from("ab \u682a\u0301\x1b\n-"), max_size=60)
ENTRIES = st.lists(
    st.builds(Entry, TEXT, st.sampled_from(["", "[x] ", " 1. "]), st.lists(TEXT).map(tuple)),
    min_size=1,
    max_size=30,
)


@given(ENTRIES, st.integers(0, 29), st.integers(15, 90), st.integers(4, 50), st.integers(0, 60))
def test_a_frame_always_fits_and_shows_the_pointer(
    entries: list[Entry], at: int, columns: int, rows: int, above: int
) -> None:
    frame = Frame(HINT, tuple(entries), at % len(entries), status=("! " + "word " * 9,))

    lines = drawn(frame, Room(columns, rows, above))

    assert len(lines) <= rows
    assert all(get_cwidth(line.text) <= columns for line in lines)
    assert sum(line.has_cursor for line in lines) == 1


@pytest.mark.parametrize("at", [0, 1, 17, 38, 39])
def test_a_long_list_shows_all_of_what_is_pointed_at(at: int) -> None:
    entries = tuple(Entry(f"entry {at} " + "long " * 12, notes=("why",) * 3) for at in range(40))

    lines = [line.text for line in drawn(Frame(HINT, entries, at), Room(39, 24, 5))]

    shown = " ".join(" ".join(lines).split())
    assert f"> entry {at} {'long ' * 12}".strip() in shown
    assert "why" in shown
    assert (at in {0, 1}) == (f"^ {at} more" not in shown and "^" not in shown)


def test_a_long_list_says_how_much_is_missing() -> None:
    entries = tuple(Entry(f"entry {at}") for at in range(40))
    lines = [line.text.strip() for line in drawn(Frame(HINT, entries, 20), Room(80, 24))]

    shown = [line for line in lines if "entry" in line]
    above, below = (int(line.split()[1]) for line in lines if line.endswith("more"))
    assert above + len(shown) + below == 40


def test_an_entry_that_may_be_cut_takes_one_line() -> None:
    frame = Frame(HINT, (Entry("word " * 30, cut=True), Entry("next")), 0)

    lines = [line.text for line in drawn(frame, Room(40, 24)) if "word" in line.text]

    assert len(lines) == 1
    assert lines[0].endswith("...")


def test_the_first_heading_is_not_hidden() -> None:
    entries = (Entry("Red", heading=True), *(Entry(f"entry {at}") for at in range(40)))

    assert all(
        "Red" in [line.text for line in drawn(Frame(HINT, entries, at), Room(80, 24))]
        for at in range(1, 9)
    )


def test_the_title_stays_in_sight_where_it_can() -> None:
    entries = tuple(Entry(f"entry {at}") for at in range(40))

    assert len(drawn(Frame(HINT, entries, 0), Room(80, 24, 6))) == 18


@pytest.mark.parametrize("kind", ["order", "share"])
@pytest.mark.parametrize("columns", [40, 80])
def test_seven_priorities_fit_a_small_terminal(kind: str, columns: int) -> None:
    notes = ("from a bad end of the scale to a good end of it",)
    picks = [Pick(f"p{at}", f"Priority {at} with a name", notes=notes) for at in range(7)]

    def ask(asker: TerminalAsker) -> None:
        if kind == "order":
            asker.order(FULL, picks)
        else:
            asker.share(FULL, picks, total=100)

    shown = sent((ENTER if kind == "order" else "100") + ENTER, ask, columns=columns, rows=24)
    assert all(f"Priority {at}" in shown for at in range(7))
    assert not re.search(r"[v^] \d+ more", shown)


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_long_texts_are_wrapped_not_cut(columns: int) -> None:
    text = " ".join(words(40))
    picks = (Pick("a", text, notes=(" ".join(words(40)[::-1]),)),)
    prompt = Prompt(text, notes=(text,), why=lambda: (text,))

    shown = sent(
        F1 + DOWN + ENTER, lambda asker: asker.pick(prompt, picks), columns=columns, rows=60
    )

    # Title, note, choice and its note, the choice once more as the answer, and the reason.
    assert all(shown.count(word) >= 6 for word in words(40)[10:])


@pytest.mark.parametrize("columns", [0, 1, 5, 15])
@pytest.mark.parametrize("rows", [1, 2, 24])
def test_no_terminal_is_too_small(columns: int, rows: int) -> None:
    picks = (Pick("a", "first", notes=("a note",)), Pick("b", "a second one with a long name"))

    def ask(asker: TerminalAsker) -> None:
        assert asker.pick(FULL, picks) == "b"
        asker.many(FULL, picks)
        asker.text(FULL, lambda _: None)
        asker.order(FULL, picks)
        asker.share(FULL, picks, total=100)

    sent(
        f"{DOWN}{DOWN}{ENTER} {ENTER}x{ENTER}{ENTER}{ENTER}100{ENTER}",
        ask,
        columns=columns,
        rows=rows,
    )
