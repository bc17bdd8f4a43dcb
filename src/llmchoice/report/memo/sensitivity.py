"""What would change the result on one subject: sentences and tables."""

from typing import TYPE_CHECKING

from llmchoice.figures import percent
from llmchoice.report import absent, changes, evidence, intervals
from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import bullet, bullets, heading, sentences, table
from llmchoice.report.subject import first_ranked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmchoice.model.assessment import UnknownAnswer
    from llmchoice.model.sensitivity import Interval, Sensitivity
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject


def what_would_change_it(subject: "Subject", names: "Names", *, level: int) -> "Iterator[str]":
    """Weights at which another option comes first; answers that give another verdict."""
    if subject.robustness is None:
        return
    parts = [*_weights(subject, names), *_answers(subject.sensitivity, names)]
    if parts:
        yield heading(level, changes.TITLE)
        yield from parts


def to_find_out(subject: "Subject", names: "Names", *, level: int) -> "Iterator[str]":
    """The unknown answers, with what hangs on each."""
    yield heading(level, evidence.unknowns_title(subject))
    yield from bullets(_unknown(unknown, names) for unknown in subject.unknowns) or [
        absent.UNKNOWNS
    ]


def _weights(subject: "Subject", names: "Names") -> "Iterator[str]":
    best, weights = first_ranked(subject), subject.sensitivity.weights
    if best is None:
        yield intervals.NO_SINGLE_BEST
        return
    if weights:
        yield escape(f"{intervals.start(best)} as long as a priority keeps within these weights:")
        yield _table("Priority", [(names.priority(one.priority), one) for one in weights], names)
    criteria = intervals.nearest_first(subject.sensitivity.criteria)
    if criteria:
        yield "The same for single criteria, those alone at whose weight it can lose its place:"
        named = [(f"{one.name} ({one.criterion})", one) for one in criteria]
        yield _table("Criterion", named, names)


def _table(title: str, titled: "Sequence[tuple[str, Interval]]", names: "Names") -> str:
    return table(
        (title, "Weight ", "It stays first", "Below that", "Above that", "Its side stays first"),
        [
            (
                escape(name),
                percent(interval.weight),
                intervals.stays(interval),
                _taken_over(interval.below, names),
                _taken_over(interval.above, names),
                intervals.side_stays(interval),
            )
            for name, interval in titled
        ],
    )


def _taken_over(options: tuple[str, ...], names: "Names") -> str:
    return escape(intervals.takers(options, names)) if options else "none"


def _answers(sensitivity: "Sensitivity", names: "Names") -> "Iterator[str]":
    found = changes.searched(sensitivity)
    if found:
        yield found
    lines = [
        *changes.flips(sensitivity.answers, names),
        *changes.combinations(sensitivity.combinations, names),
    ]
    yield from bullets(map(escape, lines))


def _unknown(unknown: "UnknownAnswer", names: "Names") -> str:
    facts = (
        evidence.unknown_weight(unknown),
        evidence.influence(unknown),
        evidence.may_exclude(unknown, names),
    )
    first = sentences(unknown.text, *facts)
    return bullet(first, map(escape, changes.outcomes(unknown.flips, names)))
