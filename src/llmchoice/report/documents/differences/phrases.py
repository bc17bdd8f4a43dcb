"""What is called what, before and after, where two assessments are told side by side."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice.figures import either, listed, money, percent, share, whole_percent
from llmchoice.figures import score as figure_of
from llmchoice.language import t
from llmchoice.model.option import Side
from llmchoice.model.verdict import Undecided, Verdict
from llmchoice.report.wording.answers import answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from llmchoice.model.comparison import Changes, Comparison, OptionChange, Outcome
    from llmchoice.model.cost import Band
    from llmchoice.model.label import Label


@dataclass(frozen=True, slots=True)
class Phrases:
    """The short names of the options, and what the two assessments are called."""

    options: "Mapping[str, str]"
    before: str
    """The head of a column."""
    after: str

    def option(self, option_id: str) -> str:
        """The short name; an id that nothing names stands for itself."""
        return self.options.get(option_id, option_id)

    def listed(self, ids: "Sequence[str]") -> str:
        """Several options that are all meant."""
        return listed(map(self.option, ids))

    def outcome(self, found: "Outcome | None") -> str:
        """What an assessment comes to, in a few words."""
        if found is None:
            return t("not assessed")
        if found.option is not None:
            return self.option(found.option)
        if found.verdict in {Verdict.OPEN, Verdict.CLOSED} and found.leaders:
            return either(map(self.option, found.leaders))
        if found.undecided is Undecided.CLOSE and found.leaders:
            leaning = either(map(self.option, found.leaders))
            return t("undecided, leaning to {option}", option=leaning)
        return _verdict(found.verdict)


def phrases_of(comparison: "Comparison", before: str, after: str) -> Phrases:
    """The phrases for a comparison, with every name that occurs in it."""
    parts: list[Changes] = [comparison, *comparison.workloads]
    names = {option.id: option.short for part in parts for option in part.options}
    return Phrases(names, before, after)


def _verdict(verdict: Verdict) -> str:
    match verdict:
        case Verdict.OPEN:
            return t("open for every workload")
        case Verdict.CLOSED:
            return t("closed for every workload")
        case Verdict.MIXED:
            return t("mixed")
        case Verdict.UNDECIDED:
            return t("undecided")
        case Verdict.NONE:
            return t("nothing admissible")


def shifted(before: str, after: str) -> str:
    """Before and after; once where they read the same."""
    if before == after:
        return after
    return t("from {before} to {after}", before=before, after=after)


def answered(before: "Label | None", after: "Label | None") -> str:
    """An answer before and after; once where they read the same."""
    old, new = (t("not asked") if label is None else answer(label) for label in (before, after))
    return new if old == new else t('from "{before}" to "{after}"', before=old, after=new)


def often(value: float) -> str:
    """A share of simulations in whole percent."""
    return share(value) if 0 < value < 1 else whole_percent(value)


def weight(value: float | None) -> str:
    """A weight in percent, or that it does not count."""
    return t("none") if value is None else percent(value)


def score(value: float | None) -> str:
    """A score from 0 to 100; empty where there is none."""
    return "" if value is None else figure_of(value)


def band(found: "Band") -> str:
    """A cost as it may be."""
    return t(
        "{typical} ({low} to {high})",
        typical=money(found.typical),
        low=money(found.low),
        high=money(found.high),
    )


def typical(found: "Band") -> str:
    """A cost as it usually is."""
    return t("about {typical}", typical=money(found.typical))


def place(option: "OptionChange") -> str:
    """Where an option stands before and after."""
    return shifted(
        _place(option.rank_before, admissible=option.admissible_before),
        _place(option.rank_after, admissible=option.admissible_after),
    )


def _place(rank: int | None, *, admissible: bool | None) -> str:
    if rank is not None:
        return str(rank)
    return t("no option") if admissible is None else t("excluded")


def side_of(changes: "Changes") -> Side | None:
    """The side that shares are told of: that of the verdict, else of the leading options."""
    sides = {Verdict.OPEN: Side.OPEN, Verdict.CLOSED: Side.CLOSED}
    outcomes = [found for found in (changes.after, changes.before) if found is not None]
    named = [sides[found.verdict] for found in outcomes if found.verdict in sides]
    leading = [found.leading for found in outcomes if found.leading is not None]
    return next(iter([*named, *leading]), None)


def ranked(changes: "Changes") -> "list[OptionChange]":
    """The options by their rank after, those without one last."""
    return sorted(changes.options, key=lambda o: (o.rank_after is None, o.rank_after or 0))


def scores_moved(changes: "Changes") -> bool:
    """Whether any option scores or ranks otherwise."""
    return any(
        option.difference or option.rank_before != option.rank_after for option in changes.options
    )
