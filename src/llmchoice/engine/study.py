"""One set of answers, studied: how sure its result is, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from llmchoice.engine import robustness
from llmchoice.engine.draws.frame import Frame
from llmchoice.engine.draws.outcome import Outcome, enough, further, is_contradictable
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import Count, possible_draws, survey
from llmchoice.engine.flips import flips, smallest_combinations
from llmchoice.engine.sensitivity import intervals_of_criteria, intervals_of_priorities
from llmchoice.engine.situation import Situation
from llmchoice.engine.turns import WhatIfs, single_turns
from llmchoice.engine.verdict import Decision, decide, leads_by_score
from llmchoice.engine.voices import Voice
from llmchoice.engine.weights import weighting
from llmchoice.mcda.precision import MOST, draws_for
from llmchoice.mcda.weighting import Mixture, Weighting
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.sensitivity import Robustness, Sensitivity


@dataclass(frozen=True, slots=True)
class Study:
    """What is known of a result beyond its scores."""

    decision: Decision
    robustness: Robustness | None = None
    """None where nothing is admissible, or the answers leave no draw possible."""
    outcome: Outcome | None = None
    """How the draws come out: more of them than usual where these could not tell."""
    sensitivity: Sensitivity = field(default_factory=Sensitivity)
    influences: Mapping[str, float] = field(default_factory=dict)
    """Unknown question to the share of draws in which knowing it changes the side."""
    usual: Sample | None = None
    """The draws as they are usual, for further what-ifs; None where nothing was drawn."""


@dataclass(frozen=True, slots=True)
class Samples:
    """The draws of one assessment: sets of answers that are weighed alike share them."""

    draws: int | None = None
    """How many are asked for; None for as many as the knowledge base's error asks for."""
    _made: list[tuple[Weighting, tuple[Voice, ...], Sample]] = field(default_factory=list)

    def of(self, case: Situation) -> Sample:
        """The draws for a set of answers.

        Raises:
            ValueError: when the number of draws is below 1 or beyond what is allowed.
        """
        weighed = weighting(case.kb, case.profile)
        for known, voices, sample in self._made:
            if known == weighed and voices == case.voices:
                return sample
        sample = sample_of(case.basis, case.profile, self.draws, case.voices)
        self._made.append((weighed, case.voices, sample))
        return sample


def study(
    case: Situation,
    draws: int | None = None,
    *,
    search: bool = True,
    samples: Samples | None = None,
) -> Study:
    """Study one set of answers.

    Where the usual draws cannot tell whether a side has the share that is asked for, up to four
    times as many are drawn for the result, and so for each what-if.

    Args:
        case: the answers, valued.
        draws: how many, and no more; by default as many as the knowledge base's error asks for.
        search: whether to look for what would change the result.
        samples: of the same basis and shares, to take the draws from; None to draw anew.

    Raises:
        ValueError: when the number of draws is below 1 or beyond what is allowed.
    """
    usual = sample = (samples or Samples(draws)).of(case)
    if not case.admissible:
        return Study(decide(case, None), usual=usual)
    base = Case(case.answers)
    if draws is None and is_contradictable(sample.frame, case.answers):
        sample = enough(sample, possible_draws(sample, base))
    unknown = [q.id for q in case.kb.questions if search and case.is_unknown(q.id)]
    held = {question: Case(case.answers, frozenset({question})) for question in unknown}
    turns = single_turns(case) if search else ()
    count = Count(sample.frame, base, case.admissible)
    influences = survey(sample, count, held)
    if influences is None:
        return Study(decide(case, None))
    first = whole = count.result()
    for batch in further(sample) if draws is None else ():
        if whole.outcome.clears(case.kb.settings.confidence):
            break
        count.read(batch)
        whole = count.result()
    robust = robustness.robustness(case, sample, whole)
    decision = decide(case, whole.outcome)
    if not search:
        return Study(decision, robust, whole.outcome, usual=usual)
    what_ifs = WhatIfs(sample, case, decision.verdict, more=draws is None)
    flipping = flips(case, what_ifs.turning(turns))
    together, searched = (
        ((), 1) if flipping else smallest_combinations(what_ifs, first.outcome, turns)
    )
    # Intervals of weights are about the option with the highest score: they say nothing of one that
    # leads because simulations rule the former out.
    by_score = leads_by_score(case, whole.outcome)
    return Study(
        decision=decision,
        robustness=robust,
        outcome=whole.outcome,
        sensitivity=Sensitivity(
            weights=intervals_of_priorities(case) if by_score else (),
            criteria=intervals_of_criteria(case) if by_score else (),
            answers=flipping,
            combinations=together,
            searched=searched,
        ),
        influences=influences,
        usual=usual,
    )


def default_draws(kb: KnowledgeBase) -> int:
    """Draws that keep the error of any share below what the knowledge base states."""
    needed = draws_for(kb.settings.monte_carlo_error)
    # One digit and zeros: a number that can be read out.
    step: int = 10 ** (len(str(needed)) - 1)
    return -(-needed // step) * step


def sample_of(
    basis: Basis, profile: Profile, draws: int | None = None, voices: tuple[Voice, ...] = ()
) -> Sample:
    """The draws by one profile's weights; the same for all sets of answers.

    Where there are voices they are drawn instead of the profile's weights.

    Raises:
        ValueError: when the number of draws is below 1 or beyond what is allowed.
    """
    count = default_draws(basis.kb) if draws is None else draws
    if not 1 <= count <= MOST:
        raise ValueError(f"the number of simulations must be from 1 to {MOST:,}, not {count:,}")
    frame = Frame(basis, profile)
    if not voices:
        return Sample(frame, weighting(basis.kb, profile), count)
    mixed = Mixture(tuple(v.weighting for v in voices), tuple(v.share for v in voices))
    return Sample(frame, mixed, count, voices=voices)
