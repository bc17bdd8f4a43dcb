"""The interview from its first line to a complete profile."""

from llmchoice.engine.answers import missing
from llmchoice.knowledge.completeness import gaps
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
from llmchoice.questionnaire.workloads import offer_workloads

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
        quick: ask only the decisive questions, and record the others as unknown.

    Raises:
        Interrupted: when the person leaves; the draft holds what was answered.
    """
    session = Session(kb, asker, draft, quick=quick)
    _open(session, start)
    profile = start or Profile(organisation=_organisation(asker))
    profile = ask_facts(session, session.keep(profile))
    if start is None or gaps(kb, start).priorities:
        # Priorities come last: a profile that has them was finished once, undivided or not.
        profile = offer_workloads(session, profile)
    profile = ask_priorities(session, profile)
    return review(session, profile)


def _organisation(asker: Asker) -> str:
    asker.head("Who you are")
    return ask_name(
        asker,
        "What is your organisation called?",
        notes=("Why: it stands at the top of the report.",),
    )


def _open(session: Session, start: Profile | None) -> None:
    """Say what is asked, how long it takes, and what happens to the answers."""
    lacking = _lacking(session.kb, start)
    questions = [q for q in lacking if session.asks(q)]
    priorities = len(gaps(session.kb, start).priorities if start else session.kb.priorities)
    head = (
        "Open or closed language models?" if start is None else f"The rest - {start.organisation}"
    )
    session.asker.head(head)
    session.asker.say(
        f"About {_both(len(questions), priorities)},"
        f" about {_minutes(len(questions) + priorities)}:",
        *_sections(session.kb, questions),
    )
    left = len(lacking) - len(questions)
    if left:
        session.asker.say(
            f"{_count(left, 'other question')} are left out and recorded as unknown, which makes"
            " the recommendation less sure."
        )
    session.asker.say(
        "",
        'Whoever does not know says so: "I don\'t know" is an answer.',
        "Your answers stay on this machine; nothing is sent anywhere.",
        *_draft_lines(session.draft),
    )


def _lacking(kb: KnowledgeBase, start: Profile | None) -> list[Question]:
    if start is None:
        return list(missing(kb, {}))
    ids = {q.id for scope in scopes(start) for q in missing(kb, answers_in(start, scope))}
    return [q for q in kb.questions if q.id in ids]


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
