"""What goes by an id in the knowledge base, for a reader."""

from collections.abc import Iterable, Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.criterion import Criterion, Priority
from llmchoice.model.entries import KnowledgeEntries, about
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Option, Side
from llmchoice.model.question import OddsBy, Question
from llmchoice.model.rule import Condition, Constraint, Step, When
from llmchoice.report.blocks import (
    Block,
    Facts,
    Heading,
    Item,
    Level,
    Mono,
    Paragraph,
    numeric,
    section,
    table,
)
from llmchoice.report.documents.criteria import by_id, of_criterion, of_rule
from llmchoice.report.wording.grounds import effort_name

Named = Constraint | Condition | Question | Step


def document(entries: KnowledgeEntries, _level: Level) -> Iterator[Block]:
    """Everything about what goes by an id, and the ids of what hangs together with it."""
    kb = entries.knowledge
    for entry in (shown.entry for shown in entries.entries):
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
    criteria = table(
        "",
        priority.criteria,
        (t("Id"), lambda each: (Mono(each.id),)),
        (t("Criterion"), lambda each: each.name),
        (numeric(t("Share")), lambda each: figures.whole_percent(priority.shares[each.id])),
    )
    yield from section(t("Its criteria"), [criteria])
    questions = by_id((question.id, question.text) for question in kb.feeding(priority))
    yield from section(t("The questions that feed it"), [questions])


def _question(kb: KnowledgeBase, question: Question) -> Iterator[Block]:
    yield Heading(t("Question: {text}", text=question.text), 1)
    yield Paragraph(question.why)
    if question.explanation is not None:
        yield Paragraph(question.explanation)
    if question.unit is not None:
        yield Facts(((t("Answered in"), question.unit),))
    answers = by_id((answer.id, answer.text) for answer in question.worded)
    yield from section(t("Answers"), [answers])
    if question.odds_by is not None:
        yield from _odds(question, question.odds_by)
    if question.when is not None:
        yield from section(t("Asked only when"), _conditions(kb, question.when))
    read_by = by_id((criterion.id, criterion.name) for criterion in kb.judged_by(question))
    yield from section(t("Criteria that read it"), [read_by])
    yield from _named(t("What else hangs on it"), kb.hanging_on(question))


def _odds(question: Question, by: OddsBy) -> Iterator[Block]:
    """How likely each choice is, by the answer to another question."""
    odds = table(
        t("By the answer to {question}", question=by.question),
        by.shares.items(),
        (by.question, lambda row: (Mono(row[0]),)),
        *(
            (numeric(choice.id), lambda row, id_=choice.id: figures.percent(row[1][id_]))
            for choice in question.choices
        ),
    )
    yield from section(t("How likely each answer is where it is not known"), [odds])


def _option(kb: KnowledgeBase, option: Option) -> Iterator[Block]:
    side = t("open weights") if option.weights is Side.OPEN else t("closed weights")
    yield Heading(t("Option: {name}", name=option.name), 1)
    yield Paragraph(option.hosting)
    rows = ((t("Side"), side), (t("Short name"), option.short), (t("Example"), option.example))
    yield Facts(rows)
    rules = (rule for rule in kb.constraints if option.id in rule.excludes)
    needs = (rule for rule in kb.conditions if option.id in rule.options)
    steps = (step for step in kb.steps if option.id in step.options)
    yield from _named(t("What can rule it out"), rules)
    yield from _named(t("What it may need first"), needs)
    yield from _named(t("Steps of its own"), steps)


def _step(kb: KnowledgeBase, step: Step) -> Iterator[Block]:
    names = figures.listed(o.name for o in kb.options if o.id in step.options)
    yield Heading(t("Step: {text}", text=step.text), 1)
    yield Paragraph(step.because)
    rows = ((t("Effort"), effort_name(step.effort)), (t("Goes with"), names or t("every option")))
    yield Facts(rows)
    if step.when is not None:
        yield from section(t("Called for when"), _conditions(kb, step.when))


def _named(title: str, entries: Iterable[Named]) -> Iterator[Block]:
    """Ids, each with what it stands for, under a heading; nothing where there are none."""
    return section(title, [by_id((entry.id, about(entry)) for entry in entries)])


def _conditions(kb: KnowledgeBase, when: When) -> Iterator[Item]:
    return (
        Item((question.text, " ", Mono(question.id)), details=answers)
        for question, answers in kb.matching(when)
    )
