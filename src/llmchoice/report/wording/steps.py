"""What to do next, and why."""

from typing import TYPE_CHECKING

from llmchoice.figures import either, percent
from llmchoice.language import t

if TYPE_CHECKING:
    from llmchoice.model.step import FindOut, NextStep
    from llmchoice.report.names import Names


def step_text(step: "NextStep") -> str:
    """What to do."""
    if step.find_out is not None:
        return t("Find out: {question}", question=step.find_out.text)
    return step.text or ""


def step_reason(step: "NextStep", names: "Names") -> str:
    """Why to do it, in one or two sentences."""
    if step.find_out is not None:
        return " ".join(_at_stake(step.find_out, names))
    return step.because or ""


def _at_stake(found: "FindOut", names: "Names") -> list[str]:
    stakes = []
    if found.weight > 0:
        weight = percent(found.weight)
        stakes.append(t("Of all weight, {weight} rests on the answer.", weight=weight))
    if found.may_exclude:
        options = either(map(names.option, found.may_exclude))
        stakes.append(t("The answer may exclude {options}.", options=options))
    return stakes or [t("The answer may change the verdict.")]
