"""The words of a shortlist, whatever the page; none of them is harmless yet."""

from collections.abc import Iterable, Sequence

from llmchoice.model.shortlist import Candidate, Listed, NearMiss, Requirement, Shortlist
from llmchoice.report.models import words
from llmchoice.report.wording.wishes import asked_because, met, missed


def passed(found: Shortlist) -> str:
    """How many models pass, and of what that says nothing."""
    return f"{len(found.models)} of {found.in_scope} pass, by facts and not by quality."


def asked(requirement: Requirement, scope: int) -> str:
    """A requirement, where it comes from, and how many models meet it."""
    return (
        f"{requirement.filter}: {asked_because(requirement)}{_origin(requirement)}"
        f" {requirement.met_by} of {scope} meet it."
    )


def pending(requirement: Requirement) -> str:
    """A requirement that an unknown answer may yet bring about."""
    unknown = ", ".join(requirement.questions)
    return (
        f"not asked, for {unknown} is unknown: {requirement.filter}. {asked_because(requirement)}"
    )


def title(one: Candidate) -> str:
    """Which model, of whom, from where."""
    return f"{one.model} ({one.name}, {one.vendor}, {one.country})"


def price(one: Candidate) -> str:
    """What a million tokens cost in US dollars, where and when."""
    if one.price is None:
        return "price unknown"
    return (
        f"{words.money(one.price.input)} in, {words.money(one.price.output)} out at"
        f" {one.price.provider} ({one.price.as_of}), blended {words.money(one.blended)}"
    )


def memory(one: Candidate) -> str:
    """What the weights take up; nothing where nobody knows."""
    return "" if one.memory is None else f"{one.memory:,.0f} GB at four bits"


def figures(one: Candidate) -> str:
    """Price, size, context and licence."""
    size = f"weights {memory(one)}, " if memory(one) else ""
    return f"{price(one)}; {size}context {words.tokens(one.context)}, licence {one.licence}"


def own_reasons(model: Listed, requirements: Iterable[Requirement]) -> tuple[str, ...]:
    """What it meets of the requirements that answers brought about; of all, without any such."""
    always = {each.filter for each in requirements if each.always}
    own = [reason for reason in model.reasons if reason.filter not in always] or model.reasons
    return tuple(met(reason) for reason in own)


def in_because(reasons: Sequence[str], who: str = "In") -> str:
    """Why a model passes; nothing where nothing was asked."""
    return f"{who} because {'; '.join(reasons)}." if reasons else ""


def doubts(one: Candidate) -> str:
    """Which facts are weak; nothing where none is."""
    return f"Unverified: {', '.join(one.unverified)}." if one.unverified else ""


def near_miss(miss: NearMiss) -> str:
    """A model with the one thing that excludes it."""
    return f"{title(miss)}: {missed(miss.lacks)} ({miss.lacks.filter})"


def as_of(found: Shortlist) -> str:
    """Of when the models and the prices are."""
    return f"Catalogue as of {found.as_of}. {words.as_of(found.prices)}"


def _origin(requirement: Requirement) -> str:
    if not requirement.questions:
        return ""
    return f" (Your answer to {', '.join(requirement.questions)}.)"
