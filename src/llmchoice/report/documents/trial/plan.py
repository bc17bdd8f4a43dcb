"""Whether a test of one's own can decide, how large it has to be, and what to test."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.option import Side
from llmchoice.model.testplan import TestPlan, TestSize, TrialPlan
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Hint,
    Item,
    Level,
    Paragraph,
    Table,
)
from llmchoice.report.documents.verdict import verdict_name


def document(result: TrialPlan, level: Level) -> list[Block]:
    """Each plan with its sizes and results; in full also what is expected, and what is assumed."""
    blocks: list[Block] = [
        Heading(t("Test before you choose: {name}", name=result.organisation), 1)
    ]
    for plan in result.plans:
        if plan.name:
            blocks.append(Heading(plan.name))
        blocks += _plan(plan, full=level is Level.FULL)
    if result.entrants:
        blocks += [Heading(t("What to test")), *_entrants(result)]
    if any(plan.decides for plan in result.plans):
        blocks.append(Hint(((t("Begin"), "llmchoice trial new DIR"),)))
    return blocks


def _plan(plan: TestPlan, *, full: bool) -> Iterator[Block]:
    yield Paragraph(_whether(plan))
    if not plan.sizes:
        return
    if plan.decides:
        yield Paragraph(_enough(plan))
    if plan.decides or full:
        yield _table(plan)
        yield Paragraph(_settled(plan), "faint")
    if plan.counted is None and (plan.decides or full):
        yield Paragraph(
            t(
                "The last columns: how often the test alone tells the two apart, if open passes"
                " that much less of all such work (exact test of pairs, 5 %)."
            ),
            "faint",
        )
    if full:
        yield from _assumed(plan)


def _whether(plan: TestPlan) -> str:
    verdict, counted = verdict_name(plan.verdict), plan.counted
    if plan.question is None:
        if plan.verdict is Verdict.NONE:
            return t("Nothing is admissible: a test changes nothing about that.")
        return t("The criteria name no test that could be planned here.")
    if counted is not None:
        so_far = t(
            "Of {cases} cases so far, open passed {open} and closed {closed}.",
            cases=figures.count(counted.cases),
            open=figures.count(counted.open),
            closed=figures.count(counted.closed),
        )
        if plan.decides:
            more = t("With that: {verdict}. More cases can change it.", verdict=verdict)
        else:
            more = t("With that: {verdict}. No result of more cases changes it.", verdict=verdict)
        return f"{so_far} {more}"
    if plan.decides:
        return t("Before a test: {verdict}. A test can change that.", verdict=verdict)
    return t("Before a test: {verdict}. No result of a test changes that.", verdict=verdict)


def _enough(plan: TestPlan) -> str:
    """From how many cases on a side is settled; where one is, how likely another choice is."""
    size = plan.sizes[-1]
    if plan.verdict in {Verdict.OPEN, Verdict.CLOSED}:
        if plan.counted is None:
            return t(
                "The chance that a test of {cases} cases does: {share}.",
                cases=figures.count(size.cases),
                share=figures.share(size.changed),
            )
        return tn(
            "The chance that {number} case more does: {share}.",
            "The chance that {number} cases more do: {share}.",
            size.more,
            share=figures.share(size.changed),
        )
    if plan.enough is None:
        return t(
            "Not even {cases} cases settle it in four of five tests; a result beyond the limits"
            " below does.",
            cases=figures.count(size.cases),
        )
    size = next(size for size in plan.sizes if size.cases == plan.enough)
    if plan.counted is not None:
        return tn(
            "Enough: {number} case more, {cases} in all. Four of five such tests end with a side"
            " recommended.",
            "Enough: {number} cases more, {cases} in all. Four of five such tests end with a side"
            " recommended.",
            size.more,
            cases=figures.count(size.cases),
        )
    return t(
        "Enough: {cases} cases. Four of five such tests end with a side recommended.",
        cases=figures.count(size.cases),
    )


def _settled(plan: TestPlan) -> str:
    if plan.counted is None:
        return t(
            "Settled: how often such a test ends with a side recommended, by what the criteria"
            " expect of work like yours."
        )
    return t(
        "Settled: how often so many cases end with a side recommended, and changed: with another"
        " choice than now, if the others come out as those that were counted let expect. Results"
        " are of all cases; never stands where no result of the others leads there."
    )


def _table(plan: TestPlan) -> Table:
    differences = [] if plan.counted else [each.difference for each in plan.sizes[0].detects]
    return Table(
        (
            Column(t("Cases"), figures=True),
            *([Column(t("Still to test"), figures=True)] if plan.counted else ()),
            Column(t("Closed passes"), figures=True),
            Column(t("Open if it passes"), figures=True),
            Column(t("Closed if open passes"), figures=True),
            Column(t("Settled"), figures=True),
            *([Column(t("Changed"), figures=True)] if plan.counted else ()),
            *(
                Column(t("{percent} worse", percent=figures.whole_percent(each)), figures=True)
                for each in differences
            ),
        ),
        tuple(_row(size, counted=plan.counted is not None) for size in plan.sizes),
        title=t("Tests by their size"),
    )


def _row(size: TestSize, *, counted: bool) -> tuple[str, ...]:
    return (
        figures.count(size.cases),
        *([figures.count(size.more)] if counted else ()),
        figures.count(size.hold),
        t("{passes} or more", passes=figures.count(size.open_from))
        if size.open_from is not None
        else t("never"),
        t("{passes} or fewer", passes=figures.count(size.closed_up_to))
        if size.closed_up_to is not None
        else t("never"),
        figures.share(size.settled),
        *([figures.share(size.changed)] if counted else ()),
        *(() if counted else (figures.share(each.power) for each in size.detects)),
    )


def _assumed(plan: TestPlan) -> Iterator[Block]:
    if plan.counted is not None:
        return
    yield Paragraph(t("What is expected before the test:"))
    yield Bullets(
        tuple(
            Item(
                t(
                    "{text}: {share}, taken as a difference of {points} cases in 100",
                    text=way.text,
                    share=figures.percent(way.likely),
                    points=figures.signed_hundredths(way.difference),
                )
            )
            for way in plan.expected
        )
    )
    if plan.closed_rate is not None:
        yield Paragraph(
            t(
                "Closed is taken to pass {rate} of the cases. What the two pass is taken to have"
                " nothing to do with each other; mostly the same cases are hard for both, and then"
                " fewer cases do.",
                rate=figures.percent(plan.closed_rate),
            )
        )


def _entrants(result: TrialPlan) -> Iterator[Block]:
    sides = {Side.OPEN: t("Open"), Side.CLOSED: t("Closed")}
    yield Bullets(
        tuple(
            Item(
                t(
                    "{side}: {model}, as {option}",
                    side=sides[entrant.side],
                    model=entrant.name,
                    option=entrant.option_name,
                )
            )
            for entrant in result.entrants
        )
    )
    yield Paragraph(
        t("Chosen by facts: terms, price, place. Which does your work is what the test is for."),
        "faint",
    )
