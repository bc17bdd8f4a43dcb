"""A bar that moves while a long assessment is made: on stderr, and at a terminal only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

from llmchoice.cli.messages import shows_bars

PATIENCE = 2.0
"""Seconds that nobody needs to be told to wait."""


@contextmanager
def waiting() -> Iterator[None]:
    """Show that work goes on once it has taken a while; what is shown vanishes with its end."""
    if not shows_bars():
        yield
        return
    bar = _Bar()
    timer = Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


class _Bar:
    """A bar without an end, for nobody knows how many draws it takes."""

    def __init__(self) -> None:
        self._stops: list[Callable[[], None]] = []

    def start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TimeElapsedColumn

        columns = ("Assessing", BarColumn(bar_width=None), TimeElapsedColumn())
        # What goes to stdout is the report: it stays as it is.
        bar = Progress(
            *columns, console=Console(stderr=True), transient=True, redirect_stdout=False
        )
        bar.add_task("", total=None)
        bar.start()
        self._stops.append(bar.stop)

    def stop(self) -> None:
        for stop in self._stops:
            stop()
