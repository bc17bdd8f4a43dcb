"""What carries the decision on one subject, what speaks against it, and what to do."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed
from llmchoice.model.verdict import Verdict
from llmchoice.report import absent, evidence, words
from llmchoice.report.escape import escape
from llmchoice.report.memo.candidates import candidates
from llmchoice.report.memo.costs import costs
from llmchoice.report.memo.paper import bullet, bullets, heading, sentences
from llmchoice.report.memo.ranking import ranking
from llmchoice.report.memo.robustness import how_sure
from llmchoice.report.memo.sensitivity import to_find_out, what_would_change_it
from llmchoice.report.subject import comparison, excluded, needed, steps_of
from llmchoice.report.wording.grounds import exclusion_text, ground, grounds
from llmchoice.report.wording.steps import step_reason, step_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmchoice.model.assessment import (
        ConditionToMeet,
        Exclusion,
        Reason,
        WeakSpot,
    )
    from llmchoice.model.step import NextStep
    from llmchoice.report.beside import Beside
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject


def argued(
    subject: "Subject",
    names: "Names",
    weights: "Mapping[str, float]",
    *,
    level: int,
    beside: "Beside | None" = None,
) -> "Iterator[str]":
    """All else about one subject that a board reads.

    `weights` are those of the priorities, as the organisation has them. Without what stands
    `beside`, costs and models are not mentioned.
    """
    if subject.options:
        yield from ranking(subject, names, level=level)
        yield from how_sure(subject, names, weights, level=level)
        yield from _reasons(subject, names, level=level)
        yield from what_would_change_it(subject, names, level=level)
    if subject.options or subject.unknowns:
        yield from to_find_out(subject, names, level=level)
    if subject.options:
        yield from _exclusions(subject, names, level=level)
        yield from _conditions(subject, level=level)
    if beside is not None:
        yield from costs(beside, subject, level=level)
        yield from candidates(beside, names, level=level)
    yield from _next_steps(subject, names, level=level)


def _reasons(subject: "Subject", names: "Names", *, level: int) -> "Iterator[str]":
    if subject.recommendation.verdict is Verdict.NONE:
        return
    yield heading(level, escape(f"What speaks{comparison(subject, names)}"))
    yield from bullets(_reason(reason, subject, names) for reason in subject.reasons.for_) or [
        absent.FOR
    ]
    yield heading(level, "What speaks against it")
    yield from bullets(_reason(reason, subject, names) for reason in subject.reasons.against) or [
        absent.AGAINST
    ]
    if subject.reasons.weak:
        yield "Weak spots, whatever it is compared with:"
        yield from bullets(_weak_spot(spot, names) for spot in subject.reasons.weak)


def _reason(reason: "Reason", subject: "Subject", names: "Names") -> str:
    other = listed(map(names.option, subject.reasons.followers))
    answer = names.answer(reason.criterion, reason.answer)
    why = escape(grounds(reason.grounds))
    first = f"**{figures.signed(reason.difference)}** {escape(reason.name)}: {why}"
    details = (
        sentences(f"{other}:" if other else "", grounds(reason.counter)),
        sentences(f"Priority: {names.priority(reason.priority)}. Answer: {answer}."),
        sentences(evidence.sources(reason.claims)),
    )
    return bullet(first, filter(None, details))


def _weak_spot(spot: "WeakSpot", names: "Names") -> str:
    why = escape(ground(spot.ground))
    first = f"**{figures.score(spot.value)} of 100** {escape(spot.name)}: {why}"
    answer = names.answer(spot.criterion, spot.answer)
    details = (
        sentences(f"Of {names.option(spot.option)}. Answer: {answer}."),
        sentences(evidence.sources(spot.claims)),
    )
    return bullet(first, filter(None, details))


def _exclusions(subject: "Subject", names: "Names", *, level: int) -> "Iterator[str]":
    yield heading(level, "What was excluded")
    yield from bullets(
        bullet(escape(option.name), (_exclusion(item, names) for item in option.excluded_by))
        for option in excluded(subject)
    ) or [absent.EXCLUDED]


def _exclusion(exclusion: "Exclusion", names: "Names") -> str:
    return sentences(
        f"Rule {exclusion.constraint}:",
        exclusion_text(exclusion),
        evidence.triggers(exclusion, names),
        evidence.rests_on(exclusion),
    )


def _conditions(subject: "Subject", *, level: int) -> "Iterator[str]":
    if subject.recommendation.verdict is Verdict.NONE:
        return
    yield heading(level, "Conditions to obtain")
    admissible = [option for option in subject.options if option.admissible]
    yield from bullets(_condition(*item) for item in needed(admissible)) or [absent.CONDITIONS]


def _condition(condition: "ConditionToMeet", options: list[str]) -> str:
    details = (
        sentences(condition.reason, evidence.rests_on(condition)),
        sentences(f"Needed for {listed(options)}."),
    )
    return bullet(sentences(condition.obtain, f"({condition.effort} effort)"), details)


def _next_steps(subject: "Subject", names: "Names", *, level: int) -> "Iterator[str]":
    if not subject.next_steps:
        return
    yield heading(level, "Next steps")
    for effort in words.EFFORTS:
        steps = steps_of(subject, effort)
        if steps:
            yield f"{effort.capitalize()} effort:"
            yield from bullets(_step(step, names) for step in steps)


def _step(step: "NextStep", names: "Names") -> str:
    reason = step_reason(step, names)
    return bullet(escape(step_text(step)), [f"Why: {escape(reason)}"] if reason else [])
