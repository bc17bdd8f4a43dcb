"""The page where kinds of work or of data are assessed one by one: which goes where, and why.

Longer than other files because it is one page, which is read from top to bottom.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.assessment import Assessment, Recommendation, WorkloadResult
from llmchoice.model.lane import Placement, Together
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Block, Mark, Paragraph, Table
from llmchoice.report.composition import below, group, numbered, numeric, table
from llmchoice.report.documents import page, verdict
from llmchoice.report.documents.changes import short_changes
from llmchoice.report.documents.cost import (
    all_costs,
    beside_bill,
    beside_cost,
    without_offer,
)
from llmchoice.report.documents.evidence import aged
from llmchoice.report.documents.page import MOST_STEPS
from llmchoice.report.subject import Names, grouped
from llmchoice.report.wording.advice import not_started, starting
from llmchoice.report.wording.answers import answer
from llmchoice.report.wording.experiment import besides_own_test, own_test
from llmchoice.report.wording.grounds import nothing_left, step_text
from llmchoice.report.wording.notices import upfront

MOST_PARTS = 3
"""Kinds of work that the page tells one by one; of more it tells what several have in common."""
MOST_LANES = 2
"""The same of lanes that go to different sides: they take a table of what may go where as well."""
MOST_IN_COMMON = 4
"""Reasons, objections, changes and costs of many kinds of work."""
MOST_EXPLAINED = 2
"""Options below the table that are told in full."""
MOST_FIRST = 5
"""Kinds of work that each have a first step."""
MOST_BARS, MOST_BARS_OF_LANE = 4, 3
"""Options of a kind of work: the others are far behind where more are left."""
MOST_OF_WORK = 1
"""Reasons, objections and changes of each workload, where there are several."""


def of_workloads(assessment: Assessment, names: Names) -> Iterator[Block]:
    """The page where kinds of work are assessed one by one."""
    works = assessment.workloads
    cautions = [*blocked(assessment), *upfront(assessment.warnings, names)]
    if _are_many(assessment):
        doubts = (
            (work.name, text)
            for work in works
            for text in (
                *nothing_left(work.recommendation.p_nothing_left),
                *not_started(work.recommendation, names),
            )
        )
        cautions += in_common(works, doubts, MOST_IN_COMMON)
    yield verdict.callout(assessment, names, cautions=cautions)
    yield routes(works, names)
    yield from _explained(assessment)
    if assessment.lanes:
        yield from what_may_go_where(assessment, names)
        yield from _one_for_all(assessment, names)
    yield from _first_of_each(assessment, names)
    if _are_many(assessment):
        yield from _of_many(assessment, names)
        yield from aged(assessment.old_prices, assessment.old_facts)
        return
    yield from group(t("Cost"), map(Paragraph, all_costs(assessment)))
    yield from aged(assessment.old_prices, assessment.old_facts)
    for workload in assessment.workloads:
        yield from part(workload, assessment, names)


def blocked(assessment: Assessment) -> Iterator[str]:
    """The kinds of work for which nothing is allowed, where something is for others."""
    names = figures.listed(work.name for work in assessment.workloads if _is_blocked(work))
    if names and assessment.recommendation.verdict is not Verdict.NONE:
        yield t("Nothing is allowed for {work}.", work=names)


def _is_blocked(work: WorkloadResult) -> bool:
    return work.recommendation.verdict is Verdict.NONE


def _are_many(assessment: Assessment) -> bool:
    """Whether the page tells what they have in common, and not each on its own."""
    if not assessment.lanes:
        return len(assessment.workloads) > MOST_PARTS
    is_mixed = assessment.recommendation.verdict is Verdict.MIXED
    return not is_mixed or len(assessment.workloads) > MOST_LANES


def routes(workloads: Sequence[WorkloadResult], names: Names) -> Table:
    """Which work goes where."""
    return table(
        t("Which work goes where"),
        workloads,
        (t("Work"), lambda work: work.name),
        (t("Verdict"), lambda work: verdict.verdict_name(work.recommendation.verdict)),
        (t("Where"), lambda work: names.either(work.recommendation.foremost) or t("nowhere")),
        (numeric(t("Wins")), lambda work: _wins(work.recommendation)),
    )


def _explained(assessment: Assessment) -> Iterator[Paragraph]:
    """What the table's shares are of, and the options in full, where nothing below tells it.

    Of a few options, and not of many kinds of work: there is no room.
    """
    works, sentences = assessment.workloads, []
    has_room = bool(assessment.lanes) or not _are_many(assessment)
    if not _are_many(assessment):
        works = tuple(work for work in works if work.recommendation.option is None)
    elif any(work.recommendation.p_side is not None for work in works):
        needed = figures.percent(assessment.rules.confidence)
        sentences.append(t("Wins: share of the simulations; {share} is needed.", share=needed))
    named = {option for work in works for option in work.recommendation.foremost}
    if has_room and len(named) <= MOST_EXPLAINED:
        options = (option for work in works for option in work.options if option.id in named)
        sentences += dict.fromkeys(
            t("{option}: {name}.", option=option.short, name=option.name) for option in options
        )
    if sentences:
        yield Paragraph(" ".join(sentences), "faint")


def _wins(recommendation: Recommendation) -> str:
    """How often the side that leads wins; with its name where the verdict does not give it.

    Where a side wins for want of another, and many simulations leave nothing, how many do.
    """
    is_alone = len(recommendation.sides_left) == 1
    if is_alone and "nothing-left" in recommendation.doubts and recommendation.tendency is not None:
        nothing = figures.share(recommendation.p_nothing_left or 0)
        return t("nothing allowed in {share}", share=nothing)
    share = figures.share(recommendation.p_side or 0)
    if recommendation.neither_leads:
        return t("neither side leads")
    if recommendation.tendency is None:
        return share
    return t("{side} {share}", side=verdict.side_name(recommendation.tendency), share=share)


def part(workload: WorkloadResult, assessment: Assessment, names: Names) -> Iterator[Block]:
    """One kind of work, in a few lines.

    Of a lane without what stands in the tables: what is ruled out, and what it costs.
    """
    yield verdict.callout(workload, names, of=workload.name)
    yield from verdict.gauge(workload, assessment.rules)
    yield from verdict.bars(workload, MOST_BARS_OF_LANE if assessment.lanes else MOST_BARS)
    if not assessment.lanes:
        yield from verdict.without_bar(workload, MOST_BARS)
        yield from verdict.ruled_out(workload, MOST_OF_WORK)
    groups = [*page.why(workload, names, MOST_OF_WORK), *page.against(workload, MOST_OF_WORK)]
    if not _is_blocked(workload):  # then what would change it is the first step
        groups += page.changes_it(workload, names, MOST_OF_WORK)
    if not assessment.lanes:
        groups += page.cost(workload, assessment, workload.name)
    yield from below(groups)


def in_common(
    works: Sequence[WorkloadResult],
    texts: Iterable[tuple[str, str | None]],
    most: int | None = None,
) -> list[str]:
    """What there is to say of kinds of work, each text once with all that it holds for."""
    together = grouped((text, work) for work, text in texts if text)
    return [
        t("For all of it: {text}", text=text)
        if len(set(names)) == len(works) > 1
        else t("For {work}: {text}", work=figures.listed(dict.fromkeys(names)), text=text)
        for text, names in list(together.items())[:most]
    ]


def _first_of(work: WorkloadResult, names: Names, start: Sequence[str], most: int) -> list[str]:
    """The first steps; before them what to start with and, where it is undecided, the test.

    Where nothing is allowed, what would allow something again.
    """
    if _is_blocked(work):
        changes = short_changes(work, names)[:MOST_OF_WORK] or [page.choose_what_to_change()]
        return [*changes, *page.beside_options(work.next_steps)]
    steps = besides_own_test(work)
    before = [step_text(step) for step in steps if step.before_all]
    test = own_test(work, names) if work.recommendation.option is None else []
    others = (step_text(step) for step in steps if not step.before_all)
    return [*before, *start, *test, *islice(others, most)]


def _first_of_each(assessment: Assessment, names: Names) -> Iterator[Block]:
    """What to do for the whole of it, and the first step of each kind of work.

    Before all of it what would allow something again, where nothing is allowed.
    """
    many = _are_many(assessment)
    of_work = MOST_STEPS if many and assessment.lanes else MOST_OF_WORK
    starts = {
        work.name: starting(work.recommendation, names)
        for work in assessment.workloads
        # Of few, each one that is undecided says it at its own verdict.
        if many or work.recommendation.option is not None
    }
    urgent, steps = (
        [
            (work.name, text)
            for work in assessment.workloads
            if _is_blocked(work) is is_blocked
            for text in _first_of(work, names, starts.get(work.name, ()), of_work)
        ]
        for is_blocked in (True, False)
    )
    works = assessment.workloads
    first = in_common(works, urgent, MOST_STEPS)
    whole = [step_text(step) for step in assessment.next_steps[:MOST_OF_WORK]]
    most = MOST_STEPS + len({text for texts in starts.values() for text in texts})
    texts = [*first, *whole, *in_common(works, _in_turn(steps, most - len(first)))]
    yield from group(t("First"), [numbered(texts)], prominent=True)


def _in_turn(steps: Sequence[tuple[str, str]], most: int) -> Iterator[tuple[str, str]]:
    """The steps that there is room for: the first one of each kind of work before any second one.

    Where kinds of work share a step, it takes the room of one.
    """
    of_work = grouped(steps)
    turns = zip_longest(*of_work.values())
    ordered = dict.fromkeys(text for turn in turns for text in turn if text)
    firsts = dict.fromkeys(texts[0] for texts in of_work.values())
    kept = {*islice(ordered, most), *islice(firsts, MOST_FIRST)}
    return (step for step in steps if step[1] in kept)


def _of_many(assessment: Assessment, names: Names) -> Iterator[Block]:
    """What speaks for and against what each of many kinds of work does, and what that costs."""
    works = assessment.workloads
    of_each = [page.costs(work, assessment, work.name) for work in works]
    # Where nothing is allowed, what would change it is its first step already.
    changes = [[] if _is_blocked(work) else short_changes(work, names) for work in works]
    kinds: tuple[tuple[str, Mark, list[list[str]], int], ...] = (
        (t("Why"), "for", [page.reasons(work) for work in works], MOST_IN_COMMON),
        (t("Against"), "against", [page.objections(work) for work in works], MOST_IN_COMMON),
        (t("What if"), "plain", changes, MOST_OF_WORK),
        (t("Cost"), "plain", of_each, MOST_IN_COMMON),
    )
    for label, mark, texts, most in kinds:
        firsts = ((w.name, text[0]) for w, text in zip(works, texts, strict=True) if text)
        whole = all_costs(assessment) if texts is of_each else []
        # What is not in the costs, once for all of them.
        beside = dict.fromkeys(each for text in texts for each in text[1:] if texts is of_each)
        yield from group(label, [*whole, *in_common(works, firsts, most), *beside], mark=mark)


def what_may_go_where(assessment: Assessment, names: Names) -> Iterator[Table]:
    """Which options may hold each kind of data; kinds that are in the same place share a row."""
    rows: dict[tuple[str, str], list[str]] = {}
    for placed in assessment.placements:
        place = answer(placed.place.label) if placed.place else t("not known")
        allowed = _allowed(placed, names, without_offer(assessment, placed.workload))
        kinds = rows.setdefault((place, allowed), [])
        if placed.name not in kinds:
            kinds.append(placed.name)
    if rows:
        columns = (t("Data"), t("Its place"), t("May go to"))
        shown = tuple((figures.listed(kinds), *row) for row, kinds in rows.items())
        yield Table(columns, shown, t("What may go where"))


def _allowed(placed: Placement, names: Names, without: frozenset[str]) -> str:
    """The options that may hold it, or those that may not where these are fewer."""
    if placed.mostly_excluded:
        allowed = names.either(placed.may) or t("nowhere")
    elif placed.may_not:
        allowed = t("every option but {options}", options=names.listed(placed.may_not))
    else:
        allowed = t("every option")
    lacking = names.listed(option for option in placed.may if option in without)
    if not lacking:
        return allowed
    return t(
        "{allowed}; whether there is an offer of {options} is not known",
        allowed=allowed,
        options=lacking,
    )


def _one_for_all(assessment: Assessment, names: Names) -> Iterator[Block]:
    """What an option for each lane gains over one for everything, and what it costs."""
    together = assessment.together
    if together is not None:
        gained = [_gained(together, names)] if together.options else []
        whole = _one_option(together, assessment, names)
        parts = _divided(together, assessment, names)
        left_out = beside_cost(assessment, None) if together.costs else []
        yield from group(t("Or one for all"), (whole, *gained, parts, *left_out))


def _one_option(together: Together, assessment: Assessment, names: Names) -> str:
    rule = figures.enumerated(answer(place.label) for place in together.places)
    if not together.options:
        return t('By the strictest rule, "{rule}", no option may hold all of this data.', rule=rule)
    places = {"rule": rule, "options": names.either(together.options)}
    if together.cost is None or assessment.costs is None:
        return t('By the strictest rule, "{rule}", the best for all is {options}.', **places)
    return t(
        'By the strictest rule, "{rule}", the best for all is {options}, for {amount} {currency} a'
        " month.",
        amount=figures.about(together.cost.typical),
        currency=assessment.costs.currency,
        **places,
    )


def _gained(together: Together, names: Names) -> str:
    worth = [
        t("{points} for {lane}", points=figures.points(gain.points or 0), lane=gain.lane)
        for gain in together.gains
        if gain.gains
    ]
    lost = grouped(
        ((gain.options, figures.points(-(gain.points or 0))), gain.lane)
        for gain in together.gains
        if gain.loses
    )
    if worth:
        text = tn(
            "An option for each gains {points}, and means {number} system to run.",
            "An option for each gains {points}, and means {number} systems to run.",
            together.systems,
            points=figures.listed(worth),
        )
    elif lost:
        text = t("An option for each gains nothing.")
    else:
        text = t("An option for each gains nothing: everywhere this one is as good.")
    less = (
        t(
            "{options}, named for {lane}, scores {points} of 100 less than {whole}.",
            options=names.either(options),
            lane=figures.listed(lanes),
            points=points,
            whole=names.either(together.options),
        )
        for (options, points), lanes in lost.items()
    )
    return " ".join((text, *less))


def _divided(together: Together, assessment: Assessment, names: Names) -> str:
    if not together.costs or assessment.costs is None:
        return t("What an option for each costs was not computed.")
    report = assessment.costs
    by_amount = grouped(
        ((gain.options, figures.about(gain.cost.typical)), gain.lane)
        for gain in together.gains
        if gain.cost is not None and gain.options
    )
    amounts = figures.listed(
        t(
            "{amount} with {options} for {lane}",
            amount=amount,
            options=names.either(options),
            lane=figures.listed(lanes),
        )
        for (options, amount), lanes in by_amount.items()
    )
    total = t(
        "If all tokens went one way, a month would cost {amounts} ({currency}).",
        amounts=amounts,
        currency=report.currency,
    )
    # The kinds of data share all tokens and all people.
    subject = report.subjects[0]
    priced = {option for options, _ in by_amount for option in options}
    compared = [cost for cost in subject.costs if cost.option in priced]
    return " ".join((total, *beside_bill(report, subject, compared, monthly=True)))
