"""What every document that shows a thing has to say with it."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml
from tests import packaged

from llmchoice import figures

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def weighed(tmp_path: Path) -> Path:
    """An example of which one kind of work has priorities of its own."""
    data = yaml.safe_load(packaged.text_of("software-company"))
    data["workloads"][1]["priorities"] = {"budget": 5, "privacy": 1}
    path = tmp_path / "weighed.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(("form", "weight"), [("markdown", "Budget {}"), ("madr", "Budget ({})")])
def test_weights_are_those_of_somebody(run: Run, weighed: Path, form: str, weight: str) -> None:
    works = json.loads(run("assess", weighed, "--json").stdout)["workloads"]
    (share,) = (p["weight"] for p in works[1]["priorities"] if p["priority"] == "budget")
    done = run("assess", weighed, "--format", form)
    assert done.returncode == 0, done.stderr
    said = f"- {works[1]['name']}: {weight.format(figures.percent(share))}"
    lines = done.stdout.splitlines()
    (place,) = (number for number, line in enumerate(lines) if line.startswith(said))
    others = lines[place - 1]
    assert others.startswith(f"- {works[0]['name']}")
    assert "%" in others


def test_weights_that_all_work_goes_by_are_named_once(run: Run) -> None:
    page = run("assess", "software-company.yaml", "--format", "markdown").stdout
    (weights,) = page.split("### Weights\n")[1].split("##")[0].strip().splitlines()
    assert weights.count(":") == 0


def test_the_annex_says_which_work_the_priorities_are_not_of(run: Run, weighed: Path) -> None:
    work = yaml.safe_load(weighed.read_text(encoding="utf-8"))["workloads"][1]["name"]
    said = " ".join(run("assess", weighed, "--full").stdout.split())
    assert f"These are the organisation's. Weighed in its own way: {work}." in said


def test_a_difference_names_the_work_whose_weights_changed(run: Run, weighed: Path) -> None:
    work = yaml.safe_load(weighed.read_text(encoding="utf-8"))["workloads"][1]["name"]
    for name in ("one", "two"):
        done = run("assess", weighed, "--force", "-o", f"{name}.json")
        assert done.returncode == 0, done.stderr
        weighed.write_text(weighed.read_text("utf-8").replace("budget: 5", "budget: 3"), "utf-8")
    assert f"{work}: Weight of Budget" in " ".join(
        run("diff", "one.json", "two.json").stdout.split()
    )
