"""What a model costs that is not the one that is sold: tuned further, or rebuilt."""

import json
import re
from collections.abc import Mapping

import pytest
from tests import forked
from tests.catalogue.cost.conftest import SMALL, Case, Costs

from llmchoice import assess, read_profile
from llmchoice.model.cost import OptionCost, Volume
from llmchoice.model.profile import Answer
from llmchoice.model.terms import Term
from llmchoice.report.documents.cost import cost_line

VOLUME = Volume(tokens_in=4_000_000, tokens_out=500_000)
REBUILT: Mapping[str, Answer] = {
    "customisation": ("retrieval", "redesign"),
    "availability": "best-effort",
}
TUNED: Mapping[str, Answer] = {**REBUILT, "customisation": ("fine-tuning",)}
SOLD: Mapping[str, Answer] = {**REBUILT, "customisation": ("retrieval",)}
HOURS = 730
AN_HOUR = 10
"""US dollars, of an H100 on an endpoint of one's own."""


def by_option(case: Case, answers: Mapping[str, Answer], **more: object) -> dict[str, OptionCost]:
    return {cost.option: cost for cost in case(VOLUME, answers=answers, **more).costs}


def test_nobody_sells_a_rebuilt_model_at_the_price_of_the_one_it_was(case: Case) -> None:
    costs = by_option(case, REBUILT)
    for option in ("closed-api", "closed-cloud"):
        assert costs[option].monthly is None
        assert costs[option].unknown[:2] == (Term.CLOSED_PRICE_IN, Term.CLOSED_PRICE_OUT)


def test_a_host_serves_it_by_the_hour_of_its_gpus(case: Case) -> None:
    hosted = by_option(case, REBUILT)["open-host"]
    assert hosted.monthly is not None
    assert hosted.gpus is not None
    assert hosted.gpus.typical == 1
    assert hosted.monthly.typical == AN_HOUR * HOURS
    assert hosted.parts == {"endpoint": AN_HOUR * HOURS}
    assert hosted.endpoint == hosted.monthly


def test_what_runs_on_gpus_of_ones_own_costs_as_much_as_before(case: Case) -> None:
    rebuilt, sold = by_option(case, REBUILT), by_option(case, SOLD)
    for option in ("open-rented", "open-owned"):
        assert rebuilt[option].monthly == sold[option].monthly


def test_who_was_told_a_price_pays_that(case: Case) -> None:
    told = {"open-price-in": 3.0, "open-price-out": 3.0, "vector-share": 0.0, "batch-share": 0.0}
    hosted = by_option(case, REBUILT, terms=told)["open-host"]
    assert hosted.monthly is not None
    assert hosted.monthly.typical == pytest.approx(4.5 * 3)


@pytest.mark.parametrize(("answers", "said"), [(REBUILT, True), (TUNED, True), (SOLD, False)])
def test_it_is_said_what_a_price_by_the_token_holds_for(
    costs: Costs, answers: Mapping[str, Answer], *, said: bool
) -> None:
    (subject,) = costs(VOLUME, answers=answers, **SMALL).subjects
    assert (subject.changed is not None) == said


def test_an_assessment_says_whose_price_it_names() -> None:
    """A tuned model is priced as it was published, which the page says."""
    command = ["assess", "-p", "startup"]
    tuned = ["--set", "customisation=fine-tuning", "--set", "training-examples=ready"]
    told = forked.run(*command, *tuned, capture_output=True, text=True, check=True).stdout
    plain = forked.run(*command, capture_output=True, text=True, check=True).stdout
    sentence = "). By the token, prices are of untuned models. Building is not included."
    assert sentence in " ".join(told.split())
    assert "untuned" not in plain


@pytest.mark.parametrize(("option", "sold"), [("open-host", True), ("open-owned", False)])
def test_what_runs_on_machines_of_ones_own_is_no_untuned_model(option: str, *, sold: bool) -> None:
    settings = ("customisation=fine-tuning", "training-examples=ready")
    profile = read_profile("startup", settings=settings, missing="unknown")
    line = cost_line(assess(profile, simulations=1000), None, (option,))
    assert line is not None
    assert ("untuned" in line) == sold


def test_who_tunes_a_model_is_told_what_keeping_up_an_application_takes() -> None:
    """It can be most of the cost, whoever trained the model."""
    command = ["assess", "-p", "bank", "--missing", "unknown", "--set", "customisation=fine-tuning"]
    told = forked.run(*command, capture_output=True, text=True, check=True).stdout
    line = " ".join(told.split()).partition(" Cost ")[2]
    assert re.match(
        r".*?untuned models\. Keeping up an application, .*? adds about [0-9,]+ USD", line
    )


def test_its_break_even_with_a_host_counts_the_people(case: Case) -> None:
    """At a host nobody of one's own looks after the cards, which are dearer by the hour."""
    found = case(VOLUME, answers=REBUILT)
    even = next(e for e in found.break_evens if e.pair == ("open-rented", "open-host"))
    assert even.first is not None
    rented, hosted = (
        next(curve.costs for curve in found.curves if curve.option == option)
        for option in ("open-rented", "open-host")
    )
    for volume, ours, theirs in zip(found.volumes, rented, hosted, strict=True):
        assert ours is not None
        assert theirs is not None
        if volume < even.first:
            assert ours > theirs
        elif even.steady is not None and volume >= even.steady:
            assert ours <= theirs


def test_the_command_tells_both_in_json() -> None:
    command = ["cost", "-p", "startup", "--json"]
    more = ["--set", "customisation=redesign", "--set", "training-examples=ready"]
    told = json.loads(
        forked.run(*command, *more, capture_output=True, text=True, check=True).stdout
    )
    (subject,) = told["subjects"]
    costs = {cost["option"]: cost for cost in subject["costs"]}
    assert costs["open-cloud"]["monthly"] is None
    assert costs["open-cloud"]["unknown"] == ["cloud-price-in", "cloud-price-out"]
    assert costs["open-host"]["monthly"]["typical"] > 1_000


@pytest.mark.parametrize("tokens", [1_000_000, 60_000_000_000])
def test_what_customers_run_costs_the_same_at_any_volume(costs: Costs, tokens: int) -> None:
    """No card stands behind it, so that nothing crosses and nobody is paid to look after one."""
    shipped: Mapping[str, Answer] = {"use": "shipped"}
    (small,) = costs(VOLUME, answers=shipped, **SMALL).subjects
    volume = Volume(tokens_in=tokens, tokens_out=tokens)
    (subject,) = costs(volume, answers=shipped, **SMALL).subjects
    before, cost = (
        next(cost for cost in each.costs if cost.option == "open-owned")
        for each in (small, subject)
    )
    assert cost.monthly is not None
    assert cost.monthly == before.monthly
    assert cost.gpus is None
    (each,) = subject.cases
    assert (each.break_evens, each.sensitivities, each.curves) == ((), (), ())


def test_a_page_on_what_customers_run_names_no_volume_to_look_again_at() -> None:
    command = ["cost", "-p", "startup", "--full"]
    command += ["--format", "markdown"]
    told = [
        forked.run(
            *command, "--set", f"use={use}", capture_output=True, text=True, check=True
        ).stdout
        for use in ("product", "shipped")
    ]
    assert ["Break-even" in page for page in told] == [True, False]
    assert ["High | GPUs" in page for page in told] == [True, False]
