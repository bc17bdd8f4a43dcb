"""Answers of a profile held against each other: what was not ticked, and what cannot be true."""

from collections.abc import Iterator, Mapping, Sequence

from llmchoice.engine.answers import contradictions, effective
from llmchoice.engine.conditions import chosen
from llmchoice.engine.parts import without_answer
from llmchoice.errors import Place, Problem
from llmchoice.knowledge.document import Document, Path
from llmchoice.knowledge.settings import Setting, with_settings
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, PerChoice
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
    for question, per in ((q.id, q.per.question) for q in kb.questions if q.per is not None):
        paths: list[Path] = [
            ("workloads", at, "answers", question)
            for at, own in enumerate(workloads)
            if isinstance(own.get(question), PerChoice)
        ]
        given, ticked = organisation.get(question), organisation.get(per)
        if isinstance(given, PerChoice) and workloads:
            paths.append(("answers", question))
        for path in paths:
            yield Problem(
                f"'{question}' takes one answer where there are workloads",
                place=_place(document, settings, question, path),
                why=f"an answer for each choice of '{per}' makes workloads of its own",
                fix=f"make each answer a workload with its '{per}', or take the workloads out",
            )
        if not isinstance(given, PerChoice) or workloads or ticked is None:
            continue
        for choice in given.answers:
            if choice not in chosen(ticked):
                yield Problem(
                    f"{question}: {quoted(choice)} is not among the answers to '{per}'",
                    place=_place(document, settings, question, ("answers", question, choice)),
                    fix=did_you_mean(choice, ticked)
                    if isinstance(ticked, tuple) and ticked
                    else f"give one answer to '{question}', or tick {quoted(choice)} in '{per}'",
                )


def _place(document: Document, settings: Sequence[Setting], question: str, path: Path) -> Place:
    """Where an answer stands, or the setting that gives it."""
    if any(each.target == question and each.answer is not None for each in settings):
        return Place(f"--set {question}")
    return document.key_place(path)


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
    settled_answers = dict(answers)
    for question in kb.questions:
        given = answers.get(question.id)
        if question.per is None or not isinstance(given, PerChoice):
            continue
        if given.common is not None and not without_answer(question, answers):
            settled_answers[question.id] = given.common
        else:
            base = kb.question(question.per.question)
            settled_answers[question.id] = given.within(choice.id for choice in base.choices)
    return settled_answers


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


def contradiction_problems(
    kb: KnowledgeBase,
    document: Document,
    organisation: Mapping[str, Answer],
    workloads: Sequence[Mapping[str, Answer]],
    settings: Sequence[Setting],
) -> Iterator[Problem]:
    """Each contradiction once, in the organisation's answers or a workload's own.

    The settings are in the organisation's answers already.
    """
    seen: set[tuple[str, str]] = set()
    for at, own in enumerate(workloads or [{}]):
        given = {**organisation, **with_settings(own, settings, only_present=True)}
        for rule in contradictions(kb, effective(kb, given)):
            first, *rest = (
                _place(
                    document,
                    settings,
                    question,
                    (*(("workloads", at) if question in own else ()), "answers", question),
                )
                for question in rule.when
            )
            others = ", ".join(str(place) for place in rest)
            if (rule.id, others) in seen:
                continue
            seen.add((rule.id, others))
            ids = ((q, given[q]) for q in rule.when)
            answers = " and ".join(
                f"{q}: {', '.join(a) if isinstance(a, tuple) else a}" for q, a in ids
            )
            yield Problem(
                f"answers contradict each other: {answers}",
                place=first,
                why=f"{rule.reason}{f' (see also {others})' if others else ''}",
                fix=rule.fix,
            )
