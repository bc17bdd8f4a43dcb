"""How a terminal hands over what is typed: whole lines that it echoes, or every key."""

import sys
from collections.abc import Callable

from prompt_toolkit.input import Input

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
