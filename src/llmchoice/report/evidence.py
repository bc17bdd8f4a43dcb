"""Rules and what they rest on, in sentences."""

from typing import TYPE_CHECKING

from llmchoice.figures import listed, percent
from llmchoice.model.verdict import Verdict
from llmchoice.report import words
from llmchoice.report.wording.answers import answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from llmchoice.model.assessment import ConditionToMeet, Exclusion, UnknownAnswer
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject

FIND_OUT = "Find this out first"


def triggers(exclusion: "Exclusion", names: "Names") -> str:
    """The answers that made the rule bind."""
    answers = (
        f'"{names.question(trigger.question)}" is answered "{answer(trigger.label)}"'
        for trigger in exclusion.answers
    )
    return f"Because {listed(answers)}." if exclusion.answers else ""


def rests_on(item: "Exclusion | ConditionToMeet") -> str:
    """The claims and references behind a rule or condition, by id."""
    return sources((*item.claims, *item.references))


def sources(ids: "Iterable[str]") -> str:
    """Ids of claims and references, as a sentence of their own."""
    names = ", ".join(ids)
    return f"Rests on: {names}." if names else ""


def place(publisher: str, paragraphs: "Sequence[int]") -> str:
    """Where an article says something; of a reference only who publishes it."""
    label = "paragraph" if len(paragraphs) == 1 else "paragraphs"
    numbers = ", ".join(map(str, paragraphs))
    return f"{publisher}, {label} {numbers}" if numbers else publisher


def unknown_weight(unknown: "UnknownAnswer") -> str:
    """How much of the weight rests on an unknown answer."""
    if not unknown.weight:
        return "No weight rests on this answer."
    return f"{percent(unknown.weight)} of the weight rests on this unknown answer."


def may_exclude(unknown: "UnknownAnswer", names: "Names") -> str:
    """The options that an answer may exclude."""
    options = listed(names.option(option) for option in unknown.may_exclude)
    return f"An answer may exclude {options}." if options else ""


def influence(unknown: "UnknownAnswer") -> str:
    """How often knowing the answer changes which side comes first."""
    if unknown.influence is None:
        return ""
    often = words.in_draws(unknown.influence)
    return f"Knowing it changes the side that comes first {often}."


def unknowns_title(subject: "Subject") -> str:
    """What a list of unknown answers is called: whether it is worth the while to find them out."""
    worth_it = any(unknown.influence or unknown.flips for unknown in subject.unknowns)
    undecided = subject.recommendation.verdict is Verdict.UNDECIDED
    return FIND_OUT if worth_it or undecided else "What is not known"
