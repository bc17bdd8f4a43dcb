"""Which facts, once settled, bring all members to one verdict.

All sets of answers that are tried share one reading of a member's draws.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product

from llmchoice.engine.answers import contradictions
from llmchoice.engine.draws.outcome import Counts, Outcome, further
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import add_all
from llmchoice.engine.panel.facts import Pool, complete
from llmchoice.engine.panel.member import DECIDED, Assessor, Member, given
from llmchoice.engine.situation import situation
from llmchoice.engine.study import sample_of
from llmchoice.engine.verdict import decide
from llmchoice.errors import LlmchoiceError
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.panel import (
    Contested,
    Facts,
    KnownBySome,
    Position,
    SettledAnswer,
    Settlement,
)
from llmchoice.model.profile import Answer, Answers, Profile
from llmchoice.model.verdict import Verdict, joint_verdict

MOST_TOGETHER = 2
"""Facts that are settled together at most: more than that is a new discussion."""
MOST_TRIED = 1000
"""Sets of settled answers of one size that are tried at most."""

Settled = tuple[SettledAnswer, ...]
Verdicts = tuple[Verdict | None, ...]
"""A verdict per part."""


@dataclass(frozen=True, slots=True)
class Search:
    """What the search found, and how far it came."""

    settlements: tuple[Settlement, ...] = ()
    searched: int = 0
    exhaustive: bool = True


def settlements(
    assessor: Assessor, members: Sequence[Member], facts: Facts, known: Mapping[str, Pool]
) -> Search:
    """Single answers that make all members agree on a decided verdict; else pairs of answers.

    Every member keeps its priorities and all its other answers. A question that a settled answer
    raises for a member is answered as the panel answers it.
    """
    open_facts = list(_open_facts(facts))
    search = Search()
    for size in range(1, min(MOST_TOGETHER, len(open_facts)) + 1):
        sets = (settled for some in combinations(open_facts, size) for settled in product(*some))
        candidates = list(islice(sets, MOST_TRIED + 1))
        exhaustive = search.exhaustive and len(candidates) <= MOST_TRIED
        agreed = _agreed(assessor, members, candidates[:MOST_TRIED], known)
        search = Search(agreed, size, exhaustive)
        if agreed:
            break
    return search


def _open_facts(facts: Facts) -> Iterator[list[SettledAnswer]]:
    """For each fact that can be settled, its answers: contested ones, and what only some know."""
    for fact in facts.contested:
        yield [
            _settling(fact, answer, [other for other in fact.answers if other is not answer])
            for answer in fact.answers
        ]
    for known in facts.known_by_some:
        yield [_settling(known, known, [])]


def _settling(
    fact: Contested | KnownBySome, position: Position | KnownBySome, others: list[Position]
) -> SettledAnswer:
    return SettledAnswer(
        question=fact.question,
        text=fact.text,
        workloads=fact.workloads,
        answer=position.answer,
        label=position.label,
        said_by=position.known_by if isinstance(position, KnownBySome) else position.members,
        against=tuple(member for other in others for member in other.members),
        unknown_to=fact.unknown_to,
    )


def _agreed(
    assessor: Assessor,
    members: Sequence[Member],
    candidates: Sequence[Settled],
    known: Mapping[str, Pool],
) -> tuple[Settlement, ...]:
    """The candidates after which every member comes to one outcome, decided in every part."""
    outcomes: dict[Settled, Verdicts] = {}
    left = list(candidates)
    for number, member in enumerate(members):
        own = _outcomes(assessor, member, left, known)
        left = [
            candidate
            for candidate, outcome in own.items()
            if DECIDED.issuperset(outcome) and (not number or outcomes[candidate] == outcome)
        ]
        outcomes = own
    return tuple(
        Settlement(answers=c, verdict=joint_verdict({v for v in outcomes[c] if v is not None}))
        for c in left
    )


def _outcomes(
    assessor: Assessor,
    member: Member,
    candidates: Sequence[Settled],
    known: Mapping[str, Pool],
) -> dict[Settled, Verdicts]:
    """What a member comes to with each candidate that its other answers do not contradict."""
    kb, basis = assessor.kb, assessor.basis(member.profile)
    verdicts_of: dict[Settled, list[Verdict | None]] = {candidate: [] for candidate in candidates}
    for part, own in given(kb, member.profile).items():
        sets = {c: _settled(kb, own, part, c, known[part].answers) for c in verdicts_of}
        verdicts_of = {
            c: verdicts_of[c] for c, answers in sets.items() if not contradictions(kb, answers)
        }
        part_verdicts = verdicts(
            basis, member.profile, [sets[c] for c in verdicts_of], assessor.draws
        )
        for candidate, verdict in zip(verdicts_of, part_verdicts, strict=True):
            verdicts_of[candidate].append(verdict)
    return {candidate: tuple(outcome) for candidate, outcome in verdicts_of.items()}


def _settled(
    kb: KnowledgeBase, own: Answers, part: str, candidate: Settled, otherwise: Answers
) -> dict[str, Answer]:
    """The answers that count for one part after some were settled."""
    new = {a.question: a.answer for a in candidate if part in (a.workloads or ("",))}
    settled = {
        question: answer
        for question, answer in new.items()
        if question not in own or kb.question(question).in_order(own[question]) != answer
    }
    return complete(kb, {**own, **settled}, otherwise)


def verdicts(
    basis: Basis, profile: Profile, given: Sequence[Answers], draws: int | None
) -> tuple[Verdict | None, ...]:
    """The verdict that `assess` comes to for each set of answers, with the same draws.

    The sets are complete, and hold nothing but answers that count.

    Returns:
        One verdict per set; None where no applicable criterion has any weight.
    """
    keys = [tuple(answers.items()) for answers in given]
    sets = dict(zip(keys, given, strict=True))
    sample = sample_of(basis, profile, draws)
    counts = {key: Counts() for key in sets}
    add_all(sample, [Case(answers) for answers in sets.values()], [*counts.values()])
    outcomes = {key: count.outcome() for key, count in counts.items()}
    for batch in further(sample) if draws is None else ():
        unsure = [
            k for k, outcome in outcomes.items() if not outcome.clears(basis.kb.settings.confidence)
        ]
        if not unsure:
            break
        add_all(batch, [Case(sets[key]) for key in unsure], [counts[key] for key in unsure])
        outcomes |= {key: counts[key].outcome() for key in unsure}
    by_key = {key: _verdict(basis, profile, sets[key], outcomes[key]) for key in sets}
    return tuple(by_key[key] for key in keys)


def _verdict(basis: Basis, profile: Profile, answers: Answers, outcome: Outcome) -> Verdict | None:
    try:
        return decide(situation(basis, profile, answers), outcome).verdict
    except LlmchoiceError:
        return None
