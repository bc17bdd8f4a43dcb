"""What an article names: what it is, how it stands today, what was said of it that is wrong."""

from collections.abc import Iterator, Mapping

from llmchoice.model.catalogue import Licence
from llmchoice.model.collection import Catalogue
from llmchoice.model.named import ALL_FIELDS, Named, Said
from llmchoice.model.source import Claim
from llmchoice.report.models.blocks import Block, Heading, Item, Para, Sheet, Title

Claims = Mapping[str, tuple[str, Claim]]
"""Claim id to the title of its article and the claim."""

_FIELDS = (
    ("released", "released"),
    ("weights", "weights"),
    ("code", "code"),
    ("training_data", "training data"),
    ("licence", "licence"),
    ("licence_note", "on the licence"),
    ("commercial", "commercial use"),
    ("parameters", "parameters"),
    ("training_tokens", "trained on"),
    ("context", "context"),
    ("base", "made from"),
)


def named_sheet(thing: Named, catalogue: Catalogue, claims: Claims) -> Sheet:
    """One thing that the articles name, with their claims about it."""
    licence = catalogue.licence(thing.licence) if thing.licence else None
    about = [claims[said.claim][1] for said in thing.said if said.claim and said.claim in claims]
    return Sheet(
        blocks=tuple(_blocks(thing, licence, claims, catalogue.as_of)),
        parts={"as_of": catalogue.as_of, "named": thing, "licence": licence, "claims": about},
    )


def _blocks(thing: Named, licence: Licence | None, claims: Claims, day: str) -> Iterator[Block]:
    yield Title(f"{thing.id}: {thing.name}, by {thing.vendor} ({thing.kind})")
    yield Para(thing.is_)
    yield Para(f"Today ({day}): {thing.status}. {thing.today}{_doubt(thing, 'today')}")
    if thing.successors:
        yield Para(f"Look at: {', '.join(thing.successors)}")
    yield Heading("Facts")
    for field, title in _FIELDS:
        value = getattr(thing, field)
        if value is not None:
            shown = licence.name if field == "licence" and licence is not None else value
            source = f" [{thing.sources[field]}]" if field in thing.sources else ""
            yield Item(f"{title}: {shown}{source}{_doubt(thing, field)}")
    yield Item(f"source: {thing.sources[ALL_FIELDS]}")
    if thing.said:
        yield Heading("What the articles say of it, and what is the case")
    for said in thing.said:
        yield _said(said, claims)


def _said(said: Said, claims: Claims) -> Item:
    title, claim = claims.get(said.claim or "", (None, None))
    where = ""
    if claim is not None:
        numbers = ", ".join(str(number) for number in claim.paragraphs)
        where = f" ({claim.id}, {claim.standing}; {title}, paragraph {numbers})"
    return Item(f"{said.says}{where}", (f"Instead: {said.correction} [{said.source}]",))


def _doubt(thing: Named, field: str) -> str:
    return " (unverified)" if {field, ALL_FIELDS} & set(thing.unverified) else ""
