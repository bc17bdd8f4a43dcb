"""What an article names: what it is, how it stands today, what was said of it that is wrong."""

from collections.abc import Iterator, Mapping

from llmchoice.model.catalogue import Licence
from llmchoice.model.named import ALL_FIELDS, Named, Said
from llmchoice.model.source import Claim
from llmchoice.report.models import words

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


def named_page(
    thing: Named, licence: Licence | None, claims: Claims, day: str, width: int | None = None
) -> str:
    """One thing that the articles name, as of a day."""
    return words.page(_page(thing, licence, claims, day), width)


def _page(thing: Named, licence: Licence | None, claims: Claims, day: str) -> Iterator[words.Line]:
    yield from words.wrapped(f"{thing.id}: {thing.name}, by {thing.vendor} ({thing.kind})")
    yield from words.wrapped(thing.is_)
    yield from words.wrapped(
        f"Today ({day}): {thing.status}. {thing.today}{_doubt(thing, 'today')}"
    )
    if thing.successors:
        yield from words.wrapped(f"Look at: {', '.join(thing.successors)}")
    yield ""
    yield "Facts"
    for field, title in _FIELDS:
        value = getattr(thing, field)
        if value is not None:
            shown = licence.name if field == "licence" and licence is not None else value
            source = f" [{thing.sources[field]}]" if field in thing.sources else ""
            text = f"{title}: {shown}{source}{_doubt(thing, field)}"
            yield from words.wrapped(text, "  ", "    ")
    yield from words.wrapped(f"source: {thing.sources[ALL_FIELDS]}", "  ", "    ")
    if thing.said:
        yield ""
        yield "What the articles say of it, and what is the case"
    for said in thing.said:
        yield from _said(said, claims)


def _said(said: Said, claims: Claims) -> Iterator[words.Line]:
    title, claim = claims.get(said.claim or "", (None, None))
    where = ""
    if claim is not None:
        numbers = ", ".join(str(number) for number in claim.paragraphs)
        where = f" ({claim.id}, {claim.standing}; {title}, paragraph {numbers})"
    yield from words.wrapped(f"- {said.says}{where}", "  ", "    ")
    yield from words.wrapped(f"Instead: {said.correction} [{said.source}]", "    ", "    ")


def _doubt(thing: Named, field: str) -> str:
    return " (unverified)" if {field, ALL_FIELDS} & set(thing.unverified) else ""
