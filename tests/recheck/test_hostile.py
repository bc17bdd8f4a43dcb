"""A decision is data from somebody else: nothing in it is obeyed, opened or lost."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.hostile.inert import marks_where_inert, poisoned

from llmchoice.engine.recheck import recheck
from llmchoice.knowledge.decision import read_decision
from llmchoice.model.recheck import Recheck
from llmchoice.plain import plain
from llmchoice.report.blocks import Level, Settings
from llmchoice.report.registry import Record, format_named, render

Data = dict[str, Any]
PIPE = Settings()
TERMINAL = Settings(width=60, colour=True)
ASCII = Settings(unicode=False)
DIFF = ("diff", "d.json", "d.json", "--format")
FORMATS = ("text", "markdown", "madr", "json")
OURS = {
    "verdict",
    "why",
    "bound",
    "strength",
    "tendency",
    "sides_left",
    "code",
    "way",
    "stance",
    "reserved",
    "side",
    "effort",
    "standing",
    "kind",
    "move",
    "moved",
    "day",
    "checked_on",
    "date",
    "url",
}
"""Fields that hold words of ours, or days."""
WATCH = """
import os, sys
seen = []
def note(event, arguments):
    if event == "open" and "TRAP" in str(arguments[0]):
        seen.append(str(arguments[0]))
sys.addaudithook(note)
from llmchoice.__main__ import main
try:
    main()
finally:
    print("opened:", seen, file=sys.stderr)
"""


def written(name: str, found: Recheck, settings: Settings = PIPE) -> str:
    """Everything about the check, in a format that is text."""
    form = format_named(name, Recheck)
    return str(render(found, form, settings, Level.FULL, Record()))


@pytest.fixture(scope="module")
def everything(decided: Callable[[str], str]) -> Callable[[str], Recheck]:
    """A check in which everything moved, with one text everywhere."""

    @cache
    def found(name: str) -> Recheck:
        before = read_decision(decided(name), "d.json").assessment
        after = read_decision(decided("hospital"), "e.json").assessment
        return recheck(before, after.model_copy(update={"date": "2031-01-01"}))

    def with_text(poison: str) -> Recheck:
        document = found("software-company").model_dump(mode="json", by_alias=True)
        return Recheck.model_validate(poisoned(document, poison, OURS.__contains__))

    return with_text


def test_it_is_inert_in_markdown(everything: Callable[[str], Recheck], hostile: str) -> None:
    marks = marks_where_inert(lambda text: written("markdown", everything(text)), hostile)
    assert marks <= {"text", "strong_open", "strong_close", "link_open", "link_close"}


@pytest.mark.parametrize("style", [PIPE, TERMINAL, ASCII])
def test_it_obeys_no_terminal(
    style: Settings, everything: Callable[[str], Recheck], hostile: str
) -> None:
    text = written("text", everything(hostile), style)
    kept = text.replace("\x1b", "") if style.colour else text
    assert all(char.isprintable() or char == "\n" for char in kept)
    if style is PIPE:
        assert plain(hostile) in text


def test_json_holds_it_unchanged(everything: Callable[[str], Recheck], hostile: str) -> None:
    found = everything(hostile)
    assert Recheck.model_validate_json(written("json", found)) == found


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_ends_in_one_newline(form: str, everything: Callable[[str], Recheck]) -> None:
    text = written(form, everything("x"))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_hostile_file_goes_through_the_whole_program(
    document: Data, hostile: str, run: Run
) -> None:
    """Names, texts and reasons are poisoned; ids and what the types check are not."""
    texts = {"name", "text", "texts", "reason", "obtain", "title", "says", "because"}
    document = poisoned(document, hostile, lambda key: key not in texts)
    Path("d.json").write_text(json.dumps(document), encoding="utf-8")
    for form in FORMATS:
        done = run("recheck", "d.json", "--draws", "1000", "--quiet", "--format", form)
        assert done.returncode == 0, done.stderr
        assert all(c.isprintable() or c == "\n" or form == "json" for c in done.stdout)
        assert form == "madr" or run(*DIFF, form).returncode == 0


@pytest.mark.parametrize("huge", [1e30, -1e30, 10**29])
def test_figures_beyond_sense_end_in_a_report_and_no_traceback(
    huge: float, document: Data, run: Run
) -> None:
    def grown(value: object) -> object:
        if isinstance(value, dict):
            return {key: grown(item) for key, item in value.items()}
        if isinstance(value, list):
            return [grown(item) for item in value]
        return huge if isinstance(value, float) else value

    document["options"] = grown(document["options"])
    Path("d.json").write_text(json.dumps(document), encoding="utf-8")
    for form in FORMATS:
        done = run("recheck", "d.json", "--draws", "1000", "--quiet", "--format", form)
        assert done.returncode == 0, done.stderr


def test_things_that_stand_twice_end_in_a_report_and_no_traceback(document: Data, run: Run) -> None:
    for key in ("options", "answers", "sources", "priorities", "shortlist"):
        document[key] = [*document[key], *document[key]]
    part = {key: document[key] for key in ("recommendation", "options", "reasons", "robustness")}
    part |= {key: document[key] for key in ("sensitivity", "unknowns", "answers", "next_steps")}
    document["workloads"] = [{"name": "same", **part}] * 3
    Path("d.json").write_text(json.dumps(document), encoding="utf-8")
    for form in FORMATS:
        assert run("recheck", "d.json", "--draws", "1000", "--format", form).returncode in {0, 6}
        assert form == "madr" or run(*DIFF, form).returncode == 0


def test_an_assessment_with_hardly_anything_in_it_is_compared(document: Data, run: Run) -> None:
    lists = ("options", "priorities", "unknowns", "answers", "workloads", "next_steps", "sources")
    document |= {key: [] for key in (*lists, "warnings", "checks")}
    document |= dict.fromkeys(("date", "robustness", "costs", "shortlist", "consistency"))
    document["reasons"] = {"for": [], "against": []}
    document["sensitivity"] = {}
    Path("d.json").write_text(json.dumps(document), encoding="utf-8")
    for form in FORMATS:
        done = run("recheck", "d.json", "--draws", "1000", "--quiet", "--format", form)
        assert done.returncode == 0, done.stderr
        assert form == "madr" or run(*DIFF, form).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="paths are written otherwise")
def test_no_path_in_it_is_ever_opened(
    document: Data, environment: dict[str, str], tmp_path: Path
) -> None:
    trap = tmp_path / "TRAP.yaml"
    trap.write_text("organisation: Trapped", encoding="utf-8")
    texts = {"name", "text", "texts", "reason", "title", "url", "publisher", "word"}
    document = poisoned(document, str(trap), lambda key: key not in texts)
    document["tool"]["name"] = document["criteria"]["version"] = f"file://{trap}"
    Path("d.json").write_text(json.dumps(document), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WATCH, "recheck", "d.json", "--draws", "1000", "--json"],
        env=environment,
        cwd=os.getcwd(),  # noqa: PTH109 - where the file was just written
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert "opened: []" in done.stderr
    assert done.returncode == 0, done.stderr
    assert str(trap) in done.stdout
