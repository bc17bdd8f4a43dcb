"""Two assessments side by side: what changed, and what changed it.

Longer than other files because it is one thing: the JSON report, type by type, as it is published.
"""

from typing import Literal

from llmchoice.model.assessment import CriteriaId, ProfileName, Recommendation, Tool
from llmchoice.model.base import Frozen
from llmchoice.model.ground import Consistency, CostGround, Label
from llmchoice.model.notice import StalePrices
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer
from llmchoice.model.rule import Effort, NextStep
from llmchoice.model.terms import Band

COMPARISON_VERSION = 1
TELLING_POINTS = 0.1
"""Points of 100 below which a movement explains nothing."""
TELLING_SHARE = 0.05
"""A share of the simulations from which on a difference is worth a line; of 10,000 chance alone
moves about a fifth of that."""


class OptionChange(Frozen):
    """How one option does before and after; null where it is no option of that assessment."""

    id: str
    name: str
    short: str
    """The name where there is little room."""
    side: Side
    score_before: float | None
    score_after: float | None
    difference: float | None
    """Score after minus score before, in points; null where one of them is."""
    rank_before: int | None
    rank_after: int | None
    admissible_before: bool | None
    admissible_after: bool | None
    newly_excluded_by: tuple[str, ...]
    """Constraints that exclude it now; empty unless it was admissible before."""
    readmitted_from: tuple[str, ...]
    """Constraints that excluded it before; empty unless it is admissible now."""


class SideChange(Frozen):
    """How often one side comes first before and after; null where nothing was simulated."""

    side: Side
    share_before: float | None
    """Share of simulations, from 0 to 1, in which the best admissible option is of this side."""
    share_after: float | None


class RangeChange(Frozen):
    """How far one criterion may move the score of an option of the pair, where that changed."""

    criterion: str
    name: str
    option: str
    points_before: float
    """Weight times the most less the least that its value can be."""
    points_after: float

    @property
    def tells(self) -> bool:
        """Whether it changed by enough to be worth a line."""
        return abs(self.points_after - self.points_before) >= TELLING_POINTS

    @property
    def widened(self) -> bool:
        """Whether it is more than before."""
        return self.points_after > self.points_before


class AnswerChange(Frozen):
    """A question whose answer changed; null where it is not asked."""

    question: str
    text: str
    before: Answer | None
    after: Answer | None
    label_before: Label | None
    """The answer in words."""
    label_after: Label | None


class PriorityChange(Frozen):
    """A priority whose weight changed, from 0 to 1; null where there is no such priority."""

    priority: str
    name: str
    weight_before: float | None
    weight_after: float | None


class Pair(Frozen):
    """The options whose distance is explained, and how it moved.

    Where other options lead now, the leaders before against those after. Where the same ones lead,
    they against the options that they are compared with after. Several that tie are taken by their
    mean.
    """

    leaders: tuple[str, ...]
    rivals: tuple[str, ...]
    difference_before: float
    """Score of the leaders minus score of the rivals, in points."""
    difference_after: float
    moved: float
    """Difference after minus difference before."""


class CriterionChange(Frozen):
    """What one criterion did to the distance of the pair, in points; all add up to its `moved`."""

    criterion: str
    name: str
    priority: str
    weight_before: float | None
    """From 0 to 1; null where the criterion does not apply."""
    weight_after: float | None
    difference_before: float
    """Contribution to the leaders minus contribution to the rivals."""
    difference_after: float
    moved: float
    """Difference after minus difference before."""
    label_before: Label | None
    """The answer that it reads, in words; null where it does not apply."""
    label_after: Label | None

    @property
    def distance(self) -> float:
        """How far it moved the pair, whichever way."""
        return abs(self.moved)

    @property
    def tells(self) -> bool:
        """Whether it moved the pair by enough to be worth a line."""
        return self.distance >= TELLING_POINTS


class ValueChange(Frozen):
    """What one criterion gives one option; null where it does not count, or the option is none."""

    option: str
    name: str
    value_before: float | None
    """At most 100."""
    value_after: float | None
    contribution_before: float | None
    """Weight times value, in points."""
    contribution_after: float | None
    computed: bool
    """Whether the later value comes from a computed cost, and not from the criterion's table."""


class CriterionValues(Frozen):
    """A criterion that counts otherwise: its share, its weight or what it gives an option."""

    criterion: str
    name: str
    priority: str
    counts_before: bool
    counts_after: bool
    share_before: float | None
    """Of its priority, from 0 to 1; null where it does not count."""
    share_after: float | None
    weight_before: float | None
    weight_after: float | None
    same_answer: bool
    """Whether it reads the same answer in both."""
    options: tuple[ValueChange, ...]
    """Those whose value or contribution differs."""

    @property
    def revalued(self) -> tuple[ValueChange, ...]:
        """The options that it gives another value than before."""
        return tuple(
            change
            for change in self.options
            if change.value_after is not None and change.value_before != change.value_after
        )


class ConstraintChange(Frozen):
    """A constraint that excludes options in one of the two assessments only."""

    constraint: str
    reason: str
    cost: CostGround | None = None
    """Of the first of the options: the cost that exceeds the ceiling; null for any other rule."""
    options: tuple[str, ...]
    """The options that it excludes in that one only."""


class ConditionChange(Frozen):
    """Something that an admissible option needs in one of the two assessments only."""

    condition: str
    obtain: str
    reason: str
    effort: Effort
    options: tuple[str, ...]
    """The options that need it in that one only."""


class Changes(Frozen):
    """What changed for one set of answers. Lists hold only what is different, but for `options`."""

    before: Recommendation | None
    """Null for a workload that only the later assessment has."""
    after: Recommendation | None
    """Null for a workload that only the earlier assessment has."""
    changed: bool
    """Whether verdict or recommended option differ, of the organisation or of any workload."""
    options: tuple[OptionChange, ...]
    """Every option; empty for an organisation with workloads: each has its own."""
    pair: Pair | None
    """Null where no two options can be compared in both assessments."""
    criteria: tuple[CriterionChange, ...]
    """Those that moved the pair, the most first."""
    ranges: tuple[RangeChange, ...] = ()
    """What is more or less certain of the pair than before, the most first."""
    answers: tuple[AnswerChange, ...]
    constraints_gained: tuple[ConstraintChange, ...]
    constraints_lost: tuple[ConstraintChange, ...]
    conditions_gained: tuple[ConditionChange, ...]
    conditions_lost: tuple[ConditionChange, ...]
    contributions: tuple[CriterionValues, ...] = ()
    """Criterion by criterion, for all options; those where nothing differs are left out."""
    sides: tuple[SideChange, ...] = ()
    """Open, then closed; empty for an organisation with workloads: each has its own."""
    steps_gained: tuple[NextStep, ...] = ()
    """What is to be done after, and was not before."""
    draws_before: int | None = None
    """Random draws behind the shares; null where there were none."""
    draws_after: int | None = None

    @property
    def other_result(self) -> bool:
        """Whether its own verdict or option is another one, whatever becomes of the workloads."""
        before, after = self.before, self.after
        if before is None or after is None:
            return before is not after
        return (before.verdict, before.option) != (after.verdict, after.option)

    @property
    def ranked(self) -> tuple[OptionChange, ...]:
        """The options by their rank after, those without one last."""
        last = len(self.options) + 1
        return tuple(sorted(self.options, key=lambda option: option.rank_after or last))

    @property
    def scores_moved(self) -> bool:
        """Whether any option scores or ranks otherwise."""
        return any(o.difference or o.rank_before != o.rank_after for o in self.options)

    @property
    def side(self) -> SideChange | None:
        """The side of the verdict, else of the leading options; null where either is unknown."""
        outcomes = [outcome for outcome in (self.after, self.before) if outcome is not None]
        named = [outcome.side for outcome in outcomes if outcome.side is not None]
        leading = [outcome.leading for outcome in outcomes if outcome.leading is not None]
        side = next(iter((*named, *leading)), None)
        return next((change for change in self.sides if change.side is side), None)

    @property
    def neither_leads(self) -> bool:
        """Whether simulations were counted before and after, and no side leads in either."""
        return all(part is not None and part.neither_leads for part in (self.before, self.after))

    @property
    def spread_moved(self) -> bool:
        """Whether a side wins so many more simulations, or fewer, that it is worth a line."""
        side = self.side
        if side is None or side.share_before is None or side.share_after is None:
            return False
        return abs(side.share_after - side.share_before) >= TELLING_SHARE

    @property
    def lead(self) -> Pair | None:
        """The pair, where none of its options is excluded before or after, and no rule decides."""
        if self.decisive_gained or self.decisive_lost:
            return None
        out = {o.id for o in self.options if not (o.admissible_before and o.admissible_after)}
        pair = self.pair
        return None if pair is None or out & {*pair.leaders, *pair.rivals} else pair

    @property
    def decisive_gained(self) -> tuple[ConstraintChange, ...]:
        """Rules that exclude an option which led before, or what it was compared with."""
        out = {option.id for option in self.options if option.newly_excluded_by} & self._foremost
        return tuple(rule for rule in self.constraints_gained if out & set(rule.options))

    @property
    def decisive_lost(self) -> tuple[ConstraintChange, ...]:
        """Rules that no longer exclude an option which leads after, or what it is compared with."""
        back = {option.id for option in self.options if option.readmitted_from} & self._foremost
        return tuple(rule for rule in self.constraints_lost if back & set(rule.options))

    @property
    def moving(self) -> tuple[CriterionChange, ...]:
        """The criteria that moved the pair by enough to be worth a line, the most first."""
        return tuple(criterion for criterion in self.criteria if criterion.tells)

    def gainers(self, move: CriterionChange) -> tuple[str, ...]:
        """The options of the pair that a criterion moved it towards."""
        if self.pair is None:
            return ()
        return self.pair.leaders if move.moved > 0 else self.pair.rivals

    @property
    def hindering(self) -> tuple[CriterionChange, ...]:
        """Those that moved the pair away from the options that lead after."""
        helping = self.helping
        return tuple(move for move in self.moving if move not in helping)

    @property
    def helping(self) -> tuple[CriterionChange, ...]:
        """Those that moved the pair towards the options that lead after."""
        leads = bool(self.pair and self.after and set(self.pair.leaders) & set(self.after.leaders))
        return tuple(move for move in self.moving if (move.moved > 0) is leads)

    @property
    def revalued(self) -> tuple[CriterionValues, ...]:
        """Criteria that give an option another value although the answer is the same."""
        return tuple(c for c in self.contributions if c.same_answer and c.revalued)

    @property
    def leading(self) -> frozenset[str]:
        """The options that lead before or after."""
        outcomes = (outcome for outcome in (self.before, self.after) if outcome)
        return frozenset(option for outcome in outcomes for option in outcome.leaders)

    @property
    def _foremost(self) -> frozenset[str]:
        """The same, and the options that they are compared with."""
        outcomes = (outcome for outcome in (self.before, self.after) if outcome)
        return self.leading.union(*(outcome.rivals for outcome in outcomes))


class WorkloadComparison(Changes):
    """What changed for the workload of that name, or for these kinds of data."""

    name: str
    priorities: tuple[PriorityChange, ...] = ()
    """The weights that changed, where it weighs in its own way before or after."""


class RuleChange(Frozen):
    """A number of the knowledge base that decides when no side is recommended."""

    rule: str
    """The field of `rules` in an assessment."""
    before: float
    after: float


class WordingChange(Frozen):
    """A question that is put in other words, or whose answer is; the answer itself is the same."""

    question: str
    text_before: str
    text_after: str
    label_before: Label
    label_after: Label


class Origin(Frozen):
    """Where an assessment comes from."""

    tool: Tool
    criteria: CriteriaId
    profile: ProfileName
    date: str | None
    consistency: Consistency | None
    """How well comparisons of the priorities agree; null where they are given in another way."""
    ranking_tells_less: bool
    """Whether ratings in the order of a ranking would have come to something else."""


class CostChange(Frozen):
    """The cost of an option; null where it was not computed or is not known."""

    workload: str | None
    option: str
    name: str
    before: Band | None
    """A month, in the currency of the earlier assessment."""
    after: Band | None
    """A month, in the currency of the later one."""


class CostComparison(Frozen):
    """What the options cost in the two assessments; null where one of them has no costs."""

    currency_before: str | None
    currency_after: str | None
    prices_as_of_before: str | None
    prices_as_of_after: str | None
    ceiling_before: float | None
    ceiling_after: float | None
    changes: tuple[CostChange, ...]
    """Those that differ; all of them where the currencies do."""
    chosen: tuple[CostChange, ...] = ()
    """Of options that are recommended after and were not before, those that are the same."""


class _Title(Frozen):
    """What the JSON of a comparison starts with."""

    schema_version: Literal[1]
    organisation: str
    """As the later assessment has it."""
    settings: tuple[str, ...]
    """What was set to come from the one to the other, as ID=VALUE; empty where nobody said."""
    origin_before: Origin
    origin_after: Origin


# Pydantic puts the fields of the last base first.
class Comparison(Changes, _Title):
    """The report of `llmchoice whatif` and `diff`: two assessments, and what differs.

    The JSON report is this type, field by field.
    """

    priorities: tuple[PriorityChange, ...]
    """Those whose weight changed, the most first."""
    workloads: tuple[WorkloadComparison, ...]
    """By name: in the order of the later assessment, then those that only the earlier one has."""
    rules: tuple[RuleChange, ...] = ()
    wordings: tuple[WordingChange, ...] = ()
    costs: CostComparison | None = None
    """Null where neither assessment has any."""
    old_prices: StalePrices | None = None
    """Null where those of the later assessment are not old on its day, and where it has none."""

    @property
    def parts(self) -> tuple[Changes, ...]:
        """The workloads, or the whole where there are none."""
        return self.workloads or (self,)

    @property
    def other_workloads(self) -> list[str]:
        """The names of the workloads that come out differently."""
        return [workload.name for workload in self.workloads if workload.other_result]

    @property
    def common_answers(self) -> tuple[AnswerChange, ...]:
        """The organisation's; where workloads answer on their own, those they have in common."""
        if not self.workloads:
            return self.answers
        return tuple(c for c in self.answers if None not in (c.before, c.after))

    def own_answers(self, workload: Changes) -> tuple[AnswerChange, ...]:
        """Those of a workload, but for those of the organisation."""
        common = self.common_answers
        return tuple(change for change in workload.answers if change not in common)

    @property
    def all_answers(self) -> list[AnswerChange]:
        """The organisation's, then those of its workloads, each once."""
        own = (change for workload in self.workloads for change in self.own_answers(workload))
        return list(dict.fromkeys((*self.common_answers, *own)))

    @property
    def costs_first(self) -> tuple[CostChange, ...]:
        """What is recommended now and costs the same; then the costs that changed.

        Those of options that lead before or after first; none of others that are ruled out.
        """
        if self.costs is None:
            return ()
        leading = {option for part in self.parts for option in part.leading}
        left = {o.id for part in self.parts for o in part.options if o.admissible_after}
        changes = [change for change in self.costs.changes if change.option in leading | left]
        changes.sort(key=lambda change: change.option not in leading)
        return (*self.costs.chosen, *changes)

    @property
    def other_draws(self) -> tuple[int, int] | None:
        """The numbers of draws where they differ first: then shares are not equally exact."""
        for part in (self, *self.workloads):
            before, after = part.draws_before, part.draws_after
            if before is not None and after is not None and before != after:
                return before, after
        return None
