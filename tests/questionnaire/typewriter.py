"""Lines that a person types at a plain prompt to give a reply."""

import io
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from typing import TypeVar

from tests.questionnaire.person import Reply

from llmchoice.questionnaire.asker import Asker, Pick, Ranks
from llmchoice.questionnaire.lines import PlainAsker

Given = TypeVar("Given", bound=Reply)
CTRL_C = "\x03"
WORDS = frozenset({"back", "why", "?", "note", "again", "help", "-"})
"""Lines that are no answer."""


class _Keyboard(io.StringIO):
    """Where a line with Ctrl-C in it interrupts."""

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override] # typeshed's StringIO
        line = super().readline(size)
        if CTRL_C in line:
            raise KeyboardInterrupt
        return line


class Lines:
    """Types lines at prompts that are written in so many columns."""

    back, note, leave = "back\n", "note\n", f"{CTRL_C}\n"

    def __init__(self, columns: int = 80, *, clumsy: bool = False) -> None:
        self.shown = io.StringIO()
        self._source = _Keyboard()
        self._asker = PlainAsker(self._source, self.shown, columns)
        self._clumsy = clumsy
        self.typed = ""
        """Everything, from the first prompt on."""
        self._styles = cycle(range(3))

    @property
    def asker(self) -> Asker:
        return self._asker

    def ends(self, _kind: str) -> str:
        return "\n"

    def give(self, typed: str, ask: Callable[[Asker], Given]) -> Given:
        self.typed += typed
        self._source.seek(0)
        self._source.truncate()
        # Who waits for more lines is interrupted; who waits for less leaves some.
        self._source.write(typed + self.leave)
        self._source.seek(0)
        try:
            return ask(self._asker)
        finally:
            left = self._source.read()
            assert left == self.leave, f"of {typed!r} was left: {left!r}"

    def slip(self, kind: str, picks: Sequence[Pick], default: object) -> str:
        if not self._clumsy or default:
            return ""
        lonely = f"1-{len(picks)}\n" if any(p.alone for p in picks) and len(picks) > 1 else ""
        slips = {
            "one": "\n-1\n1 2\n99\nhelp\n?\nAGAIN\n",
            "many": f"\n0\n1 99\n{lonely}Why\n",
            "text": "\nhelp\nwhy\nagain\n",
            "note": "help\n",
            "order": "\n1 1\n1==2\nhelp\n",
            "share": "\nx\n101\n" + "0\n" * len(picks),
        }
        return slips[kind]

    def pick(self, picks: Sequence[Pick], default: str | None, reply: str, first: int = 1) -> str:
        if reply == default:
            return ""
        number = [pick.id for pick in picks].index(reply) + first
        # An id that is a number or a word means that number, or what the word does.
        named = next(self._styles) == 0 and not reply.isdecimal() and reply not in WORDS
        return reply if named else f" {number}."

    def many(self, picks: Sequence[Pick], default: Sequence[str], reply: Sequence[str]) -> str:
        if list(reply) == list(default):
            return ""
        numbers = [at for at, pick in enumerate(picks, 1) if pick.id in reply]
        together = numbers == list(range(numbers[0], numbers[-1] + 1))
        style = next(self._styles)
        if style == 0 and together:
            return f"{numbers[0]}-{numbers[-1]}"
        return (" ", ", ", ";")[style].join(map(str, reversed(numbers)))

    def text(self, default: str, tries: Sequence[str]) -> str:
        typed = []
        for reply in map(self.text_of, tries):
            if default and not reply:
                typed.append("-")
            elif reply == default:
                typed.append("")
            else:
                typed.append(f"\\{reply}" if reply.lower() in WORDS else reply)
        return "\n".join(typed)

    def order(self, picks: Sequence[Pick], default: Ranks, reply: Ranks) -> str:
        if reply == default:
            return ""
        at = {pick.id: str(number) for number, pick in enumerate(picks, 1)}
        between, equal = ((" ", "="), (" > ", " = "), (", ", "="))[next(self._styles)]
        return between.join(equal.join(at[one] for one in rank) for rank in reply)

    def share(
        self, picks: Sequence[Pick], default: Mapping[str, int] | None, reply: Mapping[str, int]
    ) -> str:
        now = [str(reply[pick.id]) for pick in picks]
        style = next(self._styles)
        if style == 0:
            return ", ".join(now)
        known = default or {}
        return "\n".join(
            "" if known.get(pick.id) == reply[pick.id] else f"{number}{'%' * (style == 2)}"
            for pick, number in zip(picks, now, strict=True)
        )

    def text_of(self, typed: str) -> str:
        return " ".join(typed.splitlines()).strip()

    def read(self) -> str:
        return " ".join(self.shown.getvalue().split())
