"""What every prompt does, driven by keys through a pipe."""

from dataclasses import replace

import pytest
from tests.questionnaire.terminal_keys import (
    CTRL_C,
    CTRL_D,
    DOWN,
    ENTER,
    F1,
    F2,
    FINISH,
    FULL,
    KINDS,
    LINUX_SHIFT_TAB,
    PICKS,
    PLAIN,
    SHIFT_TAB,
    SPACE,
    answer,
    read,
    sent,
)

from llmchoice.questionnaire.asker import Back, Interrupted, Pick, Remarking
from llmchoice.questionnaire.terminal import TerminalAsker

pytestmark = pytest.mark.timeout(20)


@pytest.mark.parametrize("kind", KINDS)
def test_ctrl_c_interrupts(kind: str) -> None:
    with pytest.raises(Interrupted):
        answer(CTRL_C, lambda asker: KINDS[kind](asker, PLAIN))


def test_the_end_of_the_input_interrupts() -> None:
    with pytest.raises(Interrupted):
        answer(CTRL_D, lambda asker: asker.text(PLAIN, lambda _: None))


@pytest.mark.parametrize("key", [SHIFT_TAB, LINUX_SHIFT_TAB])
@pytest.mark.parametrize("kind", KINDS)
def test_shift_tab_goes_back(kind: str, key: str) -> None:
    with pytest.raises(Back):
        answer(DOWN + key, lambda asker: KINDS[kind](asker, PLAIN))


@pytest.mark.parametrize("kind", KINDS)
def test_keys_without_a_meaning_here_do_nothing(kind: str) -> None:
    ask = KINDS[kind]

    assert answer(F1 + F2 + FINISH[kind], lambda asker: ask(asker, PLAIN)) == answer(
        FINISH[kind], lambda asker: ask(asker, PLAIN)
    )


@pytest.mark.parametrize(
    ("kind", "typed", "so_far"),
    [
        ("one", "", None),
        ("one", DOWN + DOWN, "b"),
        ("many", DOWN, None),
        ("many", DOWN + SPACE, ("b",)),
        ("text", "", None),
        ("text", "half a", "half a"),
        ("order", DOWN, None),
        ("order", SPACE + DOWN, (("b",), ("a",), ("unknown",))),
        ("order", DOWN + "=", (("a", "b"), ("unknown",))),
        ("share", DOWN, None),
        ("share", DOWN + "40", {"a": 0, "b": 40, "unknown": 0}),
    ],
)
def test_f2_yields_what_was_done_so_far(kind: str, typed: str, so_far: object) -> None:
    with pytest.raises(Remarking) as caught:
        answer(typed + F2, lambda asker: KINDS[kind](asker, FULL))

    assert caught.value.so_far == so_far


def test_an_earlier_reply_is_part_of_what_was_done_so_far() -> None:
    for ask, so_far in (
        (lambda a: a.pick(FULL, PICKS, default="b"), "b"),
        (lambda a: a.many(FULL, PICKS, default=("a", "b")), ("a", "b")),
        (lambda a: a.order(FULL, PICKS, default=(("b", "a"),)), (("b", "a"), ("unknown",))),
        (lambda a: a.share(FULL, PICKS, total=9, default={"b": 9}), {"a": 0, "b": 9, "unknown": 0}),
    ):
        with pytest.raises(Remarking) as caught:
            answer(F2, ask)
        assert caught.value.so_far == so_far


@pytest.mark.parametrize("kind", KINDS)
def test_only_keys_that_work_are_named(kind: str) -> None:
    plain = read(sent(FINISH[kind], lambda asker: KINDS[kind](asker, PLAIN)))
    full = read(sent(FINISH[kind], lambda asker: KINDS[kind](asker, FULL)))

    assert "Shift-Tab back)" in plain
    assert "Shift-Tab back, F1 why, F2 note)" in full


def test_all_of_the_prompt_is_shown() -> None:
    prompt = replace(FULL, head="Part 1", lead=("lead",), notes=("under",), remark="as said")
    shown = sent(DOWN + ENTER, lambda asker: asker.pick(prompt, PICKS))

    texts = ("Part 1", "lead\r\n", "Which?", "  under\r\n", "  Note: as said\r\n", "  > first\r\n")
    places = [shown.index(text) for text in texts]
    assert places == sorted(places)


def test_the_help_names_every_key() -> None:
    text = " ".join(TerminalAsker().help)

    assert all(key in text for key in ("Up and Down", "Enter", "Space", "Shift-Tab", "F1", "F2"))


def test_what_an_upgrade_took_away_is_no_default() -> None:
    picks = (Pick("a", "first"), Pick("new", "new one"))

    assert (
        answer(ENTER + DOWN + ENTER, lambda asker: asker.pick(PLAIN, picks, default="gone")) == "a"
    )
    assert answer(SPACE + ENTER, lambda a: a.many(PLAIN, picks, default=("gone",))) == ("a",)
    order = answer(ENTER, lambda asker: asker.order(PLAIN, picks, default=(("gone", "a"),)))
    assert order == (("a",), ("new",))
    share = answer("9" + ENTER, lambda a: a.share(PLAIN, picks, total=9, default={"gone": 9}))
    assert share == {"a": 9, "new": 0}
