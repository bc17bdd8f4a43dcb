"""The asker on a terminal: the only package that imports questionary and prompt_toolkit."""

from collections.abc import Mapping, Sequence

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from llmchoice.language import tell
from llmchoice.plain import JOINERS
from llmchoice.questionnaire.asker import Check, Pick, Prompt, Ranks
from llmchoice.questionnaire.terminal.ordering import put_in_order
from llmchoice.questionnaire.terminal.picking import pick_many, pick_one
from llmchoice.questionnaire.terminal.session import drawing, opened
from llmchoice.questionnaire.terminal.sharing import share_out
from llmchoice.questionnaire.terminal.stage import HELP
from llmchoice.questionnaire.terminal.writing import type_text

__all__ = ["TerminalAsker"]


class TerminalAsker:
    """Asks on a terminal; without input and output of its own, on prompt_toolkit's present ones."""

    def __init__(self, source: Input | None = None, target: Output | None = None) -> None:
        self._source = source
        self._target = target

    @classmethod
    def on_stderr(cls) -> "TerminalAsker":
        """An asker that draws on standard error: standard output is for the report.

        Raises:
            LlmchoiceError: when there is no terminal that prompts can be drawn on.
        """
        return cls(*opened())

    @property
    def help(self) -> Sequence[str]:
        """Lines that say how to answer, go back, ask why, write a note and leave."""
        return tuple(map(tell, HELP))

    def say(self, *lines: str) -> None:
        """Show lines, each wrapped on its own; leading spaces are kept."""
        with drawing(self._source, self._target) as paper:
            for line in lines:
                paper.line(line, kept=JOINERS)

    def head(self, line: str) -> None:
        """Show a heading, set off from what stands before."""
        with drawing(self._source, self._target) as paper:
            paper.head(line)

    def pick(self, prompt: Prompt, picks: Sequence[Pick], *, default: str | None = None) -> str:
        """The id of the one that was picked."""
        with drawing(self._source, self._target) as paper:
            return pick_one(paper, prompt, picks, default)

    def many(
        self, prompt: Prompt, picks: Sequence[Pick], *, default: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """The ids of all that were picked, at least one; one that stands alone has no company."""
        with drawing(self._source, self._target) as paper:
            return pick_many(paper, prompt, picks, default)

    def text(self, prompt: Prompt, check: Check, *, default: str = "") -> str:
        """A text that the check finds nothing wrong with."""
        with drawing(self._source, self._target) as paper:
            return type_text(paper, prompt, check, default)

    def order(self, prompt: Prompt, picks: Sequence[Pick], *, default: Ranks = ()) -> Ranks:
        """All picks, put in order by moving them; equals stand together."""
        with drawing(self._source, self._target) as paper:
            return put_in_order(paper, prompt, picks, default)

    def share(
        self,
        prompt: Prompt,
        picks: Sequence[Pick],
        *,
        total: int,
        default: Mapping[str, int] | None = None,
    ) -> Mapping[str, int]:
        """For each pick a whole number from 0 on; together they make the total."""
        with drawing(self._source, self._target) as paper:
            return share_out(paper, prompt, picks, total, default)
