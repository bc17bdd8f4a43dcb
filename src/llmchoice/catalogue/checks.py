"""Claims of the articles beside figures that the catalogue yields today."""

from collections.abc import Sequence
from statistics import median

from llmchoice import figures
from llmchoice.catalogue.demands import Value, fact, meets
from llmchoice.model.catalogue import Model
from llmchoice.model.collection import Catalogue, Check, CheckedClaim, CheckKind
from llmchoice.model.shortlist import Demand, Fact

Figure = tuple[float | None, dict[str, str]]
"""A figure, and the words that its text may hold."""


def checked_claims(catalogue: Catalogue) -> tuple[CheckedClaim, ...]:
    """Every check of the catalogue, in its order."""
    return tuple(checked(catalogue, check) for check in catalogue.checks)


def checked(catalogue: Catalogue, check: Check) -> CheckedClaim:
    """One claim with the figure that stands beside it."""
    first = _select(catalogue, catalogue.models, check.of)
    second = _select(catalogue, catalogue.models, check.where)
    figure, words = _FIGURES[check.kind](catalogue, check, first, second)
    return CheckedClaim(
        check=check.id,
        claim=check.claim,
        figure=figure,
        text=None if figure is None else check.text.format_map(words),
        # Prices may have been read again since.
        as_of=catalogue.prices.as_of if check.fact is Fact.PRICE else catalogue.as_of,
    )


def _count(
    _catalogue: Catalogue, _check: Check, first: Sequence[Model], second: Sequence[Model]
) -> Figure:
    if not first:
        return None, {}
    ids = {model.id for model in second}
    both = [model for model in first if model.id in ids]
    return len(both), {
        "figure": figures.count(len(both)),
        "total": figures.count(len(first)),
        "share": figures.whole_percent(len(both) / len(first)),
        "names": ", ".join(model.name for model in both),
    }


def _both(
    catalogue: Catalogue, check: Check, first: Sequence[Model], second: Sequence[Model]
) -> Figure:
    ours, theirs = (_values(catalogue, check, models) for models in (first, second))
    shared = sorted(ours & theirs)
    return len(shared), {"figure": figures.count(len(shared)), "names": ", ".join(shared)}


def _ratio(
    catalogue: Catalogue, check: Check, first: Sequence[Model], second: Sequence[Model]
) -> Figure:
    numerators, denominators = (_numbers(catalogue, check, models) for models in (first, second))
    if not numerators or not denominators:
        return None, {}
    times = median(numerators) / median(denominators)
    return times, {
        "figure": figures.score(times),
        "first": figures.ratio(median(numerators)),
        "second": figures.ratio(median(denominators)),
    }


def _highest(
    catalogue: Catalogue, check: Check, first: Sequence[Model], _second: Sequence[Model]
) -> Figure:
    known = [(n, model.name) for model in first for n in _numbers(catalogue, check, [model])]
    if not known:
        return None, {}
    figure, name = max(known)
    return figure, {"figure": figures.count(round(figure)), "names": name}


_FIGURES = {
    CheckKind.COUNT: _count,
    CheckKind.BOTH: _both,
    CheckKind.RATIO: _ratio,
    CheckKind.HIGHEST: _highest,
}


def _select(
    catalogue: Catalogue, models: Sequence[Model], demands: Sequence[Demand]
) -> tuple[Model, ...]:
    return tuple(
        model
        for model in models
        if meets(demands, model, catalogue.licence(model.licence), catalogue.rules)
    )


def _value(catalogue: Catalogue, check: Check, model: Model) -> Value:
    if check.fact is None:
        return None
    return fact(check.fact, model, catalogue.licence(model.licence), catalogue.rules)


def _values(catalogue: Catalogue, check: Check, models: Sequence[Model]) -> set[str]:
    values = (_value(catalogue, check, model) for model in models)
    return {
        name
        for value in values
        if value is not None
        for name in (value if isinstance(value, tuple) else (str(value),))
    }


def _numbers(catalogue: Catalogue, check: Check, models: Sequence[Model]) -> list[float]:
    values = (_value(catalogue, check, model) for model in models)
    return [float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
