"""A node of the search: all completions that take each answer from a domain of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from llmchoice.engine.bounds.outcomes import Domain
from llmchoice.engine.bounds.stakes import Stakes
from llmchoice.engine.conditions import Holds, Possible

Domains = Mapping[str, Domain]
"""Question to its domain, in the order of the questions."""


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
    completions = Possible(
        {question.id: question for question in kb.questions},
        lambda question: (outcome.chosen for outcome in domains[question]),
    )
    asked = {question.id: completions.applies(question.id) for question in kb.questions}
    binding = tuple(completions.meets(rule.when) for rule in kb.constraints)
    excluded = {
        option.id: Holds.ALWAYS if over else Holds.NEVER
        for option, over in zip(kb.options, stakes.over, strict=True)
    }
    for rule, holds in zip(kb.constraints, binding, strict=True):
        for option in rule.excludes:
            excluded[option] = max(excluded[option], holds)
    return Node(domains, asked, binding, tuple(excluded.values()))
