"""Shares profiles out among processes; what comes back is in the order of what went in.

A pool of the standard library hangs when a process dies while it starts, and takes its time to
end on Ctrl-C. Here each process has a pipe of its own, and one chunk at a time.
"""

import multiprocessing
import os
import signal
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, cast

from llmchoice.cli.batch.serving import serve
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.plain import quoted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from llmchoice.cli.batch.outcome import Outcome
    from llmchoice.cli.batch.source import Source
    from llmchoice.cli.batch.task import Task

CHUNK = 8
"""Profiles that travel together: to send them costs a hundredth of assessing them."""
AHEAD = 4
"""Chunks per process that may be done before an earlier one is: memory must not grow."""
PATIENCE = 5
"""Seconds in which a process that has been told to end ends."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Linear algebra would start threads on every core, in every process."""


def cores() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_workers(task: "Task", sources: "Iterable[Source]", jobs: int) -> "Generator[Outcome]":
    """What becomes of each profile, in order; few are held at any time.

    Raises:
        LlmchoiceError: exit code 1 when a process ended before its work was done.
    """
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    workers: list[_Worker] = []
    try:
        # A signal is raised once all of them are known: none is forgotten.
        with _endings_held():
            workers.extend(_started() for _ in range(jobs))
        for worker in workers:
            worker.send(task)
        yield from _in_order(workers, _chunks(sources))
    except BaseException:
        # What nobody will read is not finished first.
        for worker in workers:
            worker.process.terminate()
        raise
    finally:
        for worker in workers:
            worker.end()


@dataclass(slots=True)
class _Worker:
    """A process, and the chunk that it has."""

    process: "SpawnProcess"
    pipe: "Connection"
    number: int = 0
    chunk: "Sequence[Source]" = ()
    """Empty while it has nothing to do."""

    def take(self, number: int, chunk: "Sequence[Source]") -> None:
        """Give it a chunk."""
        self.number, self.chunk = number, chunk
        self.send(chunk)

    def send(self, what: object) -> None:
        """Send it something; it reads nothing else meanwhile, so that both never wait."""
        try:
            self.pipe.send(what)
        except OSError as error:
            raise self._died() from error

    def answer(self) -> "list[Outcome]":
        """What it found; it is free again."""
        try:
            found = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise self._died() from error
        if isinstance(found, str):
            raise RuntimeError(found)  # noqa: TRY004 - a bug of ours, told in words
        self.chunk = ()
        return cast("list[Outcome]", found)

    def end(self) -> None:
        """Close the pipe, which ends the process, and wait for that."""
        self.pipe.close()
        self.process.join(PATIENCE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()

    def _died(self) -> LlmchoiceError:
        at = f" at {quoted(self.chunk[0].name)} or one soon after it" if self.chunk else ""
        problem = Problem(
            f"a worker process ended before its work was done{at}",
            why="the system may have stopped it because memory ran out",
            fix="run it again with --jobs 1",
        )
        return LlmchoiceError([problem], ExitCode.BUG)


def _started() -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    with _interrupts_held():
        process.start()
    # Else nobody would notice that the process has gone.
    theirs.close()
    return _Worker(process, ours)


def _in_order(
    workers: "Sequence[_Worker]", chunks: "Iterator[Sequence[Source]]"
) -> "Generator[Outcome]":
    """Hand out chunks to whoever is free, and give back what is found in their order."""
    found: dict[int, list[Outcome]] = {}
    given = done = 0
    more = True
    while more or done < given:
        for worker in workers:
            if worker.chunk or given - done >= AHEAD * len(workers):
                continue
            chunk = next(chunks, ())
            more = bool(chunk)
            if not more:
                break
            worker.take(given, chunk)
            given += 1
        busy = {worker.pipe: worker for worker in workers if worker.chunk}
        # All may have answered at once, with nothing left: to wait for nothing takes for ever.
        for pipe in wait(list(busy)) if busy else ():
            worker = busy[cast("Connection", pipe)]
            found[worker.number] = worker.answer()
        while done in found:
            yield from found.pop(done)
            done += 1


def _chunks(sources: "Iterable[Source]") -> "Iterator[Sequence[Source]]":
    rest = iter(sources)
    while chunk := tuple(islice(rest, CHUNK)):
        yield chunk


@contextmanager
def _endings_held() -> "Iterator[None]":
    """A signal that ends the program waits until a process has all that it needs to start.

    Else that process would find half of it, and say so in a traceback.
    """
    came: list[int] = []
    names = (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP"))
    before = {
        number: signal.signal(number, lambda number, _frame: came.append(number))
        for number in names
        # What is ignored stays ignored, in the processes that start as well: nohup says so.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    for number in came[:1]:
        signal.raise_signal(number)


@contextmanager
def _interrupts_held() -> "Iterator[None]":
    """A process that starts in here never sees Ctrl-C: the one that started it ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # It would be started along with the first process, and let interrupts through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
