"""What the commands about models and criteria show: each result is one document for programs."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from llmchoice.model.base import Frozen, Id, ModelId, Number, Text
from llmchoice.model.catalogue import Licence, Model, PricesOrigin, Provider
from llmchoice.model.collection import Named
from llmchoice.model.criterion import Criterion, Priority, Row
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Option, Side
from llmchoice.model.price import Price
from llmchoice.model.profile import Answer
from llmchoice.model.question import Question
from llmchoice.model.rule import Condition, Constraint, Step
from llmchoice.model.shortlist import Shortlist
from llmchoice.model.source import Claim, IsoDate
from llmchoice.model.verdict import Kind as VerdictKind
from llmchoice.model.verdict import Verdict

Entry = Criterion | Priority | Question | Option | Constraint | Condition | Step
"""What goes by an id in the knowledge base."""
Kind = Literal["criterion", "priority", "question", "option", "constraint", "condition", "step"]
FAIR = 0.25
"""Part of the other side's reach below which a side has so little that it takes a reason."""
LEAST = 0.05
"""Points below which a side is not said to be ahead."""


class ModelList(Frozen):
    """Some models of the catalogue, the cheapest first."""

    as_of: IsoDate
    prices: PricesOrigin
    total: int
    """How many models the catalogue has."""
    models: tuple[Model, ...]


class ModelEntry(Frozen):
    """One model with its licence, and what is known of those who sell it."""

    as_of: IsoDate
    model: Model
    licence: Licence
    providers: tuple[Provider, ...] = ()
    prices: PricesOrigin


class NamedEntry(Frozen):
    """One thing that the articles name, with what they say of it."""

    as_of: IsoDate
    named: Named
    licence: Licence | None
    claims: tuple[Claim, ...]
    articles: Mapping[Id, Text]
    """Claim to the title of its article."""


class ModelPrices(Frozen):
    """Every known price of one model; the first is the one that is compared."""

    model: ModelId
    prices: tuple[Price, ...]


class PriceList(Frozen):
    """Every price of every model."""

    prices: PricesOrigin
    models: tuple[ModelPrices, ...]


class Grounds(Frozen):
    """What the assessment recommends for the organisation or for one workload."""

    workload: Text | None
    """Null for the organisation."""
    verdict: Verdict
    option: Id | None
    """The recommended option; null when none stands alone at the top."""
    contenders: tuple[Id, ...]
    """The options at the top, best first; empty when none is admissible: there is no list then."""


class Shortlists(Frozen):
    """The shortlists of one profile, at least one."""

    verdict: Verdict | None
    """That the options follow from; null where an option was chosen."""
    kind: VerdictKind | None = None
    """Why it is undecided, where it is: `partly` where some of the work is decided."""
    grounds: tuple[Grounds, ...]
    """Of the organisation, or of each workload; empty where an option was chosen."""
    options: Mapping[Id, Text]
    """Id to short name."""
    shortlist: tuple[Shortlist, ...]


class ListedCriterion(Frozen):
    """A criterion with its place."""

    id: Id
    name: Text
    priority: Id
    share: Annotated[Number, Field(gt=0, le=1)]
    """Of the weight of its priority."""


class CriteriaList(Frozen):
    """Every criterion, in the order of the knowledge base."""

    criteria: tuple[ListedCriterion, ...]


class KnowledgeEntry(Frozen):
    """One thing that goes by an id."""

    kind: Kind
    entry: Entry


class KnowledgeEntries(Frozen):
    """All that goes by an id."""

    id: Id
    entries: tuple[KnowledgeEntry, ...]
    unknown: Mapping[Id, Row]
    """Criterion to the values of the options that an unknown answer counts with."""
    knowledge: Annotated[KnowledgeBase, Field(exclude=True)]
    """In which they stand, for what hangs together with them."""


class Reach(Frozen):
    """The answers with which a side is ahead the most."""

    points: float
    """By which its best allowed option is ahead of the other side's, of 100; negative where it
    never is."""
    exact: bool
    """Whether no answers put it further ahead; else the search ended first."""
    option: Id
    rival: Id
    criterion: Id
    """That makes the most of these points."""
    part: float
    """Points that this criterion makes; more than all where others speak against."""
    answers: Mapping[Id, Answer]
    """Question to answer, of all on which the points and the excluded options depend."""

    @property
    def ahead(self) -> bool:
        """Whether it is ahead at all, by more than what is rounded away."""
        return self.points >= LEAST


class Balance(Frozen):
    """What can favour each side under one priority."""

    priority: Id | None
    """Null for all priorities together, each with the same weight."""
    name: Text | None
    """Of the priority."""
    open: Reach | None
    """Null where no answers leave an option of each side."""
    closed: Reach | None
    reason: Text | None
    """Why it is one-sided, by the criteria."""

    @property
    def one_sided(self) -> Side | None:
        """The side that it favours where the other one can have less than a quarter as much."""
        open_, closed = (r.points if r and r.ahead else 0.0 for r in (self.open, self.closed))
        if min(open_, closed) >= FAIR * max(open_, closed):
            return None
        return Side.OPEN if open_ > closed else Side.CLOSED


class CriteriaCheck(Frozen):
    """What there is in criteria that keep the rules, and what their answers can favour."""

    criteria: int
    priorities: int
    questions: int
    constraints: int
    conditions: int
    claims: int
    references: int
    balance: tuple[Balance, ...]
    """Of each priority, in points of its own 100; empty where it was not asked for."""
    whole: Balance | None
    """Of all priorities together, each with the same weight; null where it was not asked for."""


class PriceChange(Frozen):
    """One price before and after, in US dollars per million tokens."""

    model: ModelId
    provider: str
    input: tuple[float, float]
    output: tuple[float, float]


class KeptPrice(Frozen):
    """A price that the package does not have: it stays as it was."""

    model: ModelId
    provider: str
    as_of: IsoDate


class Refresh(Frozen):
    """The prices read again on one day, and what that changes."""

    as_of: IsoDate
    package: str
    version: str
    read: int
    """How many prices the package has."""
    changed: tuple[PriceChange, ...]
    kept: tuple[KeptPrice, ...]
    without: tuple[ModelId, ...]
    """Models of which no price is known."""
    file: str | None = None
    """Where the prices were written; None where they were not."""


def about(entry: Entry) -> str:
    """What an entry is, in a few words or a sentence."""
    match entry:
        case Criterion() | Priority() | Option():
            return entry.name
        case Question() | Step():
            return entry.text
        case Constraint():
            return entry.reason
        case Condition():
            return entry.obtain
