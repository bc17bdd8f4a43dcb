"""What the options cost, before and after."""

from collections.abc import Iterator

from llmchoice.engine.matching import matched
from llmchoice.model.comparison import CostChange, CostComparison
from llmchoice.model.cost import Band, CostReport, CostSubject

ROUNDING = 1e-9
"""Relative: two costs that are nearer to each other are the same."""


def costs_changed(before: CostReport | None, after: CostReport | None) -> CostComparison | None:
    """The costs of two assessments side by side; None where neither has any."""
    if before is None and after is None:
        return None
    same_money = before is None or after is None or before.currency == after.currency
    names = {**(before.options if before else {}), **(after.options if after else {})}
    changes = _changes(before.subjects if before else (), after.subjects if after else (), names)
    return CostComparison(
        currency_before=before.currency if before else None,
        currency_after=after.currency if after else None,
        prices_as_of_before=before.prices_as_of if before else None,
        prices_as_of_after=after.prices_as_of if after else None,
        ceiling_before=before.ceiling if before else None,
        ceiling_after=after.ceiling if after else None,
        changes=tuple(
            change for change in changes if not same_money or not _same(change.before, change.after)
        ),
    )


def _changes(
    before: tuple[CostSubject, ...], after: tuple[CostSubject, ...], names: dict[str, str]
) -> Iterator[CostChange]:
    for old, new in matched(before, after, key=lambda subject: subject.workload or ""):
        workload = (new or old or before[0]).workload
        for first, second in matched(
            old.costs if old else (), new.costs if new else (), key=lambda cost: cost.option
        ):
            known = second or first
            if known is not None:
                yield CostChange(
                    workload=workload,
                    option=known.option,
                    name=names.get(known.option, known.option),
                    before=first.monthly if first else None,
                    after=second.monthly if second else None,
                )


def _same(before: Band | None, after: Band | None) -> bool:
    if before is None or after is None:
        return before is after
    pairs = zip((v for _, v in before), (v for _, v in after), strict=True)
    return all(abs(b - a) <= ROUNDING * max(abs(a), abs(b)) for a, b in pairs)
