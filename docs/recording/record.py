"""Records a run of the questionnaire anew: as a cast, and as pictures of single screens.

    .venv/bin/python docs/recording/record.py [FOLDER]

The program runs in a pseudo-terminal; `story.yaml` says which keys are pressed. It writes the same
bytes each time: whatever is random or of this machine is replaced, and how long things take is said
below, not by a clock. `assess.cast` is for asciinema. It needs a system that has pseudo-terminals.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from rich.text import Text

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
from docs.recording.picture import drawn, svg  # noqa: E402 - found only now
from docs.recording.terminal import Terminal  # noqa: E402 - found only now

COMMAND = "llmchoice assess"
SIZES = {80: 30, 40: 40, 120: 30}
"""Columns to rows; the cast has the first."""
FEWER = ("why", "order", "review")
"""The frames of every width but the first."""
KEYS = {
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Enter": "\r",
    "Home": "\x1b[H",
    "Space": " ",
    "Shift-Tab": "\x1b[Z",
    "F1": "\x1bOP",
    "F2": "\x1bOQ",
}
TYPING, PRESSING, READING = 0.08, 0.4, 2.0
"""Seconds of the cast before a typed character, before a key, and before the first of a step."""


@dataclass(frozen=True)
class Step:
    """Some keys, once something is shown."""

    shows: str
    keys: Sequence[str] = ()
    frame: str = ""
    top: str = ""
    """How the first line of the frame begins, where it has scrolled out of sight."""
    mark: str = ""


@dataclass
class Recording:
    """What came of a run at one width."""

    events: list[tuple[float, str, str]] = field(default_factory=list)
    frames: dict[str, list[Text]] = field(default_factory=dict)
    clock: float = 0.0

    def add(self, seconds: float, kind: str, data: str) -> None:
        """Have something happen so many seconds after what happened last."""
        self.clock += seconds
        self.events.append((round(self.clock, 2), kind, data))


def story() -> list[Step]:
    """What is pressed, and when."""
    return [Step(**one) for one in yaml.safe_load((HERE / "story.yaml").read_text("utf-8"))]


def record(columns: int) -> Recording:
    """A whole run on a terminal of so many columns, in an empty folder.

    Raises:
        TimeoutError: when the program does not do what the story says; with what it shows.
    """
    with tempfile.TemporaryDirectory(prefix="tmp", dir="/tmp") as folder:
        terminal = Terminal(COMMAND.split()[1:], Path(folder), columns, SIZES[columns])
        try:
            return _played(terminal)
        finally:
            terminal.close()


def _played(terminal: Terminal) -> Recording:
    done = Recording()
    for character in f"$ {COMMAND}":
        done.add(TYPING, "o", character)
    done.add(PRESSING, "o", f"\r\n{terminal.settled()}")
    for step in story():
        if not terminal.shows(step.shows):
            shown = "\n".join(terminal.screen.display)
            message = f"the story expects '{step.shows}', and the program shows:\n{shown}"
            raise TimeoutError(message)
        if step.mark:
            done.add(0, "m", step.mark)
        if step.frame:
            done.frames[step.frame] = drawn(terminal, step.top)
        pause = READING
        for key in _pressed(step.keys):
            done.add(pause, "o", terminal.press(key))
            pause = PRESSING if key in KEYS.values() else TYPING
    return done


def _pressed(keys: Sequence[str]) -> Iterator[str]:
    for key in keys:
        if key in KEYS:
            yield KEYS[key]
        else:
            yield from key


def cast(done: Recording) -> str:
    """The events in asciicast version 2."""
    columns, rows = next(iter(SIZES.items()))
    header = {"version": 2, "width": columns, "height": rows, "title": COMMAND}
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in (header, *done.events))


def files() -> dict[str, str]:
    """Name to text of everything that a recording writes."""
    with ThreadPoolExecutor() as pool:
        done = dict(zip(SIZES, pool.map(record, SIZES), strict=True))
    first = next(iter(SIZES))
    found = {"assess.cast": cast(done[first])}
    for columns, recording in done.items():
        for name, lines in recording.frames.items():
            if columns == first or name in FEWER:
                found[f"{name}-{columns}.svg"] = svg(lines, columns, COMMAND, name)
    return found


def main() -> int:
    """Write everything into a folder: this one, or the one that is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
