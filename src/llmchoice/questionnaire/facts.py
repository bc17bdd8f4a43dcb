"""The facts: what applies and has no answer yet, by section, or as a quick interview asks."""

from dataclasses import dataclass

from llmchoice.engine.answers import asked, implied, missing
from llmchoice.engine.conditions import chosen
from llmchoice.engine.inquiry import completed, counted, end, next_question
from llmchoice.engine.parts import divided
from llmchoice.language import t
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.question import Choice, Question
from llmchoice.questionnaire.asker import Enough, Prompt
from llmchoice.questionnaire.edit import (
    answers_in,
    clashes,
    explained,
    forget_hidden,
    pruned,
    scopes,
    weights_in,
    with_answer,
)
from llmchoice.questionnaire.preview import preview_lines
from llmchoice.questionnaire.question import Scope, ask, key_of, question_of
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.sparing import at_stake, ended, spared_lines, unanswered, unsettled
from llmchoice.questionnaire.why import why_lines


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer."""

    question: Question
    scope: Scope


def ask_facts(session: Session, profile: Profile) -> Profile:
    """The profile with an answer to everything that applies, and nothing that does not.

    In a quick interview, with an answer to everything that could still change the side, and is
    worth more than little together. Whoever has had enough ends either: what is left has no answer.
    """
    has_asked = False
    gap = next_gap(session, profile)
    while gap is not None:
        section = gap.question.section
        try:
            profile = ask_one(session, profile, gap.question, gap.scope)
        except Enough:
            session.dialogue.end()
            has_asked = True
        has_asked = has_asked or session.dialogue.is_live()
        gap = next_gap(session, profile)
        is_over = gap is None or gap.question.section != section
        if is_over and not session.mode.quick and not session.mode.member:
            say_where_it_stands(session, profile)
    forget_hidden(session, profile)
    profile = pruned(session.kb, profile)
    left = unanswered(session.kb, profile)
    if left if not session.mode.quick else has_asked or left:
        session.dialogue.say(
            "", *session.once("left open", profile, lambda: _left_open(session, profile))
        )
    return profile


def _left_open(session: Session, profile: Profile) -> tuple[str, ...]:
    """What was not asked, and what hangs on it."""
    basis = session.basis
    if session.mode.quick and not unsettled(basis, profile):
        return spared_lines(basis, profile)
    preview = preview_lines(basis, profile) if session.mode.preview else ()
    return ended(basis, profile, preview)


def next_gap(session: Session, profile: Profile) -> Gap | None:
    """The question to ask next; None when enough is answered."""
    if not session.mode.quick and not session.journal.has_enough:
        return _first(session, profile)
    replied = _replied(session, profile)
    if replied is None and not session.dialogue.has_ended():
        asked_next = session.once("gap", profile, lambda: _quick_gap(session.basis, profile))
        if asked_next is not None:
            return asked_next
    if replied is not None:
        return replied
    # Replies to facts that were taken back, and are not asked for again, stand again.
    taken_back = [key for key in session.journal.taken_back() if question_of(key) is not None]
    session.journal.restore(taken_back)
    return next_gap(session, profile) if taken_back else None


def _replied(session: Session, profile: Profile) -> Gap | None:
    """The first question that has its reply already, in the order of the replies."""
    questions = {question.id: question for question in session.kb.questions}
    wanted = sorted(session.journal.wanted)
    given = (entry.key for entry in session.journal.known() if session.journal.given(entry.key))
    for key in (*given, *wanted):
        asked_in = question_of(key)
        if asked_in is None or asked_in[0] not in questions:
            continue
        question, scope = asked_in
        if scope is None and question not in profile.answers:
            if any(_counts(session.kb, answers_in(profile, s), question) for s in scopes(profile)):
                return Gap(questions[question], None)
        elif scope is not None and _is_own(session, profile, question, scope):
            return Gap(questions[question], scope)
    return None


def _counts(kb: KnowledgeBase, answers: Answers, question: str) -> bool:
    """Whether an answer to that question would count, now or once others are given."""
    return question not in answers and question in counted(kb, {**answers, question: UNKNOWN})


def _quick_gap(basis: Basis, profile: Profile) -> Gap | None:
    """What a quick interview asks next: the first unsettled scope says it.

    What every workload lacks while none is settled is asked once, for the organisation.
    """
    for scope in unsettled(basis, profile):
        question = _quick_question(basis, profile, scope)
        if question is not None:
            lacking = (
                missing(basis.kb, answers_in(profile, at)) for at in unsettled(basis, profile)
            )
            shared = [question in open_there for open_there in lacking]
            everywhere = all(shared) and len(shared) == len(scopes(profile))
            return Gap(question, None if everywhere else scope)
    return None


def _quick_question(basis: Basis, profile: Profile, scope: Scope) -> Question | None:
    """What a quick interview asks next of the first unsettled lane there."""
    weighing = weights_in(profile, scope)
    kb = basis.kb
    for lane in divided(kb, answers_in(profile, scope)):
        if end(basis, weighing, lane.answers) is None:
            question = next_question(basis, weighing, lane.answers)
            if question is not None:
                # What something is said of comes before what is said of it.
                of = question.per.question if question.per else ""
                return kb.question(of) if of and of not in lane.answers else question
    return None


def _first(session: Session, profile: Profile) -> Gap | None:
    """The first question that lacks an answer.

    What every workload lacks is asked once, for the organisation; what some lack, for each; and
    what was replied before is taken where it belongs.
    """
    lacking = {
        scope: {q.id for q in missing(session.kb, answers_in(profile, scope))}
        for scope in scopes(profile)
    }
    for question in session.kb.questions:
        for scope in range(len(profile.workloads)):
            if _is_own(session, profile, question.id, scope):
                return Gap(question, scope)
        where = [scope for scope, ids in lacking.items() if question.id in ids]
        if where:
            everywhere = len(where) == len(lacking) or _is_known(session, question.id, None)
            return Gap(question, None if everywhere else where[0])
    return None


def _is_own(session: Session, profile: Profile, question: str, scope: int) -> bool:
    """Whether a workload has replied to a question itself, which is not in the profile yet."""
    return (
        scope < len(profile.workloads)
        and question not in profile.workloads[scope].answers
        and _is_known(session, question, scope)
        and any(q.id == question for q in asked(session.kb, answers_in(profile, scope)))
    )


def _is_known(session: Session, question: str, scope: Scope) -> bool:
    key = key_of(question, scope)
    return session.journal.has(key) or session.journal.remembered(key) is not None


def ask_one(session: Session, profile: Profile, question: Question, scope: Scope) -> Profile:
    """Ask a question; say so if the answer contradicts another, or makes others pointless.

    Raises:
        Enough: when the person wants no more questions.
    """
    kb = session.kb
    stakes: tuple[str, ...] = ()
    if session.mode.quick and session.mode.preview:
        stakes = session.once("at stake", profile, lambda: (at_stake(session.basis, profile),))
    prompt = Prompt(
        question.text,
        head=_heading(session, profile, question, scope),
        lead=stakes,
        why=lambda: why_lines(kb, question),
        may_end=True,
    )
    each = _divisible(kb, profile, question) if scope is None else ()
    others = answers_in(profile, scope)
    answer = ask(session.dialogue, question, scope, prompt, each=each, others=others)
    before, profile = profile, with_answer(profile, scope, question.id, answer)
    if session.dialogue.is_live():
        forget_hidden(session, profile)
        known = {clash.rule.id for clash in clashes(kb, before)}
        for rule in {c.rule.id: c.rule for c in clashes(kb, profile)}.values():
            if rule.id not in known:
                session.dialogue.say(*explained(kb, rule))
                session.dialogue.say("  " + t("You can change either of them before the end."))
    return profile


def _divisible(kb: KnowledgeBase, profile: Profile, question: Question) -> tuple[Choice, ...]:
    """The choices for each of which a question may be answered: of two or more that were ticked.

    None where there are workloads: each has an answer of its own.
    """
    if question.per is None or profile.workloads:
        return ()
    base = kb.question(question.per.question)
    ticked = chosen(profile.answers.get(base.id))
    choices = tuple(choice for choice in base.choices if choice.id in ticked)
    return choices if len(choices) > 1 else ()


def say_where_it_stands(session: Session, profile: Profile) -> None:
    """One line after a section, to whoever reads it and wants it.

    Nothing to whoever ended the questions, came back from the review or began with a file: what was
    replied after this section stands, and is not in the profile yet.
    """
    journal = session.journal
    standing = {question_of(entry.key) for entry in journal.known() if journal.given(entry.key)}
    is_on_the_way = (
        not journal.has_enough
        and journal.revised is None
        and all(at is None or at[1] is not None or at[0] in profile.answers for at in standing)
    )
    if is_on_the_way and session.mode.preview and session.dialogue.is_live():
        session.dialogue.say("", *preview_lines(session.basis, profile))


def _heading(session: Session, profile: Profile, question: Question, scope: Scope) -> str:
    titles = {section.id: section.title for section in session.kb.sections}
    title = titles.get(question.section, question.section)
    if scope is not None:
        title = t("{title} - {work}", title=title, work=profile.workloads[scope].name)
    if session.journal.revised is not None:
        # Everything else is answered: what is counted otherwise is not open any more.
        return title
    answers = answers_in(profile, scope)
    if session.mode.quick:
        return session.once(
            f"heading of {question.id} for {title}",
            profile,
            lambda: _heading_of_quick(session.basis, profile, answers, title),
        )
    # An answer may bring up questions or make others pointless: only a limit never grows.
    possible = [
        q
        for q in completed(session.kb, answers)
        if not implied(session.kb, session.kb.question(q), answers)
    ]
    # Of a profile that lacks some answers those stand already that come after this question.
    given = [
        q
        for q in possible
        if q != question.id and (q in answers or session.journal.given(key_of(q, scope)))
    ]
    return _numbered(len(given) + 1, len(possible), title) if question.id in possible else title


def _heading_of_quick(basis: Basis, profile: Profile, answers: Answers, title: str) -> str:
    """How many were answered, and how many more it takes at most; nothing once it is settled."""
    if not unsettled(basis, profile):
        return title
    answered = len(counted(basis.kb, answers))
    return _numbered(answered + 1, answered + len(unanswered(basis.kb, profile)), title)


def _numbered(number: int, most: int, title: str) -> str:
    places = {"number": number, "most": most, "title": title}
    if number == most:
        return t("Question {number} of {most} - {title}", **places)
    return t("Question {number} of at most {most} - {title}", **places)
