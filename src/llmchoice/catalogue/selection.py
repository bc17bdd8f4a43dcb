"""Models by what somebody looks for in a list."""

from collections.abc import Iterable, Iterator

from llmchoice.catalogue.demands import blended, meets, sold_as_asked
from llmchoice.model.catalogue import LicenceClass, Model, Weights
from llmchoice.model.collection import Catalogue
from llmchoice.model.shortlist import Demand, Fact


def selected(catalogue: Catalogue, demands: Iterable[Demand]) -> tuple[Model, ...]:
    """The models that meet all demands, the cheaper first; those without a price come last.

    Each with the offers and prices of those who have the territory that is asked for.
    """
    wanted = tuple(demands)
    known = ((model, catalogue.licence(model.licence)) for model in catalogue.models)
    models = (
        sold
        for model, licence in known
        for sold in (sold_as_asked(wanted, model, licence, catalogue.rules),)
        if meets(wanted, sold, licence, catalogue.rules)
    )
    return tuple(sorted(models, key=lambda model: _order(catalogue, model)))


def demands(  # noqa: PLR0913 - one parameter per filter of the list
    *,
    weights: Weights | None = None,
    vendor: str | None = None,
    licence_class: LicenceClass | None = None,
    commercial: bool = False,
    min_context: int | None = None,
    max_price: float | None = None,
    region: str | None = None,
    language: str | None = None,
) -> Iterator[Demand]:
    """What the filters of a list ask for. `open` weights include fully open ones."""
    if weights is not None:
        both = (Weights.OPEN.value, Weights.FULLY_OPEN.value)
        yield Demand(
            fact=Fact.WEIGHTS, one_of=both if weights is Weights.OPEN else (weights.value,)
        )
    if vendor is not None:
        yield Demand(fact=Fact.VENDOR, equals=vendor)
    if licence_class is not None:
        yield Demand(fact=Fact.LICENCE_CLASS, equals=licence_class.value)
    if commercial:
        yield Demand(fact=Fact.COMMERCIAL, one_of=("allowed", "conditional"))
    if min_context is not None:
        yield Demand(fact=Fact.CONTEXT, at_least=min_context)
    if max_price is not None:
        yield Demand(fact=Fact.PRICE, at_most=max_price)
    if region is not None:
        yield Demand(fact=Fact.REGIONS, includes=region)
    if language is not None:
        yield Demand(fact=Fact.LANGUAGES, includes=language)


def vendors(catalogue: Catalogue) -> tuple[str, ...]:
    """The makers of models, sorted."""
    return tuple(sorted({model.vendor for model in catalogue.models}))


def regions(catalogue: Catalogue) -> tuple[str, ...]:
    """The territories for which an offer is known, sorted."""
    return tuple(sorted({region for model in catalogue.models for region in model.offers.regions}))


def origins(catalogue: Catalogue) -> tuple[str, ...]:
    """The countries in which makers have their seat, sorted."""
    return tuple(sorted({model.country for model in catalogue.models}))


def languages(catalogue: Catalogue) -> tuple[str, ...]:
    """The languages that some maker names, sorted."""
    return tuple(sorted({code for model in catalogue.models for code in model.languages}))


def _order(catalogue: Catalogue, model: Model) -> tuple[bool, float, str]:
    price = blended(model.price, catalogue.rules)
    return (price is None, price or 0.0, model.id)
