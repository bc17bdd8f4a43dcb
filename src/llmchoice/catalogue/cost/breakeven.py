"""From which volume on one option costs no more than another, at typical figures."""

from collections.abc import Mapping

from llmchoice.catalogue.cost.book import Pair, Way
from llmchoice.catalogue.cost.corner import ENDS, curve, figures
from llmchoice.catalogue.cost.crossing import crossing
from llmchoice.catalogue.cost.curve import Line, Stairs
from llmchoice.model.cost import BreakEven, Sensitivity, StatedTerm, Term

_PEOPLE = (Term.STAFF_SHARE, Term.STAFF_PER_GPU)


def break_even(
    pair: Pair,
    ways: Mapping[str, Way],
    terms: Mapping[Term, StatedTerm],
    input_share: float,
    tokens: float | None,
) -> BreakEven | None:
    """Where a pair crosses, and whether it can at this size; None where a figure is unknown.

    Args:
        pair: the option, and the one that it is compared with.
        ways: how each option is paid for.
        terms: the figures.
        input_share: share of all tokens that go in; it stays as the volume grows.
        tokens: the volume at hand, a month; None where it is unknown.
    """
    given = figures(terms, "typical")
    ours, theirs = (curve(ways[name], given, input_share) for name in (pair.option, pair.versus))
    if ours is None or theirs is None:
        return None
    meeting = crossing(ours, theirs)
    plain = BreakEven(
        option=pair.option,
        versus=pair.versus,
        same_weights=ways[pair.option].side == ways[pair.versus].side,
        first=None if meeting is None else meeting.first,
        steady=None if meeting is None else meeting.steady,
    )
    if not isinstance(ours, Stairs) or not isinstance(theirs, Line):
        return plain
    groups = ours.groups(tokens or 0.0)
    return plain.model_copy(
        update={
            "first_gpus": None if meeting is None else ours.gpus_of(meeting.groups),
            "gpus": ours.gpus_of(groups),
            "gpus_cost": ours.step(groups),
            "pays_for": ours.step(groups) / theirs.per_token if theirs.per_token > 0 else None,
            "capacity": ours.capacity(groups),
        }
    )


def sensitivity(
    pair: Pair, ways: Mapping[str, Way], terms: Mapping[Term, StatedTerm], input_share: float
) -> Sensitivity | None:
    """The break-even for each utilisation and share of staff of the terms' bands."""
    given = figures(terms, "typical")
    ends = [figures(terms, end) for end in ENDS]
    if any(term not in given for term in (Term.PEAK_TO_MEAN, *_PEOPLE)):
        return None
    rows: list[tuple[float | None, ...]] = []
    for people in ends:
        row: list[float | None] = []
        for traffic in ends:
            varied = {
                **given,
                Term.PEAK_TO_MEAN: traffic[Term.PEAK_TO_MEAN],
                **{term: people[term] for term in _PEOPLE},
            }
            pairs = (curve(ways[o], varied, input_share) for o in (pair.option, pair.versus))
            ours, theirs = pairs
            if ours is None or theirs is None:
                return None
            meeting = crossing(ours, theirs)
            row.append(None if meeting is None else meeting.first)
        rows.append(tuple(row))
    return Sensitivity(
        option=pair.option,
        versus=pair.versus,
        utilisation=tuple(1 / max(1.0, end[Term.PEAK_TO_MEAN]) for end in ends),
        staff=tuple(end[Term.STAFF_SHARE] for end in ends),
        tokens=tuple(rows),
    )
