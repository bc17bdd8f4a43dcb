"""A bar on stderr, where somebody waits and sees nothing else."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONG = 50
"""Profiles from which a run takes long enough to wonder."""


@contextmanager
def advancing(total: int, *, wanted: bool) -> Iterator[Callable[[], None]]:
    """What to call after each profile; a bar moves where one is wanted and the run is long."""
    if not wanted or total < LONG or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("Comparing", BarColumn(bar_width=None), MofNCompleteColumn(), TimeRemainingColumn())
    # Errors move above the bar; what goes to stdout is not for this terminal.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    with bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
