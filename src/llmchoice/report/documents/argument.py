"""What speaks for and against, what is ruled out, what must be obtained, and what to do."""

from collections.abc import Iterable, Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import ConditionToMeet, Exclusion, Reason, UnknownAnswer, WeakSpot
from llmchoice.model.rule import Effort, NextStep, StepKind
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Block, Details, Item, Mark, Paragraph, Strong
from llmchoice.report.composition import below, chapter, item, section
from llmchoice.report.documents.changes import outcomes
from llmchoice.report.subject import Names, Subject, excluded
from llmchoice.report.wording.advice import beginning, looking_again
from llmchoice.report.wording.answers import answer, quoted
from llmchoice.report.wording.grounds import (
    effort_name,
    exclusion_text,
    grounds,
    reason_text,
    step_text,
)


def reasons(subject: Subject, names: Names) -> Iterator[Details]:
    """Every reason and objection with its points, and the weak spots."""
    if subject.recommendation.verdict is Verdict.NONE or not subject.options:
        return
    argued = subject.reasons
    compared = t(
        "{leaders}, compared with {followers}. Points are the difference in the score of 100.",
        leaders=names.listed(argued.leaders),
        followers=names.listed(argued.followers),
    )
    sides: tuple[tuple[str, Mark, tuple[Reason, ...]], ...] = (
        (t("For"), "for", argued.strong),
        (t("For, compared with all others on average"), "for", argued.besides),
        (t("Against"), "against", argued.against),
    )
    blocks: list[Block] = [Paragraph(compared)] if argued.followers else []
    for title, mark, chosen in sides:
        items = (
            item(
                (Strong(figures.signed(reason.difference)), " ", reason_text(reason)),
                *_details(reason, subject, names),
                mark=mark,
            )
            for reason in chosen
        )
        blocks += section(title, items)
    spots = (_weak_spot(spot, names) for spot in argued.weak)
    blocks += section(t("Weak spots, whatever it is compared with"), spots)
    yield Details(t("Reasons and objections"), below(blocks))


def unknowns(subject: Subject, names: Names) -> Iterator[Details]:
    """The questions that were not answered, with what hangs on each."""
    telling = any(unknown.telling for unknown in subject.unknowns)
    title = t("Find this out first") if telling else t("What is not known")
    items = (item(each.text, *_at_stake(each, names), mark="ask") for each in subject.unknowns)
    yield from chapter(title, items)


def exclusions(subject: Subject, names: Names) -> Iterator[Details]:
    """Each option that is ruled out, with every rule and the answers behind it."""
    items = (
        item((Strong(option.short),), *(_exclusion(rule, names) for rule in option.excluded_by))
        for option in excluded(subject)
    )
    yield from chapter(t("What was ruled out"), items)


def conditions(subject: Subject) -> Iterator[Details]:
    """What must be obtained before an option may be used."""
    if subject.recommendation.verdict is Verdict.NONE:
        return
    met: dict[str, tuple[ConditionToMeet, list[str]]] = {}
    for option in subject.options:
        for condition in option.conditions if option.admissible else ():
            met.setdefault(condition.condition, (condition, []))[1].append(option.short)
    items = (_condition(condition, options) for condition, options in met.values())
    yield from chapter(t("Conditions to obtain"), items)


def steps(subject: Subject, names: Names) -> Iterator[Details]:
    """Every next step, the least effort first."""
    recommendation = subject.recommendation
    begin = [*beginning(recommendation, names), *looking_again(recommendation, names)]
    blocks: list[Block] = [*map(Paragraph, begin)]
    for effort, title in (
        (Effort.LOW, t("Low effort")),
        (Effort.MEDIUM, t("Medium effort")),
        (Effort.HIGH, t("High effort")),
    ):
        of_effort = (step for step in subject.next_steps if step.effort is effort)
        blocks += section(title, map(_step, of_effort))
    yield from chapter(t("Next steps"), blocks)


def _step(step: NextStep) -> Item:
    """What to do, and why; why to obtain or find out something has a chapter of its own."""
    because = step.because if step.kind is StepKind.ADVICE else None
    return item(step_text(step), t("Why: {reason}", reason=because) if because else "")


def rests_on(ids: Iterable[str]) -> str:
    """The claims and references behind something, by id; nothing without any."""
    joined = figures.enumerated(ids)
    return joined and t("Rests on: {sources}.", sources=joined)


def _details(reason: Reason, subject: Subject, names: Names) -> Iterator[str]:
    leaders, followers = subject.reasons.leaders, subject.reasons.followers
    if reason.counter:
        others = names.listed(followers)
        yield t("{options}: {text}", options=others, text=grounds(reason.counter))
    yield t(
        "Priority: {priority}. Your answer: {answer}.",
        priority=names.priority(reason.priority),
        answer=names.answer(reason.criterion, reason.answer),
    )
    apart = {reason.decisive: leaders, reason.counter_decisive: followers}
    if len(apart) == 1:
        apart = {reason.decisive: (*leaders, *followers)}
    for choices, options in apart.items():
        if choices:
            yield t(
                "Decisive for {options}: {answer}.",
                options=names.listed(options),
                answer=names.choices_of(reason.criterion, choices),
            )
    yield rests_on(reason.claims)


def _weak_spot(spot: WeakSpot, names: Names) -> Item:
    value = t("{value} of 100", value=figures.score(spot.value))
    decisive = names.choices_of(spot.criterion, spot.decisive)
    answered = t(
        "{option}. Your answer: {answer}.",
        option=names.option(spot.option),
        answer=decisive or names.answer(spot.criterion, spot.answer),
    )
    text = (Strong(value), " ", reason_text(spot))
    return item(text, answered, rests_on(spot.claims), mark="against")


def _at_stake(unknown: UnknownAnswer, names: Names) -> Iterator[str]:
    """What hangs on a question that was not answered."""
    if unknown.weight:
        yield t("{share} of the weight rests on it.", share=figures.percent(unknown.weight))
    if unknown.influence is not None:
        share = figures.percent(unknown.influence)
        yield t("Knowing it changes the winning side in {share} of the simulations.", share=share)
    if unknown.may_exclude:
        yield t("An answer may rule out {options}.", options=names.listed(unknown.may_exclude))
    yield from outcomes(unknown.flips, names)


def _exclusion(exclusion: Exclusion, names: Names) -> str:
    answered = (
        t(
            "{question} is answered {answer}.",
            question=quoted(names.question(trigger.question)),
            answer=quoted(answer(trigger.label)),
        )
        for trigger in exclusion.answers
    )
    rule = t("Rule {rule}: {reason}", rule=exclusion.constraint, reason=exclusion_text(exclusion))
    sources = rests_on((*exclusion.claims, *exclusion.references))
    return " ".join(filter(None, (rule, *answered, sources)))


def _condition(condition: ConditionToMeet, options: list[str]) -> Item:
    effort = effort_name(condition.effort)
    return item(
        t("{obtain} ({effort})", obtain=condition.obtain, effort=effort),
        condition.reason,
        t("Needed for {options}.", options=figures.listed(options)),
        rests_on((*condition.claims, *condition.references)),
    )
