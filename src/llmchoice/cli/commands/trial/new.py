"""`llmchoice trial new`: a folder to begin in."""

from pathlib import Path
from typing import Annotated

import typer


def new(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder; made where there is none.")
    ],
) -> None:
    """Begin a trial: a folder with cases.csv, trial.yaml and a short guide to fill in."""
    from llmchoice.cli.messages import note
    from llmchoice.trial.folder import make_folder

    for path in make_folder(folder):
        note(f"wrote {path}")
    note(f"next: put your cases into {folder / 'cases.csv'}, and models into trial.yaml")
