"""Documented decisions, and what the engine makes of their situations.

Each has its documented outcome under tests/cases/, and a profile of the same name in every folder
there: one for each way to encode a situation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import mean

import yaml

from llmchoice.api import priced
from llmchoice.engine.assess import assess
from llmchoice.engine.conditions import chosen
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment, OptionResult, Recommendation, WorkloadResult
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
SUFFIX = ".expected.yaml"
EXCLUDED = 100.0
"""Margin, in points, when the other side is excluded altogether."""
EITHER = 0.5
"""Chance of open where nothing is admissible."""


@dataclass(frozen=True)
class Outcome:
    """What an organisation decided."""

    chose: str
    acceptable: tuple[str, ...]
    """The verdicts that count as agreement."""

    @property
    def one_sided(self) -> bool:
        """Whether it was for one side."""
        return self.chose.startswith(("open", "closed"))

    @property
    def opened(self) -> bool:
        """Whether it was for open models alone."""
        return self.chose.startswith("open")


@dataclass(frozen=True)
class Case:
    """One documented decision, and the assessment of its situation in one encoding."""

    name: str
    outcome: Outcome
    profile: Profile
    result: Assessment

    @property
    def parts(self) -> tuple[Assessment | WorkloadResult, ...]:
        """What was assessed one by one: its workloads or lanes, else the organisation itself."""
        return self.result.workloads or (self.result,)

    @property
    def verdict(self) -> str:
        """Of the organisation."""
        return self.result.recommendation.verdict.value

    @property
    def excludes(self) -> bool:
        """Whether one side is excluded altogether, in a part at least."""
        return any(abs(_margin(part.options)) >= EXCLUDED for part in self.parts)

    @property
    def margin(self) -> float:
        """Best open minus best closed option, in points; the mean over parts."""
        return mean(_margin(part.options) for part in self.parts)

    @property
    def p_open(self) -> float:
        """Share of the simulations in which open is ahead; the mean over parts."""
        return mean(_p_open(part.recommendation) for part in self.parts)

    @property
    def starts(self) -> tuple[str, ...]:
        """The sides of what to begin with, over all parts; in the order of their names."""
        starts = (part.recommendation.start_with for part in self.parts)
        return tuple(sorted({start.side.value for start in starts if start}))

    @property
    def begins_well(self) -> bool | None:
        """Whether it begins on a side that counts as agreement; None where only mixed does."""
        sides = {"open", "closed"}.intersection(self.outcome.acceptable)
        return bool(self.starts) and sides.issuperset(self.starts) if sides else None

    @cached_property
    def answered(self) -> Mapping[str, frozenset[str]]:
        """Question to everything that was answered, in whatever workload."""
        given = [self.profile.answers, *(w.answers for w in self.profile.workloads)]
        return {
            question: frozenset().union(*(chosen(answers.get(question)) for answers in given))
            for answers in given
            for question in answers
        }


def encodings() -> tuple[str, ...]:
    """The folders that hold a profile for every case, the mechanical one first."""
    return tuple(sorted((path.name for path in CASES.iterdir() if path.is_dir()), reverse=True))


def outcomes() -> Iterator[tuple[str, Outcome]]:
    """Every case with its outcome, by name."""
    for path in sorted(CASES.glob(f"*{SUFFIX}")):
        stated = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield path.name.removesuffix(SUFFIX), Outcome(stated["chose"], (*stated["acceptable"],))


def cases(kb: KnowledgeBase, encoding: str, unknown: str | None = None) -> list[Case]:
    """Every case in an encoding, by name; with a question unanswered that may have an answer."""
    return [_case(kb, encoding, name, outcome, unknown) for name, outcome in outcomes()]


def _case(
    kb: KnowledgeBase, encoding: str, name: str, outcome: Outcome, unknown: str | None
) -> Case:
    profile = profile_at(kb, CASES / encoding / f"{name}.yaml")
    if unknown is not None and unknown in profile.answers:
        answers = {**profile.answers, unknown: UNKNOWN}
        profile = profile.model_copy(update={"answers": answers})
    return Case(name, outcome, profile, assessed(kb, profile))


def profile_at(kb: KnowledgeBase, path: Path) -> Profile:
    """The profile in a file."""
    return read_profile(kb, path.read_text(encoding="utf-8"), path.name)


def assessed(kb: KnowledgeBase, profile: Profile) -> Assessment:
    """Its assessment, without a search for what would change it."""
    return assess(priced(kb, profile), profile, search=False)


def _p_open(recommendation: Recommendation) -> float:
    share = recommendation.p_side
    if share is None:
        return EITHER
    return share if recommendation.leading is not Side.CLOSED else 1 - share


def _margin(options: tuple[OptionResult, ...]) -> float:
    best = {
        side: max((o.score for o in options if o.admissible and o.side == side), default=None)
        for side in ("open", "closed")
    }
    if best["open"] is None or best["closed"] is None:
        return EXCLUDED if best["closed"] is None else -EXCLUDED
    return best["open"] - best["closed"]
