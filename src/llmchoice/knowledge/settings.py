"""Settings: `--set ID=VALUE` in place of what a profile says of a question, a priority or a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from llmchoice.amounts import LEAST
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.answer import answer_from_text
from llmchoice.knowledge.expiry import DECIDE_BY, is_day
from llmchoice.knowledge.preferences import HIGHEST_RATING
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer
from llmchoice.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Setting:
    """A question with its new answer, a priority with its new rating, or the day to decide by."""

    target: str
    answer: Answer | None = None
    rating: float | None = None
    day: str | None = None


def read_settings(kb: KnowledgeBase, texts: Sequence[str]) -> tuple[Setting, ...]:
    """Settings from a command line; the last one of a target counts.

    Raises:
        LlmchoiceError: exit code 2 with everything that is wrong with any of them.
    """
    read = [_setting(kb, text) for text in texts]
    problems = [item for item in read if isinstance(item, Problem)]
    if problems:
        raise LlmchoiceError(problems, ExitCode.USAGE)
    settings = [item for item in read if isinstance(item, Setting)]
    return tuple({(s.target, s.rating is None): s for s in settings}.values())


def with_settings(
    answers: Mapping[str, Answer], settings: Sequence[Setting], *, only_present: bool = False
) -> dict[str, Answer]:
    """Answers with the settings in their place; only those that are there, if asked."""
    new = dict(_answers(settings))
    if only_present:
        new = {target: answer for target, answer in new.items() if target in answers}
    return {**answers, **new}


def _answers(settings: Sequence[Setting]) -> Iterator[tuple[str, Answer]]:
    for setting in settings:
        if setting.answer is not None:
            yield setting.target, setting.answer


def _setting(kb: KnowledgeBase, text: str) -> Setting | Problem:
    target, equals, value = text.partition("=")
    questions = {q.id: q for q in kb.questions}
    priorities = [p.id for p in kb.priorities]
    if not equals:
        return Problem(f"--set {text}: there is no '='", fix="write --set question=answer")
    # A question and a priority may share an id: a number is a rating where no answer is one.
    rated = target in priorities and (target not in questions or _is_number(value))
    if target in questions and not rated:
        answer = answer_from_text(questions[target], value)
        if isinstance(answer, Problem):
            return Problem(f"--set {text}: {answer.what}", why=answer.why, fix=answer.fix)
        return Setting(target, answer=answer)
    if rated or target == DECIDE_BY:
        return (_rating if rated else _day)(text, target, value)
    return Problem(
        f"--set {text}: there is no question or priority '{target}'",
        fix=did_you_mean(target, dict.fromkeys([*questions, *priorities, DECIDE_BY])),
    )


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _day(text: str, target: str, value: str) -> Setting | Problem:
    if is_day(value):
        return Setting(target, day=value)
    return Problem(f"--set {text}: '{value}' is not a date", fix="write YYYY-MM-DD")


def _rating(text: str, target: str, value: str) -> Setting | Problem:
    try:
        rating = float(value)
    except ValueError:
        rating = -1.0
    if not (rating == 0 or LEAST <= rating <= HIGHEST_RATING):
        return Problem(
            f"--set {text}: '{value}' is not an importance",
            fix=f"write a number from 0 to {HIGHEST_RATING}",
        )
    return Setting(target, rating=rating)
