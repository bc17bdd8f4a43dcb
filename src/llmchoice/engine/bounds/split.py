"""Where a node is split: what binds and what applies first, then what moves the scores most."""

from collections.abc import Iterator
from itertools import pairwise

from llmchoice.engine.bounds.node import Domain, Domains, Node, Outcome
from llmchoice.engine.bounds.proof import Doubt
from llmchoice.engine.bounds.stakes import Stakes
from llmchoice.engine.conditions import Holds
from llmchoice.model.base import UNKNOWN
from llmchoice.model.rule import When


def split(stakes: Stakes, node: Node, doubt: Doubt) -> tuple[Domains, ...]:
    """The node in parts that cover it; empty when it cannot be split."""
    for question in (*_undecided(stakes, node, doubt.better), *_spread(stakes, node, doubt)):
        domain = node.domains[question]
        parts = _groups(stakes, question, domain)
        if len(parts) == 1:
            parts = _pieces(domain)
        if len(parts) > 1:
            return tuple({**node.domains, question: part} for part in parts)
    return ()


def _undecided(stakes: Stakes, node: Node, better: int) -> Iterator[str]:
    """Questions with answers that decide what binds or applies."""
    for when in _open_rules(stakes, node, stakes.kb.options[better].id):
        yield from (question for question in when if _mixed(stakes, node, question))
    for question, domain in node.domains.items():
        if any(outcome.rows for outcome in domain) and not all(o.rows for o in domain):
            yield question


def _open_rules(stakes: Stakes, node: Node, option: str) -> Iterator[When]:
    """The rules that hold in some completions only; first those that exclude the option."""
    rules = [
        rule
        for rule, holds in zip(stakes.kb.constraints, node.binding, strict=True)
        if holds is Holds.SOMETIMES
    ]
    rules.sort(key=lambda rule: (option not in rule.excludes, -len(rule.excludes)))
    yield from (rule.when for rule in rules)
    for question in stakes.kb.questions:
        if question.when is not None and node.asked[question.id] is Holds.SOMETIMES:
            yield question.when


def _mixed(stakes: Stakes, node: Node, question: str) -> bool:
    return node.asked[question] is not Holds.NEVER and (
        len(_groups(stakes, question, node.domains[question])) > 1
    )


def _groups(stakes: Stakes, question: str, domain: Domain) -> list[Domain]:
    """The outcomes by the rules that they meet."""
    wanted = stakes.wanted.get(question, ())
    opens = question in stakes.opens
    groups: dict[tuple[bool, ...], list[Outcome]] = {}
    for outcome in domain:
        met = (not outcome.chosen.isdisjoint(names) for names in wanted)
        # An unknown answer excludes nothing, and rules no further question out.
        key = (bool(outcome.rows), opens and outcome.answer == UNKNOWN, *met)
        groups.setdefault(key, []).append(outcome)
    return [tuple(group) for group in groups.values()]


def _pieces(domain: Domain) -> list[Domain]:
    """The outcomes one by one; amounts two by two, for what lies between them."""
    amounts = [outcome for outcome in domain if isinstance(outcome.answer, int | float)]
    others: list[Domain] = [(outcome,) for outcome in domain if outcome not in amounts]
    between: list[Domain] = list(pairwise(amounts)) or [tuple(amounts)]
    return [*(part for part in between if part), *others]


def _spread(stakes: Stakes, node: Node, doubt: Doubt) -> list[str]:
    """The questions that can move the two options apart, most of all first."""
    if doubt.rival is None:
        return []
    spreads: dict[str, float] = {}
    for question, domain in node.domains.items():
        rows = [outcome.rows for outcome in domain if outcome.rows]
        if len(rows) > 1 and node.asked[question] is not Holds.NEVER:
            spreads[question] = sum(
                stakes.weights[stake.priority]
                * _range([row[at][doubt.better] - row[at][doubt.rival] for row in rows])
                for at, stake in enumerate(stakes.of[question])
            )
    return sorted(spreads, key=lambda question: -spreads[question])


def _range(numbers: list[float]) -> float:
    return max(numbers) - min(numbers)
