"""What a past decision said to look again at, and today's volume or costs have reached."""

from collections.abc import Iterator, Mapping

from llmchoice.model.assessment import Assessment, OptionResult, Recommendation
from llmchoice.model.cost import CostReport, CostSubject
from llmchoice.model.recheck import Crossing


def crossings(before: Assessment, after: Assessment) -> Iterator[Crossing]:
    """The recorded volume where today's is as high; the recorded price where it has been reached.

    A price is reached where the option typically costs no more today than what was begun with.
    Nothing is said of an option that is not admissible today, nor where a side of it has no cost.

    Args:
        before: the past assessment; of each kind of work what it recorded is looked at.
        after: that of today.
    """
    today = _options(after)
    for name, recommendation in _recommendations(before).items():
        subject = _subject(after.costs, name)
        if subject is not None and name in today:
            yield from _crossed(recommendation, name, subject, today[name])


def _crossed(
    recommendation: Recommendation,
    workload: str | None,
    subject: CostSubject,
    options: Mapping[str, OptionResult],
) -> Iterator[Crossing]:
    again, start = recommendation.look_again, recommendation.start_with
    if again is None or start is None or start.option not in options:
        return
    begun = options[start.option]
    typical = {cost.option: cost.monthly.typical for cost in subject.costs if cost.monthly}
    volume, price = again.volume, again.price
    now = subject.volume.total if subject.volume else 0.0
    if volume is not None and _is_left(options, volume.option) and now >= volume.tokens:
        option = options[volume.option]
        yield Crossing(
            kind="volume",
            workload=workload,
            option=option.id,
            name=option.short,
            start_name=begun.short,
            limit=volume.tokens,
            now=now,
        )
    if price is not None and _is_left(options, price.option):
        ours, theirs = typical.get(start.option), typical.get(price.option)
        if ours is not None and theirs is not None and theirs <= ours:
            option = options[price.option]
            yield Crossing(
                kind="price",
                workload=workload,
                option=option.id,
                name=option.short,
                start_name=begun.short,
                limit=ours,
                now=theirs,
            )


def _is_left(options: Mapping[str, OptionResult], option: str) -> bool:
    return option in options and options[option].admissible


def _recommendations(of: Assessment) -> Mapping[str | None, Recommendation]:
    if of.workloads:
        return {work.name: work.recommendation for work in of.workloads}
    return {None: of.recommendation}


def _options(of: Assessment) -> Mapping[str | None, Mapping[str, OptionResult]]:
    if of.workloads:
        return {work.name: {o.id: o for o in work.options} for work in of.workloads}
    return {None: {option.id: option for option in of.options}}


def _subject(costs: CostReport | None, workload: str | None) -> CostSubject | None:
    subjects = costs.subjects if costs is not None else ()
    return next((s for s in subjects if s.workload in {workload, None}), None)
