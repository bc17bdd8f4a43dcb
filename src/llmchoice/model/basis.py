"""What an assessment rests on."""

from dataclasses import dataclass

from llmchoice.model.costing import Costing
from llmchoice.model.knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known, and what one organisation would pay where it says what it can."""

    kb: KnowledgeBase
    costing: Costing | None = None
    """None: the table of every criterion holds, and no option costs too much."""
