"""What has come since a past assessment: models, sources, and limits that were to be looked at."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from llmchoice.engine.changes import matched
from llmchoice.model.assessment import (
    Assessment,
    AtPrice,
    AtVolume,
    OptionResult,
    Recommendation,
    SourceUsed,
    assessed_parts,
    name_of,
)
from llmchoice.model.cost import CostReport, CostSubject
from llmchoice.model.recheck import Crossing, ListNews, ModelNews, SourceMove, SourceNews
from llmchoice.model.shortlist import Shortlist


def list_news(before: Assessment, after: Assessment) -> Iterator[ListNews]:
    """Shortlists that hold other models; a list for another option is no news of models."""
    listed = (after.options, *(workload.options for workload in after.workloads))
    names = {option.id: option.name for options in listed for option in options}
    for old, new, _ in matched(
        before.shortlist or (),
        after.shortlist or (),
        key=lambda shortlist: f"{shortlist.option} {shortlist.workload or ''}",
    ):
        if old is None or new is None:
            continue
        came, went = _missing(new, old), _missing(old, new)
        if came or went:
            yield ListNews(
                workload=new.workload,
                option=new.option,
                name=names.get(new.option, new.option),
                came=tuple(came),
                went=tuple(went),
            )


def _missing(shortlist: Shortlist, other: Shortlist) -> list[ModelNews]:
    """The models that pass in a shortlist and not in the other, and what they lack there."""
    kept = {model.model for model in other.models}
    lacks = {miss.model: miss.lacks for miss in other.near_misses}
    return [
        ModelNews(model=model.model, name=model.name, lacks=lacks.get(model.model))
        for model in shortlist.models
        if model.model not in kept
    ]


def source_news(before: Sequence[SourceUsed], after: Sequence[SourceUsed]) -> Iterator[SourceNews]:
    """Claims and references on which the result rests otherwise, each with the most it tells."""
    for old, new, known in matched(before, after, key=lambda source: f"{source.kind} {source.id}"):
        move = _move(old, new)
        if move is not None:
            standing = move is SourceMove.STANDING
            yield SourceNews(
                id=known.id,
                title=known.title,
                url=known.url,
                move=move,
                before=None if old is None else old.standing if standing else old.text,
                after=None if new is None else new.standing if standing else new.text,
            )


def _move(old: SourceUsed | None, new: SourceUsed | None) -> SourceMove | None:
    if old is None:
        return SourceMove.NEW
    if new is None:
        return SourceMove.GONE
    if old.standing is not new.standing:
        return SourceMove.STANDING
    return SourceMove.WORDING if old.text != new.text else None


def crossings(before: Assessment, after: Assessment) -> Iterator[Crossing]:
    """The recorded volume where today's is as high, and costs are so; the recorded price likewise.

    A price is reached where the option typically costs no more today than what was begun with, or
    than the ceiling. Nothing is said of an option that is not admissible today, but for one that
    came to break the ceiling, nor where a side of it has no cost.
    """
    today = {name_of(part): part for part in assessed_parts(after)}
    for part in assessed_parts(before):
        name = name_of(part)
        subject = _subject(after.costs, name or None)
        if after.costs is not None and subject is not None and name in today:
            options = {option.id: option for option in today[name].options}
            ceiling = after.costs.ceiling
            yield from _crossed(part.recommendation, name or None, subject, options, ceiling)


def _crossed(
    recommendation: Recommendation,
    workload: str | None,
    subject: CostSubject,
    options: Mapping[str, OptionResult],
    ceiling: float | None,
) -> Iterator[Crossing]:
    again, start = recommendation.look_again, recommendation.start_with
    if again is None or start is None or start.option not in options:
        return
    reached: list[tuple[Literal["volume", "price"], AtVolume | AtPrice, float, float]] = []
    now = subject.volume.total if subject.volume else 0.0
    typical = {cost.option: cost.monthly.typical for cost in subject.costs if cost.monthly}
    volume = again.volume
    if volume is not None and now >= volume.tokens:
        # Prices may have moved since: the amount at which they met then is not enough.
        theirs = typical.get(volume.option, 0.0)
        beside = subject.beside(volume.option)
        over = theirs + (beside.typical if beside else 0.0)
        is_so = (
            ceiling is not None and over > ceiling
            if volume.meets == "ceiling"
            else theirs <= typical.get(start.option, theirs)
        )
        if is_so:
            reached.append(("volume", volume, volume.tokens, now))
    if again.price is not None:
        most, priced = typical.get(start.option), typical.get(again.price.option)
        if again.price.meets == "ceiling":
            beside = subject.beside(again.price.option)
            most = None if ceiling is None else ceiling - (beside.typical if beside else 0.0)
        if most is not None and priced is not None and priced <= most:
            reached.append(("price", again.price, most, priced))
    for kind, at, limit, now in reached:
        breaks = kind == "volume" and at.meets == "ceiling"
        if at.option in options and (breaks or options[at.option].admissible):
            yield Crossing(
                kind=kind,
                workload=workload,
                meets=at.meets,
                option=at.option,
                name=options[at.option].short,
                start_name=options[start.option].short,
                limit=limit,
                now=now,
            )


def _subject(costs: CostReport | None, workload: str | None) -> CostSubject | None:
    subjects = costs.subjects if costs is not None else ()
    return next((s for s in subjects if s.workload in {workload, None}), None)
