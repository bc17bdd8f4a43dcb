"""One answer: is it an answer to its question, and what does it mean."""

from collections.abc import Iterator, Mapping

from llmchoice.amounts import Fault
from llmchoice.errors import Problem
from llmchoice.knowledge.amount import how_to_write, problem_of, read_amount
from llmchoice.knowledge.document import Data, Path
from llmchoice.knowledge.passed import is_meant, is_typed, misread, passed_of, read_passed
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.estimate import Estimate
from llmchoice.model.profile import Answer, PerChoice
from llmchoice.model.question import Amount, AnyOf, Question
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean


def offered(question: Question) -> tuple[str, ...]:
    """Everything that may be answered in words, `unknown` included."""
    return (*(answer.id for answer in question.worded), *question.special)


def read_answer(question: Question, data: Data) -> Answer | Problem:
    """The answer that plain data gives to a question, or what is wrong with it."""
    if isinstance(question, Amount):
        return _amount(question, data)
    if question.counts is not None and isinstance(data, str) and is_typed(data):
        data = passed_of(data)
    if question.counts is not None and is_meant(data):
        return misread(question)
    if isinstance(data, list | dict):
        return _several(question, data) if isinstance(data, list) else _mapping(question, data)
    if not isinstance(data, str) or data not in offered(question):
        return _problem(question, _no_answer(question, data), data)
    if isinstance(question, AnyOf) and data not in {UNKNOWN, NOT_APPLICABLE}:
        return (data,)
    return data


def answer_from_text(question: Question, text: str) -> Answer | Problem:
    """The answer that a piece of a command line gives: several are joined by commas."""
    if isinstance(question, Amount):
        return read_answer(question, text)
    if question.counts is not None and (is_typed(text) or is_meant(text)):
        return read_answer(question, text)
    mapping = None if question.per is None and question.counts is None else parsed(text)
    if mapping is not None:
        return read_answer(question, mapping)
    parts = [part.strip() for part in text.split(",")]
    return read_answer(question, parts[0] if len(parts) == 1 else list(parts))


def _no_answer(question: Question, data: Data) -> str:
    if data is None:
        return f"'{question.id}' has no answer"
    return f"{shown(data)} is not an answer to '{question.id}'"


def _mapping(question: Question, data: dict[str | int, Data]) -> Answer | Problem:
    if question.per is not None:
        for _, problem in pieces_wrong(question, data):
            return problem
        return PerChoice(tuple((str(choice), str(answer)) for choice, answer in data.items()))
    if question.counts is not None:
        return read_passed(question, question.counts, data)
    return _problem(question, _no_answer(question, data), data)


def pieces_wrong(
    question: Question, data: Mapping[str | int, Data]
) -> Iterator[tuple[Path, Problem]]:
    """What is wrong with an answer for each choice of another question, and where in it."""
    if not data:
        fix = f"write one answer for all, such as {question.id}: {question.choices[0].id}"
        yield (), Problem(f"'{question.id}' has an empty mapping", fix=fix)
    for choice, answer in data.items():
        if not isinstance(answer, str) or answer not in offered(question):
            message = f"{shown(answer)} is not an answer to '{question.id}' for {quoted(choice)}"
            yield (choice,), _problem(question, message, answer)
        elif not _is_id(str(choice)):
            other = question.per.question if question.per is not None else question.id
            fix = f"name a choice of '{other}'"
            yield (choice,), Problem(f"{question.id}: {quoted(choice)} is no choice", fix=fix)


def _is_id(text: str) -> bool:
    try:
        PerChoice(((text, text),))
    except ValueError:
        return False
    return True


def parsed(text: str) -> dict[str | int, Data] | None:
    """The mapping that a command line gives: CHOICE:ANSWER, joined by commas; else None."""
    inner = text.strip().removeprefix("{").removesuffix("}")
    if ":" not in inner:
        return None
    pairs = [[end.strip() for end in part.split(":", 1)] for part in inner.split(",")]
    return {key: _plain(*end) for key, *end in pairs}


def _plain(text: str = "") -> Data:
    return int(text) if text.isdecimal() else text or None


def typed(answer: Answer) -> str:
    """An answer as a command line gives it."""
    if isinstance(answer, PerChoice):
        return ",".join(f"{choice}:{part}" for choice, part in answer.root)
    if isinstance(answer, tuple):
        return ",".join(answer)
    if isinstance(answer, int | float):
        return f"{answer:,}"
    return str(answer).replace("_", ",") if isinstance(answer, Estimate) else str(answer)


def _amount(question: Amount, data: Data) -> Answer | Problem:
    word = data.strip().lower() if isinstance(data, str) else None
    if word in offered(question):
        return word
    if data is None:
        return Problem(f"'{question.id}' has no answer", fix=how_to_write(question))
    reading = read_amount(question, data)
    if not isinstance(reading, Fault):
        return reading
    written = "this amount" if isinstance(data, dict) else shown(data)
    return problem_of(question, reading, f"{written} is not an answer to '{question.id}'")


def _several(question: Question, data: list[Data]) -> Answer | Problem:
    if not isinstance(question, AnyOf):
        return Problem(
            f"'{question.id}' takes one answer, not a list",
            fix=(
                "keep the one that fits best"
                if len(data) > 1
                else f"write the answer alone, without a list, or '{UNKNOWN}'"
            ),
        )
    if not data:
        return Problem(
            f"'{question.id}' has an empty list", fix=f"choose an answer, or write '{UNKNOWN}'"
        )
    words = [item for item in data if isinstance(item, str)]
    for item in data:
        if not isinstance(item, str) or item not in offered(question):
            return _problem(question, f"{shown(item)} is not an answer to '{question.id}'", item)
    lonely = _lonely(question, words)
    if lonely is not None:
        return lonely
    # The order in which choices were ticked says nothing: the question's own order is kept.
    kept = tuple(choice.id for choice in question.choices if choice.id in words)
    return kept or words[0]


def _lonely(question: Question, words: list[str]) -> Problem | None:
    """An answer that excludes the others, but does not stand alone."""
    alone = {UNKNOWN, NOT_APPLICABLE, *(c.id for c in question.choices if c.alone)}
    lonely = [word for word in words if word in alone]
    if not lonely or len(set(words)) == 1:
        return None
    return Problem(
        f"'{lonely[0]}' cannot be combined with other answers to '{question.id}'",
        why="it is a complete answer by itself",
        fix=f"keep '{lonely[0]}' alone, or remove it",
    )


def _problem(question: Question, message: str, given: Data) -> Problem:
    return Problem(
        message, fix=did_you_mean(given if isinstance(given, str) else "", offered(question))
    )


def shown(data: Data) -> str:
    """A piece of a file in a message, whatever it is."""
    if data is None:
        return "an empty value"
    if isinstance(data, bool):
        return str(data).lower()
    if isinstance(data, dict):
        return "a mapping"
    if isinstance(data, list):
        return "a list"
    return quoted(data)
