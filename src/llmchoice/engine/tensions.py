"""Tensions: answers beside which a slight weight of a priority looks odd."""

from dataclasses import dataclass

from llmchoice.engine.conditions import matches
from llmchoice.engine.inquiry import counted
from llmchoice.engine.parts import parts
from llmchoice.engine.weights import of_priorities
from llmchoice.errors import LlmchoiceError
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.rule import Tension


@dataclass(frozen=True, slots=True)
class TensionAt:
    """A tension that the answers bring about."""

    rule: Tension
    workload: str | None
    """Whose answers they are; None where the organisation has no workloads."""
    weight: float
    """Of the rule's priority, from 0 to 1."""


def tensions(kb: KnowledgeBase, profile: Profile) -> tuple[TensionAt, ...]:
    """Every tension, workload by workload, in the order of the knowledge base.

    An answer `unknown` brings none about, nor one to a question that does not apply. Empty as long
    as the profile gives its priorities no weights that can be told.
    """
    return tuple(
        TensionAt(rule, part.name or None, slight[rule.priority])
        for part in parts(kb, profile)
        for slight, answers in ((_slight(kb, part.profile), counted(kb, part.answers)),)
        for rule in kb.tensions
        if rule.priority in slight and matches(rule.when, answers)
    )


def _slight(kb: KnowledgeBase, profile: Profile) -> dict[str, float]:
    """The priorities of slight weight, with it."""
    if kb.settings.slight_weight is None:
        return {}
    try:
        weights = of_priorities(kb, profile)
    except LlmchoiceError:
        # Nothing is weighed yet, everything at 0, or two priorities are not compared yet.
        return {}
    limit = kb.settings.slight_weight / len(weights)
    return {name: weight for name, weight in weights.items() if weight < limit}
