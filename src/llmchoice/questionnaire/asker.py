"""How the questionnaire talks to a person, whatever shows the questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Interrupted(KeyboardInterrupt):
    """The person left: Ctrl-C, or the end of the input.

    It is a KeyboardInterrupt so that no handler of ordinary errors takes it for a bug.
    """


@dataclass(frozen=True, slots=True)
class Pick:
    """Something to pick from a list."""

    id: str
    text: str
    notes: tuple[str, ...] = ()
    """More about it, in lines shown while it is pointed at."""
    alone: bool = False
    """Whether it excludes every other one where several may be picked."""


Check = Callable[[str], str | None]
"""What is wrong with a text, or None."""


class Asker(Protocol):
    """Shows lines and asks for picks and texts; raises Interrupted when the person leaves.

    Lines, titles and texts may hold anything: making them harmless is the asker's task.
    """

    def say(self, *lines: str) -> None:
        """Show lines, each wrapped on its own; leading spaces are kept."""

    def head(self, line: str) -> None:
        """Show a heading, set off from what stands before."""

    def one(
        self,
        title: str,
        picks: Sequence[Pick],
        *,
        notes: Sequence[str] = (),
        default: str | None = None,
    ) -> str:
        """The id of the one that was picked."""

    def many(
        self,
        title: str,
        picks: Sequence[Pick],
        *,
        notes: Sequence[str] = (),
        default: Sequence[str] = (),
    ) -> tuple[str, ...]:
        """The ids of all that were picked, at least one; one that stands alone has no company."""

    def text(
        self, title: str, check: Check, *, notes: Sequence[str] = (), default: str = ""
    ) -> str:
        """A text that the check finds nothing wrong with."""
