"""A bar on stderr, where somebody waits and sees nothing else."""

import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from tests import forked

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

Write = Callable[..., str]
Watch = Callable[..., str]


@pytest.fixture
def watch(environment: dict[str, str], write: Write, tmp_path: Path) -> Watch:
    """All that a terminal shows of a run over sixty profiles, one of them bad."""
    for number in range(60):
        write(f"folder/{number:02}.yaml", organisation=f"Number {number}")
    Path("folder/30.yaml").write_text("organisation: [\n", encoding="utf-8")

    def start(words: str) -> str:
        line = f"compare folder --draws 1000 {words}"
        env = {**environment, "TERM": "xterm", "PYTHONUTF8": "1"}
        child = pexpect.spawn(
            "/bin/sh",
            ["-c", f'exec "$0" -m llmchoice {line}', sys.executable],
            env=env,
            preexec_fn=None if ">" in line else forked.program(line.split(), env),
            cwd=tmp_path,
            dimensions=(40, 100),
            encoding="utf-8",
            timeout=60,
        )
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 3
        return str(child.before)

    return start


def test_a_long_run_to_a_file_shows_how_far_it_is(watch: Watch) -> None:
    shown = watch("-o rows.csv")
    assert "Comparing" in shown
    assert "/60" in shown
    assert "error: the file cannot be read as YAML (folder/30.yaml:2:1)" in shown
    assert "wrote rows.csv (59 compared, 1 left out)" in shown
    assert len(Path("rows.csv").read_text(encoding="utf-8").splitlines()) == 60


def test_what_goes_through_a_pipe_is_rows_alone(watch: Watch) -> None:
    shown = watch("--format csv > rows.csv")
    assert "Comparing" in shown
    text = Path("rows.csv").read_text(encoding="utf-8")
    assert "Comparing" not in text
    assert len(text.splitlines()) == 60


@pytest.mark.parametrize("words", ["-o rows.csv --quiet", "--format csv", "-o rows.csv 2> said"])
def test_there_is_no_bar_where_it_is_not_wanted_or_rows_can_be_seen(
    words: str, watch: Watch
) -> None:
    assert "Comparing" not in watch(words)
    said = Path("said")
    assert not said.exists() or "Comparing" not in said.read_text(encoding="utf-8")
