"""Bars that move while something takes long: on stderr, and at a terminal only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

from llmchoice.cli.messages import shows_bars

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

    from llmchoice.trial.run import Outcome, Purse

PATIENCE = 2.0
"""Seconds that nobody needs to be told to wait."""
LONG = 50
"""Profiles from which a run takes long enough to wonder."""


@contextmanager
def waiting(work: str = "Assessing") -> Iterator[None]:
    """Show that work goes on once it has taken a while; what is shown vanishes with its end.

    Blocks of it stand one after the other, and never within another one.
    """
    if not shows_bars():
        yield
        return
    bars: list[Progress] = []

    def start() -> None:
        from rich.progress import BarColumn, TimeElapsedColumn

        # It has no end, for nobody knows how many draws it takes.
        bar = _bar(work, BarColumn(bar_width=None), TimeElapsedColumn())
        bar.add_task("", total=None)
        bar.start()
        bars.append(bar)

    timer = Timer(PATIENCE, start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for bar in bars:
            bar.stop()


@contextmanager
def comparing(total: int, *, wanted: bool) -> Iterator[Callable[[], None]]:
    """What to call after each profile; a bar moves where one is wanted and the run is long."""
    if not wanted or not shows_bars():
        yield lambda: None
        return
    if total < LONG:
        # Few profiles take long with many draws, or with many workloads.
        with waiting():
            yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn

    columns = (BarColumn(bar_width=None), MofNCompleteColumn(), TimeRemainingColumn())
    # Errors move above the bar.
    with _bar("Comparing", *columns) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


@contextmanager
def asking(total: int, purse: "Purse", currency: str) -> "Iterator[Callable[[Outcome], None]]":
    """What to call with the outcome so far of models that are asked; a bar shows what it says."""
    if not shows_bars():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[cost]}"))
    with _bar("asking", *columns) as bar:
        task = bar.add_task("", total=total, cost="")

        def tell(outcome: "Outcome") -> None:
            failed = len(outcome.failures)
            cost = f"{purse.spent:,.4f} {currency}" + (f", {failed} failed" if failed else "")
            bar.update(task, completed=outcome.answered, cost=cost)

        yield tell


def _bar(*columns: "str | ProgressColumn") -> "Progress":
    """A bar that vanishes with its end. What goes to stdout is the report: it stays as it is."""
    from rich.console import Console
    from rich.progress import Progress

    return Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
