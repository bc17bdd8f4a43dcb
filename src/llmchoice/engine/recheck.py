"""Does a past decision still hold: the assessment of then beside that of today."""

from collections.abc import Collection, Iterator
from typing import Literal

from llmchoice.engine.changes import differ, matched
from llmchoice.engine.comparison import compare
from llmchoice.engine.news import crossings, list_news, source_news
from llmchoice.model.assessment import AnswerGiven, Assessment, assessed_parts
from llmchoice.model.comparison import Changes
from llmchoice.model.recheck import (
    RECHECK_VERSION,
    DecisionDay,
    Dropped,
    Expiry,
    Moved,
    QuestionNews,
    Recheck,
    StaleFact,
)


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
        shortlists=tuple(list_news(before, after)),
        sources=tuple(source_news(before.sources, after.sources)),
        stale=tuple(_stale(before, after)),
        prices=after.old_prices,
        expiries=_expiries(after, new),
        crossings=tuple(crossings(before, after)),
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
