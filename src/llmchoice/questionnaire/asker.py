"""How the questionnaire talks to a person, whatever shows the questions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


class Interrupted(KeyboardInterrupt):
    """The person left: Ctrl-C, or the end of the input.

    It is a KeyboardInterrupt so that no handler of ordinary errors takes it for a bug.
    """


class Back(Exception):  # noqa: N818 - no error: the person wants to see the step before
    """The person goes back to the step before."""


class Enough(Exception):  # noqa: N818 - no error: the person wants the result now
    """The person wants no more questions: what is left counts as unknown."""


Ranks = tuple[tuple[str, ...], ...]
"""Ids in order, the first one first; equals together."""

Reply = str | tuple[str, ...] | Ranks | Mapping[str, int]
"""What an asker returns: an id or a text, several ids, an order, or a number for each id."""


class Remarking(Exception):  # noqa: N818 - no error: the person wants to say more
    """The person wants to write a note on the answer before it is given.

    `so_far` is what was ticked, typed or moved by then, to be passed as the default when the
    prompt is shown again; None if nothing was.
    """

    def __init__(self, so_far: Reply | None = None) -> None:
        super().__init__()
        self.so_far = so_far


@dataclass(frozen=True, slots=True)
class Pick:
    """Something to pick from a list."""

    id: str
    text: str
    notes: tuple[str, ...] = ()
    """More about it, in lines shown while it is pointed at."""
    alone: bool = False
    """Whether it excludes every other one where several may be picked."""
    group: str = ""
    """A heading to show above the first pick of every group."""
    cut: bool = False
    """Whether a list that is redrawn may cut the text off at the edge: the notes hold it all."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is shown before a person answers."""

    title: str
    head: str = ""
    """A heading above it, set off from what stands before; none where it is empty."""
    lead: tuple[str, ...] = ()
    """Lines between the heading and the title."""
    notes: tuple[str, ...] = ()
    """Lines right below the title."""
    why: Callable[[], Sequence[str]] | None = None
    """Yields the lines behind the key that asks why; None where there is nothing to say."""
    remark: str | None = None
    """The note on the answer so far, perhaps empty; None where a note makes no sense."""
    may_end: bool = False
    """Whether the person may end the questions here."""
    first: int = 1
    """The number of the first pick: 0 where a scale begins there."""


Check = Callable[[str], str | None]
"""What is wrong with a text, or None."""


class Asker(Protocol):
    """Shows lines and asks.

    Every method that asks raises Interrupted when the person leaves, Back when the person wants the
    step before; only where `prompt.remark` is not None, Remarking; and only where `prompt.may_end`,
    Enough.

    Lines, titles and texts may hold anything: making them harmless is the asker's task. A default
    is always an earlier reply of the same person; without one nothing is preselected.
    """

    @property
    def help(self) -> Sequence[str]:
        """Lines that say how to answer, go back, ask why, write a note and leave."""

    def say(self, *lines: str) -> None:
        """Show lines, each wrapped on its own; leading spaces are kept."""

    def head(self, line: str) -> None:
        """Show a heading, set off from what stands before."""

    def pick(self, prompt: Prompt, picks: Sequence[Pick], *, default: str | None = None) -> str:
        """The id of the one that was picked."""

    def many(
        self, prompt: Prompt, picks: Sequence[Pick], *, default: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """The ids of all that were picked, at least one; one that stands alone has no company."""

    def text(self, prompt: Prompt, check: Check, *, default: str = "") -> str:
        """A text that the check finds nothing wrong with."""

    def order(self, prompt: Prompt, picks: Sequence[Pick], *, default: Ranks = ()) -> Ranks:
        """All picks, put in order by moving them; equals stand together.

        Without a default they start in the order in which they are listed, and that order has to be
        confirmed where nothing was moved.
        """

    def share(
        self,
        prompt: Prompt,
        picks: Sequence[Pick],
        *,
        total: int,
        default: Mapping[str, int] | None = None,
    ) -> Mapping[str, int]:
        """For each pick a whole number from 0 on; together they make the total.

        What is left of the total is shown while the numbers are being given.
        """
