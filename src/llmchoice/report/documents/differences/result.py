"""What became of a result, and what moved it: the chapters of a page."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.option import Side
from llmchoice.report.blocks import Column, Item, Table
from llmchoice.report.documents.differences.phrases import (
    often,
    place,
    ranked,
    score,
    shifted,
    side_of,
    weight,
)
from llmchoice.report.documents.verdict import tone_of
from llmchoice.report.wording.grounds import exclusion_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.comparison import (
        Changes,
        ConstraintChange,
        CriterionChange,
        Outcome,
        Pair,
    )
    from llmchoice.report.blocks import Tone
    from llmchoice.report.documents.differences.phrases import Phrases


def tone(changes: "Changes") -> "Tone":
    """The colour of what it comes to in the end."""
    return tone_of(changes.after.verdict) if changes.after else "plain"


def is_other(changes: "Changes") -> bool:
    """Whether its own verdict or option is another one, whatever becomes of the workloads."""
    return _result(changes.before) != _result(changes.after)


def _result(found: "Outcome | None") -> object:
    return found and (found.verdict, found.option)


def shares(changes: "Changes") -> "Iterator[str]":
    """How often one side comes first, before and after: the same side in both."""
    side = side_of(changes)
    found = next((s for s in changes.sides if s.side is side), None)
    if found is None or found.share_before is None or found.share_after is None:
        return
    before, after = often(found.share_before), often(found.share_after)
    if before == after:
        message = (
            t("Open options win {share} of the simulations, before and after.", share=after)
            if side is Side.OPEN
            else t("Closed options win {share} of the simulations, before and after.", share=after)
        )
    else:
        places = {"before": before, "after": after}
        message = (
            t("Simulations won by open options: {before} before, {after} after.", **places)
            if side is Side.OPEN
            else t("Simulations won by closed options: {before} before, {after} after.", **places)
        )
    yield message


def lead(changes: "Changes", phrases: "Phrases") -> "Iterator[str]":
    """How far the options that matter are apart, before and after; nothing of excluded ones."""
    pair = changes.pair
    out = {o.id for o in changes.options if not (o.admissible_before and o.admissible_after)}
    if pair is None or out & {*pair.leaders, *pair.rivals}:
        return
    leaders, rivals = phrases.listed(pair.leaders), phrases.listed(pair.rivals)
    before, after = map(figures.signed, (pair.difference_before, pair.difference_after))
    if before == after:
        yield t(
            "Lead of {leaders} over {rivals}: {points} points, before and after.",
            leaders=leaders,
            rivals=rivals,
            points=after,
        )
        return
    yield t(
        "Lead of {leaders} over {rivals}: {before} points before, {after} after.",
        leaders=leaders,
        rivals=rivals,
        before=before,
        after=after,
    )


def why(changes: "Changes", phrases: "Phrases", most: int) -> "Iterator[Item]":
    """What moved the result: rules about options that lead, else criteria, the most first."""
    gained, lost = decisive(changes)
    rules = [
        *(excluded_now(rule, phrases) for rule in gained),
        *(back_again(rule, phrases) for rule in lost),
    ]
    criteria = (_criterion(c, changes.pair, phrases) for c in changes.criteria if shows(c))
    yield from (rules or list(criteria))[:most]


def decisive(
    changes: "Changes",
) -> "tuple[list[ConstraintChange], list[ConstraintChange]]":
    """Rules that exclude an option which led before, and rules that one which leads is rid of."""
    leading = {
        option for part in (changes.before, changes.after) if part for option in part.leaders
    }
    out = {o.id for o in changes.options if o.newly_excluded_by and o.id in leading}
    back = {o.id for o in changes.options if o.readmitted_from and o.id in leading}
    return (
        [rule for rule in changes.constraints_gained if out & set(rule.options)],
        [rule for rule in changes.constraints_lost if back & set(rule.options)],
    )


def excluded_now(rule: "ConstraintChange", phrases: "Phrases") -> Item:
    """A rule that excludes options which it did not exclude before."""
    text = t(
        "Excluded now: {options}. {reason}",
        options=phrases.listed(rule.options),
        reason=exclusion_text(rule),
    )
    return Item(text, "against")


def back_again(rule: "ConstraintChange", phrases: "Phrases") -> Item:
    """A rule that no longer excludes options."""
    text = t(
        "This rule no longer excludes {options}: {reason}",
        options=phrases.listed(rule.options),
        reason=exclusion_text(rule),
    )
    return Item(text, "for")


def shows(criterion: "CriterionChange") -> bool:
    """Whether what it moved is more than nothing as figures are shown."""
    return abs(criterion.moved) >= figures.SMALLEST_SHOWN


def _criterion(criterion: "CriterionChange", pair: "Pair | None", phrases: "Phrases") -> Item:
    towards = () if pair is None else (pair.leaders if criterion.moved > 0 else pair.rivals)
    text = t(
        "{criterion}: {points} towards {options}",
        criterion=criterion.name,
        points=figures.points(abs(criterion.moved)),
        options=phrases.listed(towards),
    )
    return Item(text, details=tuple(_weight(criterion)))


def _weight(criterion: "CriterionChange") -> "Iterator[str]":
    old, new = weight(criterion.weight_before), weight(criterion.weight_after)
    if old != new:
        yield t("Weight: {weight}", weight=shifted(old, new))


def scores(changes: "Changes", phrases: "Phrases") -> Table:
    """Every option with its score and place before and after, the first first."""
    return Table(
        (
            Column(t("Option")),
            Column(phrases.before, figures=True),
            Column(phrases.after, figures=True),
            Column(t("Difference"), figures=True),
            Column(t("Place")),
        ),
        tuple(
            (
                phrases.option(option.id),
                score(option.score_before),
                score(option.score_after),
                "" if option.difference is None else figures.signed(option.difference),
                place(option),
            )
            for option in ranked(changes)
        ),
        title=t("Scores, from 0 to 100"),
    )
