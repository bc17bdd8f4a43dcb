"""The interview from its first line to a complete profile."""

from llmchoice.knowledge.completeness import gaps, with_unknown
from llmchoice.model.basis import Basis
from llmchoice.model.profile import UNNAMED, Profile
from llmchoice.questionnaire.agreement import ask_about_tensions, show_weights
from llmchoice.questionnaire.asker import Asker, Prompt
from llmchoice.questionnaire.dialogue import Again, Dialogue
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.facts import ask_facts, say_where_it_stands
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.name import ask_name
from llmchoice.questionnaire.opening import opening
from llmchoice.questionnaire.priorities import ask_priorities
from llmchoice.questionnaire.review import review
from llmchoice.questionnaire.session import Mode, Session
from llmchoice.questionnaire.sofar import NOBODY, ORGANISATION, notes_on
from llmchoice.questionnaire.workloads import offer_workloads

ALL = Mode()
"""Every question that applies."""


def interview(
    basis: Basis, journal: Journal, *, asker: Asker, draft: Draft, mode: Mode = ALL
) -> Profile:
    """Ask for everything that was not replied yet; the complete profile.

    Args:
        basis: what is asked.
        journal: what stands already: only the rest is asked. It is added to.
        asker: who is asked.
        draft: where the replies are kept after each one.
        mode: how it goes. A quick one asks in order of influence, stops when no other answer can
            change the side, and records what was not asked as unknown.

    Raises:
        Interrupted: when the person leaves; the draft holds what was answered.
    """

    def keep() -> None:
        problem = draft.save(journal)
        if problem is not None:
            asker.say(f"! {problem}")

    is_new = journal.base is None or bool(gaps(basis.kb, journal.base).priorities)
    session = Session(basis, Dialogue(asker, journal, keep), mode, is_new)
    head, lines = opening(session, draft)
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
        return with_unknown(basis.kb, profile) if mode.quick else profile


def ask_all(session: Session) -> Profile:
    """Everything before the review.

    Raises:
        Again: when something is to be asked again, from the first prompt on.
    """
    profile = session.journal.base or NOBODY
    if profile.organisation == UNNAMED:
        name = _organisation(session.dialogue)
        profile = profile.model_copy(update={"organisation": name})
    asks_weights = bool(gaps(session.kb, profile).priorities)
    if session.mode.quick:
        # The influence of a question hangs on what matters.
        profile = _weigh(session, profile, wanted=asks_weights)
    profile = ask_facts(session, profile)
    if session.is_new:
        # Whoever has weighed before has decided already whether there are two kinds of work.
        profile = offer_workloads(session, profile)
    if session.mode.member:
        # Now that all facts are in, nobody is led any more.
        say_where_it_stands(session, profile)
    if not session.mode.quick:
        profile = _weigh(session, profile, wanted=asks_weights)
    ask_about_tensions(session, profile)
    return profile.model_copy(update={"notes": notes_on(profile, session.journal)})


def _weigh(session: Session, profile: Profile, *, wanted: bool) -> Profile:
    if not wanted:
        return profile
    profile = ask_priorities(session, profile)
    show_weights(session, profile)
    return profile


def _organisation(dialogue: Dialogue) -> str:
    prompt = Prompt(
        "What is your organisation called?",
        head="Who you are",
        notes=("Why: it appears at the top of the report.",),
    )
    return ask_name(dialogue, ORGANISATION, prompt)
