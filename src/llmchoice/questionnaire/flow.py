"""The interview from its first line to a complete profile."""

from llmchoice.engine.answers import missing
from llmchoice.knowledge.completeness import gaps, with_unknown
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.question import Question
from llmchoice.questionnaire.asker import Asker
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.edit import answers_in, scopes
from llmchoice.questionnaire.facts import ask_facts
from llmchoice.questionnaire.name import ask_name
from llmchoice.questionnaire.priorities import ask_priorities
from llmchoice.questionnaire.review import review
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.sparing import unanswered, unsettled
from llmchoice.questionnaire.workloads import offer_workloads

NOBODY = Profile(organisation="Nobody yet")
"""Has answered nothing."""
SECONDS_EACH = 12
"""To read a question with its choices and to pick one."""


def interview(
    kb: KnowledgeBase,
    start: Profile | None,
    *,
    asker: Asker,
    draft: Draft,
    quick: bool = False,
) -> Profile:
    """Ask for everything that a profile lacks; the complete profile.

    Args:
        kb: what is asked.
        start: what is known already: only the rest is asked.
        asker: who is asked.
        draft: where the answers are kept after each one.
        quick: ask in order of influence, stop when no other answer can change the side, and record
            what was not asked as unknown.

    Raises:
        Interrupted: when the person leaves; the draft holds what was answered.
    """
    session = Session(kb, asker, draft, quick=quick)
    _open(session, start)
    profile = session.keep(start or Profile(organisation=_organisation(asker)))
    if quick:
        # The influence of a question hangs on what matters.
        profile = ask_priorities(session, profile)
    profile = ask_facts(session, profile)
    if start is None or _was_never_finished(session, start):
        profile = offer_workloads(session, profile)
    profile = review(session, ask_priorities(session, profile))
    return with_unknown(kb, profile) if quick else profile


def _was_never_finished(session: Session, start: Profile) -> bool:
    """Whether nobody has decided yet if there are two kinds of work."""
    lacking = gaps(session.kb, start)
    # Priorities come last, but for a quick interview.
    return bool(lacking if session.quick else lacking.priorities)


def _organisation(asker: Asker) -> str:
    asker.head("Who you are")
    return ask_name(
        asker,
        "What is your organisation called?",
        notes=("Why: it stands at the top of the report.",),
    )


def _open(session: Session, start: Profile | None) -> None:
    """Say what is asked, how long it takes, and what happens to the answers."""
    head = (
        "Open or closed language models?" if start is None else f"The rest - {start.organisation}"
    )
    session.asker.head(head)
    session.asker.say(
        *_extent(session, start),
        "",
        'Whoever does not know says so: "I don\'t know" is an answer.',
        "Your answers stay on this machine; nothing is sent anywhere.",
        *_draft_lines(session.draft),
    )


def _extent(session: Session, start: Profile | None) -> list[str]:
    questions = (_quickly_lacking if session.quick else _lacking)(session.kb, start)
    priorities = len(gaps(session.kb, start).priorities if start else session.kb.priorities)
    about = "At most" if session.quick and questions else "About"
    minutes = _minutes(len(questions) + priorities)
    lines = [
        f"{about} {_both(len(questions), priorities)}, {about.lower()} {minutes}:",
        *_sections(session.kb, questions),
    ]
    if session.quick and questions:
        lines.append(
            "What matters to you comes first. Each question is then the one that would most often"
            " change the side, open or closed, until no other answer can."
        )
    return lines


def _lacking(kb: KnowledgeBase, start: Profile | None) -> list[Question]:
    if start is None:
        return list(missing(kb, {}))
    ids = {q.id for scope in scopes(start) for q in missing(kb, answers_in(start, scope))}
    return [q for q in kb.questions if q.id in ids]


def _quickly_lacking(kb: KnowledgeBase, start: Profile | None) -> list[Question]:
    """All that may be asked, if anything may."""
    if start is not None and not gaps(kb, start).priorities and not unsettled(kb, start):
        return []
    return list(unanswered(kb, start or NOBODY))


def _sections(kb: KnowledgeBase, questions: list[Question]) -> list[str]:
    asked_in = {q.section for q in questions}
    return [f"  - {section.title}" for section in kb.sections if section.id in asked_in]


def _draft_lines(draft: Draft) -> tuple[str, ...]:
    problem = draft.prepare()
    if problem is not None:
        return (f"! {problem}", "  Ctrl-C ends this, and what was answered is lost.")
    return ("Ctrl-C loses nothing: a draft is kept after every answer, in", f"  {draft.path}")


def _both(questions: int, priorities: int) -> str:
    counts = ((questions, "question"), (priorities, "priority"))
    return " and ".join(_count(number, noun) for number, noun in counts if number) or "1 review"


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def _minutes(steps: int) -> str:
    return _count(max(1, round(steps * SECONDS_EACH / 60)), "minute")
