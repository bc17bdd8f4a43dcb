"""How often the verdict agrees with documented decisions, and with what experts would expect.

Prints the figures of docs/validation.md. Baselines that look at one answer, or at none, stand
beside. Run it from the root of the project: python -m benchmarks.validation
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import mean

from benchmarks.decisions import EITHER, Case, cases, encodings
from benchmarks.experts import experts, situations
from benchmarks.skill import area, brier, lower_end, standard_error

from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.base import UNKNOWN

TITLES = {"rules": "By fixed rules", "insider": "As an informed insider would answer"}
SENSITIVE = {"confidential", "regulated", "secret"}
TRAINED = {"fine-tuning", "redesign"}
TEST = "own-test"
AS_GOOD = {"expected-ahead", "expected-equal", "open-ahead", "open-equal"}
MARKS = {True: "", False: " (wrong)", None: " (either)"}
NAMED, WRONG, BEGUN, SKILL, MIXED = 0.75, 1, 0.85, 0.90, 0.5
"""What is hoped for: shares of cases, a number of them, and the area under the ROC curve."""


@dataclass(frozen=True)
class Rule:
    """A way to decide: a verdict, and a score that is the higher the more it speaks for open."""

    name: str
    verdict: Callable[[Case], str]
    score: Callable[[Case], float]


def _sided(name: str, says_open: Callable[[Case], bool]) -> Rule:
    return Rule(name, lambda case: "open" if says_open(case) else "closed", says_open)


OURS = Rule("llmchoice", lambda case: case.verdict, lambda case: case.margin)
RULES = (
    OURS,
    Rule(
        "llmchoice, whichever side is ahead",
        lambda case: "open" if case.p_open > EITHER else "closed",
        lambda case: case.p_open,
    ),
    _sided("always open", lambda _: True),
    _sided("always closed", lambda _: False),
    _sided("sensitive data means open", lambda c: _answered(c, "data", SENSITIVE)),
    _sided("own training means open", lambda c: _answered(c, "customisation", TRAINED)),
    _sided("open does as well in the test: open", lambda c: _answered(c, TEST, AS_GOOD)),
)


def _answered(case: Case, question: str, choices: set[str]) -> bool:
    return not choices.isdisjoint(case.answered.get(question, ()))


def outcome(verdict: str, case: Case) -> str:
    """What a verdict is beside the decision: right, wrong, or none."""
    if verdict in case.outcome.acceptable:
        return "right"
    return "not named" if verdict == "undecided" else "wrong"


def report(found: list[Case], untested: list[Case]) -> Iterator[str]:
    """The tables of one encoding, as Markdown; `untested` are its cases without a test."""
    sided, mixed = _apart(found)
    for title, some in (("for one side", sided), ("for both", mixed)):
        yield from _head(f"{title}: case", "chose", "verdict", "", "margin", "P(open)", "start")
        yield from map(_row, some)
        yield ""
    yield from _head("hoped for", "cases", "aim", "is")
    yield from _hopes(sided, mixed)
    yield ""
    counts = ("right", "wrong", "not named")
    names = (*(f"one side: {name}" for name in counts), *(f"both: {name}" for name in counts))
    yield from _head("rule", *names, "AUC", "standard error", "lower end, 95 %")
    for rule in RULES:
        yield _compared(rule, found)
    if untested:
        yield _compared(replace(OURS, name="llmchoice, without the test"), untested)
    yield ""
    yield from _chances(sided)


def _apart(found: list[Case]) -> tuple[list[Case], list[Case]]:
    """Decisions for one side, and for both."""
    sided = [case for case in found if case.outcome.one_sided]
    return sided, [case for case in found if not case.outcome.one_sided]


def _head(*names: str) -> Iterator[str]:
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join(['---'] * len(names))} |"


def _row(case: Case) -> str:
    recommendation = case.result.recommendation
    verdicts = [part.recommendation.verdict.value for part in case.parts]
    detail = ", ".join(verdicts) if case.result.workloads else recommendation.kind
    margin = "a side excluded" if case.excludes else f"{case.margin:+.1f}"
    return (
        f"| {case.name} | {case.outcome.chose} | {case.verdict}{f' ({detail})' if detail else ''}"
        f" | {outcome(case.verdict, case)} | {margin} | {100 * case.p_open:.0f} %"
        f" | {', '.join(case.starts) or 'nothing'}{MARKS[case.begins_well]} |"
    )


def _hopes(sided: list[Case], mixed: list[Case]) -> Iterator[str]:
    named = Counter(outcome(case.verdict, case) for case in sided)
    unnamed = [case for case in sided if outcome(case.verdict, case) == "not named"]
    apart = [case for case in mixed if case.result.workloads]
    wrong = f"| one side, named wrongly | {len(sided)} | at most {WRONG} | {named['wrong']} |"
    yield _hope("one side, named rightly", sided, NAMED, named["right"])
    yield wrong
    yield _hope("one side, start on that side", sided, BEGUN, _begun(sided))
    yield _hope("of these where no side is named", unnamed, None, _begun(unnamed))
    yield f"| one side, AUC | {len(sided)} | {SKILL:.2f} | {_auc(OURS, sided)[0]:.2f} |"
    split = sum(case.verdict == "mixed" for case in apart)
    yield _hope("both, assessed in parts, named `mixed`", apart, MIXED, split)


def _begun(some: list[Case]) -> int:
    return sum(bool(case.begins_well) for case in some)


def _hope(name: str, some: list[Case], aim: float | None, count: int) -> str:
    share = f"{count} ({100 * count / len(some):.0f} %)" if some else "no such case"
    return f"| {name} | {len(some)} | {f'{100 * aim:.0f} %' if aim else ''} | {share} |"


def _auc(rule: Rule, sided: list[Case]) -> tuple[float, int, int]:
    opened = [rule.score(case) for case in sided if case.outcome.opened]
    closed = [rule.score(case) for case in sided if not case.outcome.opened]
    return area(opened, closed), len(opened), len(closed)


def _compared(rule: Rule, found: list[Case]) -> str:
    sided, mixed = _apart(found)
    counts = [
        Counter(outcome(rule.verdict(case), case) for case in some)[kind]
        for some in (sided, mixed)
        for kind in ("right", "wrong", "not named")
    ]
    sizes = _auc(rule, sided)
    return (
        f"| {rule.name} | {' | '.join(map(str, counts))} | {sizes[0]:.2f}"
        f" | {standard_error(*sizes):.2f} | {lower_end(*sizes):.2f} |"
    )


def _chances(sided: list[Case]) -> Iterator[str]:
    opened = [case.outcome.opened for case in sided]
    base = mean(opened)
    yield from _head(
        f"chance of open, over the {len(opened)} decisions for one side", "Brier score"
    )
    for name, chances in (
        ("P(open) of llmchoice", [case.p_open for case in sided]),
        ("always one half", [EITHER] * len(sided)),
        (f"always their share, {base:.2f}", [base] * len(sided)),
    ):
        yield f"| {name} | {brier(chances, opened):.3f} |"


def main() -> None:
    """Print all figures, those of each encoding in turn."""
    kb = load_criteria()
    for encoding in encodings():
        found = cases(kb, encoding)
        tested = any(case.answered[TEST] != {UNKNOWN} for case in found)
        untested = cases(kb, encoding, unknown=TEST) if tested else []
        print(f"### {TITLES[encoding]}\n", *report(found, untested), "", sep="\n")
    print("### The experts' panel\n", *experts(situations(kb)), sep="\n")


if __name__ == "__main__":
    main()
