"""The rows of the review: a line for every answer, in full while it is pointed at."""

from collections.abc import Iterator

from llmchoice.engine import weights
from llmchoice.engine.answers import label_of
from llmchoice.engine.inquiry import counted
from llmchoice.figures import whole_percent
from llmchoice.knowledge.completeness import gaps
from llmchoice.model.base import UNKNOWN
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.question import Question
from llmchoice.questionnaire.asker import Pick
from llmchoice.questionnaire.clash import clashes
from llmchoice.questionnaire.edit import Scope, answers_in
from llmchoice.questionnaire.question import key_of, remark_key
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.sofar import ORGANISATION
from llmchoice.questionnaire.workloads import NAMES, SPLIT, suggesting
from llmchoice.report.wording.answers import answer as answer_text
from llmchoice.report.wording.weights import stated

PRIORITIES = "priorities"
OTHER = "other@"
"""Followed by the place of a workload."""


def rows(session: Session, profile: Profile) -> Iterator[Pick]:
    """Every answer by section, those of each workload, what was not asked, and what matters."""
    if session.journal.given(ORGANISATION) is not None:
        yield Pick(ORGANISATION, f"organisation: {profile.organisation}", cut=True)
    sections = {section.id: section.title for section in session.kb.sections}
    for question in session.kb.questions:
        if question.id in _shared(session, profile):
            group = sections.get(question.section, question.section)
            yield _row(session, profile, question, None, group)
    yield from _split(session, profile)
    for at, workload in enumerate(profile.workloads):
        group = f"Only for {workload.name}"
        own = {
            q: workload.answers[q]
            for q in counted(session.kb, answers_in(profile, at))
            if q in workload.answers
        }
        for question in session.kb.questions:
            if question.id in own:
                yield _row(session, profile, question, at, group)
        yield Pick(f"{OTHER}{at}", f"a different answer only for {workload.name}", group=group)
    for question in gaps(session.kb, profile).questions:
        text = f"{question.id}: not asked"
        notes = (question.text, "No answer to this can change the side.")
        yield Pick(key_of(question.id, None), text, notes=notes, group="Not asked", cut=True)
    yield _what_matters(session, profile)


def _split(session: Session, profile: Profile) -> Iterator[Pick]:
    """What made two kinds of work of one: it can be taken back, and the names be changed."""
    if session.journal.given(SPLIT) is None or not profile.workloads:
        return
    names = " and ".join(workload.name for workload in profile.workloads)
    group = "Two kinds of work"
    yield Pick(SPLIT, f"treated separately: {names}", group=group, cut=True)
    for question in suggesting(session.kb, profile):
        yield _row(session, profile, question, None, group)
    for key, workload in zip(NAMES, profile.workloads, strict=True):
        yield Pick(key, f"name: {workload.name}", group=group, cut=True)


def _shared(session: Session, profile: Profile) -> Answers:
    """The organisation's answers that at least one workload goes by; all where there is none."""
    if not profile.workloads:
        return counted(session.kb, profile.answers)
    return {
        q: a
        for q, a in profile.answers.items()
        if any(
            q not in w.answers and q in counted(session.kb, answers_in(profile, at))
            for at, w in enumerate(profile.workloads)
        )
    }


def _row(session: Session, profile: Profile, question: Question, scope: Scope, group: str) -> Pick:
    answer = answers_in(profile, scope)[question.id]
    words = answer_text(label_of(question, answer))
    clashing = _is_in_clash(session, profile, question, scope)
    remark = session.journal.remarks.get(remark_key(question.id, scope))
    mark = "! " if clashing else "? " if answer == UNKNOWN else ""
    notes = [question.text, f"  > {words}"]
    if clashing:
        notes.append("  ! contradicts another answer")
    if remark:
        notes.append(f"  Note: {remark}")
    text = f"{mark}{question.id}: {words}"
    return Pick(key_of(question.id, scope), text, notes=tuple(notes), group=group, cut=True)


def _is_in_clash(session: Session, profile: Profile, question: Question, scope: Scope) -> bool:
    return any(
        question.id in clash.rule.when and (scope is None or clash.scope == scope)
        for clash in clashes(session.kb, profile)
    )


def _what_matters(session: Session, profile: Profile) -> Pick:
    found = weights.of_priorities(session.kb, profile)
    words = ", ".join(f"{p.name} {whole_percent(found[p.id])}" for p in session.kb.priorities)
    said = (f"{p.name}: {stated(weights.stated_of(profile, p.id))}" for p in session.kb.priorities)
    return Pick(PRIORITIES, words, notes=("; ".join(said),), group="What matters", cut=True)
