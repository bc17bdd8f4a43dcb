"""What is told of a decision that was checked again, in words that every format shares."""

from typing import TYPE_CHECKING

from llmchoice.figures import listed
from llmchoice.model.recheck import Moved, Said, SourceMove
from llmchoice.report.comparison.sections import Entry, section
from llmchoice.report.wording.answers import answer as answer_text
from llmchoice.report.wording.wishes import missed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmchoice.model.comparison import AnswerChange, Changes, ConstraintChange
    from llmchoice.model.recheck import (
        Dropped,
        Expiry,
        ModelNews,
        QuestionNews,
        Recheck,
        SourceNews,
        StaleFact,
    )
    from llmchoice.report.comparison.phrases import Phrases
    from llmchoice.report.comparison.sections import Section

_MOVED = {
    Moved.PROFILE: "the profile",
    Moved.QUESTIONS: "questions",
    Moved.OPTIONS: "options",
    Moved.RULES: "the rules for a verdict",
    Moved.CONSTRAINTS: "constraints",
    Moved.CONDITIONS: "conditions",
    Moved.CRITERIA: "criteria",
    Moved.VALUES: "values",
    Moved.WEIGHTS: "weights",
    Moved.COSTS: "costs",
    Moved.MODELS: "models",
    Moved.SOURCES: "sources",
}
_DROPPED = {
    Said.QUESTION: "There is no question '{id}' any more: its answer was left out.",
    Said.ANSWER: "The answer given to '{id}' is no longer offered: it was left out.",
    Said.SHARE: "There is no criterion '{id}' any more: its share was left out.",
    Said.PRIORITY: "There is no priority '{id}' any more: its weight was left out.",
}
_SOURCES = {
    SourceMove.STANDING: "Claims that stand otherwise",
    SourceMove.WORDING: "Sources that say something else",
    SourceMove.NEW: "Sources that the result rests on, and did not",
    SourceMove.GONE: "Sources that the result no longer rests on",
}


def title(found: "Recheck") -> str:
    """What was checked, and when."""
    then, today = found.comparison.origin_before.date, found.comparison.origin_after.date
    days = [f"decided {then}" if then else "", f"checked again {today}" if today else ""]
    return ", ".join([f"Does the decision still hold: {found.organisation}", *filter(None, days)])


def headline(found: "Recheck") -> str:
    """Whether the verdict holds, and if so the option."""
    if not found.holds:
        return "The verdict no longer holds."
    if found.same_option:
        return "The verdict still holds, and so does the option."
    return "The verdict still holds, but another option leads."


def moved(found: "Recheck") -> str:
    """What is different, in a sentence."""
    if found.moved:
        return f"What moved: {listed(_MOVED[kind] for kind in found.moved)}."
    if found.comparison.changed:
        return (
            "Nothing moved that would explain it: the draws were others, or the file is not as it"
            " was written."
        )
    return "Nothing moved."


def to_confirm(found: "Recheck") -> "Iterator[Section]":
    """Answers with an expiry: those that are over first."""
    late = [e for e in found.expiries if e.expired]
    yield from section("Answers that have to be confirmed again", map(_expiry, late))
    rest = [e for e in found.expiries if not e.expired]
    yield from section("Answers that are good until a day", map(_expiry, rest))


def questions(found: "Recheck") -> "Iterator[Section]":
    """What is asked today and was not, and the other way round."""
    yield from section("Left out of the profile of then", map(_dropped, found.dropped))
    new = (_question(news, "Taken for the answer: ") for news in found.new_questions)
    yield from section("Questions that were not asked then", new)
    gone = (_question(news, "The answer of then: ") for news in found.gone_questions)
    yield from section("Questions that are no longer asked", gone)


def other_answers(found: "Sequence[AnswerChange]") -> "list[AnswerChange]":
    """Answers to questions that are asked in both: the others are told already."""
    return [change for change in found if change.before is not None and change.after is not None]


def own_answers(found: "Recheck", workload: "Changes") -> "list[AnswerChange]":
    """Those of a workload, but for those that are told of the organisation."""
    return [c for c in other_answers(workload.answers) if c not in found.comparison.answers]


def rules(changes: "Changes", phrases: "Phrases") -> "Iterator[Section]":
    """Constraints that bind and did not, and the other way round; options likewise."""
    came = (o.name for o in changes.options if o.admissible_before is None)
    went = (o.name for o in changes.options if o.admissible_after is None)
    yield from section("Options that there were not", came)
    yield from section("Options that there are no longer", went)
    gained = (_constraint(rule, phrases) for rule in changes.constraints_gained)
    yield from section("Constraints that bind, and did not", gained)
    lost = (_constraint(rule, phrases) for rule in changes.constraints_lost)
    yield from section("Constraints that no longer bind", lost)


def scores_moved(changes: "Changes") -> bool:
    """Whether any option scores or ranks otherwise: only then are scores told."""
    return any(
        option.difference or option.rank_before != option.rank_after for option in changes.options
    )


def facts(found: "Recheck", phrases: "Phrases") -> "Iterator[Section]":
    """Models, sources, and what has to be looked at again."""
    for news in found.shortlists:
        about = f"{news.name}, {news.workload}" if news.workload else news.name
        yield from section(
            f"Models for {about}",
            [*_models("came", news.came), *_models("went", news.went)],
        )
    for move, heading in _SOURCES.items():
        of_kind = (news for news in found.sources if news.move is move)
        yield from section(heading, (_source(news, phrases) for news in of_kind))
    newly = [fact for fact in found.stale if not fact.was_stale]
    yield from section("Facts that became stale: check them again", map(_stale, newly))
    still = [fact for fact in found.stale if fact.was_stale]
    yield from section("Facts that were stale already", map(_stale, still))


def _expiry(expiry: "Expiry") -> Entry:
    answer = "not asked today" if expiry.label is None else answer_text(expiry.label)
    return Entry(f"{expiry.day}: {expiry.text}", (f"The answer: {answer}",))


def _dropped(dropped: "Dropped") -> str:
    return _DROPPED[dropped.kind].format(id=dropped.id)


def _question(news: "QuestionNews", lead: str) -> Entry:
    return Entry(news.text, (f"{lead}{answer_text(news.label)}",))


def _constraint(rule: "ConstraintChange", phrases: "Phrases") -> Entry:
    options = f"It is about: {phrases.named(rule.options)}"
    return Entry(f"{rule.constraint}: {rule.reason}", (options,))


def _models(word: str, models: "Sequence[ModelNews]") -> "Iterator[str]":
    for model in models:
        yield f"{word}: {model.name}" + (f" ({missed(model.lacks)})" if model.lacks else "")


def _source(news: "SourceNews", phrases: "Phrases") -> Entry:
    if news.move in {SourceMove.STANDING, SourceMove.WORDING}:
        return Entry(f"{news.id}: {phrases.shift(news.before or '', news.after or '')}")
    return Entry(f"{news.id}: {news.after or news.before or ''}")


def _stale(fact: "StaleFact") -> Entry:
    text = f"{fact.id}: {fact.title}, checked on {fact.checked_on}"
    return Entry(text, url=fact.url)
