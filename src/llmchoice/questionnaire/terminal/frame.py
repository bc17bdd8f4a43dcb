"""What is shown while a person answers, as lines that fit the terminal, whatever its size."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from llmchoice.language import t
from llmchoice.plain import plain
from llmchoice.questionnaire.asker import Pick
from llmchoice.questionnaire.wrap import clipped, hung, packed, wrapped

LEAST_ROWS = 12
"""Rows that are taken even where the title then scrolls out of sight."""
MARKED_ROWS = 5
"""Rows from which on a list that is cut off says how much is missing."""
BESIDE = "   "
"""What stands in place of the pointer before everything that is not pointed at."""
HANG = "  "
"""What stands before the further lines of an entry."""
BAR = "  | "
"""What stands before the notes of an entry: they must not look like more entries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list, or a heading in it."""

    text: str
    mark: str = ""
    """What stands between the pointer and the text: a box, a rank, a number."""
    notes: tuple[str, ...] = ()
    """Lines that are shown while it is pointed at."""
    heading: bool = False
    cut: bool = False
    """Whether one line of it is enough."""


def entry_of(pick: Pick, mark: str) -> Entry:
    """The entry of a pick, behind its mark."""
    return Entry(pick.text, mark, pick.notes, cut=pick.cut)


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that may change from key to key."""

    hint: tuple[str, ...]
    """The keys that work here."""
    entries: tuple[Entry, ...] = ()
    pointed: int | None = None
    """Where the pointer stands in the entries; None if nowhere."""
    pointer: str = ">"
    """One or two characters."""
    status: tuple[str, ...] = ()
    """What has to be said about the answer as it stands."""


class Room(NamedTuple):
    """How much fits."""

    columns: int
    rows: int
    above: int = 0
    """Rows right above the frame that should stay in sight."""


class Line(NamedTuple):
    """One line of the screen."""

    text: str
    style: str = ""
    has_cursor: bool = False
    """Whether the cursor stands in it."""


def drawn(frame: Frame, room: Room) -> list[Line]:
    """The frame in lines of at most so many columns, and at most so many of them.

    A list that is too long shows what is around the pointer.
    """
    hint = hint_lines(frame.hint, room)
    status = status_lines(frame.status, room)
    blocks = [_block(frame, at, room) for at in range(len(frame.entries))]
    notes = [_notes(entry, room) for entry in frame.entries]
    deepest = max(map(len, notes), default=0)
    tallest = max(map(len, blocks), default=0)
    needed = sum(map(len, blocks))
    fixed = len(hint) + len(status)
    least = max(LEAST_ROWS, fixed + tallest + deepest + 2)
    body = max(min(room.rows, max(room.rows - room.above, least)) - fixed, 1)
    below = min(deepest, max(body - needed, body // 2))
    shown = _around(frame, blocks, body - below)
    footnotes = notes[frame.pointed] if frame.pointed is not None else []
    return [*hint, *shown, *status, *_filled(footnotes, below)][: room.rows]


def hint_lines(parts: Sequence[str], room: Room) -> list[Line]:
    """The keys that work, never in more than a quarter of the rows."""
    lines = packed(parts, max(room.columns - 4, 1))
    lines = [f"  {'(' if at == 0 else ' '}{line}" for at, line in enumerate(lines)]
    lines[-1] += ")"
    return [Line(line) for line in lines][: max(room.rows // 4, 1)]


def status_lines(lines: Sequence[str], room: Room) -> list[Line]:
    """What has to be said, never in more than a third of the rows."""
    parts = [p for line in lines for p in hung(plain(line), room.columns, cut=True)]
    return [Line(part, "bold") for part in parts][: max(room.rows // 3, 1)]


def _block(frame: Frame, at: int, room: Room) -> list[Line]:
    entry, pointed = frame.entries[at], at == frame.pointed
    if entry.heading:
        parts = wrapped(plain(entry.text), max(room.columns - 1, 1), cut=True)
        return [Line(part, "underline") for part in parts]
    before = (f"{frame.pointer:>2} " if pointed else BESIDE) + entry.mark
    width = max(room.columns - len(before), 1)
    style = "bold" if pointed else ""
    text = plain(entry.text)
    text = clipped(text, width) if entry.cut else text
    parts = wrapped(text, width, cut=True)
    if len(parts) > 1 and width > len(HANG):
        # Further lines stand deeper than the entries do: they must not look like more of them.
        parts = wrapped(text, width - len(HANG), cut=True)
    first, *rest = parts
    hang = " " * len(before) + (HANG if width > len(HANG) else "")
    return [Line(before + first, style, pointed), *(Line(hang + part, style) for part in rest)]


def _notes(entry: Entry, room: Room) -> list[Line]:
    width = max(room.columns - len(BAR), 1)
    parts = [p for note in entry.notes for p in hung(plain(note), width, cut=True)]
    return [Line(BAR + part) for part in parts]


def _around(frame: Frame, blocks: Sequence[Sequence[Line]], height: int) -> list[Line]:
    """So many lines of the list, with all of the entry that is pointed at if it fits."""
    lines = [line for block in blocks for line in block]
    if len(lines) <= height:
        return lines
    marked = height >= MARKED_ROWS
    inner = height - 2 if marked else height
    at = frame.pointed or 0
    start = sum(map(len, blocks[:at]))
    length = len(blocks[at])
    top = min(max(start - (inner - length) // 2, 0), len(lines) - inner, start)
    # The heading of a group is worth as much as the first entry below it.
    if at and frame.entries[at - 1].heading and length + len(blocks[at - 1]) <= inner:
        top = min(top, start - len(blocks[at - 1]))
    # Above the first entry there is at most a heading: not worth hiding.
    if frame.entries[0].heading and top <= len(blocks[0]) and start + length <= inner:
        top = 0
    shown = lines[top : top + inner]
    return [*_more(frame, blocks, top, top + inner, shown)] if marked else shown


def _more(
    frame: Frame, blocks: Sequence[Sequence[Line]], top: int, end: int, shown: list[Line]
) -> list[Line]:
    """The lines between how many entries are missing above and below."""
    above = below = row = 0
    for entry, block in zip(frame.entries, blocks, strict=True):
        above += row < top and not entry.heading
        row += len(block)
        below += row > end and not entry.heading
    marks = [
        Line(f"{BESIDE}{sign} " + t("{count} more", count=count) if count else "")
        for sign, count in (("^", above), ("v", below))
    ]
    return [marks[0], *shown, marks[1]]


def _filled(lines: list[Line], height: int) -> list[Line]:
    """Exactly so many lines, so that the screen does not jump from entry to entry."""
    if len(lines) > height:
        return [*lines[: height - 1], Line(f"{BAR}...")][:height]
    return lines + [Line("")] * (height - len(lines))
