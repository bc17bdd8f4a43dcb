"""One question, asked once."""

from collections.abc import Collection

from llmchoice.engine.answers import chosen, in_words
from llmchoice.errors import Problem
from llmchoice.knowledge.answer import read_answer
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.profile import Answer
from llmchoice.model.question import Question, QuestionKind
from llmchoice.questionnaire.amount import HOW, read_amount
from llmchoice.questionnaire.asker import Asker, Pick

SPECIAL = {UNKNOWN: "I don't know", NOT_APPLICABLE: "does not apply"}


def ask(
    asker: Asker,
    question: Question,
    *,
    before: Answer | None = None,
    only: Collection[str] | None = None,
) -> Answer:
    """The answer to a question; the answer before, if any, is where the person starts from.

    Args:
        asker: shows the question.
        question: what is asked.
        before: an earlier answer of the same person. Nothing else is ever preselected.
        only: the choices to offer, where not all of them make sense.
    """
    if question.kind is QuestionKind.NUMBER:
        return _amount(asker, question, before)
    picks = _picks(question, only)
    known = {pick.id for pick in picks}
    notes = (f"Why: {question.why}",)
    saved = [choice for choice in chosen(before) if choice in known]
    if question.kind is QuestionKind.ONE:
        return asker.one(question.text, picks, notes=notes, default=saved[0] if saved else None)
    picked = asker.many(question.text, picks, notes=notes, default=saved)
    answer = read_answer(question, list(picked))
    if isinstance(answer, Problem):
        raise TypeError(f"the asker let an answer through that is none: {answer.what}")
    return answer


def _picks(question: Question, only: Collection[str] | None) -> list[Pick]:
    special = (UNKNOWN, NOT_APPLICABLE) if question.not_applicable else (UNKNOWN,)
    choices = [choice for choice in question.choices if only is None or choice.id in only]
    return [
        *(Pick(choice.id, choice.text, alone=choice.alone) for choice in choices),
        *(Pick(name, SPECIAL[name], alone=True) for name in special),
    ]


def _amount(asker: Asker, question: Question, before: Answer | None) -> Answer:
    def check(text: str) -> str | None:
        read = read_amount(question, text)
        return f"{read.what}: {read.fix}." if isinstance(read, Problem) else None

    other = f", or '{NOT_APPLICABLE}'" if question.not_applicable else ""
    notes = (f"Why: {question.why}", f"{HOW[0].upper()}{HOW[1:]}{other}.")
    default = "" if before is None else str(before)
    answer = read_amount(question, asker.text(question.text, check, notes=notes, default=default))
    if isinstance(answer, Problem):
        raise TypeError(f"the asker let an amount through that is none: {answer.what}")
    asker.say(f"  = {in_words(question, answer)}")
    return answer
