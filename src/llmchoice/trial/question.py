"""What is sent to an endpoint for a case."""

import hashlib
import json
from dataclasses import dataclass

from pydantic import JsonValue

from llmchoice.model.answered import Case
from llmchoice.model.trial import Candidate, Setup


@dataclass(frozen=True, slots=True)
class Question:
    """A case for a candidate."""

    case: str
    candidate: Candidate
    body: dict[str, JsonValue]

    @property
    def digest(self) -> str:
        """SHA-256 of what is sent: another model, text or parameter gives another one."""
        text = json.dumps(self.body, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()


def question(setup: Setup, candidate: Candidate, case: Case) -> Question:
    """A case as it is put to a candidate: the instructions, then the input as it is."""
    told = candidate.instructions or setup.instructions
    messages: list[JsonValue] = [{"role": "system", "content": told}] if told else []
    messages.append({"role": "user", "content": case.input})
    body = {"model": candidate.model, "messages": messages, **candidate.parameters}
    return Question(case.id, candidate, body)
