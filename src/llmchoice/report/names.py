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
    topics: "Mapping[str, str]"
    """Question to the name of the first criterion that it feeds."""
    labels: "Mapping[tuple[str, Answer], str]"
    """(Question, criterion or rule; answer) to the answer in words."""
    choices: "Mapping[tuple[str, Answer], tuple[str, ...]]"
    """(Question; answer) to the choices that it is made of, in words."""

    def option(self, option_id: str) -> str:
        """The short name of an option."""
        return self.options.get(option_id, option_id)

    def priority(self, priority_id: str) -> str:
        """The name of a priority."""
        return self.priorities.get(priority_id, priority_id)

    def question(self, question_id: str) -> str:
        """The text of a question."""
        return self.questions.get(question_id, question_id)

    def topic(self, question_id: str) -> str:
        """What a question is about, in a few words where a criterion names it."""
        return self.topics.get(question_id) or self.question(question_id)

    def answer(self, reader: str, answer: "Answer") -> str:
        """An answer in words, given its question or a criterion or rule that reads it."""
        return self.labels.get((reader, answer), bare(answer))


def names_of(assessment: "Assessment") -> Names:
    """All names that occur anywhere in the assessment."""
    parts: tuple[Subject, ...] = (assessment, *assessment.workloads)
    answers = [answer for part in parts for answer in part.answers]
    criteria = {
        item.criterion: item.name
        for part in parts
        for option in part.options
        for item in option.contributions
    }
    asked = {unknown.question: unknown.text for part in parts for unknown in part.unknowns}
    return Names(
        options={option.id: option.short for part in parts for option in part.options},
        priorities={priority.priority: priority.name for priority in assessment.priorities},
        questions=asked | {answer.question: answer.text for answer in answers},
        topics={
            answer.question: criteria[reader]
            for answer in answers
            for reader in reversed(answer.feeds)
            if reader in criteria
        },
        labels={
            (reader, answer.answer): given(answer)
            for answer in answers
            for reader in (*answer.feeds, answer.question)
        },
        choices={
            (answer.question, answer.answer): answer.label.texts
            for answer in answers
            if answer.dispute is None
        },
    )
