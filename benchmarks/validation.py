"""How often the verdict agrees with documented decisions: prints the table of docs/validation.md.

Each case is a profile under tests/cases/, encoded from its situation, with the documented outcome
in a file of its own beside it. Baselines that look at one answer, or at none, stand beside.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import yaml

from llmchoice.engine.assess import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment, OptionResult, Recommendation, WorkloadResult
from llmchoice.model.basis import Basis
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Side

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"
SENSITIVE = {"confidential", "regulated", "secret"}
MARKS = {True: "", False: " (wrong)", None: " (either)"}
EXCLUDED = 100.0
"""Margin, in points, when the other side is excluded altogether."""


@dataclass(frozen=True)
class Case:
    """One documented decision and what the engine makes of its situation."""

    name: str
    organisation: str
    chose: str
    acceptable: tuple[str, ...]
    verdict: str
    margin: float
    """Best open minus best closed option, in points; the mean over workloads."""
    p_open: float
    """Share of the simulations in which open is ahead; the mean over workloads."""
    starts: tuple[str, ...]
    """The sides of what to begin with, over all workloads; in the order of their names."""
    sensitive: bool

    @property
    def one_sided(self) -> bool:
        """Whether the decision was for one side."""
        return self.chose.startswith(("open", "closed"))

    @property
    def begins_well(self) -> bool | None:
        """Whether it begins on a side that counts as agreement; None where only mixed does."""
        if not {"open", "closed"}.intersection(self.acceptable):
            return None
        return bool(self.starts) and set(self.starts) <= set(self.acceptable)


def cases() -> list[Case]:
    """Every case, by name."""
    kb = load_criteria()
    names = sorted(p.name.removesuffix(".expected.yaml") for p in CASES.glob("*.expected.yaml"))
    return [_case(kb, name) for name in names]


def _case(kb: KnowledgeBase, name: str) -> Case:
    path = CASES / f"{name}.yaml"
    profile = read_profile(kb, path.read_text(encoding="utf-8"), path.name)
    expected = yaml.safe_load((CASES / f"{name}.expected.yaml").read_text(encoding="utf-8"))
    result = assess(Basis(kb), profile, search=False)
    starts = [part.recommendation.start_with for part in _parts(result)]
    answers = [profile.answers, *(w.answers for w in profile.workloads)]
    data = {item for given in answers for item in given.get("data", ()) or ()}  # type: ignore[union-attr] # `data` is always several choices
    return Case(
        name=name,
        organisation=expected["organisation"],
        chose=expected["chose"],
        acceptable=tuple(expected["acceptable"]),
        verdict=result.recommendation.verdict.value,
        margin=mean(_margin(part.options) for part in _parts(result)),
        p_open=mean(_p_open(part.recommendation) for part in _parts(result)),
        starts=tuple(sorted({start.side.value for start in starts if start})),
        sensitive=bool(data & SENSITIVE),
    )


def _parts(result: Assessment) -> tuple[Assessment | WorkloadResult, ...]:
    return result.workloads or (result,)


def _p_open(recommendation: Recommendation) -> float:
    share = recommendation.p_side
    if share is None:
        return 0.5
    return share if recommendation.leading is not Side.CLOSED else 1 - share


def _margin(options: tuple[OptionResult, ...]) -> float:
    best = {
        side: max((o.score for o in options if o.admissible and o.side == side), default=None)
        for side in ("open", "closed")
    }
    if best["open"] is None or best["closed"] is None:
        return EXCLUDED if best["closed"] is None else -EXCLUDED
    return best["open"] - best["closed"]


def auc(found: list[Case], score: Callable[[Case], float]) -> float:
    """Area under the ROC curve: open decisions scored above closed ones, ties counting half.

    Mann-Whitney form (Hanley and McNeil 1982, Radiology 143:29-36); mixed decisions are left out.
    """
    opened = [score(c) for c in found if c.chose.startswith("open")]
    closed = [score(c) for c in found if c.chose.startswith("closed")]
    wins = sum((a > b) + (a == b) / 2 for a in opened for b in closed)
    return wins / (len(opened) * len(closed))


def brier(found: list[Case], chance: Callable[[Case], float]) -> float:
    """Mean square of what a chance of open was off by, over decisions for one side.

    Brier 1950, Monthly Weather Review 78:1-3; 0 is perfect, and always one half has 0.25.
    """
    return mean((chance(c) - c.chose.startswith("open")) ** 2 for c in found if c.one_sided)


def report(found: list[Case]) -> str:
    """The table and the figures, as Markdown."""
    lines = [
        "| case | chose | counts as agreement | verdict | open minus closed | | P(open) | start |",
        "| --- | --- | --- | --- | ---: | --- | ---: | --- |",
        *(_row(case) for case in found),
        "",
        "| rule | agrees | no side named | disagrees | AUC |",
        "| --- | ---: | ---: | ---: | ---: |",
        _rule("llmchoice", found, lambda c: c.verdict, lambda c: c.margin),
        _rule("always open", found, lambda _: "open", lambda _: 0),
        _rule("always closed", found, lambda _: "closed", lambda _: 0),
        _rule(
            "sensitive data means open",
            found,
            lambda c: "open" if c.sensitive else "closed",
            lambda c: c.sensitive,
        ),
        "",
        *_beginnings(found),
        "",
        *_chances(found),
    ]
    return "\n".join(lines)


def _beginnings(found: list[Case]) -> list[str]:
    judged = [case for case in found if case.begins_well is not None]
    unnamed = [case for case in judged if case.verdict == "undecided"]
    return [
        "| the side of what to begin with | right | wrong |",
        "| --- | ---: | ---: |",
        *(
            f"| {name} | {sum(bool(c.begins_well) for c in some)} |"
            f" {sum(not c.begins_well for c in some)} |"
            for name, some in (
                ("all cases but those where only mixed is right", judged),
                ("of these, where no side is named", unnamed),
            )
        ),
    ]


def _chances(found: list[Case]) -> list[str]:
    opened = [case.chose.startswith("open") for case in found if case.one_sided]
    base = mean(opened)
    return [
        f"| chance of open, over the {len(opened)} decisions for one side | Brier score |",
        "| --- | ---: |",
        f"| P(open) of llmchoice | {brier(found, lambda c: c.p_open):.3f} |",
        f"| always one half | {brier(found, lambda _: 0.5):.3f} |",
        f"| always their share, {base:.2f} | {brier(found, lambda _: base):.3f} |",
    ]


def _row(case: Case) -> str:
    margin = "closed excluded" if case.margin >= EXCLUDED else f"{case.margin:+.1f}"
    return (
        f"| {case.name} | {case.chose} | {', '.join(case.acceptable)} | {case.verdict}"
        f" | {margin} | {_outcome(case.verdict, case)} | {100 * case.p_open:.0f} %"
        f" | {', '.join(case.starts) or 'nothing'}{MARKS[case.begins_well]} |"
    )


def _rule(
    name: str,
    found: list[Case],
    verdict: Callable[[Case], str],
    score: Callable[[Case], float],
) -> str:
    outcomes = [_outcome(verdict(case), case) for case in found]
    counts = [outcomes.count(kind) for kind in ("agrees", "no side named", "disagrees")]
    return f"| {name} | {counts[0]} | {counts[1]} | {counts[2]} | {auc(found, score):.2f} |"


def _outcome(verdict: str, case: Case) -> str:
    if verdict in case.acceptable:
        return "agrees"
    return "no side named" if verdict == "undecided" else "disagrees"


if __name__ == "__main__":
    print(report(cases()))
