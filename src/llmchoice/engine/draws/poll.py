"""Sets of answers of which nothing but the outcome is wanted, as a study would find it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from llmchoice.engine.draws.glance import LOOK, Glance
from llmchoice.engine.draws.outcome import Counts, Outcome, enough, further, is_contradictable
from llmchoice.engine.draws.sample import MOST_KEPT, Chunk, Sample
from llmchoice.engine.draws.scoring import Case, Scorer
from llmchoice.engine.draws.survey import first_scorer, scorers
from llmchoice.model.verdict import FEWEST_DRAWS


@dataclass(frozen=True, slots=True)
class Poll:
    """The draws by one profile's weights, for sets of answers one after the other.

    What the sets share is computed once: they are to differ in a few answers.
    """

    sample: Sample
    """The draws as they are usual."""
    more: bool
    """Whether more are made where these cannot tell, or too many are left out."""
    chunks: Callable[[Sample], Iterable[Chunk]] | None = None
    """Where a sample's draws come from, if not from itself."""
    _scorers: dict[int, list[Scorer]] = field(init=False, default_factory=dict, repr=False)

    def outcome(self, case: Case, candidates: tuple[str, ...] = ()) -> Outcome | None:
        """How a set of answers comes out; None where it leaves no draw possible.

        With the regrets of `candidates`, which are options.
        """
        return self._outcome(case, Counts(candidates=candidates))

    def _outcome(self, case: Case, counts: Counts, counted: int = 0) -> Outcome | None:
        """The same, where the draws of that many scorers are counted already."""
        sample = self.sample
        self._add(counts, sample, case, counted)
        if self.more and is_contradictable(sample.frame, case.answers):
            sample = enough(sample, counts.possible)
        if sample is not self.sample:
            counts = Counts(candidates=counts.candidates)
            self._add(counts, sample, case)
        if not counts.possible:
            return None
        outcome = counts.outcome()
        for batch in further(sample) if self.more else ():
            if outcome.clears(sample.frame.kb.settings.confidence):
                break
            self._add(counts, batch, case)
            outcome = counts.outcome()
        return outcome

    def glimpse(self, case: Case) -> Outcome | None:
        """About how it comes out, by the first of the draws; None where it leaves none of them.

        Few are enough, as long as so many of them count that they can name a side.
        """
        if self.chunks is None:
            few = Counts()
            few.add(self.sample.frame, *first_scorer(self.sample, LOOK).scores(case))
            if few.possible - few.nothing >= FEWEST_DRAWS:
                return few.outcome()
        counts, _ = self._first(case)
        return counts.outcome() if counts.possible else None

    def for_verdict(self, case: Case) -> Outcome | None:
        """How it comes out, by the first of the draws where these cannot but name what all do."""
        counts, looked = self._first(case)
        if counts.possible and not self.sample.voices:
            outcome, look = counts.outcome(), Glance.of(counts, looked)
            threshold, side = self.sample.frame.kb.settings.confidence, outcome.ahead
            if look.names_none(threshold) or (
                side is not None
                and outcome.counted >= FEWEST_DRAWS
                and look.names(side, threshold, self.sample.draws)
            ):
                return outcome
        return self._outcome(case, counts, 1)

    def _first(self, case: Case) -> tuple[Counts, int]:
        """The first of the draws counted, and how many there are of them."""
        counts = Counts()
        (scorer,) = islice(self._scorers_of(self.sample), 1)
        counts.add(self.sample.frame, *scorer.scores(case))
        return counts, scorer.chunk.size

    def _add(self, counts: Counts, sample: Sample, case: Case, counted: int = 0) -> None:
        for scorer in islice(self._scorers_of(sample), counted, None):
            counts.add(sample.frame, *scorer.scores(case))

    def _scorers_of(self, sample: Sample) -> Iterable[Scorer]:
        if self.chunks is None:
            return scorers(sample)
        fresh = (Scorer(sample.frame, chunk) for chunk in self.chunks(sample))
        if sample.batch or sample.draws > MOST_KEPT:
            return fresh
        if sample.draws not in self._scorers:
            self._scorers[sample.draws] = list(fresh)
        return self._scorers[sample.draws]
