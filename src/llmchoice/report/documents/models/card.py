"""Everything about one model: what it is, on which terms, where, for how much, and who says so."""

from collections.abc import Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.catalogue import Architecture, Licence, Model, Provider, Weights
from llmchoice.model.entries import ModelEntry
from llmchoice.model.price import Price
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Hint,
    Item,
    Level,
    Paragraph,
    Table,
    bullets,
)
from llmchoice.report.documents.models.lists import price_cells, price_columns
from llmchoice.report.wording import catalogue as words


def document(entry: ModelEntry, level: Level) -> list[Block]:
    """Facts, licence and prices; in full, with the source of each."""
    full = level is Level.FULL
    model = entry.model
    blocks: list[Block] = [Heading(_title(model), 1), Paragraph(_weights(model.weights))]
    if model.note:
        blocks.append(Paragraph(t("Note: {note}", note=model.note)))
    blocks += [Heading(t("Facts")), Facts(tuple(_facts(model, full=full)))]
    blocks += _licence(entry.licence, doubtful="licence" in model.unverified, full=full)
    blocks += _providers(entry.providers, full=full)
    blocks += [*_prices(model.prices, full=full), Paragraph(words.prices_from(entry.prices))]
    if not full:
        blocks.append(Hint(((t("With every source"), "--full"),)))
    return blocks


def _title(model: Model) -> str:
    if model.name.lower() == model.id:
        return t(
            "{name}, by {vendor} ({country})",
            name=model.name,
            vendor=model.vendor,
            country=model.country,
        )
    return t(
        "{name} ({id}), by {vendor} ({country})",
        name=model.name,
        id=model.id,
        vendor=model.vendor,
        country=model.country,
    )


def _weights(weights: Weights) -> str:
    match weights:
        case Weights.CLOSED:
            return t("Closed weights: nobody outside receives them.")
        case Weights.OPEN:
            return t("Open weights: you can download them. The training data is not published.")
        case Weights.FULLY_OPEN:
            return t("Fully open: you can download the weights, and the training data as well.")
        case Weights.ANNOUNCED:
            return t("Announced: the weights are not known to be out.")


def _facts(model: Model, *, full: bool) -> Iterator[tuple[str, str]]:
    for field, name, value in _values(model):
        source = model.sources.get(field) if full else None
        yield name, sourced(value, source, doubtful=field in model.unverified)


def sourced(value: str, source: str | None, *, doubtful: bool) -> str:
    """A fact, with who says so where that is told; and whether nobody has checked it."""
    text = value if source is None else t("{value} [{source}]", value=value, source=source)
    return t("{value} (unverified)", value=text) if doubtful else text


def _values(model: Model) -> Iterator[tuple[str, str, str]]:
    """Field, what it is called, and its value in words."""
    yield "total", t("Parameters"), words.billions(model.total)
    yield "active", t("Used for each token"), words.billions(model.active)
    if model.architecture is not None:
        text = _architecture(model.architecture)
        yield "architecture", t("Architecture"), text
    yield "context", t("Context"), t("{count} tokens", count=words.tokens(model.context))
    yield "languages", t("Languages"), words.known(model.languages)
    yield "released", t("Released"), model.released or t("unknown")
    sellers = (
        (t("Maker's own service"), model.offers.maker),
        (t("Clouds"), model.offers.cloud),
        (t("Hosts"), model.offers.host),
    )
    for name, offered in sellers:
        places = (words.offered(provider, regions) for provider, regions in offered.items())
        yield "offers", name, words.known(places)


def _architecture(shape: Architecture) -> str:
    """Of how many layers, and how much memory a conversation takes."""
    token = figures.kibibytes(shape.bytes_per_token)
    if shape.window is None:
        return t(
            "{layers} layers ({growing} of them remember the whole conversation, {token} KiB a"
            " token)",
            layers=shape.layers,
            growing=shape.kv_layers,
            token=token,
        )
    return t(
        "{layers} layers ({growing} of them remember the whole conversation, {token} KiB a token;"
        " the last {last} tokens take {session} MiB)",
        layers=shape.layers,
        growing=shape.kv_layers,
        token=token,
        session=figures.mebibytes(shape.bytes_per_session),
        last=figures.count(shape.window.tokens),
    )


def _providers(providers: Sequence[Provider], *, full: bool) -> Iterator[Block]:
    """What those who sell it say of themselves; nothing where nothing was read."""
    facts: list[tuple[str, str]] = []
    for each in providers:
        if each.notice_days is not None:
            days = t("at least {days} days before a model ends", days=each.notice_days)
            source = each.sources.get("notice_days") if full else None
            name = t("{provider} tells you", provider=each.name)
            facts.append((name, sourced(days, source, doubtful=False)))
        if each.retention is not None:
            source = each.sources.get("retention") if full else None
            name = t("{provider} keeps what you send", provider=each.name)
            facts.append((name, sourced(each.retention, source, doubtful=False)))
    if facts:
        yield Heading(t("Those who sell it"))
        yield Facts(tuple(facts))


def _licence(licence: Licence, *, doubtful: bool, full: bool) -> Iterator[Block]:
    """The terms of a licence that a filter acts on."""
    yield Heading(t("Licence (unverified)") if doubtful else t("Licence"))
    yield Paragraph(t("{name}, {kind}.", name=licence.name, kind=licence.licence_class))
    yield Facts(
        (
            (t("Commercial use"), licence.commercial),
            (t("Redistribution"), licence.redistribution),
            (t("Sale as a service"), licence.hosting),
            (t("Attribution"), licence.attribution),
            (t("Most monthly users"), _cap(licence.user_cap)),
            (t("Most yearly revenue"), _cap(licence.revenue_cap)),
            (t("Excludes EU licensees"), _yes_or_no(licence.eu_excluded)),
            (t("Forbids fields of use"), _yes_or_no(licence.field_of_use)),
        )
    )
    if licence.conditions:
        yield bullets(licence.conditions)
    if full:
        yield Paragraph(t("{id}. Source: {source}.", id=licence.id, source=licence.source))
    if not licence.verified:
        yield Paragraph(t("We have not read the text of this licence."))


def _prices(prices: Sequence[Price], *, full: bool) -> Iterator[Block]:
    yield Heading(t("Prices"))
    if not prices:
        yield Paragraph(t("Unknown: no host with a price was found."))
        return
    rows = tuple(price_cells(price, full=full) for price in prices)
    yield Table(price_columns(full=full), rows, t("Prices"))
    notes = tuple(
        Item(t("{provider}: {note}", provider=price.provider, note=price.note))
        for price in prices
        if price.note
    )
    if notes:
        yield Bullets(notes)


def _cap(cap: int | str) -> str:
    if isinstance(cap, int):
        return figures.count(cap)
    return t("no limit") if cap == "no-cap" else cap


def _yes_or_no(value: bool | str) -> str:  # noqa: FBT001 - a condition of a licence, known or not
    if isinstance(value, str):
        return value
    return t("yes") if value else t("no")
