"""The next steps: what to obtain, to find out and to do, in the order in which to begin."""

from collections.abc import Iterator, Sequence

from llmchoice.engine.conditions import matches
from llmchoice.engine.situation import Situation
from llmchoice.model.assessment import OptionResult, Recommendation, UnknownAnswer
from llmchoice.model.base import UNKNOWN
from llmchoice.model.estimate import Passed
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.rule import Effort, FindOut, NextStep, Step, StepKind
from llmchoice.model.verdict import Kind, Verdict

_BY_EFFORT = {effort: place for place, effort in enumerate(Effort)}


def not_asked(profile: Profile) -> tuple[NextStep, ...]:
    """To answer what nobody was asked, before all else."""
    if not profile.unasked:
        return ()
    ask = NextStep(
        kind=StepKind.FIND_OUT,
        effort=Effort.LOW,
        text=None,
        because=None,
        unasked=profile.unasked,
        before_all=True,
    )
    return (ask,)


def next_steps(
    case: Situation,
    options: Sequence[OptionResult],
    recommendation: Recommendation,
    unknown: Sequence[UnknownAnswer],
) -> tuple[NextStep, ...]:
    """What to do now, in the order in which to begin.

    First what settles an open decision, and what checks that the choice rests on what is so. Then
    what the option may not be used without, the hardest first: it takes the longest, and if it is
    refused all else was in vain. Then the rest, the easiest first. Of these the ones that the
    option to begin with does not need come later. Last what concerns only some.
    """
    targets = frozenset(recommendation.to_obtain)
    steps = [
        *_from_conditions([o for o in options if o.id in targets]),
        *_from_unknowns(case, unknown, targets),
        *_from_knowledge(case, unknown, targets, recommendation),
    ]
    # The unknown question whose answer would settle an open decision, if one would.
    is_open = recommendation.verdict is Verdict.UNDECIDED
    deciding = next((answer.question for answer in unknown if is_open and answer.flips), None)
    begun = recommendation.start_with.option if recommendation.start_with else None
    return tuple(
        sorted(
            steps,
            key=lambda s: (
                not s.before_all,
                not s.of_ceiling,
                deciding not in s.settles,
                *_turn(s, begun),
            ),
        )
    )


def _turn(step: NextStep, begun: str | None) -> tuple[bool, bool, bool, bool, int]:
    """Its place among the steps; one that the option to begin with does not need comes late."""
    effort = _BY_EFFORT[step.effort]
    required = step.kind is StepKind.OBTAIN
    elsewhere = bool(step.options) and begun not in step.options
    order = -effort if required else effort
    return step.only_some, not step.early, not required, elsewhere, order


def steps_of_split(kb: KnowledgeBase, answers: Answers) -> tuple[NextStep, ...]:
    """What an organisation that uses both sides has to do for the whole of it, in order."""
    steps = (s for s in kb.steps if s.split and _called_for(s, answers))
    return tuple(map(_advised, steps))


def _from_conditions(options: Sequence[OptionResult]) -> Iterator[NextStep]:
    """Each condition once, with the options that need it where the others do not."""
    needed: dict[str, list[str]] = {}
    for option in options:
        for condition in option.conditions:
            needed.setdefault(condition.condition, []).append(option.id)
    conditions = {c.condition: c for option in options for c in option.conditions}
    for name, condition in conditions.items():
        yield NextStep(
            kind=StepKind.OBTAIN,
            effort=condition.effort,
            text=condition.obtain,
            because=condition.reason,
            options=tuple(needed[name]) if len(needed[name]) < len(options) else (),
            only_some=condition.only_some,
        )


def _from_unknowns(
    case: Situation, open_answers: Sequence[UnknownAnswer], targets: frozenset[str]
) -> list[NextStep]:
    """Each unknown answer that matters, unless the knowledge base has a better step for it."""
    covered = {question for step in _steps(case, targets) for question in _settled(step)}
    return [
        NextStep(
            kind=StepKind.FIND_OUT,
            effort=Effort.LOW,
            text=None,
            because=None,
            find_out=FindOut(
                question=unknown.question,
                text=unknown.text,
                weight=unknown.weight,
                may_exclude=unknown.may_exclude,
            ),
            settles=(unknown.question,),
        )
        for unknown in open_answers
        if unknown.question not in covered and _matters(unknown, targets)
    ]


def _matters(unknown: UnknownAnswer, targets: frozenset[str]) -> bool:
    """Whether knowing it could change the choice, and often enough to be worth the errand."""
    if unknown.influence is None:
        return unknown.weight > 0 or bool(unknown.may_exclude)
    excludes = not targets.isdisjoint(unknown.may_exclude)
    return not unknown.slight or bool(unknown.flips) or excludes


def _from_knowledge(
    case: Situation,
    unknown: Sequence[UnknownAnswer],
    targets: frozenset[str],
    recommendation: Recommendation,
) -> list[NextStep]:
    """The knowledge base's steps, without those that settle nothing that matters.

    What compares the sides settles nothing where these are level.
    """
    idle = {u.question for u in unknown if not _matters(u, targets)}
    is_level = recommendation.kind is Kind.LEVEL
    capped = any(factor.kind == "ceiling" for factor in recommendation.decides)
    return [
        _advised(step, targets)
        for step in _steps(case, targets, capped=capped)
        if idle.isdisjoint(_settled(step)) and not (is_level and step.compares)
    ]


def _advised(step: Step, targets: frozenset[str] = frozenset()) -> NextStep:
    return NextStep(
        kind=StepKind.ADVICE,
        effort=step.effort,
        text=step.text,
        because=step.because,
        settles=_settled(step),
        before_all=step.unusable,
        of_ceiling=step.of_ceiling,
        early=step.early,
        options=tuple(sorted(targets & set(step.options)))
        if step.options and targets - set(step.options)
        else (),
    )


def hard_needs(case: Situation, option: OptionResult) -> int:
    """How many things that take much effort an option asks for: conditions, and steps to take."""
    needs = [c.effort for c in option.conditions]
    needs += [s.effort for s in _steps(case, frozenset({option.id})) if not _settled(s)]
    return needs.count(Effort.HIGH)


def _settled(step: Step) -> tuple[str, ...]:
    """The questions that a step is there for because their answer is unknown."""
    return tuple(q for q, answers in (step.when or {}).items() if UNKNOWN in answers)


def _steps(case: Situation, targets: frozenset[str], *, capped: bool = False) -> list[Step]:
    """The knowledge base's steps that make sense here."""
    sides = {option.weights for option in case.kb.options if option.id in case.admissible}
    has_both = len(sides) > 1
    return [
        step
        for step in case.kb.steps
        if (targets or step.beside_options)
        and not step.split
        and (not step.unusable or _neither_usable(case))
        and (step.compares is None or step.compares is has_both)
        and (capped or not step.of_ceiling)
        and (not step.options or not targets or targets & set(step.options))
        and _called_for(step, case.answers)
    ]


def _called_for(step: Step, answers: Answers) -> bool:
    fits = step.when is None or matches(step.when, answers)
    return fits and not any(matches(each, answers) for each in step.unless)


def _neither_usable(case: Situation) -> bool:
    """Whether a test was counted in which neither kind of model does the work."""
    return any(
        question.counts is not None
        and isinstance(counts := case.answers.get(question.id), Passed)
        and question.counts.neither_usable(counts)
        for question in case.kb.questions
    )
