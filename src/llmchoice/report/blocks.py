"""What a document is made of. A document yields blocks; a backend renders each kind of them.

All text in blocks is plain data: a backend escapes it, once, when it writes it. Longer than other
files because it is one thing: the vocabulary, which is read as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Tone = Literal["plain", "open", "closed", "bad", "warn", "faint"]
"""What a colour means; the words beside it say the same."""
Mark = Literal["plain", "for", "against", "ask"]
"""What an entry of a list is about: what speaks for or against, or what is not known."""


class Level(StrEnum):
    """How much of a document is wanted."""

    PAGE = "page"
    """For whoever decides."""
    MEMO = "memo"
    """For whoever was not there: the page, then what was asked and what has to be obtained."""
    FULL = "full"
    """For whoever checks: the page, then everything else."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The place that a document is written to; a backend takes notice of what concerns it."""

    width: int | None = None
    """Columns of the terminal; None where it is not one."""
    colour: bool = False
    unicode: bool = True
    """Whether the place can show box and bar characters."""
    opened: bool = False
    """Whether folded parts are open at first."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that stands out."""

    text: str


@dataclass(frozen=True, slots=True)
class Mono:
    """Something to type, or an id."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to an address; one that is no ordinary one of the web is shown as text."""

    text: str
    url: str


Span = str | Strong | Mono | Link
Inline = str | tuple[Span, ...]
"""One line of text: words, or words with marks."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows; level 1 is that of the document."""

    text: Inline
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One sentence or more."""

    text: Inline
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with what belongs to it below."""

    text: Inline
    mark: Mark = "plain"
    details: "tuple[Inline, ...]" = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list in no particular order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list whose order matters, from 1."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names, each with what is the case."""

    rows: tuple[tuple[Inline, Inline], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    title: str
    figures: bool = False
    """Whether its cells are figures, aligned right."""


Heads = tuple[str | Column, ...]
"""A mere title is the head of a column of words."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first cell of a row names it."""

    heads: Heads
    rows: tuple[tuple[Inline, ...], ...]
    title: str = ""
    """What it shows, for whoever cannot see it."""
    total: bool = False
    """Whether the last row sums up the others."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The heads, each with how its cells stand."""
        return tuple(Column(head) if isinstance(head, str) else head for head in self.heads)


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with its length."""

    label: str
    value: float
    """In the unit of `Bars.top`."""
    figure: str
    """The value as it is shown."""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Bars:
    """Figures to compare, each from zero."""

    rows: tuple[Bar, ...]
    top: float
    """The value of a whole bar."""
    things: str
    """What the rows are, as the head of a column."""
    measure: str
    """What the figures are, as the head of a column."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """A share, and the threshold from which it is enough."""

    share: float
    """From 0 to 1."""
    threshold: float
    """From 0 to 1."""
    text: str
    """The share as a sentence."""
    threshold_text: str
    """What the threshold means, in a few words."""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Range:
    """A figure, and the span within which something holds."""

    low: float
    high: float
    now: float
    """All from 0 to 1."""
    text: str
    """What holds there, as a sentence."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """Spans on one axis from 0 to 1."""

    rows: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a plot."""

    name: str
    points: tuple[tuple[float, float], ...]
    """Across and up, both above 0, in rising order."""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines over two axes, both in powers of ten."""

    series: tuple[Series, ...]
    across: str
    """What the axis across counts."""
    up: str
    title: str
    mark: float | None = None
    """A place on the axis across to be marked."""
    mark_text: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """What is to be seen first."""

    title: str
    aside: str = ""
    """A word beside the title."""
    tone: Tone = "plain"
    text: tuple[Inline, ...] = ()
    level: int = 0
    """Of the heading that it is where chapters have no frame; 0 where it heads none."""


@dataclass(frozen=True, slots=True)
class Code:
    """Text in its own lines, shown as it is, such as a command."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts about the file for programs: names and plain values, in front of everything."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """What to type next, each with what it is for; nothing where nobody can type."""

    commands: tuple[tuple[str, str], ...]
    """What it is for, and the command or the option."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """An option that is ranked anew."""

    id: str
    name: str
    tone: Tone
    admissible: bool
    judgements: tuple[tuple[str, float, float], ...]
    """Each the id of a weight, a share of that weight from 0 to 1, and a value of at most 100."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """Something that is weighed, with its weight."""

    id: str
    name: str
    rating: float | None
    """From 0 to 5, where one was given."""
    weight: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Sliders:
    """A ranking that a reader can try with other weights; nothing where nothing can move."""

    weights: tuple[Weighted, ...]
    contestants: tuple[Contestant, ...]
    tie: float
    """Points within which scores are equal."""
    title: str
    limits: str
    """What the scores do not say."""


@dataclass(frozen=True, slots=True)
class Group:
    """A few blocks under a short label: beside it where there is room, else below it."""

    label: str
    blocks: "tuple[Block, ...]"
    level: int = 2
    prominent: bool = False
    """To be seen first where not everything fits."""


@dataclass(frozen=True, slots=True)
class Details:
    """Blocks for whoever wants to know more: folded where a place can fold."""

    summary: str
    blocks: "tuple[Block, ...]"
    level: int = 2


Block = (
    Heading
    | Paragraph
    | Bullets
    | Numbered
    | Facts
    | Table
    | Bars
    | Gauge
    | Ranges
    | Plot
    | Callout
    | Code
    | Metadata
    | Hint
    | Sliders
    | Group
    | Details
)


def plain_text(inline: Inline) -> str:
    """The words without their marks."""
    if isinstance(inline, str):
        return inline
    return "".join(span if isinstance(span, str) else span.text for span in inline)


def title_of(blocks: Sequence[Block]) -> str:
    """What a document is called: its first heading of level 1; empty where it has none."""
    titles = (plain_text(b.text) for b in blocks if isinstance(b, Heading) and b.level == 1)
    return next(titles, "")
