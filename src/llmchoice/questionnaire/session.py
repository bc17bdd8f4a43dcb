"""What every part of an interview needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.dialogue import Dialogue
from llmchoice.questionnaire.journal import Journal

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Mode:
    """How an interview goes."""

    quick: bool = False
    """Whether it asks what decides most first, and stops when the rest is worth little."""
    preview: bool = True
    """Whether it says after each section where it stands."""
    member: bool = False
    """Whether one member of a panel answers, who is not to be led before all facts are in."""
    on: str = ""
    """The day of the assessment, YYYY-MM-DD; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Session:
    """One interview: what is asked, and who is asked."""

    basis: Basis
    dialogue: Dialogue
    mode: Mode = field(default_factory=Mode)
    is_new: bool = True
    """Whether nobody has weighed anything before this interview."""
    _memory: dict[tuple[str, str], Any] = field(default_factory=dict)
    _reached: list[Profile] = field(default_factory=list)

    @property
    def kb(self) -> KnowledgeBase:
        """The knowledge base."""
        return self.basis.kb

    @property
    def journal(self) -> Journal:
        """What was replied so far."""
        return self.dialogue.journal

    @property
    def reached(self) -> Profile | None:
        """The latest profile that was put down, if any was."""
        return self._reached[-1] if self._reached else None

    def put_down(self, profile: Profile) -> None:
        """Remember a profile in the making, in case somebody leaves."""
        self._reached[:] = [profile]

    def once(self, name: str, profile: Profile, compute: Callable[[], Result]) -> Result:
        """What was computed of that profile before: going back asks for it all again."""
        key = (name, profile.model_dump_json())
        if key not in self._memory:
            self._memory[key] = compute()
        result: Result = self._memory[key]
        return result
