"""`trial.yaml`: read, with the place of everything that is wrong."""

from pathlib import Path

from llmchoice.errors import ExitCode, LlmchoiceError, Problem, usage_error
from llmchoice.files import as_argument
from llmchoice.knowledge.document import parse
from llmchoice.knowledge.located import validated
from llmchoice.knowledge.text import read_text
from llmchoice.model.trial import Setup

FILE = "trial.yaml"


def read_setup(folder: Path) -> Setup:
    """The setup of the trial in a folder.

    Raises:
        LlmchoiceError: exit code 2 when there is none, 3 with every problem that it has.
    """
    path = folder / FILE
    if folder.is_dir() and not path.exists():
        raise usage_error(
            f"there is no trial in {folder}: it has no {FILE}",
            fix=f"llmchoice trial new {as_argument(str(folder))}",
        )
    document = parse(read_text(path), str(path))
    if not isinstance(document.data, dict):
        what = f"{FILE} must be a mapping"
        fix = "write 'key: value' lines; start from 'llmchoice trial new'"
        raise LlmchoiceError([Problem(what, document.place(()), fix=fix)], ExitCode.INVALID)
    setup, problems = validated(Setup, document.data, document, ())
    if setup is None or document.problems:
        raise LlmchoiceError([*document.problems, *problems], ExitCode.INVALID)
    return setup
