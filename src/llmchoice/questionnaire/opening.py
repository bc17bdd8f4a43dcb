"""The first lines: what will be asked, how long it takes, and what happens to the answers."""

from llmchoice.engine.answers import missing
from llmchoice.knowledge.completeness import gaps
from llmchoice.model.basis import Basis
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.question import Question
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.edit import answers_in, scopes
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.sofar import profile_so_far
from llmchoice.questionnaire.sparing import unanswered, unsettled

SECONDS_EACH = 12
"""To read a question with its choices and to pick one."""


def opening(session: Session, draft: Draft) -> tuple[str, list[str]]:
    """The heading and the lines that an interview begins with."""
    begun = any(session.journal.known()) or session.journal.base is not None
    profile = profile_so_far(session.kb, session.journal)
    head = f"The rest - {profile.organisation}" if begun else "Open or closed language models?"
    return head, [
        *_extent(session, profile),
        '"I don\'t know" is a valid answer. Your answers stay on this machine; nothing is sent.',
        *_draft_lines(draft),
        "",
        *session.dialogue.asker.help,
    ]


def _extent(session: Session, profile: Profile) -> list[str]:
    quick = session.mode.quick
    questions = _quickly_lacking(session.basis, profile) if quick else _lacking(session.kb, profile)
    priorities = len(gaps(session.kb, profile).priorities)
    about = "At most" if quick and questions else "About"
    minutes = _minutes(len(questions) + priorities)
    parts = "; ".join(_sections(session.kb, questions))
    extent = f"{about} {_both(len(questions), priorities)}, {about.lower()} {minutes}"
    lines = [f"{extent}: {parts}." if parts else f"{extent}."]
    if quick and questions:
        lines.append(
            "First you say what matters to you. After that, each question is the one most likely to"
            " change the side, open or closed, until no answer can change it any more."
        )
    return lines


def _lacking(kb: KnowledgeBase, profile: Profile) -> list[Question]:
    ids = {q.id for scope in scopes(profile) for q in missing(kb, answers_in(profile, scope))}
    return [q for q in kb.questions if q.id in ids]


def _quickly_lacking(basis: Basis, profile: Profile) -> list[Question]:
    """All that may be asked, if anything may."""
    if not gaps(basis.kb, profile).priorities and not unsettled(basis, profile):
        return []
    return list(unanswered(basis.kb, profile))


def _sections(kb: KnowledgeBase, questions: list[Question]) -> list[str]:
    asked_in = {q.section for q in questions}
    return [section.title for section in kb.sections if section.id in asked_in]


def _draft_lines(draft: Draft) -> tuple[str, ...]:
    problem = draft.prepare()
    if problem is not None:
        return (f"! {problem}", "  If you quit, your answers are shown so that you can copy them.")
    return (
        "You can quit and continue later with 'llmchoice assess --resume'; your draft is saved in",
        f"  {draft.path}",
    )


def _both(questions: int, priorities: int) -> str:
    counts = ((questions, "question"), (priorities, "priority"))
    return " and ".join(_count(number, noun) for number, noun in counts if number) or "1 review"


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def _minutes(steps: int) -> str:
    return _count(max(1, round(steps * SECONDS_EACH / 60)), "minute")
