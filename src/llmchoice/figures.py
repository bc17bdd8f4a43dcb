"""How numbers and lists are written for a reader. A figure is rounded only to be shown.

Longer than other files because it is one list: every decision about digits, separators and signs is
made here and nowhere else, so that another language can make its own.
"""

from collections.abc import Iterable, Sequence
from math import floor, log10

from llmchoice.language import message, t, tell, tn

SMALLEST_SHOWN = 0.1
"""Below it a figure that is not zero is said to be under it."""

_RARE = 0.01
_COMMON = 0.99
"""Simulations tell shares apart to about a point: nearer to never or always there is no figure."""
_ALL_BUT_ALL = 0.999
_LONG = 1e15
"""Amounts that are told by their size only."""
_THOUSAND = 1e3
_SIZES = (
    (1e12, message("{figure} trillion")),
    (1e9, message("{figure} billion")),
    (1e6, message("{figure} million")),
)
"""What large amounts are counted in."""
_MILLION = 1e6
_FEW = 1e4
_CENTS = 10.0
_KIB = 1024
_LEAST = 0.005


def listed(items: Iterable[str]) -> str:
    """Items that all hold: one, two and three."""
    *front, last = list(items) or [""]
    places = {"items": _front(front), "last": last}
    if _has_commas(front):
        return t("{items}; and {last}", **places)
    return t("{items} and {last}", **places) if front else last


def either(items: Iterable[str]) -> str:
    """Items of which one holds: one, two or three."""
    *front, last = list(items) or [""]
    places = {"items": _front(front), "last": last}
    if _has_commas(front):
        return t("{items}; or {last}", **places)
    return t("{items} or {last}", **places) if front else last


def enumerated(items: Iterable[str]) -> str:
    """Items in a row, where no sentence goes on: one, two, three."""
    return ", ".join(items)


def separated(items: Iterable[str]) -> str:
    """Items that may have commas of their own: one; two; three."""
    return "; ".join(items)


def count(number: int) -> str:
    """A whole number of things, with its thousands marked."""
    return f"{number:,}"


def whole(value: float) -> str:
    """A number to the nearest whole one, with its thousands marked."""
    return f"{value:,.0f}"


def nearest(value: float) -> int:
    """The nearest whole number, on which the form of a sentence depends."""
    return round(value)


def tokens(amount: float) -> str:
    """A number of tokens to three digits: in millions, or as it is where there are few."""
    if amount < _FEW:
        return t("under 1") if 0 < amount < 1 else whole(amount)
    return t("{number} million", number=three_digits(amount / _MILLION))


def three_digits(value: float) -> str:
    """A number above 0 to three digits, with its thousands marked."""
    if value >= _LONG:
        return f"{value:.2e}"
    decimals = 2 - floor(log10(value))
    rounded = f"{round(value, decimals):,.{max(0, decimals)}f}"
    return _without_zeros(rounded) if decimals > 0 else rounded


def four_digits(value: float) -> str:
    """A number to four digits; from a thousand on to the nearest whole one."""
    return f"{value:,.4g}" if abs(value) < _THOUSAND else whole(value)


def number(value: float) -> str:
    """A number as it was written, to 15 digits, with its thousands marked."""
    if abs(value) >= _LONG:
        return f"{value:g}"
    return f"{value:,.15g}"


def written(value: float) -> str:
    """The same; but a round one with more zeros than can be counted at a glance by its size."""
    size, _ = _SIZES[0]
    return in_words(value) if value >= size and float(f"{value:.3g}") == value else number(value)


def kibibytes(amount: float) -> str:
    """Bytes in KiB."""
    return number(amount / _KIB)


def mebibytes(amount: float) -> str:
    """Bytes in MiB."""
    return number(amount / _KIB**2)


def in_words(value: float) -> str:
    """An amount of 0 or more to three digits, by the size that it is called: 120 million."""
    size, name = _sized(value)
    figure = three_digits(value / size) if value else "0"
    return figure if name is None else tell(name, figure=figure)


def between(low: float, high: float) -> str:
    """A range, with the size told once where it is the same: 40 to 360 million."""
    size, name = _sized(low)
    if name is None or _sized(high)[1] != name:
        return t("{low} to {high}", low=in_words(low), high=in_words(high))
    ends = t("{low} to {high}", low=three_digits(low / size), high=three_digits(high / size))
    return tell(name, figure=ends)


def ratio(value: float) -> str:
    """A ratio to two decimals."""
    return f"{value:.2f}"


def percent(share: float) -> str:
    """A share of 1 in percent, to one decimal; one that is not zero never reads as zero."""
    hundredths = 100 * share
    if 0 < hundredths < SMALLEST_SHOWN:
        return _under(in_percent(f"{SMALLEST_SHOWN}"))
    return in_percent(f"{hundredths:.1f}".removesuffix(".0"))


def is_nothing(share: float) -> bool:
    """Whether a share of 1 is below the smallest that is shown, and so as good as none."""
    return 100 * share < SMALLEST_SHOWN


def most(share: float) -> str:
    """A share of 1 up to which something holds: one that is not all never reads as 100 %."""
    return _over(percent(_ALL_BUT_ALL)) if _ALL_BUT_ALL < share < 1 else percent(share)


def whole_percent(share: float) -> str:
    """A share of 1 in whole percents, where there is no room for more."""
    return in_percent(f"{100 * share:.0f}")


def whole_down(share: float) -> str:
    """A share of 1 in whole percents, rounded down: what is asked for is never said too early."""
    hundredths = floor(round(100 * share, 6))
    return _under(in_percent("1")) if share and not hundredths else in_percent(f"{hundredths}")


def in_percent(figure: str) -> str:
    """A figure with the sign of percent."""
    return t("{figure} %", figure=figure)


def share(value: float) -> str:
    """A share of simulations in whole percent, or that it is none or all of them."""
    if value <= 0:
        return t("never")
    return t("always") if value >= 1 else rate(value)


def rate(value: float) -> str:
    """A share of simulations in whole percent; it reads as none or all of them where it is that."""
    if 0 < value < _RARE:
        return _under(whole_percent(_RARE))
    return _over(whole_percent(_COMMON)) if _COMMON < value < 1 else whole_percent(value)


def often(value: float) -> str:
    """A share of simulations beside another one, where none is 0 % and all of them are 100 %."""
    return share(value) if 0 < value < 1 else whole_percent(value)


def share_beside(value: float, *needed: float) -> str:
    """A share of simulations; short of one that is needed, it never reads as if it met it."""
    text = share(value)
    short = any(value < limit and text == percent(limit) for limit in needed)
    return t("just under {figure}", figure=text) if short else text


def percentage_points(value: float) -> str:
    """A distance between shares, to one decimal."""
    return in_percentage_points(100 * value)


def in_percentage_points(hundredths: float) -> str:
    """The same, stated in hundredths."""
    figure = f"{hundredths:.1f}".removesuffix(".0")
    return tn(
        "{figure} percentage point",
        "{figure} percentage points",
        1 if figure == "1" else 2,
        figure=figure,
    )


def hundredths(value: float) -> str:
    """The same without the unit, where a column states it: to one decimal."""
    return score(100 * value)


def money(amount: float) -> str:
    """An amount of 0 or more: in whole units from 10 on, in hundredths below."""
    if amount >= _LONG:
        return f"{amount:.3g}"
    if 0 < amount < _LEAST:
        return _under("0.01")
    return f"{amount:,.0f}" if amount >= _CENTS or amount == 0 else f"{amount:.2f}"


def rough(amount: float) -> str:
    """An estimated amount: above 1,000 to three digits, for it is not known to the dollar."""
    return money(_three_digits(amount))


def rough_beside(amount: float, limit: float) -> str:
    """The same beside a limit: with more digits where it would seem to be at it, or across it."""
    rounded = _three_digits(amount)
    if money(rounded) != money(limit) and (rounded > limit) == (amount > limit):
        return money(rounded)
    alike = amount != limit and money(amount) == money(limit)
    return exact_money(amount) if alike else money(amount)


def about(amount: float) -> str:
    """An amount that is roughly known; of one that is under a cent no more is said."""
    figure = rough(amount)
    return figure if 0 < amount < _LEAST else t("about {figure}", figure=figure)


def span(low: float, high: float) -> str:
    """From one estimated amount to another; empty where they read alike."""
    least, most = rough(low), rough(high)
    return "" if least == most else t("{low} to {high}", low=least, high=most)


def price(amount: float) -> str:
    """What a million tokens cost, with as many decimals as it has, at most four: 0.1, 2, 1.05."""
    return _without_zeros(f"{amount:.4f}")


def billions(amount: float) -> str:
    """Parameters of a model, of which `amount` is in billions: 116.8B."""
    return f"{amount:g}B"


def exact_money(amount: float) -> str:
    """An amount to four decimals, where two would make it read like another."""
    return f"{amount:,.4f}"


def score(value: float) -> str:
    """A score or value from 0 to 100, to one decimal."""
    return f"{_without_sign_of_zero(value):.1f}"


def told_apart(before: float | None, after: float | None) -> tuple[str, str]:
    """Two scores; with more digits where they would read the same. Empty for none."""
    exact = before is not None and after is not None and score(before) == score(after)
    write = (lambda value: number(round(value, 4))) if exact else score
    return "" if before is None else write(before), "" if after is None else write(after)


def table_value(amount: float) -> str:
    """A value as a table of values has it: with a decimal only where it has one."""
    return number(_without_sign_of_zero(round(amount, 1)))


def points(value: float) -> str:
    """A distance between scores; one that is not zero never reads as zero."""
    return t("{figure} points", figure=distance(value))


def distance(value: float) -> str:
    """The same without the unit."""
    return _under(f"{SMALLEST_SHOWN}") if 0 < value < SMALLEST_SHOWN else score(value)


def signed(value: float) -> str:
    """A difference with its sign, to one decimal."""
    return f"{_without_sign_of_zero(value):+.1f}".replace("-", "\N{MINUS SIGN}")


def signed_hundredths(value: float) -> str:
    """A difference between shares with its sign, without the unit: to one decimal."""
    return signed(100 * value)


def times(value: float) -> str:
    """How many times as much, to one decimal."""
    figure = f"{value:.1f}".removesuffix(".0")
    return t("{figure} times", figure=figure)


def _sized(value: float) -> tuple[float, str | None]:
    """What an amount is counted in, and the name of that; None for small ones."""
    # What rounds up to the next size is told by that one.
    rounded = float(f"{value:.3g}")
    return next(((size, name) for size, name in _SIZES if rounded >= size), (1, None))


def _front(items: Sequence[str]) -> str:
    """All items but the last."""
    return ("; " if _has_commas(items) else ", ").join(items)


def _has_commas(items: Sequence[str]) -> bool:
    """Whether commas between several items would make two of one."""
    return len(items) > 1 and any(", " in item for item in items)


def _three_digits(amount: float) -> float:
    return amount if amount < _THOUSAND else round(amount, 2 - floor(log10(amount)))


def _under(figure: str) -> str:
    return t("under {figure}", figure=figure)


def _over(figure: str) -> str:
    return t("over {figure}", figure=figure)


def _without_zeros(decimals: str) -> str:
    """A number that has decimals, less the zeros that end them."""
    return decimals.rstrip("0").rstrip(".")


def _without_sign_of_zero(value: float) -> float:
    return round(value, 1) + 0.0
