"""What may go where: workloads, kinds of data, and one option for everything."""

from collections.abc import Iterator, Sequence

from llmchoice.engine import gates
from llmchoice.engine.answers import effective, label_of
from llmchoice.engine.conditions import chosen
from llmchoice.engine.parts import Part
from llmchoice.engine.ranking import TIE
from llmchoice.engine.situation import scores_of, situation
from llmchoice.model.assessment import Recommendation, Route, RouteAnswer, WorkloadResult
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.lane import LEAST_GAIN, Gain, Lane, Place, Placement, Together
from llmchoice.model.profile import Answers, PerChoice, Profile
from llmchoice.model.question import Question
from llmchoice.model.verdict import tells_excluded

Assessed = Sequence[tuple[Part, WorkloadResult]]
"""What was assessed one by one, with its results."""
MOST_DIFFERENCES = 3


def placements(kb: KnowledgeBase, assessed: Assessed) -> tuple[Placement, ...]:
    """Each kind of data that was ticked, part by part, with the options that may hold it."""
    return tuple(
        Placement(
            question=base.id,
            choice=choice.id,
            name=choice.named,
            place=_place(question, part.answers),
            workload=part.name or None,
            may=tuple(option.id for option in result.options if option.admissible),
            may_not=tuple(option.id for option in result.options if not option.admissible),
        )
        for part, result in assessed
        for question, base in _divisible(kb)
        for choice in base.choices
        if choice.id in chosen(part.answers.get(base.id))
    )


def lanes(kb: KnowledgeBase, assessed: Assessed) -> tuple[Lane, ...]:
    """The parts that follow from the answers; none where there are workloads or nothing differs."""
    return tuple(
        Lane(
            name=part.name,
            question=base.id,
            choices=tuple(c.id for c in base.choices if c.id in chosen(part.answers[base.id])),
            places=tuple(_places(kb, part.divided, part.answers)),
            options=result.recommendation.foremost,
        )
        for part, result in assessed
        for base in [base for _, base in _divisible(kb) if base.id in part.divided][:1]
    )


def together(basis: Basis, profile: Profile, assessed: Assessed) -> Together | None:
    """One option for all lanes by the strictest rule; None where there are no lanes.

    The strictest rule is the one of a lane that leaves the fewest options when it holds for all
    the data: how strict an answer is follows from what the rules exclude. An option has to be
    admissible in every lane as well; what exceeds the ceiling, or is ruled out often, stands back.

    Raises:
        LlmchoiceError: when no applicable criterion has any weight.
    """
    parts = [part for part, _ in assessed if part.divided]
    if not parts:
        return None
    given = max(_for_all(profile, parts), key=lambda answers: _strictness(basis, answers))
    case = situation(basis, profile, given)
    left = set(case.admissible).intersection(
        *((option.id for option in result.options if option.admissible) for _, result in assessed)
    )
    dear = dict(zip((o.id for o in case.kb.options), case.typically_over, strict=True))
    results = [result for _, result in assessed]
    behind = {option: _stands_back(option, results, dear=dear[option]) for option in left}
    surest = min(behind.values(), default=(False, False))
    scores = {o: score for o, score in scores_of(case).items() if behind.get(o) == surest}
    best = max(scores.values(), default=None)
    options = tuple(o for o, score in scores.items() if best is not None and best - score <= TIE)
    divided = tuple(dict.fromkeys(question for part in parts for question in part.divided))
    used = {option for _, result in assessed for option in _used(result.recommendation)}
    return Together(
        places=tuple(_places(basis.kb, divided, given)),
        options=options,
        score=best,
        gains=tuple(_gain(result, options) for _, result in assessed),
        systems=len(used),
    )


def _stands_back(option: str, lanes: Sequence[WorkloadResult], *, dear: bool) -> tuple[bool, bool]:
    """Whether it typically exceeds the ceiling, and whether simulations often rule it out.

    In some lane, as what one option for everything has to hold for all of them; `dear`: by the
    answers that are to hold for everything.
    """
    in_lanes = [result for lane in lanes for result in lane.options if result.id == option]
    return (
        dear or any(result.typically_over for result in in_lanes),
        any(tells_excluded(result.excluded_share) for result in in_lanes),
    )


def _for_all(profile: Profile, parts: Sequence[Part]) -> Iterator[Answers]:
    """The answers of the organisation, with those of each lane in turn holding for everything."""
    divided = [q for q, answer in profile.answers.items() if isinstance(answer, PerChoice)]
    for part in parts:
        yield {**profile.answers, **{q: part.answers[q] for q in divided if q in part.answers}}


def _strictness(basis: Basis, given: Answers) -> tuple[int, tuple[int, ...]]:
    """By how many options are left; of equals the choices that stand last in their questions."""
    kb = basis.kb
    left = gates.admissible(basis, effective(kb, given))
    at = (
        [choice.id for choice in question.choices].index(answer)
        for question, _ in _divisible(kb)
        for answer in [given.get(question.id)]
        if isinstance(answer, str) and answer in {choice.id for choice in question.choices}
    )
    return -len(left), tuple(at)


def _gain(result: WorkloadResult, options: tuple[str, ...]) -> Gain:
    used = _used(result.recommendation)
    alone = [option.score for option in result.options if option.id in options]
    score = next((option.score for option in result.options if option.id in used), None)
    lowest = min(alone, default=None)
    points = None if score is None or lowest is None else score - lowest
    return Gain(
        lane=result.name,
        options=used,
        score=score,
        alone=lowest,
        points=points,
        gains=points is not None and points >= LEAST_GAIN,
    )


def _used(recommendation: Recommendation) -> tuple[str, ...]:
    """The option that is recommended, or begun with where no side is named, or leads at least."""
    start = recommendation.start_with
    begun = recommendation.leaders[:1] if start is None else (start.option,)
    return begun if recommendation.option is None else (recommendation.option,)


def _divisible(kb: KnowledgeBase) -> Iterator[tuple[Question, Question]]:
    """The questions that may be answered for each choice of another one, with that one."""
    for question in kb.questions:
        if question.per is not None:
            yield question, kb.question(question.per.question)


def _places(kb: KnowledgeBase, questions: Sequence[str], answers: Answers) -> Iterator[Place]:
    for question, _ in _divisible(kb):
        place = _place(question, answers) if question.id in questions else None
        if place is not None:
            yield place


def _place(question: Question, answers: Answers) -> Place | None:
    answer = answers.get(question.id)
    if not isinstance(answer, str):
        return None
    return Place(
        question=question.id, text=question.text, answer=answer, label=label_of(question, answer)
    )


def routes(kb: KnowledgeBase, parts: Sequence[WorkloadResult]) -> tuple[Route, ...]:
    """Where each workload goes, in their order."""
    given = [{answer.question: answer for answer in part.answers} for part in parts]
    told_apart = [
        question.id
        for question in kb.questions
        if len({str(own[question.id].answer) if question.id in own else None for own in given}) > 1
    ]
    return tuple(
        Route(
            workload=part.name,
            verdict=part.recommendation.verdict,
            options=part.recommendation.foremost,
            answers=tuple(
                RouteAnswer(question=q, text=own[q].text, answer=own[q].answer, label=own[q].label)
                for q in told_apart
                if q in own
            )[:MOST_DIFFERENCES],
        )
        for part, own in zip(parts, given, strict=True)
    )
