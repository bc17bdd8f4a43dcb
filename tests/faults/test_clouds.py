"""A model that no cloud sells has no cost in a cloud, and is no candidate there."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_closed_model_that_no_cloud_sells_costs_nobody_knows_what_in_ones_own_cloud(
    run: Run, path: Path
) -> None:
    done = run("cost", str(path / "f10-cloud.yaml"), "--json")
    subject = json.loads(done.stdout)["subjects"][0]
    costs = {cost["option"]: cost for cost in subject["costs"]}
    assert costs["closed-cloud"]["monthly"] is None
    assert costs["closed-cloud"]["unknown"] == ["region-surcharge"]
    assert subject["cheapest"] != "closed-cloud"
    assert costs["closed-api"]["monthly"] is not None
    (why,) = {
        (term["because"], term["source"])
        for case in subject["cases"]
        for term in case["terms"]
        if term["term"] == "region-surcharge"
    }
    assert why == ("Muse Spark 1.3", "no cloud is known to sell it")


def test_it_is_not_listed_for_that_option_either(run: Run) -> None:
    done = run("models", "shortlist", "startup.yaml", "--option", "closed-cloud", "--json")
    (shortlist,) = json.loads(done.stdout)["shortlist"]
    assert "muse-spark-1.3" not in {model["model"] for model in shortlist["models"]}
