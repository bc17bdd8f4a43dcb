"""Which models options are costed with: those that a shortlist has for the same answers."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.catalogue.cost.conftest import OPTIONS, Costs, with_costs
from tests.cli.conftest import Run

from llmchoice import api
from llmchoice.catalogue.load import load_catalogue
from llmchoice.catalogue.shortlist import shortlist
from llmchoice.model.collection import Catalogue
from llmchoice.model.cost import Volume
from llmchoice.model.option import Option, Payment
from llmchoice.model.profile import Answers
from llmchoice.model.shortlist import Fact
from llmchoice.model.terms import CostInputs

VOLUME = Volume(tokens_in=1e8, tokens_out=2e7)
WITH_A_MODEL = [option for option in OPTIONS if option.payment is not Payment.SEATS]
WORK: dict[str, Answers] = {
    "text": {"task": "routine"},
    "pictures": {"task": "routine", "material": ("pictures",)},
    "pictures in a region": {"task": "routine", "material": ("pictures",), "residency": "region"},
    "hard pictures": {"task": "skilled", "material": ("pictures",), "residency": "country"},
    "the hardest pictures": {"task": "frontier", "material": ("pictures",)},
    "a region": {"task": "frontier", "residency": "region"},
    "out of foreign reach": {"task": "skilled", "residency": "sovereign"},
    "resale": {"task": "skilled", "licence": ("resale",)},
    "training data": {"task": "routine", "audit": ("training-data",)},
}


def without(*facts: Fact) -> Catalogue:
    """The catalogue without rules on these facts alone."""
    catalogue = load_catalogue()
    filters = catalogue.rules.filters
    kept = tuple(rule for rule in filters if not any(map(rule.only_of, facts)))
    return replace(catalogue, rules=catalogue.rules.model_copy(update={"filters": kept}))


def passing(option: Option, answers: Answers) -> set[str]:
    """Who passes, however many cards it takes and whoever sells it.

    Where nobody is sold in a territory, anywhere.
    """
    there = shortlist(without(Fact.MEMORY, Fact.PROVIDERS), option, answers).models
    anywhere = shortlist(without(Fact.MEMORY, Fact.PROVIDERS, Fact.REGIONS), option, answers).models
    return {model.name for model in there or anywhere}


@pytest.mark.parametrize("work", WORK)
@pytest.mark.parametrize("option", WITH_A_MODEL, ids=lambda option: option.id)
def test_an_option_is_costed_with_models_that_can_do_the_work_and_else_it_is_unknown(
    costs: Costs, option: Option, work: str
) -> None:
    subject = costs(VOLUME, answers=WORK[work]).subjects[0]
    whole = next(cost for cost in subject.costs if cost.option == option.id)
    taken = {
        case.model_of(cost)
        for case in subject.cases
        for cost in case.costs
        if cost.option == option.id and not cost.unable
    }
    able = passing(option, WORK[work])
    assert taken <= able
    assert bool(taken) == bool(able) == (not whole.unable)
    assert not (whole.unable and whole.monthly)


def test_a_model_that_reads_no_pictures_has_no_price_for_them(run: Run) -> None:
    words = ("startup", "--set", "task=routine", "--set", "residency=region")
    pictures = (*words, "--set", "material=pictures")

    def models(*given: str) -> set[str]:
        (subject,) = json.loads(run("cost", *given, "--json").stdout)["subjects"]
        return {case["open_model"] for case in subject["cases"]}

    listed = run("models", "shortlist", *pictures, "--json").stdout
    assert "gpt-oss-120b" in models(*words, "--set", "material=text-only")
    assert "gpt-oss-120b" not in models(*pictures)
    assert "gpt-oss-120b" not in {
        model["name"] for each in json.loads(listed)["shortlist"] for model in each["models"]
    }


def test_where_no_model_is_known_the_cost_is_unknown_and_says_why(run: Run) -> None:
    words = ("--set", "regimes=publication", "--set", "audit=training-data")
    done = run("cost", "research-lab", *words, "--set", "task=frontier", "--json")
    (subject,) = json.loads(done.stdout)["subjects"]
    unknown = [cost["option"] for cost in subject["costs"] if cost["unable"]]
    assert unknown == ["open-cloud", "open-host", "open-rented", "open-owned"]
    page = run("cost", "research-lab", *words, "--set", "task=frontier").stdout
    assert "No model is known that can do the work and is sold this way" in " ".join(page.split())


def test_a_model_that_the_profile_names_is_taken_as_it_is(costs: Costs) -> None:
    answers: Answers = {"task": "routine", "material": ("pictures",)}
    (case,) = (
        costs(VOLUME, answers=answers, closed_model="gpt-6-luna", open_model="gpt-oss-120b")
        .subjects[0]
        .cases
    )
    assert not any(cost.unable for cost in case.costs)


def test_without_a_known_offer_an_option_is_not_called_the_cheapest(
    run: Run, tmp_path: Path
) -> None:
    named = with_costs("software-company", tmp_path, "closed-model: gpt-6-luna")
    words = (named, "--set", "residency=region")
    subject = json.loads(run("cost", *words, "--json").stdout)["subjects"][1]
    monthly = {cost["option"]: cost["monthly"]["typical"] for cost in subject["costs"]}
    assert min(monthly, key=lambda option: monthly[option]) == "closed-api"
    assert subject["unplaced"] == ["closed-api"]
    assert subject["cheapest"] not in {None, "closed-api"}


def test_what_may_go_where_says_what_nobody_is_known_to_offer(run: Run, tmp_path: Path) -> None:
    named = with_costs("insurance-group", tmp_path, "closed-model: gpt-6-luna")
    words = ("assess", named, "--format", "markdown")
    told = "every option; whether there is an offer of Closed, vendor API is not known"
    assert told in run(*words).stdout
    free = run(*words, "--set", "residency=any-country").stdout
    assert "whether there is an offer" not in free


def test_a_licence_has_to_fit_the_organisation_wherever_its_data_is(run: Run) -> None:
    words = ("insurance-group", "--set", "material=pictures", "--set", "task=routine")
    asked = ("--option", "open-owned", "--workload", "protected records", "--json")
    for residency, rules in (("region", "requirements"), ("unknown", "pending")):
        given = (*words, "--set", f"residency={residency}")
        (listed,) = json.loads(run("models", "shortlist", *given, *asked).stdout)["shortlist"]
        assert "european-licensee" in {each["filter"] for each in listed[rules]}
        plan = run("trial", "plan", *given, "--missing", "unknown")
        warned = "whatever the model is fed with. Not checked" in " ".join(plan.stderr.split())
        assert warned == (residency == "unknown")
        assert ("Llama 4" in plan.stdout) <= warned


@pytest.mark.parametrize(
    ("material", "volume", "firm"),
    [
        ("text-only", "1_000_000", "clear"),
        ("pictures", "1_000_000", "likely"),
        ("pictures", "unknown", "likely"),
    ],
)
def test_a_side_that_has_no_price_under_a_ceiling_is_not_clear_and_that_is_told(
    material: str, volume: str, firm: str
) -> None:
    """No open model that reads pictures does the hardest work: so what it costs is not known."""
    settings = (
        *("task=frontier", f"material={material}", "data-location=offline", "hardware=owned"),
        *("own-test=open-equal", "gpu-staff=named-people", f"monthly-tokens={volume}"),
    )
    profile = api.read_profile("manufacturer", settings=settings, missing="unknown")
    profile = profile.model_copy(update={"costs": CostInputs(ceiling=2e6)})
    result = api.assess(profile, simulations=2000)
    found = result.recommendation
    assert (found.option, found.p_side, found.strength) == ("open-owned", 1, firm)
    top = " ".join(str(api.render(result, "text")).split()).split("Why")[0]
    told = "What Open, own hardware costs is not known, so it is not known whether it keeps to your"
    assert (told in top) == (firm == "likely")
