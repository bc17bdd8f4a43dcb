"""Answers of a profile that cannot all be true."""

from dataclasses import dataclass

from llmchoice.engine.answers import contradictions
from llmchoice.engine.inquiry import counted
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.rule import Contradiction
from llmchoice.questionnaire.edit import Scope, answers_in, scopes


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction, and whose answers it is in."""

    rule: Contradiction
    scope: Scope


def clashes(kb: KnowledgeBase, profile: Profile) -> tuple[Clash, ...]:
    """Every contradiction, in each workload or in the organisation without any."""
    return tuple(
        Clash(rule, scope)
        for scope in scopes(profile)
        for rule in contradictions(kb, counted(kb, answers_in(profile, scope)))
    )


def explained(kb: KnowledgeBase, rule: Contradiction) -> tuple[str, ...]:
    """A contradiction, for the person who answered."""
    texts = " and ".join(f'"{kb.question(q).text}"' for q in rule.when)
    return (
        f"! These answers contradict each other: {texts}",
        f"  Reason: {rule.reason}",
        f"  How to fix it: {rule.fix}",
    )
