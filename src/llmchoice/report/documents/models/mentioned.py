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
    named = entry.named
    title = t("{name} ({id}), by {vendor}", name=named.name, id=named.id, vendor=named.vendor)
    blocks: list[Block] = [Heading(title, 1), Paragraph(named.is_), Paragraph(_today(entry))]
    if named.successors:
        shown = figures.listed(named.successors)
        blocks.append(Paragraph((t("Look at instead:"), " ", Mono(shown))))
    facts = tuple(_facts(entry, full=full))
    if facts:
        blocks += [Heading(t("Facts")), Facts(facts)]
    if named.said:
        items = tuple(_correction(mistake, entry, full=full) for mistake in named.said)
        blocks += [Heading(t("What the articles say, and what is true")), Bullets(items)]
    if full:
        blocks.append(Paragraph(t("Source: {source}", source=named.sources[ALL_FIELDS])))
    else:
        blocks.append(Hint(((t("With every source"), "--full"),)))
    return blocks


def _today(entry: NamedEntry) -> str:
    named = entry.named
    text = t(
        "Today ({day}), it is {standing}. {text}",
        day=entry.as_of,
        standing=_standing(named.status),
        text=named.today,
    )
    return t("{text} (unverified)", text=text) if _doubtful(named, "today") else text


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


def _doubtful(named: Named, field: str) -> bool:
    return bool({field, ALL_FIELDS} & set(named.unverified))
