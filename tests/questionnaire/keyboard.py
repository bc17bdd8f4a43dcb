"""Keys that a person presses at a real prompt to give a reply."""

import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import cycle
from typing import TypeVar

import pytest
from prompt_toolkit.application import application
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import DummyInput, create_pipe_input
from prompt_toolkit.input.typeahead import get_typeahead
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.output.vt100 import Vt100_Output
from tests.questionnaire import terminal_keys as key
from tests.questionnaire.person import Reply

from llmchoice.questionnaire.asker import Asker, Pick, Ranks
from llmchoice.questionnaire.terminal import TerminalAsker

Given = TypeVar("Given", bound=Reply)
CTRL_UP, ALT_UP = "\x1b[1;5A", "\x1b\x1b[A"
OWN_BINDINGS = cache(load_key_bindings)
"""What prompt_toolkit binds itself: it makes them thrice for a prompt, in most of its time."""
PASTE, PASTED = "\x1b[200~", "\x1b[201~"


class Keys:
    """Presses keys at prompts that are drawn on a terminal of so many columns."""

    back, note, leave = key.SHIFT_TAB, key.F2, key.CTRL_C

    def __init__(self, columns: int = 80, *, clumsy: bool = False) -> None:
        self.shown = io.StringIO()
        size = Size(30, columns)
        self._screen = Vt100_Output(self.shown, lambda: size, term="xterm", enable_cpr=False)
        self._clumsy = clumsy
        self.typed = ""
        """Everything, from the first prompt on."""
        self._moves = cycle(
            (self._straight, self._around, self._by_number, self._from_home, self._from_end)
        )
        self._lifts = cycle((key.SHIFT_UP, CTRL_UP, ALT_UP, key.UP))
        self._gives = cycle((self._by_tens, self._by_typing))
        self._whys = cycle((key.F1, "?"))
        self._picked = False

    @property
    def asker(self) -> Asker:
        """Only to say things: it has no keys."""
        return TerminalAsker(DummyInput(), self._screen)

    def ends(self, kind: str) -> str:
        """A digit picks the one by itself, so nothing is left to be pressed."""
        return "" if kind == "order" or (kind == "one" and self._picked) else key.ENTER

    def give(self, typed: str, ask: Callable[[Asker], Given]) -> Given:
        self.typed += typed
        with create_pipe_input() as pipe, pytest.MonkeyPatch.context() as patch:
            patch.setattr(application, "load_key_bindings", OWN_BINDINGS)
            # Who waits for more keys is interrupted; who waits for less leaves some.
            pipe.send_text(typed + key.CTRL_C)
            try:
                return ask(TerminalAsker(pipe, self._screen))
            finally:
                left = [press.data for press in (*get_typeahead(pipe), *pipe.read_keys())]
                assert left == [key.CTRL_C], f"of {typed!r} was left: {left}"

    def slip(self, kind: str, picks: Sequence[Pick], default: object) -> str:
        if not self._clumsy or default:
            return ""
        why = key.F1 if kind == "text" else next(self._whys)
        all_in_turn = (key.SPACE + key.DOWN) * len(picks)
        slips = {
            "one": key.ENTER,
            "text": key.ENTER,
            "many": key.ENTER + all_in_turn + key.ENTER + all_in_turn,
            "order": key.ENTER + key.DOWN + key.UP,
            "note": "",
            "share": key.ENTER + "999" + key.ENTER + key.BACKSPACE * 2,
        }
        return slips[kind] + (why if kind in {"one", "many", "text"} else "")

    def pick(self, picks: Sequence[Pick], default: str | None, reply: str, first: int = 1) -> str:
        ids = [pick.id for pick in picks]
        at = None if default is None else ids.index(default)
        pressed = self._go(at, ids.index(reply), len(ids))
        if pressed.isdecimal():
            pressed = str(int(pressed) - 1 + first)
        self._picked = pressed.isdecimal()
        return pressed

    def many(self, picks: Sequence[Pick], default: Sequence[str], reply: Sequence[str]) -> str:
        pressed, at = "", 0
        for to, pick in enumerate(picks):
            if (pick.id in reply) is not (pick.id in default):
                moved = self._go(at, to, len(picks))
                pressed += moved if moved.isdecimal() else moved + key.SPACE
                at = to
        return pressed

    def text(self, default: str, tries: Sequence[str]) -> str:
        pressed = []
        for reply in tries:
            typed = reply if reply.isprintable() else f"{PASTE}{reply}{PASTED}"
            pressed.append("" if reply == default else f"{key.CTRL_U if default else ''}{typed}")
            default = reply
        return key.ENTER.join(pressed)

    def order(self, picks: Sequence[Pick], default: Ranks, reply: Ranks) -> str:
        ranks = default or tuple((pick.id,) for pick in picks)
        if ranks == reply:
            return key.ENTER if default else key.ENTER * 2
        pressed, at = "", 0

        def tie_behind(ranks: Ranks) -> None:
            """Make all but the first of each rank equal to what is above, or no longer so."""
            nonlocal pressed, at
            flat = [one for rank in ranks for one in rank]
            for to in (flat.index(one) for rank in ranks for one in rank[1:]):
                pressed += self._straight(at, to, len(flat)) + "="
                at = to

        tie_behind(ranks)
        order = [one for rank in ranks for one in rank]
        for to, one in enumerate(one for rank in reply for one in rank):
            since = order.index(one)
            if since != to:
                pressed += self._around(at, since, len(order)) + self._lift(since - to)
                order.insert(to, order.pop(since))
                at = to
        tie_behind(reply)
        return pressed + key.ENTER

    def share(
        self, picks: Sequence[Pick], default: Mapping[str, int] | None, reply: Mapping[str, int]
    ) -> str:
        before = [(default or {}).get(pick.id, 0) for pick in picks]
        now = [reply[pick.id] for pick in picks]
        give = next(self._gives)
        return key.DOWN.join(
            give(old, new) if old != new else "" for old, new in zip(before, now, strict=True)
        )

    def text_of(self, typed: str) -> str:
        return " ".join(typed.splitlines()) or typed

    def read(self) -> str:
        return key.read(self.shown.getvalue())

    def _go(self, at: int | None, to: int, count: int) -> str:
        return "" if at == to else next(self._moves)(at, to, count)

    @staticmethod
    def _straight(at: int | None, to: int, _count: int) -> str:
        steps = to - (-1 if at is None else at)
        return key.DOWN * steps + key.UP * -steps

    @staticmethod
    def _around(at: int | None, to: int, count: int) -> str:
        return key.UP * (((count if at is None else at) - to) % count or count * (at is None))

    @staticmethod
    def _by_number(at: int | None, to: int, count: int) -> str:
        return str(to + 1) if to < 9 else Keys._straight(at, to, count)

    @staticmethod
    def _from_home(_at: int | None, to: int, _count: int) -> str:
        return key.HOME + "j" * to

    @staticmethod
    def _from_end(_at: int | None, to: int, count: int) -> str:
        return key.END + key.CTRL_P * (count - 1 - to)

    def _lift(self, up: int) -> str:
        arrow = next(self._lifts)
        return key.SPACE + arrow * up + key.SPACE if arrow == key.UP else arrow * up

    @staticmethod
    def _by_typing(_old: int, new: int) -> str:
        return str(new)

    @staticmethod
    def _by_tens(old: int, new: int) -> str:
        tens, ones = divmod(abs(new - old), 10)
        more, one_more = ("+", key.RIGHT) if new > old else ("-", key.LEFT)
        return more * tens + one_more * ones
