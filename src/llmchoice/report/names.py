"""What the ids in an assessment are called."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice.report.wording.answers import bare, given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmchoice.model.assessment import Assessment
    from llmchoice.model.profile import Answer
    from llmchoice.report.subject import Subject


@dataclass(frozen=True, slots=True)
class Names:
    """Lookups by id; an id that nothing names stands for itself."""

    options: "Mapping[str, str]"
    priorities: "Mapping[str, str]"
    questions: "Mapping[str, str]"
    labels: "Mapping[tuple[str, Answer], str]"
    """(Question, criterion or rule; answer) to the answer in words."""

    def option(self, option_id: str) -> str:
        """The name of an option."""
        return self.options.get(option_id, option_id)

    def priority(self, priority_id: str) -> str:
        """The name of a priority."""
        return self.priorities.get(priority_id, priority_id)

    def question(self, question_id: str) -> str:
        """The text of a question."""
        return self.questions.get(question_id, question_id)

    def answer(self, reader: str, answer: "Answer") -> str:
        """An answer in words, given its question or a criterion or rule that reads it."""
        return self.labels.get((reader, answer), bare(answer))


def names_of(assessment: "Assessment") -> Names:
    """All names that occur anywhere in the assessment."""
    parts: tuple[Subject, ...] = (assessment, *assessment.workloads)
    answers = [given for part in parts for given in part.answers]
    asked = {unknown.question: unknown.text for part in parts for unknown in part.unknowns}
    return Names(
        options={option.id: option.name for part in parts for option in part.options},
        priorities={priority.priority: priority.name for priority in assessment.priorities},
        questions=asked | {answer.question: answer.text for answer in answers},
        labels={
            (reader, answer.answer): given(answer)
            for answer in answers
            for reader in (*answer.feeds, answer.question)
        },
    )
