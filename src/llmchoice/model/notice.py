"""What a reader of an assessment should know before relying on it: a code and its figures.

Longer than other files because it is one list: every notice, as it is published.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from llmchoice.model.base import Frozen
from llmchoice.model.verdict import Verdict


class AnyNotice(Frozen):
    """What each of them has."""

    upfront: ClassVar[bool] = False
    """Whether it puts the whole result in doubt, so that reports say it at the top."""


class WorkloadNotice(AnyNotice):
    """What may be about one workload."""

    workload: str | None = None
    """Null where it is about the whole, and where there are no workloads."""


class FewSimulations(WorkloadNotice):
    """There were too few simulations to rest a decision on their shares."""

    code: Literal["few-simulations"] = "few-simulations"
    simulations: int
    error: float
    """Half width of the 95 % interval of a share, from 0 to 1."""


class CostUnknown(WorkloadNotice):
    """What a leading option costs is not known, and so not whether it keeps to the ceiling."""

    code: Literal["cost-unknown"] = "cost-unknown"
    upfront: ClassVar[bool] = True
    option: str


class CostGap(WorkloadNotice):
    """What options cost is not known, and at a low cost each would score about the most."""

    code: Literal["cost-gap"] = "cost-gap"
    upfront: ClassVar[bool] = True
    options: tuple[str, ...]


class NoKnownOffer(WorkloadNotice):
    """Nobody is known to offer what is recommended, or to begin with, where the work must stay."""

    code: Literal["no-known-offer"] = "no-known-offer"
    upfront: ClassVar[bool] = True
    option: str


class TypicallyOverCeiling(WorkloadNotice):
    """A leading option keeps to the ceiling only if it costs less than usual."""

    code: Literal["typically-over-ceiling"] = "typically-over-ceiling"
    option: str
    typical: float
    """What a month usually costs, the upkeep of an application in it."""
    ceiling: float
    currency: str


class AboveAmount(WorkloadNotice):
    """What leads costs what would have another way chosen, and another costs clearly less."""

    upfront: ClassVar[bool] = True
    code: Literal["above-amount"] = "above-amount"
    option: str
    typical: float
    """What it typically costs in a month, the upkeep of an application in it."""
    decides: float
    """The amount a month from which the running cost decides."""
    other: str
    """The cheapest admissible option."""
    least: float
    currency: str
    rate: float = 1
    """Units of the currency that one US dollar buys: what decides is stated in dollars."""


class AmountTooSmall(WorkloadNotice):
    """Every admissible option costs at least the amount that decides."""

    upfront: ClassVar[bool] = True
    code: Literal["amount-too-small"] = "amount-too-small"
    decides: float
    other: str
    """The cheapest of them."""
    least: float
    currency: str
    rate: float = 1


class AmountAboveCeiling(WorkloadNotice):
    """The amount that decides is more than may be paid at all, so one of them may be a mistake."""

    code: Literal["amount-above-ceiling"] = "amount-above-ceiling"
    decides: float
    ceiling: float
    currency: str
    rate: float = 1


class SameScore(WorkloadNotice):
    """Several options share the first place."""

    code: Literal["same-score"] = "same-score"
    options: tuple[str, ...]


class NotSurelyBetter(WorkloadNotice):
    """The first option scores more than others in too few simulations."""

    code: Literal["not-surely-better"] = "not-surely-better"
    option: str
    over: tuple[str, ...]
    confidence: float
    """Share of simulations that would be enough, from 0 to 1."""


class MayExclude(WorkloadNotice):
    """An answer to an unknown question could exclude options."""

    code: Literal["may-exclude"] = "may-exclude"
    question: str
    options: tuple[str, ...]


class DisputeMayExclude(WorkloadNotice):
    """Members of a panel contradict each other, and an answer of theirs could exclude options."""

    code: Literal["dispute-may-exclude"] = "dispute-may-exclude"
    question: str
    options: tuple[str, ...]


class IdlePriority(WorkloadNotice):
    """A priority has weight, and no criterion of it applies."""

    code: Literal["idle-priority"] = "idle-priority"
    priority: str


class UnknownWeight(WorkloadNotice):
    """Weight rests on unknown answers."""

    code: Literal["unknown-weight"] = "unknown-weight"
    weight: float
    """Share of all weight, above 0 and up to 1."""


class AnswerNotUsed(WorkloadNotice):
    """An answer to a question that the other answers make pointless."""

    code: Literal["answer-not-used"] = "answer-not-used"
    question: str


class UnlikelyAnswers(AnyNotice):
    """Answers that hardly go together."""

    upfront: ClassVar[bool] = True
    code: Literal["unlikely-answers"] = "unlikely-answers"
    doubt: str
    """The rule that says so."""
    says: str
    """What does not fit, from the criteria."""


class InconsistentComparisons(AnyNotice):
    """The pairwise comparisons of the priorities contradict each other."""

    upfront: ClassVar[bool] = True
    code: Literal["inconsistent-comparisons"] = "inconsistent-comparisons"
    ratio: float
    """Consistency ratio: 0 is perfect."""
    limit: float
    more: str
    """Of the most inconsistent judgement, the priority that was put first."""
    than: str


class NeitherUsable(WorkloadNotice):
    """In a test neither kind of model passed the part of the cases that makes it usable."""

    upfront: ClassVar[bool] = True
    code: Literal["neither-usable"] = "neither-usable"
    question: str
    cases: int
    open: int
    closed: int
    usable: float
    """The part of the cases, above 0 and up to 1."""


class FewCases(WorkloadNotice):
    """A test has fewer cases than the smallest one that is worth making."""

    upfront: ClassVar[bool] = True
    code: Literal["few-cases"] = "few-cases"
    question: str
    cases: int
    fewest: int
    """Of the tests that are proposed, the smallest."""


class RankingTellsLess(WorkloadNotice):
    """Ratings of the same order, in equal steps, would name another verdict or option."""

    upfront: ClassVar[bool] = True
    code: Literal["ranking-tells-less"] = "ranking-tells-less"
    verdict: Verdict
    """By such ratings."""
    option: str | None


class SpreadNotUsed(AnyNotice):
    """A ranking leaves its own room for weights, whatever was said of how certain they are."""

    code: Literal["spread-not-used"] = "spread-not-used"
    spread: str | float
    """A word of the criteria, or percentage points."""


class StaleSource(Frozen):
    """A reference that was checked too long ago."""

    reference: str
    title: str
    checked_on: str


class StaleSources(AnyNotice):
    """References were checked too long ago."""

    code: Literal["stale-sources"] = "stale-sources"
    sources: tuple[StaleSource, ...]
    days: int
    """After how many days a reference is to be checked again."""
    today: str


class ExpiredAnswers(AnyNotice):
    """Answers have to be confirmed again."""

    upfront: ClassVar[bool] = True
    code: Literal["expired-answers"] = "expired-answers"
    questions: tuple[str, ...]
    """The longest expired first."""
    today: str


class DecisionDue(AnyNotice):
    """The day by which the choice was to be made is over."""

    code: Literal["decision-due"] = "decision-due"
    day: str
    today: str


class TogetherOverCeiling(AnyNotice):
    """The best options of the workloads take more together than may be paid, time included."""

    upfront: ClassVar[bool] = True
    code: Literal["together-over-ceiling"] = "together-over-ceiling"
    low: float
    """What they take together in a month, at their cheapest."""
    typical: float
    ceiling: float
    currency: str


class SharedVolume(AnyNotice):
    """Several workloads share the organisation's volume, and nobody said how it divides."""

    code: Literal["shared-volume"] = "shared-volume"
    workloads: tuple[str, ...]


class StalePrices(AnyNotice):
    """The oldest price that the costs rest on was read too long ago."""

    code: Literal["stale-prices"] = "stale-prices"
    as_of: str
    """The day of the oldest price."""
    days: int
    """After how many days a price is to be read again."""
    today: str


class CeilingNotUsed(AnyNotice):
    """The profile states a ceiling, and the criteria compute no running cost."""

    code: Literal["ceiling-not-used"] = "ceiling-not-used"


Notice = Annotated[
    FewSimulations
    | CostUnknown
    | CostGap
    | NoKnownOffer
    | TypicallyOverCeiling
    | AboveAmount
    | AmountTooSmall
    | AmountAboveCeiling
    | SameScore
    | NotSurelyBetter
    | MayExclude
    | DisputeMayExclude
    | IdlePriority
    | UnknownWeight
    | AnswerNotUsed
    | UnlikelyAnswers
    | InconsistentComparisons
    | NeitherUsable
    | FewCases
    | RankingTellsLess
    | SpreadNotUsed
    | StaleSources
    | ExpiredAnswers
    | DecisionDue
    | TogetherOverCeiling
    | SharedVolume
    | StalePrices
    | CeilingNotUsed,
    Field(discriminator="code"),
]
