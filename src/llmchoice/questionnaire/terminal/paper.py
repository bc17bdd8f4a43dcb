"""The terminal: opened, left as it was found, and the lines that stay on it."""

import errno
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby

from prompt_toolkit.application import create_app_session
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.renderer import print_formatted_text
from prompt_toolkit.styles import Style

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.language import t
from llmchoice.plain import plain
from llmchoice.questionnaire.asker import Interrupted, Prompt
from llmchoice.questionnaire.terminal.frame import Room
from llmchoice.questionnaire.wrap import WIDEST, hung

USUAL_COLUMNS, USUAL_ROWS = 80, 24
"""What a terminal is taken to have that says it has none."""
BARE = Style([])
"""No colours: what a style string says for itself is all there is."""
NO_CONSOLE = "NoConsoleScreenBufferError"
"""An error of prompt_toolkit that can be imported on Windows only."""


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


if sys.platform == "win32":

    def line_modes(_source: Input) -> Callable[[], None]:
        """Nothing to keep: prompt_toolkit sets no modes of a line there."""
        return lambda: None

else:
    import termios

    def line_modes(source: Input) -> Callable[[], None]:
        """What brings back the modes as they are now; it does nothing where there is no terminal.

        prompt_toolkit does so too, but not where a signal comes while it changes them.
        """
        try:
            number = source.fileno()
            modes = termios.tcgetattr(number)
        except (OSError, ValueError, NotImplementedError, termios.error):
            return lambda: None

        def restore() -> None:
            try:
                termios.tcsetattr(number, termios.TCSANOW, modes)
            except (OSError, ValueError, termios.error):
                # The terminal has gone.
                return

        return restore


def opened() -> tuple[Input, Output]:
    """The terminal to read from and, on standard error, the one to draw on.

    Raises:
        LlmchoiceError: when there is no terminal that prompts can be drawn on.
    """
    with _as_problem():
        source, target = create_input(), create_output(stdout=sys.stderr)
    if isinstance(target, Vt100_Output):
        # Where the cursor stands is of no use to us, and a terminal that does not answer costs
        # seconds and a warning with every prompt.
        target.enable_cpr = False
    return source, target


@contextmanager
def drawing(source: Input | None, target: Output | None) -> Iterator[Paper]:
    """What is asked within uses that terminal; None means prompt_toolkit's present one.

    However it ends, the terminal can be used as before.

    Raises:
        Interrupted: when the person leaves, or the input ends.
        LlmchoiceError: when prompts cannot be drawn on the terminal.
    """
    with _as_problem(), create_app_session(input=source, output=target) as app:
        restore = line_modes(app.input)
        try:
            yield Paper(app.output)
        except BaseException as error:
            restore()
            _tidy(app.output)
            # EIO is what a terminal yields that was closed.
            gone = isinstance(error, OSError) and error.errno == errno.EIO
            gone = gone or isinstance(error, (KeyboardInterrupt, EOFError))
            if gone and not isinstance(error, Interrupted):
                raise Interrupted from error
            raise


def _tidy(output: Output) -> None:
    """Undo what prompt_toolkit does to a terminal.

    It does so itself, but not where a signal ends it just before or after it waits for keys.
    """
    # The terminal may be what has gone.
    with suppress(OSError, ValueError):
        output.reset_attributes()
        output.enable_autowrap()
        output.disable_bracketed_paste()
        output.show_cursor()
        output.flush()


@contextmanager
def _as_problem() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if type(error).__name__ != NO_CONSOLE:
            raise
        raise LlmchoiceError(
            [
                Problem(
                    "this terminal cannot show menus",
                    why="it is not a Windows console",
                    fix="add --plain, or put winpty before the command, or answer in a file and"
                    " pass it with --profile",
                )
            ],
            ExitCode.INCOMPLETE,
        ) from error
