"""The whole interview in a real terminal, moved through with the keys that people press."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from llmchoice.knowledge.answer import read_answer
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

DRIVE = Path(__file__).parent / "drive.py"
DOWN, UP, ENTER, SPACE, BACK_TAB = "\x1b[B", "\x1b[A", "\r", " ", "\x1b[Z"
F3 = "\x1bOR"
FIRST, LAST = DOWN + ENTER, UP + ENTER
ONE, MANY, TEXT, ORDER = (
    r"Enter\s+chooses",
    r"Space\s+ticks",
    r"\(Enter\s+continues",
    r"Enter\s+finishes",
)
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

    def start(*, columns: int = 80) -> "pexpect.spawn[str]":
        child = pexpect.spawn(
            sys.executable,
            [str(DRIVE), str(criteria), str(tmp_path / "out.yaml")],
            env=environment,
            dimensions=(40, columns),
            encoding="utf-8",
            timeout=20,
        )
        child.delaybeforesend = None  # what is answered was waited for
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


def answer(child: "pexpect.spawn[str]", title: str, hint: str, keys: str) -> None:
    """Wait until a question is there and ready, then type."""
    # A narrow terminal breaks titles between any two words.
    child.expect(r"\s+".join(map(re.escape, title.split())))
    child.expect(hint)
    child.send(keys)


def finish(child: "pexpect.spawn[str]", kb: KnowledgeBase, folder: Path) -> Profile:
    """The profile that a finished interview has left."""
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    assert list((folder / "state").rglob("*.json")) == []
    saved = (folder / "out.yaml").read_text(encoding="utf-8")
    return read_profile(kb, saved, "out.yaml")


@pytest.mark.parametrize("columns", [40, 80])
def test_from_start_to_end_with_arrow_keys(
    kb: KnowledgeBase, spawn: Spawn, tmp_path: Path, columns: int
) -> None:
    child = spawn(columns=columns)
    answer(child, "organisation called", TEXT, "Łódź [bold]" + ENTER)
    answer(child, "Question 1 of at most 6 - First things", MANY, SPACE + ENTER)
    answer(child, "Where may it go", ONE, DOWN + FIRST)
    child.expect("So far")
    answer(child, "How much is it", TEXT, "40 million" + ENTER)
    child.expect("= 40,000,000 pieces a month")
    answer(child, "Whose boxes", ONE, FIRST)
    answer(child, "Question 5 of 5 - Second things", ONE, DOWN + FIRST)
    answer(child, "How do you want", ONE, DOWN + FIRST)
    # Speed is taken up, moved to the top, and put down; peace is made its equal.
    answer(child, "in order", ORDER, DOWN * 2 + SPACE + UP * 2 + SPACE + DOWN + "=" + ENTER)
    child.expect("How much each priority counts")
    answer(child, "what you meant", ONE, FIRST)
    answer(child, "Choose one to change it", ONE, FIRST)

    profile = finish(child, kb, tmp_path)
    assert profile == Profile(
        organisation="Łódź [bold]",
        ranking=(("peace", "speed"), "money"),
        answers={
            "matter": ("calm",),
            "place": "inside",
            "volume": 40_000_000,
            "boxes": "owned",
            "minder": "nobody",
        },
    )


def test_an_amount_is_worked_out_from_what_somebody_knows(
    kb: KnowledgeBase, spawn: Spawn, tmp_path: Path
) -> None:
    child = spawn()
    answer(child, "organisation called", TEXT, "Acme" + ENTER)
    answer(child, "What goes in", MANY, "1" + ENTER)
    answer(child, "Where may it go", ONE, "1")
    answer(child, "30 desks; once 6k", TEXT, "dozens" + ENTER)
    child.expect(r"It\s+asks\s+for\s+a\s+number")
    child.send("\x15" + "30 desks" + ENTER)
    child.expect(re.escape("= about 150 pieces a month (60 to 600)"))
    answer(child, "Whose boxes", ONE, BACK_TAB)
    answer(child, "How much is it", TEXT, "\x15" + "100 to 400" + ENTER)
    child.expect("= 100 to 400 pieces a month")
    answer(child, "Whose boxes", ONE, F3)
    child.expect(r"Ended here: up to 2 questions are left")
    answer(child, "Choose one to change it", ONE, FIRST)

    profile = finish(child, kb, tmp_path)
    assert profile.answers["volume"] == read_answer(kb.question("volume"), {"from": 100, "to": 400})
    assert profile.answers["boxes"] == "unknown"
    assert profile.spread == "no-idea"


def test_who_has_had_enough_may_take_it_back(
    kb: KnowledgeBase, spawn: Spawn, tmp_path: Path
) -> None:
    child = spawn()
    answer(child, "organisation called", TEXT, "Acme" + ENTER)
    answer(child, "What goes in", MANY, "1" + F3)
    child.expect("What is left would change which side leads in")
    answer(child, "Choose one to change it", ONE, BACK_TAB)
    answer(child, "What goes in", MANY, F3)
    child.expect("Choose one to change it")
    answer(child, "you have not said what matters", "any weights", FIRST)

    profile = finish(child, kb, tmp_path)
    assert set(profile.answers.values()) == {"unknown"}
