"""Options that every test may use, and what no test may read."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

if sys.dont_write_bytecode:
    # Nothing is written beside the sources then; but to compile the tests and the program again in
    # every worker, and in every process that a test starts, takes longer than many of the tests.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(ROOT / ".pytest_cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="write golden files and documents again, then look"
    )


@pytest.fixture(autouse=True, scope="session")
def _no_prices_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests may have refreshed prices: reports here show the packaged ones."""
    home: Path = tmp_path_factory.mktemp("data-home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "XDG_DATA_HOME", str(home))
        yield
