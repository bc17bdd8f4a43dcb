"""What to ask next, and when to stop: on a proof, or where what is left is worth little."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice.engine.answers import effective, missing
from llmchoice.engine.bounds import settled
from llmchoice.engine.bounds.stakes import stakes
from llmchoice.engine.gates import admissible
from llmchoice.engine.weights import CERTAIN
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Answers, Profile
from llmchoice.model.question import Question

if TYPE_CHECKING:
    from llmchoice.engine.gain import Rest

DRAWS = 2000
"""Enough to put questions in order: more draws change it little, and somebody is waiting.

They are seeded, so that the same answers give the same order.
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """Where every completion of some answers ends."""

    side: Side | None
    """The side of the best admissible option; None where no option is left."""


def outcome(basis: Basis, profile: Profile, answers: Answers) -> Settled | None:
    """Where the answers lead whatever is answered to the open questions; None if not proven.

    An answer `unknown` is final. A side is settled where it is proven that its best option stays
    ahead, and where what has been answered, with the rest unknown, is enough for an assessment to
    name it too: who asks no further gets that verdict.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    whole = completed(basis.kb, answers)
    # Questions whose conditions are not known yet bind nothing for certain, and what costs depend
    # on and is still open may be as cheap as it can.
    open_ends = {q: UNKNOWN for q in whole if q not in answers}
    if not admissible(basis, {**open_ends, **effective(basis.kb, answers)}):
        return Settled(None)
    side = settled(basis, profile, answers)
    if side is None or _named(basis, profile, whole) is not side:
        return None
    return Settled(side)


@dataclass(frozen=True, slots=True)
class Slight:
    """That all answers that are left are worth little, though they may change the side."""

    option: str
    """The one that leads as things stand."""
    points: float
    """Of 100, that knowing them gains on average; an estimate, see `gain`."""


def slight(basis: Basis, profile: Profile, answers: Answers) -> Slight | None:
    """Whether all that is left to ask is worth little; None where it is not, or may not be.

    It is where knowing it all gains less on average than the knowledge base calls slight, and none
    of the rules of docs/method.md, section 14, speaks against it.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    if not _demanded(basis, answers).isdisjoint(completed(basis.kb, answers)):
        return None
    rest = _rest(basis, profile, answers)
    if rest is None or rest.holding or rest.is_withheld or rest.is_near:
        return None
    return Slight(rest.leader, rest.points)


def _rest(basis: Basis, profile: Profile, answers: Answers) -> "Rest | None":
    """What is left to ask where all of it gains little; None where it may gain more."""
    kb, whole = basis.kb, completed(basis.kb, answers)
    if not kb.settings.slight_gain:
        return None
    from llmchoice.engine.gain import rest_of  # noqa: PLC0415 - numpy is slow to import

    left = frozenset(whole.keys() - answers.keys())
    rest = rest_of(basis, profile, whole, left, left & _demanded(basis, answers))
    return rest if rest is not None and rest.points < kb.settings.slight_gain else None


def _demanded(basis: Basis, answers: Answers) -> frozenset[str]:
    """The questions still to be asked before what is left can be called little.

    With a ceiling all that costs depend on, else what chooses what is paid for: simulations take
    what is usual for it, so they do not tell what it is worth to know.
    """
    costing = basis.costing
    if costing is None:
        return frozenset()
    wanted = costing.questions if costing.ceiling is not None else costing.choosing
    return frozenset(wanted) - answers.keys()


def end(basis: Basis, profile: Profile, answers: Answers) -> Settled | Slight | None:
    """Why no further question is needed: a proof, or else that what is left is worth little.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    return outcome(basis, profile, answers) or slight(basis, profile, answers)


def _named(basis: Basis, profile: Profile, answers: Answers) -> Side | None:
    """The side that an assessment of these answers names."""
    from llmchoice.engine.situation import situation  # noqa: PLC0415 - numpy is slow to import
    from llmchoice.engine.study import study  # noqa: PLC0415 - the same

    return study(situation(basis, profile, answers), search=False).decision.side


def counted(kb: KnowledgeBase, answers: Answers) -> dict[str, Answer]:
    """The given answers that count when everything that is not answered is taken as unknown.

    Unlike with `effective`, an answer counts although the question that it hangs on is open.
    """
    return {q: a for q, a in completed(kb, answers).items() if q in answers}


def influences(basis: Basis, profile: Profile, answers: Answers) -> Mapping[str, float]:
    """How much hangs on each question that is not answered yet, all of them taken as unknown.

    What settles a side is taken as it stands: the stated weights are certain, and an answer
    `unknown` is final, so that it counts with its expectation. Draws vary the values and the open
    answers.

    Returns:
        Question to the share of draws, from 0 to 1, in which knowing its answer changes the side
        that comes first. Questions that have an answer, or can no longer apply, are left out.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    from llmchoice.engine.draws.scoring import Case  # noqa: PLC0415 - numpy is slow to import
    from llmchoice.engine.draws.survey import Count, survey  # noqa: PLC0415 - the same
    from llmchoice.engine.study import sample_of  # noqa: PLC0415 - the same

    whole = completed(basis.kb, answers)
    left = [question for question in whole if question not in answers]
    final = frozenset(
        q for q, answer in answers.items() if basis.kb.question(q).leaves_open(answer)
    )
    held = {question: Case(whole, final | {question}) for question in left}
    sample = sample_of(basis, profile.model_copy(update={"spread": CERTAIN}), DRAWS)
    return survey(sample, Count(sample.frame, Case(whole, final)), held) or {}


def by_influence(basis: Basis, profile: Profile, answers: Answers) -> tuple[Question, ...]:
    """The questions that apply and have no answer: what it is for, then the most influential first.

    Equals stand in the order of the weight that rests on them, then of the knowledge base. With a
    ceiling, nothing is proven before all that costs depend on is answered: that goes before
    questions on which little hangs.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    return tuple(question for question, _ in _by_influence(basis, profile, answers))


def _by_influence(
    basis: Basis, profile: Profile, answers: Answers
) -> Sequence[tuple[Question, float]]:
    """As `by_influence`, each with the share of draws in which it changes the side."""
    asked_now = missing(basis.kb, answers)
    if not asked_now:
        return []
    influence = influences(basis, profile, answers)
    weights, demanded = stakes(basis, profile).resting(), _demanded(basis, answers)

    def place(question: Question) -> tuple[bool, bool, float, float]:
        share = influence[question.id]
        later = question.id not in demanded and share < basis.kb.settings.slight_influence
        # What it is for is asked in any case, and all else is easier to answer after it.
        return not question.fixed, later, -share, -weights[question.id]

    return [(question, influence[question.id]) for question in sorted(asked_now, key=place)]


def next_question(basis: Basis, profile: Profile, answers: Answers) -> Question | None:
    """The question to ask next; None when all that apply have an answer.

    What it is for, then the most influential; once little is left to gain, what keeps the interview
    from ending (docs/method.md, section 14).

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    ordered = _by_influence(basis, profile, answers)
    if not ordered:
        return None
    (first, influence), rest = ordered[0], _rest(basis, profile, answers)
    if rest is None or (rest.is_named and 0 < influence >= basis.kb.settings.slight_influence):
        return first
    # What applies only after another answer is reached by that one.
    holding = _with_earlier(basis.kb, rest.holding)
    waiting = (question for question, _ in ordered if question.id in holding)
    held = max(waiting, key=lambda question: holding[question.id], default=None)
    if held is not None or not rest.is_withheld:
        return held or first
    weights = stakes(basis, profile).resting()
    return max((question for question, _ in ordered), key=lambda question: weights[question.id])


def _with_earlier(kb: KnowledgeBase, chances: Mapping[str, float]) -> Mapping[str, float]:
    """Questions with all those whose answers they hang on, however far back, by what is likeliest.

    `chances`: question to what its answer excludes something with.
    """
    earlier: dict[str, float] = {}
    for name, chance in chances.items():
        for before in kb.question(name).when or ():
            if chance > chances.get(before, -1):
                earlier[before] = max(chance, earlier.get(before, 0))
    return _with_earlier(kb, {**chances, **earlier}) if earlier else chances


def completed(kb: KnowledgeBase, answers: Answers) -> dict[str, Answer]:
    """The answers that count, with `unknown` for every question that applies or may apply."""
    return effective(kb, {**{q.id: UNKNOWN for q in kb.questions}, **answers})
