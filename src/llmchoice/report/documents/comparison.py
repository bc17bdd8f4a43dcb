"""Many organisations at once: a row for each and for each of its workloads, and their doubts."""

from collections.abc import Callable, Iterator

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.row import Row, RowList
from llmchoice.model.verdict import points_behind
from llmchoice.report.blocks import Block, Heading, Level, Mono, Paragraph
from llmchoice.report.composition import item, numeric, section, shown, table
from llmchoice.report.documents.verdict import verdict_name
from llmchoice.report.wording.grounds import leader_excluded, nothing_left


def document(result: RowList, _level: Level) -> Iterator[Block]:
    """The same at every level: a row is short."""
    rows, common = result.rows, result.currency

    def priced(amount: Callable[[Row], float | None]) -> Callable[[Row], str]:
        return lambda row: _amount(amount(row), row.currency, common)

    title = t("What each organisation comes to")
    yield Heading(title, 1)
    if any(row.p_side is not None for row in rows):
        yield Paragraph(
            t(
                "Side ahead: the points between the best options of the two sides; where one side"
                " is left, between its first two. How sure: the share of the simulations that the"
                " side which leads wins."
            )
        )
    if any(row.leading for row in rows):
        yield Paragraph(t("In brackets: the option that leads where no option is recommended."))
    if result.folder:
        yield Paragraph(t("All files are in {folder}.", folder=result.folder))
    yield table(
        title,
        rows,
        (t("Organisation"), _name),
        (t("Verdict"), lambda row: verdict_name(row.verdict, row.kind)),
        (t("Option"), _option),
        (numeric(t("Side ahead")), _lead),
        (numeric(t("How sure")), _sure),
        any(_monthly(row) is not None for row in rows)
        and (numeric(_titled(_MONTHLY, common)), priced(_monthly)),
        any(_once(row) is not None for row in rows)
        and (numeric(_titled(_ONCE, common)), priced(_once)),
        (t("File"), lambda row: (Mono(row.file.removeprefix(result.folder)),)),
    )
    doubtful = ((row, tuple(_doubts(row))) for row in rows if row.doubts)
    yield from section(
        t("Doubts"), (item(_name(row), *doubts) for row, doubts in doubtful if doubts)
    )


def _name(row: Row) -> str:
    if row.workload is None:
        return row.organisation
    return t("{organisation}: {work}", organisation=row.organisation, work=row.workload)


def _option(row: Row) -> str:
    if row.option_name is None and row.leading_name is not None:
        return t("({option})", option=row.leading_name)
    return row.option_name or ""


def _lead(row: Row) -> str:
    behind = points_behind(row.margin)
    if behind is not None:
        return t("{points} less", points=figures.distance(behind))
    return shown(figures.distance, row.margin)


def _sure(row: Row) -> str:
    """How often the side that leads does; empty where most simulations leave nothing to lead.

    Where some leave nothing, all of the others are not always.
    """
    if row.p_side is None or row.hardly:
        return ""
    if row.neither_leads:
        return t("neither side")
    of_all = figures.rate if "nothing-left" in row.doubts else figures.share
    return of_all(row.p_side)


def _monthly(row: Row) -> float | None:
    return row.cost if row.months is None else None


def _once(row: Row) -> float | None:
    return row.cost_once


_MONTHLY = message("Cost a month"), message("{currency} a month")
_ONCE = message("Cost once"), message("{currency} once")


def _titled(titles: tuple[str, str], common: str | None) -> str:
    """The title of costs, with the currency that all of them have."""
    return tell(titles[0]) if common is None else tell(titles[1], currency=common)


def _amount(amount: float | None, currency: str | None, common: str | None) -> str:
    if amount is None:
        return ""
    figure = figures.rough(amount)
    return figure if common else t("{amount} {currency}", amount=figure, currency=currency)


def _doubts(row: Row) -> Iterator[str]:
    """What puts the result in doubt, a sentence each."""
    if "inconsistent-comparisons" in row.doubts and row.workload is None:
        yield t(
            "The comparisons of the priorities contradict each other: consistency ratio {ratio}.",
            ratio=figures.ratio(row.consistency or 0),
        )
    yield from nothing_left(row.p_nothing_left)
    if "leader-excluded" in row.doubts:
        leader = t("the leading option")
        yield leader_excluded(leader, row.p_leader_excluded, row.p_nothing_left)
    if "no-known-offer" in row.doubts:
        yield t("Nobody is known to offer it where its data has to stay.")
    if "cost-unknown" in row.doubts:
        yield t("What it costs is not known.")
    if "cost-gap" in row.doubts:
        yield t(
            "What another option costs is not known: at a low price it would be among the best."
        )
    if "few-cases" in row.doubts:
        yield t("Its own test has too few cases to rely on.")
    if "neither-usable" in row.doubts:
        yield t("In its own test neither kind of model did the work.")
    if "ranking-tells-less" in row.doubts:
        yield t("Ratings in the order of the ranking would give another result.")
