"""The bare answer for many profiles: what `assess` recommends, without the reasons.

Everything that a profile's own weights do not touch is drawn once: how far values are off, and
what unknown answers turn out to be. The draws are those of `assess`, and so is every figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from llmchoice.engine.draws.frame import Floats
from llmchoice.engine.draws.poll import Poll
from llmchoice.engine.draws.sample import CHUNK, Chunk, Sample, sharings
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.parts import parts
from llmchoice.engine.situation import Situation, situation
from llmchoice.engine.study import sample_of
from llmchoice.engine.verdict import best_pair, cost_gaps, decide, joint_strength, placed, strength
from llmchoice.mcda.weighting import Certain, Weighting
from llmchoice.model.knowledge import Basis
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile
from llmchoice.model.verdict import Kind, Verdict, joint_kind, joint_verdict

MOST_SHARED = 25 * CHUNK
"""Draws of one profile that are kept for the next one: some 100 megabytes."""
KEPT = 8
"""Weightings whose draws are kept in memory, at about half a megabyte each."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a set of answers comes to; the fields of a `Recommendation` of the same names."""

    verdict: Verdict
    strength: Literal["clear", "likely"] | None
    option: str | None
    margin: float | None = None
    p_side: float | None = None
    regret: float | None = None
    tendency: Side | None = None
    """The side above one half by more than the error, where it is undecided."""
    leading: str | None = None
    """The best option of that side, if one alone is."""
    partly: bool = False
    """Whether it is undecided although some of its workloads are not."""
    p_nothing_left: float | None = None
    p_leader_excluded: float | None = None
    cost_gap: bool = False
    """Whether an unknown price may keep another option from the first place."""


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
        """What `sample.chunks()` gives; the first number of draws that is asked for is kept.

        Unless these are so many that they would fill the memory: then nothing is.
        """
        if sample.draws > MOST_SHARED:
            yield from sample.chunks()
            return
        kb = sample.frame.kb
        key = (
            len(kb.criteria()),
            len(kb.questions),
            sample.frame.countable,
            tuple(option.id for option in kb.options),
            sharings(kb),
            sample.draws,
            sample.seed,
            sample.batch,
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
            yield replace(shared, weights=weights)

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
    """Verdict, option and the figures beside them, as `assess` would give them.

    Draws are shared with the other profiles of a `deck`; there are as many as the knowledge base's
    error asks for, unless `draws` says otherwise.

    Raises:
        LlmchoiceError: when no applicable criterion has any weight.
        ValueError: when the number of draws is out of range.
    """
    shared = Deck() if deck is None else deck
    all_parts = parts(basis.kb, profile)
    briefs = tuple(
        _part(situation(basis, part.profile, part.answers), shared, draws) for part in all_parts
    )
    return Briefs(_joint(briefs), briefs) if all_parts[0].name else Briefs(briefs[0], ())


def _part(case: Situation, deck: Deck, draws: int | None) -> Brief:
    outcome = None
    if case.admissible:
        sample = sample_of(case.basis, case.profile, draws)
        poll = Poll(sample, more=draws is None, chunks=deck.chunks)
        outcome = poll.outcome(Case(case.answers), case.admissible)
    decision = decide(case, outcome)
    options = placed(case, outcome)
    scores = {o.id: o.score for o in options}
    top, rivals = best_pair(options, outcome.ahead if outcome else None)
    undecided = decision.verdict is Verdict.UNDECIDED
    tendency = outcome.ahead if outcome and outcome.counted and undecided else None
    return Brief(
        verdict=decision.verdict,
        strength=strength(case, decision, outcome),
        option=decision.option,
        margin=scores[top[0]] - scores[rivals[0]] if top and rivals else None,
        p_side=outcome.majority if outcome and outcome.counted else None,
        p_nothing_left=outcome.none if outcome else None,
        p_leader_excluded=(
            outcome.excluded.get(top[0]) if outcome and outcome.counted and top else None
        ),
        regret=outcome.regrets.get(top[0]) if outcome and top else None,
        tendency=tendency,
        leading=top[0] if tendency and len(top) == 1 else None,
        cost_gap=not set(top).issuperset(cost_gaps(case)),
    )


def _joint(parts: Sequence[Brief]) -> Brief:
    """What workloads come to together; their figures are their own."""
    options = {part.option for part in parts}
    verdicts = {part.verdict for part in parts}
    verdict = joint_verdict(verdicts)
    return Brief(
        verdict=verdict,
        strength=joint_strength(verdict, [part.strength for part in parts]),
        option=options.pop() if len(options) == 1 else None,
        partly=joint_kind(verdicts) is Kind.PARTLY,
    )
