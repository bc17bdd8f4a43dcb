"""What README and documents show is what the program prints."""

import re
from runpy import run_path

import pytest
from tests.documents.printed import ROOT, between, printed

from llmchoice import load_criteria
from llmchoice.catalogue.load import load_catalogue
from llmchoice.errors import ExitCode

PICTURES = ROOT / "docs" / "pictures"
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def test_the_figures_of_the_validation_are_what_the_program_prints(
    pytestconfig: pytest.Config,
) -> None:
    wanted = printed("-m", "benchmarks.validation")
    path = ROOT / "docs" / "validation.md"
    before, shown, after = between(path.read_text(encoding="utf-8"), "figures")
    if pytestconfig.getoption("--update"):
        path.write_text(before + wanted + after, encoding="utf-8")
        shown = wanted
    assert shown == wanted


def test_the_readme_pictures_the_report_as_it_is(pytestconfig: pytest.Config) -> None:
    wanted = run_path(str(PICTURES / "draw.py"))["terminal_picture"]()
    path = PICTURES / "report.svg"
    if pytestconfig.getoption("--update"):
        path.write_text(wanted, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == wanted
    # A file that fetches a font from somewhere would be no file of ours.
    assert "url(" not in wanted.replace("url(#", "")


def test_the_readme_lists_every_exit_code() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [f"| {code.value} |" in text for code in ExitCode] == [True] * len(ExitCode)


def test_every_link_inside_the_project_leads_somewhere() -> None:
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        text = document.read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_the_readme_counts_what_there_is() -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    kb = load_criteria()
    options, priorities = NUMBERS[len(kb.options)], NUMBERS[len(kb.priorities)]
    criteria = sum(len(priority.criteria) for priority in kb.priorities)
    models = len(load_catalogue().models)
    assert [
        sentence
        for sentence in (
            f"{options.capitalize()} options are judged",
            f"You rate {priorities} priorities",
            f"split among its criteria; {criteria} in all",
            f"`llmchoice models` lists {models} models",
            *(f"*{option.short}*" for option in kb.options),
        )
        if sentence not in text
    ] == []


def test_the_readme_says_how_often_the_documented_decisions_are_met() -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    figures = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| llmchoice \|" + r" (\d+) \|" * 6, figures, re.MULTILINE)
    public, insider = [
        tuple(int(side) + int(both) for side, both in zip(row[:3], row[3:], strict=True))
        for row in rows
    ]
    assert sum(public) == sum(insider) == 25
    assert (
        "{} of the 25 are named as they were taken, {} otherwise and {} not".format(*insider)
        in text
    )
    assert "from public facts alone, {}, {} and {}.".format(*public) in text
