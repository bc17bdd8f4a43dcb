"""Replies to questions that other answers have made pointless."""

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.edit import pruned, with_answer
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.question import answer_of, question_of
from llmchoice.questionnaire.session import Session


def forget_hidden(session: Session, profile: Profile) -> None:
    """Forget every reply to a question that no longer applies, and say so."""
    kept = pruned(session.kb, with_replies(session.kb, profile, session.journal)).profile
    texts = {question.id: question for question in session.kb.questions}
    dropped: set[str] = set()
    for entry in tuple(session.journal.known()):
        found = question_of(entry.key)
        if found is None:
            continue
        question, scope = found
        if question in texts and answer_of(texts[question], entry.reply) is None:
            # It has changed with the criteria, and is asked again.
            continue
        if scope is None:
            used = kept.answers
        elif scope < len(kept.workloads):
            used = kept.workloads[scope].answers
        else:
            # Whether the work is treated apart is asked later.
            continue
        if question not in used:
            session.journal.forget({entry.key})
            dropped.add(question)
    session.dialogue.say(
        *(
            f"- No longer asked, its answer is dropped: {text.text}"
            for name, text in texts.items()
            if name in dropped
        )
    )


def with_replies(kb: KnowledgeBase, profile: Profile, journal: Journal) -> Profile:
    """The profile with every reply to a question that is not in it yet."""
    questions = {question.id: question for question in kb.questions}
    for entry in journal.known():
        found = question_of(entry.key)
        if found is None or found[0] not in questions:
            continue
        question, scope = found
        if scope is not None and scope >= len(profile.workloads):
            continue
        own = profile.answers if scope is None else profile.workloads[scope].answers
        answer = answer_of(questions[question], entry.reply)
        if answer is not None and question not in own:
            profile = with_answer(profile, scope, question, answer)
    return profile
