"""Models in a table, one line each."""

from collections.abc import Sequence

from llmchoice.model.catalogue import Model, PricesOrigin
from llmchoice.report.models import words

_HEAD = ("MODEL", "VENDOR", "WEIGHTS", "LICENCE", "SIZE", "CONTEXT", "IN", "OUT", "PROVIDER")


def models_table(
    models: Sequence[Model], total: int, origin: PricesOrigin, width: int | None = None
) -> str:
    """The models, of how many, and which prices these are."""
    if not models:
        return f"None of {total} models is known to meet all of that.\n"
    rows = [_HEAD, *(_row(model) for model in models)]
    lines = [*words.table(rows, width), "", f"{len(models)} of {total} models, the cheaper first."]
    return words.page([*lines, *words.wrapped(words.as_of(origin))], width)


def _row(model: Model) -> tuple[str, ...]:
    price = model.price
    return (
        model.id,
        model.vendor,
        model.weights.value,
        model.licence,
        words.billions(model.total),
        words.tokens(model.context),
        words.money(price.input if price else None),
        words.money(price.output if price else None),
        price.provider if price else "-",
    )
