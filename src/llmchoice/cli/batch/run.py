"""Many profiles, assessed in this process or in several."""

import gc
from typing import TYPE_CHECKING

from llmchoice.cli.batch.source import opened

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from llmchoice.cli.batch.outcome import Outcome
    from llmchoice.cli.batch.source import Source
    from llmchoice.cli.batch.task import Task

FEWEST = 150
"""Profiles from which more processes pay: to start them takes as long as to assess these."""


def outcomes(task: "Task", listed: "Sequence[Source]", jobs: int | None) -> "Generator[Outcome]":
    """What becomes of each profile, in order, as soon as it is known.

    Args:
        task: what is the same for all.
        listed: the profiles.
        jobs: processes to share the work; None for as many as pay.

    Raises:
        LlmchoiceError: exit code 1 when a process ended before its work was done.
    """
    # The program turns it off because runs are short; this one may not be.
    gc.enable()
    shared = _jobs(len(listed), jobs)
    if shared > 1:
        from llmchoice.cli.batch.workers import in_workers

        yield from in_workers(task, opened(listed), shared)
        return
    from llmchoice.cli.batch.assessor import Assessor

    assessor = Assessor(task)
    for source in opened(listed):
        yield assessor.outcome(source)


def _jobs(profiles: int, wanted: int | None) -> int:
    from llmchoice.cli.batch.workers import CHUNK, cores

    chunks = -(-profiles // CHUNK)
    if wanted is not None:
        return min(wanted, chunks)
    return min(cores(), chunks) if profiles >= FEWEST else 1
