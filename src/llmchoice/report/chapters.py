"""The chapters about one subject, as blocks. A chapter with nothing to say is left out."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed
from llmchoice.report import evidence, words
from llmchoice.report.candidates import candidates
from llmchoice.report.changes import readmissions
from llmchoice.report.costs import costs
from llmchoice.report.outline_blocks import Heading, Item, Paragraph
from llmchoice.report.outlook import how_sure, to_find_out, what_would_change_it
from llmchoice.report.subject import (
    comparison,
    excluded,
    leading,
    needed,
    ranked,
    shared_ranks,
    steps_of,
    tie_notes,
)
from llmchoice.report.today import today
from llmchoice.report.wording.grounds import exclusion_text, ground, grounds
from llmchoice.report.wording.steps import step_reason, step_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmchoice.model.assessment import Exclusion, OptionResult, Reason
    from llmchoice.report.beside import Beside
    from llmchoice.report.names import Names
    from llmchoice.report.outline_blocks import Block
    from llmchoice.report.subject import Subject


def chapters(
    subject: "Subject", beside: "Beside", names: "Names", weights: "Mapping[str, float]"
) -> "Iterator[Block]":
    """All that is said of one subject below its verdict.

    `weights` are those of the priorities, as the organisation has them.
    """
    yield from _readmission(subject, names)
    yield from _ranking(subject, names)
    yield from how_sure(subject, names, weights)
    yield from _reasons(subject, names)
    yield from _objections(subject, names)
    yield from _weak_spots(subject, names)
    yield from today(beside, subject)
    yield from what_would_change_it(subject, names)
    yield from to_find_out(subject, names)
    yield from _conditions(subject)
    yield from _exclusions(subject, names)
    yield from costs(beside, subject)
    yield from candidates(beside, names)
    yield from _next_steps(subject, names)


def _readmission(subject: "Subject", names: "Names") -> "Iterator[Block]":
    lines = list(readmissions(subject.recommendation, names))
    if lines:
        yield Heading("The smallest changes that readmit an option")
        yield from (Item("-", line) for line in lines)


def _ranking(subject: "Subject", names: "Names") -> "Iterator[Block]":
    if not subject.options:
        return
    yield Heading("Ranking (scores from 0 to 100)")
    shared = shared_ranks(subject.options)
    for option in ranked(subject.options):
        yield _place(option, names, tied=option.rank in shared)
    yield from (Paragraph(note) for note in tie_notes(subject.options))


def _place(option: "OptionResult", names: "Names", *, tied: bool) -> Item:
    text = f"{option.name} ({option.side})"
    if option.rank is None or not option.admissible:
        rules = listed(exclusion.constraint for exclusion in option.excluded_by)
        by = f" by {rules}" if rules else ""
        would = f"excluded{by}; its score would be {figures.score(option.score)}"
        return Item("-", text, details=(would,), tone="faint")
    details = tuple(_dominance(option, names))
    mark = f"{option.rank}=" if tied else f"{option.rank}."
    return Item(mark, text, score=option.score, details=details)


def _dominance(option: "OptionResult", names: "Names") -> "Iterator[str]":
    if option.dominated_by:
        better = listed(names.option(other) for other in option.dominated_by)
        yield f"nowhere better than {better}"


def _reasons(subject: "Subject", names: "Names") -> "Iterator[Block]":
    if subject.reasons.for_:
        more = " (the fewest that outweigh all objections)"
        yield Heading(f"Reasons{comparison(subject, names)}{more}")
        yield from (_reason(reason, names) for reason in subject.reasons.for_)


def _objections(subject: "Subject", names: "Names") -> "Iterator[Block]":
    if not subject.reasons.against:
        return
    other = listed(map(names.option, subject.reasons.followers)) or "The other"
    yield Heading("Objections (the strongest)")
    for reason in subject.reasons.against:
        yield Item(
            figures.signed(reason.difference),
            f"{reason.name}: {grounds(reason.grounds)}",
            details=(_answered(reason, names), f"{other}: {grounds(reason.counter)}"),
            tone="bad",
        )


def _reason(reason: "Reason", names: "Names") -> Item:
    return Item(
        figures.signed(reason.difference),
        f"{reason.name}: {grounds(reason.grounds)}",
        details=(_answered(reason, names),),
        tone="good",
    )


def _answered(reason: "Reason", names: "Names") -> str:
    return f"Your answer: {names.answer(reason.criterion, reason.answer)}."


def _weak_spots(subject: "Subject", names: "Names") -> "Iterator[Block]":
    if subject.reasons.weak:
        yield Heading("Weak spots, whatever it is compared with (values from 0 to 100)")
    for spot in subject.reasons.weak:
        answer = names.answer(spot.criterion, spot.answer)
        yield Item(
            figures.score(spot.value),
            f"{spot.name}: {ground(spot.ground)}",
            details=(f"Your answer: {answer}.", f"Of {names.option(spot.option)}."),
            tone="bad",
        )


def _conditions(subject: "Subject") -> "Iterator[Block]":
    first = leading(subject)
    found = needed(first)
    if found:
        yield Heading(f"Conditions to obtain for {listed(option.name for option in first)}")
    for condition, options in found:
        only = (f"Needed for {listed(options)}.",) if len(options) < len(first) else ()
        text = f"{condition.obtain} ({condition.effort} effort)"
        yield Item("-", text, details=(condition.reason, *only))


def _exclusions(subject: "Subject", names: "Names") -> "Iterator[Block]":
    options = excluded(subject)
    if options:
        yield Heading("Excluded")
    for option in options:
        details = (
            line for exclusion in option.excluded_by for line in _exclusion(exclusion, names)
        )
        yield Item("-", option.name, details=tuple(details))


def _exclusion(exclusion: "Exclusion", names: "Names") -> "Iterator[str]":
    yield f"{exclusion.constraint}: {exclusion_text(exclusion)}"
    yield from filter(None, (evidence.triggers(exclusion, names), evidence.rests_on(exclusion)))


def _next_steps(subject: "Subject", names: "Names") -> "Iterator[Block]":
    if subject.next_steps:
        yield Heading("Next steps")
    for effort in words.EFFORTS:
        for step in steps_of(subject, effort):
            reason = step_reason(step, names)
            because = (f"Why: {reason}",) if reason else ()
            yield Item("-", f"{effort} effort: {step_text(step)}", details=because)
