"""Past decisions on the command line: read, and never written over."""

from typing import TYPE_CHECKING

from llmchoice.cli.messages import note
from llmchoice.errors import read_each, usage_error
from llmchoice.knowledge.text import STREAM

if TYPE_CHECKING:
    from llmchoice.knowledge.decision import Decision


def read_all(*names: str) -> "list[Decision]":
    """The decisions in some files, or the problems of all of them at once.

    Raises:
        LlmchoiceError: exit code 2 for a file that is not there, 3 for one that is no assessment.
    """
    from llmchoice.knowledge.decision import read_decision
    from llmchoice.knowledge.jsontext import read_file

    decisions = read_each(names, lambda name: read_decision(*read_file(name)))
    for decision in decisions:
        _note_what_it_lacks(decision)
    return decisions


def refuse_both_from_stdin(before: str, after: str | None) -> None:
    """Raise LlmchoiceError with exit code 2 when two files are to be read from standard input."""
    if before == after == STREAM:
        raise usage_error("both files are -", fix="name one of them")


def _note_what_it_lacks(decision: "Decision") -> None:
    if decision.edited:
        note(
            f"warning: {decision.file}: the profile in it was edited after it was assessed, so the"
            " rest may not match it"
        )
    if decision.ignored:
        fields = ", ".join(decision.ignored[:5]) + (", ..." if len(decision.ignored) > 5 else "")  # noqa: PLR2004 - a few are enough
        note(f"{decision.file}: fields of a newer version were left out: {fields}")
