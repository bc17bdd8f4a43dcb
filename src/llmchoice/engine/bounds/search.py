"""The search: a side is settled when every node of a covering of the completions proves it.

A node is split at what binds and what applies first, then at what moves the scores most.
"""

from collections.abc import Iterator
from itertools import pairwise

from llmchoice.engine.bounds.node import Domain, Domains, Node, Outcome, node, outcomes
from llmchoice.engine.bounds.proof import Doubt, doubts
from llmchoice.engine.bounds.stakes import Stakes, stakes
from llmchoice.engine.conditions import Holds
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis
from llmchoice.model.option import Side
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.rule import When

MOST_NODES = 400
"""Nodes after which the search gives up: a question more is asked, and nothing false is said."""


def settled(
    basis: Basis, profile: Profile, answers: Answers, *, unknown_is_open: bool = False
) -> Side | None:
    """The side that comes first whatever the questions without an answer are answered with.

    A completion gives each of them one of its choices, any combination of them, any amount, or
    `unknown` or `not-applicable` where they are offered. A side comes first when the best
    admissible option is of that side, by more than a tie. Of the profile only the weights are
    read. Answers that contradict each other count as well, so the statement is on the safe side.

    `unknown_is_open`: whether an `unknown` among the answers may still become another answer;
    otherwise it is final.

    Returns:
        The side when it is proven for every completion, else None. None says nothing: some
        completion may change the side, or the proof was not found.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    kb = basis.kb
    given = {
        q: a for q, a in answers.items() if not (unknown_is_open and kb.question(q).leaves_open(a))
    }
    costing = basis.costing
    if (
        costing is not None
        and basis.limited
        and any(name not in given for name in costing.questions)
    ):
        # What is too dear hangs on several answers at once: no bound holds until all are in.
        return None
    weighing = stakes(basis, profile, given if costing is not None else None)
    domains: dict[str, Domain] = {}
    for question in kb.questions:
        domains[question.id] = outcomes(weighing, question, given, domains)
    # One completion leaves one side to prove.
    first = {name: domain[-1:] for name, domain in domains.items()}
    for side in Side:
        if _doubts(weighing, first, side) == ():
            return side if _proven(weighing, domains, side) else None
    return None


def _proven(stakes: Stakes, domains: Domains, side: Side) -> bool:
    open_nodes = [domains]
    for _ in range(MOST_NODES):
        if not open_nodes:
            return True
        branch = node(stakes, open_nodes.pop())
        if branch is None:
            continue
        left = doubts(stakes, branch, side)
        if left == ():
            continue
        if left is None or any(_refutes(stakes, branch.domains, doubt, side) for doubt in left):
            return False
        parts = split(stakes, branch, left[0])
        if not parts:
            return False
        open_nodes.extend(parts)
    return False


def _doubts(stakes: Stakes, domains: Domains, side: Side) -> tuple[Doubt, ...] | None:
    branch = node(stakes, domains)
    return () if branch is None else doubts(stakes, branch, side)


def _refutes(stakes: Stakes, domains: Domains, doubt: Doubt, side: Side) -> bool:
    """Whether the worst answers, taken together, do not leave the side in the first place."""
    worst = {
        question: (doubt.worst.get(question, domain[0]),) for question, domain in domains.items()
    }
    return _doubts(stakes, worst, side) != ()


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
        for question in when:
            asked, domain = node.asked[question], node.domains[question]
            if asked is not Holds.NEVER and len(_groups(stakes, question, domain)) > 1:
                yield question
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
            spreads[question] = 0
            for at, stake in enumerate(stakes.of[question]):
                leads = [row[at][doubt.better] - row[at][doubt.rival] for row in rows]
                spreads[question] += stakes.weights[stake.priority] * (max(leads) - min(leads))
    return sorted(spreads, key=lambda question: -spreads[question])
