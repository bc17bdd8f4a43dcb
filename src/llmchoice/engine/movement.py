"""The distance between two options before and after, and what each criterion did to it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import fsum

from llmchoice.engine.answers import label_of
from llmchoice.engine.changes import NOISE, beside, matched
from llmchoice.model.assessment import AssessedPart, Contribution, OptionResult
from llmchoice.model.comparison import CriterionChange, Pair, RangeChange
from llmchoice.model.ground import Label
from llmchoice.model.profile import Answer

ById = Mapping[str, OptionResult]


def movement(
    before: AssessedPart, after: AssessedPart
) -> tuple[Pair | None, tuple[CriterionChange, ...], tuple[RangeChange, ...]]:
    """What moved: the pair, None where no two options can be compared; and why, the most first.

    The criteria that moved the distance of the pair: scores are sums of contributions, so what
    these moved adds up to what the pair moved (Keeney and Raiffa 1976, Decisions with Multiple
    Objectives). And where the values of the pair are more or less certain than before.
    """
    old, new = ({option.id: option for option in part.options} for part in (before, after))
    leaders, rivals = _compared((before, old), (after, new))
    if not leaders or not rivals:
        return None, (), ()
    first, second = (_apart(options, leaders, rivals) for options in (old, new))
    pair = Pair(
        leaders=leaders,
        rivals=rivals,
        difference_before=first,
        difference_after=second,
        moved=second - first,
    )
    labels = (_labels(before), _labels(after))
    moves = sorted(_moves(old, new, pair, labels), key=lambda move: -abs(move.moved))
    return pair, tuple(moves), _ranges(old, new, pair)


def _ranges(old: ById, new: ById, pair: Pair) -> tuple[RangeChange, ...]:
    changes = [
        RangeChange(
            criterion=second.criterion,
            name=second.name,
            option=option,
            points_before=first.weight * (first.high - first.low),
            points_after=second.weight * (second.high - second.low),
        )
        for option in (*pair.leaders, *pair.rivals)
        for first, second, _ in matched(
            old[option].contributions, new[option].contributions, key=lambda item: item.criterion
        )
        if first is not None and second is not None
    ]
    moved = [each for each in changes if abs(each.points_after - each.points_before) > NOISE]
    return tuple(sorted(moved, key=lambda each: -abs(each.points_after - each.points_before)))


def _compared(
    before: tuple[AssessedPart, ById], after: tuple[AssessedPart, ById]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leaders before and after where they differ; else the leaders and whom they lead.

    Of those whom they led before and those whom they lead after, from whom their distance changed
    the most: where one fell behind, the next says nothing about why.
    """
    parts, in_both = (before[0], after[0]), before[1].keys() & after[1].keys()
    old, new = (_only(part.reasons.leaders, in_both) for part in parts)
    old_rivals, new_rivals = (_only(part.reasons.followers, in_both) for part in parts)
    if not old or not new:
        return (old, old_rivals) if old else (new, new_rivals)
    if set(old) == set(new):
        return old, _moved_most(before[1], after[1], old, (new_rivals, old_rivals))
    # Those that lead in both say nothing about the change, unless nobody else leads.
    gone = tuple(option for option in old if option not in new)
    come = tuple(option for option in new if option not in old)
    return gone or old, come or new


def _moved_most(
    old: ById, new: ById, leaders: Sequence[str], rivals: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    def moved(ids: tuple[str, ...]) -> float:
        return abs(_apart(new, leaders, ids) - _apart(old, leaders, ids))

    known = [ids for ids in rivals if ids]
    admissible = [ids for ids in known if all(old[o].admissible and new[o].admissible for o in ids)]
    return max(admissible or known, key=moved, default=())


def _only(options: Sequence[str], wanted: Collection[str]) -> tuple[str, ...]:
    return tuple(option for option in options if option in wanted)


def _moves(
    old: ById, new: ById, pair: Pair, labels: Sequence[Mapping[tuple[str, Answer], Label]]
) -> Iterator[CriterionChange]:
    for first, second, known in matched(
        old[pair.leaders[0]].contributions,
        new[pair.leaders[0]].contributions,
        key=lambda contribution: contribution.criterion,
    ):
        earlier, later = (_difference(options, pair, known.criterion) for options in (old, new))
        if abs(later - earlier) > NOISE:
            yield CriterionChange(
                criterion=known.criterion,
                name=known.name,
                priority=known.priority,
                **beside(first, second, "weight"),
                difference_before=earlier,
                difference_after=later,
                moved=later - earlier,
                label_before=_label(first, labels[0]),
                label_after=_label(second, labels[1]),
            )


def _difference(options: ById, pair: Pair, criterion: str) -> float:
    leaders, rivals = (
        fsum(
            item.contribution
            for option in ids
            for item in options[option].contributions
            if item.criterion == criterion
        )
        / len(ids)
        for ids in (pair.leaders, pair.rivals)
    )
    return leaders - rivals


def _apart(options: ById, leaders: Sequence[str], rivals: Sequence[str]) -> float:
    """By how many points the mean of some options is ahead of that of others."""
    ours, theirs = (fsum(options[o].score for o in ids) / len(ids) for ids in (leaders, rivals))
    return ours - theirs


def _labels(part: AssessedPart) -> dict[tuple[str, Answer], Label]:
    return {(reader, given.answer): given.label for given in part.answers for reader in given.feeds}


def _label(item: Contribution | None, labels: Mapping[tuple[str, Answer], Label]) -> Label | None:
    if item is None:
        return None
    return labels.get((item.criterion, item.answer)) or label_of(None, item.answer)
