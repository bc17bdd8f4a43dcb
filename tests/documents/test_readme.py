"""What README and documents show is what the program prints."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from llmchoice.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]


def _run(*command: str) -> str:
    done = subprocess.run(  # our own program, with our own arguments
        [sys.executable, *command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    return done.stdout


def _between(text: str, marker: str) -> tuple[str, str, str]:
    """What stands before, between and after a marker and the next end."""
    before, _, rest = text.partition(f"<!-- {marker} -->\n")
    inside, _, after = rest.partition("<!-- end -->")
    return before + f"<!-- {marker} -->\n", inside, "<!-- end -->" + after


@pytest.mark.parametrize(
    ("document", "marker", "command", "last"),
    [
        (
            "README.md",
            "output",
            ("-m", "llmchoice", "assess", "--profile", "startup.yaml"),
            "\n\nObjections",
        ),
        ("docs/validation.md", "figures", ("benchmarks/validation.py",), None),
    ],
)
def test_a_document_shows_what_the_program_prints(
    document: str,
    marker: str,
    command: tuple[str, ...],
    last: str | None,
    pytestconfig: pytest.Config,
) -> None:
    printed = _run(*command)
    if last is not None:
        printed, found, _ = printed.partition(last)
        assert found, "the report has no longer the part at which the excerpt ends"
    path = ROOT / document
    before, shown, after = _between(path.read_text(encoding="utf-8"), marker)
    wanted = f"```text\n{printed.strip()}\n```\n" if document == "README.md" else f"{printed}"
    if pytestconfig.getoption("--update"):
        path.write_text(before + wanted + after, encoding="utf-8")
        shown = wanted
    assert shown == wanted


def test_the_readme_lists_every_exit_code() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [f"| {code.value} |" in text for code in ExitCode] == [True] * len(ExitCode)


def test_every_link_inside_the_project_leads_somewhere() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        text = document.read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (document.parent / link).exists(), f"{document.name}: {link}"
