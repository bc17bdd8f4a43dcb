"""What an article names: what it is, how it stands today, what was said of it that is wrong."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.collection import ALL_FIELDS, Named, Said, Standing
from llmchoice.model.entries import NamedEntry
from llmchoice.report.blocks import Block, Facts, Heading, Hint, Item, Level, Mono, Paragraph
from llmchoice.report.composition import item, section
from llmchoice.report.documents.models.card import sourced


def document(entry: NamedEntry, level: Level) -> Iterator[Block]:
    """What it is, how it stands, its facts, and corrections; in full, with every source."""
    full = level is Level.FULL
    named = entry.named
    title = t("{name} ({id}), by {vendor}", name=named.name, id=named.id, vendor=named.vendor)
    yield from (Heading(title, 1), Paragraph(named.is_), Paragraph(_today(entry)))
    if named.successors:
        yield Paragraph((t("Look at instead:"), " ", Mono(figures.listed(named.successors))))
    yield from section(t("Facts"), [Facts(tuple(_facts(entry, full=full)))])
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


def _facts(entry: NamedEntry, *, full: bool) -> Iterator[tuple[str, str]]:
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
            yield name, sourced(value, source, doubtful=_doubtful(named, field))


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
    instead = sourced(instead, mistake.source, doubtful=False)
    return item(mistake.says, instead, *claims, mark="against")


def _doubtful(named: Named, field: str) -> bool:
    return bool({field, ALL_FIELDS} & set(named.unverified))
