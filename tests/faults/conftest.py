"""The command line in this process, on inputs that once were told wrongly."""

from pathlib import Path

import pytest
from tests.cli.conftest import _in_an_empty_folder, run

__all__ = ["_in_an_empty_folder", "run"]

HERE = Path(__file__).parent


@pytest.fixture
def path() -> Path:
    """The folder with the inputs."""
    return HERE
