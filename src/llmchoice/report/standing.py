"""Where an option stands in its ranking, in words."""

from typing import TYPE_CHECKING

from llmchoice.figures import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import OptionResult
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject


def rank(option: "OptionResult", *, tied: bool) -> str:
    """The rank as it is shown, with a sign where it is shared."""
    if option.rank is None:
        return "none"
    return f"{option.rank}=" if tied else str(option.rank)


def status(option: "OptionResult", subject: "Subject", names: "Names") -> "Iterator[str]":
    """What became of an option: excluded by what, or recommended, and on which terms."""
    if not option.admissible:
        rules = listed(exclusion.constraint for exclusion in option.excluded_by)
        yield f"excluded by {rules}" if rules else "excluded"
        return
    yield _standing(option, subject)
    if option.conditions:
        yield "on conditions"
    if option.dominated_by:
        yield f"nowhere better than {listed(map(names.option, option.dominated_by))}"


def _standing(option: "OptionResult", subject: "Subject") -> str:
    if option.id == subject.recommendation.option:
        return "recommended"
    if option.id == subject.recommendation.runner_up:
        return "runner-up"
    if option.id in subject.recommendation.contenders:
        return "contender"
    return "admissible"
