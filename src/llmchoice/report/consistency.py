"""How well pairwise comparisons of the priorities agree, in sentences."""

from typing import TYPE_CHECKING

from llmchoice import figures

if TYPE_CHECKING:
    from llmchoice.model.assessment import Consistency
    from llmchoice.report.names import Names


def is_consistent(consistency: "Consistency") -> bool:
    """Whether the judgements agree well enough."""
    return consistency.ratio <= consistency.limit


def ratio(consistency: "Consistency") -> str:
    """The consistency ratio and what it refers to."""
    figure, limit = f"{consistency.ratio:.2f}", f"{consistency.limit:.2f}"
    start = f"Consistency ratio of the comparisons (random index {consistency.random_index:g})"
    if is_consistent(consistency):
        return f"{start}: {figure}, which is consistent enough (at most {limit})."
    over = "just over " if figure == limit else ""
    return f"{start}: {over}{figure}. Above {limit} the comparisons contradict each other."


def worst(consistency: "Consistency", names: "Names") -> str:
    """The judgement that fits the others least."""
    return (
        f"Look again at {names.priority(consistency.more)} over"
        f" {names.priority(consistency.than)}: stated {figures.times(consistency.stated)},"
        f" {figures.times(consistency.consistent)} by all judgements together."
    )
