"""What a profile still lacks: missing is not the same as unknown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from llmchoice.engine.answers import implied, lacking, missing
from llmchoice.engine.parts import parts, without_answer
from llmchoice.engine.weights import unstated
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.answer import offered
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Answers, PerChoice, Profile
from llmchoice.model.question import Question


@dataclass(frozen=True, slots=True)
class Gaps:
    """The questions and priorities that nobody has answered yet."""

    questions: tuple[Question, ...]
    priorities: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of a question that is answered for each choice of another: those without an answer."""

    def __bool__(self) -> bool:
        return bool(self.questions or self.priorities)


def gaps(kb: KnowledgeBase, profile: Profile) -> Gaps:
    """What is missing from a profile, over all its workloads."""
    open_ids = {q.id for part in parts(kb, profile) for q in missing(kb, part.answers)}
    return Gaps(
        questions=tuple(q for q in kb.questions if q.id in open_ids),
        priorities=unstated(kb, profile),
        choices={q.id: left for q in kb.questions if (left := without_answer(q, profile.answers))},
    )


def with_unknown(kb: KnowledgeBase, profile: Profile) -> Profile:
    """The profile with every missing answer given as `unknown`.

    An unknown answer may bring further questions into play: they are unknown too.
    """
    current, filled = profile, set[str]()
    while left := {q.id: q for part in parts(kb, current) for q in lacking(kb, part.answers)}:
        answers = current.answers
        new = {name: _unknown(question, answers) for name, question in left.items()}
        current = current.model_copy(update={"answers": {**answers, **new}})
        filled |= left.keys()
    asked = (q.id for q in kb.questions if q.id in filled and may_be_asked(kb, profile, q))
    return current.model_copy(update={"unasked": (*profile.unasked, *asked)})


def _unknown(question: Question, answers: Answers) -> Answer:
    """An answer `unknown`; where only some choices of another question lack one, for those.

    Where that other question has no answer, what was given for its choices counts for nothing.
    """
    given, left = answers.get(question.id), without_answer(question, answers)
    return given.filled(left, UNKNOWN) if isinstance(given, PerChoice) and left else UNKNOWN


def demand_complete(kb: KnowledgeBase, profile: Profile, file: str) -> None:
    """Raise LlmchoiceError with exit code 4 that names everything missing, if anything is."""
    left = gaps(kb, profile)
    # What the missing answers may yet bring into play.
    unasked = with_unknown(kb, profile).unasked
    later = tuple(q for q in kb.questions if q.id in unasked and q not in left.questions)
    problems = [*_priorities(left, file), *_questions(left, later, file)]
    if problems:
        raise LlmchoiceError(problems, ExitCode.INCOMPLETE)


def _priorities(left: Gaps, file: str) -> Iterator[Problem]:
    if left.priorities:
        names = ", ".join(f"{name}: 3" for name in left.priorities)
        yield Problem(
            f"{file}: no importance given for {', '.join(left.priorities)}",
            why="a rating from 0 to 5 says how much it is worth to get from worst to best",
            fix=f"add to the profile: priorities: {{{names}}} (with your own numbers)",
        )


def may_be_asked(kb: KnowledgeBase, profile: Profile, question: Question) -> bool:
    """Whether a question without an answer does not go without asking everywhere."""
    return not all(implied(kb, question, part.answers) for part in parts(kb, profile))


def _questions(left: Gaps, later: tuple[Question, ...], file: str) -> Iterator[Problem]:
    count = len(left.questions)
    if count:
        names = ", ".join(named(question, left) for question in left.questions)
        fix = (
            f"add to 'answers:' ({UNKNOWN} where nobody knows), or pass --set, or accept them all"
            f" as unknown with --missing {UNKNOWN}"
        )
        yield Problem(
            f"{file}: {count} answer{'s' if count > 1 else ''} missing: {names}",
            why="a missing answer is not the same as an unknown one: say which it is",
            fix="\n".join(
                [
                    fix,
                    *(f"  {line}" for line in _lines(left)),
                    *(["and, depending on those answers:"] if later else []),
                    *(f"  {line_to_add(q)}" for q in later),
                ]
            ),
        )


def demand_all(
    kb: KnowledgeBase, profile: Profile, message: str, why: str, *, by_file: bool = False
) -> None:
    """The same in one problem: everything missing has to come by `--set`, or by the file alone."""
    left = gaps(kb, profile)
    if not left:
        return
    names = [*left.priorities, *(named(question, left) for question in left.questions)]
    accepted = f", or accept missing answers as unknown with --missing {UNKNOWN}"
    how = "add to the profile" if by_file else "answer with --set"
    form = "  {}: 0 to 5, under 'priorities:'" if by_file else "  --set {}=3"
    lines = [
        how + (accepted if left.questions else ""),
        *map(form.format, left.priorities),
        *(
            f"  {line}" if by_file else f"  --set {line.replace(': ', '=', 1)}"
            for line in _lines(left)
        ),
    ]
    problem = Problem(f"{message}: {', '.join(names)}", why=why, fix="\n".join(lines))
    raise LlmchoiceError([problem], ExitCode.INCOMPLETE)


def _lines(left: Gaps) -> Iterator[str]:
    """The line of a profile for each question that has no answer."""
    return (line_to_add(question, left.choices.get(question.id, ())) for question in left.questions)


def named(question: Question, left: Gaps) -> str:
    """A question that has no answer, with what it lacks one for where it has some."""
    choices = left.choices.get(question.id)
    return f"{question.id} for {' and '.join(choices)}" if choices else question.id


def line_to_add(question: Question, choices: Sequence[str] = ()) -> str:
    """The line of a profile that answers a question, with everything that may be answered.

    Where it lacks an answer for some choices of another question only, for those.
    """
    names = offered(question) if question.choices else ("a number", *offered(question))
    answers = " | ".join(names)
    if not choices:
        return f"{question.id}: {answers}"
    return f"{question.id}: {{{', '.join(f'{choice}: {answers}' for choice in choices)}}}"
