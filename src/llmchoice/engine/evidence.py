"""The claims and references behind an assessment, and the claims that were set aside."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from llmchoice.engine.situation import Situation
from llmchoice.model.assessment import ConditionToMeet, Exclusion, OptionResult, SourceUsed
from llmchoice.model.estimate import Estimate
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.source import Article, Claim, Reference


def sources_used(
    kb: KnowledgeBase,
    cases: Sequence[Situation],
    options: Sequence[Sequence[OptionResult]],
    today: str | None,
) -> tuple[SourceUsed, ...]:
    """Claims first, in the order of the articles; then references, in their order."""
    judged = [j for case in cases for j in case.judged if j.weight > 0]
    criteria = [j.criterion for j in judged]
    rows = [option for results in options for option in results]
    rules: list[Exclusion | ConditionToMeet] = []
    for option in rows:
        rules.extend(option.excluded_by)
        rules.extend(option.conditions)
    claims = _ids(c.claims for c in criteria) | _ids(r.claims for r in rules)
    worked_out = (named for case in cases for named in _ways(case))
    references = (
        _ids(c.references for c in criteria) | _ids(r.references for r in rules) | _ids(worked_out)
    )
    aside = _ids(c.set_aside for c in criteria)
    return (
        *(_claim(a, c, used=True) for a in kb.articles for c in a.claims if c.id in claims),
        *(_reference(kb, r, today) for r in kb.references if r.id in references),
        *(
            _claim(a, c, used=False)
            for a in kb.articles
            for c in a.claims
            if c.id in aside - claims
        ),
    )


def _ways(case: Situation) -> Iterator[Sequence[str]]:
    """The references of what the amounts among the answers were worked out from."""
    for question in case.kb.questions:
        answer = case.answers.get(question.id)
        if isinstance(answer, Estimate):
            for way in question.ways:
                if way.id == answer.parts[0][0]:
                    by = way.each_by
                    own = by is not None and case.answers.get(by.question) in by.each
                    yield by.references if by is not None and own else way.references


def _ids(groups: Iterable[Sequence[str]]) -> set[str]:
    return {item for group in groups for item in group}


def _claim(article: Article, claim: Claim, *, used: bool) -> SourceUsed:
    return SourceUsed(
        id=claim.id,
        kind="claim",
        title=article.title,
        publisher=article.publisher,
        paragraphs=claim.paragraphs,
        text=claim.paraphrase,
        standing=claim.standing,
        correction=claim.correction,
        used=used,
    )


def _reference(kb: KnowledgeBase, reference: Reference, today: str | None) -> SourceUsed:
    return SourceUsed(
        id=reference.id,
        kind="reference",
        title=reference.title,
        publisher=reference.publisher,
        paragraphs=(),
        text=reference.says,
        url=reference.url,
        checked_on=reference.checked_on,
        stale=None if today is None else is_stale(kb, reference.checked_on, today),
        used=True,
    )


def is_stale(kb: KnowledgeBase, checked_on: str, today: str) -> bool:
    """Whether a fact was last checked longer ago than the knowledge base allows.

    Both dates as YYYY-MM-DD. Raises ValueError when one of them is not a date.
    """
    age = dt.date.fromisoformat(today) - dt.date.fromisoformat(checked_on)
    return age.days > kb.settings.stale_after
