"""Points that are being shared out."""

from collections.abc import Mapping, Sequence


class Points:
    """A whole number from 0 to the total for each id, one of which is pointed at."""

    def __init__(
        self, ids: Sequence[str], total: int, start: Mapping[str, int] | None = None
    ) -> None:
        self.total = total
        self.at = 0
        self._given = {one: (start or {}).get(one, 0) for one in ids}
        self._typing = False

    @property
    def given(self) -> dict[str, int]:
        """The points of each id."""
        return dict(self._given)

    @property
    def left(self) -> int:
        """What is left of the total; negative where too many are given."""
        return self.total - sum(self._given.values())

    def point(self, by: int) -> None:
        """Point so many ids further down; at the end it goes on from the start."""
        self.at = (self.at + by) % len(self._given)
        self._typing = False

    def give(self, more: int) -> None:
        """Give so many more, as far as 0 and the total allow."""
        self._set(min(max(self._pointed + more, 0), self.total))

    def type(self, digit: int) -> bool:
        """Type a digit; the first one takes the place of the number. Returns whether it fits."""
        number = self._pointed * 10 + digit if self._typing else digit
        if number > self.total:
            return False
        self._set(number)
        self._typing = True
        return True

    def delete(self) -> None:
        """Delete the last digit."""
        self._set(self._pointed // 10)
        self._typing = True

    @property
    def _pointed(self) -> int:
        return self._given[self._id]

    @property
    def _id(self) -> str:
        return tuple(self._given)[self.at]

    def _set(self, number: int) -> None:
        self._given[self._id] = number
        self._typing = False
