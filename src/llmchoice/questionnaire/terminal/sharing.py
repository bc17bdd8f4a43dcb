"""Sharing out points over picks."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.terminal.frame import Frame, entry_of
from llmchoice.questionnaire.terminal.paper import Paper
from llmchoice.questionnaire.terminal.stage import Meaning, named, run

TEN = 10
"""What the keys for big steps give or take."""


def share_out(
    paper: Paper,
    prompt: Prompt,
    picks: Sequence[Pick],
    total: int,
    default: Mapping[str, int] | None,
) -> Mapping[str, int]:
    """For each pick a whole number from 0 on; together they make the total."""
    share = _Share(prompt, picks, total, default)
    run(paper, prompt, share)
    given = share.points.given
    paper.answer(*(f"{given[pick.id]} {pick.text}" for pick in picks))
    return given


class _Share:
    """The points while they are being given, and what has to be said about them."""

    def __init__(
        self, prompt: Prompt, picks: Sequence[Pick], total: int, default: Mapping[str, int] | None
    ) -> None:
        self.points = Points([pick.id for pick in picks], total, default)
        self._prompt = prompt
        self._picks = picks
        self._meant = default is not None
        """Whether the numbers are the person's, and not just noughts."""
        self._notice = ""

    def frame(self) -> Frame:
        points = self.points
        given, left, width = points.given, points.left, len(str(points.total))
        total = f"  left: {left} of {points.total}" if left >= 0 else f"  {-left} too many"
        return Frame(
            hint=named(
                self._prompt,
                "arrows move",
                "type a number",
                "Left/Right 1",
                f"+/- {TEN}",
                "Enter continues",
            ),
            entries=tuple(entry_of(pick, f"[{given[pick.id]:>{width}}] ") for pick in self._picks),
            pointed=points.at,
            status=(f"  ! {self._notice}", total) if self._notice else (total,),
        )

    def meanings(self) -> Iterator[Meaning]:
        yield lambda: self._point(-1), ("up", "k", "c-p")
        yield lambda: self._point(1), ("down", "j", "c-n", "tab")
        for more, names in (
            (1, ("right",)),
            (-1, ("left",)),
            (TEN, ("pageup", "+")),
            (-TEN, ("pagedown", "-")),
        ):
            yield self._giving(more), names
        yield self._delete, ("backspace",)
        for digit in range(10):
            yield self._typing(digit), (str(digit),)

    def so_far(self) -> dict[str, int] | None:
        return self.points.given if self._meant else None

    def accept(self) -> bool:
        left = self.points.left
        if left > 0:
            self._notice = f"Share out the {left} that are left first."
        elif left < 0:
            self._notice = f"Take {-left} away first."
        return not left

    def _point(self, by: int) -> None:
        self.points.point(by)
        self._notice = ""

    def _giving(self, more: int) -> Callable[[], None]:
        def give() -> None:
            self.points.give(more)
            self._meant, self._notice = True, ""

        return give

    def _delete(self) -> None:
        self.points.delete()
        self._meant, self._notice = True, ""

    def _typing(self, digit: int) -> Callable[[], None]:
        def type_digit() -> None:
            fits = self.points.type(digit)
            self._meant = self._meant or fits
            self._notice = "" if fits else f"At most {self.points.total}."

        return type_digit


class Points:
    """A whole number from 0 to the total for each id, one of which is pointed at."""

    def __init__(
        self, ids: Sequence[str], total: int, start: Mapping[str, int] | None = None
    ) -> None:
        self.total = total
        self.at = 0
        self._given = {name: (start or {}).get(name, 0) for name in ids}
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
