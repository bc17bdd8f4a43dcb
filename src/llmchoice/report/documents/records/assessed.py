"""The record of an assessment: what is proposed, why, and how to check it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.assessment import (
    Assessment,
    Contribution,
    PriorityWeight,
    Reason,
    Stance,
    WeakSpot,
    WorkloadResult,
)
from llmchoice.model.comparison import Origin
from llmchoice.model.verdict import Verdict
from llmchoice.plain import plain
from llmchoice.report.blocks import Block, Code, Facts, Heading, Inline, Mono, Paragraph
from llmchoice.report.composition import fitting, section
from llmchoice.report.documents.changes import MOST_WAYS, short_changes
from llmchoice.report.documents.cost import beside_cost, cost_line
from llmchoice.report.documents.records.choice import outcome
from llmchoice.report.documents.workloads import in_common
from llmchoice.report.subject import Names, Subject, names_of, ranked, weighings
from llmchoice.report.wording.advice import looking_again
from llmchoice.report.wording.amounts import added, estimate
from llmchoice.report.wording.experiment import besides_own_test, no_test, own_test
from llmchoice.report.wording.grounds import by_reason, grounds, step_text
from llmchoice.report.wording.notices import outdated

_PRIORITIES = 2
_RULES = 1
_STEPS = 1
_CHANGES = 1
_ARGUMENTS = 2
_WORDS = 50
"""Of the reasons, where there are two."""
_CRITERIA = 2
_TOLD_IN_FULL = 2
"""Kinds of work of which both good and bad is told."""
_OTHERS = 2
"""Options that are set against the chosen one: the next ones behind it."""


def title(assessment: Assessment) -> str:
    """Problem and solution in one line."""
    recommendation, names = assessment.recommendation, names_of(assessment)
    name = assessment.profile.organisation
    if recommendation.option is not None:
        option = names.option(recommendation.option)
        return t("Use {option} for {organisation}", option=option, organisation=name)
    return tell(_TITLES[recommendation.verdict], organisation=name)


_TITLES = {
    Verdict.OPEN: message("Use open models for {organisation}"),
    Verdict.CLOSED: message("Use closed models for {organisation}"),
    Verdict.MIXED: message("Use open and closed models for {organisation}"),
    Verdict.NONE: message("No option is allowed for {organisation}"),
    Verdict.UNDECIDED: message("Not decided yet, open or closed models for {organisation}"),
}


def sections(assessment: Assessment, stated: str) -> Iterator[Block]:
    """The chapters of the template, in its order; `stated`: further options of the command."""
    names = names_of(assessment)
    asked = t(
        "Should {organisation} build on open or on closed language models, and who runs them?",
        organisation=assessment.profile.organisation,
    )
    yield from section(t("Context and Problem Statement"), [Paragraph(asked)])
    yield from section(t("Decision Drivers"), _drivers(assessment))
    yield from section(t("Considered Options"), _considered(assessment))
    decided = (
        *outcome(assessment, names),
        *consequences(assessment, names),
        *confirmation(_checks(assessment, names)),
    )
    yield from section(t("Decision Outcome"), decided)
    yield from pros_and_cons(assessment)
    yield from _more(assessment, stated)


def _drivers(assessment: Assessment) -> Iterator[str]:
    for priorities, works in weighings(assessment):
        heaviest = list(_heaviest(priorities))
        if works:
            texts = {"work": figures.listed(works), "priorities": figures.enumerated(heaviest)}
            yield t("{work}: {priorities}", **texts)
        else:
            yield from heaviest
    if not assessment.workloads:
        reasons = sorted(by_reason(assessment.options).items(), key=lambda pair: -len(pair[1]))
        for reason, options in reasons[:_RULES]:
            ruled_out = figures.listed(options)
            yield t("Ruled out: {options}. {reason}", reason=reason, options=ruled_out)


def _heaviest(priorities: Sequence[PriorityWeight]) -> Iterator[str]:
    """The first few, and what weighs the same as the last one of them."""
    weights = [figures.percent(priority.weight) for priority in priorities]
    for priority, weight in zip(priorities, weights, strict=True):
        if weight in weights[:_PRIORITIES]:
            yield t("{priority} ({weight})", priority=priority.name, weight=weight)


def _considered(assessment: Assessment) -> Iterator[str]:
    parts: tuple[Subject, ...] = assessment.workloads or (assessment,)
    options = ranked(parts[0].options) if len(parts) == 1 else parts[0].options
    for option in options:
        admissible = [o.admissible for part in parts for o in part.options if o.id == option.id]
        # Of lanes the table says what is ruled out.
        yield option.short if assessment.lanes else considered(option.short, admissible)


def consequences(assessment: Assessment, names: Names) -> Iterator[Block]:
    """What follows from the choice; where kinds of work are decided on their own, of each."""
    works = assessment.workloads
    items = list(_of_choice(assessment, None, names)) if not works else []
    items += in_common(
        works, ((work.name, text) for work in works for text in _of_choice(assessment, work, names))
    )
    yield from section(t("Consequences"), items)


_GOOD = (
    message('Good, because of "{topic}": {text}'),
    message('Good for {options}, because of "{topic}": {text}'),
)
_UNSURE = (
    message('Good, because of "{topic}": {text} Your answer is not sure.'),
    message('Good for {options}, because of "{topic}": {text} Your answer is not sure.'),
)
_BAD = (
    message('Bad, because of "{topic}": {text}'),
    message('Bad for {options}, because of "{topic}": {text}'),
)


def _of_choice(
    assessment: Assessment, workload: WorkloadResult | None, names: Names
) -> Iterator[str]:
    """The strongest; where no option is chosen, as on the page one each, with whom it is about."""
    subject: Subject = workload or assessment
    chosen = subject.recommendation.option
    # What puts all of it in doubt takes the room of an argument of each kind.
    doubted = subject.recommendation.doubts or any(w.upfront for w in assessment.warnings)
    most = _ARGUMENTS if workload is None and chosen and not doubted else 1
    # Of kinds of work always with the option, so that the same of several is said once.
    options = "" if chosen and workload is None else names.listed(subject.reasons.leaders)
    priced = False
    known, bad = subject.reasons.known, subject.reasons.faults(chosen=chosen is not None)
    kinds: tuple[tuple[tuple[str, str], Sequence[Reason | WeakSpot]], ...] = (
        (_GOOD, known) if known else (_UNSURE, subject.reasons.strong[:1] if chosen else ()),
        (_BAD, [fault for fault in bad if fault.known]),
    )
    # Of many kinds of work what speaks for the choice is told by its name alone.
    is_brief = len(assessment.workloads) > _TOLD_IN_FULL
    if is_brief and known:
        topics = _topics(known[:most])
        yield t("Good for {options}, because of: {topics}", options=options, topics=topics)
    for sentences, arguments in kinds[is_brief:]:
        kept = arguments[:most]
        texts = [
            tell(
                sentences[bool(options)],
                options=options,
                topic=each.name,
                text=grounds(each.grounds),
            )
            for each in kept
        ]
        # Objections keep their room.
        further = texts[1:] if sentences is _BAD else fitting(texts[1:], _WORDS, beside=texts[:1])
        shown = 1 + len(further)
        priced |= any(g.cost and g.cost.monthly for each in kept[:shown] for g in each.grounds)
        yield from texts[:shown]
    if not priced:
        yield from _cost(assessment, workload.name if workload else None, chosen)


def _cost(assessment: Assessment, workload: str | None, option: str | None) -> Iterator[str]:
    """What it costs, with what is not in that; of a lane as if all of the volume went there."""
    report = assessment.costs
    if report is None or option is None:
        return
    if not assessment.lanes:
        yield from filter(None, [cost_line(assessment, workload, (option,))])
    for subject in report.subjects if assessment.lanes else ():
        for cost in subject.costs:
            if subject.workload in {workload, None} and cost.option == option and cost.monthly:
                amount = estimate(report, cost.monthly)
                yield t("If all of it went there: {amount}.", amount=amount)
                yield from filter(None, [added(report, subject, [cost], monthly=True)])
    yield from beside_cost(assessment, workload, (option,))


def pros_and_cons(assessment: Assessment) -> Iterator[Block]:
    """On what the next options do better and worse than those that lead."""
    leaders = assessment.reasons.leaders
    others = [o for o in ranked(assessment.options) if o.admissible and o.id not in leaders]
    blocks: list[Block] = []
    for option in others[:_OTHERS]:
        items = []
        if good := _topics(option.standing_out(Stance.GOOD)):
            items.append(t("Good, because of: {topics}", topics=good))
        if bad := _topics(option.standing_out(Stance.BAD, Stance.WEAK)):
            items.append(t("Bad, because of: {topics}", topics=bad))
        blocks += section(option.short, items)
    yield from section(t("Pros and Cons of the Options"), blocks)


def _topics(criteria: Iterable[Contribution | Reason]) -> str:
    return figures.separated(item.name for item in list(criteria)[:_CRITERIA])


def confirmation(checks: Iterable[Inline]) -> Iterator[Block]:
    """What to do and to look at, each once, and how to check the decision again."""
    items = list(dict.fromkeys(checks))
    items.append((t("Check it again:"), " ", Mono("llmchoice recheck DECISION.json")))
    yield from section(t("Confirmation"), items)


def _checks(assessment: Assessment, names: Names) -> Iterator[str]:
    """What to test and do, what would change the result, and when to look again.

    A record is short: the test stands in place of a step and of what would change the result, and
    that none helps in place of a step; of when to look again there is only the first sentence. Of
    kinds of work there is the first check.
    """
    works = assessment.workloads
    if not works:
        yield from _checks_of(assessment, names)
    firsts = ((work.name, text) for work in works for text in islice(_checks_of(work, names), 1))
    yield from in_common(works, firsts)


def _checks_of(subject: Subject, names: Names) -> Iterator[str]:
    tested, untested = own_test(subject, names), no_test(subject)
    yield from tested
    nothing_left = subject.recommendation.verdict is Verdict.NONE
    for step in besides_own_test(subject)[: 0 if tested or untested or nothing_left else _STEPS]:
        yield t("To do: {step}", step=step_text(step))
    yield from untested
    # The result of a test is what would change it.
    most = MOST_WAYS if nothing_left else 0 if tested else _CHANGES
    changes = short_changes(subject, names)
    for change in changes[:most]:
        yield t("What would change it: {change}", change=change)
    if nothing_left:
        yield from changes[most:]  # how many ways there are besides
    if not untested:
        first, *_, caveat = looking_again(subject.recommendation, names) or ("", "")
        yield from filter(None, (first, caveat))


def _more(assessment: Assessment, stated: str) -> Iterator[Block]:
    yield Heading(t("More Information"))
    command = f"llmchoice assess PROFILE.yaml --format madr{stated}"
    if assessment.date:
        command += f" --date {plain(assessment.date)}"
    yield Code(command, "sh")
    tool = assessment.tool
    program = t("{name} {version}", name=tool.name, version=tool.version)
    made = versions(assessment, t("Criteria"), t("Profile"))
    yield Facts(((t("Program"), program), *made))
    if old := outdated(assessment.old_prices, assessment.old_facts):
        yield Paragraph(old)


def versions(made: Assessment | Origin, criteria: str, profile: str) -> Iterator[tuple[str, str]]:
    """Which criteria and which profile an assessment is of, each behind its label."""
    version, digest = made.criteria.version, made.criteria.sha256
    yield criteria, t("{version}, SHA-256 {sum}", version=version, sum=digest)
    yield profile, t("SHA-256 {sum}", sum=made.profile.sha256)


def considered(name: str, admissible: Collection[bool]) -> str:
    """An option that was looked at, and whether it is ruled out for the kinds of work."""
    if all(admissible):
        return name
    if any(admissible):
        return t("{option} (ruled out for some of the work)", option=name)
    return t("{option} (ruled out)", option=name)
