"""What the place that a report is written to can show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """The abilities of an output stream; formats for files ignore them."""

    width: int | None
    """Columns of the terminal; None where it is not one: plain lines, uncut."""
    colour: bool
    unicode: bool
    """Whether the stream can show box and bar characters."""
