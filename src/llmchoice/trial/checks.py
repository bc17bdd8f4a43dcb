"""Automatic checks: whether an answer is the expected one, by the rule that the case names."""

import json
import re
import unicodedata
from collections.abc import Iterable

from llmchoice.model.score import Answer, Case, Checked
from llmchoice.model.trial import CheckKind, Setup

_NUMBER = re.compile(r"(?:(?<![\w.])[-\N{MINUS SIGN}])?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?")
_FENCE = "```"
_ENDS = " \t\n.,;:!?\"'()[]`*"


def checked(setup: Setup, cases: Iterable[Case], answers: Iterable[Answer]) -> list[Checked]:
    """What the checks say of the answers to cases that have an expected one, in their order."""
    by_id = {case.id: case for case in cases}
    rule, within = (setup.check.kind, setup.check.within) if setup.check else (None, 0.0)
    results: list[Checked] = []
    for answer in answers:
        case = by_id[answer.case]
        kind = case.check or rule
        if case.expected is not None and kind is not None:
            passed = _passes(kind, answer.text, case.expected, within)
            results.append(
                Checked(case=case.id, candidate=answer.candidate, kind=kind, passed=passed)
            )
    return results


def _passes(kind: CheckKind, text: str, expected: str, within: float) -> bool:
    match kind:
        case CheckKind.EXACT:
            return text == expected
        case CheckKind.NORMALISED:
            wanted = _normal(expected)
            return _normal(text) == wanted if wanted else text.strip() == expected.strip()
        case CheckKind.CONTAINS:
            wanted = _normal(expected)
            return wanted in _normal(text) if wanted else expected.strip() in text
        case CheckKind.NUMBER:
            number, right = _number(text), _number(expected)
            return number is not None and right is not None and abs(number - right) <= within
        case CheckKind.JSON:
            return _same_json(text, expected)


def _normal(text: str) -> str:
    """Without capitals, marks at the ends, and the width of gaps; one form of each letter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().strip(_ENDS).split())


def _number(text: str) -> float | None:
    """The last number in a text, with a point for decimals; None where there is none."""
    numbers = _NUMBER.findall(text)
    if not numbers:
        return None
    return float(numbers[-1].replace(",", "").replace("\N{MINUS SIGN}", "-"))


def _same_json(text: str, expected: str) -> bool:
    try:
        reply = json.loads(_unfenced(text))
        return bool(_typed(reply) == _typed(json.loads(expected)))
    except (ValueError, RecursionError):
        return False


def _unfenced(text: str) -> str:
    """What stands between the marks of code, where all of a text is marked as code."""
    bare = text.strip()
    if not (bare.startswith(_FENCE) and bare.endswith(_FENCE) and "\n" in bare):
        return text
    return bare[bare.index("\n") : -len(_FENCE)]


def _typed(value: object) -> object:
    """The value in which true is not 1: Python takes them for equal."""
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, list):
        return [_typed(each) for each in value]
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    return value
