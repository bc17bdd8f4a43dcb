"""One set of answers in one chunk of draws: what each draw takes the unknown answers to be."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.answers import chosen
from llmchoice.engine.draws.frame import Frame, Masks
from llmchoice.engine.draws.sample import Chunk
from llmchoice.model.base import UNKNOWN
from llmchoice.model.profile import Answer
from llmchoice.model.rule import When

Truth = bool | Masks
"""The same for all draws, or one truth for each."""


class Codes:
    """Which possible answer holds in each draw of a chunk; the same for every set of answers."""

    def __init__(self, frame: Frame, chunk: Chunk) -> None:
        self._frame = frame
        self._chunk = chunk
        self._found: dict[str, NDArray[np.intp]] = {}
        self._among: dict[tuple[str, tuple[str, ...]], Masks] = {}

    def of(self, question: str) -> NDArray[np.intp]:
        """(n,): place of the answer among the possible ones."""
        if question not in self._found:
            at = self._frame.questions[question][0]
            odds = self._frame.odds(question)
            drawn = self._chunk.answers[at]
            places = np.zeros(len(drawn), dtype=np.intp)
            # There are few answers: to compare with each is faster than to search.
            for upper in odds[:-1]:
                places += drawn >= upper
            self._found[question] = places
        return self._found[question]

    def among(self, question: str, wanted: tuple[str, ...]) -> Masks:
        """(n,): whether the answer is among some choices."""
        key = (question, wanted)
        if key not in self._among:
            choices = self._frame.questions[question][1].choices
            places = np.array([choice.id in wanted for choice in choices])
            self._among[key] = places[self.of(question)]
        return self._among[key]


class World:
    """Answers that are known, drawn, or held at their expectation."""

    def __init__(
        self, frame: Frame, codes: Codes, answers: Mapping[str, Answer], held: frozenset[str]
    ) -> None:
        self._frame = frame
        self._codes = codes
        self.answers = answers
        self._held = held
        self._asked: dict[str, Truth] = {}

    def is_drawn(self, question: str) -> bool:
        """Whether each draw has an answer of its own."""
        return self.answers.get(question) == UNKNOWN and question not in self._held

    def codes(self, question: str) -> NDArray[np.intp]:
        """(n,): places of the answers that were drawn."""
        return self._codes.of(question)

    def asks(self, question: str) -> Truth:
        """Whether the question applies, and so its answer counts."""
        if question not in self._asked:
            self._asked[question] = self._asks(question)
        return self._asked[question]

    def meets(self, when: When) -> Truth:
        """Whether the answers meet every part of a rule."""
        return _all(self._picks(q, wanted, held=False) for q, wanted in when.items())

    def _asks(self, question: str) -> Truth:
        if question not in self.answers:
            return False
        when = self._frame.questions[question][1].when or {}
        return _all(self._picks(q, wanted, held=True) for q, wanted in when.items())

    def _picks(self, question: str, wanted: tuple[str, ...], *, held: bool) -> Truth:
        """Whether the answer is among some; an answer that is held is as `held` says."""
        answer = self.answers.get(question)
        if answer is None:
            return False
        if not self.is_drawn(question):
            picked = held if answer == UNKNOWN else not chosen(answer).isdisjoint(wanted)
            return both(picked, self.asks(question))
        if not self._frame.questions[question][1].choices:
            return False
        return both(self._codes.among(question, wanted), self.asks(question))


def both(one: Truth, other: Truth) -> Truth:
    """Whether both hold, draw by draw where they differ between draws."""
    if isinstance(one, bool):
        return other if one else False
    if isinstance(other, bool):
        return one if other else False
    return one & other


def _all(truths: Iterable[Truth]) -> Truth:
    result: Truth = True
    for truth in truths:
        result = both(result, truth)
    return result
