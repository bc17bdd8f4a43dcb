"""The result of a panel: what several people of one organisation come to together.

Longer than other files because it is one thing: the JSON report, type by type, as it is published.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from llmchoice.model.assessment import Assessment, Exclusion, Recommendation, WorkloadResult
from llmchoice.model.base import Frozen
from llmchoice.model.ground import Label
from llmchoice.model.notice import AnyNotice, RankingTellsLess, WorkloadNotice
from llmchoice.model.profile import Answer
from llmchoice.model.sensitivity import PriorityShare
from llmchoice.model.verdict import Verdict

PANEL_SCHEMA_VERSION = 1
ALIKE = 1e-9
"""Weights or points that differ by less are the same: rounding, not preference."""


class MemberWeight(Frozen):
    """What one member gives to one priority."""

    member: str
    weight: float
    """Share of the member's weight, from 0 to 1."""


class SharedWeight(Frozen):
    """A weight from 0 to 1, and the members who give it to a priority."""

    members: tuple[str, ...]
    weight: float


class Preference(Frozen):
    """One priority in the eyes of every member."""

    priority: str
    name: str
    weights: tuple[MemberWeight, ...]
    mean: float
    """Mean of the members' weights, each counted as often as it has a say; from 0 to 1."""
    spread: float
    """The greatest weight less the least, from 0 to 1."""

    @property
    def differs(self) -> bool:
        """Whether the members weigh it differently at all."""
        return self.spread >= ALIKE

    @property
    def least(self) -> SharedWeight:
        """Who gives it the least weight."""
        return self._given(min(given.weight for given in self.weights))

    @property
    def greatest(self) -> SharedWeight:
        """Who gives it the most weight."""
        return self._given(max(given.weight for given in self.weights))

    def _given(self, weight: float) -> SharedWeight:
        by = tuple(g.member for g in self.weights if abs(g.weight - weight) < ALIKE)
        return SharedWeight(members=by, weight=weight)


class Position(Frozen):
    """One known answer to a question, and who gives it."""

    question: str
    answer: Answer
    label: Label
    members: tuple[str, ...]
    excludes: tuple[str, ...]
    """Options that are admissible for the panel and that this answer would exclude."""


class Contested(Frozen):
    """A fact that members contradict each other on.

    Until it is settled, each draw takes one of the answers that they give, weighed by their say.
    """

    question: str
    text: str
    workloads: tuple[str, ...]
    """The workloads that it is contested for; empty where there are none."""
    answers: tuple[Position, ...]
    unknown_to: tuple[str, ...]

    @property
    def excludes(self) -> bool:
        """Whether one of the answers would rule out an option."""
        return any(position.excludes for position in self.answers)


class KnownBySome(Frozen):
    """A fact that some members know and others do not: what is known counts."""

    question: str
    text: str
    workloads: tuple[str, ...]
    answer: Answer
    label: Label
    known_by: tuple[str, ...]
    unknown_to: tuple[str, ...]


class Clash(Frozen):
    """Answers to different questions, from different members, that cannot all be true."""

    contradiction: str
    """The rule that says so."""
    reason: str
    fix: str
    workloads: tuple[str, ...]
    answers: tuple[Position, ...]
    """What was said; the answers that not everybody gives count as unknown, over all answers."""


class Facts(Frozen):
    """Answers that need talking about. What everybody says the same of is not listed."""

    contested: tuple[Contested, ...]
    known_by_some: tuple[KnownBySome, ...]
    clashes: tuple[Clash, ...]
    expected: tuple[Contested, ...] = ()
    """What nobody knows, and members expect differently."""

    @property
    def pressing(self) -> tuple[Contested | Clash, ...]:
        """What members differ on, that which rules options out first, mere expectations last."""
        excluding = (fact for fact in self.contested if fact.excludes)
        harmless = (fact for fact in self.contested if not fact.excludes)
        return (*excluding, *self.clashes, *harmless, *self.expected)


class WorkloadVerdict(Frozen):
    """What one workload comes to for one member."""

    name: str
    verdict: Verdict
    option: str | None


class RuledOut(Frozen):
    """An option that the answers of one member exclude."""

    workload: str | None
    """Null for the organisation where there are no workloads."""
    option: str
    rules: tuple[Exclusion, ...]
    """At least one."""


class PanelMember(Frozen):
    """One member, assessed alone by the member's own profile."""

    name: str
    say: float
    """How much the member counts, as stated; above 0."""
    share: float
    """The same as a share of all, from 0 to 1."""
    recommendation: Recommendation
    workloads: tuple[WorkloadVerdict, ...]
    weights: tuple[PriorityShare, ...]
    regret: float | None
    """Points that the panel's option is short of the member's own best admissible option, by the
    member's own weights and answers; the largest over the workloads. Null where the panel has no
    option, the member has none admissible, or the member's answers exclude the panel's option: all
    of them, or in more than a quarter of the member's simulations."""
    excluded_share: float | None = None
    """Share of the member's simulations, from 0 to 1, in which the panel's option is not
    admissible by the member's own answers and prices; the largest over the workloads. Null where
    the panel has no option, and where nothing is admissible for the member whatever is drawn."""
    excluded_by: tuple[str, ...]
    """Constraints that exclude the panel's option by the member's own answers."""
    ruled_out: tuple[RuledOut, ...]
    """All options that the member's own answers exclude, whatever the panel's do."""

    @property
    def content(self) -> bool:
        """Whether the panel's option is as good for the member as the member's own best."""
        return self.regret is not None and self.regret < ALIKE


class Departure(Frozen):
    """What one part comes to without a member, where that is not what the panel comes to."""

    workload: str | None
    """Null for the organisation where there are no workloads."""
    what: Literal["verdict", "option"]
    """Another option under the same verdict, or another verdict."""
    verdict: Verdict
    option: str | None


class LeftOut(Frozen):
    """What the panel comes to without one member."""

    without: str
    verdict: Verdict
    option: str | None
    effect: Literal["none", "option", "workload", "verdict"]
    """What is not as the panel has it: nothing, an option, a workload's verdict or the verdict."""
    changes: tuple[Departure, ...]
    """Empty where nothing is different."""

    @property
    def same(self) -> bool:
        """Whether the verdict is the panel's, and every option where both name one."""
        return self.effect == "none"


class SettledAnswer(Frozen):
    """A fact that was contested or known to some only, settled."""

    question: str
    text: str
    workloads: tuple[str, ...]
    answer: Answer
    label: Label
    said_by: tuple[str, ...]
    against: tuple[str, ...]
    """Who gives another answer, and would have to give way."""
    unknown_to: tuple[str, ...]


class Settlement(Frozen):
    """Facts that, settled so, bring every member to one decided verdict."""

    answers: tuple[SettledAnswer, ...]
    verdict: Verdict


class WeightMove(Frozen):
    """A change of one priority's weight after which the panel's side comes first for a member.

    The other weights keep their proportions, and the answers are the panel's.
    """

    priority: str
    name: str
    workload: str | None
    weight: float
    """The member's weight as it is, from 0 to 1."""
    to: float
    """The weight that has to be passed, from 0 to 1: there the two sides are level."""
    change: float
    """`to` less `weight`."""


class Dissent(Frozen):
    """A member whose verdict is not the panel's, and what would bring it there."""

    member: str
    verdict: Verdict
    with_facts: Verdict
    """By the member's own weights and the panel's answers."""
    facts_suffice: bool
    """Whether the panel's answers alone bring the member to the panel's verdict; false where the
    panel is not decided, since that is no verdict to agree on."""
    with_weights: Verdict
    """By the panel's weights and the member's own answers."""
    weights_suffice: bool
    """Whether the panel's weights alone bring the member to the panel's verdict; false likewise."""
    moves: tuple[WeightMove, ...]
    """The smallest change first, at most one per priority and workload; empty where the panel has
    no side, the panel's side comes first already, or no single weight turns it."""


class Agreement(Frozen):
    """What would make the members agree."""

    unanimous: bool
    """Whether all members come to the same verdict already, in every workload."""
    settlements: tuple[Settlement, ...]
    """Facts whose settling makes all members agree; the fewest that do."""
    searched: int
    """Most facts that were settled together in the search; 0 where there was none."""
    exhaustive: bool
    """Whether the search tried everything up to that number."""
    dissents: tuple[Dissent, ...]

    @property
    def reachable(self) -> bool:
        """Whether anything that was tried brings a member to the panel's verdict."""
        return bool(self.settlements) or any(
            dissent.facts_suffice or dissent.weights_suffice or dissent.moves
            for dissent in self.dissents
        )


class ExcludedEitherWay(WorkloadNotice):
    """An option is excluded whichever member is right."""

    code: Literal["excluded-either-way"] = "excluded-either-way"
    option: str
    questions: tuple[str, ...]
    """The contested questions, of which every answer given excludes it."""
    rules: tuple[str, ...]


class RecommendedDespite(AnyNotice):
    """An option is recommended, and the answer of some members would exclude it."""

    code: Literal["recommended-despite"] = "recommended-despite"
    option: str
    members: tuple[str, ...]
    question: str


class SeveralOrganisations(AnyNotice):
    """The members name different organisations."""

    code: Literal["several-organisations"] = "several-organisations"
    organisations: tuple[str, ...]
    """The first one is used."""


class DifferentShares(AnyNotice):
    """The members split priorities among their criteria in different ways."""

    code: Literal["different-shares"] = "different-shares"
    priorities: tuple[str, ...]


class DifferentCosts(AnyNotice):
    """Members differ under `costs:` in more than the ceiling, and none of it is used."""

    code: Literal["different-costs"] = "different-costs"
    members: tuple[str, ...]


class MemberCeiling(Frozen):
    """The most that one member would pay in a month."""

    member: str
    ceiling: float


class SeveralCeilings(AnyNotice):
    """The members state several ceilings, and the highest is used."""

    code: Literal["several-ceilings"] = "several-ceilings"
    ceilings: tuple[MemberCeiling, ...]
    currency: str


class CostsOfSome(AnyNotice):
    """What some members say under `costs:` holds for all."""

    code: Literal["costs-of-some"] = "costs-of-some"
    members: tuple[str, ...]


class CeilingOfSome(AnyNotice):
    """The ceiling that some members state holds for all."""

    code: Literal["ceiling-of-some"] = "ceiling-of-some"
    members: tuple[str, ...]


class InconsistentMember(AnyNotice):
    """The comparisons of the priorities by one member contradict each other."""

    upfront: ClassVar[bool] = True
    code: Literal["inconsistent-member"] = "inconsistent-member"
    member: str
    ratio: float
    """Consistency ratio: 0 is perfect."""
    limit: float


PanelNotice = Annotated[
    ExcludedEitherWay
    | RecommendedDespite
    | SeveralOrganisations
    | DifferentShares
    | DifferentCosts
    | SeveralCeilings
    | CostsOfSome
    | CeilingOfSome
    | InconsistentMember
    | RankingTellsLess,
    Field(discriminator="code"),
]


class Panel(Frozen):
    """The report of `llmchoice panel`: several people taken together, and where they differ.

    The JSON report is this type, field by field.
    """

    schema_version: Literal[1]
    members: tuple[PanelMember, ...]
    aggregate: Assessment
    """The assessment of the members together: scores are by the mean of their weights, and in each
    simulation the weights and claims of one member hold. A contested answer is `unknown` in it,
    and its dispute says who says what. An option that the answers of every member exclude is
    excluded, by the rules of all of them."""
    preferences: tuple[Preference, ...]
    """The priority on which the members are furthest apart first."""
    facts: Facts
    leave_one_out: tuple[LeftOut, ...]
    robust: bool
    """Whether leaving any one member out leaves the verdict and the option as they are."""
    agreement: Agreement
    warnings: tuple[PanelNotice, ...]
    """About the panel; the aggregate has its own."""

    @property
    def of_several(self) -> bool:
        """Whether it tells all there is of several workloads."""
        return self.aggregate.of_several

    @property
    def pressing(self) -> tuple[Contested | Clash, ...]:
        """The facts that members differ on: first those that decide, the most influential first."""
        together = self.aggregate
        results = (together.recommendation, *(work.recommendation for work in together.workloads))
        deciders = (each for result in results for each in result.decides)
        deciding = [each.id for each in deciders if each.kind in {"question", "dispute"}]

        def place(fact: Contested | Clash) -> int:
            asked = {position.question for position in fact.answers}
            return min((deciding.index(q) for q in asked if q in deciding), default=len(deciding))

        return tuple(sorted(self.facts.pressing, key=place))

    @property
    def beyond_reach(self) -> bool:
        """Whether the members agree on no side, and nothing that was tried would make them."""
        decided = self.members[0].recommendation.verdict is not Verdict.UNDECIDED
        agreed = self.agreement.unanimous and decided
        return not (agreed or self.agreement.reachable)

    @property
    def equal_say(self) -> bool:
        """Whether every member counts as much as any other."""
        return len({member.say for member in self.members}) == 1

    @property
    def wishes_apart(self) -> tuple[Preference, ...]:
        """The priorities that members weigh differently, the furthest apart first."""
        return tuple(preference for preference in self.preferences if preference.differs)

    def otherwise(self, work: WorkloadResult) -> Mapping[WorkloadVerdict, list[str]]:
        """What members come to for a workload where that is not the panel's choice, and who."""
        ours = (work.recommendation.verdict, work.recommendation.option)
        others: dict[WorkloadVerdict, list[str]] = {}
        for member in self.members:
            for alone in member.workloads:
                if alone.name == work.name and (alone.verdict, alone.option) != ours:
                    others.setdefault(alone, []).append(member.name)
        return others

    def decisive(self, effect: Literal["option", "workload", "verdict"]) -> list[str]:
        """The members without whom that would be different, and nothing that weighs more."""
        return [left_out.without for left_out in self.leave_one_out if left_out.effect == effect]
