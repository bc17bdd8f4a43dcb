"""Claims of the articles beside today's figures."""

from dataclasses import replace

from llmchoice.catalogue.checks import checked_claims
from llmchoice.model.collection import Catalogue
from llmchoice.model.knowledge import KnowledgeBase


def test_every_check_is_about_a_claim_and_says_a_dated_figure(
    catalogue: Catalogue, kb: KnowledgeBase
) -> None:
    claims = {claim.id for article in kb.articles for claim in article.claims}
    found = checked_claims(catalogue)
    assert len(found) >= 5
    for one in found:
        assert one.claim in claims
        assert one.as_of == catalogue.as_of
        assert one.figure is not None
        assert "{" not in str(one.text)
        assert "0 makers" not in str(one.text)


def test_some_figures_counted_by_hand(catalogue: Catalogue) -> None:
    found = {one.check: one for one in checked_claims(catalogue)}
    fully_open = found["training-data-published"]
    assert fully_open.figure == 4
    assert "Olmo 3.1 32B Instruct" in str(fully_open.text)
    # OpenAI (gpt-oss), Google (Gemma) and Meta (Llama) sell closed models and publish open ones.
    assert found["giants-on-both-sides"].figure == 3
    assert "Google, Meta, OpenAI" in str(found["giants-on-both-sides"].text)
    assert found["beyond-gopher"].figure == 2800


def test_a_figure_of_prices_is_of_the_day_on_which_they_were_read(catalogue: Catalogue) -> None:
    later = catalogue.prices.model_copy(update={"as_of": "2027-03-01"})
    found = {one.check: one for one in checked_claims(replace(catalogue, prices=later))}
    assert found["price-of-access"].as_of == "2027-03-01"
    assert found["beyond-gopher"].as_of == catalogue.as_of


def test_a_catalogue_without_models_says_nothing(catalogue: Catalogue) -> None:
    for one in checked_claims(replace(catalogue, models=())):
        assert one.figure in {None, 0}
        assert one.figure == 0 or one.text is None
