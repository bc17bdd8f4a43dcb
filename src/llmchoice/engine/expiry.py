"""Days of a profile that are over: of answers to confirm again, and the one to decide by."""

from collections.abc import Iterator

from llmchoice.model.notice import DecisionDue, ExpiredAnswers
from llmchoice.model.profile import Profile


def expired(profile: Profile, today: str) -> tuple[str, ...]:
    """The questions whose answers may no longer be relied on, the longest expired first.

    An answer is good up to and including its day. `today` is YYYY-MM-DD, as the days are, so that
    their order is that of the calendar.
    """
    days = profile.expires or {}
    return tuple(sorted((q for q in days if days[q] < today), key=lambda q: (days[q], q)))


def expiry_notices(profile: Profile, today: str | None) -> Iterator[ExpiredAnswers | DecisionDue]:
    """One warning for all expired answers, one for the day to decide; none without a date."""
    if today is None:
        return
    if late := expired(profile, today):
        yield ExpiredAnswers(questions=late, today=today)
    if profile.decide_by is not None and profile.decide_by < today:
        yield DecisionDue(day=profile.decide_by, today=today)
