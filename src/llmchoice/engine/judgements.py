"""Pairwise comparisons of the priorities as a judgement: their weights, and how well they agree."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.model.ground import Consistency

if TYPE_CHECKING:
    from llmchoice.mcda.eigenvector import Judgement

LIMIT = 0.10
"""Consistency ratio above which judgements should be made again. Saaty 1980."""

Comparisons = Mapping[str, Mapping[str, float]]
"""Priority to another one to how many times as important the first is."""


def judged(names: Sequence[str], comparisons: Comparisons) -> "Judgement":
    """What the comparisons say of these priorities, in their order. Source: Saaty 1977.

    Raises:
        LlmchoiceError: exit code 3 when two of the priorities are not compared.
    """
    from llmchoice.mcda.eigenvector import (  # noqa: PLC0415 - numpy is slow to import
        from_comparisons,
    )

    return from_comparisons([[_ratio(comparisons, more, than) for than in names] for more in names])


def consistency_of(names: Sequence[str], comparisons: Comparisons) -> Consistency | None:
    """How well the comparisons agree with one another; None where there is only one name.

    Raises:
        LlmchoiceError: exit code 3 when two of the priorities are not compared.
    """
    judgement = judged(names, comparisons)
    worst = judgement.worst
    if worst is None:
        return None
    return Consistency(
        ratio=judgement.ratio,
        limit=LIMIT,
        random_index=judgement.random_index,
        spread=100 * judgement.deviation,
        more=names[worst.first],
        than=names[worst.second],
        stated=worst.stated,
        consistent=worst.consistent,
    )


def _ratio(comparisons: Comparisons, more: str, than: str) -> float:
    """How many times as important the one is; of a pair given both ways, the mean of the two.

    It is the geometric one, which does not depend on the direction. Aczel and Saaty 1983, Journal
    of Mathematical Psychology 27:93-102.
    """
    if more == than:
        return 1.0
    stated = comparisons.get(more, {}).get(than)
    reverse = comparisons.get(than, {}).get(more)
    if stated is not None and reverse is not None:
        return sqrt(stated / reverse)
    if stated is not None:
        return stated
    if reverse is not None:
        return 1 / reverse
    raise LlmchoiceError(
        [
            Problem(
                f"'{more}' and '{than}' are not compared",
                why="comparisons give weights only if every pair is compared",
                fix="compare every priority with every other one",
            )
        ],
        ExitCode.INVALID,
    )
