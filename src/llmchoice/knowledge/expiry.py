"""Days in a profile: until when answers are good (`expires:`), and by when to decide."""

from collections.abc import Collection, Iterator, Mapping

from llmchoice.errors import Problem
from llmchoice.knowledge.answer import shown
from llmchoice.knowledge.document import Data, Document
from llmchoice.model.profile import Profile
from llmchoice.model.source import is_day
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean

EXPIRES = "expires"
DECIDE_BY = "decide_by"
_FIX = "write YYYY-MM-DD, such as 2027-06-30"


def expiry_problems(
    document: Document, questions: Mapping[str, object], answered: Collection[str]
) -> Iterator[Problem]:
    """Everything that is wrong with the section, at its place; nothing where there is none."""
    data = document.entry(EXPIRES)
    if data is None:
        return
    if not isinstance(data, dict):
        place = document.place((EXPIRES,))
        fix = "write one 'question: YYYY-MM-DD' per line, with a space after the colon"
        yield Problem(f"{EXPIRES} must be a mapping", place=place, fix=fix)
        return
    named = {*answered, *_named(document.data)}
    for key, value in data.items():
        path = (EXPIRES, key)
        if key not in questions:
            fix = did_you_mean(str(key), questions)
            message = f"{EXPIRES}: there is no question {quoted(key)}"
            yield Problem(message, place=document.key_place(path), fix=fix)
        elif key not in named:
            yield Problem(
                f"{EXPIRES}: {quoted(key)} has no answer that could expire",
                place=document.key_place(path),
                fix="answer it under 'answers:', or remove the line",
            )
        if not is_day(value):
            yield Problem(
                f"{EXPIRES}.{key}: {shown(value)} is not a date",
                place=document.key_place(path) if value is None else document.place(path),
                fix=_FIX,
            )


def decision_day_problems(document: Document) -> Iterator[Problem]:
    """What is wrong with the day to decide by, at its place; nothing where there is none."""
    data = document.entry(DECIDE_BY)
    if data is not None and not is_day(data):
        yield Problem(
            f"{DECIDE_BY}: {shown(data)} is not a date",
            place=document.place((DECIDE_BY,)),
            fix=_FIX,
        )


def passed_day(profile: Profile, today: str, document: Document | None = None) -> Problem | None:
    """That the day to decide by is before today, at its place in the document if it is there."""
    day = profile.decide_by
    if day is None or day >= today:
        return None
    written = document is not None and document.entry(DECIDE_BY) == day
    return Problem(
        f"{DECIDE_BY}: {day} is before {today}, the day of the assessment",
        place=document.place((DECIDE_BY,)) if document is not None and written else None,
        fix="write a later day, or remove the line",
    )


def _named(data: Data) -> Iterator[str | int]:
    """What the profile answers, rightly or wrongly: a wrong answer is a problem of its own."""
    if not isinstance(data, dict):
        return
    workloads = data.get("workloads")
    for part in (data, *(workloads if isinstance(workloads, list) else ())):
        answers = part.get("answers") if isinstance(part, dict) else None
        yield from answers if isinstance(answers, dict) else ()
