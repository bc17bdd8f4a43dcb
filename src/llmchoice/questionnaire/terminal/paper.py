"""Lines that stay on the terminal."""

from collections.abc import Sequence
from itertools import groupby

from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.output import Output
from prompt_toolkit.renderer import print_formatted_text
from prompt_toolkit.styles import Style

from llmchoice.language import t
from llmchoice.plain import plain
from llmchoice.questionnaire.asker import Prompt
from llmchoice.questionnaire.terminal.frame import Room
from llmchoice.questionnaire.wrap import WIDEST, hung

USUAL_COLUMNS, USUAL_ROWS = 80, 24
"""What a terminal is taken to have that says it has none."""
BARE = Style([])
"""No colours: what a style string says for itself is all there is."""


class Paper:
    """Writes lines of which nothing is obeyed, however hostile they are."""

    def __init__(self, output: Output) -> None:
        self._output = output

    @property
    def columns(self) -> int:
        """How many columns a line may take; the last one of the terminal is left free."""
        return min((self._output.get_size().columns or USUAL_COLUMNS) - 1, WIDEST)

    @property
    def rows(self) -> int:
        """How many lines fit."""
        return self._output.get_size().rows or USUAL_ROWS

    def room(self, above: int = 0) -> Room:
        """What fits, with so many rows right above that should stay in sight."""
        return Room(self.columns, self.rows, above)

    def line(self, line: str, style: str = "", *, kept: str = "") -> int:
        """Show a line, wrapped; leading spaces are kept. Returns how many rows it took.

        Some invisible characters may be kept as they are.
        """
        parts = hung(plain(line, kept=kept), self.columns)
        # Not the function of the same name in prompt_toolkit.shortcuts: that one waits for a turn
        # of the event loop while a prompt is shown.
        shown = FormattedText([(style, "\n".join(parts)), ("", "\n")])
        print_formatted_text(self._output, shown, BARE)
        return len(parts)

    def head(self, line: str) -> int:
        """Show a heading, set off from what stands before. Returns how many rows it took."""
        return self.line("") + self.line(line, "bold underline")

    def announce(self, prompt: Prompt) -> int:
        """Show all of a prompt that stays. Returns how many rows it took."""
        rows = self.head(prompt.head) if prompt.head else 0
        rows += sum(self.line(line) for line in prompt.lead)
        rows += self.line(prompt.title, "bold")
        rows += sum(self.line(f"  {note}") for note in prompt.notes)
        if prompt.remark:
            rows += self.line("  " + t("Note: {text}", text=prompt.remark))
        return rows

    def explain(self, prompt: Prompt, why: Sequence[str]) -> None:
        """Show why something is asked, and the title again where it has scrolled far away.

        The first part is the most important one, so it comes last: what stands above it may have
        scrolled out of sight.
        """
        parts = [list(part) for empty, part in groupby(why, lambda line: not line) if not empty]
        lines = [line for part in reversed(parts) for line in ("", *part)]
        taken = sum(self.line(f"  {line}" if line else "") for line in lines)
        if taken > self.rows // 2:
            self.line("")
            self.line(prompt.title, "bold")
            for note in prompt.notes:
                self.line(f"  {note}")

    def answer(self, *texts: str) -> None:
        """Show what was answered, in place of the prompt, which is gone by now."""
        for text in texts:
            self.line(f"  > {text}")
