"""What is charged where the work has to stay in a territory: models that are offered in one."""

import json
from pathlib import Path

import pytest
import yaml
from tests.catalogue.cost.conftest import OPTIONS, Costs, with_costs
from tests.cli.conftest import Run

from llmchoice.api import render
from llmchoice.catalogue.load import load_catalogue
from llmchoice.cli.assessor import Assessor
from llmchoice.cli.sources import Source
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged
from llmchoice.model.catalogue import Model
from llmchoice.model.cost import CostCase, CostSubject, Volume
from llmchoice.model.option import Operator, Option, Payment, Site
from llmchoice.model.row import RowList
from llmchoice.model.terms import Term

BY_NAME = {model.name: model for model in load_catalogue().models}
SOLD = [
    option
    for option in OPTIONS
    if option.payment is Payment.TOKENS and option.operator is not Operator.YOU
]
VOLUME = Volume(tokens_in=1e8, tokens_out=2e7)
TASKS = ("routine", "skilled", "frontier", "unknown")
TERRITORIES = ("region", "country", "sovereign")


def offered(case: CostCase, option: Option) -> tuple[Model, set[str]]:
    """The model of a case for an option, and who offers it in a territory, by hand."""
    closed = option.weights.value == "closed"
    model = BY_NAME[case.closed_model if closed else case.open_model]
    offers = model.offers
    if option.operator is Operator.VENDOR:
        sellers = [offers.maker]
    elif option.place is Site.OWN_ACCOUNT:
        sellers = [offers.cloud]
    else:
        sellers = [offers.maker, offers.host]
    return model, {name for each in sellers for name, where in each.items() if where}


def added(name: str) -> float:
    """What its maker asks in a territory, as a multiple of the ordinary price."""
    model = BY_NAME[name]
    (own,) = (price for price in model.prices if price.provider in model.offers.maker)
    return 1 if own.territory is None else own.territory.times


def subject_of(costs: Costs, task: str, residency: str) -> CostSubject:
    answers = {"task": task, "residency": residency}
    return costs(VOLUME, answers=answers).subjects[0]


@pytest.mark.parametrize("residency", TERRITORIES)
@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("option", SOLD, ids=lambda option: option.id)
def test_what_is_offered_in_a_territory_is_typical_and_else_it_is_said(
    costs: Costs, option: Option, task: str, residency: str
) -> None:
    subject = subject_of(costs, task, residency)
    usual = {case.tier for case in subject.cases} if task != "unknown" else {"middle"}
    typical = {}
    for at, case in enumerate(subject.cases):
        cost = next(each for each in case.costs if each.option == option.id)
        if cost.monthly is not None and case.tier in usual:
            typical[at] = cost.monthly.typical
    placed = {at for at in typical if offered(subject.cases[at], option)[1]}
    whole = next(each for each in subject.costs if each.option == option.id)
    assert whole.monthly is not None
    assert whole.monthly.typical == min(typical[at] for at in placed or typical)
    assert (option.id in subject.unplaced) == all(
        not offered(case, option)[1] for case in subject.cases
    )


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize(
    "option", [option for option in SOLD if option.weights == "open"], ids=lambda option: option.id
)
def test_the_price_is_that_of_who_offers_it_there_where_that_is_known(
    costs: Costs, option: Option, task: str
) -> None:
    own = option.place is Site.OWN_ACCOUNT
    into = Term.CLOUD_PRICE_IN if own else Term.OPEN_PRICE_IN
    for case in subject_of(costs, task, "region").cases:
        model, there = offered(case, option)
        asked = [
            price.input * (1 if price.territory is None else price.territory.times)
            for price in model.prices
            if price.provider in there
        ]
        if asked:
            band = next(term.band for term in case.terms if term.term is into)
            assert band is not None
            assert band.low == pytest.approx(asked[0]), model.id


@pytest.mark.parametrize("task", ["routine", "skilled", "frontier"])
def test_what_a_maker_adds_for_a_territory_is_paid_once(costs: Costs, task: str) -> None:
    def paid(residency: str) -> dict[str, dict[str, float]]:
        """What the vendor's service and the own cloud cost, by the closed model of a case."""
        return {
            case.closed_model: {
                cost.option: cost.monthly.typical
                for cost in case.costs
                if cost.monthly is not None and cost.option in {"closed-api", "closed-cloud"}
            }
            for case in subject_of(costs, task, residency).cases
        }

    free, tied = paid("any-country"), paid("region")
    both = {model: there for model, there in tied.items() if len(there) == len(free[model]) == 2}
    assert both
    for model, there in both.items():
        times = added(model)
        assert there["closed-api"] == pytest.approx(free[model]["closed-api"] * times)
        if times > 1:
            assert there["closed-cloud"] == pytest.approx(there["closed-api"])
        else:
            assert there["closed-cloud"] == pytest.approx(free[model]["closed-cloud"])
    assert any(times > 1 for times in map(added, both))


@pytest.mark.parametrize("task", TASKS)
def test_without_a_territory_nothing_is_passed_over(costs: Costs, task: str) -> None:
    subject = subject_of(costs, task, "any-country")
    assert (subject.tied, subject.unplaced) == (False, ())
    assert subject.costs == costs(VOLUME, answers={"task": task}).subjects[0].costs


def test_the_page_names_what_nobody_is_known_to_offer_by_territory(
    run: Run, tmp_path: Path
) -> None:
    profile = with_costs("startup", tmp_path, "closed-model: gpt-6-luna")
    words = ("cost", profile, "--set", "residency=region", "--set", "task=skilled")
    said = " ".join(run(*words).stdout.split())
    subject = json.loads(run(*words, "--json").stdout)["subjects"][0]
    assert "closed-api" in subject["unplaced"]
    assert "Not known whether it is offered in any territory: Closed, vendor API." in said
    elsewhere = run("cost", "startup", "--set", "residency=any-country").stdout
    assert "territory" not in elsewhere


@pytest.mark.parametrize("task", TASKS)
def test_typical_is_said_to_be_the_cheapest_only_where_any_country_will_do(
    run: Run, task: str
) -> None:
    for residency in ("country", "any-country"):
        words = ("--set", f"residency={residency}", "--set", f"task={task}")
        page = " ".join(run("cost", "startup", *words).stdout.split())
        full = " ".join(run("cost", "startup", *words, "--full").stdout.split())
        known = "offered in some territory, yours or not"
        tied = residency == "country"
        size = "typical is the cheapest of the usual size"
        if task == "unknown":
            assert size in page
            assert (f"{size}." in page) != tied
        assert (known in page) == tied
        assert (known in full) == tied


def test_a_row_doubts_what_nobody_is_known_to_offer_at_a_cost_that_nobody_knows() -> None:
    kb = load_criteria()
    startup = (packaged("profiles") / "startup.yaml").read_text(encoding="utf-8")
    whole = yaml.safe_load(startup)
    whole["answers"] |= {"task": "frontier", "material": "pictures", "data-location": "own-cloud"}
    whole["answers"] |= {"residency": "country", "regional-offer": "open-models"}
    whole["answers"] |= {"licence": "sensitive-field"}
    listed = [Source("unsold", yaml.safe_dump(whole)), Source("startup", startup)]
    (unsold,), (sold,) = (outcome.rows for outcome in Assessor(kb, 1000).outcomes(listed))
    assert (unsold.doubts, unsold.option) == (("no-known-offer", "cost-unknown"), "open-cloud")
    assert (unsold.cost, sold.doubts) == (None, ())
    told = render(RowList(rows=(unsold,)))
    assert "Nobody is known to offer it where its data has to stay." in told
    assert "What it costs is not known." in told
