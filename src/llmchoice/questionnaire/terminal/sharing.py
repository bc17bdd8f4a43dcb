"""Sharing out points over picks."""

from collections.abc import Callable, Mapping, Sequence

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.terminal.frame import Entry, Frame
from llmchoice.questionnaire.terminal.keys import every, named
from llmchoice.questionnaire.terminal.paper import Paper
from llmchoice.questionnaire.terminal.points import Points
from llmchoice.questionnaire.terminal.stage import bare, run, show

TEN = 10
"""What the keys for big steps give or take."""


class _Share:
    """The points while they are being given, and what was said about them."""

    def __init__(self, points: Points, *, meant: bool) -> None:
        self.points = points
        self.meant = meant
        """Whether the numbers are the person's, and not just noughts."""
        self.said = ""

    def change(self, do: Callable[[], object]) -> None:
        """Let a key change a number."""
        do()
        self.meant = True
        self.said = ""

    def point(self, by: int) -> None:
        self.points.point(by)
        self.said = ""

    def type(self, digit: int) -> None:
        fits = self.points.type(digit)
        self.meant = self.meant or fits
        self.said = "" if fits else f"At most {self.points.total}."

    def accept(self) -> bool:
        left = self.points.left
        if left > 0:
            self.said = f"Share out the {left} that are left first."
        elif left < 0:
            self.said = f"Take {-left} away first."
        return not left

    @property
    def status(self) -> tuple[str, ...]:
        left, total = self.points.left, self.points.total
        sum_ = f"  left: {left} of {total}" if left >= 0 else f"  {-left} too many"
        return (f"  ! {self.said}", sum_) if self.said else (sum_,)


def share_out(
    paper: Paper,
    prompt: Prompt,
    picks: Sequence[Pick],
    total: int,
    default: Mapping[str, int] | None,
) -> Mapping[str, int]:
    """For each pick a whole number from 0 on; together they make the total."""
    above = paper.announce(prompt)
    points = Points([pick.id for pick in picks], total, default)
    share = _Share(points, meant=default is not None)
    width = len(str(total))

    def frame() -> Frame:
        given = points.given
        return Frame(
            hint=named(
                prompt,
                "arrows move",
                "type a number",
                "Left/Right 1",
                f"+/- {TEN}",
                "Enter continues",
            ),
            entries=tuple(
                Entry(pick.text, f"[{given[pick.id]:>{width}}] ", pick.notes, cut=pick.cut)
                for pick in picks
            ),
            pointed=points.at,
            status=share.status,
        )

    question, control = bare()
    question.application.layout = show(control, frame, paper, above)
    keys = every(prompt, paper, lambda: points.given if share.meant else None)
    run(question, paper, _giving(share), keys)
    given = points.given
    paper.answer(*(f"{given[pick.id]} {pick.text}" for pick in picks))
    return given


def _giving(share: _Share) -> KeyBindings:
    points = share.points
    keys = KeyBindings()

    def bind(do: Callable[[], None], *names: str) -> None:
        def handle(_event: KeyPressEvent) -> None:
            do()

        for name in names:
            keys.add(name, eager=True)(handle)

    def typed(digit: int) -> Callable[[], None]:
        return lambda: share.type(digit)

    def given(more: int) -> Callable[[], None]:
        return lambda: share.change(lambda: points.give(more))

    bind(lambda: share.point(-1), "up", "k", "c-p")
    bind(lambda: share.point(1), "down", "j", "c-n", "tab")
    bind(given(1), "right")
    bind(given(-1), "left")
    bind(given(TEN), "pageup", "+")
    bind(given(-TEN), "pagedown", "-")
    bind(lambda: share.change(points.delete), "backspace")
    for digit in range(10):
        bind(typed(digit), str(digit))

    @keys.add("enter", eager=True)
    def _done(event: KeyPressEvent) -> None:
        if share.accept():
            event.app.exit()

    return keys
