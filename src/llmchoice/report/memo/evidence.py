"""The claims and references that the memo rests on, and the claims that it sets aside."""

from typing import TYPE_CHECKING

from llmchoice.report.escape import link
from llmchoice.report.memo.paper import bullets, heading, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment, SourceUsed


def sources(assessment: "Assessment") -> "Iterator[str]":
    """Three lists: claims of the articles, references, and claims that are wrong."""
    used = [source for source in assessment.sources if source.used]
    yield heading(2, "Claims and references")
    yield from _listed("Claims of the articles", [s for s in used if s.kind == "claim"])
    yield from _listed("References", [s for s in used if s.kind == "reference"])
    yield from _listed(
        "Set aside because they are wrong", [s for s in assessment.sources if not s.used]
    )
    if not assessment.sources:
        yield "The result rests on no claim and no reference."


def _listed(title: str, listed: "list[SourceUsed]") -> "Iterator[str]":
    if listed:
        yield heading(3, title)
        yield from bullets(map(_source, listed))


def _source(source: "SourceUsed") -> str:
    details = (
        _publication(source),
        source.text,
        f"Standing: {source.standing}." if source.standing else "",
        f"Correction: {source.correction}" if source.correction else "",
        f"Checked on {source.checked_on}." if source.checked_on else "",
        "Stale: to be checked again." if source.stale else "",
    )
    return f"{sentences(source.id)}: {link(source.title, source.url)}{sentences(*details)}"


def _publication(source: "SourceUsed") -> str:
    numbers = ", ".join(str(number) for number in source.paragraphs)
    label = "paragraph" if len(source.paragraphs) == 1 else "paragraphs"
    return f", {source.publisher}" + (f", {label} {numbers}." if numbers else ".")
