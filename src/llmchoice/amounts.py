"""Numbers as people write them: 40000000, 40,000,000, 40.000.000, 40M, 1.5bn, 30,5 milhões."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

# The last ones of each line are Portuguese, as Brazil counts.
_POWERS = {
    0: ("",),
    3: ("k", "thousand", "mil"),
    6: ("m", "mn", "mio", "million", "millions", "mi", "milhao", "milhoes"),
    9: ("b", "bn", "mrd", "billion", "billions", "bi", "bilhao", "bilhoes"),
    12: ("t", "tn", "trillion", "trilhao", "trilhoes"),
}
MULTIPLIERS = {word: 10**power for power, words in _POWERS.items() for word in words}
_THOUSANDS = 3
"""Digits between the separators of thousands: a point before so many may be one."""
_LONGEST = 100
"""Characters that are read: no amount takes more."""
_AMOUNT = re.compile(
    r"(?P<sign>-?)(?P<number>[0-9][0-9_,. ]*?(?:e[-+]?[0-9]{1,2})?) ?(?P<unit>[a-z]*)"
)
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:([_, ])[0-9]{3})(?:\1[0-9]{3})*")
_FRACTION = re.compile(r"\.[0-9]+")
_POINTS_FOR_THOUSANDS = re.compile(
    r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"
)
_COMMA_FOR_POINT = re.compile(r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")
"""The two ways in which most of the world writes what English writes the other way round; where
it could be either, neither matches."""
_POINT = re.compile(r"[0-9]+\.[0-9]+")
_EITHER = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
"""Thousands, or a number with three decimals."""
_BETWEEN = re.compile(
    r"(?:from |between |de |entre )?(?P<low>.+?)"
    r"(?: to | and | ate | a (?=(?:[^0-9 ]+ ?)?[0-9])| e | ?- ?| ?\.{2,3} ?)(?P<high>.+)"
)
"""Two amounts, in English or as Brazil writes them; `5,000 a month` is one."""


LEAST, GREATEST = 1e-6, 1e16
"""What any number that is stated and is not 0 lies between: sums, products and quotients stay far
from infinity and from nothing at all."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no amount."""

    why: str
    """A clause about it: it is not a number."""
    fix: str | None = None
    """What to write instead, where that depends on the text."""


NO_NUMBER = Fault("it is not a number")


def folded(text: str) -> str:
    """A text for comparison: small letters, no accents, one blank between words, and no dashes.

    An `about` before a number is left out: every amount that is stated is one.
    """
    short = " ".join(text[:_LONGEST].split()).lower().translate(_DASHES)
    plain = "".join(c for c in unicodedata.normalize("NFD", short) if not unicodedata.combining(c))
    return _ABOUT.sub("", plain)


_ABOUT = re.compile(
    r"^(?:(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|cerca de|aproximadamente|uns"
    r"|umas) ?|[~\u2248] ?)(?=[^a-z]?[0-9])"
)
_DASHES = str.maketrans("\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}", "---")


def read_number(text: str, *, whole: bool = False) -> int | float | Fault:
    """The number that a text stands for, or why it is none.

    Args:
        text: as somebody wrote it.
        whole: whether it counts things, so that a point before three digits stands for thousands.
    """
    match = _AMOUNT.fullmatch(folded(text))
    if match is None or match["unit"] not in MULTIPLIERS:
        return NO_NUMBER
    digits = match["number"]
    if whole and not match["unit"] and _EITHER.fullmatch(digits):
        digits = digits.replace(".", "")
    number = _number(digits, match["unit"])
    if isinstance(number, Fault):
        return number
    amount = number * MULTIPLIERS[match["unit"]] * (-1 if match["sign"] else 1)
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def read_range(
    text: str, *, whole: bool = False, bare: Callable[[str], str] = str
) -> tuple[int | float, int | float] | Fault:
    """The two ends of a range: `10M to 50M`, `10 to 50 million`, `10-50M`; or why it is none.

    A multiplier at the end stands for both where the first number has none. `whole` is that of
    `read_number`; `bare` takes an end without its unit.
    """
    texts = ends_in(folded(text))
    if not texts:
        return NO_NUMBER
    first, last = map(bare, texts)
    high = _AMOUNT.fullmatch(last)
    unit = high["unit"] if high is not None and not texts[0][-1:].isalpha() else ""
    ends = [read_number(end, whole=whole) for end in (f"{first} {unit}".strip(), last)]
    for end in ends:
        if isinstance(end, Fault):
            return end
    low, high_end = (end for end in ends if not isinstance(end, Fault))
    return low, high_end


def ends_in(text: str) -> tuple[str, ...]:
    """The two ends of a range as a folded text states them; none where it states no range."""
    match = _BETWEEN.fullmatch(text)
    return () if match is None else (match["low"], match["high"])


def number_in(data: object, *, small: bool = False) -> float | Fault:
    """The number that a piece of a file states, or why it states none.

    Args:
        data: a number, or a text as people write one.
        small: whether a point in it cannot stand for thousands.
    """
    if isinstance(data, str):
        return float(data) if small and _POINT.fullmatch(data) else read_number(data)
    return NO_NUMBER if isinstance(data, bool) or not isinstance(data, int | float) else data


def decimal(number: float) -> str:
    """A limit as a message names it: no power of ten, for those read as code."""
    return f"{number:,.15g}" if "e" not in f"{number:,.15g}" else f"{number:,.6f}".rstrip("0.")


def written(number: float) -> str:
    """A number as `read_number` takes it, and YAML does: 40_000_000."""
    text = f"{number:_}".removesuffix(".0")
    # Three decimals could be thousands.
    return f"{text}0" if re.search(r"\.[0-9]{3}$", text) else text


def _number(text: str, unit: str) -> Decimal | Fault:
    if _POINTS_FOR_THOUSANDS.fullmatch(text) or _COMMA_FOR_POINT.fullmatch(text):
        text = text.translate(str.maketrans(".,", ",."))
    mantissa, _, exponent = text.partition("e")
    whole, point, decimals = mantissa.partition(".")
    if _WHOLE.fullmatch(whole) is None or (point and not _FRACTION.fullmatch(point + decimals)):
        return Fault("its commas or points are in unusual places")
    digits = re.sub(r"[_, ]", "", whole)
    if len(decimals) == _THOUSANDS and int(whole[:1]) > 0 and not exponent:
        many, few = (
            f"{number} {unit}".strip()
            for number in (f"{int(digits + decimals):,}", _unlike(digits, decimals))
        )
        return Fault(
            "it can be read in two ways",
            f"write {many} if the point stands for thousands, {few} if it is a decimal point",
        )
    return Decimal(f"{digits}{point}{decimals}e{exponent or 0}")


def _unlike(whole: str, decimals: str) -> str:
    """A number with decimals, written so that they cannot be thousands: 40, 2.5, 1.1250."""
    kept = decimals.rstrip("0")
    if not kept:
        return whole
    return f"{whole}.{kept}" if len(kept) < _THOUSANDS else f"{whole}.{kept}0"
