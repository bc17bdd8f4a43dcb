"""Models in a table, one line each."""

from collections.abc import Iterator, Sequence

from llmchoice.model.catalogue import Model
from llmchoice.model.collection import Catalogue
from llmchoice.report.models import words
from llmchoice.report.models.blocks import Block, Para, Sheet, Table

_HEAD = ("MODEL", "VENDOR", "WEIGHTS", "LICENCE", "SIZE", "CONTEXT", "IN", "OUT", "PROVIDER")


def models_sheet(models: Sequence[Model], catalogue: Catalogue) -> Sheet:
    """Some models of a catalogue, and which prices these are."""
    return Sheet(
        blocks=tuple(_blocks(models, catalogue)),
        parts={"as_of": catalogue.as_of, "prices": catalogue.prices, "models": models},
    )


def _blocks(models: Sequence[Model], catalogue: Catalogue) -> Iterator[Block]:
    total = len(catalogue.models)
    if not models:
        yield Para(f"None of {total} models is known to meet all of that.")
        return
    yield Table(_HEAD, [_row(model) for model in models])
    yield Para(f"{len(models)} of {total} models, the cheaper first.")
    yield Para(words.as_of(catalogue.prices))


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
