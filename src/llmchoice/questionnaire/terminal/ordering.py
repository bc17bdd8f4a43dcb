"""Putting picks in order by moving them."""

from collections.abc import Iterator, Sequence
from functools import partial

from llmchoice.language import message, t, tell
from llmchoice.questionnaire.asker import Pick, Prompt, Ranks
from llmchoice.questionnaire.terminal.frame import Frame, entry_of
from llmchoice.questionnaire.terminal.paper import Paper
from llmchoice.questionnaire.terminal.stage import Meaning, named, run

CONFIRM = message("Is this your order? Press Enter again to keep it, or move something first.")
FIRST = message("Nothing is above it.")
UP = ("s-up", "c-up", ("escape", "up"))
DOWN = ("s-down", "c-down", ("escape", "down"))
"""Shift, Ctrl and Alt with an arrow: every terminal sends at least one of them."""


def put_in_order(paper: Paper, prompt: Prompt, picks: Sequence[Pick], default: Ranks) -> Ranks:
    """All picks, put in order by moving them; equals stand together."""
    order = _Order(prompt, picks, default)
    run(paper, prompt, order)
    texts = {pick.id: pick.text for pick in picks}
    ranking = order.ranking
    paper.answer(*(f"{ranking.rank_of(name)}. {texts[name]}" for name in ranking.ids))
    return ranking.ranks


class _Order:
    """The order while it is being made, and what has to be said about it."""

    def __init__(self, prompt: Prompt, picks: Sequence[Pick], default: Ranks) -> None:
        self.ranking = Ranking([pick.id for pick in picks], default)
        self._prompt = prompt
        self._picks = {pick.id: pick for pick in picks}
        self._meant = bool(default)
        """Whether the order is the person's, and not just the one of the list."""
        self._taken = False
        self._notice = ""

    def frame(self) -> Frame:
        ranking = self.ranking
        status: list[str] = []
        if self._taken:
            status.append("  " + t("Picked up: the arrows move it, Space puts it down."))
        if self._notice:
            status.append("  ! " + tell(self._notice))
        return Frame(
            hint=named(
                self._prompt,
                t("arrows move"),
                t("Space picks up or puts down"),
                t("= as above"),
                t("Enter finishes"),
            ),
            entries=tuple(
                entry_of(self._picks[name], f"{ranking.rank_of(name):>2}. ") for name in ranking.ids
            ),
            pointed=ranking.at,
            pointer="^v" if self._taken else ">",
            status=tuple(status),
        )

    def meanings(self) -> Iterator[Meaning]:
        yield partial(self._step, -1), ("up", "k", "c-p")
        yield partial(self._step, 1), ("down", "j", "c-n")
        yield partial(self._move, -1), UP
        yield partial(self._move, 1), DOWN
        yield self._take, ("space",)
        yield self._tie, ("=",)

    def so_far(self) -> Ranks | None:
        return self.ranking.ranks if self._meant else None

    def accept(self) -> bool:
        """Whether Enter is enough: an order that nobody touched needs two in a row."""
        if self._meant or self._notice == CONFIRM:
            return True
        self._notice = CONFIRM
        return False

    def _step(self, by: int) -> None:
        """What an arrow does."""
        if self._taken:
            self._move(by)
        else:
            self._notice = ""
            self.ranking.point(by)

    def _move(self, by: int) -> None:
        self._notice = ""
        self._meant = self.ranking.move(by) or self._meant

    def _tie(self) -> None:
        tied = self.ranking.tie()
        self._notice = "" if tied else FIRST
        self._meant = tied or self._meant

    def _take(self) -> None:
        self._notice = ""
        self._taken = not self._taken


class Ranking:
    """Ids in ranks, one of which is pointed at."""

    def __init__(self, ids: Sequence[str], start: Ranks = ()) -> None:
        """Start from earlier ranks, without the ids that are gone and with new ones at the end."""
        kept = [[name for name in rank if name in ids] for rank in start]
        known = {name for rank in kept for name in rank}
        self._ranks = [rank for rank in kept if rank] + [
            [name] for name in ids if name not in known
        ]
        self.pointed = self.ids[0]

    @property
    def ranks(self) -> Ranks:
        """The order as it stands."""
        return tuple(tuple(rank) for rank in self._ranks)

    @property
    def ids(self) -> list[str]:
        """All ids from the first one on."""
        return [name for rank in self._ranks for name in rank]

    @property
    def at(self) -> int:
        """Where the pointer stands among the ids."""
        return self.ids.index(self.pointed)

    def rank_of(self, name: str) -> int:
        """The rank of an id, from 1 on; equals have the same."""
        return 1 + next(at for at, rank in enumerate(self._ranks) if name in rank)

    def point(self, by: int) -> None:
        """Point so many ids further down; at the end it goes on from the start."""
        ids = self.ids
        self.pointed = ids[(self.at + by) % len(ids)]

    def move(self, by: int) -> bool:
        """Move what is pointed at by one rank, up (-1) or down (1).

        Out of several equals it moves next to them; from a rank of its own it passes the whole of
        the next one. Returns whether it could.
        """
        at = self.rank_of(self.pointed) - 1
        rank = self._ranks[at]
        if len(rank) > 1:
            rank.remove(self.pointed)
            self._ranks.insert(at if by < 0 else at + 1, [self.pointed])
            return True
        if not 0 <= at + by < len(self._ranks):
            return False
        self._ranks.insert(at + by, self._ranks.pop(at))
        return True

    def tie(self) -> bool:
        """Make what is pointed at equal to the id above it, or no longer so.

        The ids that are its equals and stand below it stay with it. Returns whether there is an id
        above it.
        """
        at = self.rank_of(self.pointed) - 1
        rank = self._ranks[at]
        inside = rank.index(self.pointed)
        if inside:
            self._ranks[at : at + 1] = [rank[:inside], rank[inside:]]
            return True
        if not at:
            return False
        self._ranks[at - 1 : at + 1] = [self._ranks[at - 1] + rank]
        return True
