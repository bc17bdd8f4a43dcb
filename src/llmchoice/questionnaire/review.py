"""The review: every answer in one list, any of them to be changed before going on."""

from llmchoice.engine.answers import asked
from llmchoice.engine.inquiry import counted
from llmchoice.model.base import UNKNOWN
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.agreement import change_weights
from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.clash import clashes, explained
from llmchoice.questionnaire.dialogue import Again
from llmchoice.questionnaire.edit import answers_in, scopes
from llmchoice.questionnaire.journal import entry_of
from llmchoice.questionnaire.preview import unknown_lines
from llmchoice.questionnaire.question import key_of, reply_of
from llmchoice.questionnaire.rows import OTHER, PRIORITIES, rows
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.sofar import forget_weights
from llmchoice.questionnaire.workloads import DIFFERENT, NOTHING

GO_ON = "go-on"
NEVER_MIND = "-"
"""No question has this id."""


def review(session: Session, profile: Profile) -> Profile:
    """The profile as the person leaves it: complete, and free of contradictions.

    Raises:
        Again: when something is to be changed: the interview comes by here once more.
    """
    while True:
        picked = session.dialogue.choose(
            _prompt(session, profile),
            (Pick(GO_ON, "looks right: show the recommendation"), *rows(session, profile)),
            default=session.journal.revised,
        )
        if picked == GO_ON and not clashes(session.kb, profile):
            return profile
        if picked == GO_ON:
            session.dialogue.say("! Some answers contradict each other: change one of them first.")
        elif picked == PRIORITIES:
            forget_weights(session.journal, profile)
            raise change_weights(session)
        elif picked.startswith(OTHER):
            _answer_apart(session, profile, int(picked.removeprefix(OTHER)))
        else:
            raise _asked_again(session, picked)


def _prompt(session: Session, profile: Profile) -> Prompt:
    lead = [line for rule in _contradictions(session, profile) for line in rule]
    unknown = _unknown_count(session, profile)
    if unknown:
        count = "One answer is" if unknown == 1 else f"{unknown} answers are"
        lead.append(f"{count} not known.")
        lead += session.once(
            "unknowns", profile, lambda: tuple(unknown_lines(session.basis, profile))
        )
    return Prompt(
        "Review your answers. Choose one to change it.",
        head=f"Your answers - {profile.organisation}",
        lead=tuple(lead),
    )


def _contradictions(session: Session, profile: Profile) -> list[tuple[str, ...]]:
    found = clashes(session.kb, profile)
    told = []
    for rule in {clash.rule.id: clash.rule for clash in found}.values():
        where = [c.scope for c in found if c.rule.id == rule.id and c.scope is not None]
        names = ", ".join(profile.workloads[at].name for at in where)
        told.append((*explained(session.kb, rule), *([f"  Where: {names}"] if names else [])))
    return told


def _unknown_count(session: Session, profile: Profile) -> int:
    """How many answers are unknown, each counted once."""
    return len(
        {
            question.id
            for scope in scopes(profile)
            for question in asked(session.kb, answers_in(profile, scope))
            if answers_in(profile, scope).get(question.id) == UNKNOWN
        }
    )


def _asked_again(session: Session, key: str) -> Again:
    session.journal.wanted.add(key)
    session.journal.revised = key
    return session.dialogue.back_to({key})


def _answer_apart(session: Session, profile: Profile, scope: int) -> None:
    """Ask which other question this workload alone answers differently, and have it asked.

    Raises:
        Again: when there is one.
    """
    workload = profile.workloads[scope]
    applying = asked(session.kb, answers_in(profile, scope))
    shared = [q for q in applying if q.id not in workload.answers]
    picks = [*(Pick(q.id, q.text) for q in shared), Pick(NEVER_MIND, "none of them")]
    prompt = Prompt(f"What is different for {workload.name}?")
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
