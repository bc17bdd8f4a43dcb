"""Prices, and what reading them again has changed."""

from collections.abc import Iterator

from llmchoice.model.catalogue import Model
from llmchoice.model.collection import Catalogue
from llmchoice.model.refresh import Refresh
from llmchoice.report.models import words
from llmchoice.report.models.blocks import Block, Heading, Item, Para, Sheet, Table

_HEAD = ("MODEL", "PROVIDER", "IN", "OUT", "CACHED", "AS OF", "SOURCE")


def prices_sheet(catalogue: Catalogue) -> Sheet:
    """Every price of every model, the one that is compared first."""
    kept = [{"model": model.id, "prices": model.prices} for model in catalogue.models]
    return Sheet(
        blocks=(
            Table(_HEAD, [row for model in catalogue.models for row in _rows(model)]),
            Para(words.as_of(catalogue.prices)),
        ),
        parts={"prices": catalogue.prices, "models": kept},
    )


def refresh_sheet(done: Refresh) -> Sheet:
    """What changed, what stayed, and where it was written."""
    return Sheet(blocks=tuple(_refreshed(done)), parts={"refresh": done})


def _rows(model: Model) -> Iterator[tuple[str, ...]]:
    for price in model.prices:
        yield (
            model.id,
            price.provider,
            words.money(price.input),
            words.money(price.output),
            "-" if price.cached_input is None else words.money(price.cached_input),
            price.as_of,
            price.source,
        )
    if not model.prices:
        yield (model.id, "-", words.UNKNOWN, words.UNKNOWN, "-", "-", "no price found")


def _refreshed(done: Refresh) -> Iterator[Block]:
    yield Para(f"{done.package} {done.version}, prices of {done.as_of}: {done.read} read.")
    yield Heading(f"Changed: {len(done.changed)}" if done.changed else "Nothing changed.")
    for change in done.changed:
        yield Item(
            f"{change.model} at {change.provider}:"
            f" in {words.money(change.input[0])} -> {words.money(change.input[1])},"
            f" out {words.money(change.output[0])} -> {words.money(change.output[1])}"
        )
    if done.kept:
        yield Heading(f"Kept, because the package has no price for them: {len(done.kept)}")
        for kept in done.kept:
            yield Item(f"{kept.model} at {kept.provider} ({kept.as_of})")
    if done.without:
        yield Heading("Without any price")
        yield Item(", ".join(done.without))
    if done.file is not None:
        yield Para(f"Written to {done.file}; remove it to go back.")
