"""Whether a test of one's own can decide, how large it has to be, and what to test."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.testplan import TestPlan, TestSize, TrialPlan
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Block, Heading, Hint, Level, Paragraph, Table
from llmchoice.report.composition import bullets, numeric, table
from llmchoice.report.documents.verdict import side_name, verdict_name
from llmchoice.report.wording.trial import from_on, up_to


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
    if any(plan.decides for plan in result.plans):
        yield Hint(((t("Begin"), "llmchoice trial new DIR"),))


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
        detects = t(
            "The last columns: how often the test alone tells the two apart, if open passes that"
            " much less of all such work (exact test of pairs, 5 %)."
        )
        yield Paragraph(detects, "faint")
    if full and plan.counted is None:
        yield from _assumed(plan)


def _whether(plan: TestPlan) -> str:
    verdict, counted = verdict_name(plan.verdict), plan.counted
    if plan.question is None:
        if plan.verdict is Verdict.NONE:
            return t("Nothing is admissible: a test changes nothing about that.")
        return t("The criteria name no test that could be planned here.")
    if counted is None:
        if plan.decides:
            return t("Before a test: {verdict}. A test can change that.", verdict=verdict)
        return t("Before a test: {verdict}. No result of a test changes that.", verdict=verdict)
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


def _enough(plan: TestPlan) -> str:
    """From how many cases on a side is settled; where one is, how likely another choice is."""
    decided = plan.verdict in {Verdict.OPEN, Verdict.CLOSED}
    least = None if decided else plan.enough
    size = next((size for size in plan.sizes if size.cases == least), plan.sizes[-1])
    places = {"cases": figures.count(size.cases), "share": figures.share(size.changed)}
    if decided:
        if plan.counted is None:
            return t("The chance that a test of {cases} cases does: {share}.", **places)
        return tn(
            "The chance that {number} case more does: {share}.",
            "The chance that {number} cases more do: {share}.",
            size.more,
            **places,
        )
    if plan.enough is None:
        return t(
            "Not even {cases} cases settle it in four of five tests; a result beyond the limits"
            " below does.",
            **places,
        )
    if plan.counted is None:
        return t(
            "Enough: {cases} cases. Four of five such tests end with a side recommended.", **places
        )
    return tn(
        "Enough: {number} case more, {cases} in all. Four of five such tests end with a side"
        " recommended.",
        "Enough: {number} cases more, {cases} in all. Four of five such tests end with a side"
        " recommended.",
        size.more,
        **places,
    )


def _settled(plan: TestPlan) -> str:
    if plan.counted is None:
        return t(
            "Settled: how often such a test ends with a side recommended, by what the criteria"
            " expect of work like yours."
        )
    return t(
        "Settled: how often so many cases end with a side recommended, and changed: with another"
        " choice than now, if the others come out as the criteria and those that were counted let"
        " expect. Results are of all cases; never stands where no result of the others leads there."
    )


def _table(plan: TestPlan) -> Table:
    counted = plan.counted is not None
    differences = [] if counted else [each.difference for each in plan.sizes[0].detects]
    return table(
        t("Tests by their size"),
        plan.sizes,
        (numeric(t("Cases")), lambda size: figures.count(size.cases)),
        counted and (numeric(t("Still to test")), lambda size: figures.count(size.more)),
        (numeric(t("Closed passes")), lambda size: figures.count(size.hold)),
        (numeric(t("Open if it passes")), _open_from),
        (numeric(t("Closed if open passes")), _closed_up_to),
        (numeric(t("Settled")), lambda size: figures.share(size.settled)),
        counted and (numeric(t("Changed")), lambda size: figures.share(size.changed)),
        *(
            (
                numeric(t("{percent} worse", percent=figures.whole_percent(difference))),
                lambda size, place=place: figures.share(size.detects[place].power),
            )
            for place, difference in enumerate(differences)
        ),
    )


def _open_from(size: TestSize) -> str:
    return t("never") if size.open_from is None else from_on(size.open_from, size.cases)


def _closed_up_to(size: TestSize) -> str:
    return t("never") if size.closed_up_to is None else up_to(size.closed_up_to)


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
