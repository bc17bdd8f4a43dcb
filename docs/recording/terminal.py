"""The program in a pseudo-terminal, and what a person sees of it."""

import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pexpect
import pyte

SHOWN = "/home/you/.local"
"""Stands in place of the program's folder; as long as that, for lines are broken to fit."""
RANDOM, CONSTANT = re.compile(r"(?<=draft-)[0-9a-f]{8}"), "5eed1e55"
LONGEST = 60.0
"""Seconds to wait for the program at most."""
START = """\
from llmchoice.__main__ import main
from llmchoice.cli import bars
bars.PATIENCE = 60
main()
"""
"""On a slow machine it would say that it takes a while, and the recording would not be the same."""
QUIET = 0.03
"""Seconds without output after which what is drawn is taken to be all of it."""
PASTE_ON, PASTE_OFF = b"\x1b[?2004h", b"\x1b[?2004l"
DRAWN = (b"\x1b[?7h\x1b[0m", b"\x1b[?25h")
NOTHING = "\x1b[?7l\x1b[?7h\x1b[0m"
"""prompt_toolkit drew again, and nothing had changed."""

Line = Mapping[int, pyte.screens.Char]
"""Column to character."""


class Terminal:
    """Runs `llmchoice` with these arguments in an empty folder, and shows it."""

    def __init__(self, arguments: Sequence[str], folder: Path, columns: int, rows: int) -> None:
        if len(str(folder)) != len(SHOWN):
            message = f"{folder} is not as long as {SHOWN}: lines would be broken elsewhere"
            raise OSError(message)
        self.screen = pyte.HistoryScreen(columns, rows, history=5000)
        self._stream = pyte.Stream(self.screen)
        self._folder = str(folder)
        self._asks = False
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-c", START, *arguments],
            cwd=folder,
            env=_environment(folder),
            dimensions=(rows, columns),
        )
        self._child.delaybeforesend = None

    def press(self, key: str) -> str:
        """Press a key; what the program writes until it waits for the next one."""
        self._child.send(key)
        return self.settled()

    def settled(self) -> str:
        """What the program writes from now on until it waits for a key, or ends.

        Raises:
            TimeoutError: when it does neither; with what it shows.
        """
        written = b""
        begun = quiet = time.monotonic()
        while time.monotonic() - quiet < QUIET or not self._is_drawn(written):
            if time.monotonic() - begun > LONGEST:
                raise TimeoutError("\n".join(self.screen.display))
            try:
                written += self._child.read_nonblocking(65536, QUIET / 3)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
            quiet = time.monotonic()
        self._asks = True
        text = written.decode().replace(NOTHING, "").replace(self._folder, SHOWN)
        text = RANDOM.sub(CONSTANT, text)
        self._stream.feed(text)
        return text

    def _is_drawn(self, written: bytes) -> bool:
        """Whether a prompt stands there, and nothing has been written after it.

        prompt_toolkit turns bracketed paste on with a prompt and off after it; what it draws ends
        with the wrapping of lines on, or with the cursor on.
        """
        prompt = written.rpartition(PASTE_OFF)[2]
        is_new = PASTE_OFF in written or not self._asks
        return prompt.endswith(DRAWN) and (PASTE_ON in prompt or not is_new)

    def shows(self, text: str) -> bool:
        """Whether that is in sight, wherever its lines are broken."""
        return _run_together(text) in _run_together("".join(self.screen.display))

    def lines(self, top: str = "") -> Sequence[Line]:
        """The lines in sight; or as many from the last one on that begins so."""
        below = [self.screen.buffer[row] for row in range(self.screen.lines)]
        if not top:
            return below
        every = [*self.screen.history.top, *below]
        begins = [at for at, line in enumerate(every) if self._read(line).startswith(top)]
        return every[begins[-1] : begins[-1] + self.screen.lines]

    def _read(self, line: Line) -> str:
        return "".join(line[column].data for column in range(self.screen.columns))

    def close(self) -> None:
        """End the program, if it has not ended."""
        self._child.close(force=True)


def _run_together(text: str) -> str:
    return "".join(text.split())


def _environment(folder: Path) -> dict[str, str]:
    """A terminal that can do what most can, and nothing of the person who records."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / "state"),
        "TERM": "xterm-256color",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
