"""Answers for each choice of another question: read, and held against what was ticked there."""

from collections.abc import Iterator, Mapping, Sequence

from llmchoice.engine.conditions import chosen
from llmchoice.engine.parts import without_answer
from llmchoice.errors import Place, Problem
from llmchoice.knowledge.document import Document, Path
from llmchoice.knowledge.settings import Setting
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, PerChoice
from llmchoice.model.question import Per
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean


def per_choice_problems(
    kb: KnowledgeBase,
    document: Document,
    organisation: Mapping[str, Answer],
    workloads: Sequence[Mapping[str, Answer]],
    settings: Sequence[Setting],
) -> Iterator[Problem]:
    """Answers for choices that were not ticked, and such answers where there are workloads."""
    set_here = {setting.target for setting in settings if setting.answer is not None}

    def place(path: Path, question: str) -> Place:
        return Place(f"--set {question}") if question in set_here else document.key_place(path)

    for question, per in ((q, q.per) for q in kb.questions if q.per is not None):
        for at, own in enumerate(workloads):
            if isinstance(own.get(question.id), PerChoice):
                path: Path = ("workloads", at, "answers", question.id)
                yield _in_workload(question.id, per, place(path, question.id))
        given = organisation.get(question.id)
        if not isinstance(given, PerChoice):
            continue
        path = ("answers", question.id)
        if workloads:
            yield _in_workload(question.id, per, place(path, question.id))
            continue
        ticked = organisation.get(per.question)
        for choice in given.answers if ticked is not None else ():
            if choice not in chosen(ticked):
                where = place((*path, choice), question.id)
                yield _not_ticked(question.id, per, choice, ticked, where)


def _in_workload(question: str, per: Per, place: Place) -> Problem:
    return Problem(
        f"'{question}' takes one answer where there are workloads",
        place=place,
        why=f"an answer for each choice of '{per.question}' makes workloads of its own",
        fix=f"make each answer a workload with its '{per.question}', or take the workloads out",
    )


def _not_ticked(
    question: str, per: Per, choice: str, ticked: Answer | None, place: Place
) -> Problem:
    named = [*ticked] if isinstance(ticked, tuple) else []
    message = f"{question}: {quoted(choice)} is not among the answers to '{per.question}'"
    if not named:
        fix = f"give one answer to '{question}', or tick {quoted(choice)} in '{per.question}'"
        return Problem(message, place=place, fix=fix)
    return Problem(message, place=place, fix=did_you_mean(choice, named))


def merged(
    kb: KnowledgeBase, before: Mapping[str, Answer], after: Mapping[str, Answer]
) -> dict[str, Answer]:
    """The answers with settings, which replace an answer only for the choices that they name.

    Where the choices that are ticked were set as well, the others lose what they had.
    """
    answers = dict(after)
    for question in kb.questions:
        old, new = before.get(question.id), after.get(question.id)
        if not (question.per and isinstance(old, PerChoice) and isinstance(new, PerChoice)):
            continue
        base, now = (given.get(question.per.question) for given in (before, after))
        kept = old if base == now else old.within(chosen(now))
        named = {} if new is old else new.answers
        answers[question.id] = PerChoice(tuple({**kept.answers, **named}.items()))
    return answers


def settled(kb: KnowledgeBase, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers with each choice in its place; one for all where it is the same for all."""
    return {question: _settled(kb, question, answers) for question in answers}


def _settled(kb: KnowledgeBase, question_id: str, answers: Mapping[str, Answer]) -> Answer:
    given = answers[question_id]
    question = kb.question(question_id)
    if not isinstance(given, PerChoice) or question.per is None:
        return given
    if given.common is not None and not without_answer(question, answers):
        return given.common
    return given.within(choice.id for choice in kb.question(question.per.question).choices)


def ticked_only(kb: KnowledgeBase, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers without what one says of choices that are not ticked (any more)."""
    kept = dict(answers)
    for question in kb.questions:
        given = answers.get(question.id)
        if question.per is not None and isinstance(given, PerChoice):
            ticked = chosen(answers.get(question.per.question))
            base = kb.question(question.per.question)
            kept[question.id] = given.within(c.id for c in base.choices if c.id in ticked)
    return settled(kb, {q: a for q, a in kept.items() if a != PerChoice(())})
