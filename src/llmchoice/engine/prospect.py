"""Where a profile in the making stands: how often each side leads over all that is still open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice.engine.answers import contradictions, effective, implied, missing
from llmchoice.engine.bounds.stakes import stakes
from llmchoice.engine.gates import admissible
from llmchoice.engine.inquiry import completed
from llmchoice.engine.parts import Part, parts
from llmchoice.engine.weights import unstated
from llmchoice.mcda.precision import monte_carlo_error
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answers, Profile

if TYPE_CHECKING:
    from llmchoice.engine.draws.outcome import Counts

DRAWS = 2000
"""Any share is then within 0.022, 19 times in 20: enough for whole percents, and quick."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """The questions that are still open."""

    certain: frozenset[str]
    """Ids of those that will be asked whatever is answered to them."""
    possible: frozenset[str]
    """And of those that hang on open ones: where every answer is `unknown`, all are asked."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one set of answers stands. All shares are of draws, from 0 to 1."""

    workload: str
    """Its name; empty for an organisation without workloads."""
    shares: Mapping[Side, float]
    """In which each side is ahead, of those in which some option is admissible."""
    none_share: float
    """In which no option is admissible."""
    draws: int
    """That the answers make possible; 0 where they contradict each other or nothing is judged."""
    error: float
    """Half width of the 95 % interval of a side's share of one half; 1 where no draw counts."""
    lacking: Lacking

    @property
    def leader(self) -> Side | None:
        """The side that comes first in more draws; None where these cannot tell.

        The difference of two shares is off by up to twice the error, 19 times in 20.
        """
        more, less = sorted(self.shares, key=lambda side: -self.shares[side])
        return more if self.shares[more] - self.shares[less] > 2 * self.error else None


@dataclass(frozen=True, slots=True)
class Prospect:
    """Where a profile in the making stands, and what it lacks."""

    standings: tuple[Standing, ...]
    """One for each workload; one alone where there are none."""
    priorities: tuple[str, ...]
    """Ids of those of which nothing has been said yet."""
    lacking: Lacking
    """For any workload, each question counted once."""


@dataclass(frozen=True, slots=True)
class WeightyUnknown:
    """An answer `unknown` that would change the side in some draws if it were known."""

    workload: str
    """Whose answer; empty for an organisation without workloads."""
    question: str
    text: str
    """Of the question."""
    influence: float
    """Share of draws, above 0 and up to 1, in which knowing it changes the side that leads."""


def prospect(basis: Basis, profile: Profile) -> Prospect:
    """Where a profile stands when all that is open is drawn: stochastic acceptability (SMAA).

    An answer that is missing is drawn by its odds like one that is unknown, and so are those that
    hang on it. Values vary as in an assessment. Weights are drawn around what was stated; see
    `preference.sample_so_far` for where little or nothing was. Seeded: the same input gives the
    same result. Of a complete profile the shares estimate those of its assessment.

    Args:
        basis: the knowledge base, and what costs are.
        profile: valid for it as far as it goes; answers and priorities may be missing.

    Raises:
        LlmchoiceError: when every priority is rated 0, or comparisons are missing.
    """
    from llmchoice.engine.draws.outcome import Counts  # noqa: PLC0415 - the same
    from llmchoice.engine.draws.scoring import Case, Scorer  # noqa: PLC0415 - numpy is slow
    from llmchoice.engine.preference import sample_so_far  # noqa: PLC0415 - the same

    all_parts = parts(basis.kb, profile)
    cases = [Case(completed(basis.kb, part.answers)) for part in all_parts]
    counts = [Counts() for _ in all_parts]
    pending = list(zip(all_parts, counts, cases, strict=True))
    while pending:
        weighing = pending[0][0].profile
        alike = [(count, case) for part, count, case in pending if part.profile == weighing]
        pending = [item for item in pending if item[0].profile != weighing]
        sample = sample_so_far(basis, weighing, DRAWS)
        for chunk in sample.chunks():
            # One scorer for all that weigh alike: workloads share most values.
            scorer = Scorer(sample.frame, chunk)
            for count, case in alike:
                count.add(sample.frame, *scorer.scores(case))
    lacking = [_lacking(basis.kb, part.answers) for part in all_parts]
    return Prospect(
        standings=tuple(
            _standing(part.name, count, left, barred=_barred(basis, part.answers))
            for part, count, left in zip(all_parts, counts, lacking, strict=True)
        ),
        priorities=unstated(basis.kb, profile),
        lacking=Lacking(
            certain=frozenset().union(*(left.certain for left in lacking)),
            possible=frozenset().union(*(left.possible for left in lacking)),
        ),
    )


def weightiest_unknowns(basis: Basis, profile: Profile) -> tuple[WeightyUnknown, ...]:
    """The answers `unknown` that change the side in some draws if known, in each workload.

    Those that change it in no draw are left out: to find them out is no use. Answers that are
    missing are drawn, so that this holds for a profile in the making too. Equals stand in the
    order of the weight that rests on them, then of the knowledge base, as by `by_influence`.

    Returns:
        Those of the first workload, the most influential first; then those of the next.

    Raises:
        LlmchoiceError: when every priority is rated 0, or comparisons are missing.
    """
    from llmchoice.engine.preference import expected  # noqa: PLC0415 - numpy is slow to import

    weightiest: list[WeightyUnknown] = []
    for part in parts(basis.kb, profile):
        held = {question: frozenset({question}) for question in unknown_in(basis, part.answers)}
        influences = _influences(basis, part, held)
        weights = stakes(basis, expected(basis.kb, part.profile)).resting()
        ordered = sorted(influences, key=lambda q: (-influences[q], -weights[q]))
        weightiest += [
            WeightyUnknown(part.name, q, basis.kb.question(q).text, influences[q])
            for q in ordered
            if influences[q] > 0
        ]
    return tuple(weightiest)


def hanging(basis: Basis, profile: Profile, questions: frozenset[str]) -> float:
    """How much hangs on some questions together, whether they are unknown or not answered yet.

    Returns:
        The share of simulations, from 0 to 1, in which knowing all of their answers changes the
        side that leads; the largest of all workloads. 0 where no simulation counts.

    Raises:
        LlmchoiceError: when every priority is rated 0, or comparisons are missing.
    """
    shares = [0.0]
    for part in parts(basis.kb, profile):
        shares += _influences(basis, part, {"": questions}).values()
    return max(shares)


def _influences(
    basis: Basis, part: Part, held: Mapping[str, frozenset[str]]
) -> Mapping[str, float]:
    """Name to how often it changes the side to hold those of its questions that count."""
    from llmchoice.engine.draws.scoring import Case  # noqa: PLC0415 - numpy is slow to import
    from llmchoice.engine.draws.survey import Count, survey  # noqa: PLC0415 - the same
    from llmchoice.engine.preference import sample_so_far  # noqa: PLC0415 - the same

    sample = sample_so_far(basis, part.profile, DRAWS)
    if not held:
        return {}
    whole = completed(basis.kb, part.answers)
    cases = {name: Case(whole, questions.intersection(whole)) for name, questions in held.items()}
    return survey(sample, Count(sample.frame, Case(whole)), cases) or {}


def unknown_in(basis: Basis, answers: Answers) -> tuple[str, ...]:
    """The questions answered with `unknown` or an expectation, as far as they count; in order.

    An answer counts as long as the question that it hangs on is open. None does where the answers
    leave no option, or contradict each other.
    """
    whole = completed(basis.kb, answers)
    if _barred(basis, answers) or contradictions(basis.kb, whole):
        return ()
    return tuple(q for q in whole if basis.kb.question(q).leaves_open(answers.get(q)))


def _barred(basis: Basis, answers: Answers) -> bool:
    """Whether what was answered leaves no option.

    As in an assessment: an answer excludes although the one that it hangs on is unknown.
    """
    return not admissible(basis, effective(basis.kb, answers))


def _lacking(kb: KnowledgeBase, answers: Answers) -> Lacking:
    return Lacking(
        certain=frozenset(question.id for question in missing(kb, answers)),
        possible=frozenset(
            q
            for q in completed(kb, answers).keys() - answers.keys()
            if not implied(kb, kb.question(q), answers)
        ),
    )


def _standing(workload: str, counts: "Counts", lacking: Lacking, *, barred: bool) -> Standing:
    outcome = counts.outcome()
    none = barred and counts.possible > 0
    return Standing(
        workload=workload,
        shares=dict.fromkeys(outcome.shares, 0.0) if none else outcome.shares,
        none_share=1.0 if none else outcome.none,
        draws=counts.possible,
        error=monte_carlo_error(outcome.counted) if outcome.counted else 1.0,
        lacking=lacking,
    )
