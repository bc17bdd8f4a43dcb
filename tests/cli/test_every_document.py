"""What every document that shows a thing has to say with it."""

import json
import re
from pathlib import Path

import pytest
import yaml
from tests import packaged
from tests.cli.conftest import Run

from llmchoice import figures


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


LEFT = "nothing is allowed; they do not count"
"""Of the pinned newspaper a quarter of all simulations leaves nothing."""


@pytest.mark.parametrize("form", ["text", "markdown", "html", "madr"])
def test_a_share_of_what_is_left_is_not_told_as_one_of_all(run: Run, form: str) -> None:
    done = run("assess", "newspaper.yaml", "--format", form)
    assert done.returncode == 0, done.stderr
    assert LEFT in " ".join(done.stdout.split())


def test_a_comparison_says_how_many_simulations_do_not_count(run: Run) -> None:
    assert run("assess", "newspaper.yaml", "-o", "then.json").returncode == 0
    for command in (
        ("whatif", "newspaper.yaml", "--set", "independence=4"),
        ("diff", "then.json", "then.json"),
        ("recheck", "then.json"),
        ("recheck", "then.json", "--format", "madr"),
    ):
        assert LEFT in " ".join(run(*command).stdout.split()), command
    changed = run("whatif", "newspaper.yaml", "--set", "residency=country").stdout
    assert "% of the simulations before, in 37.1 % after; they do not count." in " ".join(
        changed.split()
    )


def test_rows_say_how_many_simulations_do_not_count(run: Run) -> None:
    compared = ("compare", "newspaper.yaml", "startup.yaml")
    for form in ("text", "markdown"):
        assert run(*compared, "--format", form).stdout.count(LEFT) == 1
    news, other = map(json.loads, run(*compared, "--format", "jsonl").stdout.splitlines())
    assert news["doubts"] == ["nothing-left"]
    assert news["p_nothing_left"] == pytest.approx(0.26, abs=0.02)
    assert (other["doubts"], other["p_nothing_left"]) == ([], 0)
    head, line, _ = run(*compared, "--format", "csv").stdout.splitlines()
    assert dict(zip(head.split(","), line.split(","), strict=True))["doubts"] == '"nothing-left"'


@pytest.fixture
def partly(tmp_path: Path) -> Path:
    """Two kinds of work of which only the second one is decided."""
    data = yaml.safe_load(packaged.text_of("bank"))
    data["workloads"] = [
        {"name": "letters", "answers": {}},
        {"name": "archive", "answers": {"data-location": "premises"}},
    ]
    path = tmp_path / "partly.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    return path


def test_an_accepted_record_says_what_it_does_not_decide(run: Run, partly: Path) -> None:
    accepted = ("--format", "madr", "--status", "accepted")
    warning = "warning: the record is 'accepted', but no option is chosen in it"
    done = run("assess", partly, *accepted)
    assert done.returncode == 0
    assert f"{warning} for letters\n" in done.stderr
    assert "\n- letters: not decided between " in done.stdout
    whole = run("assess", "bank.yaml", *accepted)
    assert whole.returncode == 0
    assert f"{warning}\n" in whole.stderr
    decided = run("assess", "startup.yaml", *accepted)
    assert warning not in decided.stderr
    assert "not decided between" not in decided.stdout
    assert warning not in run("assess", partly, "--format", "madr").stderr


def test_a_record_of_works_says_how_sure_each_is(run: Run, partly: Path) -> None:
    works = json.loads(run("assess", partly, "--json").stdout)["workloads"]
    letters, archive = (work["recommendation"] for work in works)
    record = run("assess", partly, "--format", "madr").stdout
    leaning = f"(leans {letters['tendency']}, {100 * letters['p_side']:.0f} %)"
    assert any(line.startswith("- letters: ") and leaning in line for line in record.splitlines())
    assert f"- archive: Open, own hardware ({archive['strength']}ly open" in record
    assert "A side is recommended from 75 % of the simulations on, and clear from 90 %." in record


def test_a_record_says_how_sure_it_is_and_what_is_as_good(run: Run) -> None:
    for name, sure, close in (
        ("startup", "How sure: likely closed (likely from 75 %, clear from 90 %).", None),
        ("clinic-cto", "How sure: clearly open", "practically tied with "),
        ("bank", "and 75 % is needed", None),
    ):
        record = run("assess", f"{name}.yaml", "--format", "madr").stdout
        assert sure in record, name
        assert ("practically tied" in record) is (close is not None)


@pytest.fixture
def alike(tmp_path: Path) -> Path:
    """Two kinds of work that cost the same."""
    data = yaml.safe_load(packaged.text_of("startup"))
    data["workloads"] = [{"name": name, "answers": {}} for name in ("letters", "archive")]
    path = tmp_path / "alike.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    return path


def test_figures_that_kinds_of_work_share_stand_once(run: Run, alike: Path) -> None:
    costs = run("cost", alike, "--full", "--format", "markdown").stdout
    assert "## Every figure: letters and archive\n" in costs
    titles = [line for line in costs.splitlines() if line.startswith("### Break-even: ")]
    assert titles
    assert len(titles) == len(set(titles))
    page = run("assess", alike, "--full", "--format", "markdown").stdout
    again = [line for line in page.splitlines() if line.startswith("#### Break-even: ")]
    assert len(again) == len(set(again)) > 0
    assert ": as for letters." in page.split("## archive")[-1]


def test_a_condition_of_some_options_has_one_beginning(run: Run, partly: Path) -> None:
    memo = run("assess", partly, "--format", "markdown").stdout
    obtained = memo.split("## To obtain before it is used")[1]
    assert "- For letters with " in obtained
    assert not re.search(r"^- For [^:]*: For ", obtained, re.MULTILINE)


def test_a_cost_is_neither_good_nor_bad_nor_a_reason(run: Run) -> None:
    record = run("assess", "software-company.yaml", "--format", "madr").stdout
    assert ": It costs about " in record
    assert "because it costs" not in record


def test_a_shortlist_calls_a_verdict_partly_decided_that_is(run: Run, partly: Path) -> None:
    done = run("models", "shortlist", partly)
    assert done.returncode == 0, done.stderr
    assert "Verdict: Partly decided." in done.stdout
    assert json.loads(run("models", "shortlist", partly, "--json").stdout)["kind"] == "partly"


def test_rows_say_how_often_the_option_that_leads_is_ruled_out(run: Run, tmp_path: Path) -> None:
    data = yaml.safe_load(packaged.text_of("software-company"))
    data["costs"] = {"ceiling": 5000}
    path = tmp_path / "software.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    text = run("compare", str(path), "--format", "jsonl").stdout
    rows = [json.loads(line) for line in text.splitlines()]
    assessed = json.loads(run("assess", str(path), "--json").stdout)
    for row in rows[1:]:
        (work,) = (w for w in assessed["workloads"] if w["name"] == row["workload"])
        of_work = work["recommendation"]
        assert row["p_leader_excluded"] == of_work["p_leader_excluded"]
        assert ("leader-excluded" in row["doubts"]) == ("leader-excluded" in of_work["doubts"])
    assert any("leader-excluded" in row["doubts"] for row in rows)
    told = "the leading option is ruled out."
    for form in ("text", "markdown"):
        assert told in " ".join(run("compare", str(path), "--format", form).stdout.split())
