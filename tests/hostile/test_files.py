"""Profiles and criteria whose every text is hostile, from their files to every report."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import yaml
from tests import forked
from tests.backends.readers import Seen

from llmchoice.model.assessment import Assessment
from llmchoice.plain import plain
from llmchoice.report.registry import FORMATS
from llmchoice.shared import whole

ROOT = Path(__file__).parents[2]
PINNED = ROOT / "tests" / "pinned"
PROFILE = "profiles/software-company.yaml"
FORMAT_NAMES = [form.name for form in FORMATS]
MARKED = re.compile(r"Q(\d+)Q")
FINGERPRINT = re.compile("[0-9a-f]{64}")
TEXTS = re.compile(
    "about|asks|because|best|beyond|correction|example|fix|hosting|name|obtain|organisation"
    "|paraphrase|publisher|reason|says|text|title|unit|worst|importance_question|.*_reason"
)
LISTS = frozenset({"anchors", "reasons", "no_claim", "importance_scale", "notes"})
"""Keys under which every text is one that a person reads."""
TURNS = range(4)
"""Each text is given another payload in each turn."""


Read = Callable[[str, Assessment], Seen]
Shown = Callable[[re.Match[str], str], str]


def _marked(value: object, numbers: Iterator[int], key: str = "") -> object:
    """Plain data with a number of its own in place of every text that may be any."""
    if key == "tensions":  # what they say is held to one line with a form of its own
        return value
    if isinstance(value, dict):
        amount = {"each", "months"} & set(value)  # its example is read as one
        return {
            name: item
            if amount and name == "example"
            else _marked(item, numbers, key if key in LISTS else str(name))
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_marked(item, numbers, key) for item in value]
    own = key in LISTS or TEXTS.fullmatch(key)
    if not own or not isinstance(value, str):
        return value
    return f"Q{next(numbers)}Q{'?' * ('?' in value)}"  # a question that asks nothing is refused


def _filled(value: object, payloads: tuple[str, ...], turn: int) -> object:
    """Marked data with a payload in place of every number."""
    if isinstance(value, dict):
        return {name: _filled(item, payloads, turn) for name, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, payloads, turn) for item in value]
    if not isinstance(value, str):
        return value
    return MARKED.sub(lambda found: _payload(found, payloads, turn), value)


def _payload(found: re.Match[str], payloads: tuple[str, ...], turn: int) -> str:
    number = int(found.group(1))
    # The number keeps names apart that share a payload.
    return f"{payloads[(number + 9 * turn) % len(payloads)]} {number}"


def _sources() -> dict[str, object]:
    """Every file of criteria, and a profile with workloads and all notes, as plain data."""
    files = sorted((PINNED / "criteria").rglob("*.yaml"))
    found = {
        str(path.relative_to(PINNED)): yaml.safe_load(path.read_text("utf-8")) for path in files
    }
    profile = yaml.safe_load((PINNED / PROFILE).read_text("utf-8"))
    return {**found, PROFILE: profile | {"notes": dict.fromkeys(profile["answers"], "a note")}}


def _assessed(folder: Path, files: dict[str, object]) -> Assessment:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data), encoding="utf-8")
    done = forked.run(
        *("assess", "--json", "--draws", "50", "--profile", folder / PROFILE),
        *("--criteria", folder / "criteria", "--date", "2026-11-21"),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        # Laid over the criteria that they are, so that every text that is read is hostile.
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PINNED / "site"), *sys.path])},
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return Assessment.model_validate(whole(json.loads(done.stdout)))


@pytest.fixture(scope="module")
def marked() -> dict[str, object]:
    numbers = count(1)
    return {name: _marked(data, numbers) for name, data in _sources().items()}


@pytest.fixture(scope="module")
def harmless(marked: dict[str, object], tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return _assessed(tmp_path_factory.mktemp("harmless"), marked)


@pytest.fixture(scope="module", params=TURNS)
def turn(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def hostile(
    marked: dict[str, object],
    turn: int,
    payloads: tuple[str, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> Assessment:
    folder = tmp_path_factory.mktemp("hostile")
    return _assessed(folder, {n: _filled(data, payloads, turn) for n, data in marked.items()})


@pytest.fixture
def shown(turn: int, payloads: tuple[str, ...]) -> Shown:
    """What stands for a number in a format: JSON holds it as it is, people see it made harmless."""

    def text(match: re.Match[str], name: str) -> str:
        payload = _payload(match, payloads, turn)
        return payload if name == "json" else plain(payload)

    return text


def test_most_of_a_report_comes_from_these_files(harmless: Assessment) -> None:
    numbers = set(MARKED.findall(harmless.model_dump_json()))
    assert len(numbers) > 300
    assert MARKED.fullmatch(harmless.profile.organisation)


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_every_format_shows_the_texts_and_obeys_none(
    name: str, hostile: Assessment, harmless: Assessment, shown: Shown, read: Read
) -> None:
    expected = read(name, harmless)
    found = read(name, hostile)
    assert found.made_of == expected.made_of
    assert [_flat(text) for text in found.says] == [
        _flat(MARKED.sub(lambda match: shown(match, name), text)) for text in expected.says
    ]


def _flat(text: str) -> str:
    return "".join(FINGERPRINT.sub("", text.replace(";", ",")).split())
