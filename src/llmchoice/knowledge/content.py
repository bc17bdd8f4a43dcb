"""What holds for the content of a knowledge base, whoever wrote it."""

import re
from collections.abc import Iterator
from math import fsum, isclose

from llmchoice.knowledge.checks import Finding
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.source import ReferenceKind

WHOLE = 100
"""What the shares of a priority come to."""
_DATED = (ReferenceKind.LAW, ReferenceKind.LICENCE)
_FEWEST, _MOST = 2, 4
"""Sentences of an explanation."""


def content_findings(kb: KnowledgeBase) -> Iterator[Finding]:
    """Shares, wording and sources that do not keep the rules."""
    yield from _shares(kb)
    yield from _questions(kb)
    yield from _tensions(kb)
    yield from _sections(kb)
    yield from _sources(kb)


def _shares(kb: KnowledgeBase) -> Iterator[Finding]:
    for priority in kb.priorities:
        total = fsum(criterion.share for criterion in priority.criteria)
        if not isclose(total, WHOLE, abs_tol=1e-6):
            shares = ", ".join(f"{c.id} {c.share:g}" for c in priority.criteria)
            what = f"the shares sum to {total:g} and must sum to {WHOLE}: {shares}"
            fix = "change some; a folder of your own may give a criterion's id and share alone"
            yield Finding("priorities", priority.id, what, ("criteria",), fix)


def _questions(kb: KnowledgeBase) -> Iterator[Finding]:
    for q in kb.questions:
        if "?" not in q.text:
            yield Finding("questions", q.id, "asks nothing: there is no '?'", ("text",))
        if "\n" in q.why:
            yield Finding("questions", q.id, "the reason must be one line", ("why",))
        if q.explanation is None:
            continue
        if not _FEWEST <= len(re.findall(r"[.?!](?=\s|$)", q.explanation)) <= _MOST:
            what = f"must explain in {_FEWEST} to {_MOST} sentences"
            yield Finding("questions", q.id, what, ("explanation",))


def _tensions(kb: KnowledgeBase) -> Iterator[Finding]:
    """A weight that does not matter to the answer is in no tension with it."""
    read = {p.id: {criterion.question for criterion in p.criteria} for p in kb.priorities}
    for tension in kb.tensions:
        says = tension.says
        if says.endswith(".") or "\n" in says or not says[0].islower():
            what = "must complete 'but you said that', in one line and without a full stop"
            yield Finding("tensions", tension.id, what, ("says",))
        if not read.get(tension.priority, set(tension.when)) & set(tension.when):
            what = f"no criterion of '{tension.priority}' reads {', '.join(tension.when)}"
            yield Finding("tensions", tension.id, what, ("when",))


def _sections(kb: KnowledgeBase) -> Iterator[Finding]:
    for article in kb.articles:
        covered = [p for part in article.sections for p in range(part.first, part.last + 1)]
        if covered != list(range(1, article.paragraph_count + 1)):
            what = f"the sections must cover paragraphs 1 to {article.paragraph_count} in order"
            yield Finding("articles", article.id, what, ("sections",))


def _sources(kb: KnowledgeBase) -> Iterator[Finding]:
    for _, criterion in kb.criteria():
        if criterion.beyond is not None and not criterion.references:
            what = "goes beyond the claims, and needs a reference"
            yield Finding("criteria", criterion.id, what, ("beyond",))
    for reference in kb.references:
        if reference.kind in _DATED and not reference.url.startswith("https://"):
            what = f"a {reference.kind} needs an address that begins with https://"
            yield Finding("references", reference.id, what, ("url",))
