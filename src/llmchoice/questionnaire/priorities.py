"""The priorities: rated by what a swing from worst to best would be worth, ranked, or compared."""

import re
from collections.abc import Mapping

from llmchoice.knowledge.completeness import gaps
from llmchoice.model.criterion import Priority
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Pick
from llmchoice.questionnaire.edit import weighed
from llmchoice.questionnaire.pairs import compare, pairs_of
from llmchoice.questionnaire.session import Session

RATE = "rate"
RANK = "rank"
COMPARE = "compare"


def ask_priorities(session: Session, profile: Profile) -> Profile:
    """The profile with every priority weighed."""
    left = gaps(session.kb, profile).priorities
    if not left:
        return profile
    if profile.priorities:
        return rate(session, profile, left)
    if session.quick:
        return rank(session, profile)
    return choose_way(session, profile)


def choose_way(session: Session, profile: Profile) -> Profile:
    """Weigh every priority, in the way that the person prefers."""
    session.asker.head("What matters most")
    way = session.asker.one(
        "How do you want to say what matters?",
        (
            Pick(RATE, "rate each priority on its own, from 0 to 5"),
            Pick(RANK, "put them in order, the most important first"),
            *_pairwise(session),
        ),
        notes=("Rating says more; an order is quicker.",),
    )
    if way == RANK:
        return rank(session, profile)
    if way == COMPARE:
        return compare(session, profile)
    return rate(session, profile, tuple(p.id for p in session.kb.priorities))


def _pairwise(session: Session) -> tuple[Pick, ...]:
    count = len(pairs_of(session.kb))
    if not count:
        return ()
    questions = f"{count} question{'' if count == 1 else 's'}"
    how = f"compare them two by two ({questions}, checks that you agree with yourself)"
    return (Pick(COMPARE, how),)


def rate(session: Session, profile: Profile, which: tuple[str, ...]) -> Profile:
    """Ask for a rating of these priorities; together they must have some weight."""
    while True:
        for at, priority in enumerate(session.kb.priorities, start=1):
            if priority.id in which:
                session.asker.head(
                    f"Priority {at} of {len(session.kb.priorities)} - {priority.name}"
                )
                before = profile.priorities or {}
                given = {**before, priority.id: _rating(session, priority, before)}
                profile = session.keep(weighed(profile, "priorities", given))
        if any((profile.priorities or {}).values()):
            return profile
        session.asker.say("! With nothing at stake, every option is the same: rate one above 0.")
        which = tuple(p.id for p in session.kb.priorities)


def rank(session: Session, profile: Profile) -> Profile:
    """Ask for the most important priority, then for the next, until one is left."""
    session.asker.head("What matters most, in order")
    session.asker.say(
        "Each priority has a worst and a best case: choose by what the way from one to the"
        " other would be worth."
    )
    left = list(session.kb.priorities)
    order: list[str] = []
    while len(left) > 1:
        title = "Which would be worth most to you?" if not order else "And which of the others?"
        notes = (f"{len(order) + 1} of {len(session.kb.priorities)}",)
        picks = [Pick(p.id, p.name, notes=(f"From: {p.worst}", f"To: {p.best}")) for p in left]
        order.append(session.asker.one(title, picks, notes=notes))
        left = [p for p in left if p.id != order[-1]]
    ranking = (*order, *(p.id for p in left))
    return session.keep(weighed(profile, "ranking", ranking))


def _rating(session: Session, priority: Priority, before: Mapping[str, float]) -> float:
    settings = session.kb.settings
    highest = len(settings.importance_scale) - 1

    def check(text: str) -> str | None:
        if re.fullmatch(r"[0-9](\.[0-9]{1,3})?", text.strip()) and float(text) <= highest:
            return None
        return f"Write a number from 0 to {highest}."

    given = f"{before[priority.id]:g}" if priority.id in before else ""
    # A list has its first entry highlighted, and so has an opinion: a line to fill in has none.
    text = session.asker.text(
        settings.importance_question,
        check,
        notes=(
            f"Worst: {priority.worst}",
            f"Best: {priority.best}",
            *(f"{value} = {words}" for value, words in enumerate(settings.importance_scale)),
        ),
        default=given,
    )
    return float(text)
