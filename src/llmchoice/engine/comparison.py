"""What changed between two assessments, and what changed it."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from llmchoice.engine.changes import (
    NOISE,
    beside,
    conditions_changed,
    constraints_changed,
    contributions_changed,
    costs_changed,
    matched,
    side_by_side,
)
from llmchoice.engine.movement import movement
from llmchoice.model.assessment import (
    AnswerGiven,
    AssessedPart,
    Assessment,
    OptionResult,
    PriorityWeight,
    ProfileName,
    Recommendation,
    WorkloadResult,
)
from llmchoice.model.comparison import (
    COMPARISON_VERSION,
    AnswerChange,
    Comparison,
    OptionChange,
    Origin,
    PriorityChange,
    RuleChange,
    SideChange,
    WordingChange,
    WorkloadComparison,
)
from llmchoice.model.notice import RankingTellsLess
from llmchoice.model.option import Side
from llmchoice.model.profile import same
from llmchoice.model.rule import NextStep


def compare(before: Assessment, after: Assessment, *, settings: Sequence[str] = ()) -> Comparison:
    """What changed from one assessment to another.

    Workloads are matched by name, lanes by the kinds of data that they are about: a lane is called
    after all of them, and so otherwise when one comes to it.

    `settings`: what was set to come from the one to the other, as ID=VALUE; only passed on.
    """
    workloads = tuple(
        WorkloadComparison(
            **_changes(old, new, _dividing(before, after)),
            name=name,
            priorities=tuple(_own_priorities((before, old), (after, new))),
        )
        for old, new, name in side_by_side(before, after)
    )
    whole = _changes(before, after)
    whole["changed"] |= any(workload.changed for workload in workloads)
    return Comparison(
        **whole,
        schema_version=COMPARISON_VERSION,
        organisation=after.profile.organisation,
        settings=tuple(settings),
        origin_before=_origin(before),
        origin_after=_origin(after),
        priorities=tuple(_priorities(before.priorities, after.priorities)),
        workloads=workloads,
        rules=tuple(
            RuleChange(rule=name, before=old, after=new)
            for (name, old), (_, new) in zip(before.rules, after.rules, strict=True)
            if abs(new - old) > NOISE
        ),
        wordings=_wordings(before, after),
        costs=costs_changed(before.costs, after.costs, _newly_recommended(whole, workloads)),
        old_prices=after.old_prices,
    )


def _newly_recommended(
    whole: dict[str, Any], workloads: Sequence[WorkloadComparison]
) -> frozenset[tuple[str | None, str]]:
    """Options that are recommended after and were not before, with the workload and without."""
    every: list[tuple[str | None, Recommendation | None, Recommendation | None]] = [
        (workload.name, workload.before, workload.after) for workload in workloads
    ]
    every.append((None, whole["before"], whole["after"]))
    return frozenset(
        (where, now.option)
        for name, was, now in every
        for where in (name, None)
        if now is not None and now.option and was is not None and was.option != now.option
    )


def _dividing(*assessments: Assessment) -> frozenset[str]:
    """The questions whose answers make lanes: their changes are those of the organisation."""
    lanes = [lane for assessment in assessments for lane in assessment.lanes]
    places = (place.question for lane in lanes for place in lane.places)
    return frozenset((*(lane.question for lane in lanes), *places))


def _own_priorities(*sides: tuple[Assessment, AssessedPart | None]) -> Sequence[PriorityChange]:
    """The weights that changed for a workload that has some of its own, before or after."""
    if not any(isinstance(part, WorkloadResult) and part.priorities for _, part in sides):
        return ()
    before, after = (part.priorities or whole.priorities if part else () for whole, part in sides)
    return _priorities(before, after) if before and after else ()


def _changes(
    before: AssessedPart | None, after: AssessedPart | None, elsewhere: Collection[str] = ()
) -> dict[str, Any]:
    """The fields of `Changes`; answers to the questions that are told elsewhere are left out."""
    old, new = (part.recommendation if part else None for part in (before, after))
    old_options, new_options = (part.options if part else () for part in (before, after))
    pair, criteria, ranges = movement(before, after) if before and after else (None, (), ())
    # A rule about what is assessed on one side only is neither new nor gone.
    ruled_before, ruled_after = (old_options, new_options) if before and after else ((), ())
    return {
        "before": old,
        "after": new,
        "changed": (old and (old.verdict, old.option)) != (new and (new.verdict, new.option)),
        "options": tuple(_options(old_options, new_options)),
        "pair": pair,
        "criteria": criteria,
        "ranges": ranges,
        "answers": tuple(
            change
            for change in (_answers(before.answers, after.answers) if before and after else ())
            if change.question not in elsewhere
        ),
        "constraints_gained": constraints_changed(ruled_after, ruled_before),
        "constraints_lost": constraints_changed(ruled_before, ruled_after),
        "conditions_gained": conditions_changed(ruled_after, ruled_before),
        "conditions_lost": conditions_changed(ruled_before, ruled_after),
        "contributions": contributions_changed(old_options, new_options)
        if before and after
        else (),
        "sides": tuple(_sides(before, after)),
        "steps_gained": _steps_gained(before, after),
        **beside(before and before.robustness, after and after.robustness, "draws"),
    }


def _origin(assessment: Assessment) -> Origin:
    return Origin(
        tool=assessment.tool,
        criteria=assessment.criteria,
        profile=ProfileName(
            organisation=assessment.profile.organisation, sha256=assessment.profile.sha256
        ),
        date=assessment.date,
        consistency=assessment.consistency,
        ranking_tells_less=any(isinstance(w, RankingTellsLess) for w in assessment.warnings),
    )


def _sides(before: AssessedPart | None, after: AssessedPart | None) -> Iterator[SideChange]:
    old, new = (
        {share.side: share.share for share in part.robustness.sides}
        if part and part.robustness
        else {}
        for part in (before, after)
    )
    for side in Side:
        if side in old or side in new:
            yield SideChange(side=side, share_before=old.get(side), share_after=new.get(side))


def _steps_gained(before: AssessedPart | None, after: AssessedPart | None) -> tuple[NextStep, ...]:
    def to_do(step: NextStep) -> tuple[str | None, str | None]:
        """What is to be done, whatever the reason."""
        return step.text, step.find_out.question if step.find_out else None

    known = {to_do(step) for step in before.next_steps} if before else set()
    return tuple(step for step in (after.next_steps if after else ()) if to_do(step) not in known)


def _options(
    before: Sequence[OptionResult], after: Sequence[OptionResult]
) -> Iterator[OptionChange]:
    for old, new, known in matched(before, after, key=lambda option: option.id):
        yield OptionChange(
            id=known.id,
            name=known.name,
            short=known.short,
            side=known.side,
            **beside(old, new, "score", "rank", "admissible"),
            difference=new.score - old.score if old and new else None,
            newly_excluded_by=_rules(new) if old and new and old.admissible else (),
            readmitted_from=_rules(old) if old and new and new.admissible else (),
        )


def _rules(option: OptionResult) -> tuple[str, ...]:
    return tuple(exclusion.constraint for exclusion in option.excluded_by)


def _answers(before: Sequence[AnswerGiven], after: Sequence[AnswerGiven]) -> Iterator[AnswerChange]:
    for old, new, known in matched(before, after, key=lambda given: given.question):
        if old and new and same(old.answer, new.answer):
            continue
        yield AnswerChange(
            question=known.question,
            text=known.text,
            before=old.answer if old else None,
            after=new.answer if new else None,
            **beside(old, new, "label"),
        )


def _priorities(
    before: Sequence[PriorityWeight], after: Sequence[PriorityWeight]
) -> list[PriorityChange]:
    """The weights that changed, the most first."""
    changes = [
        PriorityChange(priority=known.priority, name=known.name, **beside(old, new, "weight"))
        for old, new, known in matched(before, after, key=lambda priority: priority.priority)
        if not old or not new or abs(new.weight - old.weight) > NOISE
    ]
    return sorted(changes, key=lambda c: -abs((c.weight_after or 0) - (c.weight_before or 0)))


def _wordings(before: Assessment, after: Assessment) -> tuple[WordingChange, ...]:
    """Answers that stay, but in other words than before: each question once."""
    old: dict[str, list[AnswerGiven]] = {}
    for given in _given(before):
        old.setdefault(given.question, []).append(given)
    wordings: dict[str, WordingChange] = {}
    for now in _given(after):
        was = next((g for g in old.get(now.question, ()) if same(g.answer, now.answer)), now)
        if (was.text, was.label) != (now.text, now.label):
            wordings.setdefault(
                now.question,
                WordingChange(question=now.question, **beside(was, now, "text", "label")),
            )
    return tuple(wordings.values())


def _given(assessment: Assessment) -> Iterator[AnswerGiven]:
    """Every answer, of the organisation and of all its workloads."""
    yield from assessment.answers
    for workload in assessment.workloads:
        yield from workload.answers
