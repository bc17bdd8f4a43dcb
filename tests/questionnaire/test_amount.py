"""Amounts as people write them."""

import pytest

from llmchoice.errors import Problem
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.questionnaire.question import read_amount


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
        ("1.5bn", 1_500_000_000),
        ("1.1 Billion", 1_100_000_000),
        ("2k", 2000),
        ("4e7", 40_000_000),
        ("0", 0),
        ("0.125", 0.125),
        ("1e-07", 1e-7),
        ("12.5", 12.5),
        ("30.000.000", 30_000_000),
        ("1.234.567,5", 1_234_567.5),
        ("1.234,5", 1234.5),
        ("1,5", 1.5),
        ("30,5 milhões", 30_500_000),
        ("2 mil", 2000),
        ("1 bilhao", 1_000_000_000),
        ("4,00", 4),
        ("unknown", "unknown"),
        ("Unknown", "unknown"),
    ],
)
def test_what_is_understood(kb: KnowledgeBase, text: str, amount: float | str) -> None:
    assert read_amount(kb.question("volume"), text) == amount


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
    ],
)
def test_what_is_asked_again(kb: KnowledgeBase, text: str) -> None:
    answer = read_amount(kb.question("volume"), text)

    assert isinstance(answer, Problem)
    assert answer.fix
