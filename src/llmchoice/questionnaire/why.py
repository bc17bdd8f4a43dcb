"""What stands behind a question or a priority: the long reason, what it feeds, the claims."""

from collections.abc import Iterator
from math import fsum
from typing import TYPE_CHECKING

from llmchoice.figures import between, in_words, listed, percent
from llmchoice.language import message, t, tell, tn
from llmchoice.model.criterion import Criterion, Priority
from llmchoice.model.estimate import Spread
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.question import Question
from llmchoice.model.source import Article, Claim, Standing
from llmchoice.report.documents.evidence import place

if TYPE_CHECKING:
    from llmchoice.model.rule import Rule

MOST_CLAIMS = 6
"""More would be a page, and there is a command for it."""
MOST_CONDITIONS = 3
"""More would hide why the question is asked, and the same command has them."""
MOST_OF_TITLE = 40
"""Characters of an article's title, beyond which it is cut."""
_MARKS = {
    Standing.HOLDS: message("{text} ({place})"),
    Standing.DATED: message("[dated] {text} ({place})"),
    Standing.DISPUTED: message("[disputed] {text} ({place})"),
}


def why_lines(kb: KnowledgeBase, question: Question) -> tuple[str, ...]:
    """What stands behind a question, in lines to be wrapped: text of the knowledge base as it is.

    The long reason (the short one where there is none); what each thing that may be counted comes
    to; every criterion, rule and further question
    that reads the answer; and the claims of the articles that those rest on, at most six of them.
    Claims that are set aside say nothing about the question, and are counted.
    """
    return (
        question.explanation or question.why,
        *_part(t("An amount is worked out from what you know like this:"), _ways(kb, question)),
        *_part(t("It is used for:"), _fed(kb, question)),
        *_part(t("The articles say:"), _claims(kb, question)),
    )


def why_priority(kb: KnowledgeBase, priority: Priority) -> tuple[str, ...]:
    """What a priority covers, in lines to be wrapped: its swing, and its criteria.

    Each criterion has its share of the priority in percent, as the knowledge base gives it, and the
    question whose answer it reads.
    """
    return (
        priority.about,
        "",
        t("Worst: {case}", case=priority.worst),
        t("Best: {case}", case=priority.best),
        *_part(t("It covers:"), _covered(kb, priority)),
    )


def _covered(kb: KnowledgeBase, priority: Priority) -> Iterator[str]:
    total = fsum(criterion.share for criterion in priority.criteria)
    for criterion in priority.criteria:
        yield f"  {percent(criterion.share / total)}  {criterion.name}: {criterion.asks}"
        question = kb.question(criterion.question).text
        yield "    " + t("From your answer to: {question}", question=question)


def _part(heading: str, lines: Iterator[str]) -> tuple[str, ...]:
    """Lines under a heading; nothing at all where there are none."""
    body = tuple(lines)
    return ("", heading, *body) if body else ()


def _ways(kb: KnowledgeBase, question: Question) -> Iterator[str]:
    for way in question.ways:
        yield f"  - {_each(way.text, way.each)} {way.reason}"
        if way.each_by is not None:
            by, other = way.each_by, kb.question(way.each_by.question)
            names = {choice.id: choice.named for choice in other.choices}
            for choice, each in by.each.items():
                counted = t("{way}, for {choice}", way=way.text, choice=names[choice])
                yield f"  - {_each(counted, each)} {by.reason}"
    if question.once is not None:
        once = question.once
        line = t("{way}: a part in {months}.", way=once.text, months=once.months)
        yield f"  - {line} {once.reason}"


def _each(way: str, each: Spread) -> str:
    return t(
        "{way}: typically {figure} each, {ends}.",
        way=way,
        figure=in_words(each.typical),
        ends=between(each.low, each.high),
    )


def _fed(kb: KnowledgeBase, question: Question) -> Iterator[str]:
    for priority, criterion in kb.criteria():
        if question.id in criterion.reads:
            yield f"  - {priority.name} > {criterion.name}: {criterion.asks}"
    yield from _excluding(kb, question)
    read_by = [rule for rule in kb.conditions if question.id in rule.when]
    obtained = [*dict.fromkeys(rule.obtain for rule in read_by)]
    for obtain in obtained[:MOST_CONDITIONS]:
        yield "  - " + t("can add a condition: {obtain}", obtain=obtain)
    if more := len(obtained[MOST_CONDITIONS:]):
        command = f"llmchoice criteria show {question.id}"
        line = tn(
            "can add one more condition: {command}",
            "can add {number} more conditions: {command}",
            more,
            command=command,
        )
        yield f"  - {line}"
    for other in kb.questions:
        if question.id in (other.when or ()):
            yield "  - " + t("can lead to another question: {question}", question=other.text)


def _excluding(kb: KnowledgeBase, question: Question) -> Iterator[str]:
    for rule in kb.constraints:
        if question.id in rule.when:
            names = listed(
                f"'{option.name}'" for option in kb.options if option.id in rule.excludes
            )
            yield "  - " + t("can rule out {options}: {reason}", options=names, reason=rule.reason)
    for _, criterion in kb.criteria():
        if question.id in criterion.reads and criterion.computed is not None:
            reason = criterion.computed.reason
            line = t("can rule out what costs more than your ceiling: {reason}", reason=reason)
            yield f"  - {line}"


def _claims(kb: KnowledgeBase, question: Question) -> Iterator[str]:
    grounds = _grounds(kb, question)
    for article, claim, _ in grounds[:MOST_CLAIMS]:
        yield from _claim(article, claim)
    left = [owner for _, _, owner in grounds[MOST_CLAIMS:]]
    for owner in dict.fromkeys(left):
        command = f"llmchoice criteria show {owner}"
        yield "  - " + t("and {number} more: {command}", number=left.count(owner), command=command)
    for criterion in (c for _, c in kb.criteria() if question.id in c.reads and c.set_aside):
        command = f"llmchoice criteria show {criterion.id}"
        line = tn(
            "one statement that is wrong, and set aside: {command}",
            "{number} statements that are wrong, and set aside: {command}",
            len(criterion.set_aside),
            command=command,
        )
        yield f"  - {line}"


def _grounds(kb: KnowledgeBase, question: Question) -> list[tuple[Article, Claim, str]]:
    """Each claim once, with the criterion or rule that rests on it first."""
    criteria = [c for _, c in kb.criteria() if question.id in c.reads]
    rules: list[Rule] = [r for r in (*kb.constraints, *kb.conditions) if question.id in r.when]
    owners: list[Criterion | Rule] = [*criteria, *rules]
    named = [(claim, owner.id) for owner in owners for claim in owner.claims]
    claims = {claim.id: (article, claim) for article in kb.articles for claim in article.claims}
    first = dict(reversed(named))
    return [(*claims[name], first[name]) for name in dict.fromkeys(n for n, _ in named)]


def _claim(article: Article, claim: Claim) -> Iterator[str]:
    where = place(_short(article.title), claim.paragraphs)
    yield "  - " + tell(_MARKS[claim.standing], text=claim.paraphrase, place=where)
    if claim.correction:
        yield "    " + t("Correction: {correction}", correction=claim.correction)


def _short(title: str) -> str:
    """A title without what comes after a colon or in brackets, cut at a word if it is long."""
    main = title.partition(":")[0].partition("(")[0].strip() or title
    if len(main) <= MOST_OF_TITLE:
        return main
    words = main[: MOST_OF_TITLE + 1].rpartition(" ")[0]
    return f"{words or main[:MOST_OF_TITLE]} ..."
