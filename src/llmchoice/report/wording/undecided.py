"""Why no side is recommended, and what decides it, in words."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import Decider, Recommendation
from llmchoice.model.verdict import FEWEST_DRAWS, Kind
from llmchoice.report.subject import Names


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
                "Choose on other grounds: with {option} you lose {points} of 100 on average against"
                " the side that does better.",
                option=figures.either(map(names.option, recommendation.leaders)),
                points=figures.points(recommendation.regret),
            )


def decider(found: Decider, *, several: bool) -> str:
    """What decides an open question, in a sentence. `several`: it is the first of some."""
    match found.kind:
        case "ceiling":
            return t("Your ceiling decides: most simulations leave nothing that keeps to it.")
        case "question" if several:
            return t("What is not answered decides, above all: {question}", question=found.name)
        case "question":
            return t("One answer decides: {question}", question=found.name)
        case "priority" if found.weight is not None and found.turns_at is not None:
            return t(
                "The weight of {priority} decides: it is {now}, and at {then} the other side comes"
                " first.",
                priority=found.name,
                now=figures.percent(found.weight),
                then=figures.percent(found.turns_at),
            )
    return t(
        "What decides is how good the options really are at this: {criterion}", criterion=found.name
    )
