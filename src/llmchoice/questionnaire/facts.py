"""The facts: what applies and has no answer yet, section by section or by influence."""

from dataclasses import dataclass

from llmchoice.engine.answers import asked, missing
from llmchoice.engine.inquiry import counted, next_question
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.question import Question
from llmchoice.questionnaire.clash import clashes, explained
from llmchoice.questionnaire.edit import Scope, answers_in, pruned, scopes, with_answer
from llmchoice.questionnaire.question import ask
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.sparing import told, unanswered, unsettled


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer."""

    question: Question
    scope: Scope


def ask_facts(session: Session, profile: Profile) -> Profile:
    """The profile with an answer to everything that applies, and nothing that does not.

    In a quick interview, with an answer to everything that could still change the side.
    """
    has_asked = False
    while (gap := next_gap(session, profile)) is not None:
        profile = ask_one(session, profile, gap.question, gap.scope)
        has_asked = True
    profile = _tidied(session, profile)
    if session.quick and (has_asked or unanswered(session.kb, profile)):
        session.asker.say("", *told(session.kb, profile))
    return profile


def next_gap(session: Session, profile: Profile) -> Gap | None:
    """The question to ask next; None when enough is answered."""
    return (_most_influential if session.quick else _first)(session.kb, profile)


def _most_influential(kb: KnowledgeBase, profile: Profile) -> Gap | None:
    """The question that would most often change the side of the first unsettled scope.

    What every workload lacks while none is settled is asked once, for the organisation.
    """
    for scope in unsettled(kb, profile):
        question = next_question(kb, profile, answers_in(profile, scope))
        if question is not None:
            lacking = (missing(kb, answers_in(profile, at)) for at in unsettled(kb, profile))
            shared = [question in found for found in lacking]
            everywhere = all(shared) and len(shared) == len(scopes(profile))
            return Gap(question, None if everywhere else scope)
    return None


def _first(kb: KnowledgeBase, profile: Profile) -> Gap | None:
    """The first question that lacks an answer.

    What every workload lacks is asked once, for the organisation; what some lack, for each.
    """
    lacking = {s: {q.id for q in missing(kb, answers_in(profile, s))} for s in scopes(profile)}
    for question in kb.questions:
        where = [scope for scope, ids in lacking.items() if question.id in ids]
        if where:
            return Gap(question, None if len(where) == len(lacking) else where[0])
    return None


def ask_one(session: Session, profile: Profile, question: Question, scope: Scope) -> Profile:
    """Ask a question, again if it was answered; say so if the answer contradicts another."""
    session.asker.head(_heading(session, profile, question, scope))
    before = answers_in(profile, scope).get(question.id)
    answer = ask(session.asker, question, before=before)
    known = {clash.rule.id for clash in clashes(session.kb, profile)}
    profile = session.keep(with_answer(profile, scope, question.id, answer))
    for clash in clashes(session.kb, profile):
        if clash.rule.id not in known:
            known.add(clash.rule.id)
            session.asker.say(*explained(session.kb, clash.rule))
            session.asker.say("  You can change either of them before the end.")
    return profile


def _heading(session: Session, profile: Profile, question: Question, scope: Scope) -> str:
    titles = {section.id: section.title for section in session.kb.sections}
    title = titles.get(question.section, question.section)
    if scope is not None:
        title = f"{title} - {profile.workloads[scope].name}"
    answers = answers_in(profile, scope)
    if session.quick:
        return _heading_of_quick(session.kb, profile, question, answers, title)
    # An answer may bring up questions or make others pointless: the total is never fixed.
    ids = [q.id for q in asked(session.kb, answers)]
    return f"{ids.index(question.id) + 1} of {len(ids)} - {title}" if question.id in ids else title


def _heading_of_quick(
    kb: KnowledgeBase, profile: Profile, question: Question, answers: Answers, title: str
) -> str:
    """How many were answered, and how many more it takes at most; nothing for a second look."""
    if question.id in answers or not unsettled(kb, profile):
        return title
    more = len(unanswered(kb, profile)) - 1
    limit = f", at most {more} more" if more else ""
    return f"Question {len(counted(kb, answers)) + 1}{limit} - {title}"


def _tidied(session: Session, profile: Profile) -> Profile:
    tidy = pruned(session.kb, profile)
    for question in tidy.dropped:
        session.asker.say(f"- No longer asked, its answer is dropped: {question.text}")
    return session.keep(tidy.profile)
