"""The unit of an amount as people write it: before the number or behind it, and any other one."""

import re

from llmchoice.amounts import MULTIPLIERS, Fault, ends_in, folded
from llmchoice.model.question import Amount
from llmchoice.plain import quoted

_PERIODS = {
    "hour": "hour hours hourly hora",
    "day": "day days daily dia",
    "week": "week weeks weekly semana",
    "month": "month months monthly mo mes",
    "quarter": "quarter quarters quarterly trimestre",
    "year": "year years yearly annual annually yr ano",
}
"""What each is called, in English or as Brazil writes it."""
_CURRENCIES = """
ars aud brl cad chf clp cny cop czk dkk eur gbp hkd huf idr ils inr jpy krw mxn nok nzd pln ron sek
sgd thb try twd uah usd zar cent cents centavos dollar dollars dolar dolares euro euros franc francs
krona kronor krone kroner peso pesos pound pounds real reais rupee rupees yen yuan zloty
"""
_CURRENCY_SIGN = re.compile(r"[$\N{POUND SIGN}\N{YEN SIGN}\N{CENT SIGN}\u20a0-\u20c0]")
_AROUND = re.compile(r"(?P<before>[^0-9{}:]*?) ?-?[0-9][0-9_,. ]*(?P<behind>[^0-9{}:]*)")


def each(period: str) -> str:
    """A pattern for what may stand behind an amount of a period: 8,000 requests a month."""
    called = _PERIODS.get(period)
    names = "|".join(called.split()) if called else re.escape(period)
    return rf"(?: (?:(?:a|an|each|per|por|ao) )?(?:{names})| ?/ ?(?:{names}))?"


def recurs(text: str) -> bool:
    """Whether a folded text says that an amount is one of every month."""
    names = "|".join(_PERIODS["month"].split())
    return (
        re.search(rf"(?:(?:\b(?:a|an|each|per|por|ao) )|/ ?)(?:{names})\b|\bmonthly\b", text)
        is not None
    )


def without_unit(question: Amount, text: str) -> str:
    """A text without the question's unit: 40 million tokens, $5,000, 5,000 US$/month."""
    unit = folded(question.unit or "")
    names = (unit, unit.partition(" a ")[0], unit.partition(" ")[0], *question.unit_words)
    known = sorted({name for name in map(folded, names) if name and name in text}, reverse=True)
    period = unit.partition(" a ")[2]
    if not known and not period:
        return text
    word = rf"(?:{'|'.join(map(re.escape, known))})" if known else "(?!)"
    match = re.fullmatch(
        rf"(?:(?:{word} ?){{1,2}}(?=[0-9]))?(?P<number>.*?[^ ])"
        rf"(?:(?: ?(?:de )?(?<![a-z]){word}){{1,2}}(?: each)?)?{each(period) if period else ''}",
        text,
    )
    return match["number"] if match else text


def other_unit(question: Amount, text: str) -> Fault | None:
    """What is wrong with a unit in a text that is not the question's; None where there is none."""
    if not question.unit:
        return None
    plain = folded(text)
    for amount in (plain, *ends_in(plain)):
        around = _AROUND.fullmatch(amount)
        if around is None:
            continue
        for words in (_beyond_multiplier(around["behind"]), around["before"]):
            parts = (f"1 {words}", f"{words} 1")
            if words and "1" not in {without_unit(question, part) for part in parts}:
                return _fault(question, _as_written(words, text), words)
    return None


def _beyond_multiplier(words: str) -> str:
    first = re.split(r"[^a-z]", words)[0]
    return words.removeprefix(first).strip() if first in MULTIPLIERS else words


def _fault(question: Amount, written: str, words: str) -> Fault:
    own = set(re.findall(r"[a-z]+", folded(question.unit or "")))
    named = set(re.findall(r"[a-z]+", words))
    others = {
        name for period, called in _PERIODS.items() if period not in own for name in called.split()
    }
    if _CURRENCY_SIGN.search(words) or named & {*_CURRENCIES.split(), *others}:
        return Fault(f"{quoted(written)} is something else", "convert it")
    if question.ways:
        # Without its word a count of people or pages would be taken for the amount itself.
        return Fault(f"{quoted(written)} is not known here", "say it in words that are")
    return Fault(
        f"{quoted(written)} is not known here",
        f"leave out {quoted(written)} if it means the same",
    )


def _as_written(words: str, text: str) -> str:
    """Words of a folded text with the capitals and accents that they had."""
    plain = " ".join(text.split())
    at = folded(plain).find(words)
    return plain[at : at + len(words)] if len(folded(plain)) == len(plain) and at >= 0 else words
