"""What is sent to an endpoint for a case, and which of these questions are open."""

import hashlib
import json
from dataclasses import dataclass

from pydantic import JsonValue

from llmchoice.model.score import Case
from llmchoice.model.trial import Candidate, Model, Setup
from llmchoice.trial.store import Store


@dataclass(frozen=True, slots=True)
class Question:
    """A case, and the model that is asked."""

    case: str
    model: Model
    body: dict[str, JsonValue]

    @property
    def digest(self) -> str:
        """SHA-256 of what is sent: another model, text or parameter gives another one."""
        text = json.dumps(self.body, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()


def question(setup: Setup, candidate: Candidate, case: Case) -> Question:
    """A case as it is put to a candidate: the instructions, then the input as it is."""
    instructions = candidate.instructions or setup.instructions
    messages: list[JsonValue] = (
        [{"role": "system", "content": instructions}] if instructions else []
    )
    messages.append({"role": "user", "content": case.input})
    body = {"model": candidate.model, "messages": messages, **candidate.parameters}
    return Question(case.id, candidate, body)


def open_questions(setup: Setup, store: Store, *, again: bool = False) -> list[Question]:
    """What is to be asked, case by case, so that a run that is cut short has whole cases.

    Args:
        setup: the candidates; those without an endpoint are not asked.
        store: holds the cases.
        again: whether answers to what would be asked otherwise now are asked for again.
    """
    asked = store.asked()
    candidates = [candidate for candidate in setup.candidates if candidate.endpoint]
    questions = [question(setup, who, case) for case in store.cases() for who in candidates]
    return [
        each
        for each in questions
        if (each.case, each.model.id) not in asked
        or (again and _is_other(each, asked[each.case, each.model.id]))
    ]


def outdated(setup: Setup, store: Store) -> dict[str, int]:
    """Candidate to the number of its answers to what would be asked otherwise now."""
    asked, cases = store.asked(), store.cases()
    counts: dict[str, int] = {}
    for candidate in setup.candidates:
        for case in cases:
            digest = asked.get((case.id, candidate.id))
            if digest is not None and _is_other(question(setup, candidate, case), digest):
                counts[candidate.id] = counts.get(candidate.id, 0) + 1
    return counts


def _is_other(asked: Question, digest: str | None) -> bool:
    return digest is not None and digest != asked.digest
