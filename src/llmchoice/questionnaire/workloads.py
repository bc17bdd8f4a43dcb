"""The offer to treat two kinds of work separately, and what each of them answers differently."""

from collections.abc import Collection

from llmchoice.engine.answers import label_of
from llmchoice.engine.conditions import chosen
from llmchoice.engine.inquiry import counted
from llmchoice.figures import listed
from llmchoice.knowledge.profile import LONGEST_NAME
from llmchoice.language import t
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import PerChoice, Profile, Workload
from llmchoice.model.question import AnyOf, Question
from llmchoice.plain import has_half
from llmchoice.questionnaire.asker import Enough, Pick, Prompt
from llmchoice.questionnaire.dialogue import Dialogue
from llmchoice.questionnaire.edit import with_answer
from llmchoice.questionnaire.facts import ask_facts, ask_one
from llmchoice.questionnaire.question import ask, key_of
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.why import why_lines
from llmchoice.report.wording.answers import answer as answer_text

SPLIT = "split/offer"
DIFFERENT = "split/different"
NAMES = ("split/first", "split/second")
APART = "apart"
TOGETHER = "together"
NOTHING = "-"
"""No question has this id."""


def offer_workloads(session: Session, profile: Profile) -> Profile:
    """The profile, split in two workloads if its answers suggest it and the person agrees."""
    splitting = suggesting(session.kb, profile)
    per_choice = any(isinstance(answer, PerChoice) for answer in profile.answers.values())
    if profile.workloads or per_choice or not splitting:
        return profile
    lead: list[str] = []
    for question in splitting:
        answer = answer_text(label_of(question, profile.answers[question.id]))
        several = t("You gave several answers to one question:")
        lead += [several, question.text, f"  > {answer}"]
    prompt = Prompt(
        t("How do you want to treat it?"),
        head=t("One kind of work, or two?"),
        lead=(
            *lead,
            t(
                "Often only part of the work touches the most sensitive of these. In practice, most"
                " organisations then treat the two kinds of work separately: each gets its own"
                " recommendation, and the needs of one do not limit the other."
            ),
            "",
        ),
        may_end=True,
    )
    picks = (
        Pick(TOGETHER, t("treat all the work as one")),
        Pick(APART, t("treat two kinds of work separately")),
    )
    try:
        if session.dialogue.pick(SPLIT, prompt, picks) == TOGETHER:
            return profile
        names: list[str] = []
        titles = (t("What do you call the first kind of work?"), t("And the second?"))
        for key, title in zip(NAMES, titles, strict=True):
            named = Prompt(title, may_end=True)
            names.append(ask_name(session.dialogue, key, named, taken=names))
        workloads = tuple(Workload(name=name, answers={}) for name in names)
        split = profile.model_copy(update={"workloads": workloads})
        for question in splitting:
            split = _touched(session, split, question)
    except Enough:
        # Without both names, and what belongs to each, it is one kind of work.
        session.journal.take_back({SPLIT, *NAMES})
        session.dialogue.end()
        return profile
    profile = _different(session, split, splitting)
    # What only one of them raises, or no longer raises, follows from its own answers.
    return ask_facts(session, profile)


def suggesting(kb: KnowledgeBase, profile: Profile) -> tuple[Question, ...]:
    """Questions whose several selected answers suggest two kinds of work."""
    return tuple(
        q
        for q in kb.questions
        if q.split
        and isinstance(q, AnyOf)
        and len(chosen(profile.answers.get(q.id)) - {UNKNOWN, NOT_APPLICABLE}) > 1
    )


def ask_name(dialogue: Dialogue, key: str, prompt: Prompt, *, taken: Collection[str] = ()) -> str:
    """A name that a profile may hold, without the spaces around it."""

    def check(text: str) -> str | None:
        name = text.strip()
        if not name:
            return t("Write a name.")
        if len(name) > LONGEST_NAME:
            return t("Use at most {number} characters.", number=LONGEST_NAME)
        if name in taken:
            return t("This name is taken: choose another.")
        return t("Part of a character is missing: type it again.") if has_half(name) else None

    return dialogue.text(key, prompt, check).strip()


def _touched(session: Session, profile: Profile, question: Question) -> Profile:
    """Ask each workload which of the organisation's answers it has to do with."""
    selected = chosen(profile.answers[question.id])
    for at, workload in enumerate(profile.workloads):
        prompt = Prompt(
            question.text,
            head=workload.name,
            why=lambda: why_lines(session.kb, question),
            may_end=True,
        )
        answer = ask(session.dialogue, question, at, prompt, only=selected)
        profile = with_answer(profile, at, question.id, answer)
    taken = {name for w in profile.workloads for name in chosen(w.answers.get(question.id))}
    left = tuple(choice.id for choice in question.choices if choice.id in set(selected) - taken)
    if not left or UNKNOWN in taken:
        return profile
    lost = answer_text(label_of(question, left))
    session.dialogue.say(
        "! " + t("Neither kind of work includes: {answers}.", answers=lost),
        "  " + t("Every answer for the organisation must be in at least one of the two."),
    )
    raise session.dialogue.back_to({key_of(question.id, at) for at in range(len(NAMES))})


def _different(session: Session, profile: Profile, done: tuple[Question, ...]) -> Profile:
    """Ask which other questions the workloads answer differently, and then those.

    Whoever has had enough before has named none.
    """
    journal = session.journal
    applying = counted(session.kb, profile.answers)
    others = [q for q in session.kb.questions if q.id in applying and q not in done]
    if not others or (journal.has_enough and not journal.has(DIFFERENT)):
        return profile
    prompt = Prompt(
        t("Which other answers differ between the two?"),
        head=t("Between {work}", work=listed(w.name for w in profile.workloads)),
        may_end=True,
    )
    picks = (
        Pick(NOTHING, t("none of them: the rest is the same for both"), alone=True),
        *(Pick(q.id, q.text) for q in others),
    )
    try:
        picked = session.dialogue.many(DIFFERENT, prompt, picks)
    except Enough:
        session.dialogue.end()
        return profile
    scopes = range(len(profile.workloads))
    same = [q.id for q in others if q.id not in picked]
    journal.forget({key_of(q, at) for q in same for at in scopes})
    for at in scopes:
        for question in others:
            # An earlier answer of this workload may have made the question pointless for it.
            answers = {**profile.answers, **profile.workloads[at].answers}
            if question.id in picked and question.id in counted(session.kb, answers):
                profile = _answered_apart(session, profile, question, at)
    return profile


def _answered_apart(session: Session, profile: Profile, question: Question, at: int) -> Profile:
    """The profile with the answer of one workload; unknown where the person has had enough."""
    key, journal = key_of(question.id, at), session.journal
    if not journal.has_enough or journal.has(key):
        try:
            return ask_one(session, profile, question, at)
        except Enough:
            session.dialogue.end()
    return with_answer(profile, at, question.id, UNKNOWN)
