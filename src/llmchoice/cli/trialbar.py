"""The progress of a run, on standard error and only at a terminal."""

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from llmchoice.cli.messages import shows_bars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from llmchoice.trial.run import Outcome, Purse


@contextmanager
def bar(total: int, purse: "Purse", currency: str) -> "Iterator[Callable[[Outcome], None]]":
    """What to call with the outcome so far; it shows nothing where nobody could see it move."""
    if not shows_bars():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[cost]}"),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task("asking", total=total, cost="")

        def tell(outcome: "Outcome") -> None:
            failed = len(outcome.failures)
            cost = f"{purse.spent:,.4f} {currency}" + (f", {failed} failed" if failed else "")
            progress.update(task, completed=outcome.answered, cost=cost)

        yield tell
