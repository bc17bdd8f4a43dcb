"""Sharing out points over picks."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from llmchoice.language import t
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
    points = Points(prompt, picks, total, default)
    run(paper, prompt, points)
    paper.answer(*(f"{points.given[pick.id]} {pick.text}" for pick in picks))
    return points.given


class Points:
    """A whole number from 0 to the total for each pick, while they are being given."""

    def __init__(
        self,
        prompt: Prompt,
        picks: Sequence[Pick],
        total: int,
        start: Mapping[str, int] | None = None,
    ) -> None:
        self.given = {pick.id: (start or {}).get(pick.id, 0) for pick in picks}
        self._prompt = prompt
        self._picks = picks
        self._total = total
        self._at = 0
        self._typing = False
        """Whether the next digit stands behind the number, not in its place."""
        self._meant = start is not None
        """Whether the numbers are the person's, and not just noughts."""
        self._notice = ""

    @property
    def left(self) -> int:
        """What is left of the total; negative where too many are given."""
        return self._total - sum(self.given.values())

    def frame(self) -> Frame:
        """The numbers before their picks, and what is left."""
        left, width = self.left, len(str(self._total))
        total = (
            t("left: {left} of {total}", left=left, total=self._total)
            if left >= 0
            else t("{number} too many", number=-left)
        )
        hint = (
            t("arrows move"),
            t("type a number"),
            t("Left/Right 1"),
            f"+/- {TEN}",
            t("Enter continues"),
        )
        return Frame(
            hint=named(self._prompt, *hint),
            entries=tuple(
                entry_of(pick, f"[{self.given[pick.id]:>{width}}] ") for pick in self._picks
            ),
            pointed=self._at,
            status=(*([f"  ! {self._notice}"] if self._notice else []), f"  {total}"),
        )

    def meanings(self) -> Iterator[Meaning]:
        """Arrows, digits, and keys for bigger steps."""
        yield partial(self.point, -1), ("up", "k", "c-p")
        yield partial(self.point, 1), ("down", "j", "c-n", "tab")
        yield partial(self.give, 1), ("right",)
        yield partial(self.give, -1), ("left",)
        yield partial(self.give, TEN), ("pageup", "+")
        yield partial(self.give, -TEN), ("pagedown", "-")
        yield self.delete, ("backspace",)
        for digit in range(10):
            yield partial(self.type, digit), (str(digit),)

    def so_far(self) -> Mapping[str, int] | None:
        """The numbers, once one was given."""
        return dict(self.given) if self._meant else None

    def accept(self) -> bool:
        """Whether they make the total."""
        left = self.left
        if left > 0:
            self._notice = t("Share out the {left} that are left first.", left=left)
        elif left < 0:
            self._notice = t("Take {number} away first.", number=-left)
        return not left

    def point(self, by: int) -> None:
        """Point so many picks further down; at the end it goes on from the start."""
        self._at = (self._at + by) % len(self._picks)
        self._typing = False
        self._notice = ""

    def give(self, more: int) -> None:
        """Give so many more, as far as 0 and the total allow."""
        self._set(min(max(self._number + more, 0), self._total))

    def type(self, digit: int) -> None:
        """Type a digit; the first one takes the place of the number."""
        number = self._number * 10 + digit if self._typing else digit
        if number > self._total:
            self._notice = t("At most {number}.", number=self._total)
        else:
            self._set(number, typing=True)

    def delete(self) -> None:
        """Delete the last digit."""
        self._set(self._number // 10, typing=True)

    @property
    def _number(self) -> int:
        return self.given[self._picks[self._at].id]

    def _set(self, number: int, *, typing: bool = False) -> None:
        self.given[self._picks[self._at].id] = number
        self._typing = typing
        self._meant, self._notice = True, ""
