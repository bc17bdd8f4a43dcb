"""The result: everything that a report says is a field here.

Longer than other files because it is one thing: the JSON report, type by type, as it is published.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from llmchoice.model.base import Frozen
from llmchoice.model.collection import ClaimToday
from llmchoice.model.cost import CostReport
from llmchoice.model.ground import Consistency, CostGround, Dispute, Ground, Label, Stated
from llmchoice.model.lane import Lane, Placement, Together
from llmchoice.model.notice import Notice, StalePrices
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.rule import Effort, NextStep
from llmchoice.model.sensitivity import AnswerFlip, Change, Robustness, Sensitivity
from llmchoice.model.shortlist import Shortlist
from llmchoice.model.source import Standing
from llmchoice.model.terms import Band
from llmchoice.model.verdict import HALF, Kind, Verdict

SCHEMA_VERSION = 1


class Readmission(Frozen):
    """A smallest set of changes that would make options admissible again."""

    changes: tuple[Change, ...]
    options: tuple[str, ...]
    p_nothing_left: float = 0.0
    """Share of the draws, from 0 to 1, in which nothing is admissible all the same."""

    @property
    def hardly(self) -> bool:
        """Whether most draws leave nothing all the same."""
        return self.p_nothing_left > HALF


class RouteAnswer(Frozen):
    """An answer that not every workload gives."""

    question: str
    text: str
    """The question itself."""
    answer: Answer
    label: Label


class Route(Frozen):
    """Where a workload goes, and what tells it from the others."""

    workload: str
    verdict: Verdict
    options: tuple[str, ...]
    """The recommended option, or the contenders where none is recommended alone."""
    answers: tuple[RouteAnswer, ...]
    """Its first answers of those in which the workloads differ, at most three."""


class Decider(Frozen):
    """What decides an open question: an unknown answer, a weight, or what a value really is."""

    kind: Literal["question", "dispute", "priority", "criterion", "ceiling"]
    """A question that was answered with `unknown`, or by members of a panel in ways that contradict
    each other; a priority whose weight turns the result; a
    criterion whose uncertain values move it the most; the ceiling, which nothing keeps to in most
    draws."""
    id: str
    name: str
    """The short name of the question, or the name of the priority or criterion; of a ceiling, of
    the criterion that is computed from costs."""
    influence: float | None = None
    """Of a question: share of draws in which knowing it changes the side that is ahead."""
    answers: tuple[AnswerFlip, ...] = ()
    """Of a question: the answers that give another verdict; empty where it takes another answer
    beside it."""
    weight: float | None = None
    """Of a priority or criterion: its weight, from 0 to 1."""
    turns_at: float | None = None
    """Of a priority: the nearest weight at which the other side comes first, from 0 to 1."""


StartReason = Literal[
    "only",
    "best",
    "level",
    "tendency",
    "least-needs",
    "commits-less",
    "takes-along",
    "fewer-needs",
    "better-score",
    "allowed",
]
"""Why to begin with an option. Of the leader: nothing else is allowed; or nothing that does about
as well commits to as little; of those that do, none asks for less that takes much effort; or it is
of the side that wins more draws; or it asks for the least. Of another one: it commits to fewer
machines and people than the leader; or to as many, and leaves nothing behind; to as much, and asks
for less that takes much effort; or has a higher score by more than a tie; or to as much or more,
where the leader may be ruled out or cost too much."""


class StartWith(Frozen):
    """The option to begin with: the one that commits to the least, of those not clearly worse."""

    option: str
    side: Side
    why: StartReason
    leader: str
    """The first of the best options of the side that leads."""
    behind: float
    """Points by which the leader is ahead of it; below 0 where it is behind."""


class TurningCounts(Frozen):
    """A result of a test from which on the choice is another."""

    passes: int
    """Cases that the open model passes."""
    bound: Literal["at-least", "at-most"]
    """Whether more passes, or fewer, change the choice as well."""
    verdict: Verdict
    option: str | None
    """The option that is recommended then; null where none is alone."""

    def includes(self, passes: int) -> bool:
        """Whether so many passes change the choice as well."""
        return passes >= self.passes if self.bound == "at-least" else passes <= self.passes


class Experiment(Frozen):
    """A test of one's own, and the result that would change the choice.

    The choice is the side that is recommended; where none is, that one is. What was counted so far
    is part of the test; an answer in words gives way to it.
    """

    question: str
    """The question that the counts would answer."""
    options: tuple[str, ...]
    """What to compare: the leader, and the best admissible option of the other side if any."""
    cases: int
    """The fewest that are likely enough to change the choice, and often enough (`test_agreement`)
    end with the choice that the most that were tried would; those most where they hardly change
    it."""
    more: int
    """How many of them are still to be tested: all, unless some were counted."""
    hold: int
    """How many of them the closed model is taken to pass: at the rate that was counted, else at
    the one that the criteria state."""
    decides: bool
    """Whether some result between no passes of the open model and all changes the choice."""
    chance: float
    """How likely the test is to end with such a result, from 0 to 1: if the cases to come are like
    those that were counted, else by what the criteria expect of such work."""
    advised: bool
    """Whether it is worth the cases: that is likely enough, by `slight_influence`, and the sides
    are not level, of which either may be chosen without it."""
    results: tuple[TurningCounts, ...]
    """The first results that change it: for a named side one, else at most one for each side, that
    of the tendency first. Empty where no result does, or too few for a test to be worth it."""
    until: str | None = None
    """The day by which the profile wants to decide, YYYY-MM-DD; null where it names none."""
    instead: Decider | None
    """Where it is not advised, what can: what decides, else the nearest weight; null where nothing
    was found."""

    @property
    def begun(self) -> bool:
        """Whether some cases were counted already."""
        return self.more < self.cases

    @property
    def always(self) -> bool:
        """Whether of two results no third one lies between them."""
        least, most = (
            [result.passes for result in self.results if result.bound == bound]
            for bound in ("at-least", "at-most")
        )
        return bool(least and most) and least[0] <= most[0] + 1


class WithoutTest(Frozen):
    """What the same answers come to without the counts of a test: with that question unknown."""

    question: str
    """The question that the counts answer."""
    better: Side | None
    """The side that did better in the test, hardly by chance alone; null where neither did."""
    verdict: Verdict
    strength: Literal["clear", "likely"] | None
    option: str | None
    """The recommended option; null when none stands alone."""
    leading: Side | None
    """The side that `p_side` is about; null where no side is ahead."""
    p_side: float | None
    """Share of the draws in which something is admissible, from 0 to 1, in which that side is
    ahead; null where nothing is admissible."""


Bound = Literal["start", "ceiling"]
"""What the cost of an option comes to meet: that of what one begins with, or the ceiling."""


class AtVolume(Frozen):
    """A volume at which the cost of an option crosses another amount."""

    option: str
    tokens: float
    """A month; above the volume at hand."""
    meets: Bound = "start"
    """`start`: it costs no more from there on; `ceiling`: it typically costs more than that."""


class AtPrice(Frozen):
    """How much cheaper an option has to get for its cost to cross another amount."""

    option: str
    share: float
    """Of what it typically costs now, above 0 and below 1."""
    meets: Bound = "start"
    """It costs no more then than that."""


class LookAgain(Frozen):
    """When to look again at what one begins with, by typical costs alone."""

    volume: AtVolume | None
    """The lowest at which the best option of a side, or what one begins with, comes to exceed the
    ceiling, or from which on an admissible option costs no more up to ten times as many tokens;
    the latter not where the best of the other side costs no more already. Null where there is none,
    or the costs are too small to count."""
    price: AtPrice | None
    """Of the best option of the other side: the smaller of what keeps it to the ceiling, and of
    what makes it cost no more; null where it does already, where that is 95 % or more, or too
    little to count."""


class PassedOver(Frozen):
    """An admissible option with a higher score than the one that leads."""

    option: str
    points: float
    """By which its score is higher."""
    excluded: float
    """Share of the simulations that leave something, from 0 to 1, in which it is not admissible."""
    leader: str
    """The one that leads."""
    leader_excluded: float
    """The same share of that one."""
    typically_over: bool
    """Whether it typically costs more than the ceiling."""
    because: Literal["cost", "ceiling", "excluded", "simulations"]
    """Why it does not lead all the same: it typically costs too much; it is not admissible in many
    simulations, and in more than the one that leads (by the ceiling, where no unknown answer may
    rule it out); or else its side is ahead in fewer of them."""


class FirstMoreOften(Frozen):
    """An option that comes first in more simulations than the recommended one, the most of all."""

    option: str
    share: float
    """Share of all simulations, from 0 to 1, in which it comes first."""
    excluded: float
    """Share of the simulations that leave something, from 0 to 1, in which it is not admissible."""
    points: float
    """By which its score is lower."""
    because: Literal["cost", "side", "excluded", "score"]
    """Why it is not recommended all the same: it typically costs too much; its side is ahead in
    fewer simulations; or else it scores less, and in many simulations is not admissible either, in
    more than the recommended one."""


Doubtful = Literal[
    "nothing-left", "leader-excluded", "over-ceiling", "none-sure", "too-unknown", "too-dear"
]
"""That nothing is admissible in many draws, or the leader is not; that the recommended option
typically costs more than the ceiling; that each option of the side that is named is not admissible
in most draws, so that none is recommended; and what keeps a side that is ahead in enough draws from
being named: too much weight on unknown answers, or that all of it typically exceeds the ceiling."""


class Recommendation(Frozen):
    """The answer, in figures. The side that leads is the one that is recommended or tends to be."""

    verdict: Verdict
    strength: Literal["clear", "likely"] | None
    """How firm a recommended side is: clear from a share of simulations on that the rules state.

    Of workloads that all come to one side as firm as the least firm of them."""
    kind: Kind | None
    """Why no side is recommended; null where one is, and for mixed and none."""
    tendency: Side | None = None
    """Where undecided, the side that is ahead in more than half of the counted draws; null where
    half is within the error of their number: then neither side leads."""
    decides: tuple[Decider, ...] = ()
    """For an open question what decides it, the most influential first; where each option of the
    side that is named is ruled out in most simulations, what does that. Empty where that was not
    looked for, and for any other verdict."""
    side: Side | None
    """The side that is recommended."""
    option: str | None
    """The recommended option: the best admissible one of the side, of those that typically keep to
    the ceiling where any does, and of these of those that few simulations rule out, else most
    allow; null when none stands alone at its top, or is allowed in most; and for mixed."""
    runner_up: str | None = None
    """Best admissible option of the other side; of the same side when that has none left."""
    leaders: tuple[str, ...] = ()
    """The best options of the side that leads, several where they have the same score; where no
    side leads, the best of all. Empty for none, and where workloads have their own."""
    rivals: tuple[str, ...] = ()
    """The best options of the other side, with which they are compared; the next ones of the same
    side where the other has none left."""
    passed_over: tuple[PassedOver, ...] = ()
    """The options that score more than the leaders, the highest first, and why they do not lead."""
    first_more_often: FirstMoreOften | None = None
    """Null where no option does by enough to tell, and for one that scores more: why that is passed
    over is told already."""
    sides_left: tuple[Side, ...] = ()
    """The sides that have an admissible option."""
    score: float | None = None
    """Of the leaders, at most 100; below 0 only by running costs."""
    margin: float | None = None
    """Points from the runner-up up to the leaders; below 0 where the side that leads in draws does
    not lead by score."""
    p_side: float | None = None
    """Share of the draws in which something is admissible, from 0 to 1, in which the side that
    leads is ahead, ties counted by half; null for none and where workloads have their own."""
    p_nothing_left: float | None = None
    """Share of all draws, from 0 to 1, in which nothing is admissible."""
    counted: int | None = None
    """The draws in which something is admissible; null where none was made, and where workloads
    have their own."""
    p_leader_excluded: float | None = None
    """Share of the draws in which something is admissible, from 0 to 1, in which the first of the
    leaders is not."""
    doubts: tuple[Doubtful, ...] = ()
    """What the verdict must not be told without."""
    at_threshold: bool = False
    """Whether chance may have decided: the 95 % interval of `p_side` holds the share that the rules
    ask for, however many draws were made."""
    regret: float | None = None
    """Points of 100 that the first of the leaders is expected to lose against the better side: the
    mean, over the draws in which it is admissible, of how far that is ahead."""
    start_with: StartWith | None = None
    """What to begin with; null for none, where workloads have their own, and where no option that
    is near is admissible in most draws."""
    start_contested: bool = False
    """Whether there is nothing to begin with because of answers that contradict each other: those
    of some members of a panel rule out each option that is near."""
    experiment: Experiment | None = None
    """The test to make; null for none, where workloads have their own, where no question that is
    asked takes counts of a test, and where that was not looked for."""
    without_test: WithoutTest | None = None
    """What it would be without the counts of a test; null where none is among the answers, where
    workloads have their own, and where that was not looked for."""
    look_again: LookAgain | None = None
    """When to look again; null where nothing is known of that, and where there is no option to
    start with."""
    contenders: tuple[str, ...] = ()
    """The leaders and the options that they do not beat surely enough, best first; for undecided
    the best of both sides too, however far apart."""
    tied: tuple[str, ...] = ()
    """Those of them that are practically tied with the option that is named: no more than
    `start_within` points behind it. Empty where none is named."""
    unknown_weight: float | None = None
    """Share of all weight that rests on unknown answers; null where workloads have their own."""
    routing: tuple[Route, ...] = ()
    """For mixed: which workload goes where; empty for any other verdict."""
    readmission: tuple[Readmission, ...] = ()
    """For none: what would have to change; last what leaves nothing in most draws all the same."""

    @property
    def turned_by_test(self) -> bool:
        """Whether the counts of a test are why it is this verdict, this option or this side."""
        before = self.without_test
        now = (self.verdict, self.option, self.leading)
        return before is not None and (before.verdict, before.option, before.leading) != now

    @property
    def leading(self) -> Side | None:
        """The side that `p_side` is about; None where neither leads."""
        return self.side or self.tendency

    @property
    def neither_leads(self) -> bool:
        """Whether draws were counted, and half is within the error of what either side wins."""
        return self.p_side is not None and self.leading is None

    @property
    def foremost(self) -> tuple[str, ...]:
        """The recommended option, or the contenders where none is recommended alone."""
        return (self.option,) if self.option else self.contenders

    @property
    def to_obtain(self) -> tuple[str, ...]:
        """What has to be got and paid for: the foremost, and what to begin with."""
        return tuple(dict.fromkeys((*self.foremost, *self._begun)))

    @property
    def to_price(self) -> tuple[str, ...]:
        """What is recommended, or the best two where nothing is, and what to begin with."""
        return tuple(dict.fromkeys((*self.foremost[:2], *self._begun)))

    @property
    def _begun(self) -> tuple[str, ...]:
        return (self.start_with.option,) if self.start_with else ()

    @property
    def compared(self) -> frozenset[str]:
        """The options that are weighed against each other."""
        named = (self.option, self.runner_up)
        return frozenset((*self.contenders, *(option for option in named if option)))


class Trigger(Frozen):
    """An answer that made a constraint bind."""

    question: str
    answer: Answer
    label: Label


class Exclusion(Frozen):
    """A constraint that binds: the rule, the answers that triggered it, and its evidence."""

    constraint: str
    reason: str
    """From the criteria."""
    cost: CostGround | None = None
    """The cost that exceeds the ceiling even at its lowest; null for any other rule."""
    answers: tuple[Trigger, ...]
    claims: tuple[str, ...]
    references: tuple[str, ...]


class ConditionToMeet(Frozen):
    """Something to obtain before the option may be used."""

    condition: str
    obtain: str
    reason: str
    effort: Effort
    claims: tuple[str, ...]
    references: tuple[str, ...]
    only_some: bool = False
    """Whether it concerns only some of those whom the answers fit, and says whom."""


class Stance(StrEnum):
    """What a criterion says of an option, beside the options that it is compared with."""

    GOOD = "good"
    """Its value is higher than that of each."""
    NEUTRAL = "neutral"
    BAD = "bad"
    """Its value is lower than that of each."""
    WEAK = "weak"
    """Its value is below the weak value of the rules, whatever it is compared with."""


class Contribution(Frozen):
    """What one criterion adds to one option's score."""

    criterion: str
    name: str
    priority: str
    share: float
    """Of its priority, from 0 to 1, among the criteria that apply; whatever the priority weighs."""
    weight: float
    value: float
    """From 0 to 100, of a computed cost from -600; the expected one where the answer is unknown."""
    computed: bool
    """Whether the value comes from a computed cost, and not from the criterion's table."""
    low: float
    high: float
    """The least and the most that the value can be; equal where the answer is known and nothing is
    computed, else by the highest and the lowest cost."""
    contribution: float
    """Weight times value, in points."""
    stance: Stance | None = None
    """Null where the criterion has no weight, and where there is nothing to compare with."""
    apart: float = 0.0
    """How far it moves the option and one that it is compared with apart at most, in points."""
    answer: Answer
    decisive: tuple[str, ...] = ()
    """Of several selected answers those that set the value: no other is worse for the option."""
    ground: Ground
    """Why the value is what it is."""
    claims: tuple[str, ...]
    references: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether the value can be no other."""
        return self.low == self.high


class PriorityPoints(Frozen):
    """What the criteria of one priority add to the score of an option."""

    priority: str
    points: float


class OptionResult(Frozen):
    """How one option does."""

    id: str
    name: str
    short: str
    """The name in at most about twenty characters, for tables and bars."""
    hosting: str
    """Where the model runs and who operates it."""
    side: Side
    admissible: bool
    typically_over: bool = False
    """Whether it typically costs more than the ceiling, although it may cost less."""
    rank: int | None
    """1 + the number of admissible options that are strictly better; ties share a rank."""
    score: float
    """At most 100; excluded options have one too, to show what the exclusion costs."""
    first_rank_share: float | None
    """Share of draws in which it comes first; null where nothing is admissible."""
    excluded_share: float | None = None
    """Share of the draws in which something is admissible, from 0 to 1, in which it is not; null
    where no draw was made."""
    excluded_by: tuple[Exclusion, ...]
    conditions: tuple[ConditionToMeet, ...]
    dominated_by: tuple[str, ...]
    """Admissible options that do at least as well everywhere, whatever the weights."""
    compared_with: tuple[str, ...] = ()
    """The best options; for those themselves the ones that they are compared with."""
    contributions: tuple[Contribution, ...]
    by_priority: tuple[PriorityPoints, ...]
    """The contributions summed up: they add up to the score."""

    def standing_out(self, *stances: Stance) -> list[Contribution]:
        """The criteria of these stances, that which moves the options apart the most first."""
        chosen = (item for item in self.contributions if item.stance in stances)
        return sorted(chosen, key=lambda item: -item.apart)


class Reason(Frozen):
    """A criterion on which the best option and the runner-up differ."""

    criterion: str
    name: str
    priority: str
    difference: float
    """Points: positive speaks for the recommended option."""
    grounds: tuple[Ground, ...]
    """About the leaders, each once."""
    counter: tuple[Ground, ...]
    """About the options that they are compared with, each once."""
    answer: Answer
    decisive: tuple[str, ...] = ()
    """Of several selected answers those that set the values of the leaders, each once."""
    counter_decisive: tuple[str, ...] = ()
    """Those that set the values of the options that they are compared with."""
    known: bool
    """Whether it follows from an answer, and not from what an unknown one may be."""
    claims: tuple[str, ...]

    @property
    def is_cost_below(self) -> bool:
        """Whether it is a cost that stays below the amount from which the running cost decides."""
        costs = [ground.cost for ground in self.grounds]
        return bool(costs) and all(cost is not None and cost.is_below for cost in costs)


class WeakSpot(Frozen):
    """A criterion on which a leading option does badly, whatever it is compared with."""

    option: str
    criterion: str
    name: str
    priority: str
    value: float
    weight: float
    ground: Ground
    """Why the value is what it is."""
    answer: Answer
    decisive: tuple[str, ...] = ()
    """Of several selected answers those that set the value."""
    known: bool
    """Whether it follows from an answer, and not from what an unknown one may be."""
    claims: tuple[str, ...]

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The same as a reason has it, which may be of several options."""
        return (self.ground,)

    @property
    def lost(self) -> float:
        """How many of 100 points the option does not get for it."""
        return self.weight * (100 - self.value)


class Reasons(Frozen):
    """The fewest reasons that carry the result, and the strongest objections.

    Where several options tie, their mean is compared: no tie is broken by order. In a tie between
    the sides the open options are compared with the closed ones.
    """

    leaders: tuple[str, ...] = ()
    """The options that the reasons speak for."""
    followers: tuple[str, ...] = ()
    """The options that they are compared with."""
    for_: Annotated[tuple[Reason, ...], Field(alias="for")] = ()
    further: tuple[Reason, ...] = ()
    """The next ones where they are strong too: with `for` up to three."""
    besides: tuple[Reason, ...] = ()
    """Where fewer than three of these are known: what a recommended option is known to do better
    than the mean of all others that are left, or where none is left, of all others. None of a
    lane."""
    against: tuple[Reason, ...] = ()
    weak: tuple[WeakSpot, ...] = ()
    """Where a leader's value is below the knowledge base's weak value: a fault that the options
    share speaks against none of them in comparison, and is a fault all the same."""

    @property
    def strong(self) -> tuple[Reason, ...]:
        """What carries the result and what is as strong, the strongest first.

        What a leader does badly is no reason for it, however much worse its rivals do it.
        """
        poor = {spot.criterion for spot in self.weak}
        return tuple(r for r in (*self.for_, *self.further) if r.criterion not in poor)

    @property
    def known(self) -> tuple[Reason, ...]:
        """All that is known to speak for the leaders, what carries the result first."""
        return (*(reason for reason in self.strong if reason.known), *self.besides)

    def faults(self, *, chosen: bool) -> tuple[Reason | WeakSpot, ...]:
        """The objections, then the weak spots on other criteria, each criterion once.

        Of an option that is `chosen`, the known weak spot that costs the most stands among the
        objections, by points of 100: what its rivals do as badly may be its gravest fault. A cost
        below the amount that decides is none, unless the option does badly by it.
        """
        poor = {spot.criterion for spot in self.weak}
        against = [r for r in self.against if r.criterion in poor or not r.is_cost_below]
        known = [spot for spot in self.weak if chosen and spot.known]
        gravest = [max(known, key=lambda spot: spot.lost)] if known else []
        before = [r for r in against if not gravest or -r.difference >= gravest[0].lost]
        after = against[len(before) :]
        faults: list[Reason | WeakSpot] = [*before, *gravest, *after, *self.weak]
        first = {fault.criterion: fault for fault in reversed(faults)}
        return tuple(first[criterion] for criterion in dict.fromkeys(f.criterion for f in faults))


class UnknownAnswer(Frozen):
    """An unanswered question and how much rests on it."""

    question: str
    text: str
    short: str
    """What the question is called where there is little room."""
    weight: float
    """Share of all weight that rests on it."""
    influence: float | None
    """Share of draws in which knowing it changes the side that comes first; null where nothing is
    admissible, and where it was not looked for."""
    slight: bool = False
    """Whether that happens too rarely to be told on a page, by `slight_influence`."""
    flips: tuple[AnswerFlip, ...] = ()
    """The answers that would give another verdict."""
    may_exclude: tuple[str, ...]
    """Options that one of its answers would exclude, by `unlikely_answer` a likely one."""

    @property
    def telling(self) -> bool:
        """Whether knowing it may change anything."""
        return bool(self.influence or self.flips)


class AnswerGiven(Frozen):
    """One question with its answer, in words."""

    question: str
    section: str
    text: str
    short: str
    """What the question is called where there is little room."""
    answer: Answer
    label: Label
    dispute: Dispute | None = None
    """In a panel: who says what, where it is not settled; null where it is."""
    note: str | None
    feeds: tuple[str, ...]
    """Criteria and rules that read it."""
    fixed: bool = False
    """Whether another answer would be another use, and not another view of this one."""


class PriorityWeight(Frozen):
    """A priority, what was said of it, and the weight that follows."""

    priority: str
    name: str
    stated: Stated
    weight: float


class WorkloadResult(Frozen):
    """The assessment of one workload, on its own."""

    name: str
    recommendation: Recommendation
    options: tuple[OptionResult, ...]
    reasons: Reasons
    robustness: Robustness | None
    """Null where nothing is admissible, or the answers leave no draw possible."""
    sensitivity: Sensitivity
    unknowns: tuple[UnknownAnswer, ...]
    answers: tuple[AnswerGiven, ...]
    next_steps: tuple[NextStep, ...]
    priorities: tuple[PriorityWeight, ...] = ()
    """Where it weighs them in its own way; empty where it goes by the organisation's."""


class SourceUsed(Frozen):
    """A claim or reference that the assessment relies on, or sets aside."""

    id: str
    kind: Literal["claim", "reference"]
    title: str
    """The article's title, or the reference's."""
    publisher: str
    paragraphs: tuple[int, ...]
    text: str
    standing: Standing | None = None
    correction: str | None = None
    url: str | None = None
    checked_on: str | None = None
    stale: bool | None = None
    """Whether it was checked too long ago; null where the assessment has no date."""
    used: bool
    """False for a claim that was set aside because it is wrong."""


class Rules(Frozen):
    """The numbers that decide when no side is recommended, and what counts as level."""

    confidence: float
    """Share of draws below which no side is recommended, and no option called better."""
    clear: float
    """Share of draws from which a recommended side is clear, and not only likely."""
    level_regret: float
    """Points of expected regret below which the sides are level, where no answer decides."""
    unknown_limit: float
    """Share of weight on unknown answers above which no side is recommended."""
    weak_value: float
    """Value below which a criterion is named as a weak spot of a leading option."""
    tie: float
    """Points within which two scores are the same: rounding, and no preference."""


class Tool(Frozen):
    """The program that made the assessment."""

    name: str
    version: str


class CriteriaId(Frozen):
    """The knowledge base that was used."""

    version: str
    sha256: str


class ProfileName(Frozen):
    """Whose profile it was, and its fingerprint."""

    organisation: str
    sha256: str


class ProfileId(ProfileName):
    """The profile that was assessed."""

    content: Profile
    """All that the profile says, so that it can be assessed again."""


class Assessment(Frozen):
    """The report of `llmchoice assess`: verdict, ranking, reasons, and how sure they are.

    The JSON report is this type, field by field.
    """

    schema_version: Literal[1]
    tool: Tool
    criteria: CriteriaId
    profile: ProfileId
    date: str | None
    recommendation: Recommendation
    rules: Rules
    priorities: tuple[PriorityWeight, ...]
    consistency: Consistency | None
    """Of pairwise comparisons; null where the priorities were given in another way."""
    options: tuple[OptionResult, ...]
    """Empty where there are workloads: each has its own."""
    reasons: Reasons
    robustness: Robustness | None
    """Null where nothing is admissible, and where there are workloads: each has its own."""
    sensitivity: Sensitivity
    unknowns: tuple[UnknownAnswer, ...]
    answers: tuple[AnswerGiven, ...]
    """The organisation's; a workload that replaces some has all of its own."""
    telling: tuple[str, ...] = ()
    """The questions whose answers made the result what it is, the most telling first."""
    workloads: tuple[WorkloadResult, ...]
    """Those of the profile, or its lanes, each assessed on its own."""
    lanes: tuple[Lane, ...] = ()
    """Which workloads follow from data with different places; empty where none do."""
    placements: tuple[Placement, ...] = ()
    """What may go where: each kind of data, with the options that may hold it."""
    together: Together | None = None
    """One option for all lanes instead; null where there are none."""
    costs: CostReport | None
    """What each option costs; null where nobody computed it."""
    monthly: Band | None = None
    """What a month of all workloads costs, each with the option that leads; null where one is not
    known, where workloads share a volume, of lanes, and of less than two."""
    shortlist: tuple[Shortlist, ...] | None
    """Models for the recommended option, or for the best one of each side where none is
    recommended; one by one for workloads. Null where nobody matched any."""
    checks: tuple[ClaimToday, ...] = ()
    """Claims of the articles that can be checked against today's figures."""
    next_steps: tuple[NextStep, ...]
    warnings: tuple[Notice, ...]
    sources: tuple[SourceUsed, ...]

    notebook: ClassVar[Callable[["Assessment"], str] | None] = None
    """Makes the page that a notebook shows. `llmchoice.api` sets it: the model knows no report."""

    @property
    def unasked(self) -> tuple[str, ...]:
        """The questions that may apply and were not asked, priorities included."""
        return tuple(question for step in self.next_steps for question in step.unasked)

    @property
    def of_several(self) -> bool:
        """Whether it tells all there is of several workloads."""
        return len(self.workloads) > 1

    @property
    def beside_monthly(self) -> Band | None:
        """What a month takes beside `monthly`, over all workloads; None for nothing."""
        subjects = self.costs.subjects if self.costs else ()
        return Band.of_all(
            subject.beside(next(iter(work.recommendation.foremost), ""))
            for work in self.workloads
            for subject in subjects
            if subject.workload == work.name
        )

    @property
    def old_prices(self) -> StalePrices | None:
        """The warning that its prices were read too long ago; None where they were not."""
        return self.costs.old_prices if self.costs else None

    @property
    def old_facts(self) -> int:
        """How many sources that it rests on were checked too long ago."""
        return sum(source.stale is True for source in self.sources)

    def _repr_html_(self) -> str | None:
        page = type(self).notebook
        return None if page is None else page(self)


AssessedPart = Assessment | WorkloadResult
"""What has options and a verdict of its own: an organisation without workloads, or a workload."""


def assessed_parts(assessment: Assessment) -> tuple[AssessedPart, ...]:
    """The workloads, or else the assessment itself."""
    return assessment.workloads or (assessment,)


def name_of(part: AssessedPart) -> str:
    """The workload's name; '' for an organisation without workloads."""
    return part.name if isinstance(part, WorkloadResult) else ""
