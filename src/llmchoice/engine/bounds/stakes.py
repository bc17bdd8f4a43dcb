"""What each question can move: the weights of the priorities, and the criteria that read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from llmchoice.engine.bounds.ends import Ends, ends_of
from llmchoice.engine.ceilings import over
from llmchoice.engine.weights import of_priorities
from llmchoice.model.criterion import Criterion
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answers, Profile


@dataclass(frozen=True, slots=True)
class Stake:
    """What a question moves within one priority: the criteria that read it, and their shares."""

    priority: str
    parts: tuple[tuple[float, Criterion], ...]
    share: float
    """Of all these criteria together, when every criterion of the priority applies."""


@dataclass(frozen=True, slots=True)
class Stakes:
    """Everything that counts; priorities and criteria without any weight are left out."""

    kb: KnowledgeBase
    weights: dict[str, float]
    """Of the priorities; they sum to 1."""
    of: dict[str, tuple[Stake, ...]]
    """Question to its stakes, one for each priority that it is read under."""
    wanted: dict[str, tuple[frozenset[str], ...]]
    """Question to the sets of answers that some rule tells apart from the others."""
    opens: frozenset[str]
    """The questions that other questions hang on."""
    computed: Mapping[str, Ends]
    """Criterion to the costs that its values follow from."""
    over: tuple[bool, ...]
    """Whether each option costs more than may be paid."""


def stakes(basis: Basis, profile: Profile, answers: Answers | None = None) -> Stakes:
    """What the answers to a knowledge base weigh for one profile.

    Costs are computed from `answers`; where they do not hold all that costs depend on, the costs
    are as wide as what is open may make them. None for no costs.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    kb = basis.kb
    weights = {key: weight for key, weight in of_priorities(kb, profile).items() if weight > 0}
    parts: dict[str, dict[str, list[tuple[float, Criterion]]]] = {q.id: {} for q in kb.questions}
    for priority in kb.priorities:
        shares = [profile.shares.get(c.id, c.share) for c in priority.criteria]
        total = fsum(shares)
        for criterion, share in zip(priority.criteria, shares, strict=True):
            if priority.id in weights and share > 0:
                # Of a computed value the amount that decides moves it once the costs are known.
                name = criterion.question if basis.costing is None else criterion.reads[-1]
                read = parts[name].setdefault(priority.id, [])
                read.append((share / total, criterion))
    return Stakes(
        kb=kb,
        weights=weights,
        of={
            question: tuple(
                Stake(priority, tuple(read), fsum(share for share, _ in read))
                for priority, read in sides.items()
            )
            for question, sides in parts.items()
        },
        wanted=_wanted(kb),
        opens=frozenset(name for question in kb.questions for name in question.when or ()),
        computed={} if answers is None else _computed(basis, answers),
        over=over(basis, answers or {}),
    )


def _wanted(kb: KnowledgeBase) -> dict[str, tuple[frozenset[str], ...]]:
    whens = [rule.when for rule in kb.constraints]
    whens += [question.when for question in kb.questions if question.when is not None]
    demands: dict[str, dict[frozenset[str], None]] = {}
    for when in whens:
        for question, wanted in when.items():
            demands.setdefault(question, {})[frozenset(wanted)] = None
    return {question: tuple(sets) for question, sets in demands.items()}


def _computed(basis: Basis, answers: Answers) -> dict[str, Ends]:
    return {
        criterion.id: ends
        for _, criterion in basis.kb.criteria()
        if (ends := ends_of(basis, criterion, answers)) is not None
    }
