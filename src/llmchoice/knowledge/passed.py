"""Counts of a test as an answer: `{cases: 60, open: 44, closed: 53}`, or typed as `60:44:53`."""

import re
from collections.abc import Iterator, Mapping

from llmchoice.errors import Problem
from llmchoice.knowledge.document import Data, Path
from llmchoice.model.estimate import MOST_CASES, Passed
from llmchoice.model.question import Counted, Question
from llmchoice.plain import quoted
from llmchoice.suggest import key_meant

KEYS = ("cases", "open", "closed")
ALSO = "both"
COUNTS = "counts"
"""What somebody picks who has counts; no choice may have the id."""
HOW = "write how many cases there were, and how many of them each side passed"
EXAMPLE = "{cases: 60, open: 44, closed: 53}"
TYPED = re.compile(r"\s*[0-9]{1,10}\s*([:,;/ ])\s*[0-9]{1,10}(?:\s*\1\s*[0-9]{1,10}){1,2}\s*")
"""Cases, then how many the open model passed, the closed one, and perhaps both of them."""
MEANT = re.compile(r"\s*-?[0-9]")
"""The beginning of what cannot be anything but counts."""


def is_typed(text: str) -> bool:
    """Whether somebody typed counts, right or wrong."""
    return TYPED.fullmatch(text) is not None


def is_meant(data: Data) -> bool:
    """Whether counts were meant that cannot be read: words never begin with a digit."""
    first = data[0] if isinstance(data, list) and data else data
    return isinstance(first, int | float | str) and MEANT.match(str(first)) is not None


def misread(question: Question) -> Problem:
    """What is wrong with such counts."""
    message = f"'{question.id}': counts of a test are three whole numbers, or four"
    return Problem(message, fix=f"{HOW}: 60:44:53, or {EXAMPLE}")


def passed_of(text: str) -> dict[str | int, Data]:
    """The mapping that typed counts stand for."""
    return dict(zip((*KEYS, ALSO), map(int, re.findall(r"[0-9]+", text)), strict=False))


def read_passed(
    question: Question, counted: Counted, data: Mapping[str | int, Data]
) -> Passed | Problem:
    """The counts that a mapping states, with the choice that they amount to; or what is wrong."""
    for _, problem in passed_problems(question, data):
        return problem
    return counted.taken(Passed.model_validate(dict(data)))


def passed_problems(
    question: Question, data: Mapping[str | int, Data]
) -> Iterator[tuple[Path, Problem]]:
    """Everything that is wrong with counts, with the part of the mapping that it is about."""
    shaped = [*_shape(question, data)]
    yield from shaped
    if not shaped:
        numbers = {key: value for key, value in data.items() if isinstance(value, int)}
        yield from _sums(question, numbers)


def _shape(question: Question, data: Mapping[str | int, Data]) -> Iterator[tuple[Path, Problem]]:
    for key, value in data.items():
        if key not in {*KEYS, ALSO}:
            message = f"'{question.id}': counts have no {quoted(key)}"
            yield (key,), Problem(message, fix=key_meant(str(key), (*KEYS, ALSO)))
        elif key == ALSO and value is None:
            continue
        elif isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_CASES:
            message = f"'{question.id}': '{key}' must be a whole number from 0 to {MOST_CASES:,}"
            yield (key,), Problem(message, fix=f"{HOW}, such as {EXAMPLE}")
    lacking = [key for key in KEYS if key not in data]
    if lacking:
        message = f"'{question.id}': counts lack {', '.join(lacking)}"
        yield (), Problem(message, fix=f"{HOW}, such as {EXAMPLE}")


def _sums(question: Question, counts: Mapping[str | int, int]) -> Iterator[tuple[Path, Problem]]:
    cases, ours, theirs = (counts[key] for key in KEYS)
    if cases == 0:
        message, fix = f"'{question.id}': a test without cases counts nothing", "write 'unknown'"
        yield ("cases",), Problem(message, fix=fix)
        return
    more = [key for key in KEYS[1:] if counts[key] > cases]
    for key in more:
        message = f"'{question.id}': {key} models passed {counts[key]:,} of {cases:,} cases"
        fix = f"write at most {cases:,}, or correct the number of cases"
        yield (key,), Problem(message, fix=fix)
    both = counts.get(ALSO)
    if both is None or more:
        return
    least, most = max(0, ours + theirs - cases), min(ours, theirs)
    if not least <= both <= most:
        yield (
            (ALSO,),
            Problem(
                f"'{question.id}': {both:,} cases cannot have been passed by both",
                why=f"of {cases:,} cases one side passed {ours:,}, the other {theirs:,}",
                fix=f"write {least:,} to {most:,}, or leave this number out if it is not known",
            ),
        )
