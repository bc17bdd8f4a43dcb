"""Which workload goes where, and the answers that tell the workloads apart."""

from collections.abc import Sequence

from llmchoice.model.assessment import AnswerGiven, Route, RouteAnswer, WorkloadResult
from llmchoice.model.knowledge import KnowledgeBase

MOST_DIFFERENCES = 3


def routes(kb: KnowledgeBase, parts: Sequence[WorkloadResult]) -> tuple[Route, ...]:
    """Where each workload goes, in their order."""
    given = [{answer.question: answer for answer in part.answers} for part in parts]
    told_apart = [
        question.id
        for question in kb.questions
        if len({str(_answer(own.get(question.id))) for own in given}) > 1
    ]
    return tuple(
        Route(
            workload=part.name,
            verdict=part.recommendation.verdict,
            options=_options(part),
            answers=tuple(_route_answer(own[q]) for q in told_apart if q in own)[:MOST_DIFFERENCES],
        )
        for part, own in zip(parts, given, strict=True)
    )


def _answer(given: AnswerGiven | None) -> object:
    return None if given is None else given.answer


def _options(part: WorkloadResult) -> tuple[str, ...]:
    option = part.recommendation.option
    return part.recommendation.contenders if option is None else (option,)


def _route_answer(given: AnswerGiven) -> RouteAnswer:
    return RouteAnswer(
        question=given.question, text=given.text, answer=given.answer, label=given.label
    )
