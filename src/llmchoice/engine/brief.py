"""The bare answer for many profiles: what `assess` recommends, without the reasons.

Everything that a profile's own weights do not touch is drawn once: how far values are off, and
what unknown answers turn out to be. The draws are those of `assess`, and so is every figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from llmchoice.engine import gates
from llmchoice.engine.draws.frame import Floats
from llmchoice.engine.draws.sample import Chunk, Sample
from llmchoice.engine.draws.scoring import Case, Scorer
from llmchoice.engine.draws.survey import Counts
from llmchoice.engine.parts import parts
from llmchoice.engine.situation import Situation, scores_of, situation
from llmchoice.engine.study import MARGIN, sample_of
from llmchoice.engine.verdict import best_pair, decide
from llmchoice.mcda.smaa import MOST
from llmchoice.mcda.weighting import Certain, Weighting
from llmchoice.model.base import UNKNOWN
from llmchoice.model.basis import Basis
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile
from llmchoice.model.verdict import Verdict, joint_verdict

KEPT = 8
"""Weightings whose draws are kept in memory, at about half a megabyte each."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a set of answers comes to; the fields of a `Recommendation` of the same names."""

    verdict: Verdict
    option: str | None
    margin: float | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Briefs:
    """What a profile comes to."""

    organisation: Brief
    workloads: tuple[Brief, ...]
    """In the order of the profile's workloads; empty where it has none."""


class Deck:
    """The draws that profiles of knowledge bases of one shape share."""

    def __init__(self) -> None:
        self._key: object = None
        self._chunks: list[Chunk] = []
        self._weights: dict[tuple[Weighting, int], list[Floats]] = {}

    def chunks(self, sample: Sample) -> Iterator[Chunk]:
        """What `sample.chunks()` gives; the first number of draws that is asked for is kept."""
        kb = sample.frame.kb
        key = (
            len(kb.criteria()),
            len(kb.questions),
            tuple(option.id for option in kb.options),
            sample.draws,
            sample.seed,
        )
        if self._key is None:
            self._key = key
            # Weights have a stream of their own: here they are only in the way.
            level = replace(sample, weighting=Certain((1.0,)))
            self._chunks = list(level.chunks())
        if self._key != key:
            yield from sample.chunks()
            return
        for weights, shared in zip(self._drawn(sample), self._chunks, strict=True):
            yield Chunk(weights=weights, errors=shared.errors, answers=shared.answers)

    def _drawn(self, sample: Sample) -> list[Floats]:
        key = (sample.weighting, sample.draws)
        if key not in self._weights:
            if len(self._weights) >= KEPT:
                del self._weights[next(iter(self._weights))]
            self._weights[key] = list(sample.weights())
        return self._weights[key]


def brief(
    basis: Basis, profile: Profile, deck: Deck | None = None, *, draws: int | None = None
) -> Briefs:
    """Verdict, option, margin and confidence, as `assess` would give them.

    Args:
        basis: the knowledge base, and what costs are.
        profile: valid for the knowledge base, with an answer to every question that applies.
        deck: draws to share with other profiles; None to draw anew.
        draws: how many; by default as many as the knowledge base's error asks for.

    Raises:
        LlmchoiceError: when no applicable criterion has any weight.
        ValueError: when the number of draws is out of range.
    """
    shared = Deck() if deck is None else deck
    found = parts(basis.kb, profile)
    briefs = tuple(
        _part(situation(basis, part.profile, part.answers), shared, draws) for part in found
    )
    return Briefs(_joint(briefs), briefs) if found[0].name else Briefs(briefs[0], ())


def _part(case: Situation, deck: Deck, draws: int | None) -> Brief:
    scores = scores_of(case)
    admissible = set(gates.admissible(case.basis, case.answers))
    standing = [
        _Standing(option.id, option.weights, scores[option.id], option.id in admissible)
        for option in case.kb.options
    ]
    top, rivals = best_pair(standing)
    shares = _shares(case, deck, draws) if admissible else None
    decision = decide(case, shares or {})
    leading = next((one.side for one in standing if one.id in top), None)
    return Brief(
        verdict=decision.verdict,
        option=decision.option,
        margin=abs(scores[top[0]] - scores[rivals[0]]) if top and rivals else None,
        confidence=shares[leading] if shares and leading else None,
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    """How an option does."""

    id: str
    side: Side
    score: float
    admissible: bool


def _shares(case: Situation, deck: Deck, draws: int | None) -> dict[Side, float] | None:
    """Share of the possible draws in which each side comes first; None where none is possible."""
    sample = sample_of(case.basis, case.profile, draws)
    found = _counted(case, sample, deck)
    contradictable = case.kb.contradictions and UNKNOWN in case.answers.values()
    if draws is None and contradictable and 0 < found.possible < sample.draws:
        # As in a study: more draws, where contradicting answers leave out some.
        wanted = ceil(sample.draws**2 / found.possible * MARGIN)
        found = _counted(case, replace(sample, draws=min(wanted, MOST)), deck)
    return dict(found.outcome().shares) if found.possible else None


def _counted(case: Situation, sample: Sample, deck: Deck) -> Counts:
    counts, base = Counts(), Case(case.answers)
    for chunk in deck.chunks(sample):
        counts.add(sample.frame, *Scorer(sample.frame, chunk).scores(base))
    return counts


def _joint(parts: Sequence[Brief]) -> Brief:
    """What workloads come to together; their figures are their own."""
    options = {part.option for part in parts}
    return Brief(
        verdict=joint_verdict({part.verdict for part in parts}),
        option=options.pop() if len(options) == 1 else None,
        margin=None,
        confidence=None,
    )
