"""Which models are listed for software that customers run themselves, with the model inside."""

import json
from pathlib import Path

from tests import forked

from llmchoice.catalogue.load import load_catalogue
from llmchoice.catalogue.shortlist import shortlist
from llmchoice.catalogue.wishes import wishes
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.option import Option
from llmchoice.model.profile import Answer

CATALOGUE = load_catalogue()
SHIPPED: dict[str, Answer] = {"use": "shipped"}


def owned() -> Option:
    return next(one for one in load_criteria().options if one.id == "open-owned")


def test_the_smallest_models_come_first_and_those_of_data_centres_not_at_all() -> None:
    found = shortlist(CATALOGUE, owned(), SHIPPED)
    sizes = [model.memory for model in found.models]
    assert None not in sizes
    assert sizes == sorted(sizes, key=lambda size: size or 0)
    assert {model.model for model in found.models} >= {"granite-4.2-3b", "qwen3.8-27b"}
    assert not {"minimax-m3", "mistral-large-3"} & {model.model for model in found.models}
    assert max(size or 0 for size in sizes) < 24


def test_the_bound_says_that_it_is_assumed_and_gives_way_to_one_that_is_stated() -> None:
    assumed = next(
        each
        for each in shortlist(CATALOGUE, owned(), SHIPPED).requirements
        if each.filter == "fits-their-machines"
    )
    assert "We assume" in (assumed.because or "")
    stated = shortlist(CATALOGUE, owned(), SHIPPED, wishes(CATALOGUE.rules, gpu_memory=96))
    assert "fits-their-machines" not in {each.filter for each in stated.requirements}
    assert any((model.memory or 0) > 24 for model in stated.models)


def test_a_licence_that_nobody_read_is_unclear_where_weights_are_handed_on() -> None:
    """Whatever else is asked, and however its summary reads."""
    found = shortlist(CATALOGUE, owned(), SHIPPED)
    read = {each.id for each in CATALOGUE.licences if each.verified}
    assert {model.licence for model in found.models} <= read
    about = [miss for miss in found.near_misses if miss.lacks.filter == "may-be-handed-on"]
    unread = [miss for miss in about if miss.licence not in read]
    assert unread
    for miss in unread:
        assert miss.lacks.unknown
        assert "not read" in (miss.lacks.text or "")


def test_no_price_is_told_where_no_token_is_bought() -> None:
    command = ["models", "shortlist", "startup"]
    command += ["--option", "open-owned", "--set", "use=shipped", "--full"]
    page, told = (
        forked.run(*command, *more, capture_output=True, text=True, check=True).stdout
        for more in ((), ("--json",))
    )
    (found,) = json.loads(told)["shortlist"]
    listed = [*found["models"], *found["near_misses"]]
    assert listed
    assert all(model["price"] is None and model["blended"] is None for model in listed)
    assert not any("price by the token" in text for text in found["ranked_by"])
    assert "price unknown" not in page
    assert "US dollars per million tokens" not in page
    assert "GB at four bits" in page


def test_a_card_that_a_profile_names_is_not_one_of_the_customers(tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    text = "organisation: Acme\nanswers: {use: shipped}\ncosts: {gpu: h100}\n"
    profile.write_text(text, encoding="utf-8")
    command = ["models", "shortlist", str(profile), "--json"]
    command += ["--option", "open-owned"]
    told = forked.run(*command, capture_output=True, text=True, check=True).stdout
    (found,) = json.loads(told)["shortlist"]
    asked = {each["filter"] for each in found["requirements"]}
    assert "fits-their-machines" in asked
    assert "fits-one-server" not in asked
