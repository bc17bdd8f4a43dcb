"""From members to the result of a panel."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from llmchoice.engine.ordering import equal_steps
from llmchoice.engine.panel.facts import Pool, facts
from llmchoice.engine.panel.joint import Joint, departures, joint, labelled
from llmchoice.engine.panel.member import Assessor, Member, Price, decided, outcome, unpriced
from llmchoice.engine.panel.merge import facts_together
from llmchoice.engine.panel.notices import notices
from llmchoice.engine.panel.seats import dissents, preferences, seats
from llmchoice.engine.panel.settle import Search, settlements
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.notice import RankingTellsLess
from llmchoice.model.panel import (
    PANEL_SCHEMA_VERSION,
    Agreement,
    Departure,
    Facts,
    LeftOut,
    Panel,
)

FEWEST = 2


def assess_panel(
    kb: KnowledgeBase,
    members: Sequence[Member],
    *,
    date: str | None = None,
    draws: int | None = None,
    price: Price = unpriced,
) -> Panel:
    """Assess two or more people of one organisation together.

    Args:
        kb: the knowledge base.
        members: with names that differ, and profiles that are valid and complete.
        date: today as YYYY-MM-DD, as in `assess`.
        draws: how many, as in `assess`.
        price: puts the costs of one profile beside the knowledge base. A member is assessed by
            its own, the panel by those that the members state together.

    Raises:
        LlmchoiceError: exit code 3 when workloads differ, or when for a member no applicable
            criterion has any weight.
        ValueError: when there are fewer than two members, or two of the same name.
    """
    if len({member.name for member in members}) < max(FEWEST, len(members)):
        raise ValueError("a panel needs at least two members, each with a name of its own")
    assessor = Assessor(kb, date, draws, price)
    known = facts_together(kb, members)
    whole = joint(kb, members, known)
    for member in members:
        assessor.alone(member)
    together = assessor(whole.profile, search=True, voices=whole.voices)
    talk = facts(assessor.basis(whole.profile), known)
    left_out = tuple(_left_out(assessor, members, without, together) for without in members)
    return Panel(
        schema_version=PANEL_SCHEMA_VERSION,
        members=seats(assessor, members, together),
        aggregate=labelled(kb, together, known),
        preferences=preferences(kb, members),
        facts=talk,
        leave_one_out=left_out,
        robust=all(rest.same for rest in left_out),
        agreement=_agreement(assessor, members, (whole, together), talk, known),
        warnings=(
            *notices(kb, members, (whole, known), talk, together),
            *_in_equal_steps(assessor, members, whole, together),
        ),
    )


def _in_equal_steps(
    assessor: Assessor, members: Sequence[Member], panel: Joint, together: Assessment
) -> Iterator[RankingTellsLess]:
    """Where the panel would come to something else by ratings in the order of its rankings."""
    ranking = [member for member in members if equal_steps(member.profile)]
    if not ranking or equal_steps(panel.profile):
        return
    rated = [replace(m, profile=equal_steps(m.profile) or m.profile) for m in members]
    whole = joint(assessor.kb, rated, facts_together(assessor.kb, rated))
    by_ratings = assessor(whole.profile, voices=whole.voices)
    for change in departures(by_ratings, together):
        yield RankingTellsLess(
            workload=change.workload, verdict=change.verdict, option=change.option
        )


def _left_out(
    assessor: Assessor, members: Sequence[Member], without: Member, together: Assessment
) -> LeftOut:
    rest = [member for member in members if member.name != without.name]
    whole = joint(assessor.kb, rest, facts_together(assessor.kb, rest))
    name = f"without {without.name}"
    rest_alone = assessor(whole.profile, name, voices=whole.voices)
    verdict = rest_alone.recommendation.verdict
    changes = departures(rest_alone, together)
    return LeftOut(
        without=without.name,
        verdict=verdict,
        option=rest_alone.recommendation.option,
        effect=_effect(changes, other_verdict=verdict != together.recommendation.verdict),
        changes=changes,
    )


def _effect(
    changes: Sequence[Departure], *, other_verdict: bool
) -> Literal["none", "option", "workload", "verdict"]:
    if not changes:
        return "none"
    if other_verdict:
        return "verdict"
    return "workload" if any(change.what == "verdict" for change in changes) else "option"


def _agreement(
    assessor: Assessor,
    members: Sequence[Member],
    panel: tuple[Joint, Assessment],
    talk: Facts,
    known: Mapping[str, Pool],
) -> Agreement:
    own = [assessor.alone(member) for member in members]
    unanimous = len({outcome(assessment) for assessment in own}) == 1
    search = (
        Search() if unanimous and decided(own[0]) else settlements(assessor, members, talk, known)
    )
    return Agreement(
        unanimous=unanimous,
        settlements=search.settlements,
        searched=search.searched,
        exhaustive=search.exhaustive,
        dissents=dissents(assessor, members, *panel),
    )
