"""The ranking that a reader can try with other weights: every figure is one of the assessment."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import WorkloadResult
from llmchoice.model.option import Side
from llmchoice.report.blocks import Contestant, Judgement, Sliders, Weighted

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment, OptionResult, PriorityWeight
    from llmchoice.report.subject import Subject

_FEWEST = 2


def sliders(subject: "Subject", assessment: "Assessment") -> Sliders | None:
    """The options of a subject to be weighed anew; None where nothing can change places."""
    if not assessment.priorities or len(subject.options) < _FEWEST:
        return None
    return Sliders(
        weights=tuple(_weighted(item, assessment) for item in assessment.priorities),
        contestants=tuple(map(_contestant, subject.options)),
        tie=assessment.rules.tie,
        title=_title(subject),
        limits=_limits(subject),
    )


def _title(subject: "Subject") -> str:
    if isinstance(subject, WorkloadResult):
        return t("{work}: what if other things mattered more?", work=subject.name)
    return t("What if other things mattered more?")


def _limits(subject: "Subject") -> str:
    if subject.robustness is None:
        return t(
            "These are scores at the weights that you set, and nothing else. The verdict also rests"
            " on the rules, which no weight lifts. It stays as it is while you move the sliders."
        )
    return t(
        "These are scores at the weights that you set, and nothing else: not how often an option"
        " comes first. The verdict rests on the rules, which no weight lifts, and on {count}"
        " simulations. It stays as it is while you move the sliders.",
        count=figures.count(subject.robustness.draws),
    )


def _weighted(priority: "PriorityWeight", assessment: "Assessment") -> Weighted:
    ratings = assessment.profile.content.priorities
    rating = None if ratings is None else float(ratings.get(priority.priority, 0))
    return Weighted(priority.priority, priority.name, rating, priority.weight)


def _contestant(option: "OptionResult") -> Contestant:
    return Contestant(
        id=option.id,
        name=option.short,
        tone="open" if option.side is Side.OPEN else "closed",
        admissible=option.admissible,
        judgements=tuple(
            Judgement(item.priority, item.share, item.value) for item in option.contributions
        ),
    )
