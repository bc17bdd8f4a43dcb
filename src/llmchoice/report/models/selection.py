"""A shortlist as text: who passes and why, who nearly does, and what it does not say."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from llmchoice.model.shortlist import Candidate, Listed, NearMiss, Requirement, Shortlist
from llmchoice.report.models import words


def shortlist_page(found: Shortlist, width: int | None = None) -> str:
    """The whole shortlist."""
    return words.page(_page(found), width)


def _page(found: Shortlist) -> Iterator[words.Line]:
    yield f"Models for {found.option} ({found.side} weights)"
    yield f"{len(found.models)} of {found.in_scope} pass, by facts and not by quality."
    yield ""
    yield "What was asked"
    for requirement in found.requirements:
        yield from words.wrapped(f"- {_asked(requirement, found.in_scope)}", "  ", "    ")
    if not found.requirements:
        yield "  nothing"
    for requirement in found.pending:
        unknown = ", ".join(requirement.questions)
        text = f"- not asked, for {unknown} is unknown: {requirement.filter}. {requirement.because}"
        yield from words.wrapped(text, "  ", "    ")
    yield ""
    yield "Ordered by"
    for number, says in enumerate(found.ranked_by, start=1):
        yield from words.wrapped(f"{number}. {says}", "  ", "     ")
    yield ""
    always = {each.filter for each in found.requirements if each.always}
    yield "Models that pass" if found.models else "No model passes."
    for model in found.models:
        yield from _listed(model, always)
    if found.near_misses:
        yield ""
        yield "Near misses: one requirement excludes each of these"
        for miss in found.near_misses:
            yield from _near_miss(miss)
    yield ""
    yield "What this does not say"
    for text in found.evaluate:
        yield from words.wrapped(f"- {text}", "  ", "    ")
    yield from words.wrapped(f"Catalogue as of {found.as_of}. {words.as_of(found.prices)}")


def _asked(requirement: Requirement, scope: int) -> str:
    return (
        f"{requirement.filter}: {requirement.because}{_origin(requirement)}"
        f" {requirement.met_by} of {scope} meet it."
    )


def _origin(requirement: Requirement) -> str:
    if not requirement.questions:
        return ""
    return f" (Your answer to {', '.join(requirement.questions)}.)"


def _listed(model: Listed, always: AbstractSet[str]) -> Iterator[words.Line]:
    yield from words.wrapped(f"{model.place}. {_title(model)}", "  ", "     ")
    yield from words.wrapped(_figures(model), "     ")
    own = [reason for reason in model.reasons if reason.filter not in always] or model.reasons
    reasons = "; ".join(reason.text for reason in own)
    if reasons:
        yield from words.wrapped(f"In because {reasons}.", "     ")
    yield from _doubts(model)


def _near_miss(miss: NearMiss) -> Iterator[words.Line]:
    yield from words.wrapped(
        f"- {_title(miss)}: {miss.lacks.text} ({miss.lacks.filter})", "  ", "    "
    )
    yield from words.wrapped(_figures(miss), "    ")


def _title(one: Candidate) -> str:
    return f"{one.model} ({one.name}, {one.vendor}, {one.country})"


def _figures(one: Candidate) -> str:
    price = one.price
    cost = (
        "price unknown"
        if price is None
        else f"{words.money(price.input)} in, {words.money(price.output)} out at {price.provider}"
        f" ({price.as_of}), blended {words.money(one.blended)}"
    )
    size = f"weights {one.memory:,.0f} GB at four bits, " if one.memory is not None else ""
    return f"{cost}; {size}context {words.tokens(one.context)}, licence {one.licence}"


def _doubts(one: Candidate) -> Iterator[words.Line]:
    if one.unverified:
        yield from words.wrapped(f"Unverified: {', '.join(one.unverified)}.", "     ")
