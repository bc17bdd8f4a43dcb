"""The packaged cost figures, and one organisation's costs with some of them replaced."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.load import load_book
from llmchoice.catalogue.cost.resolve import Setting, models_of, settle
from llmchoice.catalogue.cost.study import Asked, report
from llmchoice.catalogue.load import load_catalogue
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.cost import CostCase, CostReport, Volume
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.terms import Band, CostInputs, Term

OPTIONS = tuple(
    option.model_copy(update={"short": option.id}) for option in load_criteria().options
)
"""Reports name them by their ids."""
SMALL = {"closed_model": "gpt-6-luna", "open_model": "gpt-oss-120b"}
LARGE = {"closed_model": "gpt-6.1-sol", "open_model": "llama-3.3-70b"}
"""Models whose prices and sizes the worked examples take."""
PROFILES = Path(__file__).parents[3] / "profiles"
Costs = Callable[..., CostReport]
Case = Callable[..., CostCase]


def settled(book: Book, models: Mapping[str, str], answers: Answers) -> Setting:
    """The figures of all terms with two models."""
    inputs = CostInputs.model_validate(models)
    (both,) = models_of(book, answers, inputs)
    return settle(book, both, answers, inputs)


def with_costs(name: str, folder: Path, costs: str) -> str:
    """The path of a packaged example with a section `costs:`, a line of it."""
    profile = folder / f"{name}.yaml"
    text = (PROFILES / f"{name}.yaml").read_text(encoding="utf-8")
    profile.write_text(f"{text}costs:\n  {costs}\n", encoding="utf-8")
    return str(profile)


@pytest.fixture(scope="session")
def book() -> Book:
    """With the packaged prices, whatever whoever runs the tests has refreshed."""
    return load_book(load_catalogue())


@pytest.fixture(scope="session")
def costs(book: Book) -> Costs:
    """The report on one volume, or on answers, with terms by their ids."""

    def of(
        volume: Volume | None = None,
        *,
        answers: Mapping[str, Answer] | None = None,
        terms: Mapping[str, float] | None = None,
        **inputs: object,
    ) -> CostReport:
        bands = {
            Term(name): Band(low=figure, typical=figure, high=figure)
            for name, figure in (terms or {}).items()
        }
        return report(
            book,
            organisation="Acme",
            options=OPTIONS,
            asked=[Asked(None, answers or {}, volume)],
            inputs=CostInputs.model_validate({"terms": bands, **inputs}),
        )

    return of


@pytest.fixture(scope="session")
def case(costs: Costs) -> Case:
    """The part of such a report on one model of each side."""

    def of(
        volume: Volume | None = None, models: Mapping[str, str] = SMALL, **more: object
    ) -> CostCase:
        (found,) = costs(volume, **{**models, **more}).subjects[0].cases
        return found

    return of
