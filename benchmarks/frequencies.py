"""How often organisations answer what: reads population.yaml, and draws from it.

Says nothing of options: what is drawn here could be assessed on any knowledge base whose questions
it knows.
"""

from pathlib import Path

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, Field

FREQUENCIES = Path(__file__).with_name("population.yaml")
PERCENT = 100
Given = str | int | list[str] | dict[str, str] | dict[str, int]
"""An answer as it stands in a profile."""
Facts = dict[str, frozenset[str]]
"""What is true of an organisation: question or fact to the choices."""


class Strict(BaseModel):
    """A part of the file of frequencies."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bound(Strict):
    """Something that holds for some organisations only."""

    when: dict[str, list[str]] = Field(default_factory=dict)
    unless: dict[str, list[str]] = Field(default_factory=dict)

    def holds(self, facts: Facts) -> bool:
        """Whether each entry under `when` has one of its answers, and none under `unless` has."""
        return all(not facts[i].isdisjoint(wanted) for i, wanted in self.when.items()) and all(
            facts[i].isdisjoint(unwanted) for i, unwanted in self.unless.items()
        )


class Instead(Bound):
    """Percentages in place of others."""

    to: dict[str, float]


class Times(Bound):
    """Factors of odds."""

    odds: dict[str, float]


class More(Bound):
    """What is added to the mean of a number, or of several."""

    by: float | dict[str, float]


class Apart(Bound):
    """Who answers for each choice of another question by itself."""

    question: str
    share: float


class Counted(Strict):
    """Who gives counts of a test in place of words."""

    share: float
    cases: tuple[int, int]
    rates: dict[str, tuple[float, float]]
    """Word to the shares of cases that the closed and the open model pass."""


class Entry(Strict):
    """How often something is true."""

    id: str
    source: dict[str, str]
    unknown: float = 0
    share: dict[str, float] = Field(default_factory=dict)
    several: dict[str, float] = Field(default_factory=dict)
    otherwise: str = ""
    log10: float = 0
    scatter: float = 0
    set_: list[Instead] = Field(default_factory=list, alias="set")
    times: list[Times] = Field(default_factory=list)
    plus: list[More] = Field(default_factory=list)
    apart: Apart | None = None
    counted: Counted | None = None

    def draw(self, facts: Facts, chance: np.random.Generator) -> Given:
        """What an organisation would answer if it knew."""
        if self.scatter:
            added = sum(m.by for m in self.plus if isinstance(m.by, float) and m.holds(facts))
            return _rounded(10 ** (self.log10 + added + self.scatter * chance.standard_normal()))
        if self.apart and self.apart.holds(facts) and chance.random() * PERCENT < self.apart.share:
            of = self.apart.question
            each = {c: self._one({**facts, of: frozenset([c])}, chance) for c in sorted(facts[of])}
            return each if len(set(each.values())) > 1 else next(iter(each.values()))
        if self.several:
            return self._several(facts, chance)
        word = self._one(facts, chance)
        if self.counted is None or word not in self.counted.rates:
            return word
        if chance.random() * PERCENT >= self.counted.share:
            return word
        return self._counts(self.counted, word, chance)

    def _one(self, facts: Facts, chance: np.random.Generator) -> str:
        shares = self._shares(self.share, facts)
        for rule in self.times:
            if rule.holds(facts):
                shares = {c: share * rule.odds.get(c, 1) for c, share in shares.items()}
        weights = np.array(list(shares.values()))
        return str(chance.choice(list(shares), p=weights / weights.sum()))

    def _several(self, facts: Facts, chance: np.random.Generator) -> list[str]:
        found = []
        for choice, percent in self._shares(self.several, facts).items():
            odds = percent / (PERCENT - percent)
            for rule in self.times:
                odds *= rule.odds.get(choice, 1) if rule.holds(facts) else 1
            if chance.random() < odds / (1 + odds):
                found.append(choice)
        return found or [self.otherwise]

    def _shares(self, shares: dict[str, float], facts: Facts) -> dict[str, float]:
        for rule in self.set_:
            if rule.holds(facts):
                shares = {**shares, **rule.to}
        return shares

    @staticmethod
    def _counts(counted: Counted, word: str, chance: np.random.Generator) -> Given:
        """Counts of a test, drawn by the rates of a word; chance may make them say another one."""
        fewest, most = counted.cases
        cases = int(chance.integers(fewest, most + 1))
        closed, opened = (int(chance.binomial(cases, rate)) for rate in counted.rates[word])
        return {"cases": cases, "open": opened, "closed": closed}


class Priorities(Strict):
    """How important people say that the priorities are."""

    source: dict[str, str]
    habit: float
    scatter: float
    mean: dict[str, float]
    plus: list[More]

    def draw(self, facts: Facts, chance: np.random.Generator) -> dict[str, int]:
        """Ratings from 0 to 5."""
        habit = self.habit * chance.standard_normal()
        rated = {p: mean + habit for p, mean in self.mean.items()}
        for more in self.plus:
            if isinstance(more.by, dict) and more.holds(facts):
                rated |= {p: rated[p] + by for p, by in more.by.items()}
        noise = self.scatter * chance.standard_normal(len(rated))
        pairs = zip(rated.items(), noise, strict=True)
        return {p: int(np.clip(round(mean + off), 0, 5)) for (p, mean), off in pairs}


class Frequencies(Strict):
    """The whole file."""

    sources: dict[str, dict[str, str]]
    changed: list[str]
    facts: list[Entry]
    questions: list[Entry]
    priorities: Priorities


def chosen(given: Given) -> frozenset[str]:
    """The choices that an answer names; an amount by its digits."""
    values = given.values() if isinstance(given, dict) else given
    if isinstance(values, str | int):
        return frozenset([str(values)])
    return frozenset(map(str, values))


def _rounded(amount: float) -> int:
    return int(float(f"{amount:.1e}"))


def frequencies() -> Frequencies:
    """The whole file, read and checked."""
    return Frequencies.model_validate(yaml.safe_load(FREQUENCIES.read_text(encoding="utf-8")))
