"""What answers do to each other: they contradict, or make a question pointless."""

from dataclasses import dataclass

from llmchoice.engine.answers import contradictions
from llmchoice.engine.inquiry import counted
from llmchoice.figures import listed
from llmchoice.knowledge.agreement import ticked_only
from llmchoice.language import t
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile, Workload
from llmchoice.model.rule import Contradiction
from llmchoice.questionnaire.edit import (
    Scope,
    answers_in,
    pruned,
    scopes,
    with_answer,
    with_answers,
)
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.question import given_in, question_of
from llmchoice.questionnaire.session import Session


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction, and whose answers it is in."""

    rule: Contradiction
    scope: Scope


def clashes(kb: KnowledgeBase, profile: Profile) -> tuple[Clash, ...]:
    """Every contradiction, in each workload or in the organisation without any."""
    return tuple(
        Clash(rule, scope)
        for scope in scopes(profile)
        for rule in contradictions(kb, counted(kb, answers_in(profile, scope)))
    )


def explained(kb: KnowledgeBase, rule: Contradiction) -> tuple[str, ...]:
    """A contradiction, for the person who answered."""
    questions = listed(f'"{kb.question(q).text}"' for q in rule.when)
    return (
        "! " + t("These answers contradict each other: {questions}", questions=questions),
        "  " + t("Reason: {reason}", reason=rule.reason),
        "  " + t("How to fix it: {fix}", fix=rule.fix),
    )


def forget_hidden(session: Session, profile: Profile) -> None:
    """Forget every reply to a question that no longer applies, and say so."""
    whole = with_replies(session.kb, _split(profile, session.journal), session.journal)
    kept = pruned(session.kb, whole).profile
    alone = pruned(session.kb, with_replies(session.kb, profile, session.journal)).profile
    texts = {question.id: question for question in session.kb.questions}
    dropped: set[str] = set()
    for entry in tuple(session.journal.known()):
        asked = question_of(entry.key)
        if asked is None:
            continue
        question, scope = asked
        if question not in texts or given_in(texts[question], entry.reply, session.journal) is None:
            # Other criteria may ask it, or asked it otherwise: it is in no profile, and not lost.
            continue
        if scope is None:
            used = alone.answers.keys() | kept.answers.keys()
        elif scope < len(kept.workloads):
            used = set(kept.workloads[scope].answers)
        else:
            # Whether the work is treated apart is asked later.
            continue
        if question not in used:
            session.journal.forget({entry.key})
            dropped.add(question)
    session.dialogue.tell(
        *(
            "- " + t("No longer asked, so its answer is removed: {question}", question=text.text)
            for name, text in texts.items()
            if name in dropped
        )
    )


def _split(profile: Profile, journal: Journal) -> Profile:
    """The profile with the two kinds of work that have replies, where they are laid apart later.

    An answer of the organisation may be asked for on their account alone.
    """
    replied = {scope for e in journal.known() if (key := question_of(e.key)) for scope in key[1:]}
    if profile.workloads or replied.isdisjoint({0, 1}):
        return profile
    kinds = tuple(Workload(name=f"{at}", answers={}) for at in range(2))
    return profile.model_copy(update={"workloads": kinds})


def with_replies(kb: KnowledgeBase, profile: Profile, journal: Journal) -> Profile:
    """The profile with every reply to a question that is not in it yet."""
    questions = {question.id: question for question in kb.questions}
    for entry in journal.known():
        asked = question_of(entry.key)
        if asked is None or asked[0] not in questions:
            continue
        question, scope = asked
        if scope is not None and scope >= len(profile.workloads):
            continue
        own = profile.answers if scope is None else profile.workloads[scope].answers
        answer = given_in(questions[question], entry.reply, journal)
        if answer is not None and question not in own:
            profile = with_answer(profile, scope, question, answer)
    return with_answers(profile, None, ticked_only(kb, profile.answers))
