"""A short attack: `nox -s attack` is a long one."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.attack.attack import Attack, at
from tests.attack.chains import interviews, reports, trials
from tests.attack.full import full_disks, prefix
from tests.attack.killed import kills

NOT_ON_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="Windows kills in its own way")
Chain = Callable[[Path, int, int], tuple[int, int]]


@pytest.mark.slow
def test_changed_data_breaks_nothing(tmp_path: Path) -> None:
    with at(tmp_path):
        figures = Attack(tmp_path, seed=11).for_seconds(10)
    assert not figures.wrong, "\n".join([figures.line(), *figures.examples])
    assert figures.tried.total() > len(figures.tried) > 0


@NOT_ON_WINDOWS
def test_a_killed_run_loses_no_answer_and_leaves_nothing_that_cannot_be_removed(
    tmp_path: Path,
) -> None:
    with at(tmp_path):
        assert kills(tmp_path, 4, 1) == (0, 0)


@NOT_ON_WINDOWS
@pytest.mark.slow
@pytest.mark.parametrize("chain", [interviews, reports, trials], ids=lambda chain: chain.__name__)
def test_a_chain_of_kills_loses_nothing_and_leaves_nothing(tmp_path: Path, chain: Chain) -> None:
    with at(tmp_path):
        assert chain(tmp_path, 3, 1) == (0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="it mounts a disk as Linux does")
@pytest.mark.slow
def test_a_full_disk_gets_no_half_file_and_a_clear_error(tmp_path: Path) -> None:
    # A machine that lets nothing be mounted fails here, and is not taken for one that was tried.
    assert prefix() is not None, "run it as root, or where `unshare -r -m` may mount a tmpfs"
    with at(tmp_path):
        assert list(full_disks(tmp_path)) == []
