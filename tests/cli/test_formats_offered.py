"""The help of --format names the formats that the command offers, and no other."""

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from llmchoice.model.assessment import Assessment
from llmchoice.report.registry import formats_of

COMMANDS = (
    "assess",
    "cost",
    "compare",
    "criteria list",
    "criteria show",
    "diff",
    "models list",
    "models prices",
    "models shortlist",
    "models show",
    "panel",
    "recheck",
    "whatif",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_and_refusal_name_the_same_formats(run: Run, command: str) -> None:
    said = run(*command.split(), "--help").stdout
    found = re.search(r"--format +NAME +([^.]+)\.", said)
    assert found is not None
    named = {name for name in re.split(r", | or |\s+", found[1]) if name}
    needed = ["x.yaml", "y.yaml"] if command in {"compare", "diff", "panel"} else []
    needed = ["x"] if command in {"criteria show", "models show", "recheck"} else needed
    profile = ["-p", "startup"] if command in {"cost", "models shortlist", "whatif"} else []
    refused = run(*command.split(), *needed, *profile, "--format", "zzz")
    assert refused.returncode == 2
    offered = refused.stderr.rpartition("fix: choose one of: ")[2]
    assert named == set(offered.strip().split(", "))


WORKING = {
    "assess": ["startup"],
    "compare": ["startup"],
    "criteria list": [],
    "criteria show": ["privacy"],
    "cost": ["startup"],
    "diff": ["past.json", "past.json"],
    "models list": ["--vendor", "Mistral AI"],
    "models prices": [],
    "models shortlist": ["startup"],
    "models show": ["jurassic-1"],
    "panel": ["clinic-cfo", "clinic-cto"],
    "recheck": ["past.json"],
    "whatif": ["startup", "--set", "privacy=5"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_md_is_markdown_and_what_is_nearly_right_is_named(run: Run, command: str) -> None:
    arguments = WORKING[command]
    if "past.json" in arguments:
        Path("past.json").write_text(run("assess", "startup", "--json").stdout, "utf-8")
    whole = run(*command.split(), *arguments, "--format", "markdown")
    short = run(*command.split(), *arguments, "--format", "md")
    assert whole.returncode == 0
    assert short.stdout == whole.stdout
    wrong = run(*command.split(), *arguments, "--format", "markdwon")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith(
        "error: there is no format 'markdwon'\n  fix: did you mean 'markdown'?\n"
    )


def test_an_assessment_has_all_of_them(run: Run) -> None:
    said = " ".join(run("assess", "--help").stdout.split())
    *front, last = (form.name for form in formats_of(Assessment))
    assert f"{', '.join(front)} or {last}." in said
