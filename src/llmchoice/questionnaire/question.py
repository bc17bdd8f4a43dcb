"""One question, asked once."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from types import MappingProxyType

from llmchoice.amounts import written
from llmchoice.engine.answers import label_of
from llmchoice.engine.conditions import chosen
from llmchoice.errors import Problem
from llmchoice.knowledge.amount import how_to_write
from llmchoice.knowledge.answer import offered, read_answer
from llmchoice.knowledge.passed import COUNTS, is_typed
from llmchoice.language import message, t, tell
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.estimate import Estimate, Passed
from llmchoice.model.profile import Answer, Answers, PerChoice
from llmchoice.model.question import Amount, AnyOf, Choice, Counted, OneOf, Question
from llmchoice.questionnaire.asker import Check, Enough, Pick, Prompt, Reply
from llmchoice.questionnaire.dialogue import Dialogue, Writing
from llmchoice.questionnaire.journal import Entry, Journal, entry_of
from llmchoice.report.wording.answers import worked_out

Scope = int | None
"""Whose answer: that of the workload in this place, or of the whole organisation."""
LONGEST_SCOPE = 5
"""Digits: a file may hold anything, and Python refuses to read very long numbers."""
SPECIAL = {UNKNOWN: message("I don't know"), NOT_APPLICABLE: message("does not apply")}
EACH = "@each"
"""The pick that leads to a prompt for each choice of another question; no id looks like it."""


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


def each_key(question: str, choice: str = "") -> str:
    """The key of the prompt that asks a question for one choice of another; its start, without."""
    return f"each/{question}/{choice}"


def reply_of(question: Question, answer: Answer) -> Reply:
    """What somebody would have replied to give this answer."""
    if isinstance(answer, PerChoice):
        return EACH
    if isinstance(answer, Passed):
        return str(answer)
    if isinstance(question, AnyOf):
        return tuple(c.id for c in question.choices if c.id in chosen(answer)) or (str(answer),)
    return written(answer) if isinstance(answer, int | float) else str(answer)


def entries_of(question: Question, scope: Scope, answer: Answer) -> list[Entry]:
    """All that somebody would have replied to give this answer."""
    each = answer.root if isinstance(answer, PerChoice) else ()
    return [
        entry_of(key_of(question.id, scope), reply_of(question, answer)),
        *(entry_of(each_key(question.id, choice), part) for choice, part in each),
    ]


def given_in(question: Question, reply: Reply, journal: Journal) -> Answer | None:
    """The answer that a reply stands for, with those for each choice of another question.

    None if it is none (any more), or none of those was given yet.
    """
    if reply != EACH:
        return answer_of(question, reply)
    start = each_key(question.id)
    replies = {entry.key: entry.reply for entry in journal.known() if entry.key.startswith(start)}
    valid = {
        key.removeprefix(start): answer
        for key, answer in replies.items()
        if answer in offered(question)
    }
    return PerChoice.model_validate(valid) if valid and question.per else None


def answer_of(question: Question, reply: Reply) -> Answer | None:
    """The answer that a reply stands for; None if it is none (any more)."""
    several = isinstance(reply, tuple)
    answer = read_answer(question, [str(part) for part in reply] if several else str(reply))
    return None if isinstance(answer, Problem) else answer


def ask(  # noqa: PLR0913 - what questions differ in
    dialogue: Dialogue,
    question: Question,
    scope: Scope,
    prompt: Prompt,
    *,
    only: Collection[str] | None = None,
    each: Sequence[Choice] = (),
    others: Answers = MappingProxyType({}),
) -> Answer:
    """The answer to a question.

    Of the prompt, title and notes are the question's. `only` are the choices to offer, where not
    all of them make sense; `each`, those of another question for each of which it may be answered.
    """
    key = key_of(question.id, scope)
    about = remark_key(question.id, scope)
    notes = [t("Why: {reason}", reason=question.why)]
    if isinstance(question, Amount):
        notes.append(f"{_sentence(how_to_write(question))}.")
    shown = replace(prompt, title=question.text, notes=(*notes, *prompt.notes))
    reply: Reply
    if isinstance(question, Amount):
        reply = dialogue.text(key, shown, _check(question), about=about)
    elif isinstance(question, OneOf):
        writing = _writing(question, question.counts) if question.counts is not None else None
        reply = dialogue.pick(
            key, shown, _picks(question, only, each), about=about, writing=writing
        )
        if reply == EACH:
            try:
                return _ask_each(dialogue, question, prompt, each)
            except Enough:
                # What was given for some of them stands.
                for place in (each_key(question.id, choice.id) for choice in each):
                    if dialogue.journal.given(place) is None:
                        dialogue.journal.give(entry_of(place, UNKNOWN))
                raise
    else:
        reply = dialogue.many(key, shown, _picks(question, only), about=about)
    answer = answer_of(question, reply)
    if answer is None:
        raise TypeError(f"the asker let an answer through that is none: {reply!r}")
    if isinstance(answer, int | float | Passed | Estimate) and dialogue.is_live():
        amount = question.worked_out(answer, others)
        dialogue.say(f"  = {worked_out(label_of(question, amount))}")
    return answer


def _ask_each(
    dialogue: Dialogue, question: Question, prompt: Prompt, each: Sequence[Choice]
) -> Answer:
    """The answers for several choices of another question; the same for all is one answer."""
    picks = _picks(question, None)
    parts: list[tuple[str, str]] = []
    for choice in each:
        # What was picked on the way here has been read already.
        title = f"{_sentence(choice.named)}: {question.text}"
        shown = Prompt(title, lead=("",), why=prompt.why, may_end=prompt.may_end)
        parts.append((choice.id, dialogue.pick(each_key(question.id, choice.id), shown, picks)))
    given = PerChoice(tuple(parts))
    return given.common or given


def _picks(
    question: Question, only: Collection[str] | None, each: Sequence[Choice] = ()
) -> list[Pick]:
    choices = [choice for choice in question.choices if only is None or choice.id in only]
    counts = [] if question.counts is None else [Pick(COUNTS, question.counts.text, alone=True)]
    return [
        *counts,
        *(Pick(choice.id, choice.text, alone=choice.alone) for choice in choices),
        *([Pick(EACH, question.per.text, alone=True)] if question.per and each else []),
        *(
            Pick(expectation.id, expectation.text, alone=True)
            for expectation in question.expectations
        ),
        *(Pick(name, tell(SPECIAL[name]), alone=True) for name in question.special),
    ]


def _writing(question: Question, counted: Counted) -> Writing:
    """How counts are asked for, once somebody has said that there are some."""

    def check(text: str) -> str | None:
        if not is_typed(text):
            return t("These are no counts: {asked}", asked=counted.asks)
        read = read_answer(question, text)
        if not isinstance(read, Problem):
            return None
        name = f"'{question.id}': "
        return f"{read.message.removeprefix(name)}: {read.fix}."

    return Writing(COUNTS, Prompt(counted.asks, lead=("",)), check)


def _check(question: Question) -> Check:
    def check(text: str) -> str | None:
        read = read_answer(question, text)
        if not isinstance(read, Problem):
            return None
        return f"{_sentence(read.why or read.message)}: {read.fix}."

    return check


def _sentence(clause: str) -> str:
    return f"{clause[0].upper()}{clause[1:]}"
