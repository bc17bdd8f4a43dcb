"""The application: every module under commands/ is a command, or a group of them.

Whatever goes wrong in one becomes words and an exit code.
"""

import os
import pkgutil
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import wraps
from importlib import import_module
from inspect import Parameter, Signature, signature
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from llmchoice.cli import commands
from llmchoice.cli.messages import begin, bug, note, put, show_problems
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.folders import version_line
from llmchoice.suggest import did_you_mean

EXAMPLES = """\
Examples:  llmchoice assess  (asks you)   |   llmchoice assess startup.yaml

Exit codes: 0 done, 1 bug in llmchoice, 2 wrong usage, 3 invalid profile or criteria, 4 answers
missing and nobody to ask, 5 nothing admissible, 6 a gate (--expect) failed, 130 interrupted,
141 the output was closed early.
"""


COMPLETING = {f"complete_{shell}": shell for shell in ("bash", "zsh", "fish")}
"""What the script of a shell asks for; typer answers the others."""
_HINT = re.compile(r"\s*(?:\(Possible options:|Did you mean)\s*(?P<near>[^)]*)\)?$")
_CHOICES = re.compile(r"'(?P<word>[^']*)' is not one of (?P<names>'.*')$")


class _Group(TyperGroup):
    """The commands; an interrupt and a reader that has gone end them with their own codes."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override] # the supertype has no public name
        return sorted(super().list_commands(ctx))

    def make_context(  # type: ignore[override] # the supertype has no public name
        self, info_name: str | None, args: list[str], parent: None = None, **extra: object
    ) -> object:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            raise typer.Exit(ExitCode.PIPE_CLOSED) from None

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override] # the supertype has no public name
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            note("Stopped.")
            raise typer.Exit(ExitCode.INTERRUPTED) from None
        except BrokenPipeError:
            # Typer would call it a failure of ours.
            raise typer.Exit(ExitCode.PIPE_CLOSED) from None


def build(arguments: Sequence[str] | None = None) -> typer.Typer:
    """The application with its commands: all of them, or what a command line makes use of.

    Typer works out every parameter of every command that it knows, which takes longer than most
    of what else a run does before it starts. Where no command is named, their titles are enough.
    """
    app = typer.Typer(
        name="llmchoice",
        cls=_Group,
        help="Should your organisation build on open or closed language models? Get a"
        " recommendation that you can defend: the reasons, what speaks against it, and what to do"
        " next.",
        epilog=EXAMPLES,
        no_args_is_help=True,
        add_completion=True,
        # Plain help starts twice as fast as rich help, and reads the same in a pipe.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    modules = sorted(pkgutil.iter_modules(commands.__path__), key=lambda module: module.name)
    named = [word for word in arguments or () if word != "--"][:1]
    wanted = [m for m in modules if arguments is None or m.name in named]
    for module in wanted:
        _add(app, module.name)
    for module in [] if wanted else modules:
        app.command(module.name, short_help=_title(module))(lambda: None)
    return app


def _add(app: typer.Typer, name: str) -> None:
    """Add what a module holds: the command that is called as it is, or a group of COMMANDS."""
    module = import_module(f"{commands.__name__}.{name}")
    command = getattr(module, name, None)
    if command is not None:
        app.command(name, short_help=module.__doc__)(grouped(command))
        return
    group = typer.Typer(no_args_is_help=True, help=module.__doc__, rich_markup_mode=None)
    for command in module.COMMANDS:
        group.command(command.__name__.removesuffix("_"))(grouped(command))
    app.add_typer(group, name=name, short_help=module.__doc__)


def _title(module: pkgutil.ModuleInfo) -> str:
    """What a command does, in a line: the first one of its module, which is not run for that."""
    file = "/__init__.py" if module.ispkg else ".py"
    source = pkgutil.get_data(commands.__name__, f"{module.name}{file}") or b""
    return source.decode().partition("\n")[0].strip('"')


def _show_version(ctx: typer.Context, wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the flag's value
    if wanted and not ctx.resilient_parsing:
        put(version_line())
        raise typer.Exit


def _root(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="Print the versions of the program and of its criteria.",
        ),
    ] = False,
) -> None:
    """Nothing to do before the command: options belong to the commands."""


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each field of every parameter that is a data class.

    The command gets each data class whole. A field is declared as typer's parameters are, and
    has a default.
    """
    parameters = signature(command).parameters
    groups: dict[str, Any] = {
        name: parameter.annotation
        for name, parameter in parameters.items()
        if is_dataclass(parameter.annotation)
    }

    @wraps(command)
    def run(**given: object) -> None:
        whole = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        command(**whole, **given)

    flat: list[Parameter] = []
    for name, parameter in parameters.items():
        if name in groups:
            flat += [
                Parameter(
                    field.name,
                    Parameter.KEYWORD_ONLY,
                    default=field.default,
                    annotation=field.type,
                )
                for field in fields(groups[name])
            ]
        else:
            flat.append(parameter.replace(kind=Parameter.KEYWORD_ONLY))
    run.__signature__ = Signature(flat)  # type: ignore[attr-defined] # what typer reads
    return run


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
        show_problems([bug(error)])
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
    otherwise = f"see '{path} -h'"
    if hint:
        fix = f"did you mean {_nearest(hint['near'], fault)}?"
    elif of := _CHOICES.search(fault):
        fix = did_you_mean(of["word"], of["names"].strip("'").split("', '"), otherwise)
    else:
        fix = otherwise
    show_problems([Problem(f"{fault[:1].lower()}{fault[1:]}", fix=fix)])
    return ExitCode.USAGE


def _nearest(near: str, fault: str) -> str:
    """The words that may have been meant: those that begin as the wrong one does, if any do."""
    words = near.rstrip("?").split(", ")
    begun = [word for word in words if word.startswith(fault.rsplit(" ", 1)[-1])]
    return " or ".join(begun or words)
