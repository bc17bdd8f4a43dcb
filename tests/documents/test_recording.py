"""The recorded run is what the program does today, key for key and byte for byte."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "recording"
KEPT = ("*.cast", "*.svg")


def _in(folder: Path) -> dict[str, str]:
    return {
        path.name: path.read_bytes().decode()
        for pattern in KEPT
        for path in sorted(folder.glob(pattern))
    }


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What the one command writes."""
    folder = tmp_path_factory.mktemp("recording")
    done = subprocess.run(
        [sys.executable, FOLDER / "record.py", folder],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    # Where it cannot run, that is a failure: nobody would know that the recording has grown old.
    assert done.returncode == 0, done.stderr
    return _in(folder)


def test_it_is_what_the_program_does(
    recorded: Mapping[str, str], pytestconfig: pytest.Config
) -> None:
    if pytestconfig.getoption("--update"):
        for name in _in(FOLDER).keys() - recorded.keys():
            (FOLDER / name).unlink()
        for name, text in recorded.items():
            (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    kept = _in(FOLDER)
    assert sorted(kept) == sorted(recorded)
    # Not the texts themselves: a difference of thousands of lines says less than a name.
    assert [name for name, text in recorded.items() if kept[name] != text] == []


def test_the_cast_is_one_that_players_play(recorded: Mapping[str, str]) -> None:
    header, *events = map(json.loads, recorded["assess.cast"].splitlines())
    assert (header["version"], header["width"], header["height"]) == (2, 80, 30)
    times = [seconds for seconds, _, _ in events]
    assert times == sorted(times)
    assert {kind for _, kind, _ in events} == {"o", "m"}
    assert "".join(data for _, kind, data in events if kind == "o").startswith("$ llmchoice assess")


def test_nothing_of_this_run_or_machine_is_in_it(recorded: Mapping[str, str]) -> None:
    for name, text in recorded.items():
        assert not re.search(r"tmp[a-z0-9_]{8}\b", text), name
        # A file that fetches a font from somewhere would be no file of ours.
        assert "url(" not in text.replace("url(#", ""), name
    assert "/home/you/.local/state/llmchoice/drafts/draft-5eed1e55.json" in recorded["assess.cast"]


@pytest.mark.parametrize(("columns", "least"), [(80, 6), (40, 3), (120, 3)])
def test_there_are_frames_at_every_width(
    recorded: Mapping[str, str], columns: int, least: int
) -> None:
    frames = [name for name in recorded if name.endswith(f"-{columns}.svg")]
    assert len(frames) >= least
    for name in frames:
        assert recorded[name].startswith("<svg ")
        assert recorded[name].rstrip().endswith("</svg>")


def test_the_story_uses_every_key_that_sets_this_questionnaire_apart() -> None:
    steps = yaml.safe_load((FOLDER / "story.yaml").read_text(encoding="utf-8"))
    pressed = {key for step in steps for key in step.get("keys", ())}
    assert {"F1", "F2", "Shift-Tab", "Up", "Down", "Space", "Enter"} <= pressed
