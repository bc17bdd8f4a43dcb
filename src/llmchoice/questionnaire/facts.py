"""The facts: every question that applies and has no answer yet, section by section."""

from dataclasses import dataclass

from llmchoice.engine.answers import asked, missing
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.question import Question
from llmchoice.questionnaire.clash import clashes, explained
from llmchoice.questionnaire.edit import Scope, answers_in, pruned, scopes, with_answer
from llmchoice.questionnaire.question import ask
from llmchoice.questionnaire.session import Session


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer."""

    question: Question
    scope: Scope


def ask_facts(session: Session, profile: Profile) -> Profile:
    """The profile with an answer to everything that applies, and nothing that does not."""
    while (gap := next_gap(session.kb, profile)) is not None:
        if session.asks(gap.question):
            profile = ask_one(session, profile, gap.question, gap.scope)
        else:
            profile = with_answer(profile, gap.scope, gap.question.id, UNKNOWN)
    return _tidied(session, profile)


def next_gap(kb: KnowledgeBase, profile: Profile) -> Gap | None:
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
    # An answer may bring up questions or make others pointless: the total is never fixed.
    asked_here = asked(session.kb, answers_in(profile, scope))
    counted = [q.id for q in asked_here if session.asks(q)]
    if question.id not in counted:
        return title
    return f"{counted.index(question.id) + 1} of {len(counted)} - {title}"


def _tidied(session: Session, profile: Profile) -> Profile:
    tidy = pruned(session.kb, profile)
    for question in tidy.dropped:
        session.asker.say(f"- No longer asked, its answer is dropped: {question.text}")
    return session.keep(tidy.profile)
