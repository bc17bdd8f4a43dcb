"""A knowledge base whose questions weigh very differently, and a person who answers truthfully."""

from collections.abc import Mapping, Sequence
from math import inf

from tests.questionnaire.person import MEANT, NAME, NOW, ORDER, RIGHT, Person, Reply

from llmchoice.engine.answers import effective
from llmchoice.engine.gates import admissible
from llmchoice.engine.ranking import TIE
from llmchoice.engine.situation import scores_of, situation
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Answers, Profile
from llmchoice.model.question import Question

SMALL, MIDDLE, BIG, GATE, KEY, AMOUNT = (
    "Is it small?",
    "Is it of middle size?",
    "Is it big?",
    "Is the gate shut?",
    "Who has the key?",
    "How many?",
)
AYE_NAY = [{"id": "aye", "text": "aye"}, {"id": "nay", "text": "nay"}]
QUESTIONS: list[dict[str, object]] = [
    {"id": "small", "text": SMALL, "choices": AYE_NAY},
    {"id": "middle", "text": MIDDLE, "choices": AYE_NAY},
    {"id": "big", "text": BIG, "choices": AYE_NAY},
    {"id": "gate", "text": GATE, "choices": [{**AYE_NAY[0], "odds": 0.5}, AYE_NAY[1]]},
    {"id": "key", "text": KEY, "choices": AYE_NAY, "when": {"gate": ["aye"]}},
    {"id": "amount", "text": AMOUNT, "kind": "number", "likely": [10, 1000]},
]
VALUES = {
    # Of the open option and of the closed one.
    "small": {"aye": [60, 40], "nay": [40, 60]},
    "middle": {"aye": [80, 20], "nay": [20, 80]},
    "big": {"aye": [100, 0], "nay": [0, 100]},
    "key": {"aye": [55, 45], "nay": [45, 55]},
}
SHARES = {"small": 1, "middle": 3, "big": 6, "key": 1}


def scales(kb: KnowledgeBase) -> KnowledgeBase:
    """Made from another one: its settings and options stay."""
    return KnowledgeBase.model_validate(
        {
            **kb.model_dump(),
            "questions": [
                {"kind": "one", "section": "first", "why": "It weighs.", **q} for q in QUESTIONS
            ],
            "priorities": [
                _priority(1, "peace", [_criterion(name) for name in VALUES]),
                _priority(2, "money", [_amounts()]),
            ],
            "constraints": [
                {"id": "shut", "when": {"gate": ["aye"]}, "excludes": ["closed"], "reason": "So."}
            ],
            "contradictions": [],
        }
    )


def _priority(order: int, name: str, criteria: list[dict[str, object]]) -> dict[str, object]:
    words = {"about": "It.", "worst": "None.", "best": "All."}
    return {"id": name, "order": order, "name": name.title(), **words, "criteria": criteria}


def _criterion(name: str) -> dict[str, object]:
    return {
        "id": f"{name}-value",
        "name": name.title(),
        "share": SHARES.get(name, 1),
        "question": name,
        "asks": "How good it is.",
        "anchors": {0: "bad", 50: "fair", 100: "good"},
        "values": VALUES.get(name, {}),
        "reasons": {"open": "So.", "closed": "So."},
    }


def _amounts() -> dict[str, object]:
    points = [{"at": 1, "values": [40, 60]}, {"at": 1000, "values": [60, 40]}]
    return {**_criterion("amount"), "points": points}


class Truthful(Person):
    """Has an answer to every question, and goes on wherever something is offered."""

    def __init__(
        self,
        kb: KnowledgeBase,
        answers: Answers,
        ranking: Sequence[str],
        more: Mapping[str, Sequence[Reply]] | None = None,
    ) -> None:
        names = list(ranking)
        replies: dict[str, Sequence[Reply]] = {
            NAME: ["Acme"],
            ORDER: [tuple((name,) for name in names)],
            MEANT: ["go-on"],
            # As often as there are tensions.
            RIGHT: ["go-on"] * 20,
            "How do you want to treat it?": ["together"],
            NOW: ["go-on"],
        }
        given = {q.text: _reply(q, answers[q.id]) for q in kb.questions if q.id in answers}
        super().__init__(
            {**replies, **{text: [reply] for text, reply in given.items()}, **(more or {})}
        )
        self._questions = [q.text for q in kb.questions]

    @property
    def questions(self) -> list[str]:
        """The questions that were asked, in order."""
        return [title for title in self.asked if title in self._questions]


def _reply(question: Question, answer: Answer) -> Reply:
    if isinstance(answer, int | float):
        return f"{answer:.0f}"
    if question.kind == "many" and isinstance(answer, str):
        return (answer,)
    return answer if isinstance(answer, tuple) else str(answer)


def first(kb: KnowledgeBase, profile: Profile, answers: Answers) -> Side | None:
    """The side of the best admissible option; None in a tie, and where no option is left."""
    ahead = lead(kb, profile, answers, Side.OPEN)
    if ahead is None or abs(ahead) <= TIE:
        return None
    return Side.OPEN if ahead > 0 else Side.CLOSED


def lead(kb: KnowledgeBase, profile: Profile, answers: Answers, side: Side) -> float | None:
    """By how many points a side is ahead of the other; None where no option is left."""
    counted = effective(kb, {**{q.id: UNKNOWN for q in kb.questions}, **answers})
    scores = scores_of(situation(Basis(kb), profile, counted))
    left = [option for option in kb.options if option.id in admissible(Basis(kb), counted)]
    mine = [scores[option.id] for option in left if option.weights is side]
    others = [scores[option.id] for option in left if option.weights is not side]
    if not left:
        return None
    return max(mine, default=-inf) - max(others, default=-inf)
