"""Where files of the person who runs the program are kept, if that person has a home at all."""

import os
from pathlib import Path

from platformdirs import user_data_path, user_state_path

NOWHERE = Path(os.devnull) / "no-home"
"""A folder that there never is, and that nobody can make."""


def state_folder() -> Path:
    """Where what was left unfinished is kept; NOWHERE without a home."""
    try:
        return user_state_path("llmchoice")
    except RuntimeError:
        # No HOME, and a user that the system does not know: a container that runs by number.
        return NOWHERE


def data_folder() -> Path:
    """Where data that was read anew is kept; NOWHERE without a home."""
    try:
        return user_data_path("llmchoice")
    except RuntimeError:
        return NOWHERE
