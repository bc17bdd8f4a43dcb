"""The priorities: rated, put in order, given points, or compared; and looked at as weights."""

import re

from llmchoice.engine.weights import NO_IDEA
from llmchoice.knowledge.completeness import gaps
from llmchoice.knowledge.preferences import ALL_POINTS
from llmchoice.language import t, tell, tn
from llmchoice.model.criterion import Priority
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.dialogue import Writing
from llmchoice.questionnaire.edit import with_way
from llmchoice.questionnaire.pairs import SWINGS, compare, pairs_of, swing
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.why import why_priority

PREFIX = "weigh/"
"""Of the key of every prompt about what matters."""
WAY = f"{PREFIX}way"
RATED = f"{PREFIX}rate/"
"""Of the key of every prompt that asks for a rating."""
ORDER = f"{PREFIX}order"
POINTS = f"{PREFIX}points"
RATING = re.compile(r"[0-9](\.[0-9]{1,15})?")
MIDDLE = 3
"""Of the scale of ratings."""
RATE = "rate"
RANK = "rank"
SHARE = "share"
COMPARE = "compare"


def rating_key(priority: str) -> str:
    """The key of the prompt that asks for a rating."""
    return f"{RATED}{priority}"


def says_priorities(session: Session) -> bool:
    """Whether the person has said what matters, or wants to."""
    return any(map(session.journal.has, (WAY, ORDER)))


def unsaid(kb: KnowledgeBase, profile: Profile) -> Profile:
    """The profile of somebody who has not said what matters: any weights are as likely."""
    equal = with_way(profile, "priorities", {priority.id: MIDDLE for priority in kb.priorities})
    unasked = (*profile.unasked, *gaps(kb, profile).priorities)
    return equal.model_copy(update={"spread": NO_IDEA, "unasked": unasked})


def ask_priorities(session: Session, profile: Profile) -> Profile:
    """The profile with every priority weighed.

    Raises:
        Enough: when the person wants no more questions.
    """
    if not gaps(session.kb, profile).priorities:
        return profile
    if session.mode.quick and session.journal.given(WAY) is None:
        # It would stand again in a draft that is gone on with.
        session.journal.forget({WAY})
        return _rank(session, profile)
    return _choose_way(session, profile)


def _choose_way(session: Session, profile: Profile) -> Profile:
    prompt = Prompt(
        t("How do you want to say what matters?"),
        head=t("What matters most"),
        notes=(t("Rating or sharing out points says more; an order is quicker."),),
        may_end=True,
    )
    picks = (
        Pick(RATE, t("rate each priority on its own, from 0 to 5")),
        Pick(RANK, t("put them in order by moving them, the most important first")),
        Pick(SHARE, t("share out {number} points among them", number=ALL_POINTS)),
        *_pairwise(session),
    )
    way = session.dialogue.pick(WAY, prompt, picks)
    return {RATE: _rate, RANK: _rank, SHARE: _share, COMPARE: compare}[way](session, profile)


def _pairwise(session: Session) -> tuple[Pick, ...]:
    count = len(pairs_of(session.kb))
    if not count:
        return ()
    how = tn(
        "compare them in pairs (1 question, checks that your comparisons agree)",
        "compare them in pairs ({number} questions, checks that your comparisons agree)",
        count,
    )
    return (Pick(COMPARE, how),)


def _rate(session: Session, profile: Profile) -> Profile:
    """Ask for a rating of each priority; together they must have some weight."""
    given: dict[str, float] = {}
    for at, priority in enumerate(session.kb.priorities, start=1):
        head = t(
            "Priority {number} of {all} - {priority}",
            number=at,
            all=len(session.kb.priorities),
            priority=priority.name,
        )
        given[priority.id] = _rating(session, priority, head)
        if any(given.values()):
            session.put_down(with_way(profile, "priorities", dict(given)))
    if not any(given.values()):
        session.dialogue.tell(
            "! " + t("If nothing matters, every option is the same: rate at least one above 0.")
        )
        raise session.dialogue.back_to({rating_key(name) for name in given})
    return with_way(profile, "priorities", given)


def _rating(session: Session, priority: Priority, head: str) -> float:
    settings = session.kb.settings
    highest = len(settings.importance_scale) - 1

    def stray(text: str) -> str | None:
        """A text that is no rating."""
        return None if RATING.fullmatch(text.strip()) and float(text) <= highest else text

    prompt = Prompt(
        settings.importance_question,
        head=head,
        notes=(
            t("Worst: {case}", case=priority.worst),
            t("Best: {case}", case=priority.best),
        ),
        why=lambda: why_priority(session.kb, priority),
        may_end=True,
        first=0,
    )
    picks = [Pick(str(rating), words) for rating, words in enumerate(settings.importance_scale)]
    # A profile may have a rating between two of the scale: it stands, though nothing picks it.
    between = Writing("", prompt, stray)
    return float(session.dialogue.pick(rating_key(priority.id), prompt, picks, writing=between))


def _rank(session: Session, profile: Profile) -> Profile:
    prompt = Prompt(
        t("Put them in order: the one worth most to you first."),
        head=t("What matters most, in order"),
        lead=(tell(SWINGS),),
        may_end=True,
    )
    ranks = session.dialogue.order(ORDER, prompt, [*map(swing, session.kb.priorities)])
    ranking = tuple(rank[0] if len(rank) == 1 else rank for rank in ranks)
    return with_way(profile, "ranking", ranking)


def _share(session: Session, profile: Profile) -> Profile:
    prompt = Prompt(
        t("Share out {number} points: how much is each worth to you?", number=ALL_POINTS),
        head=t("What matters most, in points"),
        lead=(tell(SWINGS),),
        may_end=True,
    )
    points = session.dialogue.share(
        POINTS, prompt, [*map(swing, session.kb.priorities)], total=ALL_POINTS
    )
    return with_way(profile, "points", {name: float(number) for name, number in points.items()})
