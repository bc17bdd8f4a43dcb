"""How many criteria there are, and how far their answers can favour each side."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.entries import Balance, CriteriaCheck, Reach
from llmchoice.model.option import Side
from llmchoice.report.blocks import (
    Block,
    Facts,
    Inline,
    Item,
    Level,
    Mono,
    Paragraph,
    Table,
    numeric,
    section,
)
from llmchoice.report.wording.answers import bare


def document(check: CriteriaCheck, level: Level) -> Iterator[Block]:
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
