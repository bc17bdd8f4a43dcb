"""What to begin with, and when to look again, each in one sentence."""

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import Recommendation
from llmchoice.report.subject import Names
from llmchoice.report.wording.amounts import tokens


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
                "Start with {option}: it commits you to less than {leader}, and is not clearly"
                " worse.",
                option=option,
                leader=leader,
            )
        ]
    if start.why == "as-easy":
        return [
            t(
                "Start with {option}: it commits you to no more than {leader}, and is not clearly"
                " worse.",
                option=option,
                leader=leader,
            )
        ]
    if start.why == "allowed":
        return [
            t(
                "Start with {option}: {leader} may prove not to be allowed or to cost too much, and"
                " this is not clearly worse.",
                option=option,
                leader=leader,
            )
        ]
    return [t("Start with {option}: nothing that does as well commits you to less.", option=option)]


def looking_again(recommendation: Recommendation, names: Names) -> list[str]:
    """At which volume and at which price to look again; nothing where costs do not say."""
    again, start = recommendation.look_again, recommendation.start_with
    if again is None or start is None:
        return []
    begun, said = names.option(start.option), []
    if again.volume is not None:
        said.append(
            t(
                "Look again from {volume} tokens a month on: there {option} costs no more than"
                " {start}.",
                volume=tokens(again.volume.tokens),
                option=names.option(again.volume.option),
                start=begun,
            )
        )
    if again.price is not None:
        said.append(
            t(
                "Look again if {option} gets {share} cheaper: then it costs no more than {start}.",
                option=names.option(again.price.option),
                share=figures.percent(again.price.share),
                start=begun,
            )
        )
    return said
