"""What is asked of every profile."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from llmchoice.model.knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for every profile; plain data that travels between processes."""

    kb: "KnowledgeBase"
    draws: int | None = None
    missing: Literal["unknown"] | None = None
    """Whether missing answers are taken as unknown."""
