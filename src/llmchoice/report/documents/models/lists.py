"""Models, all their prices, and what reading the prices again has changed: a line for each."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.catalogue import Model, Weights
from llmchoice.model.entries import ModelList, ModelPrices, PriceChange, PriceList, Refresh
from llmchoice.model.price import Price
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Heading,
    Heads,
    Hint,
    Inline,
    Item,
    Level,
    Mono,
    Paragraph,
    Table,
    bullets,
    numeric,
)
from llmchoice.report.wording import catalogue as words


def document(result: ModelList | PriceList | Refresh, level: Level) -> list[Block]:
    """The models, all their prices, or what reading the prices again has changed."""
    if isinstance(result, ModelList):
        return _models(result, level)
    return _prices(result, level) if isinstance(result, PriceList) else _refresh(result)


def _models(listing: ModelList, level: Level) -> list[Block]:
    """The models with their context and price; in full, with maker, licence and size."""
    if not listing.models:
        text = tn(
            "The only model is not known to meet all of that.",
            "None of {number} models is known to meet all of that.",
            listing.total,
        )
        return [Paragraph(text)]
    full = level is Level.FULL
    count = t(
        "{shown} of {total} models, the cheaper first.",
        shown=len(listing.models),
        total=listing.total,
    )
    blocks: list[Block] = [
        Heading(t("Models"), 1),
        Paragraph(f"{count} {words.prices_from(listing.prices)}"),
        Table(_columns(full=full), tuple(_row(m, full=full) for m in listing.models), t("Models")),
    ]
    if not full:
        hint = ((t("Maker, licence and size"), "--full"), (t("One"), "llmchoice models show ID"))
        blocks.append(Hint(hint))
    return blocks


def _columns(*, full: bool) -> Heads:
    more = (t("Maker"), t("Licence"), numeric(t("Size")))
    return (
        t("Model"),
        t("Weights"),
        *(more if full else ()),
        numeric(t("Context")),
        numeric(t("In")),
        numeric(t("Out")),
        t("Provider"),
    )


def _row(model: Model, *, full: bool) -> tuple[Inline, ...]:
    price = model.price
    more = (model.vendor, model.licence, words.billions(model.total)) if full else ()
    return (
        (Mono(model.id),),
        _access(model.weights),
        *more,
        words.tokens(model.context),
        words.money(price.input if price else None),
        words.money(price.output if price else None),
        price.provider if price else "",
    )


def _access(weights: Weights) -> str:
    """Who has the weights, in a word or two."""
    return {
        Weights.OPEN: t("open"),
        Weights.FULLY_OPEN: t("fully-open"),
        Weights.CLOSED: t("closed"),
        Weights.ANNOUNCED: t("announced"),
    }[weights]


def _prices(listing: PriceList, level: Level) -> list[Block]:
    """A row for each price, that which is compared first; in full, with its source."""
    full = level is Level.FULL
    columns: Heads = (t("Model"), *price_columns(full=full))
    rows = tuple(row for model in listing.models for row in _rows(model, full=full))
    blocks: list[Block] = [
        Heading(t("Prices"), 1),
        Paragraph(words.prices_from(listing.prices)),
        Table(columns, rows, t("Prices")),
    ]
    if full:
        left_out = t(
            "Left out: film, searches, pictures and voices that a model makes, and answers that"
            " come faster or slower."
        )
        return [*blocks, Paragraph(left_out)]
    return [*blocks, Hint(((t("With every source"), "--full"),))]


def _rows(model: ModelPrices, *, full: bool) -> Iterator[tuple[Inline, ...]]:
    name = (Mono(model.model),)
    for price in model.prices:
        yield (name, *price_cells(price, full=full))
    if not model.prices:
        source = (t("no price found"),) if full else ()
        yield (name, "", t("unknown"), t("unknown"), "", *(["", ""] if full else []), "", *source)


def price_columns(*, full: bool) -> Heads:
    """The heads above `price_cells`."""
    return (
        t("Provider"),
        numeric(t("In")),
        numeric(t("Out")),
        numeric(t("Cached")),
        *((numeric(t("Sound")), numeric(t("In a batch"))) if full else ()),
        t("As of"),
        *((t("Source"),) if full else ()),
    )


def price_cells(price: Price, *, full: bool) -> tuple[str, ...]:
    """What a provider asks for a million tokens, and of when that is; in full, who says so."""
    return (
        price.provider,
        words.money(price.input),
        words.money(price.output),
        "" if price.cached_input is None else words.money(price.cached_input),
        *((_sound(price), _batch(price)) if full else ()),
        price.as_of,
        *((price.source,) if full else ()),
    )


def _sound(price: Price) -> str:
    """What sound costs that goes in; nothing where nobody says."""
    own = price.input if price.sound is None and price.sound_as_input else price.sound
    return "" if own is None else words.money(own)


def _batch(price: Price) -> str:
    return "" if price.batch is None else figures.percent(price.batch)


def _refresh(refresh: Refresh) -> list[Block]:
    """The same at every level: it is short."""
    read = tn(
        "{package} {version}, prices of {day}: 1 price read.",
        "{package} {version}, prices of {day}: {number} prices read.",
        refresh.read,
        package=refresh.package,
        version=refresh.version,
        day=refresh.as_of,
    )
    blocks: list[Block] = [Heading(t("Prices read again"), 1), Paragraph(read)]
    if refresh.changed:
        items = tuple(Item(_change(change)) for change in refresh.changed)
        title = t("Changed: {number}", number=len(refresh.changed))
        blocks += [Heading(title), Bullets(items)]
    else:
        blocks.append(Paragraph(t("Nothing changed.")))
    if refresh.kept:
        title = t(
            "Kept, because the package has no price for them: {number}", number=len(refresh.kept)
        )
        kept = (
            t("{model} at {provider} ({day})", model=k.model, provider=k.provider, day=k.as_of)
            for k in refresh.kept
        )
        blocks += [Heading(title), bullets(kept)]
    if refresh.without:
        blocks += [Heading(t("Without any price")), Paragraph(figures.enumerated(refresh.without))]
    if refresh.file is not None:
        text = t("Written to {file}. Remove that file to go back.", file=refresh.file)
        blocks.append(Paragraph(text))
    return blocks


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
