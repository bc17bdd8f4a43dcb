"""What a worker process does until its pipe is closed."""

import gc
import signal
import traceback
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from llmchoice.cli.batch.source import Source
    from llmchoice.cli.batch.task import Task


def serve(pipe: "Connection") -> None:
    """Read a task, then chunks of profiles; answer each with a list of outcomes.

    A text is an answer too: what a bug of ours said. Ends when nobody is at the other end.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _serve(pipe)
    except (EOFError, OSError):
        return


def _serve(pipe: "Connection") -> None:
    from llmchoice.cli.batch.assessor import Assessor
    from llmchoice.cli.messages import be_quiet

    be_quiet(wanted=True)
    assessor = Assessor(cast("Task", pipe.recv()))
    # What is there now stays: it need not be looked at again.
    gc.freeze()
    while True:
        chunk = cast("list[Source]", pipe.recv())
        try:
            pipe.send([assessor.outcome(source) for source in chunk])
        except Exception:  # noqa: BLE001 - a bug: the other end says so
            pipe.send(traceback.format_exc())
