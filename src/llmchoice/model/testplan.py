"""Whether a test of one's own could decide, and how large it has to be."""

from typing import Literal

from llmchoice.model.assessment import Decider
from llmchoice.model.base import Frozen, Id, Text
from llmchoice.model.estimate import Passed
from llmchoice.model.option import Side
from llmchoice.model.verdict import Verdict


class Expected(Frozen):
    """A way that the test may come out, and how likely it is before anything is tested."""

    choice: Id
    text: Text
    difference: float
    """The open model's pass rate less the closed one's, from -1 to 1."""
    likely: float
    """From 0 to 1; those of all sum to 1."""


class Detects(Frozen):
    """How likely a test is to show a difference by itself, whatever else counts."""

    difference: float
    """By which the open model is behind, from 0 to 1."""
    power: float


class TestSize(Frozen):
    """A test of so many cases."""

    __test__ = False  # no test of ours

    cases: int
    """In all, with those that were counted already."""
    more: int
    """How many of them are still to be tested."""
    hold: int
    """How many of all the closed model is taken to pass."""
    open_from: int | None
    """From how many passes of the open model on, of all cases, an open option is recommended; null
    where none comes to that, those that were counted included."""
    closed_up_to: int | None
    """Up to how many a closed one is; null likewise."""
    settled: float
    """How likely it is, from 0 to 1, that one of the two is recommended after it."""
    changed: float
    """How likely it is, from 0 to 1, that the side is another after it than before: recommended,
    or none."""
    agrees: float
    """How likely it is, from 0 to 1, that it ends with the choice that the largest of the sizes
    would, if the test went on to that; 1 of the largest itself."""
    detects: tuple[Detects, ...]


class TestPlan(Frozen):
    """What a test could do for one decision."""

    __test__ = False  # no test of ours

    name: str
    """Of the workload or lane; empty for the organisation."""
    verdict: Verdict
    """Before it."""
    question: Id | None = None
    """The one that it would answer; null where no test can be looked at."""
    counted: Passed | None = None
    """What was counted before it: tests add to that. Null where nothing was."""
    closed_rate: float | None = None
    """The pass rate that is assumed of the closed model: as counted, else as the criteria state;
    null likewise."""
    decides: bool = False
    """Whether some result of some size would change the verdict."""
    level: bool = False
    """Whether the sides are level, so that either may be chosen without a test."""
    expected: tuple[Expected, ...] = ()
    """By the odds of the criteria; empty where something was counted, which then is expected to go
    on."""
    sizes: tuple[TestSize, ...] = ()
    """The fewest cases first; empty where no test can be looked at."""
    enough: int | None = None
    """The fewest of these cases that are likely enough to change the choice, and end as the largest
    size would often enough (`test_agreement`); null where the largest hardly changes it, or never,
    and where the sides are level."""
    instead: Decider | None = None
    """Where that is null, what can change it: what decides, else the nearest weight; null where
    nothing was found."""


class Entrant(Frozen):
    """A model to test: of the options that are compared, by facts alone."""

    side: Side
    option: Id
    option_name: Text
    model: Text
    name: Text


class TrialPlan(Frozen):
    """Whether a test is worth it, how large, of what, and the result that changes the choice."""

    schema_version: Literal[1] = 1
    organisation: Text
    plans: tuple[TestPlan, ...]
    entrants: tuple[Entrant, ...]
    """One or two a side, of admissible options alone; empty where no test is worth it."""
