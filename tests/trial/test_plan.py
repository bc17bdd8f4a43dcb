"""`trial plan`: the limits that it names are those at which an assessment turns."""

import json
from typing import Any

import pytest
from tests.cli.conftest import Run


def planned(run: Run, *words: str) -> dict[str, Any]:
    ran = run("trial", "plan", *words, "--json")
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def verdict(run: Run, profile: str, cases: int, passes: int, closed: int) -> str:
    counts = f"own-test={cases}:{passes}:{closed}"
    ran = run("assess", profile, "--set", counts, "--json")
    found: str = json.loads(ran.stdout)["recommendation"]["verdict"]
    return found


@pytest.mark.parametrize(("profile", "at"), [("startup", 0), ("bank", 1)])
def test_the_limits_are_where_an_assessment_turns(run: Run, profile: str, at: int) -> None:
    size = planned(run, profile)["plans"][0]["sizes"][at]
    limit, cases, hold = size["closed_up_to"], size["cases"], size["hold"]
    assert size["open_from"] is None
    assert verdict(run, profile, cases, limit, hold) == "closed"
    assert verdict(run, profile, cases, limit + 1, hold) != "closed"
    assert verdict(run, profile, cases, cases, hold) != "open"


@pytest.mark.parametrize("profile", ["startup", "bank", "clinic-ciso"])
def test_what_is_planned_hangs_together(run: Run, profile: str) -> None:
    plan = planned(run, profile)["plans"][0]
    assert sum(way["likely"] for way in plan["expected"]) == pytest.approx(1)
    for size in plan["sizes"]:
        assert 0 <= size["settled"] <= 1
        powers = [each["power"] for each in size["detects"]]
        assert powers == sorted(powers)
    enough = [size["cases"] for size in plan["sizes"] if size["settled"] >= 0.8]
    assert plan["enough"] == (enough[0] if enough and plan["decides"] else None)


def test_a_decision_that_no_test_turns_says_so(run: Run) -> None:
    plan = planned(run, "law-firm")["plans"][0]
    assert not plan["decides"]
    assert {size["closed_up_to"] for size in plan["sizes"]} == {
        size["cases"] for size in plan["sizes"]
    }
    ran = run("trial", "plan", "law-firm")
    assert "No result of a test changes that" in ran.stdout
    assert "trial new" not in ran.stdout


def test_models_of_both_sides_are_named(run: Run) -> None:
    found = planned(run, "startup")
    assert {entrant["side"] for entrant in found["entrants"]} == {"open", "closed"}
    out = run("trial", "plan", "startup").stdout
    for entrant in found["entrants"]:
        assert entrant["name"] in out


def test_each_workload_has_a_plan_of_its_own(run: Run) -> None:
    plans = planned(run, "insurance-group")["plans"]
    assert len(plans) > 1
    assert all(plan["name"] for plan in plans)


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_it_comes_in_every_format(run: Run, form: str) -> None:
    ran = run("trial", "plan", "startup", "--format", form)
    assert ran.returncode == 0
    assert "Enough: 100 cases." in ran.stdout


def test_a_profile_is_needed(run: Run) -> None:
    assert run("trial", "plan").returncode == 2
