"""How far the result on one subject can be relied on, as blocks."""

from typing import TYPE_CHECKING

from llmchoice.model.verdict import Verdict
from llmchoice.report import certainty, changes, evidence, intervals
from llmchoice.report.outline_blocks import Heading, Item, Paragraph
from llmchoice.report.subject import first_ranked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from llmchoice.model.assessment import UnknownAnswer
    from llmchoice.model.robustness import Duel, OptionRobustness
    from llmchoice.report.names import Names
    from llmchoice.report.outline_blocks import Block
    from llmchoice.report.subject import Subject

_MOST_INTERVALS = 5
_MOST_CHANGES = 8


def how_sure(
    subject: "Subject", names: "Names", weights: "Mapping[str, float]"
) -> "Iterator[Block]":
    """How often each side and each option comes first."""
    robustness = subject.robustness
    if robustness is None:
        return
    duels = certainty.duels(robustness)
    yield Heading(certainty.TITLE)
    yield Paragraph(certainty.basis(robustness))
    yield Paragraph(certainty.sides(robustness))
    for option in certainty.likeliest_first(subject):
        details = _on_option(option, duels.get(option.option), names, weights)
        yield Item("-", certainty.first(option, names), details=tuple(details))


def what_would_change_it(subject: "Subject", names: "Names") -> "Iterator[Block]":
    """The weights at which another option comes first, and the answers that turn the verdict."""
    if subject.robustness is None:
        return
    blocks = [*_weights(subject, names), *_answers(subject, names)]
    if blocks:
        yield Heading(changes.TITLE)
        yield from blocks


def to_find_out(subject: "Subject", names: "Names") -> "Iterator[Block]":
    """The unknown answers, with what hangs on each."""
    undecided = subject.recommendation.verdict is Verdict.UNDECIDED and bool(subject.options)
    if subject.unknowns:
        yield Heading(evidence.unknowns_title(subject))
    elif undecided:
        yield Heading("What to find out")
        yield Paragraph(
            "Every answer is known, and no side comes first often enough: try the contenders on"
            " your own cases, and look again at what the priorities weigh."
        )
    for unknown in subject.unknowns:
        yield Item("?", unknown.text, details=tuple(_on_unknown(unknown, names)))


def _on_option(
    option: "OptionRobustness",
    duel: "Duel | None",
    names: "Names",
    weights: "Mapping[str, float]",
) -> "Iterator[str]":
    if duel is not None:
        yield certainty.behind(duel, names)
    who = certainty.choosers(option, weights, names)
    if who:
        yield f"{who} {certainty.confirmed(option)}".rstrip()
    if not option.can_win:
        yield certainty.UNWINNABLE


def _weights(subject: "Subject", names: "Names") -> "Iterator[Block]":
    best = first_ranked(subject)
    weights = subject.sensitivity.weights
    if best is None:
        yield Paragraph(intervals.NO_SINGLE_BEST)
        return
    if not weights:
        return
    ending = intervals.nearest_first(weights)
    if not ending:
        yield Paragraph(intervals.never_ends(best))
        return
    yield Paragraph(f"{intervals.start(best)} until")
    shown = ending[:_MOST_INTERVALS]
    for_good = intervals.side_never_ends(shown)
    for interval in shown:
        text = intervals.end(interval, names.priority(interval.priority), names)
        side = "" if for_good else intervals.side(interval)
        yield Item("-", text, details=(side,) if side else ())
    if for_good:
        yield Item("-", intervals.SIDE_NEVER_ENDS)
    yield from _more(ending, _MOST_INTERVALS)


def _answers(subject: "Subject", names: "Names") -> "Iterator[Block]":
    sensitivity = subject.sensitivity
    found = changes.searched(sensitivity)
    if found:
        yield Paragraph(found)
    elsewhere = {unknown.question for unknown in subject.unknowns if unknown.flips}
    known = [flip for flip in sensitivity.answers if flip.question not in elsewhere]
    lines = [
        *changes.flips(known, names),
        *changes.combinations(sensitivity.combinations, names),
    ]
    yield from (Item("-", line) for line in lines[:_MOST_CHANGES])
    yield from _more(lines, _MOST_CHANGES)
    if elsewhere:
        yield Item("-", f'Answers that are not known: see "{evidence.FIND_OUT}"')


def _more(items: "Sequence[object]", shown: int) -> "Iterator[Block]":
    if len(items) > shown:
        yield Item("-", f"and {len(items) - shown} more in the markdown and json formats")


def _on_unknown(unknown: "UnknownAnswer", names: "Names") -> "Iterator[str]":
    yield evidence.unknown_weight(unknown)
    lines = evidence.influence(unknown), evidence.may_exclude(unknown, names)
    yield from filter(None, lines)
    yield from changes.outcomes(unknown.flips, names)
