"""The latest results, kept within bounds."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Worked = TypeVar("Worked")


class Latest(Generic[Worked]):
    """Results by what they were worked out from, which has to tell all that they hang on."""

    def __init__(self, most: int) -> None:
        """`most`: how many are kept, at least one."""
        self._most = max(1, most)
        self._kept: dict[Hashable, Worked] = {}

    def of(self, key: Hashable, work: Callable[[], Worked]) -> Worked:
        """The result for a key, worked out where it is not kept.

        The one that was not asked for the longest gives way.
        """
        if key in self._kept:
            result = self._kept.pop(key)
        else:
            result = work()
            if len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
        self._kept[key] = result
        return result
