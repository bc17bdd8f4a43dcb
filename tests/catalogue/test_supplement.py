"""What the catalogue adds to an assessment: costs, models, warnings, today's figures."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

PINNED = Path(__file__).parents[1] / "pinned"
STARTUP = (PINNED / "profiles" / "startup.yaml").read_text(encoding="utf-8")
TWO = """
workloads:
  - {name: chat, answers: {monthly-tokens: 1_000_000_000}}
  - {name: search, answers: {monthly-tokens: 1_000_000_000}}
costs: {ceiling: %s}
"""


def assessment(run: Run, folder: Path, text: str) -> dict[str, Any]:
    path = folder / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    done = run("assess", "--profile", str(path), "--json", "--draws", "1000")
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(("ceiling", "warned"), [(1_000_000, "never"), (1_000, "once")])
def test_what_workloads_cost_together_is_held_against_the_ceiling(
    run: Run, tmp_path: Path, ceiling: int, warned: str
) -> None:
    found = assessment(run, tmp_path, STARTUP + TWO % ceiling)
    warnings = found["warnings"]
    assert isinstance(warnings, list)

    said = [found for found in warnings if found["code"] == "together-over-ceiling"]
    assert len(said) == {"never": 0, "once": 1}[warned]


@pytest.mark.parametrize("ceiling", [1_000_000, 1_000])
def test_workloads_that_share_a_volume_are_never_added_up(
    run: Run, tmp_path: Path, ceiling: int
) -> None:
    shared = f"""
workloads:
  - {{name: chat, answers: {{task: routine}}}}
  - {{name: search, answers: {{task: skilled}}}}
costs: {{ceiling: {ceiling}}}
"""
    found = assessment(run, tmp_path, STARTUP + shared)
    warnings = found["warnings"]
    assert isinstance(warnings, list)
    codes = [one["code"] for one in warnings]
    assert "together-over-ceiling" not in codes
    (said,) = [one for one in warnings if one["code"] == "shared-volume"]
    assert said["workloads"] == ["chat", "search"]


@pytest.mark.parametrize(("day", "warned"), [("2026-11-22", False), ("2029-01-01", True)])
def test_prices_that_were_read_long_ago_are_warned_of(
    day: str,
    warned: bool,  # noqa: FBT001 - a cell of the table
    run: Run,
    tmp_path: Path,
) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(STARTUP, encoding="utf-8")
    done = run("assess", "-p", str(path), "--date", day, "--json", "--draws", "1000")
    found = json.loads(done.stdout)
    oldest = [one["as_of"] for one in found["warnings"] if one["code"] == "stale-prices"]
    assert oldest == [found["costs"]["prices_as_of"]] * warned


def test_computed_costs_rest_on_no_claim_of_an_article(run: Run, tmp_path: Path) -> None:
    found = assessment(run, tmp_path, STARTUP + "costs: {ceiling: 5000}\n")
    options = found["options"]
    assert isinstance(options, list)
    running = [
        one
        for option in options
        for one in option["contributions"]
        if one["criterion"] == "running-cost"
    ]

    assert len(running) == 5
    assert all(one["computed"] and not one["claims"] and one["references"] for one in running)
    assert all(one["low"] <= one["value"] <= one["high"] for one in running)


def test_criteria_that_compute_no_cost_do_not_use_the_ceiling_and_say_so(
    run: Run, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "priorities").mkdir()
    packaged = Path(__file__).parents[1] / "pinned" / "criteria" / "priorities" / "budget.yaml"
    text = packaged.read_text(encoding="utf-8")
    start, end = (
        text.index("    computed:"),
        text.index("    worries: [closed-api, closed-cloud, op"),
    )
    (own / "priorities" / "budget.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    path = tmp_path / "profile.yaml"
    path.write_text(STARTUP + "costs: {ceiling: 1}\n", encoding="utf-8")
    done = run("assess", "-p", str(path), "--criteria", str(own), "--json", "--draws", "1000")
    found = json.loads(done.stdout)

    assert {"code": "ceiling-not-used"} in found["warnings"]
    assert found["costs"]["ceiling"] is None
    assert [subject["basis"] for subject in found["costs"]["subjects"]] == ["typical"]
    words = ("models", "shortlist", "-p", str(path), "--criteria", str(own), "--json")
    assert json.loads(run(*words).stdout)["shortlist"] == found["shortlist"]


def test_a_profile_check_finds_a_card_and_a_model_that_nobody_knows(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(STARTUP + "costs: {gpu: h999, closed-model: gpt-99}\n", encoding="utf-8")
    done = run("profile", "check", str(path))

    assert done.returncode == 3
    assert "no figures are known for the GPU 'h999'" in done.stderr
    assert "there is no model 'gpt-99' in the catalogue" in done.stderr


def written(run: Run, folder: Path, *words: str) -> str:
    return " ".join(run(*words, str(folder / "profile.yaml"), "--draws", "1000").stdout.split())


@pytest.mark.parametrize(
    "words", [("assess",), ("assess", "--format", "md"), ("assess", "--format", "madr")]
)
def test_a_ceiling_that_is_broken_together_stands_at_the_top(
    words: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    assessment(run, tmp_path, STARTUP + TWO % 1_000)

    told = written(run, tmp_path, *words)
    assert "Together the best options of the workloads usually cost" in told
    assert "Your ceiling is 1,000." in told


def test_workloads_with_costs_of_their_own_are_added_up(run: Run, tmp_path: Path) -> None:
    data = assessment(run, tmp_path, STARTUP + TWO % 1_000_000)
    subjects, works = data["costs"]["subjects"], data["workloads"]
    typical = {
        (subject["workload"], cost["option"]): cost["monthly"]["typical"]
        for subject in subjects
        for cost in subject["costs"]
    }
    chosen = [
        (work["name"], work["recommendation"]["option"] or work["recommendation"]["contenders"][0])
        for work in works
    ]
    assert data["monthly"]["typical"] == pytest.approx(sum(typical[each] for each in chosen))
    least = [(subject["workload"], subject["cheapest"]) for subject in subjects]
    assert data["costs"]["cheapest_together"]["typical"] == pytest.approx(
        sum(typical[each] for each in least)
    )
    assert "All of the work costs about" in written(run, tmp_path, "assess")
    priced = " ".join(run("cost", str(tmp_path / "profile.yaml")).stdout.split())
    assert "Cheapest together, all told: " in priced
    assert "Each workload is compared with the whole ceiling." in priced


def test_the_page_of_costs_says_where_even_the_cheapest_break_the_ceiling(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "profile.yaml").write_text(STARTUP + TWO % 1_000, encoding="utf-8")
    priced = " ".join(run("cost", str(tmp_path / "profile.yaml")).stdout.split())
    assert "That is more than your ceiling of 1,000." in priced


def test_what_shares_a_volume_has_no_total(run: Run, tmp_path: Path) -> None:
    shared = "workloads: [{name: chat, answers: {task: routine}}, {name: search}]\n"
    data = assessment(run, tmp_path, STARTUP + shared)
    assert data["monthly"] is None
    assert data["costs"]["cheapest_together"] is None
    assert "for all of the work" not in written(run, tmp_path, "assess")
