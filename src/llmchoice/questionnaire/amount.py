"""Amounts as people write them: 40000000, 40_000_000, 40,000,000, 40 million, 40m, 1.5bn."""

import re
import unicodedata
from decimal import Decimal

from llmchoice.errors import Problem
from llmchoice.knowledge.answer import offered, read_answer
from llmchoice.model.base import UNKNOWN
from llmchoice.model.profile import Answer
from llmchoice.model.question import Question

MULTIPLIERS = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trillion": 10**12,
    # Portuguese, as Brazil counts.
    "mil": 10**3,
    "mi": 10**6,
    "milhao": 10**6,
    "milhoes": 10**6,
    "bi": 10**9,
    "bilhao": 10**9,
    "bilhoes": 10**9,
    "trilhao": 10**12,
    "trilhoes": 10**12,
}
THOUSANDS = 3
"""Digits between the separators of thousands: a point before so many may be one."""
LONGEST = 100
"""Characters that are read: no amount takes more."""
HOW = f"write a number, such as 40000000 or 40 million, or '{UNKNOWN}'"

_AMOUNT = re.compile(r"(?P<number>[0-9][0-9_,. ]*?(?:e[-+]?[0-9]{1,2})?) ?(?P<unit>[a-z]*)")
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:([_, ])[0-9]{3})(?:\1[0-9]{3})*")
_FRACTION = re.compile(r"\.[0-9]+")
_POINTS_FOR_THOUSANDS = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"
)
_COMMA_FOR_POINT = re.compile(r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")
"""The two ways in which most of the world writes what English writes the other way round; where
it could be either, neither matches."""


def read_amount(question: Question, text: str) -> Answer | Problem:
    """The amount, or the word in its place, that a person typed; or what is wrong with it."""
    typed = _folded(" ".join(text[:LONGEST].split()).lower())
    if typed in offered(question):
        return typed
    match = _AMOUNT.fullmatch(typed)
    if match is None or match["unit"] not in MULTIPLIERS:
        return Problem("This is not a number", fix=HOW)
    number = _number(match["number"])
    if isinstance(number, Problem):
        return number
    amount = number * MULTIPLIERS[match["unit"]]
    exact = int(amount) if amount == amount.to_integral_value() else float(amount)
    answer = read_answer(question, exact)
    return Problem("This is too large", fix=HOW) if isinstance(answer, Problem) else answer


def _folded(text: str) -> str:
    """Without accents, for whoever writes them and whoever does not."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _number(text: str) -> Decimal | Problem:
    if _POINTS_FOR_THOUSANDS.fullmatch(text) or _COMMA_FOR_POINT.fullmatch(text):
        text = text.translate(str.maketrans(".,", ",."))
    mantissa, _, exponent = text.partition("e")
    whole, point, decimals = mantissa.partition(".")
    if _WHOLE.fullmatch(whole) is None or (point and not _FRACTION.fullmatch(point + decimals)):
        return Problem("The commas or points are in unusual places", fix=HOW)
    if len(decimals) == THOUSANDS and int(whole[:1]) > 0 and not exponent:
        return Problem(
            f"{text} can be read in two ways",
            fix="leave the point out, or add a zero if it is a decimal point",
        )
    digits = re.sub(r"[_, ]", "", whole)
    return Decimal(f"{digits}{point}{decimals}e{exponent or 0}")
