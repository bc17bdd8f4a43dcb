"""What is good and what is bad, as the engine judges it."""

from collections.abc import Iterable, Iterator

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.assessment import (
    Assessment,
    Contribution,
    OptionResult,
    Reason,
    Stance,
    WorkloadResult,
)
from llmchoice.report.blocks import Block, section
from llmchoice.report.subject import Names, Subject, ranked
from llmchoice.report.wording.grounds import grounds

_MOST = 2
_CRITERIA = 2
_OTHERS = 2
"""Options that are set against the chosen one: the next ones behind it."""


def consequences(assessment: Assessment, names: Names) -> Iterator[Block]:
    """What follows from the choice; where kinds of work are decided on their own, of each."""
    items = list(_of_choice(assessment, None, names)) if not assessment.workloads else []
    items += [
        t("{work}: {text}", work=workload.name, text=text)
        for workload in assessment.workloads
        for text in _of_choice(assessment, workload, names)
    ]
    yield from section(t("Consequences"), items)


_GOOD = (
    message('Good, because of "{topic}": {text}'),
    message('Good for {options}, because of "{topic}": {text}'),
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
    doubted = any(warning.upfront for warning in assessment.warnings)
    most = _MOST if workload is None and chosen and not doubted else 1
    options = "" if chosen else names.listed(subject.reasons.leaders)
    priced = False
    for sentences, arguments in ((_GOOD, subject.reasons.for_), (_BAD, subject.reasons.faults)):
        for argument in [argument for argument in arguments if argument.known][:most]:
            because = argument.grounds if isinstance(argument, Reason) else (argument.ground,)
            priced |= any(each.cost and each.cost.monthly for each in because)
            sentence = sentences[bool(options)]
            yield tell(sentence, options=options, topic=argument.name, text=grounds(because))
    if not priced:
        yield from _cost(assessment, workload.name if workload else None, chosen)


def _cost(assessment: Assessment, workload: str | None, option: str | None) -> Iterator[str]:
    report = assessment.costs
    if report is None:
        return
    for subject in report.subjects:
        for cost in subject.costs:
            if subject.workload in {workload, None} and cost.option == option and cost.monthly:
                amount = figures.about(cost.monthly.typical)
                yield t(
                    "It costs {amount} {currency} a month.",
                    amount=amount,
                    currency=report.currency,
                )


def pros_and_cons(assessment: Assessment) -> Iterator[Block]:
    """On what the next options do better and worse than those that lead."""
    leaders = assessment.reasons.leaders
    others = [o for o in ranked(assessment.options) if o.admissible and o.id not in leaders]
    blocks = (block for option in others[:_OTHERS] for block in _option(option))
    yield from section(t("Pros and Cons of the Options"), blocks)


def _option(option: OptionResult) -> Iterator[Block]:
    items = []
    if good := _topics(option.standing_out(Stance.GOOD)):
        items.append(t("Good, because of: {topics}", topics=good))
    if bad := _topics(option.standing_out(Stance.BAD, Stance.WEAK)):
        items.append(t("Bad, because of: {topics}", topics=bad))
    yield from section(option.short, items)


def _topics(criteria: Iterable[Contribution]) -> str:
    return figures.separated(item.name for item in list(criteria)[:_CRITERIA])
