"""A node of the search: all completions that take each answer from a domain of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from llmchoice.engine.bounds.outcomes import Domain, Outcome
from llmchoice.engine.bounds.stakes import Stakes
from llmchoice.model.base import UNKNOWN
from llmchoice.model.rule import When

Domains = Mapping[str, Domain]
"""Question to its domain, in the order of the questions."""


class Holds(IntEnum):
    """In which completions of a node something holds; `SOMETIMES` may also be never or always."""

    NEVER = 0
    SOMETIMES = 1
    ALWAYS = 2


@dataclass(frozen=True, slots=True)
class Node:
    """The completions, and what holds in them."""

    domains: Domains
    asked: Mapping[str, Holds]
    """Whether each question applies."""
    binding: tuple[Holds, ...]
    """Whether each constraint binds, in their order."""
    excluded: tuple[Holds, ...]
    """Whether each option is excluded, in their order."""


def node(stakes: Stakes, domains: Domains) -> Node:
    """The node of these domains."""
    kb = stakes.kb
    asked: dict[str, Holds] = {}
    for question in kb.questions:
        asked[question.id] = (
            Holds.ALWAYS
            if question.when is None
            else _holds(question.when, domains, asked, _may_meet)
        )
    binding = tuple(_holds(rule.when, domains, asked, _meets) for rule in kb.constraints)
    excluded = {
        option.id: Holds.ALWAYS if over else Holds.NEVER
        for option, over in zip(kb.options, stakes.over, strict=True)
    }
    for rule, holds in zip(kb.constraints, binding, strict=True):
        for option in rule.excludes:
            excluded[option] = max(excluded[option], holds)
    return Node(domains, asked, binding, tuple(excluded.values()))


def _meets(outcome: Outcome, wanted: tuple[str, ...]) -> bool:
    return not outcome.chosen.isdisjoint(wanted)


def _may_meet(outcome: Outcome, wanted: tuple[str, ...]) -> bool:
    return outcome.answer == UNKNOWN or not outcome.chosen.isdisjoint(wanted)


def _holds(
    when: When,
    domains: Domains,
    asked: Mapping[str, Holds],
    meets: Callable[[Outcome, tuple[str, ...]], bool],
) -> Holds:
    """Whether every part holds; a question that does not apply has no answer to meet one."""
    least = Holds.ALWAYS
    for question, wanted in when.items():
        # A question that stands further below is not known yet when the rule is read.
        applies = asked.get(question, Holds.NEVER)
        found = [meets(outcome, wanted) for outcome in domains[question]]
        if applies is Holds.NEVER or not any(found):
            return Holds.NEVER
        if applies is Holds.SOMETIMES or not all(found):
            least = Holds.SOMETIMES
    return least
