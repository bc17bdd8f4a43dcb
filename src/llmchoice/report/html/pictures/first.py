"""How often each option comes first."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed
from llmchoice.report.html.pictures.bars import Bar, Segment, bars
from llmchoice.report.html.pictures.drawing import picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from llmchoice.model.assessment import OptionResult

TITLE = "How often each option comes first, in draws"
_MARKS = tuple((hundredths / 100, f"{hundredths} %") for hundredths in (0, 25, 50, 75, 100))


def most_often(options: "Sequence[OptionResult]") -> "list[OptionResult]":
    """The options of which it is known how often they come first, the most frequent first."""
    known = [option for option in options if option.first_rank_share is not None]
    return sorted(known, key=lambda option: -(option.first_rank_share or 0))


def draw(key: str, options: "Sequence[OptionResult]") -> "Markup":
    """The picture of those options."""
    rows = [_bar(option) for option in options]
    told = listed(f"{row.name} {row.figure}" for row in rows)
    height, elements = bars(rows, _MARKS)
    return picture(key, TITLE, f"Shares of draws: {told}.", height, elements)


def _bar(option: "OptionResult") -> Bar:
    share = option.first_rank_share or 0
    return Bar(
        name=f"{option.name} ({option.side})",
        segments=(Segment(share, f"side-{option.side}", ""),),
        figure=figures.share(share),
        faint=not option.admissible,
    )
