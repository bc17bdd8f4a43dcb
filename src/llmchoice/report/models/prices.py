"""Prices, and what reading them again has changed, as text."""

from collections.abc import Iterator, Sequence

from llmchoice.model.catalogue import Model, PricesOrigin
from llmchoice.model.refresh import Refresh
from llmchoice.report.models import words

_HEAD = ("MODEL", "PROVIDER", "IN", "OUT", "CACHED", "AS OF", "SOURCE")


def prices_table(models: Sequence[Model], origin: PricesOrigin, width: int | None = None) -> str:
    """Every price of every model, the one that is compared first."""
    rows = [_HEAD]
    for model in models:
        rows += [
            (
                model.id,
                price.provider,
                words.money(price.input),
                words.money(price.output),
                "-" if price.cached_input is None else words.money(price.cached_input),
                price.as_of,
                price.source,
            )
            for price in model.prices
        ]
        if not model.prices:
            rows.append((model.id, "-", words.UNKNOWN, words.UNKNOWN, "-", "-", "no price found"))
    lines = [*words.table(rows, width), "", *words.wrapped(words.as_of(origin))]
    return words.page(lines, width)


def refresh_page(done: Refresh, width: int | None = None) -> str:
    """What changed, what stayed, and where it was written."""
    return words.page(_page(done), width)


def _page(done: Refresh) -> Iterator[words.Line]:
    yield f"{done.package} {done.version}, prices of {done.as_of}: {done.read} read."
    yield ""
    yield f"Changed: {len(done.changed)}" if done.changed else "Nothing changed."
    for change in done.changed:
        yield (
            f"  {change.model} at {change.provider}:"
            f" in {words.money(change.input[0])} -> {words.money(change.input[1])},"
            f" out {words.money(change.output[0])} -> {words.money(change.output[1])}"
        )
    if done.kept:
        yield f"Kept, because the package has no price for them: {len(done.kept)}"
        yield from (f"  {kept.model} at {kept.provider} ({kept.as_of})" for kept in done.kept)
    if done.without:
        yield from words.wrapped(f"Without any price: {', '.join(done.without)}", "", "  ")
    if done.file is not None:
        yield ""
        yield from words.wrapped(f"Written to {done.file}; remove it to go back.")
