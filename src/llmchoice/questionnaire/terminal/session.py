"""The terminal itself: opened, and left as it was found."""

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.terminal.paper import Paper

NO_CONSOLE = "NoConsoleScreenBufferError"
"""An error of prompt_toolkit that can be imported on Windows only."""

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
            if _is_leave(error) and not isinstance(error, Interrupted):
                raise Interrupted from error
            raise


def _is_leave(error: BaseException) -> bool:
    """Whether nobody is there to answer; EIO is what a terminal yields that was closed."""
    gone = isinstance(error, OSError) and error.errno == errno.EIO
    return gone or isinstance(error, (KeyboardInterrupt, EOFError))


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
