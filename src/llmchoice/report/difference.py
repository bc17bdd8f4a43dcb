"""How another answer differs from the one that was given, in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice.figures import listed
from llmchoice.report.wording.answers import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmchoice.model.sensitivity import Change
    from llmchoice.report.names import Names

_BETWEEN = "; "
"""What stands between the choices in the words of an answer with several."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What follows "the answer": a verb, the choices that differ, and what they replace."""

    verb: str
    choices: str
    rest: str

    def __str__(self) -> str:
        """The end of a sentence, without its full stop."""
        return f"{self.verb} {self.choices}{self.rest}"


def difference(change: "Change", names: "Names") -> Difference:
    """What would have to be different; of several choices, only those that come or go."""
    given = names.answer(change.question, change.from_)
    wanted = answer(change.label)
    whole = Difference("were", _quoted([wanted]), f" instead of {_quoted([given])}")
    if not (isinstance(change.from_, tuple) and isinstance(change.to, tuple)):
        return whole
    before, after = given.split(_BETWEEN), wanted.split(_BETWEEN)
    # Words that hold the separator themselves cannot be taken apart.
    if (len(before), len(after)) != (len(change.from_), len(change.to)):
        return whole
    come = [choice for choice in after if choice not in before]
    gone = [choice for choice in before if choice not in after]
    if come and gone:
        return Difference("had", _quoted(come), f" instead of {_quoted(gone)}")
    if come:
        return Difference("had", _quoted(come), " as well")
    return Difference("were without", _quoted(gone), "") if gone else whole


def _quoted(choices: "Sequence[str]") -> str:
    return listed(f'"{choice}"' for choice in choices)
