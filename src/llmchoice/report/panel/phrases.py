"""What the reports of a panel say of members, facts and preferences, in sentences."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed, percent
from llmchoice.model.option import Side
from llmchoice.report import words
from llmchoice.report.wording.answers import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.panel import (
        Contested,
        Departure,
        KnownBySome,
        LeftOut,
        Panel,
        PanelMember,
        Position,
        Preference,
    )
    from llmchoice.report.names import Names

MEMBERS = "Each member alone"
CONTESTED = "Where they disagree on facts"
KNOWN_BY_SOME = "What only some of them know"
PREFERENCES = "Where they disagree on what matters"
LEFT_OUT = "Whether one member decides it"
AGREEMENT = "What would make them agree"
METHOD = "How they were taken together"
WARNINGS = "Warnings about the panel"
NO_FACTS = "No member contradicts another on a fact."
NO_PREFERENCES = "Every member weighs the priorities alike."

_ALIKE = 1e-9
"""Weights or points that differ by less are the same: rounding, not preference."""


def title(panel: "Panel") -> str:
    """What was assessed, and by how many."""
    organisation = panel.aggregate.profile.organisation
    return f"Open or closed language models for {organisation}: a panel of {len(panel.members)}"


def say(member: "PanelMember", panel: "Panel") -> str:
    """How much a member counts, where not all count alike."""
    alike = len({one.say for one in panel.members}) == 1
    return "" if alike else f", {percent(member.share)} of the say"


def member(one: "PanelMember", panel: "Panel", names: "Names") -> str:
    """What a member comes to alone."""
    recommendation = one.recommendation
    said = [words.VERDICTS[recommendation.verdict]]
    if recommendation.option:
        said.append(names.option(recommendation.option))
    said += certainty(one, panel)
    said += [
        f"{work.name}: {words.VERDICTS[work.verdict]}"
        + (f" ({names.option(work.option)})" if work.option else "")
        for work in one.workloads
    ]
    return "; ".join((*said, *loss(one)))


def certainty(one: "PanelMember", panel: "Panel") -> "Iterator[str]":
    """How sure a member's verdict is."""
    share = one.recommendation.confidence
    if share is None:
        return
    kind = {Side.OPEN: "an open", Side.CLOSED: "a closed", None: "the best"}[one.leading]
    yield f"{kind} option comes first {_how_often(share, panel.aggregate.rules.confidence)}"


def _how_often(share: float, rule: float) -> str:
    """A share that falls short of the rule never reads as if it met it."""
    said = words.in_draws(share)
    if share < rule and figures.share(share) == percent(rule):
        return f"in just under{said.removeprefix('in')}"
    return said


def loss(one: "PanelMember") -> "Iterator[str]":
    """What the panel's option would cost a member, by the member's own profile."""
    if one.excluded_by:
        yield f"their own answers exclude the panel's option ({listed(one.excluded_by)})"
    if one.regret is None:
        return
    if one.regret < _ALIKE:
        yield "the panel's option is their own best"
    else:
        yield f"the panel's option is {figures.points(one.regret)} short of their own best"


def where(workloads: tuple[str, ...]) -> str:
    """The workloads that something is about, as the end of a sentence."""
    return f" ({listed(workloads)})" if workloads else ""


def position(one: "Position", names: "Names") -> str:
    """Who said what, and what it would exclude."""
    text = f"{listed(one.members)}: {answer(one.label)}"
    if not one.excludes:
        return text
    return f"{text} (would exclude {listed(map(names.option, one.excludes))})"


def not_known(fact: "Contested | KnownBySome") -> "Iterator[str]":
    """Who does not know."""
    if fact.unknown_to:
        yield f"not known to {listed(fact.unknown_to)}"


def known(fact: "KnownBySome") -> str:
    """Who knows what others do not."""
    return "; ".join((f"{listed(fact.known_by)}: {answer(fact.label)}", *not_known(fact)))


def preference(one: "Preference") -> str:
    """How far apart the members are on a priority, and where they meet."""
    if one.spread < _ALIKE:
        return f"{one.name}: {percent(one.mean)}, the same for all"
    apart = figures.percentage_points(one.spread)
    return f"{one.name}: {apart} apart, {percent(one.mean)} together"


def weights(one: "Preference") -> str:
    """What each member gives to a priority."""
    return ", ".join(f"{weight.member} {percent(weight.weight)}" for weight in one.weights)


def differ(panel: "Panel") -> bool:
    """Whether any two members weigh the priorities differently."""
    return any(one.spread >= _ALIKE for one in panel.preferences)


def left_out(one: "LeftOut", names: "Names") -> str:
    """What the panel comes to without a member."""
    whole = f"{words.VERDICTS[one.verdict]}{_named(one.option, names)}"
    return "; ".join((f"Without {one.without}: {whole}", *(_change(c, names) for c in one.changes)))


def _change(one: "Departure", names: "Names") -> str:
    if one.workload is None:
        return f"another {one.what}"
    verdict = words.VERDICTS[one.verdict]
    return f"another {one.what} for {one.workload}: {verdict}{_named(one.option, names)}"


def _named(option: str | None, names: "Names") -> str:
    return f", {names.option(option)}" if option else ""


def robust(panel: "Panel") -> str:
    """Whether the verdict hangs on one member, in a sentence or two."""
    ours = panel.aggregate.recommendation.verdict
    changed = [one for one in panel.leave_one_out if not one.same]
    whole = [one.without for one in changed if one.verdict != ours]
    part = [o.without for o in changed if o.verdict == ours and _changes(o, "verdict")]
    option = [o.without for o in changed if o.verdict == ours and not _changes(o, "verdict")]
    said = [
        f"{what} if {figures.either(names)} is left out."
        for what, names in (
            ("The verdict changes", whole),
            ("The verdict for a workload changes", part),
            ("Under the same verdict, another option is recommended", option),
        )
        if names
    ]
    stays = [] if whole or part else ["The verdict stays whichever member is left out."]
    return " ".join((*stays, *said))


def _changes(one: "LeftOut", what: str) -> bool:
    return any(change.what == what for change in one.changes)
