"""Rules and what they rest on, in sentences."""

from typing import TYPE_CHECKING

from llmchoice.engine.wording import listed, percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmchoice.model.assessment import ConditionToMeet, Exclusion, UnknownAnswer
    from llmchoice.report.names import Names


def triggers(exclusion: "Exclusion", names: "Names") -> str:
    """The answers that made the rule bind."""
    answers = (
        f'"{names.question(trigger.question)}" is answered "{trigger.label}"'
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


def unknown_weight(unknown: "UnknownAnswer") -> str:
    """How much of the weight rests on an unknown answer."""
    if not unknown.weight:
        return "No weight rests on this answer."
    return f"{percent(unknown.weight)} of the weight rests on this unknown answer."


def unknown_effects(unknown: "UnknownAnswer", names: "Names") -> tuple[str, ...]:
    """What knowing the answer may change."""
    may_exclude = listed(names.option(option) for option in unknown.may_exclude)
    return (
        *((f"An answer may exclude {may_exclude}.",) if may_exclude else ()),
        *(
            (f"Knowing it changes the verdict in {percent(unknown.influence)} of draws.",)
            if unknown.influence is not None
            else ()
        ),
    )
