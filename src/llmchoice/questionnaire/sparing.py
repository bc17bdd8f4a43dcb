"""The questions that need not be asked: no answer to them changes the side, or gains much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from llmchoice.engine.answers import missing
from llmchoice.engine.inquiry import Settled, Slight, by_influence, end
from llmchoice.engine.parts import divided
from llmchoice.engine.prospect import hanging
from llmchoice.figures import listed, whole_down
from llmchoice.knowledge.completeness import gaps, with_unknown
from llmchoice.language import t, tn
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile
from llmchoice.model.question import Question
from llmchoice.questionnaire.edit import answers_in, scopes, weights_in
from llmchoice.questionnaire.question import Scope


def unsettled(basis: Basis, profile: Profile) -> tuple[Scope, ...]:
    """Where an open question may still change the side, and all together gain more than little."""
    return tuple(dict.fromkeys(at.scope for at in _ends(basis, profile) if at.end is None))


def unanswered(kb: KnowledgeBase, profile: Profile) -> tuple[Question, ...]:
    """Every question without an answer that applies, or may once others are answered."""
    unasked = with_unknown(kb, profile).unasked
    return tuple(question for question in kb.questions if question.id in unasked)


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


def spared_lines(basis: Basis, profile: Profile) -> tuple[str, ...]:
    """What a profile was spared, in lines; no scope may be unsettled."""
    most = len(unanswered(basis.kb, profile))
    if not most:
        return (t("No question could be skipped."),)
    least = len(gaps(basis.kb, profile).questions)
    # The sides that are settled, None where no option is left, and for which work.
    places: dict[Side | None, list[str]] = {}
    for at in _ends(basis, profile):
        if isinstance(at.end, Settled):
            places.setdefault(at.end.side, []).extend([at.name] if at.name else [])
    if least < most:
        spared = t(
            "{least} to {most} questions skipped; the report counts them as unknown.",
            least=least,
            most=most,
        )
    else:
        spared = tn(
            "1 question skipped; the report counts it as unknown.",
            "{number} questions skipped; the report counts them as unknown.",
            most,
        )
    settled = (_settled(side, names, most) for side, names in places.items())
    lines = (*settled, *_slight(basis, profile), spared)
    if set(places) <= {None}:
        return lines
    unsure = t(
        "They can still change how sure this is, and which option of that side is best; as it"
        " stands, the report names this side."
    )
    return (*lines, unsure)


def ended(basis: Basis, profile: Profile, preview: Sequence[str]) -> tuple[str, ...]:
    """What is left open where a person ended the questions, and what that costs in certainty."""
    left = unanswered(basis.kb, profile)
    return (
        tn(
            "Ended here: 1 question is left, which the report counts as unknown.",
            "Ended here: up to {number} questions are left, which the report counts as unknown.",
            len(left),
        ),
        *preview,
        at_stake(basis, profile),
    )


def at_stake(basis: Basis, profile: Profile) -> str:
    """In how many simulations the side hangs on what is not answered, all of it together."""
    left = frozenset(question.id for question in unanswered(basis.kb, profile))
    share = whole_down(hanging(basis, profile, left))
    return t(
        "What is left would change which side leads in {share} of the simulations.", share=share
    )


def _slight(basis: Basis, profile: Profile) -> Iterator[str]:
    """Where what is left is worth little, and how much at most."""
    for at in _ends(basis, profile):
        if not isinstance(at.end, Slight):
            continue
        # Rounded up: it is said to be the most. With one decimal it would pass what is slight.
        figure = f"{max(1, ceil(100 * at.end.points)) / 100:.2f}"
        text = t(
            "to know what is left would gain no more than about {figure} points of 100 on average."
            " It may still change the side: leave out --quick to be asked it.",
            figure=figure,
        )
        yield (
            t("Enough for {work}: {text}", work=at.name, text=text)
            if at.name
            else t("Enough: {text}", text=text)
        )


def spared_why(basis: Basis, profile: Profile) -> str:
    """Why what was not asked was not, in a sentence that stands with each of these questions."""
    if any(isinstance(at.end, Slight) for at in _ends(basis, profile)):
        return t("All that was not asked is expected to gain little.")
    return t("No answer to this can change the side.")


def _settled(side: Side | None, names: Sequence[str], others: int) -> str:
    """What is proven, whatever so many other answers are."""
    if side is None:
        text = tn(
            "with your priorities, no option is left, whatever the other answer is.",
            "with your priorities, no option is left, whatever the other answers are.",
            others,
        )
    else:
        text = tn(
            "with your priorities, the best option stays on the {side} side, whatever the other"
            " answer is.",
            "with your priorities, the best option stays on the {side} side, whatever the other"
            " answers are.",
            others,
            side=t("open") if side is Side.OPEN else t("closed"),
        )
    if not names:
        return t("Settled: {text}", text=text)
    return t("Settled for {work}: {text}", work=listed(names), text=text)


@dataclass(frozen=True, slots=True)
class _At:
    """Where something is not answered: a workload, a lane, or the organisation."""

    scope: Scope
    name: str
    end: Settled | Slight | None
    """None where more is to be asked."""


def _ends(basis: Basis, profile: Profile) -> Iterator[_At]:
    """Why it ends, or goes on, wherever something is not answered."""
    for scope in scopes(profile):
        for lane in divided(basis.kb, answers_in(profile, scope)):
            if missing(basis.kb, lane.answers):
                name = lane.name if scope is None else profile.workloads[scope].name
                yield _At(scope, name, end(basis, weights_in(profile, scope), lane.answers))
