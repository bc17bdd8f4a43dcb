"""The distance between two options before and after, and what each criterion did to it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import fsum

from llmchoice.engine.answers import label_of
from llmchoice.engine.changes import NOISE, beside, matched
from llmchoice.model.assessment import AssessedPart, Contribution, OptionResult
from llmchoice.model.comparison import CriterionChange, Pair, RangeChange
from llmchoice.model.ground import Label
from llmchoice.model.profile import Answer


def pair_of(before: AssessedPart, after: AssessedPart) -> Pair | None:
    """The options whose distance explains the change; None where no two can be compared."""
    old, new = _by_id(before.options), _by_id(after.options)
    leaders, rivals = _compared(before, after, old.keys() & new.keys())
    if not leaders or not rivals:
        return None
    first = _score(old, leaders) - _score(old, rivals)
    second = _score(new, leaders) - _score(new, rivals)
    return Pair(
        leaders=leaders,
        rivals=rivals,
        difference_before=first,
        difference_after=second,
        moved=second - first,
    )


def criteria_moved(
    before: AssessedPart, after: AssessedPart, pair: Pair
) -> tuple[CriterionChange, ...]:
    """The criteria that moved the distance of the pair, the most first.

    Scores are sums of contributions, so what the criteria moved adds up to what the pair moved.
    Keeney and Raiffa 1976, Decisions with Multiple Objectives.
    """
    moves = list(_moves(before, after, pair))
    return tuple(sorted(moves, key=lambda move: -abs(move.moved)))


def ranges_changed(
    before: AssessedPart, after: AssessedPart, pair: Pair
) -> tuple[RangeChange, ...]:
    """Where the values of the pair are more or less certain than before, the most first."""
    old, new = _by_id(before.options), _by_id(after.options)
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
    before: AssessedPart, after: AssessedPart, in_both: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leaders before and after where they differ; else the leaders and whom they lead.

    Of those whom they led before and those whom they lead after, from whom their distance changed
    the most: where one fell behind, the next says nothing about why.
    """
    old, new = (_only(part.reasons.leaders, in_both) for part in (before, after))
    old_rivals, new_rivals = (_only(part.reasons.followers, in_both) for part in (before, after))
    if not old or not new:
        return (old, old_rivals) if old else (new, new_rivals)
    if set(old) == set(new):
        return old, _moved_most(before, after, old, (new_rivals, old_rivals))
    # Those that lead in both say nothing about the change, unless nobody else leads.
    gone = tuple(option for option in old if option not in new)
    come = tuple(option for option in new if option not in old)
    return gone or old, come or new


def _moved_most(
    before: AssessedPart,
    after: AssessedPart,
    leaders: Sequence[str],
    rivals: Sequence[tuple[str, ...]],
) -> tuple[str, ...]:
    old, new = _by_id(before.options), _by_id(after.options)

    def moved(ids: tuple[str, ...]) -> float:
        then, now = (_score(by_id, leaders) - _score(by_id, ids) for by_id in (old, new))
        return abs(now - then)

    admissible = [
        ids for ids in rivals if ids and all(each[o].admissible for each in (old, new) for o in ids)
    ]
    either = admissible or [ids for ids in rivals if ids]
    return max(either, key=moved, default=())


def _only(options: Sequence[str], wanted: Collection[str]) -> tuple[str, ...]:
    return tuple(option for option in options if option in wanted)


def _moves(before: AssessedPart, after: AssessedPart, pair: Pair) -> Iterator[CriterionChange]:
    old, new = _by_id(before.options), _by_id(after.options)
    labels = [_labels(part) for part in (before, after)]
    for first, second, known in matched(
        old[pair.leaders[0]].contributions,
        new[pair.leaders[0]].contributions,
        key=lambda contribution: contribution.criterion,
    ):
        earlier = _difference(old, pair, known.criterion)
        later = _difference(new, pair, known.criterion)
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


def _difference(options: Mapping[str, OptionResult], pair: Pair, criterion: str) -> float:
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


def _score(options: Mapping[str, OptionResult], ids: Sequence[str]) -> float:
    return fsum(options[option].score for option in ids) / len(ids)


def _by_id(options: Sequence[OptionResult]) -> dict[str, OptionResult]:
    return {option.id: option for option in options}


def _labels(part: AssessedPart) -> dict[tuple[str, Answer], Label]:
    return {(reader, given.answer): given.label for given in part.answers for reader in given.feeds}


def _label(item: Contribution | None, labels: Mapping[tuple[str, Answer], Label]) -> Label | None:
    if item is None:
        return None
    return labels.get((item.criterion, item.answer)) or label_of(None, item.answer)
