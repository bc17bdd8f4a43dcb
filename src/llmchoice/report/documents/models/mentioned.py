"""What an article names: what it is, how it stands today, what was said of it that is wrong."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.entries import NamedEntry
from llmchoice.model.named import ALL_FIELDS, Named, Said, Standing
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Hint,
    Inline,
    Item,
    Level,
    Mono,
    Paragraph,
)
from llmchoice.report.documents.models.card import sourced


def document(entry: NamedEntry, level: Level) -> list[Block]:
    """What it is, how it stands, its facts, and corrections; in full, with every source."""
    full = level is Level.FULL
    thing = entry.named
    title = t("{name} ({id}), by {vendor}", name=thing.name, id=thing.id, vendor=thing.vendor)
    blocks: list[Block] = [Heading(title, 1), Paragraph(thing.is_), Paragraph(_today(entry))]
    if thing.successors:
        shown = figures.listed(thing.successors)
        blocks.append(Paragraph((t("Look at instead:"), " ", Mono(shown))))
    facts = tuple(_facts(entry, full=full))
    if facts:
        blocks += [Heading(t("Facts")), Facts(facts)]
    if thing.said:
        items = tuple(_correction(mistake, entry, full=full) for mistake in thing.said)
        blocks += [Heading(t("What the articles say, and what is true")), Bullets(items)]
    if full:
        blocks.append(Paragraph(t("Source: {source}", source=thing.sources[ALL_FIELDS])))
    else:
        blocks.append(Hint(((t("With every source"), "--full"),)))
    return blocks


def _today(entry: NamedEntry) -> str:
    thing = entry.named
    text = t(
        "Today ({day}), it is {standing}. {text}",
        day=entry.as_of,
        standing=_standing(thing.status),
        text=thing.today,
    )
    return t("{text} (unverified)", text=text) if _doubtful(thing, "today") else text


def _standing(standing: Standing) -> str:
    match standing:
        case Standing.CURRENT:
            return t("current")
        case Standing.LEGACY:
            return t("an old version: you can download it, but its maker has moved on")
        case Standing.WITHDRAWN:
            return t("withdrawn")
        case Standing.NEVER_RELEASED:
            return t("not released and never was")
        case Standing.RENAMED:
            return t("renamed")
        case Standing.NOT_FOUND:
            return t("not to be found")


def _facts(entry: NamedEntry, *, full: bool) -> Iterator[tuple[Inline, Inline]]:
    thing, licence = entry.named, entry.licence
    fields = (
        ("released", t("Released"), thing.released),
        ("weights", t("Weights"), thing.weights),
        ("code", t("Code"), thing.code),
        ("training_data", t("Training data"), thing.training_data),
        ("licence", t("Licence"), licence.name if licence else thing.licence),
        ("licence_note", t("On the licence"), thing.licence_note),
        ("commercial", t("Commercial use"), thing.commercial),
        ("parameters", t("Parameters"), thing.parameters),
        ("training_tokens", t("Trained on"), thing.training_tokens),
        ("context", t("Context"), thing.context),
        ("base", t("Made from"), thing.base),
    )
    for field, name, value in fields:
        if value is not None:
            source = thing.sources.get(field) if full else None
            yield name, sourced(value, source, doubtful=_doubtful(thing, field))


def _correction(mistake: Said, entry: NamedEntry, *, full: bool) -> Item:
    instead = t("Instead: {correction}", correction=mistake.correction)
    if not full:
        return Item(mistake.says, "against", (instead,))
    details = [sourced(instead, mistake.source, doubtful=False)]
    details += [
        t(
            "Claim {id} ({standing}): {article}, paragraph {paragraphs}",
            id=claim.id,
            standing=claim.standing,
            article=entry.articles[claim.id],
            paragraphs=figures.listed(map(str, claim.paragraphs)),
        )
        for claim in entry.claims
        if claim.id == mistake.claim
    ]
    return Item(mistake.says, "against", tuple(details))


def _doubtful(thing: Named, field: str) -> bool:
    return bool({field, ALL_FIELDS} & set(thing.unverified))
