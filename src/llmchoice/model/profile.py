"""What an organisation says of itself, and the answers that it gives."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, RootModel, model_serializer, model_validator

from llmchoice.model.base import Frozen, Id, Text
from llmchoice.model.estimate import Estimate, Passed
from llmchoice.model.source import IsoDate
from llmchoice.model.terms import CostInputs


class PerChoice(RootModel[tuple[tuple[Id, Id], ...]]):
    """Choice of another question to the answer that holds for it; as data it is a mapping."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _pairs(cls, data: object) -> object:
        return tuple(data.items()) if isinstance(data, Mapping) else data

    @model_serializer
    def _mapping(self) -> dict[str, str]:
        return dict(self.root)

    @property
    def answers(self) -> dict[str, str]:
        """Choice to answer."""
        return dict(self.root)

    @property
    def common(self) -> str | None:
        """The answer where it is the same for every choice; None where it is not."""
        given = {answer for _, answer in self.root}
        return given.pop() if len(given) == 1 else None

    def filled(self, choices: Iterable[str], answer: str) -> "PerChoice":
        """The same with that answer for each of these choices that has none."""
        return PerChoice.model_validate({**dict.fromkeys(choices, answer), **self.answers})

    def within(self, choices: Iterable[str]) -> "PerChoice":
        """What it says of these choices, in their order."""
        given = self.answers
        return PerChoice(tuple((choice, given[choice]) for choice in choices if choice in given))

    def __str__(self) -> str:
        """As it stands in a profile."""
        return f"{{{', '.join(f'{choice}: {answer}' for choice, answer in self.root)}}}"


Answer = str | int | float | tuple[str, ...] | PerChoice | Passed | Estimate
"""One choice (or `unknown`, `not-applicable`), an amount, several choices, a choice for each
choice of another question, counts of a test, or what an amount is worked out from."""

Answers = Mapping[str, Answer]
"""Question to answer."""


def same(before: Answer, after: Answer) -> bool:
    """Whether two answers are the same, of which either may have been read back from JSON.

    What an amount comes to is not read back: then what was said has to be the same, and no more.
    So two that are the same as a third may differ, and no set or mapping may go by this.
    """
    if isinstance(before, Estimate) and isinstance(after, Estimate):
        known = before.high and after.high
        return before == after if known else before.parts == after.parts
    return before == after


UNNAMED = "Unnamed organisation"
"""Whose profile it is as long as nobody has said."""


Ratings = Mapping[Id, Annotated[float, Field(ge=0, le=5)]]
"""Importance of each priority from 0 to 5."""

Ranking = tuple[Id | tuple[Id, ...], ...]
"""Priorities, the most important first; equals in a list of their own."""


def places(ranking: Iterable[str | Sequence[str]]) -> list[tuple[str, ...]]:
    """The priorities at each place of a ranking: mostly one."""
    return [(item,) if isinstance(item, str) else tuple(item) for item in ranking]


Points = Mapping[Id, Annotated[float, Field(ge=0, le=100)]]
"""100 points, shared out among the priorities."""

WAYS = ("priorities", "ranking", "points", "comparisons")
"""Fields of a profile that give the priorities: exactly one of them does, or none yet."""


MOST_WORKLOADS = 100
"""Workloads of one profile: an assessment of so many takes some 16 seconds."""


class Workload(Frozen):
    """One use of a model: what it says replaces what the organisation says."""

    name: Text
    priorities: Ratings | None = None
    """Those that it rates in its own way; the others are as important as to the organisation."""
    ranking: Ranking | None = None
    points: Points | None = None
    answers: Mapping[Id, Answer]


class Profile(Frozen):
    """An organisation: its priorities, answers and workloads.

    Exactly one way of giving the priorities, or none yet.
    """

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    organisation: Text
    priorities: Ratings | None = None
    ranking: Ranking | None = None
    points: Points | None = None
    comparisons: Mapping[Id, Mapping[Id, Annotated[float, Field(ge=1 / 9, le=9)]]] | None = None
    """Priority to another one to how many times as important the first is (AHP, Saaty 1980)."""
    spread: Id | Annotated[float, Field(gt=0, le=100)] | None = None
    """How certain the weights are: `certain`, `no-idea`, a word of the knowledge base, or how far
    a weight of average size may be off (one standard deviation, in percentage points)."""
    shares: Mapping[Id, Annotated[float, Field(ge=0, le=100)]] = Field(default_factory=dict)
    """Criterion to the share of its priority, in place of the knowledge base's."""
    answers: Mapping[Id, Answer] = Field(default_factory=dict)
    workloads: Annotated[tuple[Workload, ...], Field(max_length=MOST_WORKLOADS)] = ()
    costs: CostInputs | None = None
    """Figures of its own for what models cost. With a ceiling they enter the verdict."""
    notes: Mapping[Id, Text] = Field(default_factory=dict)
    """Question to a remark that the report quotes."""
    expires: Mapping[Id, IsoDate] | None = None
    """Question to the last day on which its answer may be relied on without being confirmed."""
    decide_by: IsoDate | None = None
    """The day until which a test may take, and by which the choice is to be made."""
    unasked: Annotated[tuple[Id, ...], Field(exclude=True)] = ()
    """Questions and priorities that nobody was asked: what stands for an answer is put in, and no
    file keeps which these are."""
