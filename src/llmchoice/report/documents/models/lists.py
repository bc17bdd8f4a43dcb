"""Models, all their prices, and what reading the prices again has changed: a line for each."""

from collections.abc import Callable, Iterator

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.catalogue import Weights
from llmchoice.model.entries import ModelList, PriceChange, PriceList, Refresh
from llmchoice.model.price import Price
from llmchoice.report.blocks import Block, Column, Heading, Hint, Level, Mono, Paragraph
from llmchoice.report.composition import numeric, section, shown, table
from llmchoice.report.wording import catalogue as words


def document(result: ModelList | PriceList | Refresh, level: Level) -> Iterator[Block]:
    """The models, all their prices, or what reading the prices again has changed."""
    if isinstance(result, ModelList):
        return _models(result, full=level is Level.FULL)
    if isinstance(result, PriceList):
        return _prices(result, full=level is Level.FULL)
    return _refresh(result)


def _models(listing: ModelList, *, full: bool) -> Iterator[Block]:
    """The models, a line for each; in full, with the licence and whose price it is."""
    if not listing.models:
        number = figures.count(listing.total)
        yield Paragraph(t("None of {number} models is known to meet all of that.", number=number))
        return
    count = t(
        "{shown} of {total} models, the cheaper first.",
        shown=len(listing.models),
        total=listing.total,
    )
    weights = {
        Weights.OPEN: t("open"),
        Weights.FULLY_OPEN: t("fully-open"),
        Weights.CLOSED: t("closed"),
        Weights.ANNOUNCED: t("announced"),
    }
    yield Heading(t("Models"), 1)
    yield Paragraph(f"{count} {words.prices_from(listing.prices)}")
    yield table(
        t("Models"),
        listing.models,
        (t("Model"), lambda model: (Mono(model.id),)),
        (t("Weights"), lambda model: weights[model.weights]),
        (t("Maker"), lambda model: model.vendor),
        full and (t("Licence"), lambda model: model.licence),
        (numeric(t("Size")), lambda model: words.billions(model.total)),
        (numeric(t("Context")), lambda model: words.tokens(model.context)),
        (numeric(t("In / out")), lambda model: _in_and_out(model.price)),
        full
        and (
            t("Provider"),
            lambda model: words.at(model.price, dict.fromkeys(model.offers.providers, ())),
        ),
    )
    if not full:
        hint = ((t("With licences"), "--full"), (t("One"), "llmchoice models show ID"))
        yield Hint(hint)


def _in_and_out(price: Price | None) -> str:
    if price is None:
        return t("unknown")
    return t("{input} / {output}", input=words.money(price.input), output=words.money(price.output))


def _prices(listing: PriceList, *, full: bool) -> Iterator[Block]:
    """A row for each price, that which is compared first; in full, with its source."""
    prices = [(each.model, price) for each in listing.models for price in each.prices or (None,)]
    yield Heading(t("Prices"), 1)
    yield Paragraph(words.prices_from(listing.prices))
    yield table(
        t("Prices"),
        prices,
        (t("Model"), lambda row: (Mono(row[0]),)),
        *((head, lambda row, cell=cell: cell(row[1])) for head, cell in price_columns(full=full)),
    )
    if full:
        left_out = t(
            "Left out: film, searches, pictures and voices that a model makes, and answers that"
            " come faster or slower."
        )
        yield Paragraph(left_out)
    else:
        yield Hint(((t("With every source"), "--full"),))


def price_columns(*, full: bool) -> Iterator[tuple[str | Column, Callable[[Price | None], str]]]:
    """What a provider asks for a million tokens, and of when that is; in full, who says so."""
    yield t("Provider"), lambda price: price.provider if price else ""
    yield numeric(t("In")), lambda price: words.money(price.input if price else None)
    yield numeric(t("Out")), lambda price: words.money(price.output if price else None)
    yield (
        numeric(t("Cached")),
        lambda price: shown(figures.price, price.cached_input) if price else "",
    )
    if full:
        yield numeric(t("Sound")), lambda price: shown(words.money, _sound(price)) if price else ""
        yield (
            numeric(t("In a batch")),
            lambda each: shown(figures.percent, each.batch) if each else "",
        )
    yield t("As of"), lambda price: price.as_of if price else ""
    if full:
        yield t("Source"), lambda price: price.source if price else t("no price found")


def _sound(price: Price) -> float | None:
    """What sound costs that goes in; None where nobody says."""
    return price.input if price.sound is None and price.sound_as_input else price.sound


def _refresh(refresh: Refresh) -> Iterator[Block]:
    """The same at every level: it is short."""
    yield Heading(t("Prices read again"), 1)
    yield Paragraph(
        tn(
            "{package} {version}, prices of {day}: 1 price read.",
            "{package} {version}, prices of {day}: {number} prices read.",
            refresh.read,
            package=refresh.package,
            version=refresh.version,
            day=refresh.as_of,
        )
    )
    if not refresh.changed:
        yield Paragraph(t("Nothing changed."))
    changed = t("Changed: {number}", number=len(refresh.changed))
    yield from section(changed, map(_change, refresh.changed))
    kept = (
        t("{model} at {provider} ({day})", model=k.model, provider=k.provider, day=k.as_of)
        for k in refresh.kept
    )
    title = t("Kept, because the package has no price for them: {number}", number=len(refresh.kept))
    yield from section(title, kept)
    if refresh.without:
        yield Heading(t("Without any price"))
        yield Paragraph(figures.enumerated(refresh.without))
    if refresh.file is not None:
        yield Paragraph(t("Written to {file}. Remove that file to go back.", file=refresh.file))


def _change(change: PriceChange) -> str:
    if len({*change.input}) == len({*change.output}) == 1:
        return t(
            "{model} at {provider}: other rates for cached input, long prompts, hours or days",
            model=change.model,
            provider=change.provider,
        )
    return t(
        "{model} at {provider}: in {input_before} -> {input_now}, out {output_before} ->"
        " {output_now}",
        model=change.model,
        provider=change.provider,
        input_before=words.money(change.input[0]),
        input_now=words.money(change.input[1]),
        output_before=words.money(change.output[0]),
        output_now=words.money(change.output[1]),
    )
