"""The claims and references that the memo rests on, and the claims that it sets aside."""

from typing import TYPE_CHECKING

from llmchoice.report import absent, evidence
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
        yield absent.SOURCES


def _listed(title: str, listed: "list[SourceUsed]") -> "Iterator[str]":
    if listed:
        yield heading(3, title)
        yield from bullets(map(source, listed))


def source(found: "SourceUsed") -> str:
    """A source in a line: id, where it stands, what it says, and how well it holds."""
    details = (
        f", {evidence.place(found.publisher, found.paragraphs)}.",
        found.text,
        f"Standing: {found.standing}." if found.standing else "",
        f"Correction: {found.correction}" if found.correction else "",
        f"Checked on {found.checked_on}." if found.checked_on else "",
        "Stale: to be checked again." if found.stale else "",
    )
    return f"{sentences(found.id)}: {link(found.title, found.url)}{sentences(*details)}"
