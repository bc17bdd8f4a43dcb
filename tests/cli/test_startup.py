"""Starting costs only what the command needs: a check of modules, for time varies by machine."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from llmchoice.cli.app import build

REPORT = """
import atexit, os, sys
target = int(os.environ["MODULES_TO"])
atexit.register(lambda: os.write(target, "\\n".join(sys.modules).encode()))
from llmchoice.__main__ import main
main()
"""
QUESTIONS = ("questionary", "prompt_toolkit")
KEPT: dict[tuple[str, ...], set[str]] = {}


def loaded(arguments: Sequence[str], environment: dict[str, str]) -> set[str]:
    """The modules that a process holds when it ends; the same words are not run twice."""
    words = tuple(arguments)
    if words not in KEPT:
        KEPT[words] = _loaded(words, environment)
    return KEPT[words]


def _loaded(arguments: Sequence[str], environment: dict[str, str]) -> set[str]:
    reader, writer = os.pipe()
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *arguments],
        env=environment | {"MODULES_TO": str(writer)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        pass_fds=[writer],
        check=True,
        timeout=60,
    )
    os.close(writer)
    with open(reader, encoding="utf-8") as file:  # noqa: PTH123 - a descriptor has no path
        modules = set(file.read().split())
    assert done.stdout
    assert "llmchoice.__main__" in modules
    return modules


def within(modules: set[str], packages: Sequence[str]) -> set[str]:
    """The modules that are one of some packages, or lie in one."""
    return {m for m in modules if any(m == p or m.startswith(f"{p}.") for p in packages)}


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows passes no descriptors")


def test_version_needs_no_library(environment: dict[str, str]) -> None:
    never = ("typer", "pydantic", "yaml", "rich", "numpy", *QUESTIONS)
    assert not within(loaded(["--version"], environment), never)


def test_help_needs_no_more_than_the_command_line(environment: dict[str, str]) -> None:
    never = ("pydantic", "yaml", "rich.table", "rich.console", "llmchoice.model", "numpy")
    assert not within(loaded(["--help"], environment), (*never, *QUESTIONS))


def test_the_list_of_commands_is_the_whole_one_though_it_is_built_without_their_options(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build()(["--help"], prog_name="llmchoice")
    listed = capsys.readouterr().out
    assert run("--help").stdout == run("-h").stdout == run().stderr == listed
    _, _, titles = listed.partition("Commands:")
    assert "..." not in titles, "a title does not fit its line"


@pytest.mark.parametrize("level", ["assess", "profile check", "criteria list"])
def test_the_help_of_a_command_reads_no_data(level: str, environment: dict[str, str]) -> None:
    # Newer versions of the command line's library bring pydantic with any command.
    never = ("yaml", "rich.table", "rich.console", "llmchoice.model", "numpy")
    assert not within(loaded([*level.split(), "--help"], environment), (*never, *QUESTIONS))


def test_simulations_run_only_where_something_is_assessed(
    run: Run, environment: dict[str, str]
) -> None:
    earlier = ["startup.json", "software-company.json"]
    for report in earlier:
        run("assess", Path(report).stem, "--draws", "10", "-o", report)
    for command in (
        ["profile", "check", "startup"],
        ["criteria", "show", "running-cost"],
        ["diff", *earlier],
    ):
        assert not within(loaded(command, environment), ("numpy", *QUESTIONS))


def test_a_report_from_a_profile_needs_neither_questions_nor_a_terminal(
    environment: dict[str, str],
) -> None:
    modules = loaded(["assess", "--profile", "startup", "--json"], environment)
    assert not within(modules, ("rich", "llmchoice.report.blocks", *QUESTIONS))
    assert within(modules, ("pydantic", "yaml", "numpy"))
    commands = {name for name in modules if name.startswith("llmchoice.cli.commands.")}
    assert commands == {"llmchoice.cli.commands.assess"}


def test_costs_and_models_are_read_only_where_they_are_shown(environment: dict[str, str]) -> None:
    catalogue = ("llmchoice.catalogue",)
    for command in (["profile", "check", "startup"], ["criteria", "list"]):
        assert not within(loaded(command, environment), catalogue)
    for command in (
        ["assess", "--profile", "startup", "--json"],
        ["whatif", "--profile", "startup", "--set", "traffic=steady"],
    ):
        assert within(loaded(command, environment), catalogue)


def test_live_prices_and_page_templates_are_no_part_of_an_assessment(
    environment: dict[str, str],
) -> None:
    modules = loaded(["assess", "--profile", "startup", "--json"], environment)
    assert not within(modules, ("genai_prices", "jinja2", "httpx", "multiprocessing"))


def test_a_page_on_an_assessment_needs_no_type_of_panels(environment: dict[str, str]) -> None:
    modules = loaded(["assess", "--profile", "startup"], environment)
    never = ("numpy.ma", "llmchoice.model.panel", "llmchoice.model.comparison")
    assert not within(modules, never)
