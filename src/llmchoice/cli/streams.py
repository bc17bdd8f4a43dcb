"""The standard streams: they may be closed, full, cut off, or unable to show a character."""

import codecs
import errno
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from llmchoice.errors import ExitCode

_ESCAPE = "llmchoice-escape"
_ELSEWHERE = "write to a file with -o, where the command has it"
_ENDING = ("SIGTERM", "SIGHUP")
PATIENCE = 5.0
"""Seconds that the end in order may take, after a signal has asked for it."""


def run_with_streams(body: Callable[[], int]) -> None:
    """Exit with the code that the body returns, after everything that it wrote has gone out."""
    _prepare()
    try:
        with _ended_in_order():
            code = body()
            sys.stdout.flush()
    except _Ended:
        # What is left in the buffer may have nobody to read it, and would be waited for.
        _let_go()
        raise
    except KeyboardInterrupt:
        # So early, or so late, that no command could take notice of it.
        sys.exit(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader has what it wanted: no words, and the code that a signal would have given.
        _let_go()
        sys.exit(ExitCode.PIPE_CLOSED)
    except OSError as error:
        if error.filename is None:
            _let_go()
        _say_of(error)
        sys.exit(ExitCode.USAGE)
    sys.exit(code)


def _say_of(error: OSError) -> None:
    """What the system refused. What is written to a stream has no name, and a file has one."""
    from llmchoice.cli.messages import show_problems
    from llmchoice.errors import Problem

    refusal = error.strerror or str(error)
    if error.filename is None and error.errno == errno.EBADF:
        problem = Problem("cannot write to standard output: it is closed", fix=_ELSEWHERE)
    elif error.filename is None:
        problem = Problem(
            f"cannot write to standard output: {refusal}",
            fix=f"make space, or {_ELSEWHERE}",
        )
    else:
        name = os.fsdecode(error.filename) if isinstance(error.filename, bytes) else error.filename
        problem = Problem(
            f"cannot use {name}: {refusal}", fix="make it readable, and its folder too"
        )
    show_problems([problem])


class _Ended(SystemExit):
    """A signal has asked for the end."""


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """A signal that ends the program lets it first end its processes and remove half a file.

    The exit code is the one that a shell gives: 128 and the number of the signal.
    """

    def end(number: int, _frame: object) -> None:
        for ending in taken:
            signal.signal(ending, signal.SIG_IGN)
        _insist(128 + number)
        raise _Ended(128 + number)

    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    # Whoever started the program may have said otherwise, as nohup does.
    taken = [ending for ending in numbers if signal.getsignal(ending) is signal.SIG_DFL]
    for ending in taken:
        signal.signal(ending, end)
    try:
        yield
    finally:
        for ending in taken:
            signal.signal(ending, signal.SIG_DFL)


def _insist(code: int) -> None:
    """Ask for the end once more if it does not come, and then end without any order.

    An event loop that is told to end at the wrong moment may wait for ever for itself.
    """
    if not hasattr(signal, "setitimer"):
        return

    def last(_number: int, _frame: object) -> None:
        os._exit(code)

    def again(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGALRM, last)
        raise _Ended(code)

    signal.signal(signal.SIGALRM, again)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, PATIENCE)


def _prepare() -> None:
    """Open what the caller has closed on nothing, and never fail on a character.

    A report may not be lost without a word, so nothing can be written to a closed standard output.
    """
    for name, mode, access in (
        ("stdin", "r", os.O_RDONLY),
        ("stdout", "w", os.O_RDONLY),
        ("stderr", "w", os.O_WRONLY),
    ):
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, access)
            setattr(sys, name, open(nothing, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - kept open until the end
    if isinstance(sys.stdout.buffer, io.RawIOBase):
        # Python -u writes once and does not look how much went out: half a report could be lost.
        number, encoding = sys.stdout.fileno(), sys.stdout.encoding
        sys.stdout = open(number, "w", encoding=encoding, closefd=False)  # noqa: SIM115 - kept open until the end
    codecs.register_error(_ESCAPE, _escaped)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows an escape instead of a traceback.
        stream.reconfigure(errors=_ESCAPE)  # type: ignore[union-attr] # both are text files here


def _escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Characters as \uXXXX, twice where one is not enough: JSON reads that back."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in pairs), error.end


def _let_go() -> None:
    """Point standard output at nothing: what is left in its buffer cannot be written."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
