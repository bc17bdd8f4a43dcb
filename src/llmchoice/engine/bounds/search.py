"""The search: a side is settled when every node of a covering of the completions proves it."""

from llmchoice.engine.bounds.node import Domain, Domains, node, outcomes
from llmchoice.engine.bounds.proof import Doubt, doubts
from llmchoice.engine.bounds.split import split
from llmchoice.engine.bounds.stakes import Stakes, stakes
from llmchoice.model.knowledge import Basis
from llmchoice.model.option import Side
from llmchoice.model.profile import Answers, Profile

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

    Args:
        basis: The knowledge base, and what costs are.
        profile: Whose weights count.
        answers: The answers so far.
        unknown_is_open: Whether an `unknown` among the answers may still become another answer;
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
    capped = costing is not None and costing.ceiling is not None
    if costing is not None and capped and any(name not in given for name in costing.questions):
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
