"""An order that is being made: ranks from the first one on, equals in one of them."""

from collections.abc import Sequence

from llmchoice.questionnaire.asker import Ranks


class Ranking:
    """Ids in ranks, one of which is pointed at."""

    def __init__(self, ids: Sequence[str], start: Ranks = ()) -> None:
        """Start from earlier ranks, without the ids that are gone and with new ones at the end."""
        kept = [[one for one in rank if one in ids] for rank in start]
        known = {one for rank in kept for one in rank}
        self._ranks = [rank for rank in kept if rank] + [[one] for one in ids if one not in known]
        self.pointed = self.ids[0]

    @property
    def ranks(self) -> Ranks:
        """The order as it stands."""
        return tuple(tuple(rank) for rank in self._ranks)

    @property
    def ids(self) -> list[str]:
        """All ids from the first one on."""
        return [one for rank in self._ranks for one in rank]

    @property
    def at(self) -> int:
        """Where the pointer stands among the ids."""
        return self.ids.index(self.pointed)

    def rank_of(self, one: str) -> int:
        """The rank of an id, from 1 on; equals have the same."""
        return 1 + next(at for at, rank in enumerate(self._ranks) if one in rank)

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
