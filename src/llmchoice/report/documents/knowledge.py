"""The knowledge base, for a reader: what goes by an id, and how far it can favour each side."""

from collections.abc import Iterable, Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.criterion import Criterion, Priority
from llmchoice.model.entries import Balance, CriteriaCheck, KnowledgeEntries, Reach, about
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Option, Side
from llmchoice.model.question import OddsBy, Question
from llmchoice.model.rule import Condition, Constraint, Step
from llmchoice.report.blocks import (
    Block,
    Facts,
    Heading,
    Inline,
    Item,
    Level,
    Mono,
    Paragraph,
    Table,
)
from llmchoice.report.composition import numeric, section, table
from llmchoice.report.documents.argument import rests_on
from llmchoice.report.documents.criteria import by_id, clauses, left_out_when, of_criterion, of_rule
from llmchoice.report.wording.answers import bare
from llmchoice.report.wording.grounds import effort_name

Named = Constraint | Condition | Question | Step


def document(result: KnowledgeEntries | CriteriaCheck, level: Level) -> Iterator[Block]:
    """What goes by an id, and what hangs together with it; or that criteria are valid."""
    return _check(result, level) if isinstance(result, CriteriaCheck) else _entries(result)


def _entries(entries: KnowledgeEntries) -> Iterator[Block]:
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
        yield from section(t("Asked only when"), clauses(kb, question.when))
    if question.asked_of is not None:
        yield from section(t("An interview asks it only when"), clauses(kb, question.asked_of))
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
        yield from section(t("Called for when"), clauses(kb, step.when))
    for at, lifted in enumerate(step.unless):
        yield from section(left_out_when(at), clauses(kb, lifted))
    if step.references:
        yield Paragraph(rests_on(step.references))


def _named(title: str, entries: Iterable[Named]) -> Iterator[Block]:
    """Ids, each with what it stands for, under a heading; nothing where there are none."""
    return section(title, [by_id((entry.id, about(entry)) for entry in entries)])


def _check(check: CriteriaCheck, level: Level) -> Iterator[Block]:
    """That the criteria are valid; their balance where it is wanted, in full with the answers."""
    valid = t(
        "valid: {criteria} criteria under {priorities} priorities, {questions} questions,"
        " {constraints} constraints, {conditions} conditions, {claims} claims,"
        " {references} references",
        criteria=check.criteria,
        priorities=check.priorities,
        questions=check.questions,
        constraints=check.constraints,
        conditions=check.conditions,
        claims=check.claims,
        references=check.references,
    )
    yield Paragraph(valid)
    if check.whole is not None:
        yield from _balance((*check.balance, check.whole), level)


def _balance(balances: tuple[Balance, ...], level: Level) -> Iterator[Block]:
    meaning = t(
        "By how many points the best allowed option of a side can be ahead of the best allowed"
        " one of the other side, over all answers, and which criterion makes the most of it. A"
        " priority has 100 points; in the last row all priorities count the same."
    )
    title = t("How far answers can favour each side")
    most = t("Mostly by")
    columns = (t("Priority"), numeric(t("Open")), most, numeric(t("Closed")), most)
    rows = tuple(
        (_name(balance), *_cells(balance.open), *_cells(balance.closed)) for balance in balances
    )
    yield from section(title, (Paragraph(meaning), Table(columns, rows, title, total=True)))
    one_sided = tuple(
        (_name(balance), balance.reason or t("no reason is given"))
        for balance in balances
        if balance.one_sided is not None and balance.priority is not None
    )
    yield from section(t("Why some are one-sided"), [Facts(one_sided)])
    if level is Level.FULL:
        yield from section(t("The answers that favour each side most"), _extremes(balances))


def _name(balance: Balance) -> str:
    return t("All") if balance.name is None else balance.name


def _cells(reach: Reach | None) -> tuple[Inline, Inline]:
    """By how much a side can be ahead, and by which criterion."""
    if reach is None:
        return t("alone"), ""
    if not reach.ahead:
        return t("never"), ""
    points = figures.score(reach.points)
    most = points if reach.exact else t("at least {points}", points=points)
    return most, (Mono(reach.criterion),)


def _extremes(balances: tuple[Balance, ...]) -> Iterator[Item]:
    for balance in balances:
        for side, reach in ((Side.OPEN, balance.open), (Side.CLOSED, balance.closed)):
            if reach is None or not reach.ahead:
                continue
            given = (
                t("{question}: {answer}", question=question, answer=bare(answer))
                for question, answer in reach.answers.items()
            )
            text = t(
                "{priority}, {side}: {option} is {points} points ahead of {rival}.",
                priority=_name(balance),
                side=side,
                option=reach.option,
                points=figures.score(reach.points),
                rival=reach.rival,
            )
            yield Item(text, details=(figures.separated(given),))
