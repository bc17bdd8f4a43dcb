"""Amounts as people write them, and what they are worked out from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmchoice.errors import Problem
from llmchoice.knowledge.amount import examples, how_to_write
from llmchoice.knowledge.answer import answer_from_text, read_answer, typed
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.document import Data, parse
from llmchoice.model.estimate import Estimate
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, same
from llmchoice.model.question import Amount, Question
from llmchoice.questionnaire.question import answer_of, reply_of
from llmchoice.questionnaire.save import answer_in_yaml

VOLUME = Question.model_validate(
    {
        "id": "volume",
        "section": "second",
        "kind": "number",
        "unit": "grams a month",
        "scale": "log10",
        "likely": [10, 1000],
        "text": "How much is it?",
        "why": "It costs by the gram.",
        "ways": [
            {
                "id": "cooks",
                "text": "cooks who season",
                "words": ["cook", "chefs"],
                "each": {"low": 10, "typical": 40, "high": 90},
                "example": "12 cooks",
                "reason": "So.",
            },
            {
                "id": "dishes",
                "text": "dishes a month",
                "words": ["dish", "pratos"],
                "each": {"low": 1, "typical": 2, "high": 8},
                "example": "900 dishes of 3",
                "reason": "So.",
            },
        ],
        "once": {
            "text": "grams for one feast",
            "months": 12,
            "ways": {"dishes": "dishes"},
            "example": "once 2k",
            "reason": "So.",
        },
    }
)
BARE = VOLUME.model_copy(update={"ways": (), "once": None})
numbers = st.one_of(
    st.integers(1, 10**12), st.floats(0.001, 1e12, allow_nan=False).map(lambda x: float(f"{x:.9g}"))
)


def figures(answer: Answer | Problem | None) -> tuple[float, float, float]:
    if isinstance(answer, Estimate):
        return answer.low, answer.typical, answer.high
    assert isinstance(answer, int | float), answer
    return (answer,) * 3


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("40000000", 40_000_000),
        ("40_000_000", 40_000_000),
        ("40,000,000", 40_000_000),
        ("40 000 000", 40_000_000),
        (" 40 million ", 40_000_000),
        ("40m", 40_000_000),
        ("40M", 40_000_000),
        ("300m", 300_000_000),
        ("1.5bn", 1_500_000_000),
        ("1.1 Billion", 1_100_000_000),
        ("2k", 2000),
        ("4e7", 40_000_000),
        ("0", 0),
        ("0.125", 0.125),
        ("1e-05", 1e-5),
        ("12.5", 12.5),
        ("30.000.000", 30_000_000),
        ("1.234.567,5", 1_234_567.5),
        ("1.234,5", 1234.5),
        ("1,5", 1.5),
        ("30,5 milhões", 30_500_000),
        ("2 mil", 2000),
        ("1 bilhao", 1_000_000_000),
        ("4,00", 4),
        ("1,5 Mio", 1_500_000),
        ("3 Mrd", 3_000_000_000),
        ("2 millions", 2_000_000),
        ("about 2k", 2000),
        ("ca. 40 million grams", 40_000_000),
        ("~40M", 40_000_000),
        ("\u2248 12.5", 12.5),
        ("uns 2 mil", 2000),
        ("40 million grams", 40_000_000),
        ("40 million grams a month", 40_000_000),
        ("unknown", "unknown"),
        ("Unknown", "unknown"),
    ],
)
def test_what_is_understood(text: str, amount: float | str) -> None:
    assert answer_from_text(VOLUME, text) == amount
    assert answer_from_text(BARE, text) == amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 cooks", (120, 480, 1080)),
        ("12 Chefs", (120, 480, 1080)),
        ("approx. 12 cooks", (120, 480, 1080)),
        ("about 10 to 20 cooks", (100, 600, 1800)),
        ("1.5k cooks who season", (15_000, 60_000, 135_000)),
        ("{cooks: 12}", (120, 480, 1080)),
        ("10-20 cooks", (100, 600, 1800)),
        ("10 to 20 chefs", (100, 600, 1800)),
        ("{cooks: 10-20}", (100, 600, 1800)),
        ("{cooks: 10, to: 20}", (100, 600, 1800)),
        ("{cooks: 12-12}", (120, 480, 1080)),
        ("1k to 3k dishes of 3", (3000, 6000, 9000)),
        ("1k dishes of 0", (0, 0, 0)),
        ("1,000 dishes", (1000, 2000, 8000)),
        ("1,000 dishes a month", (1000, 2000, 8000)),
        ("1000 pratos por mes", (1000, 2000, 8000)),
        ("1,000 dishes of 3", (3000,) * 3),
        # Things that are counted have no decimals.
        ("1.000 dishes", (1000, 2000, 8000)),
        ("1.000-3.000 dishes of 3", (3000, 6000, 9000)),
        ("{cooks: 1.500}", (15_000, 60_000, 135_000)),
        ("1,000 dishes a month of 3 grams each", (3000,) * 3),
        ("{dishes: 1k, each: 3}", (3000,) * 3),
        ("once 24k", (2000,) * 3),
        ("24,000 grams once", (2000,) * 3),
        ("{once: 24_000}", (2000,) * 3),
        ("10k to 40k", (10_000, 20_000, 40_000)),
        ("10 to 40 thousand", (10_000, 20_000, 40_000)),
        ("10-40k", (10_000, 20_000, 40_000)),
        ("10k \N{EN DASH} 40k", (10_000, 20_000, 40_000)),
        ("between 10,000 and 40,000 grams", (10_000, 20_000, 40_000)),
        ("entre 10 e 40 mil", (10_000, 20_000, 40_000)),
        ("de 10 mil a 40 mil", (10_000, 20_000, 40_000)),
        ("{from: 10k, to: 40k}", (10_000, 20_000, 40_000)),
    ],
)
def test_what_is_worked_out(text: str, expected: tuple[float, float, float]) -> None:
    assert figures(answer_from_text(VOLUME, text)) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many",
        "-5",
        "40.000",
        "40.00.000",
        "1,234.567,8",
        "1.500 million",
        "40 zillion",
        "1_000,000",
        "5.",
        ".",
        "nan",
        "inf",
        "1e99",
        "9999999 trillion",
        "not-applicable",
        "٤٠",
        "12 dogs",
        "cooks",
        "12 cooks of",
        "12 dishes a year",
        "12 dishes a day of 3",
        "12 dishes of 1.500",
        "1.500 million cooks",
        "1e15 cooks",
        "40k to 10k",
        "20 to 10 cooks",
        "0 to 10 cooks",
        "{cooks: 20, to: 10}",
        "{once: 24k, to: 30k}",
        "{dishes: 3, from: 10k, to: 20k}",
        "0 to 40k",
        "{cooks: 12, dishes: 3}",
        "{from: 10k}",
        "{each: 3}",
        "{cooks: many}",
        "{cooks}",
        "to 40k",
        "9" * 5000,
    ],
)
def test_what_is_asked_again(text: str) -> None:
    answer = answer_from_text(VOLUME, text)

    assert isinstance(answer, Problem)
    assert answer.fix


@pytest.mark.parametrize("months", ["0", "0.5", "1.4", "1201", "5,000", "1e9", "1e17", "some"])
def test_a_batch_is_spread_over_whole_months_up_to_a_hundred_years(months: str) -> None:
    number = float(months.replace(",", "")) if months != "some" else months
    for answer in (
        answer_from_text(VOLUME, f"once 9000 dishes over {months} months"),
        read_answer(VOLUME, {"dishes": 9000, "months": number}),
    ):
        assert isinstance(answer, Problem)
        assert answer.why == "'months': it is no whole number from 1 to 1,200"
        assert answer.fix == "write whole months from 1 to 1,200"


@pytest.mark.parametrize(
    "text",
    [
        "once 9000 dishes a month",
        "once 9000 dishes per month of 3",
        "9000 dishes a month once",
        "once 24k grams a month",
        "once 24k/month",
        "once 24k monthly",
        "once 9000 dishes a month over 24 months",
    ],
)
def test_once_and_every_month_is_refused(text: str) -> None:
    answer = answer_from_text(VOLUME, text)

    assert isinstance(answer, Problem)
    assert answer.why == "it says both once and every month"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("once 9,000 dishes", 12),
        ("once 9,000 dishes over 24 months", 24),
        ("9,000 dishes over 24 months once", 24),
        ("once 9,000 dishes of 3, over 1 month", 1),
        ("once 9,000 to 9,500 dishes over 24 months", 24),
        ("{dishes: 9000, months: 24}", 24),
    ],
)
def test_over_how_many_months_a_batch_is_spread_may_be_typed(text: str, months: int) -> None:
    answer = answer_from_text(VOLUME, text)

    assert isinstance(answer, Estimate)
    assert answer.months == months
    each = 3 if "of 3" in text else 2
    middle = 9_250 if "to" in text.split() else 9_000
    assert answer.typical == pytest.approx(middle * each / months)


def test_months_of_a_total_are_refused_with_what_they_go_with() -> None:
    answer = answer_from_text(VOLUME, "once 24k over 24 months")

    assert isinstance(answer, Problem)
    assert answer.why
    assert "counted" in answer.why


@pytest.mark.parametrize(
    ("text", "ways"),
    [("{cooks: 12, dishes: 3}", "cooks and dishes"), ("{once: 5k, cooks: 12}", "cooks and once")],
)
def test_what_is_said_in_two_ways_at_once_is_named(text: str, ways: str) -> None:
    answer = answer_from_text(VOLUME, text)

    assert isinstance(answer, Problem)
    assert answer.why == f"it says how much in several ways: {ways}"
    assert answer.fix == "keep the one you know best"


PRICE = Question.model_validate(
    {
        "id": "price",
        "section": "second",
        "kind": "number",
        "unit": "crowns a month",
        "unit_words": ["CZK", "\N{CURRENCY SIGN}"],
        "least": 1,
        "likely": [10, 1000],
        "text": "From what price on is it too much?",
        "why": "It costs money.",
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "5,000",
        "5,000 crowns",
        "5,000 crowns a month",
        "5k CZK per month",
        "5000CZK",
        "CZK 5,000",
        "\N{CURRENCY SIGN}5,000",
        "\N{CURRENCY SIGN}5,000 a month",
        "5,000 a month",
        "5,000 CZK/month",
        "5,000/month",
        "5,000 per month",
        "CZK 5,000 crowns",
        "5 mil CZK por mês",
        "5 thousand de CZK",
    ],
)
def test_a_unit_is_taken_by_each_of_its_names(text: str) -> None:
    assert answer_from_text(PRICE, text) == 5000


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("10.000 EUR", "EUR"),
        ("10k euros a month", "euros a month"),
        ("\N{EURO SIGN}10,000", "\N{EURO SIGN}"),
        ("10,000 \N{EURO SIGN}", "\N{EURO SIGN}"),
        ("60,000 CZK a year", "CZK a year"),
        ("CZK 60,000 a year", "a year"),
        ("5,000/Day", "/Day"),
        ("5 million/day", "/day"),
        ("EUR 5000", "EUR"),
        ("EUR 5000 a month", "EUR"),
        ("5000-8000 EUR", "EUR"),
        ("\N{EURO SIGN}5,000 to \N{EURO SIGN}8,000", "\N{EURO SIGN}"),
        ("R$ 5.000", "R$"),
        ("5 mil reais por mês", "reais por mês"),
    ],
)
def test_another_unit_is_named_with_the_one_that_counts(text: str, unit: str) -> None:
    answer = answer_from_text(PRICE, text)

    assert isinstance(answer, Problem)
    assert answer.why == f"it asks for a number of crowns a month, and '{unit}' is something else"
    assert answer.fix is not None
    assert answer.fix.startswith("convert it: write a number of crowns a month (")


@pytest.mark.parametrize(
    ("text", "words"),
    [("5,000 Bucks", "Bucks"), ("perhaps 5,000 CZK", "perhaps"), ("5 zillion", "zillion")],
)
def test_words_that_are_not_known_are_to_be_left_out(text: str, words: str) -> None:
    answer = answer_from_text(PRICE, text)

    assert isinstance(answer, Problem)
    assert answer.why == f"it asks for a number of crowns a month, and '{words}' is not known here"
    assert answer.fix is not None
    assert answer.fix.startswith(f"leave out '{words}' if it means the same: write a number of ")


@pytest.mark.parametrize(
    "text",
    [
        "5,000 CZK to 8,000 CZK",
        "CZK 5,000 to CZK 8,000",
        "\N{CURRENCY SIGN}5,000-\N{CURRENCY SIGN}8,000",
        "\N{CURRENCY SIGN}5k-8k",
        "5,000 crowns a month to 8,000 crowns a month",
        "between CZK 5,000 and CZK 8,000",
        "de CZK 5 mil a CZK 8 mil",
    ],
)
def test_the_unit_may_stand_at_each_end_of_a_range(text: str) -> None:
    low, _, high = figures(answer_from_text(PRICE, text))

    assert (low, high) == (5000, 8000)


@pytest.mark.parametrize("text", ["0", "0.5", "0 to 5", "0 crowns"])
def test_what_is_below_the_least_of_a_question_is_asked_again(text: str) -> None:
    answer = answer_from_text(PRICE, text)

    assert isinstance(answer, Problem)
    assert answer.why == "it is below 1"
    assert answer_from_text(PRICE, "1") == 1


@pytest.mark.parametrize(
    ("text", "many", "few", "amount"),
    [
        ("40.000", "40,000", "40", 40),
        ("2.500", "2,500", "2.5", 2.5),
        ("1.125", "1,125", "1.1250", 1.125),
        ("12_000.500", "12,000,500", "12000.5", 12000.5),
        ("2.500 million", "2,500 million", "2.5 million", 2_500_000),
        ("2.500 million grams", "2,500 million", "2.5 million", 2_500_000),
        ("1.125k", "1,125 k", "1.1250 k", 1125),
        ("2.500 to 3.000", "2,500", "2.5", 2.5),
    ],
)
def test_what_can_be_read_in_two_ways_is_told_how_to_write_either(
    text: str, many: str, few: str, amount: float
) -> None:
    answer = answer_from_text(BARE, text)

    assert isinstance(answer, Problem)
    assert answer.fix == (
        f"write {many} if the point stands for thousands, {few} if it is a decimal point"
    )
    assert answer_from_text(BARE, few) == amount
    assert answer_from_text(BARE, many) == amount * 1000


def test_a_number_of_thousands_of_digits_is_quoted_by_its_beginning() -> None:
    data = parse(f"volume: {'9' * 5000}", "p.yaml").data
    assert isinstance(data, dict)
    answer = read_answer(BARE, data["volume"])

    assert isinstance(answer, Problem)
    assert answer.message == f"'{'9' * 60}...' is not an answer to 'volume'"
    assert answer.why == "it is above 10,000,000,000,000,000"


REQUESTS = (
    """mails, e-mails, emails, letters, tickets, chats, messages, requests, documents, calls"""
)


@pytest.mark.parametrize("noun", REQUESTS.split(", "))
def test_what_people_count_as_one_request_is_one(kb: KnowledgeBase, noun: str) -> None:
    volume = kb.question("monthly-tokens")
    one = noun.removesuffix("s")
    assert figures(answer_from_text(volume, f"40.000 {noun}")) == (4e7, 1.2e8, 2.6e8)
    assert figures(answer_from_text(volume, f"1 {one} a month of 2,000")) == (2000,) * 3


PEOPLE = "staff, employees, Leute, Personen, Mitarbeiter, personnes, personas, pessoas, usuários"


@pytest.mark.parametrize("noun", PEOPLE.split(", "))
def test_people_are_people_in_the_languages_around(kb: KnowledgeBase, noun: str) -> None:
    volume = kb.question("monthly-tokens")
    assert answer_from_text(volume, f"about 40 {noun}") == answer_from_text(volume, "40 people")


def test_no_tokens_at_all_are_no_volume(kb: KnowledgeBase) -> None:
    answer = answer_from_text(kb.question("monthly-tokens"), "0")

    assert isinstance(answer, Problem)
    assert answer.why == "it is below 1"
    assert "'unknown'" in (answer.fix or "")


def test_the_deciding_cost_is_asked_for_in_a_currency_and_a_period(kb: KnowledgeBase) -> None:
    question = kb.question("deciding-cost")

    assert isinstance(question, Amount)
    assert how_to_write(question).startswith("write a number of US dollars a month (")
    for text in ("$5,000", "5,000 USD", "5,000 US$", "US$ 5000", "U$ 5.000,00", "5000 dólares"):
        assert answer_from_text(question, text) == 5000


def test_without_ways_nothing_is_counted() -> None:
    for text in ("12 cooks", "once 24k", "{cooks: 12}"):
        assert isinstance(answer_from_text(BARE, text), Problem)


def test_a_range_with_a_linear_scale_has_its_middle_halfway_and_may_begin_at_0() -> None:
    linear = VOLUME.model_copy(update={"scale": "linear"})
    assert figures(answer_from_text(linear, "0 to 40k")) == (0, 20_000, 40_000)


@given(numbers)
def test_a_range_of_one_point_is_the_number(number: float) -> None:
    text = typed(number)
    assert answer_from_text(VOLUME, f"{text} to {text}") == answer_from_text(VOLUME, text)
    assert read_answer(VOLUME, {"from": number, "to": number}) == read_answer(VOLUME, number)


@given(numbers, st.floats(1.01, 50), st.floats(1.01, 50))
def test_widening_a_range_by_the_same_factor_at_both_ends_leaves_its_middle(
    middle: float, factor: float, more: float
) -> None:
    narrow, wide = (
        figures(read_answer(VOLUME, {"from": middle / by, "to": middle * by}))
        for by in (factor, factor * more)
    )
    assert wide[0] < narrow[0] < narrow[1] < narrow[2] < wide[2]
    assert wide[1] == pytest.approx(narrow[1])


@st.composite
def said(draw: st.DrawFn) -> dict[str | int, Data]:
    """A mapping as a profile may have it."""
    count = draw(numbers)
    kind = draw(st.sampled_from(["cooks", "dishes", "own", "once", "range", "from-to", "batch"]))
    if kind not in {"once", "range"}:
        count = max(1, count)  # there is no half of a cook
    if kind == "batch":
        of: dict[str | int, Data] = (
            {"each": draw(st.integers(1, 1000))} if draw(st.booleans()) else {}
        )
        return {"dishes": count * 1200, **of, "months": draw(st.integers(1, 1200))}
    if kind == "from-to":
        return {"cooks": count, "to": count + draw(st.integers(1, 10**9))}
    if kind == "own":
        return {"dishes": count, "each": draw(st.integers(1, 1000))}
    if kind == "range":
        return {"from": count, "to": count + draw(st.integers(1, 10**9))}
    return {kind: count}


@given(said())
def test_every_written_form_is_the_same_amount_typed_set_and_in_a_profile(
    mapping: dict[str | int, Data],
) -> None:
    answer = read_answer(VOLUME, mapping)
    assert isinstance(answer, Estimate)
    assert answer.low <= answer.typical <= answer.high
    in_words = str(answer)
    saved = parse(f"volume: {answer_in_yaml(answer)}", "p.yaml").data
    spoken = parse(f"volume: {in_words}", "p.yaml").data
    assert isinstance(saved, dict)
    assert isinstance(spoken, dict)
    for other in (
        answer_from_text(VOLUME, in_words),
        answer_from_text(VOLUME, typed(answer)),
        answer_of(VOLUME, reply_of(VOLUME, answer)),
        read_answer(VOLUME, saved["volume"]),
        read_answer(VOLUME, spoken["volume"]),
        read_answer(
            VOLUME, {str(key): value for key, value in answer.model_dump(mode="json").items()}
        ),
    ):
        assert other == answer
        assert figures(other) == figures(answer)
    # A decision of the past is read back without its question; what was said is the same.
    assert same(Estimate.model_validate_json(answer.model_dump_json()), answer)


@pytest.mark.parametrize("way", ["parts", "low", "typical"])
def test_an_amount_is_read_back_whatever_its_way_is_called(way: str) -> None:
    """Criteria of one's own may call it as a field is called."""
    ways = (VOLUME.ways[0].model_copy(update={"id": way}),)
    answer = read_answer(VOLUME.model_copy(update={"ways": ways}), {way: 12})
    assert isinstance(answer, Estimate)
    again = Estimate.model_validate_json(answer.model_dump_json())
    assert same(again, answer)
    # What it comes to now is known of one of them: they are the same, and not equal.
    assert again != answer
    other = answer.model_copy(update={"typical": answer.typical + 1})
    assert not same(other, answer)


def test_the_examples_of_the_packaged_questions_are_understood() -> None:
    asked = [q for q in load_criteria().questions if isinstance(q, Amount) and q.ways]
    assert asked
    for question in asked:
        for text in examples(question):
            assert isinstance(answer_from_text(question, text), Estimate), text
