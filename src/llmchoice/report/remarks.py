"""The notes that the organisation wrote on its answers."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment


def remarks(assessment: "Assessment") -> "tuple[tuple[str, str], ...]":
    """Every question with its note in quotes, each once, whatever the workloads answer."""
    answers = [*assessment.answers, *(a for part in assessment.workloads for a in part.answers)]
    return tuple({(a.text, f'"{a.note}"'): None for a in answers if a.note})
