"""The day of an assessment, and facts that are old on it."""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from llmchoice.cli.messages import note
from llmchoice.errors import usage_error

if TYPE_CHECKING:
    from llmchoice.knowledge.source import ProfileText
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile


def day(text: str | None) -> str | None:
    """What `--date` says, as YYYY-MM-DD; None where it is not given.

    Raises:
        LlmchoiceError: exit code 2 when it is not a date.
    """
    if text is None:
        return None
    if text == "today":
        return today()
    # Python reads 20261121 and 2026-W47-6 too, which nobody else would take for the same day.
    with suppress(ValueError):
        if date.fromisoformat(text).isoformat() == text:
            return text
    raise usage_error(f"--date {text} is not a date", fix="write YYYY-MM-DD, or today")


def warn_of_age(kb: "KnowledgeBase", assessment: "Assessment") -> None:
    """Facts age although a report has no date: say so beside it, never in it."""
    from llmchoice.engine.followup import is_stale

    if assessment.date is not None:
        return
    now = today()
    old = [s.id for s in assessment.sources if s.checked_on and is_stale(kb, s.checked_on, now)]
    if old:
        note(f"warning: {len(old)} sources were last checked long ago; see --date today")


def warn_of_passed_day(profile: "Profile", text: "ProfileText", on: str | None) -> None:
    """Say where the profile wants to have decided before the day of the assessment."""
    from llmchoice.knowledge.document import parse
    from llmchoice.knowledge.expiry import passed_day

    if on is None or profile.decide_by is None:
        return
    problem = passed_day(profile, on, parse(text.text, text.file))
    if problem is not None:
        place = f" ({problem.place})" if problem.place else ""
        note(f"warning: {problem.message}{place}: {problem.fix}")


def today() -> str:
    """YYYY-MM-DD."""
    return datetime.now(UTC).date().isoformat()
