"""One question, asked once."""

import re
from collections.abc import Collection

from llmchoice.engine.answers import label_of
from llmchoice.engine.conditions import chosen
from llmchoice.errors import Problem
from llmchoice.knowledge.answer import read_answer
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.profile import Answer
from llmchoice.model.question import Amount, AnyOf, OneOf, Question
from llmchoice.questionnaire.amount import HOW, read_amount
from llmchoice.questionnaire.asker import Check, Pick, Prompt, Reply
from llmchoice.questionnaire.dialogue import Dialogue
from llmchoice.questionnaire.edit import Scope
from llmchoice.report.wording.answers import answer as answer_text

LONGEST_SCOPE = 5
"""Digits: a file may hold anything, and Python refuses to read very long numbers."""
SPECIAL = {UNKNOWN: "I don't know", NOT_APPLICABLE: "does not apply"}


def key_of(question: str, scope: Scope) -> str:
    """The key of the prompt that asks a question."""
    return f"facts/{question}" if scope is None else f"facts/{question}@{scope}"


def remark_key(question: str, scope: Scope) -> str:
    """What a note on an answer is kept under."""
    return key_of(question, scope).removeprefix("facts/")


def question_of(key: str) -> tuple[str, Scope] | None:
    """The question that the prompt of a key asks, and for whom; None if it asks none."""
    kind, _, rest = key.partition("/")
    question, at, scope = rest.partition("@")
    if kind != "facts" or (at and not (scope.isdecimal() and len(scope) < LONGEST_SCOPE)):
        return None
    return (question, int(scope) if at else None)


def reply_of(question: Question, answer: Answer) -> Reply:
    """What somebody would have replied to give this answer."""
    if isinstance(question, AnyOf):
        return tuple(c.id for c in question.choices if c.id in chosen(answer)) or (str(answer),)
    text = f"{answer:_}" if isinstance(answer, int) else str(answer)
    # Three decimals could be thousands.
    return f"{text}0" if re.fullmatch(r"[0-9]+\.[0-9]{3}", text) else text


def answer_of(question: Question, reply: Reply) -> Answer | None:
    """The answer that a reply stands for; None if it is none (any more)."""
    if isinstance(question, Amount):
        found = read_amount(question, str(reply))
    else:
        several = isinstance(reply, tuple)
        found = read_answer(question, [str(one) for one in reply] if several else str(reply))
    return None if isinstance(found, Problem) else found


def ask(
    dialogue: Dialogue,
    question: Question,
    scope: Scope,
    prompt: Prompt,
    *,
    only: Collection[str] | None = None,
) -> Answer:
    """The answer to a question.

    Args:
        dialogue: shows the question.
        question: what is asked.
        scope: for whom.
        prompt: what else is shown; its title and notes are the question's.
        only: the choices to offer, where not all of them make sense.
    """
    key = key_of(question.id, scope)
    about = remark_key(question.id, scope)
    shown = _with_text(question, prompt)
    reply: Reply
    if isinstance(question, Amount):
        reply = dialogue.text(key, shown, _check(question), about=about)
    elif isinstance(question, OneOf):
        reply = dialogue.one(key, shown, _picks(question, only), about=about)
    else:
        reply = dialogue.many(key, shown, _picks(question, only), about=about)
    answer = answer_of(question, reply)
    if answer is None:
        raise TypeError(f"the asker let an answer through that is none: {reply!r}")
    if isinstance(question, Amount) and dialogue.is_live():
        dialogue.say(f"  = {answer_text(label_of(question, answer))}")
    return answer


def _with_text(question: Question, prompt: Prompt) -> Prompt:
    notes = [f"Why: {question.why}"]
    if isinstance(question, Amount):
        other = f", or '{NOT_APPLICABLE}'" if question.not_applicable else ""
        notes.append(f"{HOW[0].upper()}{HOW[1:]}{other}.")
    return Prompt(
        question.text,
        head=prompt.head,
        lead=prompt.lead,
        notes=(*notes, *prompt.notes),
        why=prompt.why,
        may_end=prompt.may_end,
    )


def _picks(question: Question, only: Collection[str] | None) -> list[Pick]:
    choices = [choice for choice in question.choices if only is None or choice.id in only]
    return [
        *(Pick(choice.id, choice.text, alone=choice.alone) for choice in choices),
        *(Pick(name, SPECIAL[name], alone=True) for name in question.special),
    ]


def _check(question: Question) -> Check:
    def check(text: str) -> str | None:
        read = read_amount(question, text)
        return f"{read.what}: {read.fix}." if isinstance(read, Problem) else None

    return check
