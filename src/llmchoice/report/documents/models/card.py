"""All that goes by one name: a model with its terms and prices, or what an article names."""

from collections.abc import Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.catalogue import Architecture, Licence, Model, Provider, Weights
from llmchoice.model.collection import ALL_FIELDS, Named, Said, Standing
from llmchoice.model.entries import ModelEntry, NamedEntry
from llmchoice.model.price import Price
from llmchoice.report.blocks import Block, Facts, Heading, Hint, Item, Level, Mono, Paragraph
from llmchoice.report.composition import bullets, item, section, table
from llmchoice.report.documents.models.lists import price_columns
from llmchoice.report.wording import catalogue as words


def document(entry: ModelEntry | NamedEntry, level: Level) -> Iterator[Block]:
    """Facts, licence and prices, or how it stands today; in full, with the source of each."""
    full = level is Level.FULL
    if isinstance(entry, NamedEntry):
        return _mentioned(entry, full=full)
    return _model(entry, full=full)


def _model(entry: ModelEntry, *, full: bool) -> Iterator[Block]:
    model = entry.model
    sources = model.sources if full else {}
    places = {"id": model.id, "name": model.name, "vendor": model.vendor, "country": model.country}
    if model.name.lower() == model.id:
        yield Heading(t("{name}, by {vendor} ({country})", **places), 1)
    else:
        yield Heading(t("{name} ({id}), by {vendor} ({country})", **places), 1)
    yield Paragraph(_weights(model.weights))
    if model.note:
        yield Paragraph(t("Note: {note}", note=model.note))
    facts = (
        (name, _sourced(value, sources.get(field), doubtful=field in model.unverified))
        for field, name, value in _values(model)
    )
    yield from section(t("Facts"), [Facts(tuple(facts))])
    yield from _licence(entry.licence, doubtful="licence" in model.unverified, full=full)
    promises = tuple(_promises(entry.providers, full=full))
    yield from section(t("Those who sell it"), [Facts(promises)])
    yield from _prices(model.prices, full=full)
    yield Paragraph(words.prices_from(entry.prices))
    if not full:
        yield Hint(((t("With every source"), "--full"),))


def _weights(weights: Weights) -> str:
    return {
        Weights.CLOSED: t("Closed weights: nobody outside receives them."),
        Weights.OPEN: t("Open weights: you can download them. The training data is not published."),
        Weights.FULLY_OPEN: t(
            "Fully open: you can download the weights, and the training data as well."
        ),
        Weights.ANNOUNCED: t("Announced: the weights are not known to be out."),
    }[weights]


def _sourced(value: str, source: str | None, *, doubtful: bool) -> str:
    """A fact, with who says so where that is told; and whether nobody has checked it."""
    text = value if source is None else t("{value} [{source}]", value=value, source=source)
    return t("{value} (unverified)", value=text) if doubtful else text


def _values(model: Model) -> Iterator[tuple[str, str, str]]:
    """Field, what it is called, and its value in words."""
    yield "total", t("Parameters"), words.billions(model.total)
    yield "active", t("Used for each token"), words.billions(model.active)
    if model.architecture is not None:
        yield "architecture", t("Architecture"), _architecture(model.architecture)
    yield "context", t("Context"), t("{count} tokens", count=words.tokens(model.context))
    unlisted = t("no list known; a model may do more than its maker names")
    yield "languages", t("Languages"), figures.enumerated(model.languages) or unlisted
    yield "released", t("Released"), model.released or t("unknown")
    sellers = (
        (t("Maker's own service"), model.offers.maker),
        (t("Clouds"), model.offers.cloud),
        (t("Hosts"), model.offers.host),
    )
    for name, offered in sellers:
        yield "offers", name, figures.enumerated(words.sellers(offered)) or t("none known")


def _architecture(shape: Architecture) -> str:
    """Of how many layers, and how much memory a conversation takes."""
    places = {
        "layers": shape.layers,
        "growing": shape.kv_layers,
        "token": figures.kibibytes(shape.bytes_per_token),
    }
    if shape.window is None:
        return t(
            "{layers} layers ({growing} of them remember the whole conversation, {token} KiB a"
            " token)",
            **places,
        )
    return t(
        "{layers} layers ({growing} of them remember the whole conversation, {token} KiB a token;"
        " the last {last} tokens take {session} MiB)",
        session=figures.mebibytes(shape.bytes_per_session),
        last=figures.count(shape.window.tokens),
        **places,
    )


def _promises(providers: Sequence[Provider], *, full: bool) -> Iterator[tuple[str, str]]:
    """What those who sell it say of themselves; nothing where nothing was read."""
    for each in providers:
        sources = each.sources if full else {}
        days = each.notice_days
        notice = days and t("at least {days} days before a model ends", days=days)
        for field, name, promise in (
            ("notice_days", t("{provider} tells you", provider=each.name), notice),
            ("retention", t("{provider} keeps what you send", provider=each.name), each.retention),
            ("territory", t("{provider} on territories", provider=each.name), each.territory),
        ):
            if promise:
                yield name, _sourced(promise, sources.get(field), doubtful=False)


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
    yield table(t("Prices"), prices, *price_columns(full=full))
    yield bullets(
        t("{provider}: {note}", provider=price.provider, note=price.note)
        for price in prices
        if price.note
    )


def _cap(cap: int | str) -> str:
    if isinstance(cap, int):
        return figures.count(cap)
    return t("no limit") if cap == "no-cap" else cap


def _yes_or_no(value: bool | str) -> str:  # noqa: FBT001 - a condition of a licence, known or not
    if isinstance(value, str):
        return value
    return t("yes") if value else t("no")


def _mentioned(entry: NamedEntry, *, full: bool) -> Iterator[Block]:
    """What it is, how it stands today, its facts, and what was said of it that is wrong."""
    named = entry.named
    title = t("{name} ({id}), by {vendor}", name=named.name, id=named.id, vendor=named.vendor)
    yield from (Heading(title, 1), Paragraph(named.is_), Paragraph(_today(entry)))
    if named.successors:
        yield Paragraph((t("Look at instead:"), " ", Mono(figures.listed(named.successors))))
    yield from section(t("Facts"), [Facts(tuple(_facts_of(entry, full=full)))])
    corrections = (_correction(mistake, entry, full=full) for mistake in named.said)
    yield from section(t("What the articles say, and what is true"), corrections)
    if full:
        yield Paragraph(t("Source: {source}", source=named.sources[ALL_FIELDS]))
    else:
        yield Hint(((t("With every source"), "--full"),))


def _today(entry: NamedEntry) -> str:
    named = entry.named
    standing = {
        Standing.CURRENT: t("current"),
        Standing.LEGACY: t("an old version: you can download it, but its maker has moved on"),
        Standing.WITHDRAWN: t("withdrawn"),
        Standing.NEVER_RELEASED: t("not released and never was"),
        Standing.RENAMED: t("renamed"),
        Standing.NOT_FOUND: t("not to be found"),
    }[named.status]
    places = {"day": entry.as_of, "standing": standing, "text": named.today}
    text = t("Today ({day}), it is {standing}. {text}", **places)
    return t("{text} (unverified)", text=text) if _doubtful(named, "today") else text


def _facts_of(entry: NamedEntry, *, full: bool) -> Iterator[tuple[str, str]]:
    named, licence = entry.named, entry.licence
    fields = (
        ("released", t("Released"), named.released),
        ("weights", t("Weights"), named.weights),
        ("code", t("Code"), named.code),
        ("training_data", t("Training data"), named.training_data),
        ("licence", t("Licence"), licence.name if licence else named.licence),
        ("licence_note", t("On the licence"), named.licence_note),
        ("commercial", t("Commercial use"), named.commercial),
        ("parameters", t("Parameters"), named.parameters),
        ("training_tokens", t("Trained on"), named.training_tokens),
        ("context", t("Context"), named.context),
        ("base", t("Made from"), named.base),
    )
    for field, name, value in fields:
        if value is not None:
            source = named.sources.get(field) if full else None
            yield name, _sourced(value, source, doubtful=_doubtful(named, field))


def _correction(mistake: Said, entry: NamedEntry, *, full: bool) -> Item:
    instead = t("Instead: {correction}", correction=mistake.correction)
    if not full:
        return item(mistake.says, instead, mark="against")
    claims = (
        t(
            "Claim {id} ({standing}): {article}, paragraph {paragraphs}",
            id=claim.id,
            standing=claim.standing,
            article=entry.articles[claim.id],
            paragraphs=figures.listed(map(str, claim.paragraphs)),
        )
        for claim in entry.claims
        if claim.id == mistake.claim
    )
    instead = _sourced(instead, mistake.source, doubtful=False)
    return item(mistake.says, instead, *claims, mark="against")


def _doubtful(named: Named, field: str) -> bool:
    return bool({field, ALL_FIELDS} & set(named.unverified))
