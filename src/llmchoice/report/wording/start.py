"""What to begin with, in one sentence."""

from llmchoice.language import t
from llmchoice.model.assessment import Recommendation
from llmchoice.report.subject import Names


def starting(recommendation: Recommendation, names: Names) -> list[str]:
    """What to begin with, and why; nothing where it is the recommended option anyway."""
    start = recommendation.start_with
    is_other = start is not None and start.option != recommendation.option
    return beginning(recommendation, names) if is_other else []


def beginning(recommendation: Recommendation, names: Names) -> list[str]:
    """What to begin with, and why; nothing where there is no such option."""
    start = recommendation.start_with
    if start is None:
        return []
    option, leader = names.option(start.option), names.option(start.leader)
    if start.why == "easier-to-leave":
        return [
            t(
                "Start with {option}: it is easier to leave than {leader}, and not clearly worse.",
                option=option,
                leader=leader,
            )
        ]
    if start.why == "as-easy":
        return [
            t(
                "Start with {option}: it is as easy to leave as {leader}, and not clearly worse.",
                option=option,
                leader=leader,
            )
        ]
    return [t("Start with {option}: nothing that does as well is easier to leave.", option=option)]
