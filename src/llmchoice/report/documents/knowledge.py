"""What goes by an id in the knowledge base, for a reader."""

from collections.abc import Iterable, Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.criterion import Criterion, Priority
from llmchoice.model.entries import Entry, KnowledgeEntries, about
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Option, Side
from llmchoice.model.question import OddsBy, Question
from llmchoice.model.rule import Condition, Constraint, Step, When
from llmchoice.report.blocks import (
    Block,
    Facts,
    Heading,
    Heads,
    Inline,
    Item,
    Level,
    Mono,
    Paragraph,
    Table,
    bullets,
    numeric,
    table,
)
from llmchoice.report.documents.criteria import of_criterion, of_rule
from llmchoice.report.wording.grounds import effort_name

Named = Constraint | Condition | Question | Step


def document(entries: KnowledgeEntries, _level: Level) -> list[Block]:
    """Everything about what goes by an id, and the ids of what hangs together with it."""
    return [block for shown in entries.entries for block in _entry(entries, shown.entry)]


def _entry(entries: KnowledgeEntries, entry: Entry) -> Iterator[Block]:
    kb = entries.knowledge
    match entry:
        case Criterion():
            yield from of_criterion(kb, entry, entries.unknown)
        case Constraint() | Condition():
            yield from of_rule(kb, entry)
        case Priority():
            yield from _priority(kb, entry)
        case Question():
            yield from _question(kb, entry)
        case Option():
            yield from _option(kb, entry)
        case Step():
            yield from _step(kb, entry)


def _priority(kb: KnowledgeBase, priority: Priority) -> Iterator[Block]:
    yield Heading(t("Priority: {name}", name=priority.name), 1)
    yield Paragraph(priority.about)
    yield Facts(((t("Worst"), priority.worst), (t("Best"), priority.best)))
    yield Heading(t("Its criteria"))
    yield table(
        "",
        priority.criteria,
        (t("Id"), lambda each: (Mono(each.id),)),
        (t("Criterion"), lambda each: each.name),
        (numeric(t("Share")), lambda each: figures.whole_percent(priority.shares[each.id])),
    )
    yield Heading(t("The questions that feed it"))
    yield _listed((question.id, question.text) for question in kb.feeding(priority))


def _question(kb: KnowledgeBase, question: Question) -> Iterator[Block]:
    yield Heading(t("Question: {text}", text=question.text), 1)
    yield Paragraph(question.why)
    if question.explanation is not None:
        yield Paragraph(question.explanation)
    if question.unit is not None:
        yield Facts(((t("Answered in"), question.unit),))
    if question.choices:
        yield Heading(t("Answers"))
        yield _listed((answer.id, answer.text) for answer in question.worded)
    if question.odds_by is not None:
        yield from _odds(question, question.odds_by)
    if question.when is not None:
        yield Heading(t("Asked only when"))
        yield _conditions(kb, question.when)
    yield from _part(
        t("Criteria that read it"),
        ((criterion.id, criterion.name) for criterion in kb.judged_by(question)),
    )
    yield from _part(t("What else hangs on it"), _named(kb.hanging_on(question)))


def _odds(question: Question, by: OddsBy) -> Iterator[Block]:
    """How likely each choice is, by the answer to another question."""
    yield Heading(t("How likely each answer is where it is not known"))
    ids = [choice.id for choice in question.choices]
    columns: Heads = (by.question, *(numeric(name) for name in ids))
    rows: list[tuple[Inline, ...]] = []
    for name, shares in by.shares.items():
        rows.append(((Mono(name),), *(figures.percent(shares[each]) for each in ids)))
    yield Table(columns, tuple(rows), t("By the answer to {question}", question=by.question))


def _option(kb: KnowledgeBase, option: Option) -> Iterator[Block]:
    side = t("open weights") if option.weights is Side.OPEN else t("closed weights")
    yield Heading(t("Option: {name}", name=option.name), 1)
    yield Paragraph(option.hosting)
    rows = ((t("Side"), side), (t("Short name"), option.short), (t("Example"), option.example))
    yield Facts(rows)
    yield from _part(
        t("What can rule it out"), _named(r for r in kb.constraints if option.id in r.excludes)
    )
    yield from _part(
        t("What it may need first"), _named(r for r in kb.conditions if option.id in r.options)
    )
    yield from _part(t("Steps of its own"), _named(s for s in kb.steps if option.id in s.options))


def _step(kb: KnowledgeBase, step: Step) -> Iterator[Block]:
    names = figures.listed(o.name for o in kb.options if o.id in step.options)
    yield Heading(t("Step: {text}", text=step.text), 1)
    yield Paragraph(step.because)
    rows = ((t("Effort"), effort_name(step.effort)), (t("Goes with"), names or t("every option")))
    yield Facts(rows)
    if step.when is not None:
        yield Heading(t("Called for when"))
        yield _conditions(kb, step.when)


def _named(entries: Iterable[Named]) -> Iterator[tuple[str, str]]:
    return ((entry.id, about(entry)) for entry in entries)


def _conditions(kb: KnowledgeBase, when: When) -> Block:
    items = (
        Item((question.text, " ", Mono(question.id)), details=answers)
        for question, answers in kb.matching(when)
    )
    return bullets(items)


def _part(title: str, rows: Iterator[tuple[str, str]]) -> Iterator[Block]:
    """Names and texts under a heading; nothing where there are none."""
    if facts := tuple(rows):
        yield Heading(title)
        yield _listed(facts)


def _listed(rows: Iterable[tuple[str, str]]) -> Block:
    return Facts(tuple(((Mono(name),), text) for name, text in rows))
