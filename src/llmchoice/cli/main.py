"""Runs the application and turns whatever goes wrong into words and an exit code."""

import os
import re
import sys

import typer

from llmchoice.cli.app import build
from llmchoice.cli.messages import begin, bug, put, show_problems
from llmchoice.errors import ExitCode, LlmchoiceError, Problem

COMPLETING = {f"complete_{shell}": shell for shell in ("bash", "zsh", "fish")}
"""What the script of a shell asks for; typer answers the others."""
_HINT = re.compile(r"\s*(?:\(Possible options:|Did you mean)\s*(?P<near>[^)]*)\)?$")


def run() -> int:
    """Run the command line in sys.argv and return its exit code.

    Raises:
        OSError: when standard output cannot be written to; that is for the caller to say.
    """
    begin()
    if shell := COMPLETING.get(os.environ.get("_LLMCHOICE_COMPLETE", "")):
        from llmchoice.cli.completion.answer import answer

        return answer(build(), shell)
    try:
        return build(sys.argv[1:])(standalone_mode=False, prog_name="llmchoice") or ExitCode.DONE
    except LlmchoiceError as error:
        show_problems(error.problems)
        return error.exit_code
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - the last resort: no traceback reaches a user
        if hasattr(error, "format_message"):
            return _refuse(error, error.format_message())
        _confess(error)
        return ExitCode.BUG


def _refuse(error: Exception, message: str) -> ExitCode:
    """Say of a wrong command line what every other error says: what is wrong, and what to do."""
    if "\n" in message:  # no arguments at all: the help is the answer
        put(message, err=True)
        return ExitCode.USAGE
    hint = _HINT.search(message)
    fault = message[: hint.start()] if hint else message
    fault = fault.replace("Value error, ", "").rstrip(".")
    path = getattr(getattr(error, "ctx", None), "command_path", "llmchoice")
    near = _nearest(hint["near"], fault) if hint else ""
    fix = f"did you mean {near}?" if near else f"see '{path} -h'"
    show_problems([Problem(f"{fault[:1].lower()}{fault[1:]}", fix=fix)])
    return ExitCode.USAGE


def _nearest(near: str, fault: str) -> str:
    """The words that may have been meant: those that begin as the wrong one does, if any do."""
    words = near.rstrip("?").split(", ")
    begun = [word for word in words if word.startswith(fault.rsplit(" ", 1)[-1])]
    return " or ".join(begun or words)


def _confess(error: Exception) -> None:
    show_problems([bug(error)])
