"""Two lists of the same kind of things, one beside the other."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def matched(
    before: Iterable[Item], after: Iterable[Item], key: Callable[[Item], str]
) -> Iterator[tuple[Item | None, Item | None]]:
    """Items of the same key; None where one list has no such item.

    In the order of the later list, then those that only the earlier one has.
    """
    old = {key(item): item for item in before}
    for item in after:
        yield old.pop(key(item), None), item
    for item in old.values():
        yield item, None
