"""The review: every answer in one list, any of them to be changed before going on."""

from collections.abc import Iterator

from llmchoice.engine import weights
from llmchoice.engine.answers import asked, doubts, label_of
from llmchoice.engine.inquiry import counted
from llmchoice.figures import enumerated, listed, separated, whole_percent
from llmchoice.knowledge.completeness import gaps
from llmchoice.language import t, tn
from llmchoice.model.base import UNKNOWN
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.question import Question
from llmchoice.questionnaire.agreement import change_weights
from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.dialogue import Again
from llmchoice.questionnaire.edit import answers_in, clashes, explained, scopes
from llmchoice.questionnaire.journal import entry_of
from llmchoice.questionnaire.preview import unknown_lines
from llmchoice.questionnaire.priorities import WAY, says_priorities
from llmchoice.questionnaire.question import (
    Scope,
    each_key,
    key_of,
    question_of,
    remark_key,
    reply_of,
)
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.sofar import DAY, ORGANISATION, forget_weights
from llmchoice.questionnaire.sparing import spared_why
from llmchoice.questionnaire.workloads import DIFFERENT, NAMES, NOTHING, SPLIT, suggesting
from llmchoice.report.wording.answers import answer as answer_text
from llmchoice.report.wording.answers import stated

GO_ON = "go-on"
NEVER_MIND = "-"
"""No question has this id."""
PRIORITIES = "priorities"
OTHER = "other@"
"""Followed by the place of a workload."""


def review(session: Session, profile: Profile) -> Profile:
    """The profile as the person leaves it: complete, and free of contradictions.

    Raises:
        Again: when something is to be changed: the interview comes by here once more.
    """
    while True:
        picked = session.dialogue.choose(
            _prompt(session, profile),
            (Pick(GO_ON, t("looks right: show the recommendation")), *_rows(session, profile)),
            default=session.journal.revised,
        )
        if picked == GO_ON and not clashes(session.kb, profile):
            return profile
        if picked == GO_ON:
            session.dialogue.say(
                "! " + t("Some answers contradict each other: change one of them first.")
            )
        elif picked == PRIORITIES:
            if not _is_unsaid(session):
                forget_weights(session.journal, profile)
            session.journal.wanted.add(WAY)
            raise change_weights(session)
        elif picked.startswith(OTHER):
            _answer_apart(session, profile, int(picked.removeprefix(OTHER)))
        else:
            raise _asked_again(session, picked)


def _prompt(session: Session, profile: Profile) -> Prompt:
    contradicting = clashes(session.kb, profile)
    lead: list[str] = []
    for rule in {clash.rule.id: clash.rule for clash in contradicting}.values():
        where = [c.scope for c in contradicting if c.rule.id == rule.id and c.scope is not None]
        names = enumerated(profile.workloads[at].name for at in where)
        lead += explained(session.kb, rule)
        if names:
            lead.append("  " + t("Where: {work}", work=names))
    lead += [
        "! " + t("Two answers hardly go together. {says}", says=rule.says)
        for rule in doubts(session.kb, profile)
    ]
    unknown = {
        question.id
        for scope in scopes(profile)
        for question in asked(session.kb, answers_in(profile, scope))
        if answers_in(profile, scope).get(question.id) == UNKNOWN
    }
    if unknown:
        number = len(unknown)
        lead.append(tn("One answer is not known.", "{number} answers are not known.", number))
        lead += session.once(
            "unknowns", profile, lambda: tuple(unknown_lines(session.basis, profile))
        )
    return Prompt(
        t("Review your answers. Choose one to change it."),
        head=t("Your answers - {organisation}", organisation=profile.organisation),
        lead=tuple(lead),
    )


def _asked_again(session: Session, key: str) -> Again:
    session.journal.wanted.add(key)
    session.journal.revised = key
    question, _ = question_of(key) or ("", None)
    each = {e.key for e in session.journal.known() if e.key.startswith(each_key(question))}
    return session.dialogue.back_to({key, *each})


def _answer_apart(session: Session, profile: Profile, scope: int) -> None:
    """Ask which other question this workload alone answers differently, and have it asked."""
    workload = profile.workloads[scope]
    applying = asked(session.kb, answers_in(profile, scope))
    shared = [q for q in applying if q.id not in workload.answers]
    picks = [*(Pick(q.id, q.text) for q in shared), Pick(NEVER_MIND, t("none of them"))]
    prompt = Prompt(t("What is different for {work}?", work=workload.name))
    picked = session.dialogue.choose(prompt, picks)
    if picked == NEVER_MIND:
        return
    _stop_sharing(session, profile, picked)
    raise _asked_again(session, key_of(picked, scope))


def _stop_sharing(session: Session, profile: Profile, picked: str) -> None:
    """Have each workload answer that question itself, as it was answered for all of them."""
    journal = session.journal
    question = session.kb.question(picked)
    for scope in range(len(profile.workloads)):
        answer = answers_in(profile, scope).get(picked)
        key = key_of(picked, scope)
        if answer is not None and journal.given(key) is None:
            journal.give(entry_of(key, reply_of(question, answer)))
    different = journal.given(DIFFERENT)
    is_offered = picked in counted(session.kb, profile.answers)
    if is_offered and different is not None and isinstance(different.reply, tuple):
        before = tuple(str(name) for name in different.reply if name != NOTHING)
        journal.give(different.model_copy(update={"reply": (*before, picked)}))


def _rows(session: Session, profile: Profile) -> Iterator[Pick]:
    """Every answer by section, those of each workload, what was not asked, and what matters."""
    if session.journal.given(ORGANISATION) is not None:
        name = t("organisation: {name}", name=profile.organisation)
        yield Pick(ORGANISATION, name, cut=True)
    sections = {section.id: section.title for section in session.kb.sections}
    for question in session.kb.questions:
        if question.id in _shared(session, profile):
            group = sections.get(question.section, question.section)
            yield _row(session, profile, question, None, group)
    yield from _split(session, profile)
    for at, workload in enumerate(profile.workloads):
        group = t("Only for {work}", work=workload.name)
        own = {
            q: workload.answers[q]
            for q in counted(session.kb, answers_in(profile, at))
            if q in workload.answers
        }
        for question in session.kb.questions:
            if question.id in own:
                yield _row(session, profile, question, at, group)
        another = t("a different answer only for {work}", work=workload.name)
        yield Pick(f"{OTHER}{at}", another, group=group)
    spared = gaps(session.kb, profile).questions
    # Whoever ended the questions knows why.
    why = (
        (session.once("why spared", profile, lambda: spared_why(session.basis, profile)),)
        if spared and not session.journal.has_enough
        else ()
    )
    for question in spared:
        text = t("{question}: not asked", question=question.id)
        notes = (question.text, *why)
        yield Pick(key_of(question.id, None), text, notes=notes, group=t("Not asked"), cut=True)
    yield _what_matters(session, profile)
    day = profile.decide_by
    deadline = t("day to decide by: {day}", day=day) if day else t("no day to decide by")
    yield Pick(DAY, deadline, group=t("Until when"))


def _split(session: Session, profile: Profile) -> Iterator[Pick]:
    """What made two kinds of work of one: it can be taken back, and the names be changed."""
    if session.journal.given(SPLIT) is None or not profile.workloads:
        return
    apart = t("treated separately: {work}", work=listed(w.name for w in profile.workloads))
    group = t("Two kinds of work")
    yield Pick(SPLIT, apart, group=group, cut=True)
    for question in suggesting(session.kb, profile):
        yield _row(session, profile, question, None, group)
    for key, workload in zip(NAMES, profile.workloads, strict=True):
        yield Pick(key, t("name: {name}", name=workload.name), group=group, cut=True)


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
    answers = answers_in(profile, scope)
    answer = question.worked_out(answers[question.id], answers)
    of = None if question.per is None else session.kb.question(question.per.question)
    words = answer_text(label_of(question, answer, of))
    clashing = any(
        question.id in clash.rule.when and (scope is None or clash.scope == scope)
        for clash in clashes(session.kb, profile)
    )
    remark = session.journal.remarks.get(remark_key(question.id, scope))
    mark = "! " if clashing else "? " if answer == UNKNOWN else ""
    notes = [question.text, f"  > {words}"]
    if clashing:
        notes.append("  ! " + t("contradicts another answer"))
    if remark:
        notes.append("  " + t("Note: {text}", text=remark))
    text = f"{mark}{question.id}: {words}"
    return Pick(key_of(question.id, scope), text, notes=tuple(notes), group=group, cut=True)


def _is_unsaid(session: Session) -> bool:
    """Whether the person ended the questions before saying what matters."""
    return session.is_new and session.journal.has_enough and not says_priorities(session)


def _what_matters(session: Session, profile: Profile) -> Pick:
    group = t("What matters")
    if _is_unsaid(session):
        unsaid = t("you have not said what matters: any weights are taken as likely")
        return Pick(PRIORITIES, unsaid, group=group, cut=True)
    by_id = weights.of_priorities(session.kb, profile)
    priorities = session.kb.priorities
    words = enumerated(f"{p.name} {whole_percent(by_id[p.id])}" for p in priorities)
    notes = separated(f"{p.name}: {stated(weights.stated_of(profile, p.id))}" for p in priorities)
    return Pick(PRIORITIES, words, notes=(notes,), group=group, cut=True)
