"""The review: every answer, as it was understood."""

from collections.abc import Iterator

from llmchoice.engine import weights
from llmchoice.engine.answers import in_words
from llmchoice.engine.inquiry import counted
from llmchoice.model.base import UNKNOWN
from llmchoice.model.profile import Answers, Profile
from llmchoice.questionnaire.clash import clashes, explained
from llmchoice.questionnaire.edit import answers_in, scopes
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.sparing import unanswered


def show_review(session: Session, profile: Profile) -> None:
    """Show every answer, what is unknown, what contradicts, and the priorities."""
    asker = session.asker
    asker.head(f"Your answers - {profile.organisation}")
    if profile.workloads:
        _show_shared(session, profile)
        for at, workload in enumerate(profile.workloads):
            asker.head(f"Only for {workload.name}")
            marked = _marked(session, profile, at)
            own = {
                q: a for q, a in workload.answers.items() if q in _applying(session, profile, at)
            }
            asker.say(*_lines(session, own, marked) or ("The same as above.",))
    else:
        marked = _marked(session, profile, None)
        _show_sections(session, profile.answers, marked)
    left = unanswered(session.kb, profile)
    if left:
        asker.head("Not asked")
        asker.say("No answer to these can change the side; the report counts them as unknown.")
        asker.say(*(f"- {question.text}" for question in left))
    asker.head("What matters")
    asker.say(*(f"{p.name}: {weights.in_words(profile, p.id)}" for p in session.kb.priorities))
    _show_clashes(session, profile)


def _show_shared(session: Session, profile: Profile) -> None:
    """The organisation's answers that at least one workload goes by."""
    used = {
        q: a
        for q, a in profile.answers.items()
        if any(
            q not in w.answers and q in _applying(session, profile, at)
            for at, w in enumerate(profile.workloads)
        )
    }
    marked = {q for scope in scopes(profile) for q in _marked(session, profile, scope)}
    _show_sections(session, used, marked)


def _applying(session: Session, profile: Profile, scope: int | None) -> Answers:
    return counted(session.kb, answers_in(profile, scope))


def _marked(session: Session, profile: Profile, scope: int | None) -> set[str]:
    """Questions whose answers contradict each other there."""
    return {
        q for clash in clashes(session.kb, profile) if clash.scope == scope for q in clash.rule.when
    }


def _show_sections(session: Session, answers: Answers, marked: set[str]) -> None:
    for section in session.kb.sections:
        ids = {q.id for q in session.kb.questions if q.section == section.id}
        lines = _lines(session, {q: a for q, a in answers.items() if q in ids}, marked)
        if lines:
            session.asker.head(section.title)
            session.asker.say(*lines)


def _lines(session: Session, answers: Answers, marked: set[str]) -> list[str]:
    return list(_answered(session, answers, marked))


def _answered(session: Session, answers: Answers, marked: set[str]) -> Iterator[str]:
    for question in session.kb.questions:
        if question.id not in answers:
            continue
        answer = answers[question.id]
        yield question.text
        yield f"  {'?' if answer == UNKNOWN else '>'} {in_words(question, answer)}"
        if question.id in marked:
            yield "  ! contradicts another answer, see below"


def _show_clashes(session: Session, profile: Profile) -> None:
    found = clashes(session.kb, profile)
    if found:
        session.asker.head("Contradictions")
    for rule in {clash.rule.id: clash.rule for clash in found}.values():
        session.asker.say(*explained(session.kb, rule))
        where = [c.scope for c in found if c.rule.id == rule.id and c.scope is not None]
        if where:
            session.asker.say(f"  Where: {', '.join(profile.workloads[at].name for at in where)}")


def unknown_count(session: Session, profile: Profile) -> int:
    """How many answers are unknown, each counted once."""
    return len(
        {
            q
            for scope in scopes(profile)
            for q, a in _applying(session, profile, scope).items()
            if a == UNKNOWN
        }
    )
