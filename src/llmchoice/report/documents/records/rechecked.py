"""The record of a recheck: it confirms an earlier decision, or takes its place."""

from collections.abc import Iterator
from shlex import quote

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.comparison import Origin
from llmchoice.model.recheck import Recheck
from llmchoice.report.blocks import Block, Code, Facts, Heading, Inline, Paragraph
from llmchoice.report.composition import section
from llmchoice.report.documents.differences import lines, result, steps
from llmchoice.report.documents.differences.result import Phrases, phrases_of
from llmchoice.report.documents.recheck import headline, kinds, to_confirm, to_look_at
from llmchoice.report.documents.records.assessed import confirmation, considered, versions
from llmchoice.report.documents.verdict import strength_name
from llmchoice.report.subject import grouped
from llmchoice.report.wording.grounds import at_threshold
from llmchoice.report.wording.notices import outdated

_ANSWERS = 3
_MOVES = 2


def title(recheck: Recheck) -> str:
    """Problem and solution in one line."""
    comparison = recheck.comparison
    phrases = phrases_of(comparison, t("Then"), t("Today"))
    before, after = map(phrases.outcome, (comparison.before, comparison.after))
    name = recheck.organisation
    if recheck.stays:
        return t(
            "Confirm the decision for {organisation}: {outcome}", organisation=name, outcome=after
        )
    if before == after:
        return t("Change the decision for {organisation}", organisation=name)
    return t(
        "Change from {before} to {after} for {organisation}",
        before=before,
        after=after,
        organisation=name,
    )


def sections(recheck: Recheck, stated: str) -> Iterator[Block]:
    """The chapters of the template, in its order; `stated`: further options of the command."""
    phrases = phrases_of(recheck.comparison, t("Then"), t("Today"))
    yield from section(t("Context and Problem Statement"), [Paragraph(_context(recheck, phrases))])
    yield from section(t("Decision Drivers"), _drivers(recheck))
    yield from section(t("Considered Options"), _considered(recheck, phrases))
    checks = (
        *to_look_at(recheck),
        *(item.text for item in to_confirm(recheck)),
        *steps(recheck.comparison),
    )
    decided = (
        *map(Paragraph, _outcome(recheck, phrases)),
        *section(t("Consequences"), _consequences(recheck)),
        *confirmation(checks),
    )
    yield from section(t("Decision Outcome"), decided)
    yield from _more(recheck, stated)


def _context(recheck: Recheck, phrases: Phrases) -> str:
    comparison = recheck.comparison
    places = {"organisation": recheck.organisation, "outcome": phrases.outcome(comparison.before)}
    if comparison.origin_before.date is None:
        return t(
            "An earlier decision for {organisation} was: {outcome}. Does it still hold?", **places
        )
    return t(
        "The decision for {organisation} of {day} was: {outcome}. Does it still hold?",
        day=comparison.origin_before.date,
        **places,
    )


def _drivers(recheck: Recheck) -> Iterator[Inline]:
    if recheck.moved:
        yield t("Changed since then: {kinds}", kinds=kinds(recheck.moved))
    else:
        yield t("Nothing changed since then")
    if old := outdated(recheck.prices, len(recheck.stale)):
        yield old
    for change in recheck.comparison.all_answers[:_ANSWERS]:
        yield lines.answer(change)


def _considered(recheck: Recheck, phrases: Phrases) -> Iterator[str]:
    options = [option for part in recheck.comparison.parts for option in part.ranked]
    seen = grouped((o.id, o.admissible_after) for o in options if o.admissible_after is not None)
    for option_id, admissible in seen.items():
        yield considered(phrases.option(option_id), admissible)
    for option_id in dict.fromkeys(option.id for option in options):
        if option_id not in seen:
            yield t("{option} (no longer an option)", option=phrases.option(option_id))


def _outcome(recheck: Recheck, phrases: Phrases) -> Iterator[str]:
    comparison, after = recheck.comparison, recheck.comparison.after
    yield _chosen(recheck, phrases)
    yield headline(recheck, phrases)
    yield from result.shares(comparison)
    yield from result.lead(comparison, phrases)
    if after is not None:
        if strength := strength_name(after):
            yield t("How sure: {strength}.", strength=strength)
        yield from at_threshold(after)
        if after.tied:
            options = figures.either(map(phrases.option, after.tied))
            yield t("It is practically tied with {options}.", options=options)
    yield from lines.doubts(comparison)


def _chosen(recheck: Recheck, phrases: Phrases) -> str:
    after = recheck.comparison.after
    places = {"outcome": phrases.outcome(after)}
    if recheck.stays:
        return t(
            "Chosen option: {outcome}, as before. This record confirms the earlier one.", **places
        )
    if after is None or after.option is None:
        return t(
            "Chosen option: none ({outcome}). This record takes the place of the earlier one.",
            **places,
        )
    return t(
        'Chosen option: "{outcome}". This record takes the place of the earlier one.', **places
    )


def _consequences(recheck: Recheck) -> Iterator[Inline]:
    parts = recheck.comparison.parts
    most = 1 if len(parts) > 1 else _MOVES
    good = message('Good, because it does {points} better than before on "{topic}".')
    bad = message('Bad, because it does {points} worse than before on "{topic}".')
    for part in parts:
        for sentence, moves in ((good, part.helping), (bad, part.hindering)):
            for move in moves[:most]:
                yield tell(sentence, topic=move.name, points=figures.points(move.distance))
        for condition in part.conditions_gained[:1]:
            yield t("Neutral, because it takes something first: {step}", step=condition.obtain)


def _more(recheck: Recheck, stated: str) -> Iterator[Block]:
    comparison = recheck.comparison
    yield Heading(t("More Information"))
    settings = "".join(f" --set {quote(setting)}" for setting in comparison.settings)
    yield Code(f"llmchoice recheck DECISION.json{settings} --format madr{stated}", "sh")
    yield Paragraph(t("Then and today:"))
    then = _of_day(comparison.origin_before, t("Criteria then"), t("Profile then"))
    today = _of_day(comparison.origin_after, t("Criteria today"), t("Profile today"))
    yield Facts((*then, *today))


def _of_day(origin: Origin, *labels: str) -> Iterator[tuple[str, str]]:
    criteria, profile = (
        label if origin.date is None else t("{label} ({day})", label=label, day=origin.date)
        for label in labels
    )
    return versions(origin, criteria, profile)
