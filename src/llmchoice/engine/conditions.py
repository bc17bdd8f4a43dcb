"""The one reader of `when`: which questions apply and which rules hold, whatever is known.

The answers may be certain, drawn, or any of several: for each of these states of knowledge a class
says whether an answer is among some choices, and what its truths are. All else is the same.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from typing import ClassVar, Generic, TypeVar

from llmchoice.model.base import UNKNOWN
from llmchoice.model.estimate import Estimate, Passed
from llmchoice.model.profile import Answer, Answers, PerChoice
from llmchoice.model.question import Question
from llmchoice.model.rule import When

Truth = TypeVar("Truth")


def chosen(answer: Answer | None) -> frozenset[str]:
    """The choices that an answer names, for whatever; none for an amount or no answer.

    Counts of a test name the one that they amount to.
    """
    choice = as_choice(answer)
    if isinstance(choice, str):
        return frozenset({choice})
    if isinstance(choice, tuple):
        return frozenset(choice)
    if isinstance(choice, PerChoice):
        return frozenset(choice.answers.values())
    return frozenset()


def as_choice(answer: Answer | None) -> Answer | None:
    """An answer as rules and costs read it: counts of a test are the choice that they amount to."""
    return answer.amounts_to if isinstance(answer, Passed) else answer


def matches(when: When, answers: Answers) -> bool:
    """Whether the answers that count, as far as they are known, meet every part of a rule."""
    return all(not _named(answers.get(q)).isdisjoint(wanted) for q, wanted in when.items())


def _named(answer: Answer | None) -> frozenset[str]:
    """The choices that an answer names; of an amount the way in which it was counted."""
    if isinstance(answer, Estimate):
        return frozenset(key for key, _ in answer.parts)
    return chosen(answer)


def may_match(when: When, answers: Answers) -> bool:
    """Whether the answers that count meet a rule, or could once the unknown ones are known."""
    return all(
        answers.get(q) == UNKNOWN or not chosen(answers.get(q)).isdisjoint(wanted)
        for q, wanted in when.items()
    )


class Knowledge(ABC, Generic[Truth]):
    """What is known of the answers to some questions."""

    ALWAYS: ClassVar[object]
    NEVER: ClassVar[object]

    def __init__(self, questions: Mapping[str, Question]) -> None:
        """Take the questions by their ids; one that hangs on others stands after them."""
        self._questions = questions
        self._applies: dict[str, Truth] = {}

    @abstractmethod
    def among(self, question: str, wanted: tuple[str, ...], *, unknown: bool) -> Truth:
        """Whether the answer is among some choices; `unknown` where it is not known at all."""

    @abstractmethod
    def both(self, left: Truth, right: Truth) -> Truth:
        """Whether both hold."""

    def applies(self, question: str) -> Truth:
        """Whether a question is asked, so that its answer counts.

        One that hangs on an unknown answer is asked: it cannot be ruled out.
        """
        if question not in self._applies:
            when = self._questions[question].when
            self._applies[question] = self._every_part(when or {}, unknown=True)
        return self._applies[question]

    def meets(self, when: When) -> Truth:
        """Whether the answers meet every part of a rule.

        An unknown answer meets none, and a question that does not apply has no answer to meet one.
        """
        return self._every_part(when, unknown=False)

    def _every_part(self, when: When, *, unknown: bool) -> Truth:
        truth: Truth = self.ALWAYS  # type: ignore[assignment] # each class states its own
        for question, wanted in when.items():
            truth = self.both(truth, self.among(question, wanted, unknown=unknown))
            if truth is not self.NEVER:
                truth = self.both(truth, self.applies(question))
            if truth is self.NEVER:
                break
        return truth


class Certain(Knowledge[bool]):
    """One answer to each question, `unknown` among them."""

    ALWAYS, NEVER = True, False

    def __init__(self, questions: Iterable[Question], answers: Answers) -> None:
        """Take all questions, in order, and the answers given so far."""
        super().__init__({question.id: question for question in questions})
        self._answers = answers

    def among(self, question: str, wanted: tuple[str, ...], *, unknown: bool) -> bool:
        """Whether the answer is among some choices."""
        answer = self._answers.get(question)
        named = chosen(answer)
        if unknown and (UNKNOWN in named or self._questions[question].leaves_open(answer)):
            return True
        return not named.isdisjoint(wanted)

    def both(self, left: bool, right: bool) -> bool:  # noqa: FBT001 - two truths, nothing to name
        """Whether both hold."""
        return left and right

    def asked(self) -> tuple[Question, ...]:
        """The questions that apply, in order."""
        return tuple(q for q in self._questions.values() if q.when is None or self.applies(q.id))


class Holds(IntEnum):
    """In which cases something holds; `SOMETIMES` may also be never or always."""

    NEVER = 0
    SOMETIMES = 1
    ALWAYS = 2


class Possible(Knowledge[Holds]):
    """Several possible answers to each question."""

    ALWAYS, NEVER = Holds.ALWAYS, Holds.NEVER

    def __init__(
        self,
        questions: Mapping[str, Question],
        possible: Callable[[str], Iterable[frozenset[str]]],
    ) -> None:
        """Take the questions, and for each the choices that each possible answer names."""
        super().__init__(questions)
        self._possible = possible

    def among(self, question: str, wanted: tuple[str, ...], *, unknown: bool) -> Holds:
        """Whether the answer is among some choices, over all possible answers."""
        truths = [
            (unknown and UNKNOWN in choices) or not choices.isdisjoint(wanted)
            for choices in self._possible(question)
        ]
        if all(truths):
            return Holds.ALWAYS
        return Holds.SOMETIMES if any(truths) else Holds.NEVER

    def both(self, left: Holds, right: Holds) -> Holds:
        """Whether both hold."""
        return min(left, right)
