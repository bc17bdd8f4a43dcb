"""What a run may spend."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Purse:
    """What has been spent, and what is set aside for answers that are on their way.

    For each of them as much is set aside as the dearest answer of its candidate cost so far. So the
    budget is exceeded only by an answer that costs more than every one before it.
    """

    budget: float | None
    spent: float
    dearest: dict[str, float]
    """Candidate to the most that an answer of it cost."""
    _on_their_way: dict[str, int] = field(default_factory=dict)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @classmethod
    def of(cls, budget: float | None, spent: float, dearest: Mapping[str, float]) -> "Purse":
        """A purse from which that much is gone."""
        return cls(budget, spent, dict(dearest))

    async def reserve(self, candidate: str) -> bool:
        """Set something aside for an answer; False where the budget is used up.

        Where it depends on what others on their way will cost, this waits for them.
        """
        async with self._changed:
            while not self._has_room(candidate):
                if not any(self._on_their_way.values()):
                    return False
                await self._changed.wait()
            self._on_their_way[candidate] = self._on_their_way.get(candidate, 0) + 1
            return True

    async def release(self, candidate: str) -> None:
        """Put back what was set aside for an answer that has come, or will not come."""
        async with self._changed:
            self._on_their_way[candidate] -= 1
            self._changed.notify_all()

    def pay(self, candidate: str, cost: float | None) -> None:
        """Take out what an answer cost, as far as that is known."""
        self.spent += cost or 0.0
        self.dearest[candidate] = max(self.dearest.get(candidate, 0.0), cost or 0.0)

    def is_blind(self, cost: float | None) -> bool:
        """Whether a budget is to be kept that an answer of unknown cost escapes."""
        return self.budget is not None and cost is None

    def _has_room(self, candidate: str) -> bool:
        if self.budget is None:
            return True
        aside = sum(self.dearest.get(who, 0.0) * n for who, n in self._on_their_way.items())
        # Until something was paid nobody knows what an answer costs: one is sent ahead.
        unknown = candidate not in self.dearest and self._on_their_way.get(candidate, 0)
        total = self.spent + aside + self.dearest.get(candidate, 0.0)
        return not unknown and self.spent < self.budget and total <= self.budget
