"""The profile of a past decision, put to the questions of today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from llmchoice.errors import Problem
from llmchoice.knowledge.answer import read_answer
from llmchoice.knowledge.costs import POINTS, SECTION
from llmchoice.knowledge.document import Data, Document
from llmchoice.knowledge.expiry import EXPIRES
from llmchoice.knowledge.profile import profile_of
from llmchoice.knowledge.settings import Setting
from llmchoice.model.estimate import Estimate, Passed
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Answers, PerChoice, Profile, Ranking, places
from llmchoice.model.recheck import Dropped, Said
from llmchoice.model.terms import CostInputs

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Replay:
    """A past profile as it can be assessed today."""

    profile: Profile
    """Answers may be missing, also some that were given but are no longer offered."""
    dropped: tuple[Dropped, ...]
    """What it said that means nothing any more."""


def replayed(
    kb: KnowledgeBase, past: Profile, file: str, settings: tuple[Setting, ...] = ()
) -> Replay:
    """The profile under the questions, criteria and priorities of a knowledge base.

    Raises:
        LlmchoiceError: exit code 3 for what cannot be carried over, such as answers that may no
            longer stand together.
    """
    sieve = _Sieve(kb)
    data = sieve.kept(past)
    profile = profile_of(kb, Document(file, data=data), settings)
    return Replay(profile, tuple(dict.fromkeys(sieve.dropped)))


@dataclass(slots=True)
class _Sieve:
    """Keeps what still means something, and remembers what does not."""

    kb: KnowledgeBase
    dropped: list[Dropped] = field(default_factory=list)

    def kept(self, past: Profile) -> dict[str | int, Data]:
        """The profile as plain data, laid out as in a file."""
        names = {priority.id for priority in self.kb.priorities}
        criteria = {criterion.id for _, criterion in self.kb.criteria()}
        answers = self._answers(past.answers)
        workloads = [(workload, self._answers(workload.answers)) for workload in past.workloads]
        answered = {*answers, *(question for _, own in workloads for question in own)}
        update: dict[str, object] = {
            "answers": answers,
            "shares": self._known(past.shares, criteria, Said.SHARE),
            "priorities": self._known(past.priorities, names, Said.PRIORITY),
            "comparisons": self._comparisons(past.comparisons, names),
            "ranking": self._ranking(past.ranking, names),
            # A remark or a day says nothing without its question; that one is told already.
            "notes": {q: note for q, note in past.notes.items() if q in self._questions()},
            EXPIRES: {q: day for q, day in (past.expires or {}).items() if q in answered},
        }
        whole = past.model_copy(update=update).model_dump(mode="json", by_alias=True)
        data: dict[str | int, Any] = {
            key: value for key, value in whole.items() if value is not None
        }
        data["workloads"] = [
            {
                "name": workload.name,
                "answers": _plain(own),
                "priorities": self._known(workload.priorities, names, Said.PRIORITY),
                "points": self._known(workload.points, names, Said.PRIORITY),
                "ranking": _listed(self._ranking(workload.ranking, names)),
            }
            for workload, own in workloads
        ]
        if past.costs is not None:
            data[SECTION] = _section(past.costs)
        return data

    def _questions(self) -> set[str]:
        return {question.id for question in self.kb.questions}

    def _answers(self, answers: Answers) -> Answers:
        known = self._known(answers, self._questions(), Said.QUESTION) or {}
        wrong = {
            question
            for question, answer in _plain(known).items()
            if isinstance(read_answer(self.kb.question(question), answer), Problem)
        }
        self.dropped += [Dropped(kind=Said.ANSWER, id=question) for question in sorted(wrong)]
        return {question: answer for question, answer in known.items() if question not in wrong}

    def _known(
        self, table: Mapping[str, Entry] | None, known: Collection[str], kind: Said
    ) -> dict[str, Entry] | None:
        if table is None:
            return None
        self.dropped += [Dropped(kind=kind, id=key) for key in table if key not in known]
        return {key: value for key, value in table.items() if key in known}

    def _comparisons(
        self, rows: Mapping[str, Mapping[str, float]] | None, names: Collection[str]
    ) -> dict[str, dict[str, float]] | None:
        kept = self._known(rows, names, Said.PRIORITY)
        if kept is None:
            return None
        return {more: self._known(row, names, Said.PRIORITY) or {} for more, row in kept.items()}

    def _ranking(self, ranking: Ranking | None, names: Collection[str]) -> Ranking | None:
        if ranking is None:
            return None
        stated = places(ranking)
        gone = [name for place in stated for name in place if name not in names]
        self.dropped += [Dropped(kind=Said.PRIORITY, id=name) for name in gone]
        left = [tuple(name for name in place if name in names) for place in stated]
        return tuple(place[0] if len(place) == 1 else place for place in left if place)


def _listed(ranking: Ranking | None) -> list[Data] | None:
    """A ranking as a file would give it."""
    if ranking is None:
        return None
    return [place if isinstance(place, str) else [*place] for place in ranking]


def _plain(answers: Answers) -> dict[str, Data]:
    """Answers as a file would give them: several in a list."""
    return {question: _data_of(answer) for question, answer in answers.items()}


def _data_of(answer: Answer) -> Data:
    if isinstance(answer, PerChoice):
        return {str(choice): part for choice, part in answer.root}
    if isinstance(answer, Estimate):
        return dict(answer.parts)
    if isinstance(answer, Passed):
        return {key: int(count) for key, count in answer.model_dump(exclude_none=True).items()}
    return [*answer] if isinstance(answer, tuple) else answer


def _section(costs: CostInputs) -> dict[str, object]:
    """The figures as a person writes them: one term per line, and every key with a dash."""
    dumped = costs.model_dump(mode="json", exclude_none=True)
    section = {key.replace("_", "-"): value for key, value in dumped.items()}
    for term, band in section.pop("terms").items():
        section[term] = band["typical"] if term in POINTS else band
    return section
