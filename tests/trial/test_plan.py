"""`trial plan`: the limits that it names are those at which an assessment turns."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from scipy.stats import betabinom  # type: ignore[import-untyped] # it has no types
from tests.cli.conftest import Run

from llmchoice.knowledge.folders import packaged


def planned(run: Run, *words: str) -> dict[str, Any]:
    """A plan as JSON, which obeys the schema that is published."""
    ran = run("trial", "plan", *words, "--json")
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    jsonschema.validate(found, json.loads(run("schema", "plan").stdout))
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
    assert plan["counted"] or sum(way["likely"] for way in plan["expected"]) == pytest.approx(1)
    for size in plan["sizes"]:
        assert 0 <= size["settled"] <= 1
        assert 0 <= size["changed"] <= 1
        if plan["verdict"] == "undecided":
            assert size["changed"] == size["settled"]
        powers = [each["power"] for each in size["detects"]]
        assert powers == sorted(powers)
    assert plan["sizes"][-1]["agrees"] == 1
    enough = [
        size["cases"] for size in plan["sizes"] if size["changed"] > 0 and size["agrees"] >= 0.8
    ]
    is_worth_it = plan["sizes"][-1]["changed"] > 0 and not plan["level"]
    assert plan["enough"] == (enough[0] if is_worth_it else None)


def test_a_decision_that_no_test_turns_says_so(run: Run) -> None:
    plan = planned(run, "law-firm")["plans"][0]
    assert not plan["decides"]
    assert {size["closed_up_to"] for size in plan["sizes"]} == {
        size["cases"] for size in plan["sizes"]
    }
    ran = run("trial", "plan", "law-firm")
    assert "No result of testing changes that" in ran.stdout
    assert "The weight of " in ran.stdout
    assert plan["instead"]["kind"] == "priority"
    assert "trial new" not in ran.stdout
    assert "What to test" not in ran.stdout
    assert planned(run, "law-firm")["entrants"] == []


def test_sides_that_are_level_need_no_test(run: Run) -> None:
    words = ("bank", "--set", "own-test=20:15:15", "--set", "compliance=0")
    told = json.loads(run("assess", *words, "--json").stdout)["recommendation"]
    (plan,) = planned(run, *words)["plans"]
    assert (told["kind"] == "level") == plan["level"]
    assert plan["level"]
    assert plan["enough"] is None
    shown = run("trial", "plan", *words).stdout
    assert "The sides are level: you may choose either, without a test." in shown
    assert "Begin" not in shown


def test_models_of_both_sides_are_named(run: Run) -> None:
    found = planned(run, "startup")
    assert {entrant["side"] for entrant in found["entrants"]} == {"open", "closed"}
    out = run("trial", "plan", "startup").stdout
    for entrant in found["entrants"]:
        assert entrant["name"] in out


def test_models_are_named_of_admissible_options_alone(run: Run) -> None:
    told = json.loads(run("assess", "clinic-cfo", "--json").stdout)
    allowed = {option["id"] for option in told["options"] if option["admissible"]}
    entrants = planned(run, "clinic-cfo")["entrants"]
    assert entrants
    assert {entrant["option"] for entrant in entrants} <= allowed


def test_each_workload_has_a_plan_of_its_own(run: Run) -> None:
    plans = planned(run, "insurance-group")["plans"]
    assert len(plans) > 1
    assert all(plan["name"] for plan in plans)


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_it_comes_in_every_format(run: Run, form: str) -> None:
    ran = run("trial", "plan", "startup", "--format", form)
    assert ran.returncode == 0
    assert "Of 60 cases so far, open passed 44 and closed 53." in ran.stdout


def test_a_profile_is_needed(run: Run) -> None:
    assert run("trial", "plan").returncode == 2


COUNTED = "own-test=60:44:53"


def test_more_cases_are_added_to_those_that_were_counted(run: Run) -> None:
    plan = planned(run, "bank", "--set", COUNTED)["plans"][0]
    assert plan["counted"] == {"cases": 60, "open": 44, "closed": 53, "both": None}
    assert [(size["cases"], size["more"]) for size in plan["sizes"]] == [(100, 40), (200, 140)]
    # Of 100 cases the criteria expect open to pass 95, 90, 75 or 45, and closed 90.
    odds, passes = np.array([1, 3, 3, 1]), np.array([95, 90, 75, 45])
    rate = np.average(passes, weights=odds) / 100
    before = 0.25 / np.cov([0.15, 0, -0.15, -0.5], aweights=odds, ddof=0)
    for size in plan["sizes"]:
        reachable = range(44, 44 + size["more"] + 1)
        limits = [size["open_from"], size["closed_up_to"]]
        assert all(limit in reachable for limit in limits if limit is not None)
        # What the others will come to is as likely as the counts let expect, beside the criteria.
        likely = betabinom(size["more"], 44 + before * rate, 16 + before * (1 - rate))
        sides = {
            passed: verdict(run, "bank", size["cases"], passed, size["hold"])
            for passed in (44, size["closed_up_to"], size["closed_up_to"] + 1, reachable[-1])
        }
        assert sides[44] == sides[size["closed_up_to"]] == "closed"
        assert sides[size["closed_up_to"] + 1] != "closed"
        assert (sides[reachable[-1]] == "open") == (size["open_from"] is not None)
        settled = likely.cdf(size["closed_up_to"] - 44)
        if size["open_from"] is not None:
            settled += likely.sf(size["open_from"] - 44 - 1)
        assert size["settled"] == pytest.approx(settled)


def test_a_verdict_that_is_there_is_told_how_likely_more_cases_change_it(run: Run) -> None:
    size = planned(run, "startup")["plans"][0]["sizes"][-1]
    assert 0.02 < size["changed"] < 0.03
    out = " ".join(run("trial", "plan", "startup").stdout.split())
    assert "As it stands: Closed. Testing can change that." in out
    assert "Test 40 cases more, 100 in all." in out
    assert "of such tests end with the choice that 200 cases would come to" in out


def test_however_much_was_counted_there_may_be_more(run: Run) -> None:
    plan = planned(run, "startup", "--set", "own-test=300:260:270")["plans"][0]
    assert [(size["cases"], size["more"]) for size in plan["sizes"]] == [(600, 300)]


def test_the_report_asks_for_no_test_that_hardly_changes_anything(run: Run, tmp_path: Path) -> None:
    stated = (packaged("criteria") / "settings.yaml").read_text(encoding="utf-8")
    least = "slight_influence: 0.05\nslight_influence_reason: Less is not worth the days.\n"
    (tmp_path / "settings.yaml").write_text(stated + least, encoding="utf-8")
    for form in ((), ("--full",)):
        ran = run("assess", "startup", "--criteria", str(tmp_path), *form)
        assert ran.returncode == 0, ran.stderr
        assert "more of your own cases" not in ran.stdout
    assert "More cases of your own would hardly change this" in " ".join(ran.stdout.split())


def test_thousands_of_counted_cases_have_a_plan(run: Run) -> None:
    ran = run("trial", "plan", "startup", "--set", "own-test=100000:70000:75000")
    assert ran.returncode == 0
    assert "Of 100,000 cases so far, open passed 70,000" in ran.stdout
    assert "200,000     100,000" in ran.stdout
