"""A number that is small by nature: with a point in it, it cannot stand for thousands."""

from llmchoice.knowledge.document import AMBIGUOUS, Data


def small_number(data: Data) -> float | None:
    """The number that plain data holds, 1.125 included; None where it holds something else."""
    if isinstance(data, str):
        return float(data) if AMBIGUOUS.fullmatch(data) else None
    return None if isinstance(data, bool) or not isinstance(data, int | float) else float(data)
