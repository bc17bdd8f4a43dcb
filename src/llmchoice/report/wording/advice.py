"""What to begin with, when to look again, and what decides: a sentence each."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.assessment import (
    Bound,
    Decider,
    Recommendation,
)
from llmchoice.model.verdict import FEWEST_DRAWS, Kind
from llmchoice.report.subject import Names
from llmchoice.report.wording.answers import quoted

_WHY = {
    "only": message("Start with {option}: nothing else is allowed."),
    "best": message(
        "Start with {option}: of the options that do as well, it commits you to least."
    ),
    "level": message(
        "Start with {option}: no option that does about as well commits you to less or is easier to"
        " set up."
    ),
    "tendency": message(
        "Start with {option}: no option close to it commits you to less, and its side is ahead."
    ),
    "least-needs": message(
        "Start with {option}: of the options that do as well and commit you to as little, it is the"
        " easiest to set up."
    ),
    "fewer-needs": message(
        "Start with {option}: it is easier to set up than {leader}, commits you to no more, and is"
        " not clearly worse."
    ),
    "commits-less": message(
        "Start with {option}: it commits you to less than {leader}, and is not clearly worse."
    ),
    "takes-along": message(
        "Start with {option}: what you put into it can be taken elsewhere, unlike with {leader},"
        " and it is not clearly worse."
    ),
    "better-score": message(
        "Start with {option}: it commits you to no more than {leader}, and clearly scores more."
    ),
    "allowed": message(
        "Start with {option}: {leader} may prove not to be allowed or to cost too much, and this is"
        " not clearly worse."
    ),
}


def starting(recommendation: Recommendation, names: Names) -> list[str]:
    """What to begin with, and why; nothing where there is none, or it is recommended anyway."""
    start = recommendation.start_with
    is_other = start is not None and start.option != recommendation.option
    return beginning(recommendation, names) if is_other else []


def not_started(recommendation: Recommendation, names: Names) -> list[str]:
    """Why there is nothing to begin with; nothing where there is something."""
    return [] if recommendation.start_with is not None else beginning(recommendation, names)


def beginning(recommendation: Recommendation, names: Names) -> list[str]:
    """What to begin with, and why, or why nothing is; nothing where there is nothing to compare."""
    start = recommendation.start_with
    if start is None and recommendation.start_contested:
        return [
            t(
                "Nothing to start with is named: the answers of some members rule out each option"
                " that does as well."
            )
        ]
    rules_out = recommendation.p_nothing_left or recommendation.p_leader_excluded
    if start is None and recommendation.leaders and rules_out:
        return [
            t("Nothing to start with is named: most simulations allow nothing that does as well.")
        ]
    if start is None:
        return []
    option, leader = names.option(start.option), names.option(start.leader)
    return [tell(_WHY[start.why], option=option, leader=leader)]


_AT_VOLUME: dict[Bound, str] = {
    "start": message(
        "Look again from {volume} tokens a month on: there {option} costs no more than {start}."
    ),
    "ceiling": message(
        "Look again from {volume} tokens a month on: there {option} typically costs more than your"
        " ceiling."
    ),
}
_AT_PRICE: dict[Bound, str] = {
    "start": message(
        "Look again if {option} gets {share} cheaper: then it costs no more than {start}."
    ),
    "ceiling": message(
        "Look again if {option} gets {share} cheaper: then it typically keeps to your ceiling."
    ),
}


def looking_again(recommendation: Recommendation, names: Names) -> list[str]:
    """At which volume and at which price to look again; nothing where costs do not say."""
    again, start = recommendation.look_again, recommendation.start_with
    if again is None or start is None:
        return []
    begun, sentences = names.option(start.option), []
    if again.volume is not None:
        volume = tell(
            _AT_VOLUME[again.volume.meets],
            volume=figures.tokens(again.volume.tokens),
            option=names.option(again.volume.option),
            start=begun,
        )
        sentences.append(volume)
    if again.price is not None:
        price = tell(
            _AT_PRICE[again.price.meets],
            option=names.option(again.price.option),
            share=figures.percent(again.price.share),
            start=begun,
        )
        sentences.append(price)
    return [*sentences, t("Other things may turn the choice before.")]


def why_undecided(recommendation: Recommendation, names: Names) -> Iterator[str]:
    """Why no side is recommended, in a sentence, where there is more to say than that."""
    match recommendation.kind:
        case Kind.TOO_FEW:
            yield t(
                "Fewer than {least} simulations count, which is too few to name a side.",
                least=figures.count(FEWEST_DRAWS),
            )
        case Kind.OPEN_QUESTION if recommendation.decides:
            yield decider(recommendation.decides[0], several=len(recommendation.decides) > 1)
        case Kind.LEVEL if recommendation.regret is not None and recommendation.leaders:
            yield t(
                "Choose on other grounds: whoever takes {option} gives up {points} of 100 on"
                " average.",
                option=names.either(recommendation.leaders),
                points=figures.points(recommendation.regret),
            )


def decider(factor: Decider, *, several: bool) -> str:
    """What decides an open question, in a sentence. `several`: it is the first of some."""
    match factor.kind:
        case "ceiling":
            return t("Your ceiling decides: most simulations leave nothing that keeps to it.")
        case "dispute":
            return t(
                "Members disagree on a fact that decides: {question}. Settle that first.",
                question=quoted(factor.name),
            )
        case "question" if several:
            return t(
                "What is not answered may decide, above all {question}.",
                question=quoted(factor.name),
            )
        case "question":
            return t("One answer may decide: {question}.", question=quoted(factor.name))
        case "priority" if factor.weight is not None and factor.turns_at is not None:
            return t(
                "The weight of {priority} decides: it is {now}, and at {then} the other side comes"
                " first.",
                priority=factor.name,
                now=figures.percent(factor.weight),
                then=figures.percent(factor.turns_at),
            )
    return t(
        "What decides is how the options really compare on this: {criterion}", criterion=factor.name
    )
