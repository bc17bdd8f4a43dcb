"""The packaged knowledge base, and profiles that differ from a plain one in a few answers."""

from collections.abc import Callable

import pytest

from llmchoice.engine.answers import asked
from llmchoice.engine.assess import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import QuestionKind

DRAWS = 1000
"""Rules bind or do not: nothing here hangs on a share of simulations."""


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return load_criteria()


@pytest.fixture(scope="session")
def assessed(kb: KnowledgeBase) -> Callable[[dict[str, Answer]], Assessment]:
    """Assess the least demanding answers that exclude nothing, with some of them replaced."""

    def with_answers(changed: dict[str, Answer], date: str | None = None) -> Assessment:
        answers: dict[str, Answer] = {"own-test": "open-ahead", **changed}
        while left := [q for q in asked(kb, answers) if q.id not in answers]:
            question = left[0]
            if question.kind is QuestionKind.NUMBER:
                answers[question.id] = 1_000_000
            else:
                first = question.choices[0].id
                answers[question.id] = (first,) if question.kind is QuestionKind.MANY else first
        ratings = {p.id: 1.0 for p in kb.priorities}
        profile = Profile(organisation="x", priorities=ratings, answers=answers)
        return assess(Basis(kb), profile, date=date, draws=DRAWS, search=False)

    return with_answers
