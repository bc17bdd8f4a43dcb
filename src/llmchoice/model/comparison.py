"""Two assessments side by side: what changed, and what changed it."""

from typing import Literal

from llmchoice.model.assessment import CriteriaId, Tool
from llmchoice.model.base import Frozen
from llmchoice.model.costchange import CostComparison
from llmchoice.model.ground import CostGround
from llmchoice.model.label import Label
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer
from llmchoice.model.rule import Effort
from llmchoice.model.step import NextStep
from llmchoice.model.verdict import Undecided, Verdict

COMPARISON_VERSION = 1


class Outcome(Frozen):
    """What one of the two assessments comes to; its fields are those of a recommendation."""

    verdict: Verdict
    undecided: Undecided | None
    option: str | None
    runner_up: str | None
    contenders: tuple[str, ...]
    leaders: tuple[str, ...]
    rivals: tuple[str, ...]
    leading: Side | None
    sides_left: tuple[Side, ...]
    score: float | None
    margin: float | None
    confidence: float | None
    unknown_weight: float | None


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


class ValueChange(Frozen):
    """What one criterion gives one option; null where it does not count, or the option is none."""

    option: str
    name: str
    value_before: float | None
    """From 0 to 100."""
    value_after: float | None
    contribution_before: float | None
    """Weight times value, in points."""
    contribution_after: float | None
    computed_before: bool | None
    """Whether the value comes from a computed cost, and not from the criterion's table."""
    computed_after: bool | None


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

    before: Outcome | None
    """Null for a workload that only the later assessment has."""
    after: Outcome | None
    """Null for a workload that only the earlier assessment has."""
    changed: bool
    """Whether verdict or recommended option differ, of the organisation or of any workload."""
    options: tuple[OptionChange, ...]
    """Every option; empty for an organisation with workloads: each has its own."""
    pair: Pair | None
    """Null where no two options can be compared in both assessments."""
    criteria: tuple[CriterionChange, ...]
    """Those that moved the pair, the most first."""
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
    """Random draws behind the confidence; null where there were none."""
    draws_after: int | None = None


class WorkloadComparison(Changes):
    """What changed for the workload of that name."""

    name: str


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


class ProfileName(Frozen):
    """Whose profile it was, and its fingerprint."""

    organisation: str
    sha256: str


class Origin(Frozen):
    """Where an assessment comes from."""

    tool: Tool
    criteria: CriteriaId
    profile: ProfileName
    date: str | None


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
