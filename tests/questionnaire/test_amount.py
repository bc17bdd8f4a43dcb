"""Amounts as people write them."""

import pytest

from llmchoice.errors import Problem
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.questionnaire.amount import read_amount


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
        "1,5",
        "4,00",
        "40.000",
        "40.000.000",
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
