"""The page where kinds of work are assessed one by one: which goes where, and why."""

from collections.abc import Iterable, Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import Assessment, Recommendation, WorkloadResult
from llmchoice.report.blocks import Block, Group, Mark, Table, group, numbered, numeric, table
from llmchoice.report.documents.changes import short_changes
from llmchoice.report.documents.lanes import one_for_all, what_may_go_where
from llmchoice.report.documents.page import (
    MOST_STEPS,
    against,
    changes_it,
    cost,
    costs,
    objections,
    reasons,
    why,
)
from llmchoice.report.documents.verdict import bars, callout, gauge, ruled_out, verdict_name
from llmchoice.report.subject import Names
from llmchoice.report.wording.advice import trial
from llmchoice.report.wording.grounds import step_text
from llmchoice.report.wording.notices import upfront

MOST_PARTS = 3
"""Kinds of work that the page tells one by one; of more it tells what several have in common."""
MOST_LANES = 2
"""The same of lanes, which take a table of what may go where as well."""
MOST_IN_COMMON = 4
"""Reasons, objections, changes and costs of many kinds of work."""
MOST_BARS = 5
"""Options of a kind of work: the others are far behind where more are left."""
MOST_OF_WORK = 1
"""Reasons, objections and changes of each workload, where there are several."""


def of_workloads(assessment: Assessment, names: Names) -> Iterator[Block]:
    """The page where kinds of work are assessed one by one."""
    yield callout(assessment, names, cautions=upfront(assessment.warnings, names))
    yield routes(assessment.workloads, names)
    if assessment.lanes:
        yield from what_may_go_where(assessment, names)
        yield from one_for_all(assessment, names)
    yield from _first_of_each(assessment, names)
    if len(assessment.workloads) > (MOST_LANES if assessment.lanes else MOST_PARTS):
        yield from _of_many(assessment, names)
        return
    for workload in assessment.workloads:
        yield from part(workload, assessment, names)


def routes(workloads: Sequence[WorkloadResult], names: Names) -> Table:
    """Which work goes where."""
    return table(
        t("Which work goes where"),
        workloads,
        (t("Work"), lambda work: work.name),
        (t("Verdict"), lambda work: verdict_name(work.recommendation.verdict)),
        (t("Where"), lambda work: _where(work.recommendation, names)),
        (numeric(t("Wins")), lambda work: figures.share(work.recommendation.p_side or 0)),
    )


def _where(recommendation: Recommendation, names: Names) -> str:
    options = (recommendation.option,) if recommendation.option else recommendation.contenders
    return names.either(options) or t("nowhere")


def part(workload: WorkloadResult, assessment: Assessment, names: Names) -> Iterator[Block]:
    """One kind of work, in a few lines.

    Of a lane without what stands in the tables: what is ruled out, and what it costs.
    """
    yield callout(workload, names, of=workload.name)
    yield from gauge(workload, assessment.rules)
    yield from bars(workload, MOST_BARS)
    if not assessment.lanes:
        yield from ruled_out(workload)
    yield from why(workload, names, MOST_OF_WORK, 3)
    yield from against(workload, MOST_OF_WORK, 3)
    yield from changes_it(workload, names, MOST_OF_WORK, 3)
    if not assessment.lanes:
        yield from cost(workload, assessment, workload.name, 3)


def in_common(texts: Iterable[tuple[str, str | None]], most: int) -> list[str]:
    """What there is to say of kinds of work, each text once with all that it holds for."""
    together: dict[str, list[str]] = {}
    for work, text in texts:
        if text:
            together.setdefault(text, []).append(work)
    return [
        t("For {work}: {text}", work=figures.listed(work), text=text)
        for text, work in list(together.items())[:most]
    ]


def _first_of(work: WorkloadResult, names: Names) -> list[str]:
    """The first step; before it, where the work is undecided, the test that decides."""
    test = trial(work.recommendation, names) if work.recommendation.option is None else []
    return [*test, *map(step_text, work.next_steps[:MOST_OF_WORK])]


def _first_of_each(assessment: Assessment, names: Names) -> Iterator[Group]:
    """What to do for the whole of it, and the first step of each kind of work."""
    works = assessment.workloads
    steps = ((work.name, text) for work in works for text in _first_of(work, names))
    whole = [step_text(step) for step in assessment.next_steps[:MOST_OF_WORK]]
    texts = [*whole, *in_common(steps, MOST_STEPS)]
    yield from group(t("First"), [numbered(texts)], prominent=True)


def _of_many(assessment: Assessment, names: Names) -> Iterator[Group]:
    """What speaks for and against what each of many kinds of work does, and what that costs."""
    works = assessment.workloads
    kinds: tuple[tuple[str, Mark, list[list[str]]], ...] = (
        (t("Why"), "for", [reasons(work, names) for work in works]),
        (t("Against"), "against", [objections(work) for work in works]),
        (t("What if"), "plain", [short_changes(work, names) for work in works]),
        (t("Cost"), "plain", [costs(work, assessment, work.name) for work in works]),
    )
    for label, mark, texts in kinds:
        firsts = ((w.name, text[0]) for w, text in zip(works, texts, strict=True) if text)
        yield from group(label, in_common(firsts, MOST_IN_COMMON), mark=mark)
