"""Claims of the articles beside figures that the catalogue yields today."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median

from llmchoice import figures
from llmchoice.catalogue.demands import Value, fact, meets
from llmchoice.model.catalogue import Model
from llmchoice.model.collection import Catalogue, Check, CheckedClaim, CheckKind
from llmchoice.model.shortlist import Fact

Figure = tuple[float | None, dict[str, str]]
"""A figure, and the words that its text may hold."""
Values = Callable[[Sequence[Model]], list[Value]]
"""What the fact that a check is about is of some models."""


def checked_claims(catalogue: Catalogue) -> tuple[CheckedClaim, ...]:
    """Every check of the catalogue, in its order, with the figure that stands beside its claim."""
    return tuple(_checked(catalogue, check) for check in catalogue.checks)


def _checked(catalogue: Catalogue, check: Check) -> CheckedClaim:
    first, second = (
        [
            model
            for model in catalogue.models
            if meets(demands, model, catalogue.licence(model.licence), catalogue.rules)
        ]
        for demands in (check.of, check.where)
    )

    def values(models: Sequence[Model]) -> list[Value]:
        if check.fact is None:
            return []
        return [
            fact(check.fact, model, catalogue.licence(model.licence), catalogue.rules)
            for model in models
        ]

    figure, words = _FIGURES[check.kind](first, second, values)
    return CheckedClaim(
        check=check.id,
        claim=check.claim,
        figure=figure,
        text=None if figure is None else check.text.format_map(words),
        # Prices may have been read again since.
        as_of=catalogue.prices.as_of if check.fact is Fact.PRICE else catalogue.as_of,
    )


def _count(first: Sequence[Model], second: Sequence[Model], _values: Values) -> Figure:
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


def _both(first: Sequence[Model], second: Sequence[Model], values: Values) -> Figure:
    shared = sorted(_names(values(first)) & _names(values(second)))
    return len(shared), {"figure": figures.count(len(shared)), "names": ", ".join(shared)}


def _ratio(first: Sequence[Model], second: Sequence[Model], values: Values) -> Figure:
    numerators, denominators = _numbers(values(first)), _numbers(values(second))
    if not numerators or not denominators:
        return None, {}
    times = median(numerators) / median(denominators)
    return times, {
        "figure": figures.score(times),
        "first": figures.ratio(median(numerators)),
        "second": figures.ratio(median(denominators)),
    }


def _highest(first: Sequence[Model], _second: Sequence[Model], values: Values) -> Figure:
    known = [(number, model.name) for model in first for number in _numbers(values([model]))]
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


def _names(values: Iterable[Value]) -> set[str]:
    known = (value for value in values if value is not None)
    lists = (value if isinstance(value, tuple) else (str(value),) for value in known)
    return {name for names in lists for name in names}


def _numbers(values: Iterable[Value]) -> list[float]:
    return [float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
