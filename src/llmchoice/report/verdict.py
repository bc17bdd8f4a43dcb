"""The recommendation in a few lines."""

from typing import TYPE_CHECKING

from llmchoice.engine.wording import listed, percent
from llmchoice.report import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Recommendation
    from llmchoice.report.names import Names


def verdict(recommendation: "Recommendation") -> str:
    """The verdict in a few words."""
    return f"Verdict: {words.VERDICTS[recommendation.verdict]}"


def sentences(recommendation: "Recommendation") -> "Iterator[str]":
    """The verdict in a sentence, and for mixed the routing in another."""
    yield recommendation.summary
    if recommendation.routing:
        yield f"Routing: {recommendation.routing}"


def figures(recommendation: "Recommendation", names: "Names") -> "Iterator[str]":
    """Option, margin and confidence, each where there is one."""
    yield from _option(recommendation, names)
    yield from _margin(recommendation, names)
    yield from _confidence(recommendation)
    if recommendation.unknown_weight:
        share = percent(recommendation.unknown_weight)
        yield f"Resting on unknown answers: {share} of the weight"


def _option(recommendation: "Recommendation", names: "Names") -> "Iterator[str]":
    others = [item for item in recommendation.contenders if item != recommendation.option]
    if recommendation.option:
        yield f"Option: {names.option(recommendation.option)}"
        if others:
            yield f"Too close to it to be told apart: {listed(map(names.option, others))}"
    elif others:
        yield f"Contenders: {listed(map(names.option, others))}"


def _margin(recommendation: "Recommendation", names: "Names") -> "Iterator[str]":
    runner_up = names.option(recommendation.runner_up) if recommendation.runner_up else None
    if recommendation.margin is not None:
        over = f" over {runner_up}" if runner_up else ""
        yield f"Margin: {words.points(recommendation.margin)}{over}"
    elif runner_up:
        yield f"Runner-up: {runner_up}"


def _confidence(recommendation: "Recommendation") -> "Iterator[str]":
    if recommendation.confidence is not None:
        yield f"Confidence: it comes first in {percent(recommendation.confidence)} of draws"
