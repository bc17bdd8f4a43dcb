"""What lines mean as answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.questionnaire.typist import PICKS, PROMPT, fine, typing

from llmchoice.questionnaire.asker import Pick, Prompt

IDS = [pick.id for pick in PICKS]


@pytest.mark.parametrize(
    ("typed", "picked"),
    [("3", "patients"), (" 3. ", "patients"), ("patients", "patients"), ("\uff13", "patients")],
)
def test_one_is_a_number_or_an_exact_id(typed: str, picked: str) -> None:
    answer = typing(f"{typed}\n", lambda asker: asker.pick(PROMPT, PICKS))
    assert answer.reply == picked
    assert answer.page.endswith("Chosen: Patient records\n")


@pytest.mark.parametrize("nonsense", ["0", "6", "-1", "1 2", "Patients", "9" * 5000, "."])
def test_what_is_not_in_the_list_is_asked_again(nonsense: str) -> None:
    answer = typing(f"{nonsense}\n1\n", lambda asker: asker.pick(PROMPT, PICKS))
    assert answer.reply == "public"
    assert "number from 1 to 5, or help." in answer.page
    assert len(answer.page) < 1000


def test_a_number_is_the_number_shown_and_never_an_id_that_nobody_sees() -> None:
    scale = [Pick(str(at), word) for at, word in enumerate(["nothing", "some", "all"])]
    assert typing("1\n", lambda asker: asker.pick(PROMPT, scale)).reply == "0"
    assert typing("0\n3\n", lambda asker: asker.pick(PROMPT, scale)).reply == "2"


def test_the_numbers_of_a_scale_may_begin_at_0() -> None:
    scale = [Pick(word, word) for word in ("nothing", "some", "all")]
    answer = typing("3\n0\n", lambda asker: asker.pick(Prompt("How much?", first=0), scale))
    assert answer.reply == "nothing"
    assert "  0. nothing\n  1. some\n" in answer.page
    assert "type a number from 0 to 2, or help." in answer.page


def test_without_a_default_an_empty_line_is_no_answer() -> None:
    answer = typing("\n  \n2\n", lambda asker: asker.pick(PROMPT, PICKS))
    assert answer.reply == "staff"
    assert answer.page.count("Type one number from 1 to 5, or help.") == 2
    assert "Enter keeps" not in answer.page


def test_an_empty_line_keeps_a_default() -> None:
    answer = typing("\n", lambda asker: asker.pick(PROMPT, PICKS, default="patients"))
    assert answer.reply == "patients"
    assert "\nEnter keeps 3.\nNumber: " in answer.page


def test_a_default_that_is_no_longer_offered_is_none() -> None:
    answer = typing("\n1\n", lambda asker: asker.pick(PROMPT, PICKS, default="gone"))
    assert answer.reply == "public"
    assert "Enter keeps" not in answer.page


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("1 3 4", {1, 3, 4}),
        ("4,3;1", {1, 3, 4}),
        ("1,3-4", {1, 3, 4}),
        ("1 , 4 - 3", {1, 3, 4}),
        ("1 1-3 2", {1, 2, 3}),
        ("patients public", {1, 3}),
        ("5", {5}),
    ],
)
def test_many_are_numbers_and_ranges(typed: str, picked: set[int]) -> None:
    answer = typing(f"{typed}\n", lambda asker: asker.many(PROMPT, PICKS))
    assert answer.reply == tuple(IDS[number - 1] for number in sorted(picked))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type at least one number"),
        (",", "Type at least one number"),
        ("1-999999999999", "'999999999999' is not in the list"),
        ("1-", "'1-' is not in the list"),
        ("1 5", "5 cannot be combined with others (I don't know)"),
        ("1-5", "5 cannot be combined with others (I don't know)"),
    ],
)
def test_many_says_what_is_wrong(typed: str, said: str) -> None:
    answer = typing(f"{typed}\n2\n", lambda asker: asker.many(PROMPT, PICKS))
    assert answer.reply == ("staff",)
    assert said in answer.page


def test_many_keeps_what_may_still_be_picked() -> None:
    kept = typing("\n", lambda asker: asker.many(PROMPT, PICKS, default=("code", "gone", "public")))
    assert kept.reply == ("public", "code")
    assert "Enter keeps 1 4." in kept.page
    torn = typing("\n2\n", lambda asker: asker.many(PROMPT, PICKS, default=("unknown", "public")))
    assert torn.reply == ("staff",)


def test_text_is_what_was_typed_once_the_check_finds_nothing_wrong() -> None:
    def check(text: str) -> str | None:
        return None if text.isdecimal() else "Type a number of tokens."

    answer = typing("many\n\n 40 \n", lambda asker: asker.text(PROMPT, check))
    assert answer.reply == "40"
    assert answer.page.count("Type a number of tokens.") == 2


def test_an_empty_line_keeps_a_text_and_a_lone_dash_empties_it() -> None:
    for typed, text in (("", "Acme"), ("-", ""), (r"\-", "-"), ("- x", "- x")):
        answer = typing(f"{typed}\n", lambda asker: asker.text(PROMPT, fine, default="Acme"))
        assert answer.reply == text
        assert "Enter keeps this, - alone empties it: Acme" in answer.page


def test_a_dash_is_a_text_where_there_is_nothing_to_empty() -> None:
    answer = typing("-\n", lambda asker: asker.text(PROMPT, fine))
    assert answer.reply == "-"
    assert "empties" not in answer.page

    def named(text: str) -> str | None:
        return None if text else "Write a name."

    answer = typing("-\n", lambda asker: asker.text(PROMPT, named, default="Acme"))
    assert answer.reply == "-"
    assert "empties" not in answer.page


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("3 1=2 5 4", ((3,), (1, 2), (5,), (4,))),
        ("3 > 2 = 1 > 5 > 4", ((3,), (1, 2), (5,), (4,))),
        ("5,4,3,2,1", ((5,), (4,), (3,), (2,), (1,))),
        ("1=2=3=4=5", ((1, 2, 3, 4, 5),)),
    ],
)
def test_order_is_every_number_once(typed: str, order: tuple[tuple[int, ...], ...]) -> None:
    answer = typing(f"{typed}\n", lambda asker: asker.order(PROMPT, PICKS))
    assert answer.reply == tuple(tuple(IDS[n - 1] for n in equals) for equals in order)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Missing: 1, 2, 3, 4, 5."),
        ("3 1=2 5", "Missing: 4."),
        ("3 1=3 5 4", "Missing: 2. More than once: 3."),
        ("3 1=2 5 4 4", "More than once: 4."),
        ("1= 2 3 4 5 =", "Put = between two numbers"),
        ("1==2 3 4 5", "Put = between two numbers"),
        ("1 2 3 4 six", "'six' is not in the list"),
    ],
)
def test_order_says_what_is_missing_or_double(typed: str, said: str) -> None:
    answer = typing(f"{typed}\n1 2 3 4 5\n", lambda asker: asker.order(PROMPT, PICKS))
    assert answer.reply == tuple((name,) for name in IDS)
    assert said in answer.page


def test_an_empty_line_keeps_an_order_of_the_same_picks() -> None:
    ranks = (("code",), ("public", "staff"), ("unknown",), ("patients",))
    answer = typing("\n", lambda asker: asker.order(PROMPT, PICKS, default=ranks))
    assert answer.reply == ranks
    assert "Enter keeps 4 1=2 5 3." in answer.page
    older = typing("\n5 4 3 2 1\n", lambda asker: asker.order(PROMPT, PICKS, default=ranks[1:]))
    assert older.reply == tuple((name,) for name in reversed(IDS))


def test_share_says_what_is_left_at_every_line() -> None:
    answer = typing("50\n16\n0\n34%\n0\n", lambda asker: asker.share(PROMPT, PICKS, total=100))
    assert answer.reply == dict(zip(IDS, (50, 16, 0, 34, 0), strict=True))
    for state in ("100 of 100 left", "50 of 100 left", "34 of 100 left", "0 of 100 left"):
        assert f"({state})" in answer.page


def test_share_takes_all_at_once() -> None:
    answer = typing("30, 20 50 0 0\n", lambda asker: asker.share(PROMPT, PICKS, total=100))
    assert answer.reply == dict(zip(IDS, (30, 20, 50, 0, 0), strict=True))


def test_a_wrong_sum_is_asked_again_with_the_numbers_given() -> None:
    answer = typing(
        "50 20 40 10 0\n\n\n20\n\n\n", lambda asker: asker.share(PROMPT, PICKS, total=100)
    )
    assert answer.reply == dict(zip(IDS, (50, 20, 20, 10, 0), strict=True))
    assert "Together that is 120, 20 more than 100." in answer.page
    assert "Enter keeps 40." in answer.page
    less = typing("0 0 0 0 99\n", lambda asker: asker.share(PROMPT, PICKS, total=100))
    assert "Together that is 99, 1 less than 100." in less.page


def test_more_than_is_left_is_said_at_the_next_line() -> None:
    answer = typing("60\n50\n", lambda asker: asker.share(PROMPT, PICKS, total=100))
    assert "3. Patient records (10 over 100)" in answer.page


@pytest.mark.parametrize("nonsense", ["", "-1", "101", "1.5", "1 2", "all", "9" * 5000])
def test_a_share_is_a_whole_number_up_to_the_total(nonsense: str) -> None:
    answer = typing(
        f"{nonsense}\n100 0 0 0 0\n", lambda asker: asker.share(PROMPT, PICKS, total=100)
    )
    assert answer.reply == dict(zip(IDS, (100, 0, 0, 0, 0), strict=True))
    assert "from 0 to 100" in answer.page


def test_a_share_keeps_what_a_default_has() -> None:
    default = {"code": 60, "gone": 7, "public": 30}
    answer = typing(
        "\n10\n0\n\n0\n", lambda asker: asker.share(PROMPT, PICKS, total=100, default=default)
    )
    assert answer.reply == dict(zip(IDS, (30, 10, 0, 60, 0), strict=True))


@given(st.permutations(IDS), st.lists(st.booleans(), min_size=4, max_size=4))
def test_an_order_that_is_kept_is_the_order_that_was_typed(
    names: list[str], equal: list[bool]
) -> None:
    numbers = [str(IDS.index(name) + 1) for name in names]
    signs = ["=" if joined else " " for joined in equal]
    typed = "".join(part for pair in zip(numbers, [*signs, "\n"], strict=True) for part in pair)
    first = typing(typed, lambda asker: asker.order(Prompt("?"), PICKS)).reply
    assert isinstance(first, tuple)
    kept = typing("\n", lambda asker: asker.order(Prompt("?"), PICKS, default=first)).reply
    assert kept == first


@given(st.lists(st.integers(0, 100), min_size=5, max_size=5))
def test_whatever_is_shared_out_is_the_total_in_the_end(numbers: list[int]) -> None:
    typed = " ".join(map(str, numbers)) + "\n20 20 20 20 20\n"
    reply = typing(typed, lambda asker: asker.share(Prompt("?"), PICKS, total=100)).reply
    assert isinstance(reply, dict)
    assert sum(reply.values()) == 100
    assert list(reply) == IDS
