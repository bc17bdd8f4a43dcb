"""The panel of made-up situations under tests/experts/: what was expected, and what is said."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from benchmarks.decisions import ROOT, SUFFIX, assessed, profile_at

from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import KnowledgeBase

EXPERTS = ROOT / "tests" / "experts"


@dataclass(frozen=True)
class Situation:
    """The verdict and the first options that an expert would expect, and those found."""

    name: str
    expected: str
    defensible: tuple[str, ...]
    verdict: str
    kind: str | None
    first: tuple[str, ...]
    """The best options of the side that leads, of every workload or lane in turn."""

    @property
    def agrees(self) -> bool:
        """Whether the verdict is the expected one, of whatever kind an undecided one is."""
        return self.verdict == self.expected

    @property
    def defended(self) -> bool:
        """Whether all that comes first is among what an expert may defend."""
        return bool(self.first) and set(self.first) <= set(self.defensible)


def situations(kb: KnowledgeBase) -> list[Situation]:
    """Every situation, by name."""
    return [_situation(kb, path) for path in sorted(EXPERTS.glob(f"*{SUFFIX}"))]


def _situation(kb: KnowledgeBase, path: Path) -> Situation:
    name = path.name.removesuffix(SUFFIX)
    stated = yaml.safe_load(path.read_text(encoding="utf-8"))
    result = assessed(kb, profile_at(kb, EXPERTS / f"{name}.yaml"))
    recommendation = result.recommendation
    return Situation(
        name,
        stated["verdict"],
        (*stated["options"],),
        recommendation.verdict.value,
        recommendation.kind.value if recommendation.kind else None,
        _first(result),
    )


def _first(result: Assessment) -> tuple[str, ...]:
    parts = [part.recommendation for part in result.workloads or (result,)]
    return tuple(option for part in parts for option in part.leaders)


def experts(found: list[Situation]) -> list[str]:
    """The table and its sums, as Markdown."""
    level = [each for each in found if each.expected == "undecided"]
    called = sum(each.kind == "level" for each in level)
    return [
        "| situation | expected | verdict | defensible | first | |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_row(each) for each in found),
        "",
        f"| of the {len(found)} situations | |",
        "| --- | ---: |",
        f"| the verdict is the expected one | {sum(each.agrees for each in found)} |",
        f"| the first option is defensible | {sum(each.defended for each in found)} |",
        f"| of the {len(level)} expected to be level, called so | {called} |",
    ]


def _row(each: Situation) -> str:
    verdict = f"{each.verdict} ({each.kind})" if each.kind else each.verdict
    notes = [
        *([] if each.agrees else ["another verdict"]),
        *([] if each.defended else ["another option"]),
    ]
    return (
        f"| {each.name} | {each.expected} | {verdict} | {', '.join(each.defensible)}"
        f" | {', '.join(each.first)} | {', '.join(notes)} |"
    )
