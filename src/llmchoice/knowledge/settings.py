"""Settings: `--set ID=VALUE` in place of what a profile says of a question, a priority or a day.

`--set ID+=VALUE` comes to what it says, where a question takes several answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from llmchoice.amounts import LEAST, Fault, number_in
from llmchoice.engine.conditions import chosen
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.answer import answer_from_text
from llmchoice.knowledge.costs import COST_KEYS, SECTION
from llmchoice.knowledge.expiry import DECIDE_BY
from llmchoice.knowledge.preferences import HIGHEST_RATING
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer
from llmchoice.model.question import AnyOf, Question
from llmchoice.model.source import is_day
from llmchoice.plain import shortened
from llmchoice.suggest import did_you_mean

ELSEWHERE = ("organisation", "spread", "shares", "workloads", "costs", "notes", "expires")
"""What a profile says beside answers and priorities, and only itself says."""
_FORMS = {"ceiling": "2_000", "currency": "EUR", "rate": "0.9"}
"""How some of what stands under `costs:` may be written."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A question with its new answer, a priority with its new rating, or the day to decide by."""

    target: str
    answer: Answer | None = None
    rating: float | None = None
    day: str | None = None
    adds_to: AnyOf | None = None
    """The question to whose other answers this one comes; None where it takes their place."""


def read_settings(kb: KnowledgeBase, texts: Sequence[str]) -> tuple[Setting, ...]:
    """Settings from a command line; the last one of a target counts, and what is added to it.

    Raises:
        LlmchoiceError: exit code 2 with everything that is wrong with any of them.
    """
    read = [_setting(kb, text) for text in texts]
    problems = [item for item in read if isinstance(item, Problem)]
    if problems:
        raise LlmchoiceError(problems, ExitCode.USAGE)
    settings = [item for item in read if isinstance(item, Setting)]
    latest: dict[tuple[str, bool], Setting] = {}
    for setting in settings:
        key = (setting.target, setting.rating is None)
        before = latest.get(key)
        if setting.adds_to and before and before.answer and setting.answer:
            answer = _together(setting.adds_to, before.answer, setting.answer)
            latest[key] = replace(before, answer=answer)
        else:
            latest[key] = setting
    return tuple(latest.values())


def with_settings(
    answers: Mapping[str, Answer], settings: Sequence[Setting], *, only_present: bool = False
) -> dict[str, Answer]:
    """Answers with the settings in their place; only those that are there, if asked."""
    new = dict(answers)
    for setting in settings:
        current = answers.get(setting.target)
        if setting.answer is None or (only_present and current is None):
            continue
        new[setting.target] = (
            setting.answer
            if setting.adds_to is None or current is None
            else _together(setting.adds_to, current, setting.answer)
        )
    return new


def _together(question: AnyOf, before: Answer, added: Answer) -> Answer:
    """Both, in the question's own order; the later alone where one of them stands for all."""
    both = {*chosen(before), *chosen(added)}
    kept = tuple(choice.id for choice in question.choices if choice.id in both)
    alone = any(choice.alone for choice in question.choices if choice.id in both)
    return added if alone or len(kept) < len(both) else kept


def _setting(kb: KnowledgeBase, text: str) -> Setting | Problem:
    target, equals, value = text.partition("=")
    adds, target = target.endswith("+"), target.removesuffix("+")
    questions = {q.id: q for q in kb.questions}
    priorities = [p.id for p in kb.priorities]
    if not equals:
        return _without_value(text, target, questions.get(target), priorities)
    # A question and a priority may share an id: a number is a rating where no answer is one.
    is_number = not isinstance(number_in(value, small=True), Fault)
    rated = target in priorities and (target not in questions or is_number)
    known = dict.fromkeys([*questions, *priorities, DECIDE_BY])
    refused = _no_sum(text, target, questions.get(target), rated=rated) if adds else None
    if refused is not None and target in known:
        return refused
    if target in questions and not rated:
        question = questions[target]
        answer = answer_from_text(question, value)
        if isinstance(answer, Problem):
            return Problem(
                f"--set {shortened(text)}: {answer.message}", why=answer.why, fix=answer.fix
            )
        several = question if adds and isinstance(question, AnyOf) else None
        return Setting(target, answer=answer, adds_to=several)
    if rated or target == DECIDE_BY:
        return (_rating if rated else _day)(text, target, value)
    return _unknown(text, target, known)


def _without_value(
    text: str, target: str, question: Question | None, priorities: Iterable[str]
) -> Problem:
    """That there is no value, and what one may look like."""
    fix = "write --set question=answer"
    if question is not None:
        wrong = answer_from_text(question, "")
        hint = wrong.fix if isinstance(wrong, Problem) else None
        fix = f"write --set {target}=ANSWER" + (f": {hint}" if hint else "")
    elif target in priorities:
        fix = f"write its importance, from 0 to {HIGHEST_RATING}: --set {target}=3"
    elif target == DECIDE_BY:
        fix = f"write a day: --set {DECIDE_BY}=2027-01-31"
    elif target in ELSEWHERE or target in COST_KEYS:
        return _unknown(text, target, ())
    return Problem(f"--set {shortened(text)}: there is no '='", fix=fix)


def _unknown(text: str, target: str, known: Iterable[str]) -> Problem:
    less = target.removesuffix("-")
    if less != target and less in known:
        return Problem(
            f"--set {shortened(text)}: nothing can be taken from an answer",
            fix=f"write all that remains: --set {less}=...",
        )
    if target in COST_KEYS:
        form = _FORMS.get(target, "...")
        return Problem(
            f"--set {shortened(text)}: '{target}' is no question: it stands under '{SECTION}:'",
            fix=f"write it in the profile, as in {SECTION}: {{{target}: {form}}}",
        )
    return Problem(
        f"--set {shortened(text)}: there is no question or priority '{target}'",
        why=f"--set takes the id of a question or of a priority, or '{DECIDE_BY}'",
        fix=f"write '{target}' in the profile"
        if target in ELSEWHERE
        else did_you_mean(target, known),
    )


def _no_sum(text: str, target: str, question: Question | None, *, rated: bool) -> Problem | None:
    """Why nothing can be added to a target; None where something can."""
    if rated:
        return Problem(
            f"--set {shortened(text)}: '{target}' is a priority, to which nothing can be added",
            fix=f"write its new importance, from 0 to {HIGHEST_RATING}: --set {target}=...",
        )
    if isinstance(question, AnyOf):
        return None
    return Problem(
        f"--set {shortened(text)}: '{target}' takes one answer, to which none can be added",
        fix=f"write --set {target}={text.partition('=')[2]}",
    )


def _day(text: str, target: str, value: str) -> Setting | Problem:
    if is_day(value):
        return Setting(target, day=value)
    return Problem(f"--set {shortened(text)}: '{value}' is not a date", fix="write YYYY-MM-DD")


def _rating(text: str, target: str, value: str) -> Setting | Problem:
    rating = number_in(value, small=True)
    if isinstance(rating, Fault) or not (rating == 0 or LEAST <= rating <= HIGHEST_RATING):
        return Problem(
            f"--set {shortened(text)}: '{value}' is not an importance",
            fix=f"write a number from 0 to {HIGHEST_RATING}",
        )
    return Setting(target, rating=float(rating))
