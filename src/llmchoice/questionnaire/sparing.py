"""The questions that need not be asked: it is proven that no answer to them changes the side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from llmchoice.engine.answers import missing
from llmchoice.engine.inquiry import Settled, by_influence, outcome
from llmchoice.engine.lanes import divided
from llmchoice.engine.prospect import hanging
from llmchoice.knowledge.completeness import gaps, with_unknown
from llmchoice.model.basis import Basis
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.question import Question
from llmchoice.questionnaire.edit import Scope, answers_in, scopes, weights_in

NOTHING_LEFT = "no option is left"


def unsettled(basis: Basis, profile: Profile) -> tuple[Scope, ...]:
    """Where it is not proven yet that no open question changes the side."""
    return tuple(dict.fromkeys(at.scope for at in _ends(basis, profile) if at.end is None))


def unanswered(kb: KnowledgeBase, profile: Profile) -> tuple[Question, ...]:
    """Every question without an answer that applies, or may once others are answered."""
    answered = with_unknown(kb, profile).answers
    return tuple(q for q in kb.questions if q.id in answered and q.id not in profile.answers)


def by_influence_in(basis: Basis, profile: Profile) -> tuple[Question, ...]:
    """The open questions where the side is not settled yet, the most influential first.

    Workload by workload, each question once.
    """
    by_id: dict[str, Question] = {}
    for scope in unsettled(basis, profile):
        for lane in divided(basis.kb, answers_in(profile, scope)):
            for question in by_influence(basis, weights_in(profile, scope), lane.answers):
                by_id.setdefault(question.id, question)
    return tuple(by_id.values())


def told(basis: Basis, profile: Profile) -> tuple[str, ...]:
    """What a settled profile was spared, in lines; every scope has to be settled."""
    most = len(unanswered(basis.kb, profile))
    if not most:
        return ("No question could be skipped.",)
    least = len(gaps(basis.kb, profile).questions)
    others = "the other answer is" if most == 1 else "the other answers are"
    spared = "1 question" if most == 1 else f"{most} questions"
    if least < most:
        spared = f"{least} to {most} questions"
    where = _where(basis, profile)
    lines = (
        f"Settled: with your priorities, {where}, whatever {others}.",
        f"{spared} skipped; the report counts them as unknown.",
    )
    if where == NOTHING_LEFT:
        return lines
    unsure = (
        "They can still change how sure this is, and which option of that side is best; as it"
        " stands, the report names this side."
    )
    return (*lines, unsure)


def ended(basis: Basis, profile: Profile, preview: Sequence[str]) -> tuple[str, ...]:
    """What is left open where a person ended the questions, and what that costs in certainty."""
    left = unanswered(basis.kb, profile)
    count = "1 question is" if len(left) == 1 else f"up to {len(left)} questions are"
    return (
        f"Ended here: {count} left, which the report counts as unknown.",
        *preview,
        at_stake(basis, profile),
    )


def at_stake(basis: Basis, profile: Profile) -> str:
    """In how many simulations the side hangs on what is not answered, all of it together."""
    left = frozenset(question.id for question in unanswered(basis.kb, profile))
    percent = floor(round(100 * hanging(basis, profile, left), 6))
    return f"What is left would change which side leads in {percent} % of the simulations."


def _where(basis: Basis, profile: Profile) -> str:
    """The sides that are settled; each of them once."""
    places: dict[str, list[str]] = {}
    for at in _ends(basis, profile):
        side = at.end.side if at.end else None
        what = f"the best option stays on the {side} side" if side else NOTHING_LEFT
        places.setdefault(what, []).extend([at.name] if at.name else [])
    parts = [
        f"{what} for {' and '.join(names)}" if names else what for what, names in places.items()
    ]
    return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class _At:
    """Where something is not answered: a workload, a lane, or the organisation."""

    scope: Scope
    name: str
    end: Settled | None
    """None where it is not known yet how it ends."""


def _ends(basis: Basis, profile: Profile) -> Iterator[_At]:
    """How it ends wherever something is not answered."""
    for scope in scopes(profile):
        for lane in divided(basis.kb, answers_in(profile, scope)):
            if missing(basis.kb, lane.answers):
                name = lane.name if scope is None else profile.workloads[scope].name
                yield _At(scope, name, outcome(basis, weights_in(profile, scope), lane.answers))
