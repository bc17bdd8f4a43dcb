"""A short attack: `nox -s attack` is a long one."""

import sys
from pathlib import Path

import pytest
from tests.attack.attack import Attack, at
from tests.attack.killed import kills


@pytest.mark.slow
def test_changed_data_breaks_nothing(tmp_path: Path) -> None:
    with at(tmp_path):
        figures = Attack(tmp_path, seed=11).for_seconds(10)
    assert not figures.wrong, "\n".join([figures.line(), *figures.examples])
    assert figures.tried.total() > len(figures.tried) > 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kills in its own way")
def test_a_killed_run_loses_no_answer_and_leaves_nothing_that_cannot_be_removed(
    tmp_path: Path,
) -> None:
    with at(tmp_path):
        assert kills(tmp_path, 4, 1) == (0, 0)
