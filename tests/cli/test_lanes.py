"""Data with a place per kind, from the command line to every report."""

import json
import re
from pathlib import Path

import pytest
import yaml
from tests import packaged
from tests.cli.conftest import Run

EXAMPLE = "insurance-group"


@pytest.fixture
def lacking(tmp_path: Path) -> Path:
    """The example without a place for one kind of data that it ticks."""
    data = yaml.safe_load(packaged.text_of(EXAMPLE))
    del data["answers"]["data-location"]["internal"]
    path = tmp_path / "lacking.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    return path


def test_a_kind_of_data_without_a_place_is_a_missing_answer(run: Run, lacking: Path) -> None:
    done = run("assess", lacking)
    assert done.returncode == 4
    assert "1 answer missing: data-location for internal" in done.stderr
    line = "data-location: {internal: anywhere | own-cloud | premises | unknown}"
    assert line in done.stderr


def test_places_of_kinds_that_nobody_named_are_missing_and_may_be_unknown(
    run: Run, tmp_path: Path
) -> None:
    data = yaml.safe_load(packaged.text_of(EXAMPLE))
    del data["answers"]["data"]
    path = tmp_path / "kinds.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    checked = run("profile", "check", path)
    assert checked.returncode == 4
    assert "2 answers missing: data, data-location" in checked.stderr
    done = run("assess", path, "--json", "--missing", "unknown")
    assert done.returncode == 0, done.stderr
    answers = {each["question"]: each["answer"] for each in json.loads(done.stdout)["answers"]}
    assert (answers["data"], answers["data-location"]) == ("unknown", "unknown")


def test_it_is_given_alone_or_taken_as_unknown(run: Run, lacking: Path) -> None:
    def lanes(*arguments: str) -> list[tuple[list[str], str]]:
        done = run("assess", lacking, "--json", *arguments)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)["lanes"]
        return [(lane["choices"], lane["places"][0]["answer"]) for lane in found]

    assert lanes("--set", "data-location=internal:premises") == [
        (["public"], "anywhere"),
        (["internal", "regulated"], "premises"),
    ]
    assert lanes("--missing", "unknown") == [
        (["public"], "anywhere"),
        (["internal"], "unknown"),
        (["regulated"], "premises"),
    ]
    assert lanes("--set", "data-location=premises") == []


def test_one_place_for_all_is_set_against_what_each_kind_of_data_had(run: Run) -> None:
    done = run("whatif", f"{EXAMPLE}.yaml", "--set", "data-location=premises")
    assert done.returncode == 0, done.stderr
    rows = [re.split(" {2,}", row) for row in done.stdout.splitlines()]
    assert ["public, business data", "Closed, own cloud", "Open, own hardware"] in rows
    assert ["protected records", "Open, own hardware", "Open, own hardware"] in rows
    assert "no longer excludes" not in done.stdout


@pytest.mark.parametrize("form", ["text", "markdown", "html", "madr"])
def test_every_report_says_what_may_go_where(run: Run, form: str) -> None:
    done = run("assess", "--profile", f"{EXAMPLE}.yaml", "--format", form)
    assert done.returncode == 0, done.stderr
    for word in ("May go to", "every option", "Its place"):
        assert word in done.stdout


def test_the_ways_of_a_workload_and_of_a_panel_do_not_mix(run: Run, tmp_path: Path) -> None:
    data = yaml.safe_load(packaged.text_of("software-company"))
    data["workloads"][0]["priorities"] = {"privacy": 5}
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    done = run("panel", tmp_path / "one.yaml", tmp_path / "two.yaml")
    assert done.returncode == 3
    assert "gives the workload 'coding agent' priorities of its own" in done.stderr


def test_of_several_undecided_works_the_page_says_who_wins_and_what_to_start_with(
    run: Run, tmp_path: Path
) -> None:
    data = yaml.safe_load(packaged.text_of("newspaper"))
    data["workloads"] = [
        {"name": f"{use} letters", "answers": {}} for use in ("short", "long", "late", "lost")
    ]
    path = tmp_path / "several.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    done, page = run("assess", path, "--json"), run("assess", path)
    assert done.returncode == page.returncode == 0, done.stderr + page.stderr
    works = json.loads(done.stdout)["workloads"]
    said = " ".join(page.stdout.split())
    for work in works:
        found = work["recommendation"]
        assert found["verdict"] == "undecided"
        row = next(line for line in page.stdout.splitlines() if line.startswith(work["name"]))
        assert re.search(rf"{found['tendency'].capitalize()} \d+ %$", row)
        names = {option["id"]: option["short"] for option in work["options"]}
        assert f"Start with {names[found['start_with']['option']]}:" in said
