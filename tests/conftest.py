"""Options that every test may use, and what no test may read."""

import gc
import os
import sqlite3
from collections.abc import Iterator
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from tests import bytecode  # noqa: F401 - it has an effect, before the program is imported
from tests.laws import examples

from llmchoice.engine import assess as assess_module
from llmchoice.engine.panel import member
from llmchoice.files import write_whole
from llmchoice.knowledge import compiled, criteria, folders
from llmchoice.knowledge.source import read_text
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import Basis
from llmchoice.model.profile import Profile

ROOT = Path(__file__).parents[1]
SLOW = (
    "backends/test_assessments.py",
    "backends/test_hostile.py",
    "browser/*",
    "catalogue/cost/test_able.py",
    "catalogue/cost/test_reports.py",
    "catalogue/cost/test_reserved.py",
    "catalogue/cost/test_sound.py",
    "catalogue/test_commands.py",
    "catalogue/test_formats.py",
    "catalogue/test_looking_again.py",
    "catalogue/test_refresh.py",
    "catalogue/test_supplement.py",
    "cli/test_added_options.py",
    "cli/test_completion.py",
    "cli/test_criteria_commands.py",
    "cli/test_drafts.py",
    "cli/test_environment.py",
    "cli/test_every_document.py",
    "cli/test_examples.py",
    "cli/test_failed_writes.py",
    "cli/test_formats_offered.py",
    "cli/test_hostile_names.py",
    "cli/test_interactive.py",
    "cli/test_output_files.py",
    "cli/test_packaging.py",
    "cli/test_profile_argument.py",
    "cli/test_profile_commands.py",
    "cli/test_quick.py",
    "cli/test_ranges.py",
    "cli/test_schema.py",
    "cli/test_settings.py",
    "cli/test_shells.py",
    "cli/test_startup.py",
    "cli/test_streams.py",
    "cli/test_unreadable_profiles.py",
    "cli/test_verdicts.py",
    "compare/*",
    "contract/*",
    "documents/test_breakevens.py",
    "documents/test_contributing.py",
    "documents/test_cost_examples.py",
    "documents/test_messages.py",
    "documents/test_open_door.py",
    "documents/test_p*.py",
    "documents/test_questionnaire_document.py",
    "documents/test_re*.py",
    "documents/test_schemas.py",
    "engine/test_b*.py",
    "engine/test_costing.py",
    "engine/test_counts.py",
    "engine/test_deciding_cost.py",
    "engine/test_experiment.py",
    "engine/test_flips.py",
    "engine/test_lanes.py",
    "engine/test_monotony.py",
    "engine/test_options_stand_alone.py",
    "engine/test_own_priorities.py",
    "engine/test_prospect.py",
    "engine/test_robustness.py",
    "engine/test_rule.py",
    "engine/test_same_bytes.py",
    "engine/test_sensitivity.py",
    "engine/test_together.py",
    "engine/test_unknowns.py",
    "faults/test_preferences.py",
    "golden/test_limits.py",
    "golden/test_parts_memo.py",
    "hostile/*",
    "knowledge/test_bad_criteria.py",
    "knowledge/test_fitting_reasons.py",
    "panel/*",
    "questionnaire/test_*laws.py",
    "questionnaire/test_*pty.py",
    "questionnaire/test_by_keys*.py",
    "questionnaire/test_quick.py",
    "questionnaire/test_save.py",
    "recheck/*",
    "report/test_records.py",
    "report/test_shared.py",
    "trial/test_by_model.py",
    "trial/test_killed.py",
    "trial/test_plan.py",
    "trial/test_run.py",
    "trial/test_score.py",
    "whatif/*",
)
"""Tests that start processes, terminals or browsers, try laws on many examples, write every
format, or assess many profiles: `pytest -m "not slow"` leaves them out, and does not even read
them."""

PACKAGED = (
    "catalogue/cost/test_able.py",
    "catalogue/cost/test_bills.py",
    "catalogue/cost/test_data.py",
    "catalogue/cost/test_desks.py",
    "catalogue/cost/test_reports.py",
    "catalogue/cost/test_reserved.py",
    "catalogue/cost/test_sound.py",
    "catalogue/cost/test_territory.py",
    "catalogue/cost/test_upkeep.py",
    "catalogue/cost/test_vectors.py",
    "catalogue/test_packaged_data.py",
    "catalogue/test_shortlist.py",
    "cli/test_added_options.py",
    "cli/test_packaging.py",
    "documents/*",
    "engine/test_deciding_cost.py",
    "engine/test_method_document.py",
    "golden/*",
    "knowledge/*",
    "test_*.py",
)
"""Tests of the criteria and profiles that are shipped. All others stand on those in `pinned`,
which stay as they are: a value, an option or a question may change without a change to them."""
PINNED = (Path(__file__).parent / "pinned",)
SHIPPED = folders.ROOTS
folders.ROOTS = PINNED


YAML = ("criteria", "tests/pinned/criteria", "src/llmchoice/catalogue/data")


def _as_in_a_wheel() -> Path:
    """What the packaged files hold, as JSON: to read them as YAML takes ten times as long."""
    texts = [read_text(path) for name in YAML for path in sorted((ROOT / name).rglob("*.yaml"))]
    key = sha256("\0".join(texts).encode()).hexdigest()
    file = ROOT / ".pytest_cache" / f"compiled-{key[:16]}.jsonl"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        write_whole(file, compiled.compiled(texts), force=True)
    return file


compiled.FILE = _as_in_a_wheel()

_read = criteria.load_criteria
_whole = cache(lambda _folder: _read())
# They are frozen, and most tests need them. Before any test is read: it may import the function.
pytest.MonkeyPatch().setattr(
    criteria,
    "load_criteria",
    lambda own=None: _read(own) if own else _whole(folders.packaged("criteria")),
)


@cache
def _roots(path: Path) -> tuple[Path, ...]:
    return SHIPPED if any(path.match(f"tests/{pattern}") for pattern in PACKAGED) else PINNED


def pytest_collectstart(collector: pytest.Collector) -> None:
    """A module may read criteria while it is imported."""
    folders.ROOTS = _roots(collector.path)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    folders.ROOTS = _roots(item.path)


MANY = 200
"""Assessments that a worker keeps."""

settings.register_profile(
    "gate", max_examples=examples(100), derandomize=True, deadline=None, database=None
)
settings.load_profile("gate")


@cache
def _is_slow(path: Path) -> bool:
    return any(path.match(f"tests/{pattern}") for pattern in SLOW)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    left_out = config.getoption("markexpr") == "not slow" and _is_slow(collection_path)
    return left_out or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _is_slow(item.path):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """What is there by now stays: to look through all of it again finds nothing to collect.

    Nor does it pay to look as often as Python does: that took a tenth of the time of many tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="write golden files and documents again, then look"
    )


@pytest.fixture(autouse=True, scope="session")
def _what_commands_assess_is_computed_once() -> Iterator[None]:
    """Commands that differ in format, width or file show the same assessment, which is frozen.

    So do panels of the same people. The laws of the engine call it by itself, so nothing is kept
    there.
    """
    compute = assess_module.assess
    kept: dict[object, tuple[Basis, Assessment]] = {}

    def assess(basis: Basis, profile: Profile, **options: object) -> Assessment:
        key = (id(basis.kb), id(basis.costing), repr(profile), repr(sorted(options.items())))
        if len(kept) > MANY:
            del kept[next(iter(kept))]
        if key not in kept:  # the basis is kept too, so that no other one gets its id
            kept[key] = basis, compute(basis, profile, **options)  # type: ignore[arg-type]
        return kept[key][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assess_module, "assess", assess)
        patch.setattr(member, "assess", assess)
        yield


@pytest.fixture(autouse=True, scope="session")
def _nobody_waits_for_the_disk() -> Iterator[None]:
    """A draft and an answer of a model are kept at once, and no power fails between two tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)
        patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=_Hasty))
        yield


class _Hasty(sqlite3.Connection):
    def execute(self, statement: str, *given: Any) -> sqlite3.Cursor:  # noqa: ANN401 - as in sqlite3
        return super().execute(statement.replace("synchronous = FULL", "synchronous = OFF"), *given)


@pytest.fixture(autouse=True, scope="session")
def _no_prices_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests may have refreshed prices: reports here show the packaged ones."""
    home: Path = tmp_path_factory.mktemp("data-home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "XDG_DATA_HOME", str(home))
        yield
