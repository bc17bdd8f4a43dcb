"""Where it stands while questions are still open, and which unknown answers matter: in words."""

from collections.abc import Iterator, Sequence
from math import floor

from llmchoice.engine.answers import contradictions
from llmchoice.engine.inquiry import counted
from llmchoice.engine.parts import parts
from llmchoice.engine.prospect import (
    Prospect,
    Standing,
    WeightyUnknown,
    prospect,
    unknown_in,
    weightiest_unknowns,
)
from llmchoice.model.basis import Basis
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answers, Profile


def preview_lines(basis: Basis, profile: Profile) -> tuple[str, ...]:
    """Where a profile in the making stands: one line for each workload, or one alone.

    A side is said to lead for now only in as many draws as a recommendation takes, and once
    something was answered: before that the draws tell of the questions, and not of who asks.
    Percents are rounded down, so that none is said to reach that and does not. No option is named.

    Raises:
        LlmchoiceError: when every priority is rated 0, or comparisons are missing.
    """
    outlook = prospect(basis, profile)
    return tuple(
        f"{_opening(standing)}: {_sentence(basis.kb, outlook, standing, part.answers)}"
        for standing, part in zip(outlook.standings, parts(basis.kb, profile), strict=True)
    )


def unknown_lines(basis: Basis, profile: Profile) -> tuple[str, ...]:
    """The answers `unknown` that matter most, for each workload or the organisation without any.

    Nothing where no answer is unknown.

    Raises:
        LlmchoiceError: when every priority is rated 0, or comparisons are missing.
    """
    unknowns = weightiest_unknowns(basis, profile)
    return tuple(
        line
        for part in parts(basis.kb, profile)
        if unknown_in(basis, part.answers)
        for line in _weighty(part.name, [u for u in unknowns if u.workload == part.name])
    )


def _opening(standing: Standing) -> str:
    return f"So far, {standing.workload}" if standing.workload else "So far"


def _sentence(kb: KnowledgeBase, outlook: Prospect, standing: Standing, answers: Answers) -> str:
    if not standing.draws:
        if contradictions(kb, counted(kb, answers)):
            return "nothing can be said while answers contradict each other."
        return "nothing can be said yet, because no answer affects what matters to you."
    left = _open(kb, outlook, standing)
    drawn = f"the simulations of what is still open ({left})" if left else "the simulations"
    end = "." if left else ". There is nothing left to ask."
    if standing.none_share == 1:
        return f"no option is left in any of {drawn}{end}"
    # Early on that is the share of demands that few make: no news, and alarming.
    is_late = standing.lacking.at_most <= len(kb.questions) / 2
    if is_late and (none := _percent(standing.none_share)):
        end = f"; in {none} % no option is left{end}"
    unsure = "too early to say" if left else "too close to call"
    if standing.leader is None:
        return f"{unsure}. Neither side leads in {drawn}{end}"
    share = standing.shares[standing.leader]
    leads = f"leads in {_percent(share)} % of {drawn}{end}"
    if share < kb.settings.confidence or not answers:
        return f"{unsure}. {standing.leader.capitalize()} {leads}"
    return f"{standing.leader} {leads}"


def _open(kb: KnowledgeBase, outlook: Prospect, standing: Standing) -> str:
    """What is not answered yet; empty where all is."""
    least, most = standing.lacking.at_least, standing.lacking.at_most
    count = f"{most}" if least == most else f"{least} to {most}"
    parts = [f"{count} question{'' if most == 1 else 's'}"] if most else []
    unstated, priorities = len(outlook.priorities), len(kb.priorities)
    if unstated == priorities:
        parts.append("your priorities")
    elif unstated:
        parts.append(f"{unstated} of {priorities} priorities")
    return ", ".join(parts)


def _weighty(name: str, unknowns: Sequence[WeightyUnknown]) -> Iterator[str]:
    what = f"Of what you do not know for {name}" if name else "Of what you do not know"
    if not unknowns:
        yield f"{what}, nothing changes which side leads."
        return
    yield f"{what}, {'this matters' if len(unknowns) == 1 else 'these matter'} most:"
    for unknown in unknowns:
        share = f"{percent} %" if (percent := _percent(unknown.influence)) else "under 1 %"
        yield f"- {unknown.text} Knowing it would change the side in {share} of the simulations."


def _percent(share: float) -> int:
    """Whole percents, rounded down."""
    return floor(round(100 * share, 6))
