"""What is asked."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from llmchoice.model.base import Flag, Frozen, Id, Number, Text
from llmchoice.model.rule import When


class QuestionKind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    """One of the choices."""
    MANY = "many"
    """Any of the choices; the most demanding one counts."""
    NUMBER = "number"
    """An amount, zero or more."""


class Scale(StrEnum):
    """The scale on which an amount is interpolated."""

    LINEAR = "linear"
    LOG10 = "log10"


class Choice(Frozen):
    """One answer that is offered."""

    id: Id
    text: Text
    odds: Annotated[Number, Field(gt=0)] = 1
    """How likely it is, against the other choices, when the answer is unknown."""
    alone: Flag = False
    """Whether it means that none of the other choices holds."""


class Question(Frozen):
    """One question. Its choices stand in order: the least demanding first."""

    id: Id
    section: Id
    kind: QuestionKind
    text: Text
    why: Text
    """One line: why do you ask."""
    explanation: Text | None = None
    """The long reason: what the answer changes, what is often got wrong, and whom to ask."""
    choices: tuple[Choice, ...] = ()
    unit: Text | None = None
    """Of a number."""
    scale: Scale = Scale.LINEAR
    likely: tuple[Annotated[Number, Field(ge=0)], ...] = ()
    """Of a number: the amounts, equally likely, that stand for `unknown`."""
    not_applicable: Literal[True] | None = None
    """Whether `not-applicable` is offered too."""
    split: Flag = False
    """Of kind `many`: whether several selected answers suggest two kinds of work to tell apart."""
    when: When | None = None
    """Asked only when the earlier answers match; always without it."""


class Section(Frozen):
    """A group of questions, asked together."""

    id: Id
    title: Text
