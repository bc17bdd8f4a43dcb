"""The recommendation in a few lines."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed, percent
from llmchoice.model.assessment import Assessment
from llmchoice.model.option import Side
from llmchoice.model.verdict import Verdict
from llmchoice.report import words
from llmchoice.report.wording.recommendation import recommended, routing, together, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Recommendation, Rules
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject


def verdict(recommendation: "Recommendation") -> str:
    """The verdict in a few words."""
    return f"Verdict: {words.VERDICTS[recommendation.verdict]}"


def sentences(subject: "Subject", names: "Names") -> "Iterator[str]":
    """What it comes to, in a few sentences; for mixed with where each workload goes."""
    found = subject.recommendation
    workloads = subject.workloads if isinstance(subject, Assessment) else ()
    if not workloads:
        yield recommended(found, names.option)
        return
    yield together(found.verdict, [(part.name, part.recommendation) for part in workloads])
    yield from routing(found.routing, names.option)
    yield from filter(None, map(told_apart, found.routing))


def key_figures(subject: "Subject", names: "Names", rules: "Rules") -> "Iterator[str]":
    """Option, margin and confidence, each where there is one."""
    yield from _option(subject.recommendation, names)
    yield from _margin(subject.recommendation, names)
    yield from _confidence(subject, rules)
    yield from _unknown(subject.recommendation, rules)


def _option(recommendation: "Recommendation", names: "Names") -> "Iterator[str]":
    others = [item for item in recommendation.contenders if item != recommendation.option]
    if recommendation.option:
        yield f"Option: {names.option(recommendation.option)}"
        if others:
            yield f"Not surely better than {figures.either(map(names.option, others))}"
    elif others:
        yield f"Contenders: {listed(map(names.option, others))}"


def _margin(recommendation: "Recommendation", names: "Names") -> "Iterator[str]":
    runner_up = names.option(recommendation.runner_up) if recommendation.runner_up else None
    if recommendation.margin is not None:
        over = f" over {runner_up}" if runner_up else ""
        yield f"Margin: {figures.points(recommendation.margin)}{over}"
    elif runner_up:
        yield f"Runner-up: {runner_up}"


def _confidence(subject: "Subject", rules: "Rules") -> "Iterator[str]":
    share = subject.recommendation.confidence
    if share is None:
        return
    side = subject.recommendation.leading
    who = f"{'an open' if side is Side.OPEN else 'a closed'} option" if side else "the best side"
    start = f"Confidence: {who} comes first {_how_often(subject, share, rules)}"
    if share == 1 and len(subject.recommendation.sides_left) == 1:
        other = Side.CLOSED if side is Side.OPEN else Side.OPEN
        yield f"{start}, since no {other} option is admissible"
        return
    yield f"{start}{_give_or_take(subject)}{_against_the_rule(subject.recommendation, rules)}"


def _how_often(subject: "Subject", share: float, rules: "Rules") -> str:
    said = words.in_draws(share, subject.robustness.draws if subject.robustness else None)
    if share < rules.confidence and figures.share(share) == percent(rules.confidence):
        return f"in just under{said.removeprefix('in')}"
    return said


def _give_or_take(subject: "Subject") -> str:
    if subject.robustness is None or subject.recommendation.confidence in {0, 1}:
        return ""
    return f" (give or take {figures.percentage_points(subject.robustness.error)})"


def _against_the_rule(recommendation: "Recommendation", rules: "Rules") -> str:
    rule = f"below {percent(rules.confidence)} no side is recommended"
    if recommendation.verdict is not Verdict.UNDECIDED or recommendation.confidence is None:
        return f"; {rule}"
    if recommendation.confidence < rules.confidence:
        return f": not enough, {rule}"
    return ", which would be enough" if _too_much_unknown(recommendation, rules) else f"; {rule}"


def _unknown(recommendation: "Recommendation", rules: "Rules") -> "Iterator[str]":
    if not recommendation.unknown_weight:
        return
    text = f"Resting on unknown answers: {percent(recommendation.unknown_weight)} of the weight"
    limit = percent(rules.unknown_limit)
    too_much = f": too much, above {limit} no side is recommended"
    undecided = recommendation.verdict is Verdict.UNDECIDED
    yield text + (too_much if undecided and _too_much_unknown(recommendation, rules) else "")


def _too_much_unknown(recommendation: "Recommendation", rules: "Rules") -> bool:
    weight = recommendation.unknown_weight
    return weight is not None and weight > rules.unknown_limit
