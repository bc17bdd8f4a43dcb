"""The interview from its first line to a complete profile."""

from collections.abc import Sequence

from llmchoice.figures import listed, separated
from llmchoice.knowledge.completeness import gaps, with_unknown
from llmchoice.language import t, tn
from llmchoice.model.knowledge import Basis
from llmchoice.model.profile import UNNAMED, Profile
from llmchoice.model.source import is_day
from llmchoice.questionnaire.agreement import ask_about_tensions, show_weights
from llmchoice.questionnaire.asker import Asker, Enough, Prompt
from llmchoice.questionnaire.dialogue import Again, Dialogue
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.facts import ask_facts, say_where_it_stands
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.priorities import WAY, ask_priorities, says_priorities, unsaid
from llmchoice.questionnaire.review import review
from llmchoice.questionnaire.session import Mode, Session
from llmchoice.questionnaire.sofar import DAY, NOBODY, ORGANISATION, notes_on, profile_so_far
from llmchoice.questionnaire.sparing import unanswered, unsettled
from llmchoice.questionnaire.workloads import SPLIT, ask_name, offer_workloads

ALL = Mode()
"""Every question that applies."""
SECONDS_EACH = 12
"""To read a question with its choices and to pick one."""


def interview(
    basis: Basis, journal: Journal, *, asker: Asker, draft: Draft, mode: Mode = ALL
) -> Profile:
    """Ask for everything that was not replied yet; the complete profile.

    What stands in the journal already is not asked again; the draft keeps the replies after each
    one. A quick interview asks what decides most first, stops when no other answer can change the
    side or all of them are worth little, and records the rest as unknown.

    Raises:
        Interrupted: when the person leaves; the draft holds what was answered.
    """

    def keep() -> None:
        problem = draft.save(journal)
        if problem is not None:
            asker.say(f"! {problem}")

    is_new = journal.base is None or bool(gaps(basis.kb, journal.base).priorities)
    session = Session(basis, Dialogue(asker, journal, keep), mode, is_new)
    head, lines = _opening(session, draft, asker.help)
    asker.head(head)
    asker.say(*lines)
    if journal.base is not None or any(journal.known()):
        # What a file or an earlier draft says is worth keeping from the first moment on.
        keep()
    while True:
        session.dialogue.begin()
        try:
            profile = review(session, ask_all(session))
        except Again:
            continue
        return (
            with_unknown(basis.kb, profile) if mode.quick or session.journal.has_enough else profile
        )


def ask_all(session: Session) -> Profile:
    """Everything before the review.

    Raises:
        Again: when something is to be asked again, from the first prompt on.
    """
    profile = session.journal.base or NOBODY
    if profile.organisation == UNNAMED:
        prompt = Prompt(
            t("What is your organisation called?"),
            head=t("Who you are"),
            notes=(t("Why: {reason}", reason=t("it appears at the top of the report.")),),
        )
        name = ask_name(session.dialogue, ORGANISATION, prompt)
        profile = profile.model_copy(update={"organisation": name})
    asks_weights = bool(gaps(session.kb, profile).priorities)
    if session.mode.quick:
        # The influence of a question hangs on what matters.
        profile = _weigh(session, profile, wanted=asks_weights)
    profile = ask_facts(session, profile)
    if session.is_new and (session.journal.given(SPLIT) or not session.journal.has_enough):
        # Whoever has weighed before has decided already whether there are two kinds of work.
        profile = offer_workloads(session, profile)
    if session.mode.member:
        # Now that all facts are in, nobody is led any more.
        say_where_it_stands(session, profile)
    if not session.mode.quick:
        profile = _weigh(session, profile, wanted=asks_weights)
    if not session.journal.has_enough:
        ask_about_tensions(session, profile)
    profile = _with_day(session, profile)
    return profile.model_copy(update={"notes": notes_on(profile, session.journal)})


def _weigh(session: Session, profile: Profile, *, wanted: bool) -> Profile:
    if not wanted:
        return profile
    if not says_priorities(session) and session.journal.has_enough:
        return unsaid(session.kb, profile)
    try:
        profile = ask_priorities(session, profile)
    except Enough:
        # Ratings that are not complete weigh nothing; they stand if the person comes back to them.
        session.journal.take_back({WAY})
        session.dialogue.end()
        return unsaid(session.kb, profile)
    show_weights(session, profile)
    return profile


def _with_day(session: Session, profile: Profile) -> Profile:
    """The profile with the day to decide by, which is asked for once it was chosen at the review.

    It is no question: nothing in the result hangs on it.
    """
    journal = session.journal
    if not journal.has(DAY):
        return profile
    if journal.given(DAY) is None and journal.remembered(DAY) is None and profile.decide_by:
        journal.remember(DAY, profile.decide_by)
    prompt = Prompt(
        t("By which day do you want to decide?"),
        head=t("Until when"),
        notes=(t("Write YYYY-MM-DD, such as 2027-06-30, or nothing if there is no such day."),),
    )

    def problem(text: str) -> str | None:
        day = text.strip()
        if day and not is_day(day):
            return t("Write YYYY-MM-DD, such as 2027-06-30.")
        if day and day < session.mode.on:
            return t("That is before {day}, the day of the assessment.", day=session.mode.on)
        return None

    day = session.dialogue.text(DAY, prompt, problem).strip()
    return profile.model_copy(update={"decide_by": day or None})


def _opening(session: Session, draft: Draft, help_: Sequence[str]) -> tuple[str, list[str]]:
    """The heading and the lines that an interview begins with."""
    begun = any(session.journal.known()) or session.journal.base is not None
    profile = profile_so_far(session.kb, session.journal)
    head = (
        t("The rest - {organisation}", organisation=profile.organisation)
        if begun
        else t("Open or closed language models?")
    )
    return head, [
        *_extent(session, profile),
        t('"I don\'t know" is a valid answer. Your answers stay on this machine; nothing is sent.'),
        *_draft_lines(draft),
        "",
        *help_,
    ]


def _extent(session: Session, profile: Profile) -> list[str]:
    quick, left = session.mode.quick, gaps(session.kb, profile)
    priorities = len(left.priorities)
    is_settled = quick and not priorities and not unsettled(session.basis, profile)
    questions = () if is_settled else unanswered(session.kb, profile)
    sure = len(left.questions) == len(questions) and not quick
    counts = [
        *([tn("1 question", "{number} questions", len(questions))] if questions else []),
        *([tn("1 priority", "{number} priorities", priorities)] if priorities else []),
    ]
    minutes = max(1, round((len(questions) + priorities) * SECONDS_EACH / 60))
    asked_in = {question.section for question in questions}
    places = {
        "count": listed(counts) or t("1 review"),
        "minutes": tn("1 minute", "{number} minutes", minutes),
        "sections": separated(s.title for s in session.kb.sections if s.id in asked_in),
    }
    if not questions:
        extent = t("About {count}, about {minutes}.", **places)
    elif sure:
        extent = t("About {count}, about {minutes}: {sections}.", **places)
    else:
        extent = t("At most {count}, at most {minutes}: {sections}.", **places)
    if not (quick and questions):
        return [extent]
    return [
        extent,
        t(
            "First you say what matters to you. Then what decides most is asked first, until no"
            " answer can change the side, open or closed, any more, or all that is left is worth"
            " little."
        ),
    ]


def _draft_lines(draft: Draft) -> tuple[str, ...]:
    problem = draft.prepare()
    if problem is not None:
        copied = t("If you quit, your answers are shown so that you can copy them.")
        return (f"! {problem}", f"  {copied}")
    return (
        t(
            "You can quit and continue later with '{command}'; your draft is saved in",
            command="llmchoice assess --resume",
        ),
        f"  {draft.path}",
    )
