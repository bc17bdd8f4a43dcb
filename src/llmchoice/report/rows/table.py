"""Rows for people: a table; on a narrow terminal a few lines for each row; and in Markdown."""

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.verdict import HALF
from llmchoice.report.backends.ink import Ink, shown
from llmchoice.report.backends.markdown import escape
from llmchoice.report.documents.verdict import verdict_name
from llmchoice.report.wording.grounds import leader_excluded, nothing_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from llmchoice.model.row import Row
    from llmchoice.report.blocks import Settings

GAP = "  "
_ROOMY = 109
"""Columns of a terminal that holds a table; with fewer, names would be cut to a few letters."""
_NARROWEST = 20
_NAME = 32
"""Columns of a name where nothing limits the line; a file, which comes last, is whole there."""


_NOTHING = "-"
_INDENT = "    "
"""Of what is said below a row."""
_ENDLESS = 10_000
"""Columns of a line that nothing limits."""
_WIDTHS = (15, 21, 10, 9, 20)
"""Of verdict, option and figures. Rows are written when they are there, so that no width can
follow from what is in them."""
_ONCE, _MONTHLY = message("{amount} {currency} once"), message("{amount} {currency} a month")
_WORDS = 2
"""Columns of words, before those of figures, which are aligned right."""
_TAKEN = sum(len(GAP) + width for width in _WIDTHS)


def markdown_head(_style: "Settings") -> str:
    """The heading of a table in Markdown."""
    titles = (t("Organisation"), t("Workload"), t("File"), *_titles(), t("Doubts"))
    rules = ["---"] * (3 + _WORDS) + ["---:"] * (len(_WIDTHS) - _WORDS) + ["---"]
    return f"| {' | '.join(titles)} |\n| {' | '.join(rules)} |\n"


def markdown_line(row: "Row", _style: "Settings") -> str:
    """One row of a table in Markdown."""
    doubts = " ".join(_doubts(row))
    cells = (row.organisation, row.workload or "", row.file, *_cells(row), doubts)
    return f"| {' | '.join(map(escape, cells))} |\n"


def _titles() -> tuple[str, ...]:
    return (t("Verdict"), t("Option"), t("Side ahead"), t("How sure"), t("Cost"))


def _cells(row: "Row") -> tuple[str, ...]:
    """What stands below the titles: points to one decimal, a share in whole percent, a cost."""
    option, lead = row.option_name or _NOTHING, _NOTHING
    if row.option_name is None and row.leading_name is not None:
        option = t("({option})", option=row.leading_name)
    if row.margin is not None:
        lead = figures.distance(abs(row.margin))
        # The side that wins more simulations may be behind by score.
        lead = lead if row.margin >= 0 else t("{points} less", points=lead)
    return (
        verdict_name(row.verdict, row.kind),
        option,
        lead,
        _sure(row) or _NOTHING,
        _cost(row) or _NOTHING,
    )


def _sure(row: "Row") -> str:
    """How often the side that leads does; empty where most simulations leave nothing to lead.

    Where some leave nothing, all of the others are not always.
    """
    if row.p_side is None or (row.p_nothing_left or 0) > HALF:
        return ""
    of_all = figures.rate if "nothing-left" in row.doubts else figures.share
    return of_all(row.p_side)


def _cost(row: "Row") -> str:
    """Units of the currency to two decimals; empty where the cost is not known.

    Of a month, or of work that is done once all of it; and which of the two.
    """
    if row.cost is None:
        return ""
    amount = figures.cents(row.cost * (row.months or 1))
    return tell(_MONTHLY if row.months is None else _ONCE, amount=amount, currency=row.currency)


def head(style: "Settings") -> str:
    """The titles of the columns; nothing where each row says what its figures are."""
    if style.width is not None and style.width < _ROOMY:
        return ""
    titles = [title.upper() for title in _titles()]
    return _line(t("Organisation").upper(), titles, t("File").upper(), style)


def line(row: "Row", style: "Settings") -> str:
    """One row; that of a workload is set in, below its organisation."""
    if style.width is not None and style.width < _ROOMY:
        return _record(row, max(_NARROWEST, style.width), style)
    name, file = (row.organisation, row.file) if row.workload is None else (f"  {row.workload}", "")
    *others, cost = _cells(row)
    cells = _line(name, (*others, _level(row, cost)), file, style)
    return cells + _wrapped(_doubts(row), style.width, _INDENT, style)


def _level(row: "Row", cost: str) -> str:
    """A cost with what makes amounts stand below each other, whether of a month or done once."""
    if row.cost is None:
        return cost
    ends = [cell_len(tell(end, amount="", currency="")) for end in (_ONCE, _MONTHLY)]
    return cost + " " * (max(ends) - ends[row.months is None])


def _line(name: str, middle: "Sequence[str]", file: str, style: "Settings") -> str:
    names, files = _NAME, None
    if style.width is not None:
        room = style.width - _TAKEN - len(GAP)
        names, files = room - room // 2, room // 2
    cells = [_fitted(name, names, style)]
    for place, (text, width) in enumerate(zip(middle, _WIDTHS, strict=True)):
        if place < _WORDS:
            cells.append(_fitted(text, width, style))
        else:  # a figure is never cut: it would be another one
            figure = shown(text, unicode=style.unicode)
            cells.append(" " * (width - cell_len(figure)) + figure)
    cells.append(
        shown(file, unicode=style.unicode) if files is None else _fitted(file, files, style)
    )
    return GAP.join(cells).rstrip() + "\n"


def _fitted(text: str, width: int, style: "Settings") -> str:
    """A text in exactly so many columns of a terminal; a wide letter takes two of them."""
    harmless = shown(text, unicode=style.unicode)
    if cell_len(harmless) <= width:
        return harmless + " " * (width - cell_len(harmless))
    mark = "\N{HORIZONTAL ELLIPSIS}" if style.unicode else "..."
    return set_cell_size(harmless, width - len(mark)) + mark


def _record(row: "Row", width: int, style: "Settings") -> str:
    """A row as lines of its own, for a narrow terminal."""
    indent = "" if row.workload is None else "  "
    below = f"{indent}  "
    lines = [_fitted(indent + (row.workload or row.organisation), width, style).rstrip()]
    if row.workload is None:
        lines.append(_fitted(below + row.file, width, style).rstrip())
    parts = (_result(row), _figures(row), *_doubts(row))
    return "".join(f"{text}\n" for text in lines) + _wrapped(parts, width, below, style)


def _wrapped(parts: "Iterable[str]", width: int | None, indent: str, style: "Settings") -> str:
    """Lines of their own, set in; nothing for a part that says nothing."""
    ink = Ink(style)
    room = _ENDLESS if width is None else width
    lines = (
        line.plain
        for part in filter(None, parts)
        for line in ink.wrapped(ink.words(part), room, indent)
    )
    return "".join(f"{text}\n" for text in lines)


def _doubts(row: "Row") -> "Iterator[str]":
    """What puts the result in doubt, a sentence each."""
    if "inconsistent-comparisons" in row.doubts and row.workload is None:
        yield t(
            "The comparisons of the priorities contradict each other: consistency ratio {ratio}.",
            ratio=figures.ratio(row.consistency or 0),
        )
    yield from nothing_left(row.p_nothing_left)
    if "leader-excluded" in row.doubts:
        leader = t("the option that leads")
        yield leader_excluded(leader, row.p_leader_excluded, row.p_nothing_left)
    if "no-known-offer" in row.doubts:
        yield t("Nobody is known to offer it where its data has to stay.")
    if "cost-unknown" in row.doubts:
        yield t("What it costs is not known.")
    if "few-cases" in row.doubts:
        yield t("Its own test has too few cases to rely on.")
    if "neither-usable" in row.doubts:
        yield t("In its own test neither kind of model did the work.")
    if "ranking-tells-less" in row.doubts:
        yield t("Ratings in the order of the ranking would give another result.")


def _result(row: "Row") -> str:
    verdict = verdict_name(row.verdict, row.kind)
    if row.option_name is not None:
        return t("{verdict}: {option}", verdict=verdict, option=row.option_name)
    if row.leading_name is not None:
        return t("{verdict}, leaning to {option}", verdict=verdict, option=row.leading_name)
    return verdict


def _figures(row: "Row") -> str:
    """The figures that there are, each with what it is."""
    parts = []
    if row.margin is not None:
        points = figures.points(abs(row.margin))
        ahead, behind = message("side ahead by {points}"), message("{points} behind by score")
        parts.append(tell(ahead if row.margin >= 0 else behind, points=points))
    if sure := _sure(row):
        parts.append(t("how sure: {share}", share=sure))
    if row.cost is not None:
        parts.append(_cost(row))
    return figures.enumerated(parts)
