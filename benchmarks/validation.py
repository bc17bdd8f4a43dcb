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
from llmchoice.model.assessment import Assessment, OptionResult
from llmchoice.model.basis import Basis
from llmchoice.model.knowledge import KnowledgeBase

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"
SENSITIVE = {"confidential", "regulated", "secret"}
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
    sensitive: bool


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
    answers = [profile.answers, *(w.answers for w in profile.workloads)]
    data = {item for given in answers for item in given.get("data", ()) or ()}  # type: ignore[union-attr] # `data` is always several choices
    return Case(
        name=name,
        organisation=expected["organisation"],
        chose=expected["chose"],
        acceptable=tuple(expected["acceptable"]),
        verdict=result.recommendation.verdict.value,
        margin=mean(_margin(options) for options in _parts(result)),
        sensitive=bool(data & SENSITIVE),
    )


def _parts(result: Assessment) -> list[tuple[OptionResult, ...]]:
    return [part.options for part in result.workloads] or [result.options]


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


def report(found: list[Case]) -> str:
    """The table and the figures, as Markdown."""
    lines = [
        "| case | chose | counts as agreement | verdict | open minus closed | |",
        "| --- | --- | --- | --- | ---: | --- |",
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
    ]
    return "\n".join(lines)


def _row(case: Case) -> str:
    margin = "closed excluded" if case.margin >= EXCLUDED else f"{case.margin:+.1f}"
    return (
        f"| {case.name} | {case.chose} | {', '.join(case.acceptable)} | {case.verdict}"
        f" | {margin} | {_outcome(case.verdict, case)} |"
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
