"""From a profile to the replies that give it, and from replies to the profile so far."""

from collections.abc import Iterator

from llmchoice.knowledge.completeness import gaps
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import UNNAMED, WAYS, Profile, Workload, places
from llmchoice.questionnaire.asker import Interrupted, Reply
from llmchoice.questionnaire.dialogue import Again, Dialogue
from llmchoice.questionnaire.edit import pruned, with_replies
from llmchoice.questionnaire.journal import Entry, Journal, entry_of
from llmchoice.questionnaire.priorities import ORDER, POINTS, RATE, WAY, ask_priorities, rating_key
from llmchoice.questionnaire.question import EACH, entries_of, key_of, remark_key
from llmchoice.questionnaire.session import Mode, Session
from llmchoice.questionnaire.workloads import APART, NAMES, SPLIT

ORGANISATION = "organisation"
"""The key of the prompt for its name."""
DAY = "decide_by"
"""The key of the prompt for the day to decide by, which is shown to who asks for it alone."""
NOBODY = Profile(organisation=UNNAMED)
"""Has answered nothing."""


def journal_of(kb: KnowledgeBase, start: Profile | None) -> Journal:
    """A journal in which everything that a profile says stands as a reply."""
    if start is None:
        return Journal()
    scoped = [(None, start.answers), *((at, w.answers) for at, w in enumerate(start.workloads))]
    entries = [
        entry
        for question in kb.questions
        for scope, answers in scoped
        if question.id in answers
        for entry in entries_of(question, scope, answers[question.id])
    ]
    has_gaps = bool(gaps(kb, start).priorities)
    if start.priorities is not None and has_gaps:
        entries += _ratings(start)
    base = start.model_copy(
        update={
            "answers": {},
            "unasked": (),
            "notes": {},
            "workloads": tuple(w.model_copy(update={"answers": {}}) for w in start.workloads),
            "priorities": None if has_gaps else start.priorities,
        }
    )
    return Journal(None if base == NOBODY else base, entries, start.notes)


def _ratings(start: Profile) -> list[Entry]:
    rated = {
        rating_key(name): f"{number:.15g}" for name, number in (start.priorities or {}).items()
    }
    return [entry_of(key, reply) for key, reply in {WAY: RATE, **rated}.items()] if rated else []


def forget_weights(journal: Journal, profile: Profile) -> None:
    """Have what matters asked again, with what the profile says preselected."""
    for key, reply in _replies_of_weights(profile).items():
        journal.remember(key, reply)
    if journal.base is not None:
        journal.base = journal.base.model_copy(update=dict.fromkeys(WAYS))


def _replies_of_weights(profile: Profile) -> dict[str, Reply]:
    """What somebody would have replied to weigh like that; comparisons are made afresh."""
    if profile.priorities is not None:
        return {entry.key: entry.reply for entry in _ratings(profile)}
    if profile.ranking is not None:
        return {ORDER: tuple(places(profile.ranking))}
    if profile.points is not None and all(p.is_integer() for p in profile.points.values()):
        return {POINTS: {name: int(number) for name, number in profile.points.items()}}
    return {}


def profile_so_far(kb: KnowledgeBase, journal: Journal) -> Profile:
    """What was replied, as far as a profile can hold it."""
    replies = {entry.key: entry.reply for entry in journal.known()}
    name = replies.get(ORGANISATION)
    profile = journal.base or NOBODY
    if profile.organisation == UNNAMED and isinstance(name, str) and name.strip():
        profile = profile.model_copy(update={"organisation": name.strip()})
    day = replies.get(DAY)
    if isinstance(day, str):
        profile = profile.model_copy(update={"decide_by": day.strip() or None})
    divided = any(replies.get(key_of(q.id, None)) == EACH for q in kb.questions)
    apart = replies.get(SPLIT) == APART and not divided
    given = [replies.get(key) for key in NAMES if apart]
    names = [reply for reply in given if isinstance(reply, str) and reply.strip()]
    if len(names) == len(NAMES) and not profile.workloads:
        workloads = tuple(Workload(name=name.strip(), answers={}) for name in names)
        profile = profile.model_copy(update={"workloads": workloads})
    profile = pruned(kb, with_replies(kb, profile, journal))
    profile = profile.model_copy(update={"notes": notes_on(profile, journal)})
    if any(getattr(profile, way) is not None for way in WAYS):
        return profile
    return _with_weights(kb, profile, journal)


def notes_on(profile: Profile, journal: Journal) -> dict[str, str]:
    """The notes on answers that the profile holds, one for each question."""
    answered = [*profile.answers, *(q for w in profile.workloads for q in w.answers)]
    notes = {q: "; ".join(_notes_on(profile, journal, q)) for q in answered}
    return {question: text for question, text in notes.items() if text}


def _notes_on(profile: Profile, journal: Journal, question: str) -> Iterator[str]:
    """The organisation's note, and those of workloads, which have to say whose they are."""
    if remark := journal.remarks.get(question):
        yield remark
    for at, workload in enumerate(profile.workloads):
        remark = journal.remarks.get(remark_key(question, at))
        if remark and question in workload.answers:
            yield f"{workload.name}: {remark}"


def _with_weights(kb: KnowledgeBase, profile: Profile, journal: Journal) -> Profile:
    """The profile as whoever asks what matters would leave it, if nobody replied any more."""
    replies = Journal(None, journal.known())
    # A quick interview does not ask for the way.
    mode = Mode(quick=replies.given(WAY) is None)
    session = Session(Basis(kb), Dialogue(None, replies), mode)
    try:
        return ask_priorities(session, profile)
    except (Interrupted, Again):
        return session.reached or profile
