"""Profile files: read, checked against the knowledge base, and changed by settings.

Longer than other files because it is one thing: what a profile file holds, field by field.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.agreement import (
    contradiction_problems,
    merged,
    per_choice_problems,
    settled,
)
from llmchoice.knowledge.answer import pieces_wrong, read_answer
from llmchoice.knowledge.comparisons import read_comparisons
from llmchoice.knowledge.costs import COST_KEYS, SECTION, cost_inputs, cost_problems
from llmchoice.knowledge.document import Data, Document, Path, parse
from llmchoice.knowledge.expiry import (
    DECIDE_BY,
    EXPIRES,
    decision_day_problems,
    expiry_problems,
)
from llmchoice.knowledge.passed import passed_problems
from llmchoice.knowledge.preferences import preference_problems, read_spread
from llmchoice.knowledge.settings import Setting, with_settings
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import MOST_WORKLOADS, WAYS, Answer, Profile
from llmchoice.model.question import AnyOf, Question
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean

KEYS = (
    "schema",
    "organisation",
    *WAYS,
    "spread",
    "shares",
    "answers",
    "workloads",
    SECTION,
    "notes",
    EXPIRES,
    DECIDE_BY,
)
OWN_WAYS = ("priorities", "ranking", "points")
"""In which a workload may weigh in its own way."""
WORKLOAD_KEYS = ("name", *OWN_WAYS, "answers")
LONGEST_NAME = 200
VERSION_KEY, RESULT_KEY = "schema_version", "recommendation"
"""What the JSON of every report has, and that of an assessment; and no profile."""


def read_profile(
    kb: KnowledgeBase, text: str, file: str, settings: Sequence[Setting] = ()
) -> Profile:
    """A profile from YAML text, with settings in place of what it says.

    Answers may be missing: that is for the caller to judge.

    Raises:
        LlmchoiceError: exit code 3 with every problem at once; contradicting answers are one.
    """
    return profile_of(kb, parse(text, file), settings)


def profile_of(kb: KnowledgeBase, document: Document, settings: Sequence[Setting] = ()) -> Profile:
    """A profile from plain data that is laid out as in a file; see read_profile."""
    if not isinstance(document.data, dict) or VERSION_KEY in document.data:
        raise LlmchoiceError([_no_profile(document)], ExitCode.INVALID)
    reader = _Reader(kb, document, document.data)
    problems = [*document.problems, *reader.problems()]
    answers = reader.answers(("answers",), document.data.get("answers"), problems)
    workloads = list(reader.workloads(problems))
    organisation = merged(kb, answers, with_settings(answers, settings))
    own = [answers for _, answers in workloads]
    answered = {*organisation, *(question for answers in own for question in answers)}
    problems += expiry_problems(document, reader.questions, answered)
    problems += decision_day_problems(document)
    problems += per_choice_problems(kb, document, organisation, own, settings)
    organisation = settled(kb, organisation)
    problems += contradiction_problems(kb, document, organisation, own, settings)
    if problems:
        raise LlmchoiceError(sorted(problems, key=_position), ExitCode.INVALID)
    return _profile(kb, document.data, organisation, workloads, settings)


def _no_profile(document: Document) -> Problem:
    if isinstance(document.data, dict):
        message = "the file is a report of llmchoice, and no profile"
        fix = "give the profile that it is about"
        if RESULT_KEY in document.data:
            fix = "'llmchoice recheck FILE' assesses its profile anew, and says what differs"
    else:
        nothing = document.data is None
        message = "the file contains no profile" if nothing else "a profile must be a mapping"
        fix = "write 'key: value' lines; start from 'llmchoice profile new'"
    return Problem(message, place=document.place(()), fix=fix)


class _Reader:
    """Checks one document against the knowledge base."""

    def __init__(
        self, kb: KnowledgeBase, document: Document, data: Mapping[str | int, Data]
    ) -> None:
        self.kb = kb
        self.document = document
        self.data = data
        self.questions = {q.id: q for q in kb.questions}

    def problems(self) -> Iterator[Problem]:
        """Everything but the answers."""
        for key in self.data:
            if key not in KEYS:
                yield self._unknown_key((key,), KEYS, fix=self._home(str(key)))
        if self.data.get("schema", 1) != 1 or isinstance(self.data.get("schema"), bool):
            fix = "write 'schema: 1', or use a newer llmchoice"
            yield self._problem("only schema 1 is known", ("schema",), fix)
        yield from map(self._alone, self._name(("organisation",), self.data.get("organisation")))
        yield from preference_problems(self.document, self.kb)
        yield from cost_problems(self.document)
        yield from self._notes()

    def _alone(self, problem: Problem) -> Problem:
        """What is wrong with the name; where nothing else is given, that as well."""
        if any(self.data.get(key) for key in ("organisation", *WAYS, "answers", "workloads")):
            return problem
        return replace(
            problem,
            why="the file has no priorities and no answers either",
            fix="fill in what 'llmchoice profile new' writes",
        )

    def answers(self, path: Path, data: Data, problems: list[Problem]) -> dict[str, Answer]:
        """The valid answers below a path; what is wrong is added to the problems."""
        if data is None:
            return {}
        if not isinstance(data, dict):
            fix = "write one 'question: answer' per line, with a space after the colon"
            problems.append(self._problem("answers must be a mapping", path, fix))
            return {}
        answers: dict[str, Answer] = {}
        for key, value in data.items():
            question = self.questions.get(str(key))
            if question is None:
                home = self._home(str(key))
                problems.append(self._unknown_key((*path, key), self.questions, "question", home))
                continue
            answer = read_answer(question, value)
            if isinstance(answer, Problem):
                problems.extend(self._wrong(question, (*path, key), value, answer))
            else:
                answers[question.id] = answer
        return answers

    def _wrong(
        self, question: Question, path: Path, value: Data, whole: Problem
    ) -> Iterator[Problem]:
        """What is wrong with an answer: each item of a list at its own place, if it is theirs."""
        if value is None:
            yield replace(whole, place=self.document.key_place(path))
            return
        if isinstance(value, dict) and (question.per or question.counts):
            wrong_in = pieces_wrong if question.per else passed_problems
            for part, problem in wrong_in(question, value):
                yield replace(problem, place=self.document.place((*path, *part)))
            return
        items = value if isinstance(question, AnyOf) and isinstance(value, list) else []
        alone = [read_answer(question, [item]) for item in items]
        right = [
            item for item, read in zip(items, alone, strict=True) if not isinstance(read, Problem)
        ]
        together = whole if not items else read_answer(question, right) if right else None
        if isinstance(together, Problem):
            yield replace(together, place=self.document.place(path))
        for at, answer in enumerate(alone):
            if isinstance(answer, Problem):
                yield replace(answer, place=self.document.place((*path, at)))

    def _home(self, key: str) -> str | None:
        """Where a key that stands in the wrong part of the file belongs."""
        if key in self.questions:
            return f"it is a question: move '{key}:' under 'answers:'"
        if any(key == priority.id for priority in self.kb.priorities):
            return f"it is a priority: move '{key}:' under 'priorities:'"
        if key in COST_KEYS:
            return f"it belongs to the costs: move '{key}:' under '{SECTION}:'"
        return None

    def workloads(self, problems: list[Problem]) -> Iterator[tuple[str, dict[str, Answer]]]:
        """Name and own answers of each workload."""
        data = self.data.get("workloads")
        if data is None:
            return
        if not isinstance(data, list):
            fix = "write '- {name: ..., answers: {...}}' for each"
            problems.append(self._problem("workloads must be a list", ("workloads",), fix))
            return
        if len(data) > MOST_WORKLOADS:
            problem = Problem(
                f"{len(data):,} workloads; at most {MOST_WORKLOADS} can be assessed at once",
                place=self.document.place(("workloads", MOST_WORKLOADS)),
                why="each is assessed on its own",
                fix="make one workload of those that have the same answers, or write several"
                " profiles",
            )
            problems.append(problem)
        names: set[str] = set()
        for at, item in enumerate(data[:MOST_WORKLOADS]):
            path: Path = ("workloads", at)
            if not isinstance(item, dict):
                fix = "write '{name: ..., answers: {...}}'"
                problems.append(self._problem("a workload must be a mapping", path, fix))
                continue
            problems.extend(
                self._unknown_key((*path, key), WORKLOAD_KEYS)
                for key in item
                if key not in WORKLOAD_KEYS
            )
            problems.extend(self._name((*path, "name"), item.get("name")))
            name = str(item.get("name")).strip()
            if name in names and item.get("name") is not None:
                message, fix = f"two workloads are called {quoted(name)}", "give each its own name"
                problems.append(self._problem(message, (*path, "name"), fix))
            names.add(name)
            problems.extend(self._own_priorities(path, item))
            yield name, self.answers((*path, "answers"), item.get("answers"), problems)

    def _own_priorities(self, path: Path, item: Mapping[str | int, Data]) -> Iterator[Problem]:
        """What is wrong with the priorities of a workload; what it does not rate is shared."""
        yield from preference_problems(self.document.below(path), self.kb)
        rated = item.get("priorities")
        if not isinstance(rated, dict) or self.data.get("priorities") is not None:
            return
        left = [priority.id for priority in self.kb.priorities if priority.id not in rated]
        if left:
            yield Problem(
                f"the workload does not rate {', '.join(left)}",
                place=self.document.key_place((*path, "priorities")),
                why="the organisation gives no ratings that could stand in for them",
                fix="rate every priority here, or give 'priorities:' for the organisation too",
            )

    def _name(self, path: Path, data: Data) -> Iterator[Problem]:
        name = str(path[-1])
        if data is None:
            yield self._problem(f"'{name}' is missing", path, f"add '{name}: ...'")
        elif not isinstance(data, str):
            fix = "write one text" if isinstance(data, list | dict) else "put it in quotes"
            yield self._problem(f"'{name}' must be text", path, fix)
        elif not data.strip() or len(data) > LONGEST_NAME:
            message = (
                f"'{name}' must have 1 to {LONGEST_NAME} characters, and has {len(data.strip())}"
            )
            yield self._problem(message, path, "write a short name")

    def _notes(self) -> Iterator[Problem]:
        notes = self.data.get("notes")
        if notes is None:
            return
        if not isinstance(notes, dict):
            fix = "write one 'question: remark' per line, with a space after the colon"
            yield self._problem("notes must be a mapping", ("notes",), fix)
            return
        for key, value in notes.items():
            if key not in self.questions:
                yield self._unknown_key(("notes", key), self.questions, "question")
            elif not isinstance(value, str) or not value.strip():
                empty = value is None or isinstance(value, str)
                fix = "write a remark, or remove the line" if empty else "write one text, in quotes"
                yield self._problem(f"the note on '{key}' must be text", ("notes", key), fix)

    def _problem(self, message: str, path: Path, fix: str) -> Problem:
        return Problem(message, place=self.document.place(path), fix=fix)

    def _unknown_key(
        self,
        path: Path,
        names: Sequence[str] | Mapping[str, object],
        noun: str = "key",
        fix: str | None = None,
    ) -> Problem:
        return Problem(
            f"there is no {noun} {quoted(path[-1])}",
            place=self.document.key_place(path),
            fix=fix or did_you_mean(str(path[-1]), names),
        )


def _profile(
    kb: KnowledgeBase,
    data: Mapping[str | int, Data],
    answers: Mapping[str, Answer],
    workloads: Sequence[tuple[str, dict[str, Answer]]],
    settings: Sequence[Setting],
) -> Profile:
    given: dict[str, object] = {
        key: data[key]
        for key in ("organisation", *WAYS, "spread", "shares", "notes", EXPIRES, DECIDE_BY)
        if data.get(key) is not None
    }
    # An empty list of days says nothing: the profile is the same as one without.
    given[EXPIRES] = given.get(EXPIRES) or None
    given.update({s.target: s.day for s in settings if s.day is not None})
    priorities = {s.target: s.rating for s in settings if s.rating is not None}
    if priorities:
        _demand_ratings(given, priorities)
        given["priorities"] = _mapping(data.get("priorities")) | priorities
    if "ranking" in given:
        given["ranking"] = _ranking(kb, given["ranking"])
    if "comparisons" in given:
        given["comparisons"] = read_comparisons(data["comparisons"])
    if "spread" in given:
        given["spread"] = read_spread(data["spread"])
    given["costs"] = cost_inputs(data.get(SECTION))
    given["answers"] = answers
    listed = data.get("workloads")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    given["workloads"] = [
        {
            "name": name,
            "answers": with_settings(own, settings, only_present=True),
            **_own_ways(kb, item, priorities),
        }
        for (name, own), item in zip(workloads, items, strict=True)
    ]
    return Profile.model_validate(given)


def _own_ways(
    kb: KnowledgeBase, item: Mapping[str | int, Data], ratings: Mapping[str, float]
) -> dict[str, object]:
    """How a workload weighs, with the ratings that are set in place of its own."""
    own: dict[str, object] = {way: item[way] for way in OWN_WAYS if item.get(way) is not None}
    if "priorities" in own:
        rated = _mapping(item["priorities"])
        own["priorities"] = rated | {key: new for key, new in ratings.items() if key in rated}
    if "ranking" in own:
        own["ranking"] = _ranking(kb, own["ranking"])
    return own


def _ranking(kb: KnowledgeBase, ranking: object) -> list[object]:
    """The ranking, with equals in the knowledge base's order: theirs says nothing."""
    order = [priority.id for priority in kb.priorities]
    items = ranking if isinstance(ranking, list) else []
    return [sorted(item, key=order.index) if isinstance(item, list) else item for item in items]


def _demand_ratings(given: Mapping[str, object], ratings: Mapping[str, float]) -> None:
    """A rating replaces a rating: among ranks, points or comparisons it has no meaning."""
    for way in WAYS[1:]:
        if way in given:
            raise LlmchoiceError(
                [
                    Problem(
                        f"--set {name}={rating:g}: the profile gives its priorities as {way}",
                        why=f"an importance from 0 to 5 has no meaning with {way}",
                        fix=f"change '{way}:' in the profile, or give 'priorities:' there instead",
                    )
                    for name, rating in ratings.items()
                ],
                ExitCode.USAGE,
            )


def _mapping(data: Data) -> dict[str, object]:
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}


def _position(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return (0, 0) if place is None else (place.line or 0, place.column or 0)
