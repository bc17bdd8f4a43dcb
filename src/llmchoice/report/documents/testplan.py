"""Whether a test of one's own can decide, how large it has to be, and what to test."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.testplan import TestPlan, TrialPlan
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Block, Heading, Hint, Level, Paragraph, Table
from llmchoice.report.composition import bullets, numeric, shown, table
from llmchoice.report.documents.verdict import side_name, verdict_name
from llmchoice.report.wording.advice import decider
from llmchoice.report.wording.experiment import from_on, up_to


def document(result: TrialPlan, level: Level) -> Iterator[Block]:
    """Each plan with its sizes and results; in full also what is expected, and what is assumed."""
    yield Heading(t("Test before you choose: {name}", name=result.organisation), 1)
    for plan in result.plans:
        if plan.name:
            yield Heading(plan.name)
        yield from _plan(plan, full=level is Level.FULL)
    if result.entrants:
        yield Heading(t("What to test"))
        yield bullets(
            t(
                "{side}: {model}, as {option}",
                side=side_name(entrant.side),
                model=entrant.name,
                option=entrant.option_name,
            )
            for entrant in result.entrants
        )
        chosen = t(
            "Chosen by facts: terms, price, place. Which does your work is what the test is for."
        )
        yield Paragraph(chosen, "faint")
    if any(plan.enough is not None for plan in result.plans):
        yield Hint(((t("Begin"), "llmchoice trial new DIR"),))


def _plan(plan: TestPlan, *, full: bool) -> Iterator[Block]:
    yield Paragraph(_whether(plan))
    if plan.instead is not None:
        yield Paragraph(decider(plan.instead, several=False))
    if not plan.sizes:
        return
    if plan.enough is not None:
        yield Paragraph(_enough(plan, plan.enough))
    if plan.enough is not None or full:
        yield _table(plan, full=full)
        yield Paragraph(_columns(plan), "faint")
    if full and plan.counted is None:
        detects = t(
            "The last columns: how often the test alone tells the two apart, if open passes that"
            " much less of all such work (exact test of pairs, 5 %)."
        )
        yield Paragraph(detects, "faint")
        yield from _assumed(plan)


def _whether(plan: TestPlan) -> str:
    if plan.level:
        return t("The sides are level: you may choose either, without a test.")
    if plan.question is None:
        return (
            t("Nothing is admissible: a test changes nothing about that.")
            if plan.verdict is Verdict.NONE
            else t("The criteria name no test that could be planned here.")
        )
    verdict, counted = verdict_name(plan.verdict), plan.counted
    if plan.enough is not None:
        now = t("As it stands: {verdict}. Testing can change that.", verdict=verdict)
    elif plan.decides:
        now = t("As it stands: {verdict}. Testing would hardly change that.", verdict=verdict)
    else:
        now = t("As it stands: {verdict}. No result of testing changes that.", verdict=verdict)
    if counted is None:
        return now
    so_far = t(
        "Of {cases} cases so far, open passed {open} and closed {closed}.",
        cases=figures.count(counted.cases),
        open=figures.count(counted.open),
        closed=figures.count(counted.closed),
    )
    return f"{so_far} {now}"


def _enough(plan: TestPlan, enough: int) -> str:
    """How many cases to test, why, and how likely these change the choice."""
    size = next(size for size in plan.sizes if size.cases == enough)
    most = plan.sizes[-1].cases
    if plan.counted is None:
        number = t("Test {cases} cases.", cases=figures.count(enough))
    else:
        number = t(
            "Test {more} cases more, {cases} in all.",
            more=figures.count(size.more),
            cases=figures.count(enough),
        )
    if enough < most:
        why = t(
            "{share} of such tests end with the choice that {most} cases would come to, which is"
            " enough.",
            share=figures.share(size.agrees),
            most=figures.count(most),
        )
    else:
        why = t("With fewer, too many tests would end with another choice.")
    changed = t("Chance that it changes the choice: {share}.", share=figures.share(size.changed))
    return f"{number} {why} {changed}"


def _columns(plan: TestPlan) -> str:
    """What the columns hold."""
    expected = (
        t("By what the criteria expect of work like yours.")
        if plan.counted is None
        else t("If the others come out as the criteria and those that were counted let expect.")
    )
    changed = t("Changed: with another choice than now.") if _is_decided(plan) else ""
    largest = t(
        "As the largest: with the choice that the largest test would come to; a small test more"
        " often names a side by luck. Results are of all cases; never stands where no result leads"
        " there."
    )
    named = t("Side named: how often a test of this size ends with a side recommended.")
    return " ".join(filter(None, (named, changed, largest, expected)))


def _is_decided(plan: TestPlan) -> bool:
    """Whether a side is recommended before the test."""
    return plan.verdict in {Verdict.OPEN, Verdict.CLOSED}


def _table(plan: TestPlan, *, full: bool) -> Table:
    counted = plan.counted is not None
    shows = full and not counted
    never = t("never")
    differences = [each.difference for each in plan.sizes[0].detects] if shows else []
    return table(
        t("Tests by their size"),
        plan.sizes,
        (numeric(t("Cases")), lambda size: figures.count(size.cases)),
        counted and (numeric(t("Still to test")), lambda size: figures.count(size.more)),
        (numeric(t("Closed passes")), lambda size: figures.count(size.hold)),
        (
            numeric(t("Open if it passes")),
            lambda size: shown(lambda passes: from_on(passes, size.cases), size.open_from, never),
        ),
        (numeric(t("Closed if open passes")), lambda size: shown(up_to, size.closed_up_to, never)),
        (numeric(t("Side named")), lambda size: figures.share(size.settled)),
        _is_decided(plan) and (numeric(t("Changed")), lambda size: figures.share(size.changed)),
        (
            numeric(t("As the largest")),
            lambda size: "" if size == plan.sizes[-1] else figures.share(size.agrees),
        ),
        *(
            (
                numeric(t("{percent} worse", percent=figures.whole_percent(difference))),
                lambda size, place=place: figures.share(size.detects[place].power),
            )
            for place, difference in enumerate(differences)
        ),
    )


def _assumed(plan: TestPlan) -> Iterator[Block]:
    yield Paragraph(t("What is expected before the test:"))
    yield bullets(
        t(
            "{text}: {share}, taken as a difference of {points} cases in 100",
            text=way.text,
            share=figures.percent(way.likely),
            points=figures.signed_hundredths(way.difference),
        )
        for way in plan.expected
    )
    if plan.closed_rate is not None:
        rests_on = t(
            "Closed is taken to pass {rate} of the cases. What the two pass is taken to have"
            " nothing to do with each other; mostly the same cases are hard for both, and then"
            " fewer cases do.",
            rate=figures.percent(plan.closed_rate),
        )
        yield Paragraph(rests_on)
