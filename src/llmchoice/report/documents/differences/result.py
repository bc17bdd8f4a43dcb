"""What became of a result, and what moved it: the chapters of a page."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.comparison import Changes, ConstraintChange, CriterionChange, OptionChange
from llmchoice.report.blocks import Column, Item, Table, Tone
from llmchoice.report.documents.differences.phrases import Phrases, shifted, weight
from llmchoice.report.documents.verdict import side_name, tone_of
from llmchoice.report.wording.grounds import exclusion_text


def tone(changes: Changes) -> Tone:
    """The colour of what it comes to in the end."""
    return tone_of(changes.after.verdict) if changes.after else "plain"


def shares(changes: Changes) -> Iterator[str]:
    """How often one side comes first, before and after: the same side in both."""
    side = changes.side
    if side is None or side.share_before is None or side.share_after is None:
        return
    before, after = figures.often(side.share_before), figures.often(side.share_after)
    places = {"side": side_name(side.side), "before": before, "after": after}
    if before == after:
        yield t("{side} wins {after} of the simulations, before and after.", **places)
    else:
        yield t("{side} wins {before} of the simulations before, {after} after.", **places)


def lead(changes: Changes, phrases: Phrases) -> Iterator[str]:
    """How far the options that matter are apart, before and after; nothing of excluded ones."""
    pair = changes.lead
    if pair is None:
        return
    places = {
        "leaders": phrases.listed(pair.leaders),
        "rivals": phrases.listed(pair.rivals),
        "before": figures.signed(pair.difference_before),
        "after": figures.signed(pair.difference_after),
    }
    if places["before"] == places["after"]:
        yield t("Lead of {leaders} over {rivals}: {after} points, before and after.", **places)
    else:
        yield t("Lead of {leaders} over {rivals}: {before} points before, {after} after.", **places)


def why(changes: Changes, phrases: Phrases, most: int) -> list[Item]:
    """What moved the result: rules about options that lead, else criteria, the most first."""
    rules = [
        *(excluded_now(rule, phrases) for rule in changes.decisive_gained),
        *(back_again(rule, phrases) for rule in changes.decisive_lost),
    ]
    return (rules or [_criterion(move, changes, phrases) for move in changes.moving])[:most]


def excluded_now(rule: ConstraintChange, phrases: Phrases) -> Item:
    """A rule that excludes options which it did not exclude before."""
    options, reason = phrases.listed(rule.options), exclusion_text(rule)
    return Item(t("Excluded now: {options}. {reason}", options=options, reason=reason), "against")


def back_again(rule: ConstraintChange, phrases: Phrases) -> Item:
    """A rule that no longer excludes options."""
    text = t(
        "This rule no longer excludes {options}: {reason}",
        options=phrases.listed(rule.options),
        reason=exclusion_text(rule),
    )
    return Item(text, "for")


def _criterion(move: CriterionChange, changes: Changes, phrases: Phrases) -> Item:
    text = t(
        "{criterion}: {points} towards {options}",
        criterion=move.name,
        points=figures.points(move.distance),
        options=phrases.listed(changes.gainers(move)),
    )
    before, after = weight(move.weight_before), weight(move.weight_after)
    if before == after:
        return Item(text)
    weights = t("Weight: {before} before, {after} after", before=before, after=after)
    return Item(text, details=(weights,))


def scores(changes: Changes, phrases: Phrases) -> Table:
    """Every option with its score and place before and after, the first first."""
    return Table(
        (
            Column(t("Option")),
            Column(phrases.before, figures=True),
            Column(phrases.after, figures=True),
            Column(t("Difference"), figures=True),
            Column(t("Place")),
        ),
        tuple(_scores(option, phrases) for option in changes.ranked),
        title=t("Scores, from 0 to 100"),
    )


def _scores(option: OptionChange, phrases: Phrases) -> tuple[str, ...]:
    places = (
        _place(option.rank_before, admissible=option.admissible_before),
        _place(option.rank_after, admissible=option.admissible_after),
    )
    return (
        phrases.option(option.id),
        "" if option.score_before is None else figures.score(option.score_before),
        "" if option.score_after is None else figures.score(option.score_after),
        "" if option.difference is None else figures.signed(option.difference),
        shifted(*places),
    )


def _place(rank: int | None, *, admissible: bool | None) -> str:
    if rank is not None:
        return figures.count(rank)
    return t("no option") if admissible is None else t("excluded")
