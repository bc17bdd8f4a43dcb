"""What became of a result, what moved it, and what is called what before and after."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from llmchoice import figures
from llmchoice.figures import either, listed, percent
from llmchoice.language import t
from llmchoice.model.assessment import Recommendation
from llmchoice.model.comparison import (
    Changes,
    Comparison,
    ConstraintChange,
    CriterionChange,
    OptionChange,
    RangeChange,
)
from llmchoice.model.ground import Label
from llmchoice.model.verdict import Kind, Verdict
from llmchoice.report.blocks import Item, Table, Tone
from llmchoice.report.composition import numeric, shown, table
from llmchoice.report.documents.verdict import side_name, tone_of
from llmchoice.report.wording.answers import answer, quoted
from llmchoice.report.wording.grounds import exclusion_text, nothing_left, passed_over


@dataclass(frozen=True, slots=True)
class Phrases:
    """The short names of the options, and what the two assessments are called."""

    options: Mapping[str, str]
    before: str
    """The head of a column."""
    after: str

    def option(self, option_id: str) -> str:
        """The short name; an id that nothing names stands for itself."""
        return self.options.get(option_id, option_id)

    def listed(self, ids: Iterable[str]) -> str:
        """Several options that are all meant."""
        return listed(map(self.option, ids))

    def outcome(self, outcome: Recommendation | None) -> str:
        """What an assessment comes to, in a few words."""
        if outcome is None:
            return t("not assessed")
        if outcome.option is not None:
            return self.option(outcome.option)
        leaders = either(map(self.option, outcome.leaders))
        if outcome.side is not None and leaders:
            return leaders
        if outcome.tendency is not None and leaders:
            return t("undecided, leaning to {option}", option=leaders)
        if outcome.kind is Kind.PARTLY:
            return t("partly decided")
        return {
            Verdict.OPEN: t("open for every workload"),
            Verdict.CLOSED: t("closed for every workload"),
            Verdict.MIXED: t("mixed"),
            Verdict.UNDECIDED: t("undecided"),
            Verdict.NONE: t("nothing admissible"),
        }[outcome.verdict]


def phrases_of(comparison: Comparison, before: str, after: str) -> Phrases:
    """The phrases for a comparison, with every name that occurs in it."""
    parts = (comparison, *comparison.workloads)
    names = {option.id: option.short for part in parts for option in part.options}
    return Phrases(names, before, after)


def shifted(before: str, after: str) -> str:
    """Before and after in a cell of a table; once where they read the same."""
    if before == after:
        return after
    return t("from {before} to {after}", before=before, after=after)


def moved(before: str, after: str) -> str:
    """Before and after in a sentence; once where they read the same."""
    if before == after:
        return t("{after}, before and after", after=after)
    return t("{before} before, {after} after", before=before, after=after)


def asked(label: Label | None) -> str:
    """An answer in words, or that there was no question."""
    return t("not asked") if label is None else answer(label)


def answered(before: Label | None, after: Label | None) -> str:
    """An answer before and after, in a cell; once where they read the same."""
    old, new = asked(before), asked(after)
    return new if old == new else shifted(quoted(old), quoted(new))


def weight(value: float | None) -> str:
    """A weight in percent, or that it does not count."""
    return t("none") if value is None else percent(value)


def tone(changes: Changes) -> Tone:
    """The colour of what it comes to in the end."""
    return tone_of(changes.after.verdict) if changes.after else "plain"


def shares(changes: Changes) -> Iterator[str]:
    """How often one side comes first, before and after: the same side in both."""
    side = changes.side
    if side is None and changes.neither_leads:
        yield t("Neither side leads, before or after.")
        yield from _nothing_left(changes)
    if side is None or side.share_before is None or side.share_after is None:
        return
    before, after = figures.often(side.share_before), figures.often(side.share_after)
    places = {"side": side_name(side.side), "before": before, "after": after}
    if before == after:
        yield t("{side} wins {after} of the simulations, before and after.", **places)
    else:
        yield t("{side} wins {before} of the simulations before, {after} after.", **places)
    yield from _nothing_left(changes)


def _nothing_left(changes: Changes) -> Iterator[str]:
    """How many simulations do not count, before and after."""
    then, now = (
        None if each is None else each.p_nothing_left for each in (changes.before, changes.after)
    )
    before, after = nothing_left(then), nothing_left(now)
    if before == after:
        yield from before
    else:
        yield t(
            "Nothing is allowed in {before} of the simulations before, in {after} after; they do"
            " not count.",
            before=percent(then or 0),
            after=percent(now or 0),
        )


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
    yield from passed_over(changes.after.passed_over if changes.after else (), phrases.option)


def why(changes: Changes, phrases: Phrases, most: int) -> list[Item]:
    """What moved the result: rules about options that lead, else criteria, the most first.

    Where neither did and the shares moved all the same, what is more or less certain now.
    """
    rules = list(ruled(changes.decisive_gained, changes.decisive_lost, phrases))
    moves = rules or [_criterion(move, changes, phrases) for move in changes.moving]
    if not moves and changes.spread_moved:
        moves = [_range(change, phrases) for change in changes.ranges if change.tells] or [
            Item(t("The lead stays. What is uncertain changed, and the simulations draw that."))
        ]
    return moves[:most]


def ruled(
    gained: Iterable[ConstraintChange], lost: Iterable[ConstraintChange], phrases: Phrases
) -> Iterator[Item]:
    """Rules that exclude options which they did not exclude before, and those that no longer do."""
    for rule in gained:
        options, reason = phrases.listed(rule.options), exclusion_text(rule)
        text = t("This rule now excludes {options}: {reason}", options=options, reason=reason)
        yield Item(text, "against")
    for rule in lost:
        options, reason = phrases.listed(rule.options), exclusion_text(rule)
        text = t("This rule no longer excludes {options}: {reason}", options=options, reason=reason)
        yield Item(text, "for")


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
    weights = t("Weight: {weights}", weights=moved(before, after))
    return Item(text, details=(weights,))


def _range(change: RangeChange, phrases: Phrases) -> Item:
    places = {"criterion": change.name, "option": phrases.option(change.option)}
    if change.widened:
        text = t("{criterion}: less certain for {option}, at the same score", **places)
    else:
        text = t("{criterion}: more certain for {option}, at the same score", **places)
    points = t(
        "What it adds to the score spans {before} before, {after} after",
        before=figures.points(change.points_before),
        after=figures.points(change.points_after),
    )
    return Item(text, details=(points,))


def scores(changes: Changes, phrases: Phrases) -> Table:
    """Every option with its score and place before and after, the first first."""
    return table(
        t("Scores, at most 100"),
        changes.ranked,
        (t("Option"), lambda option: phrases.option(option.id)),
        (numeric(phrases.before), lambda option: shown(figures.score, option.score_before)),
        (numeric(phrases.after), lambda option: shown(figures.score, option.score_after)),
        (numeric(t("Difference")), lambda option: shown(figures.signed, option.difference)),
        (t("Place"), _places),
    )


def _places(option: OptionChange) -> str:
    return shifted(
        _place(option.rank_before, admissible=option.admissible_before),
        _place(option.rank_after, admissible=option.admissible_after),
    )


def _place(rank: int | None, *, admissible: bool | None) -> str:
    if rank is not None:
        return figures.count(rank)
    return t("no option") if admissible is None else t("excluded")
