"""The whole interview in a real terminal."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

DRIVE = Path(__file__).parent / "drive.py"
DOWN, ENTER, SPACE, CTRL_C = "\x1b[B", "\r", " ", "\x03"
HINT_ONE, HINT_MANY, HINT_TEXT = "Enter chooses", "Enter goes on", "  >\x1b"
Spawn = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def spawn(kb: KnowledgeBase, tmp_path: Path) -> Iterator[Spawn]:
    criteria = tmp_path / "criteria.json"
    criteria.write_text(kb.model_dump_json(), encoding="utf-8")
    environment = {
        **os.environ,
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "TERM": "xterm",
        # pexpect does not answer when it is asked where the cursor stands.
        "PROMPT_TOOLKIT_NO_CPR": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUTF8": "1",
    }
    children: list[pexpect.spawn[str]] = []

    def start(*profiles: Path, columns: int = 80) -> "pexpect.spawn[str]":
        child = pexpect.spawn(
            sys.executable,
            [str(DRIVE), str(criteria), str(tmp_path / "out.yaml"), *map(str, profiles)],
            env=environment,
            dimensions=(40, columns),
            encoding="utf-8",
            timeout=20,
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


def answer(child: "pexpect.spawn[str]", title: str, hint: str, keys: str) -> None:
    """Wait until a question is there and ready, then type."""
    child.expect(title)
    child.expect(hint)
    child.send(keys)


def drafts(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "state").rglob("*.yaml"))


@pytest.mark.parametrize("columns", [40, 80])
def test_from_start_to_end(kb: KnowledgeBase, spawn: Spawn, tmp_path: Path, columns: int) -> None:
    child = spawn(columns=columns)
    answer(child, "organisation called", HINT_TEXT, "Łódź [bold]" + ENTER)
    answer(child, "1 of 4 - First things", HINT_MANY, SPACE + ENTER)
    answer(child, "Where may it go", HINT_ONE, DOWN + ENTER)
    answer(child, "How much is it", HINT_TEXT, "40 million" + ENTER)
    child.expect("= 40,000,000 pieces a month")
    answer(child, "Whose boxes", HINT_ONE, ENTER)
    answer(child, "5 of 5 - Second things", HINT_ONE, DOWN + ENTER)
    answer(child, "How do you want", HINT_ONE, ENTER)
    for priority in ("Peace", "Money", "Speed"):
        answer(child, priority, HINT_TEXT, "3" + ENTER)
    answer(child, "What now", HINT_ONE, ENTER)
    child.expect(pexpect.EOF)
    child.wait()

    assert child.exitstatus == 0
    saved = (tmp_path / "out.yaml").read_text(encoding="utf-8")
    assert read_profile(kb, saved, "out.yaml") == Profile(
        organisation="Łódź [bold]",
        priorities={"peace": 3, "money": 3, "speed": 3},
        answers={
            "matter": ("calm",),
            "place": "inside",
            "volume": 40_000_000,
            "boxes": "owned",
            "minder": "nobody",
        },
    )
    assert drafts(tmp_path) == []


def test_ctrl_c_leaves_a_draft_that_asks_only_for_the_rest(
    kb: KnowledgeBase, spawn: Spawn, tmp_path: Path
) -> None:
    child = spawn()
    answer(child, "organisation called", HINT_TEXT, "Acme" + ENTER)
    answer(child, "What goes in", HINT_MANY, SPACE + ENTER)
    answer(child, "Where may it go", HINT_ONE, CTRL_C)
    child.expect("stopped")
    child.expect(pexpect.EOF)
    child.wait()

    assert child.exitstatus == 130
    (left,) = drafts(tmp_path)
    profile = read_profile(kb, left.read_text(encoding="utf-8"), str(left))
    assert profile == Profile(organisation="Acme", answers={"matter": ("calm",)})

    again = spawn(left)
    shown = again.logfile_read = io.StringIO()
    answer(again, "The rest - Acme", HINT_ONE, ENTER)
    answer(again, "How much is it", HINT_TEXT, CTRL_C)
    again.expect(pexpect.EOF)
    assert "organisation called" not in shown.getvalue()
    assert "What goes in" not in shown.getvalue()
    # Two runs never write to the same draft.
    assert len(drafts(tmp_path)) == 2
