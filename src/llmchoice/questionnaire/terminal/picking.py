"""Picking one or several entries of a list."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from llmchoice.language import t
from llmchoice.plain import plain
from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.terminal.frame import Entry, Frame, entry_of
from llmchoice.questionnaire.terminal.paper import Paper
from llmchoice.questionnaire.terminal.stage import Meaning, named, run

PAGE = 10
"""Entries that PageUp and PageDown pass."""
DIGITS = 9
"""The highest number that is one key."""


def pick_one(paper: Paper, prompt: Prompt, picks: Sequence[Pick], default: str | None) -> str:
    """The id of the one that was picked."""
    choice = _One(prompt, picks, default)
    run(paper, prompt, choice)
    picked = picks[choice.at or 0]
    paper.answer(picked.text)
    return picked.id


def pick_many(
    paper: Paper, prompt: Prompt, picks: Sequence[Pick], default: Sequence[str]
) -> tuple[str, ...]:
    """The ids of all that were picked, at least one; one that stands alone has no company."""
    choice = _Many(prompt, picks, default)
    run(paper, prompt, choice)
    paper.answer(*(pick.text for pick in choice.ticked()))
    return tuple(pick.id for pick in choice.ticked())


class _Pointer:
    """A list in which something is pointed at; nothing before the first step, perhaps."""

    def __init__(self, prompt: Prompt, picks: Sequence[Pick], at: int | None) -> None:
        self.prompt = prompt
        self.picks = picks
        self.at = at

    def meanings(self) -> Iterator[Meaning]:
        yield partial(self._step, -1), ("up", "k", "c-p")
        yield partial(self._step, 1), ("down", "j", "c-n")
        yield partial(self._pass, -PAGE), ("pageup",)
        yield partial(self._pass, PAGE), ("pagedown",)
        yield partial(self._go, 0), ("home",)
        yield partial(self._go, len(self.picks) - 1), ("end",)
        for at in range(len(self.picks)):
            if self._number(at) <= DIGITS:
                yield partial(self._pick, at), (str(self._number(at)),)

    def _number(self, at: int) -> int:
        return at + self.prompt.first

    def _step(self, by: int) -> None:
        """Past an end it goes on from the other one."""
        before = (-1 if by > 0 else 0) if self.at is None else self.at
        self.at = (before + by) % len(self.picks)

    def _pass(self, by: int) -> None:
        before = -1 if self.at is None else self.at
        self.at = min(max(before + by, 0), len(self.picks) - 1)

    def _go(self, to: int) -> None:
        self.at = to

    def _pick(self, at: int) -> bool:
        """What a digit does; whether that makes an answer."""
        self.at = at
        return True

    def _frame(self, hint: tuple[str, ...], mark: Callable[[Pick], str], problem: str) -> Frame:
        """The entries, with a heading above each group."""
        entries: list[Entry] = []
        pointed = None
        group = ""
        for at, pick in enumerate(self.picks):
            if pick.group and pick.group != group:
                entries.append(Entry(pick.group, heading=True))
            group = pick.group
            if at == self.at:
                pointed = len(entries)
            digit = f"{self._number(at)}) " if self._number(at) <= DIGITS else "   "
            entries.append(entry_of(pick, digit + mark(pick)))
        return Frame(
            hint=named(self.prompt, t("arrows move"), *hint),
            entries=tuple(entries),
            pointed=pointed,
            status=(f"  ! {problem}",) if problem else (),
        )


class _One(_Pointer):
    """A list of which the entry is picked that is pointed at."""

    def __init__(self, prompt: Prompt, picks: Sequence[Pick], default: str | None) -> None:
        ids = [pick.id for pick in picks]
        super().__init__(prompt, picks, ids.index(default) if default in ids else None)
        self._refused = False

    def frame(self) -> Frame:
        refused = self._refused and self.at is None
        problem = t("Choose one with the arrows first.") if refused else ""
        return self._frame((t("Enter chooses"),), lambda _: "", problem)

    def so_far(self) -> str | None:
        return None if self.at is None else self.picks[self.at].id

    def accept(self) -> bool:
        self._refused = self.at is None
        return self.at is not None


class _Many(_Pointer):
    """A list whose entries are ticked."""

    def __init__(self, prompt: Prompt, picks: Sequence[Pick], default: Sequence[str]) -> None:
        super().__init__(prompt, picks, 0)
        self._ids = set(default)
        self._refused = False

    def ticked(self) -> list[Pick]:
        return [pick for pick in self.picks if pick.id in self._ids]

    def meanings(self) -> Iterator[Meaning]:
        yield from super().meanings()
        yield self._tick, ("space",)

    def _pick(self, at: int) -> bool:
        self.at = at
        self._tick()
        return False

    def _tick(self) -> None:
        self._ids ^= {self.picks[self.at or 0].id}

    def frame(self) -> Frame:
        # What is wrong changes with every tick, but is not said before Enter was refused.
        problem = self._problem() if self._refused else ""
        return self._frame(
            (t("Space ticks"), t("Enter continues")),
            lambda pick: "[x] " if pick.id in self._ids else "[ ] ",
            problem,
        )

    def so_far(self) -> tuple[str, ...] | None:
        return tuple(pick.id for pick in self.ticked()) or None

    def accept(self) -> bool:
        self._refused = bool(self._problem())
        return not self._refused

    def _problem(self) -> str:
        """What is wrong with what is ticked; empty if nothing."""
        ticked = self.ticked()
        if not ticked:
            return t("Tick at least one with Space.")
        alone = [pick.text for pick in ticked if pick.alone]
        if alone and len(ticked) > 1:
            return t("'{text}' cannot be combined with others.", text=plain(alone[-1]))
        return ""
