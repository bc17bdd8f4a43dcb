"""A scripted person who works a real prompt."""

import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

import pytest
from tests.questionnaire.keyboard import Keys
from tests.questionnaire.person import Person, Reply
from tests.questionnaire.typewriter import Lines

from llmchoice.questionnaire.asker import (
    Asker,
    Back,
    Check,
    Interrupted,
    Pick,
    Prompt,
    Ranks,
    Remarking,
)

Given = TypeVar("Given", bound=Reply)
Picks = Sequence[Pick]


class Hand(Protocol):
    """Says what to type to give a reply, and types it."""

    shown: io.StringIO
    typed: str
    back: str
    note: str
    leave: str

    @property
    def asker(self) -> Asker:
        """To say things to."""

    def pick(self, picks: Picks, default: str | None, reply: str, first: int = 1) -> str: ...
    def many(self, picks: Picks, default: Sequence[str], reply: Sequence[str]) -> str: ...
    def text(self, default: str, tries: Sequence[str]) -> str: ...
    def order(self, picks: Picks, default: Ranks, reply: Ranks) -> str: ...
    def share(
        self, picks: Picks, default: Mapping[str, int] | None, reply: Mapping[str, int]
    ) -> str: ...

    def ends(self, kind: str) -> str:
        """What is typed when the reply stands there."""

    def slip(self, kind: str, picks: Picks, default: object) -> str:
        """What is refused, or changes nothing."""

    def give(self, typed: str, ask: Callable[[Asker], Given]) -> Given:
        """What an asker returns for that; all of it has to be used up."""

    def text_of(self, typed: str) -> str:
        """What is left of a text that is typed."""

    def read(self) -> str:
        """The words that were shown."""


class ByHand(Person):
    """Answers as Person does, but by way of a real prompt, which must make the same of it."""

    def __init__(self, replies: Mapping[str, Sequence[Reply]], hand: Hand) -> None:
        super().__init__(replies)
        self.hand = hand
        self.leaves_after: int | None = None
        """After how many prompts it leaves."""
        self.works_at: set[int] | None = None
        """Which prompts are real ones, counted from 0; None where all are."""

    @property
    def help(self) -> Sequence[str]:
        return self.hand.asker.help

    def say(self, *lines: str) -> None:
        super().say(*lines)
        self.hand.asker.say(*lines)

    def head(self, line: str) -> None:
        super().head(line)
        self.hand.asker.head(line)

    def pick(self, prompt: Prompt, picks: Picks, *, default: str | None = None) -> str:
        return self._given(
            "one",
            partial(super().pick, prompt, picks, default=default),
            lambda asker: asker.pick(prompt, picks, default=default),
            lambda reply: self.hand.pick(picks, default, reply, prompt.first),
        )

    def many(self, prompt: Prompt, picks: Picks, *, default: Sequence[str] = ()) -> tuple[str, ...]:
        return self._given(
            "many",
            partial(super().many, prompt, picks, default=default),
            lambda asker: asker.many(prompt, picks, default=default),
            lambda reply: self.hand.many(picks, default, reply),
        )

    def text(self, prompt: Prompt, check: Check, *, default: str = "") -> str:
        tries: list[str] = []

        def checked(text: str) -> str | None:
            tries.append(text)
            return check(text)

        return self._given(
            "text" if check("") else "note",
            partial(super().text, prompt, checked, default=default),
            lambda asker: asker.text(prompt, check, default=default),
            lambda reply: self.hand.text(default, tries or [reply]),
        )

    def order(self, prompt: Prompt, picks: Picks, *, default: Ranks = ()) -> Ranks:
        return self._given(
            "order",
            partial(super().order, prompt, picks, default=default),
            lambda asker: asker.order(prompt, picks, default=default),
            lambda reply: self.hand.order(picks, default, reply),
        )

    def share(
        self,
        prompt: Prompt,
        picks: Picks,
        *,
        total: int,
        default: Mapping[str, int] | None = None,
    ) -> Mapping[str, int]:
        return self._given(
            "share",
            partial(super().share, prompt, picks, total=total, default=default),
            lambda asker: asker.share(prompt, picks, total=total, default=default),
            lambda reply: self.hand.share(picks, default, reply),
        )

    def sees(self, part: str) -> bool:
        """Whether that was shown, however its lines were broken."""
        return part in self.hand.read()

    def _given(
        self,
        kind: str,
        decide: Callable[[], Given],
        ask: Callable[[Asker], Given],
        plan: Callable[[Given], str],
    ) -> Given:
        wish: Back | Interrupted | Remarking
        try:
            reply = decide()
        except Back as back:
            wish, typed = back, self.hand.back
        except Interrupted as leaving:
            wish, typed = leaving, self.hand.leave
        except Remarking as remarking:
            wish, typed = remarking, self.hand.note
        else:
            return self._answer(kind, reply, ask, plan) if self._works() else reply
        if not self._works():
            raise wish
        slip = self.hand.slip(kind, self.picks[-1], self.defaults[-1])
        with pytest.raises(type(wish)) as caught:
            self.hand.give(slip + typed, ask)
        raise caught.value

    def _answer(
        self,
        kind: str,
        reply: Given,
        ask: Callable[[Asker], Given],
        plan: Callable[[Given], str],
    ) -> Given:
        slip = self.hand.slip(kind, self.picks[-1], self.defaults[-1])
        given = self.hand.give(slip + plan(reply) + self.hand.ends(kind), ask)
        assert given == (self.hand.text_of(reply) if isinstance(reply, str) else reply)
        return given

    def _works(self) -> bool:
        return self.works_at is None or len(self.asked) - 1 in self.works_at

    def _reply(self, prompt: Prompt, picks: Picks, default: object) -> Reply:
        if len(self.asked) == self.leaves_after:
            self.leaves_at = prompt.title
        return super()._reply(prompt, picks, default)


class KeyboardPerson(ByHand):
    """Presses keys at prompts on a terminal of so many columns."""

    def __init__(
        self,
        replies: Mapping[str, Sequence[Reply]],
        *,
        columns: int = 80,
        clumsy: bool = False,
    ) -> None:
        super().__init__(replies, Keys(columns, clumsy=clumsy))


class LinePerson(ByHand):
    """Types lines at prompts of so many columns."""

    def __init__(
        self,
        replies: Mapping[str, Sequence[Reply]],
        *,
        columns: int = 80,
        clumsy: bool = False,
    ) -> None:
        super().__init__(replies, Lines(columns, clumsy=clumsy))
