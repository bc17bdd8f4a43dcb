"""Does a past decision still hold: the assessment of then beside that of today."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from llmchoice.engine.changes import differ, matched
from llmchoice.engine.comparison import compare
from llmchoice.model.assessment import (
    AnswerGiven,
    Assessment,
    AtPrice,
    AtVolume,
    OptionResult,
    Recommendation,
    SourceUsed,
    assessed_parts,
    name_of,
)
from llmchoice.model.comparison import Changes
from llmchoice.model.cost import CostSubject
from llmchoice.model.recheck import (
    RECHECK_VERSION,
    Crossing,
    DecisionDay,
    Dropped,
    Expiry,
    ListNews,
    ModelNews,
    Moved,
    QuestionNews,
    Recheck,
    SourceMove,
    SourceNews,
    StaleFact,
)
from llmchoice.model.shortlist import Shortlist


def recheck(
    before: Assessment,
    after: Assessment,
    *,
    dropped: tuple[Dropped, ...] = (),
    settings: tuple[str, ...] = (),
    other_profile: bool = False,
) -> Recheck:
    """What became of a decision.

    Args:
        before: the past assessment.
        after: that of today; its date is the day on which things are stale or expired.
        dropped: what the past profile said and today's could not.
        settings: what was set otherwise today, as ID=VALUE; only passed on.
        other_profile: whether today's is not the profile of then, carried over.
    """
    comparison = compare(before, after, settings=settings)
    parts: list[Changes] = [comparison, *comparison.workloads]
    old, new = _answers(before), _answers(after)
    check = Recheck(
        schema_version=RECHECK_VERSION,
        organisation=after.profile.organisation,
        holds=all(_is_same("verdict", part) for part in parts),
        same_option=all(_is_same("option", part) for part in parts),
        moved=(),
        comparison=comparison,
        new_questions=_only_in(new, old),
        gone_questions=_only_in(old, new),
        dropped=dropped,
        shortlists=tuple(_list_news(before, after)),
        sources=tuple(_source_news(before.sources, after.sources)),
        stale=tuple(_stale(before, after)),
        prices=after.old_prices,
        expiries=_expiries(after, new),
        crossings=tuple(_crossings(before, after)),
        decide_by=_decision_day(after),
    )
    moved = dict.fromkeys([*([Moved.PROFILE] if other_profile or settings else []), *_moved(check)])
    return check.model_copy(update={"moved": tuple(kind for kind in Moved if kind in moved)})


def _is_same(name: Literal["verdict", "option"], part: Changes) -> bool:
    before, after = (outcome and getattr(outcome, name) for outcome in (part.before, part.after))
    return bool(before == after)


def _answers(assessment: Assessment) -> dict[str, AnswerGiven]:
    """Every question that is asked, of the organisation or of a workload."""
    by_question: dict[str, AnswerGiven] = {}
    # The organisation's own answers are not assessed where there are workloads.
    for part in assessed_parts(assessment):
        for given in part.answers:
            by_question.setdefault(given.question, given)
    return by_question


def _only_in(answers: dict[str, AnswerGiven], others: Collection[str]) -> tuple[QuestionNews, ...]:
    return tuple(
        QuestionNews(question=given.question, text=given.text, label=given.label)
        for given in answers.values()
        if given.question not in others
    )


def _stale(before: Assessment, after: Assessment) -> Iterator[StaleFact]:
    for old, new, _ in matched(before.sources, after.sources, key=lambda s: f"{s.kind} {s.id}"):
        if new is not None and new.stale and new.checked_on is not None:
            yield StaleFact(
                id=new.id,
                title=new.title,
                url=new.url,
                checked_on=new.checked_on,
                was_stale=old.stale if old else None,
            )


def _expiries(after: Assessment, asked: dict[str, AnswerGiven]) -> tuple[Expiry, ...]:
    profile, today = after.profile.content, after.date
    days = profile.expires or {}
    return tuple(
        Expiry(
            question=question,
            text=asked[question].text if question in asked else question,
            label=asked[question].label if question in asked else None,
            day=day,
            expired=None if today is None else day < today,
        )
        for question, day in sorted(days.items(), key=lambda item: (item[1], item[0]))
    )


def _decision_day(after: Assessment) -> DecisionDay | None:
    day, today = after.profile.content.decide_by, after.date
    if day is None:
        return None
    return DecisionDay(day=day, passed=None if today is None else day < today)


def _moved(check: Recheck) -> Iterator[Moved]:
    comparison = check.comparison
    if check.new_questions or check.gone_questions or check.dropped or comparison.wordings:
        yield Moved.QUESTIONS
    if comparison.rules:
        yield Moved.RULES
    if comparison.priorities:
        yield Moved.WEIGHTS
    if comparison.costs and comparison.costs.changes:
        yield Moved.COSTS
    if check.shortlists:
        yield Moved.MODELS
    if check.sources:
        yield Moved.SOURCES
    for part in (comparison, *comparison.workloads):
        yield from _moved_in(part)


def _moved_in(part: Changes) -> Iterator[Moved]:
    if any(None in {o.admissible_before, o.admissible_after} for o in part.options):
        yield Moved.OPTIONS
    if part.constraints_gained or part.constraints_lost:
        yield Moved.CONSTRAINTS
    if part.conditions_gained or part.conditions_lost:
        yield Moved.CONDITIONS
    for criterion in part.contributions:
        if criterion.counts_before != criterion.counts_after:
            yield Moved.CRITERIA
            continue
        if differ(criterion.share_before, criterion.share_after):
            yield Moved.WEIGHTS
        if criterion.same_answer and any(
            differ(o.value_before, o.value_after) for o in criterion.options
        ):
            yield Moved.VALUES


def _list_news(before: Assessment, after: Assessment) -> Iterator[ListNews]:
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


def _source_news(before: Sequence[SourceUsed], after: Sequence[SourceUsed]) -> Iterator[SourceNews]:
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


def _crossings(before: Assessment, after: Assessment) -> Iterator[Crossing]:
    """The recorded volume where today's is as high, and costs are so; the recorded price likewise.

    A price is reached where the option typically costs no more today than what was begun with, or
    than the ceiling. Nothing is said of an option that is not admissible today, but for one that
    came to break the ceiling, nor where a side of it has no cost.
    """
    today = {name_of(part): part for part in assessed_parts(after)}
    for part in assessed_parts(before):
        name = name_of(part)
        subjects = after.costs.subjects if after.costs is not None else ()
        subject = next((s for s in subjects if s.workload in {name or None, None}), None)
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

    def beside(option: str) -> float:
        band = subject.beside(option)
        return band.typical if band else 0.0

    reached: list[tuple[Literal["volume", "price"], AtVolume | AtPrice, float, float]] = []
    now = subject.volume.total if subject.volume else 0.0
    typical = {cost.option: cost.monthly.typical for cost in subject.costs if cost.monthly}
    volume = again.volume
    if volume is not None and now >= volume.tokens:
        # Prices may have moved since: the amount at which they met then is not enough.
        theirs = typical.get(volume.option, 0.0)
        is_so = (
            ceiling is not None and theirs + beside(volume.option) > ceiling
            if volume.meets == "ceiling"
            else theirs <= typical.get(start.option, theirs)
        )
        if is_so:
            reached.append(("volume", volume, volume.tokens, now))
    if again.price is not None:
        most, priced = typical.get(start.option), typical.get(again.price.option)
        if again.price.meets == "ceiling":
            most = None if ceiling is None else ceiling - beside(again.price.option)
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
