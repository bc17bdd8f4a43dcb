"""The criteria as a list, and one criterion or rule with its evidence, for a reader."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion, Priority, Row
from llmchoice.model.entries import CriteriaList
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.question import Question
from llmchoice.model.rule import Condition, Constraint, When
from llmchoice.model.source import Favours, Reference
from llmchoice.report.blocks import (
    Block,
    Facts,
    Heading,
    Inline,
    Item,
    Level,
    Link,
    Mono,
    Paragraph,
)
from llmchoice.report.composition import bullets, item, numeric, section, table
from llmchoice.report.wording.grounds import effort_name


def document(criteria: CriteriaList, _level: Level) -> list[Block]:
    """One line per criterion: id, name, priority and share of the priority."""
    shown = table(
        t("Criteria"),
        criteria.criteria,
        (t("Criterion"), lambda each: (Mono(each.id),)),
        (t("Name"), lambda each: each.name),
        (t("Priority"), lambda each: (Mono(each.priority),)),
        (numeric(t("Share")), lambda each: figures.whole_percent(each.share)),
    )
    return [Heading(t("Criteria"), 1), shown]


def of_criterion(
    kb: KnowledgeBase, criterion: Criterion, unknown: Mapping[str, Row]
) -> list[Block]:
    """Everything about one criterion.

    `unknown`: criterion to the values that an unknown answer counts with.
    """
    question = kb.question(criterion.question)
    (priority,) = (heading for heading, each in kb.criteria() if each.id == criterion.id)
    return [
        *_head(criterion, priority, [kb.question(each) for each in criterion.reads]),
        *_values(kb, criterion, question, unknown.get(criterion.id)),
        *_meaning(criterion),
        Heading(t("Reasons")),
        by_id((option.id, criterion.reasons[option.id]) for option in kb.options),
        *_by_answer(kb, criterion),
        *section(
            t("Beyond the articles"), [Paragraph(criterion.beyond)] if criterion.beyond else []
        ),
        *_sources(kb, criterion.claims, criterion.references),
        *section(t("Set aside, because wrong"), _claims(kb, criterion.set_aside)),
    ]


def of_rule(kb: KnowledgeBase, rule: Constraint | Condition) -> list[Block]:
    """Everything about one constraint or condition."""
    blocks: list[Block]
    if isinstance(rule, Constraint):
        options = figures.listed(rule.excludes)
        title = t("{id}: a constraint; it excludes {options}", id=rule.id, options=options)
        blocks = [Heading(title, 1)]
    else:
        title = t(
            "{id}: a condition for {options} ({effort})",
            id=rule.id,
            options=figures.listed(rule.options),
            effort=effort_name(rule.effort),
        )
        blocks = [Heading(title, 1), Paragraph(rule.obtain)]
    blocks += [
        Paragraph(rule.reason),
        Heading(t("It holds when")),
        bullets(clauses(kb, rule.when)),
    ]
    for at, lifted in enumerate(rule.unless if isinstance(rule, Condition) else ()):
        blocks += [Heading(left_out_when(at)), bullets(clauses(kb, lifted))]
    return [*blocks, *_sources(kb, rule.claims, rule.references)]


def left_out_when(at: int) -> str:
    """The heading of one of several sets of answers, by its place: each of them is enough."""
    return t("Or left out when") if at else t("Left out when")


def clauses(kb: KnowledgeBase, when: When) -> Iterator[Item]:
    """The questions that a rule reads, each with the answers at which it holds."""
    return (
        Item((question.text, " (", Mono(question.id), ")"), details=answers)
        for question, answers in kb.matching(when)
    )


def _head(
    criterion: Criterion, priority: Priority, questions: Sequence[Question]
) -> Iterator[Block]:
    yield Heading(t("{id}: {name}", id=criterion.id, name=criterion.name), 1)
    yield Paragraph(criterion.asks)
    rows: list[tuple[Inline, Inline]] = [
        (t("Priority"), (priority.name, " (", Mono(priority.id), ")"))
    ]
    for question in questions:
        rows.append((t("Question"), (question.text, " (", Mono(question.id), ")")))
        rows.append((t("Why it is asked"), question.why))
    yield Facts(tuple(rows))


def _values(
    kb: KnowledgeBase, criterion: Criterion, question: Question, unknown: Row | None
) -> Iterator[Block]:
    rows = [(figures.number(point.at), point.values) for point in criterion.points] or [
        (choice.id, criterion.values[choice.id]) for choice in question.choices
    ]
    if unknown is not None:
        rows.append((UNKNOWN, unknown))
    title = t(
        "Values from 0 to 100; each may be off by {uncertainty}",
        uncertainty=figures.number(criterion.uncertainty),
    )
    if criterion.decides is not None:
        title = t("Values from -600 to 100 by usual costs; yours follow from your own")
    values = table(
        title,
        rows,
        (t("Answer"), lambda row: (Mono(row[0]),)),
        *(
            (numeric(option.id), lambda row, place=place: figures.table_value(row[1][place]))
            for place, option in enumerate(kb.options)
        ),
    )
    yield from section(title, [values])
    yield by_id((answer.id, answer.text) for answer in question.worded)


def by_id(rows: Iterable[tuple[str, str]]) -> Facts:
    """Ids, each with what it stands for."""
    return Facts(tuple(((Mono(name),), text) for name, text in rows))


def _by_answer(kb: KnowledgeBase, criterion: Criterion) -> Iterator[Block]:
    """The reasons that take the place of the general ones for some answers."""
    reasons = []
    for special in criterion.answer_reasons:
        options = special.options.ids(kb.options)
        some = () if len(options) == len(kb.options) else options
        elsewhere = (answer for answers in (special.when or {}).values() for answer in answers)
        named = (*(special.answers or ()), *elsewhere, *some)
        reasons.append((figures.listed(named), special.text))
    if criterion.counts is not None and criterion.counts.says is not None:
        reasons.append((t("counts of a test"), criterion.counts.says))
    yield from section(t("Reasons for some answers"), [Facts(tuple(reasons))])


def _meaning(criterion: Criterion) -> Iterator[Block]:
    yield from section(t("What a value means"), [_anchors(criterion.anchors)])
    if criterion.computed is not None:
        computed = criterion.computed
        title = t("With a ceiling in the profile, costs are computed, and a value means")
        yield from section(title, [_anchors(computed.anchors)])
        yield Paragraph(t("Rule {id}: {reason}", id=computed.constraint, reason=computed.reason))


def _anchors(anchors: Mapping[int, str]) -> Facts:
    rows = sorted(anchors.items())
    return Facts(tuple((figures.number(value), meaning) for value, meaning in rows))


def _sources(
    kb: KnowledgeBase, claims: Sequence[str], references: Iterable[str]
) -> Iterator[Block]:
    yield from section(t("Claims of the articles that it rests on"), _claims(kb, claims))
    references_of = {reference.id: reference for reference in kb.references}
    yield from section(t("References"), (_reference(references_of[name]) for name in references))


def _reference(reference: Reference) -> Item:
    checked = t(
        "{publisher} (checked {day}, read as {read}). {says}",
        publisher=reference.publisher,
        day=reference.checked_on,
        read=reference.read_as,
        says=reference.says,
    )
    return item((Mono(reference.id), ": ", Link(reference.title, reference.url)), checked)


def _claims(kb: KnowledgeBase, names: Iterable[str]) -> Iterator[Item]:
    claims = {
        claim.id: (article.title, claim) for article in kb.articles for claim in article.claims
    }
    speaks = {
        Favours.OPEN: t("for open"),
        Favours.CLOSED: t("for closed"),
        Favours.NEITHER: t("for neither side"),
    }
    for article, claim in map(claims.__getitem__, names):
        text = t(
            "[{standing}, {speaks}] {paraphrase}",
            standing=claim.standing,
            speaks=speaks[claim.favours],
            paraphrase=claim.paraphrase,
        )
        paragraphs = figures.listed(map(str, claim.paragraphs))
        where = t("{article}, paragraph {paragraphs}", article=article, paragraphs=paragraphs)
        correction = claim.correction
        instead = t("Instead: {correction}", correction=correction) if correction else ""
        yield item((Mono(claim.id), " ", text), where, instead)
