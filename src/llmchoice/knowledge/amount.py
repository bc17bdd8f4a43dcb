"""An amount as an answer: a number, or what it is worked out from, typed or in a profile."""

import re
from collections.abc import Collection, Iterator, Mapping

from llmchoice import figures
from llmchoice.amounts import (
    GREATEST,
    LEAST,
    NO_NUMBER,
    Fault,
    decimal,
    folded,
    read_number,
    read_range,
)
from llmchoice.errors import Problem
from llmchoice.knowledge.document import AMBIGUOUS, Data
from llmchoice.knowledge.unit import each, other_unit, recurs, without_unit
from llmchoice.language import t
from llmchoice.model.estimate import (
    EACH,
    FROM,
    MONTHS,
    MOST_MONTHS,
    ONCE,
    OVER,
    TO,
    Batch,
    Estimate,
    Way,
    middle,
)
from llmchoice.model.question import Amount, Example, Scale

_BRACES = re.compile(r"\{(?P<pairs>[^{}]*)\}")
_NO_MIDDLE = Fault("a range that begins at 0 has no middle", "begin above 0")
_NO_MONTHS = Fault(
    f"it is no whole number from 1 to {MOST_MONTHS:,}",
    f"write whole months from 1 to {MOST_MONTHS:,}",
)
_OVER = re.compile(rf"(?P<batch>.+?),? {OVER} (?P<months>[^ ]+) {MONTHS}?(?P<last> {ONCE})?")
_NOT_SAID = Fault("it is neither a number nor something that one is worked out from")
USUAL = Example(number="40000000, 40 million", range="10M to 50M")
Number = int | float
Read = Number | Estimate | Fault


def read_amount(question: Amount, data: Data) -> Read:
    """The amount that plain data states, or why it states none.

    A number; a text as people type it, such as `40 million`, `10M to 50M`, or with the ways of the
    question `300 people`; or the mapping that such a text stands for.
    """
    if isinstance(data, bool) or data is None or isinstance(data, list):
        return NO_NUMBER
    if isinstance(data, dict):
        return _from_mapping(question, data)
    return _typed(question, data) if isinstance(data, str) else _within(data, question.least)


def problem_of(question: Amount, fault: Fault, message: str) -> Problem:
    """A fault as a problem, with what may be written."""
    if fault != NO_NUMBER:
        return Problem(message, why=fault.why, fix=fault.fix or how_to_write(question))
    return Problem(message, why=f"it asks for {_number_of(question)}", fix=how_to_write(question))


def _number_of(question: Amount) -> str:
    return f"a number of {question.unit}" if question.unit else "a number"


def how_to_write(question: Amount) -> str:
    """What may be written, in one clause."""
    special = figures.either(map(repr, question.special))
    example = example_of(question)
    places = {"number": example.number, "range": example.range, "unit": question.unit or ""}
    asked = (
        t("write a number of {unit} ({number}), a range ({range})", **places)
        if question.unit
        else t("write a number ({number}), a range ({range})", **places)
    )
    if known := figures.separated(examples(question)):
        return t(
            "{asked}, what you know ({known}), or {special}",
            asked=asked,
            known=known,
            special=special,
        )
    return t("{asked}, or {special}", asked=asked, special=special)


def example_of(question: Amount) -> Example:
    """How an amount may be written, where the question shows no other way."""
    return question.example or USUAL


def examples(question: Amount) -> tuple[str, ...]:
    """What may be typed in place of a number, beside a range."""
    batch = () if question.once is None else (question.once.example,)
    return (*(way.example for way in question.ways), *batch)


def _typed(question: Amount, text: str) -> Read:
    bare = without_unit(question, folded(text))
    number = read_number(bare)
    if not isinstance(number, Fault):
        return _within(number, question.least)
    once = None if question.once is None else _batch(question, question.once, folded(text))
    if once is not None:
        return once
    for mapping in _readings(question, bare):
        return _from_mapping(question, mapping)
    for fault in (number, _ends(question, bare)):
        if isinstance(fault, Fault) and fault != NO_NUMBER:
            return fault
    other = other_unit(question, text)
    if other is None:
        return NO_NUMBER
    return Fault(
        f"it asks for {_number_of(question)}, and {other.why}",
        f"{other.fix}: {how_to_write(question)}",
    )


def _ends(question: Amount, text: str) -> tuple[Number, Number] | Fault:
    return read_range(text, bare=lambda end: without_unit(question, end))


def _batch(question: Amount, once: Batch, text: str) -> Read | None:
    """What one batch comes to in a month; None where a text states none."""
    over = _OVER.fullmatch(text)
    typed = f"{over['batch']}{over['last'] or ''}" if over else text
    total = re.fullmatch(rf"(?:{ONCE} (?P<first>.+)|(?P<last>.+) {ONCE})", typed)
    if total is None:
        return None
    batch = total["first"] or total["last"]
    if recurs(batch):
        return Fault("it says both once and every month", f"leave out '{ONCE}' or the month")
    months: Data = over["months"] if over else once.months
    for counted in _in_ways(question, batch, once.ways):
        return _from_mapping(question, {**counted, MONTHS: months})
    if over:
        return Fault(
            f"only a batch that is counted may say over how many months ({once.example})",
            f"leave the months out: all others are spread over {once.months}",
        )
    return _from_mapping(question, {ONCE: without_unit(question, batch)})


def _readings(question: Amount, text: str) -> Iterator[dict[str | int, Data]]:
    """The mappings that a text may stand for; the first one counts."""
    braces = _BRACES.fullmatch(text)
    if braces is not None:
        pairs = [pair.partition(":") for pair in braces["pairs"].split(",")]
        yield {key.strip(): value.strip() for key, _, value in pairs}
    yield from _in_ways(question, text, [way.id for way in question.ways])
    ends = _ends(question, text)
    if not isinstance(ends, Fault):
        yield {FROM: ends[0], TO: ends[1]}


def _in_ways(question: Amount, text: str, ways: Collection[str]) -> Iterator[dict[str | int, Data]]:
    """What is counted in one of these ways."""
    for way in question.ways:
        if way.id not in ways:
            continue
        for word in map(folded, (way.id, *way.words, way.text)):
            if word not in text:  # patterns of all words took longer than to read the profile
                continue
            pattern = rf"(?P<count>.*[0-9] ?|.+ ){re.escape(word)}{each('month')}"
            sized = re.fullmatch(rf"{pattern} (?:of|at|x|de|com|with) (?P<each>[0-9].*)", text)
            if sized is not None:
                yield {way.id: sized["count"], EACH: without_unit(question, sized["each"])}
            counted = re.fullmatch(pattern, text)
            if counted is not None:
                yield {way.id: counted["count"]}


def _from_mapping(question: Amount, data: Mapping[str | int, Data]) -> Read:
    ways = {way.id: way for way in question.ways}
    data = dict(_with_ends(data, ways))
    keys = {str(key) for key in data}
    counted = {*ways, TO} if keys & ways.keys() else set()
    numbers = {str(k): _part(str(k), value, counted) for k, value in data.items()}
    for key, number in numbers.items():
        if isinstance(number, Fault):
            return Fault(f"'{key}': {number.why}", number.fix)
    parts = {key: number for key, number in numbers.items() if not isinstance(number, Fault)}
    if keys == {FROM, TO}:
        return _range(question, parts[FROM], parts[TO])
    if keys == {ONCE} and question.once is not None:
        month = parts[ONCE] / question.once.months
        return _estimate(question, parts, (month, month, month))
    named = keys & ways.keys()
    once = question.once
    batch = {MONTHS} if once is not None and named <= {*once.ways} else set()
    if len(named) == 1 and keys <= {*named, TO, EACH, *batch}:
        (name,) = named
        return _counted(question, ways[name], parts)
    beside = {TO, EACH, MONTHS}
    if len(keys - beside) > 1 and keys <= {*ways, FROM, ONCE, *beside}:
        given = " and ".join(sorted(keys - beside))
        return Fault(f"it says how much in several ways: {given}", "keep the one you know best")
    return _NOT_SAID


def _with_ends(data: Mapping[str | int, Data], ways: Collection[str]) -> Iterator[tuple[str, Data]]:
    """The mapping, with a range of what is counted as its two ends: `people: 40-60`."""
    for key, value in data.items():
        is_count = str(key) in ways
        ends = read_range(value, whole=True) if is_count and isinstance(value, str) else None
        if ends is None or isinstance(ends, Fault) or TO in data:
            yield str(key), value
        else:
            yield from ((str(key), ends[0]), (TO, ends[1]))


def _counted(question: Amount, way: Way, given: Mapping[str, Number]) -> Read:
    low = given[way.id]
    high = given.get(TO, low)
    if low > high:
        return _reversed(low, high)
    if low == 0 < high and question.scale is Scale.LOG10:
        return _NO_MIDDLE
    if 0 < low < 1:
        return Fault(f"'{way.id}': it is below 1")
    months = given.get(MONTHS, 1)
    parts = {key: given[key] for key in (way.id, TO, EACH, MONTHS) if key in given}
    if low == high:
        parts.pop(TO, None)
    least, typical, most = (end / months for end in way.of(low, high, given.get(EACH)))
    return _estimate(question, parts, (least, typical, most))


def _part(key: str, data: Data, counted: Collection[str]) -> Number | Fault:
    number = _count(data, whole=key in counted)
    if key == MONTHS and not (isinstance(number, int) and 1 <= number <= MOST_MONTHS):
        return _NO_MONTHS
    return number


def _range(question: Amount, low: Number, high: Number) -> Read:
    if low > high:
        return _reversed(low, high)
    if low == high:
        return low
    log = question.scale is Scale.LOG10
    if log and low == 0:
        return _NO_MIDDLE
    return _estimate(question, {FROM: low, TO: high}, (low, middle(low, high, log=log), high))


def _reversed(low: Number, high: Number) -> Fault:
    return Fault(
        f"the range is reversed: {figures.number(low)} to {figures.number(high)}",
        f"begin with the lower number: {figures.number(high)} to {figures.number(low)}",
    )


def _estimate(
    question: Amount, parts: Mapping[str, Number], amounts: tuple[float, float, float]
) -> Read:
    low, typical, high = amounts
    for amount in amounts:
        fault = _within(amount, question.least)
        if isinstance(fault, Fault):
            return fault
    return Estimate(parts=tuple(parts.items()), low=low, typical=typical, high=high)


def _count(data: Data, *, whole: bool) -> Number | Fault:
    if isinstance(data, str):
        number = read_number(data, whole=whole)
        return number if isinstance(number, Fault) else _within(number)
    if isinstance(data, bool) or not isinstance(data, int | float):
        return NO_NUMBER
    return _within(data)


def _within(number: Number, least: Number = 0) -> Number | Fault:
    if number < least:
        return Fault(f"it is below {figures.number(least)}")
    if number > GREATEST:
        return Fault(f"it is above {GREATEST:,.0f}")
    if 0 < number < LEAST:
        return Fault(f"it is next to nothing; write 0, or {decimal(LEAST)} or more")
    return int(number) if float(number).is_integer() else float(number)


def small_number(data: Data) -> float | None:
    """The number that plain data holds; None where it holds something else.

    It is small by nature: with a point in it, as in 1.125, it cannot stand for thousands.
    """
    if isinstance(data, str):
        return float(data) if AMBIGUOUS.fullmatch(data) else None
    return None if isinstance(data, bool) or not isinstance(data, int | float) else float(data)
