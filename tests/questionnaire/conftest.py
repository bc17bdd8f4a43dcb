"""A small knowledge base: the questionnaire asks whatever it is given."""

from pathlib import Path

import pytest
from tests import made_up

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.question import Question
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.flow import ALL

OPTIONS = [made_up.option(name, name) for name in ("open", "closed")]
QUESTIONS = [
    {
        "id": "matter",
        "section": "first",
        "kind": "many",
        "split": True,
        "text": "What goes in?",
        "why": "It decides who may look.",
        "choices": [
            {"id": "calm", "text": "calm things"},
            {"id": "touchy", "text": "touchy things"},
            {"id": "grave", "text": "grave things"},
        ],
    },
    {
        "id": "promise",
        "section": "first",
        "kind": "one",
        "text": "What must be promised?",
        "why": "A promise can be had.",
        "when": {"matter": ["touchy", "grave"]},
        "choices": [{"id": "little", "text": "little"}, {"id": "much", "text": "much"}],
    },
    {
        "id": "place",
        "section": "first",
        "kind": "one",
        "text": "Where may it go?",
        "why": "A place may be ruled out.",
        "choices": [{"id": "outside", "text": "anywhere"}, {"id": "inside", "text": "nowhere"}],
    },
    {
        "id": "volume",
        "section": "second",
        "kind": "number",
        "unit": "pieces a month",
        "likely": [10, 1000],
        "ways": [
            {
                "id": "desks",
                "text": "desks",
                "words": ["desk"],
                "each": {"low": 2, "typical": 5, "high": 20},
                "example": "30 desks",
                "reason": "So.",
            }
        ],
        "once": {"text": "pieces once", "months": 12, "example": "once 6k", "reason": "So."},
        "text": "How much is it?",
        "why": "It costs by the piece.",
    },
    {
        "id": "boxes",
        "section": "second",
        "kind": "one",
        "text": "Whose boxes?",
        "why": "Somebody pays for them.",
        "choices": [{"id": "owned", "text": "our own"}, {"id": "rented", "text": "rented ones"}],
    },
    {
        "id": "minder",
        "section": "second",
        "kind": "one",
        "not_applicable": True,
        "text": "Who minds them?",
        "why": "Boxes fail at night.",
        "when": {"boxes": ["owned"]},
        "choices": [{"id": "somebody", "text": "somebody"}, {"id": "nobody", "text": "nobody"}],
    },
]


def _priority(order: int, name: str) -> dict[str, object]:
    return {
        "id": name,
        "order": order,
        "name": name.title(),
        "about": "It.",
        "worst": f"No {name} at all.",
        "best": f"All the {name} there is.",
        "criteria": [
            {
                "id": f"{name}-place",
                "name": "Place",
                "share": 1,
                "question": "place",
                "asks": "How good it is.",
                "anchors": {0: "bad", 50: "fair", 100: "good"},
                "values": {"outside": [50, 50], "inside": [100, 0]},
                "reasons": {"open": "So.", "closed": "So."},
            }
        ],
    }


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return KnowledgeBase.model_validate(
        {
            "version": "1",
            "sha256": "0",
            "settings": {
                "confidence": 0.75,
                "confidence_reason": "So.",
                "monte_carlo_error": 0.01,
                "spreads": {"rough": 4},
                "spread": "rough",
                "spread_reason": "So.",
                "clear": 0.9,
                "level_regret": 1,
                "level_regret_reason": "So.",
                "clear_reason": "made up",
                "unknown_limit": 0.5,
                "unknown_limit_reason": "So.",
                "slight_influence": 0.05,
                "slight_influence_reason": "So.",
                "slight_risk": 0.05,
                "slight_risk_reason": "So.",
                "weak_value": 30,
                "weak_value_reason": "So.",
                "stale_after": 365,
                "importance_question": "How much is the way from worst to best worth?",
                "importance_scale": ["nothing", "a bit", "some", "much", "more", "most"],
            },
            "options": OPTIONS,
            "sections": [
                {"id": "first", "title": "First things"},
                {"id": "second", "title": "Second things"},
            ],
            "questions": QUESTIONS,
            "priorities": [_priority(1, "peace"), _priority(2, "money"), _priority(3, "speed")],
            "constraints": [],
            "conditions": [],
            "contradictions": [
                {
                    "id": "nowhere-to-run",
                    "when": {"place": ["inside"], "boxes": ["rented"]},
                    "reason": "rented boxes stand outside",
                    "fix": "change one of the two",
                }
            ],
            "steps": [],
            "articles": [],
            "references": [],
        }
    )


@pytest.fixture
def draft(kb: KnowledgeBase, tmp_path: Path) -> Draft:
    return Draft(kb, tmp_path / "state" / "draft.json", ALL)


@pytest.fixture
def elsewhere(kb: KnowledgeBase) -> KnowledgeBase:
    """The same; what each desk comes to depends on the place."""
    each = {"inside": {"low": 200, "typical": 500, "high": 2000}}
    by = {"question": "place", "each": each, "reason": "Much more."}
    questions = []
    for question in kb.questions:
        said = question.model_dump(exclude_none=True)
        if question.id == "volume":
            said["ways"] = [{**said["ways"][0], "each_by": by}]
        questions.append(Question.model_validate(said))
    return kb.model_copy(update={"questions": tuple(questions)})
