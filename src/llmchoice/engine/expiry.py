"""Answers that somebody has to confirm again after a day."""

from collections.abc import Iterator

from llmchoice.model.notice import ExpiredAnswers
from llmchoice.model.profile import Profile


def expired(profile: Profile, today: str) -> tuple[str, ...]:
    """The questions whose answers may no longer be relied on, the longest expired first.

    An answer is good up to and including its day. `today` is YYYY-MM-DD, as the days are, so that
    their order is that of the calendar.
    """
    days = profile.expires or {}
    return tuple(sorted((q for q in days if days[q] < today), key=lambda q: (days[q], q)))


def expiry_notices(profile: Profile, today: str | None) -> Iterator[ExpiredAnswers]:
    """One warning for all expired answers; none where there is no date."""
    late = expired(profile, today) if today is not None else ()
    if late and today is not None:
        yield ExpiredAnswers(questions=late, today=today)
