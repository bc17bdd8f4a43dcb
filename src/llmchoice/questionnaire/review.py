"""The review: look at every answer, change any, and only then go on."""

from llmchoice.engine.answers import missing
from llmchoice.engine.inquiry import counted
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.question import Question
from llmchoice.questionnaire.asker import Pick
from llmchoice.questionnaire.clash import clashes
from llmchoice.questionnaire.edit import Scope, answers_in, scopes
from llmchoice.questionnaire.facts import ask_facts, ask_one, next_gap
from llmchoice.questionnaire.priorities import choose_way, rank
from llmchoice.questionnaire.screen import show_review, unknown_count
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.sparing import unanswered

GO_ON = "go-on"
CHANGE = "change"
CHANGE_ONE = "change an answer"
PRIORITIES = "priorities"
BACK = "-"
"""No question has this id."""
EVERYONE = "all"


def review(session: Session, profile: Profile) -> Profile:
    """The profile as the person leaves it: complete, and free of contradictions."""
    while True:
        show_review(session, profile)
        action = _action(session, profile)
        if action == CHANGE:
            profile = _change(session, profile)
        elif action == PRIORITIES:
            profile = (rank if session.quick else choose_way)(session, profile)
            # Other weights may leave the side unsettled.
            profile = ask_facts(session, profile)
        elif (obstacle := _obstacle(session, profile)) is None:
            return profile
        else:
            session.asker.say(f"! {obstacle}")


def _action(session: Session, profile: Profile) -> str:
    unknown = unknown_count(session, profile)
    note = f"{unknown} answers are not known." if unknown > 1 else ""
    note = "One answer is not known." if unknown == 1 else note
    left = unanswered(session.kb, profile)
    picks = (
        Pick(GO_ON, "go on to the recommendation"),
        Pick(CHANGE, "change an answer, or give one that was not asked" if left else CHANGE_ONE),
        Pick(PRIORITIES, "change what matters"),
    )
    session.asker.head("Is this right?")
    return session.asker.one("What now?", picks, notes=(note,) if note else ())


def _obstacle(session: Session, profile: Profile) -> str | None:
    if clashes(session.kb, profile):
        return "Some answers contradict each other, see above: change one of them first."
    if next_gap(session, profile) is not None:
        return "Something is not answered yet."
    return None


def _change(session: Session, profile: Profile) -> Profile:
    scope = _scope(session, profile)
    questions = _changeable(session, profile, scope)
    picks = [
        *(Pick(q.id, q.text) for q in questions),
        Pick(BACK, "none of them: back to the review"),
    ]
    picked = session.asker.one("Which answer do you want to change?", picks)
    if picked == BACK:
        return profile
    profile = ask_one(session, profile, session.kb.question(picked), scope)
    # The new answer may raise questions, and make others pointless.
    return ask_facts(session, profile)


def _scope(session: Session, profile: Profile) -> Scope:
    if not profile.workloads:
        return None
    picks = [
        Pick(EVERYONE, "an answer that holds for both"),
        *(Pick(str(at), f"only for {w.name}") for at, w in enumerate(profile.workloads)),
    ]
    picked = session.asker.one("Whose answer?", picks)
    return None if picked == EVERYONE else int(picked)


def _changeable(session: Session, profile: Profile, scope: Scope) -> list[Question]:
    """Questions whose answer counts there, or would; the others would change nothing."""
    if scope is not None:
        ids = set(_answerable(session.kb, answers_in(profile, scope)))
    else:
        ids = {
            q
            for at in scopes(profile)
            for q in _answerable(session.kb, answers_in(profile, at))
            if at is None or q not in profile.workloads[at].answers
        }
    return [q for q in session.kb.questions if q.id in ids]


def _answerable(kb: KnowledgeBase, answers: Answers) -> list[str]:
    return [*counted(kb, answers), *(question.id for question in missing(kb, answers))]
