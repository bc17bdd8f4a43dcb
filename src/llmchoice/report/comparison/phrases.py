"""What is said of a change, in words that every format shares."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed, percent
from llmchoice.model.comparison import Comparison
from llmchoice.report import words
from llmchoice.report.wording.recommendation import recommended, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from llmchoice.model.comparison import (
        AnswerChange,
        Changes,
        CriterionChange,
        OptionChange,
        Outcome,
        Pair,
        PriorityChange,
    )

NOT_THERE = "not assessed"
NOT_ASKED = "not asked"
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The names of the options, and the sign between before and after."""

    options: "Mapping[str, str]"
    arrow: str
    nothing: str = NOTHING
    """What stands for a figure that one of the two has not."""

    def shift(self, before: str, after: str) -> str:
        """Before and after; once where they read the same."""
        return f"{after}, as before" if before == after else f"{before} {self.arrow} {after}"

    def named(self, ids: "Sequence[str]") -> str:
        """The names of several options."""
        return listed(self.options.get(option, option) for option in ids)

    def verdict(self, changes: "Changes") -> str:
        """The verdict before and after, in a few words."""
        return f"Verdict: {self.shift(_verdict(changes.before), _verdict(changes.after))}"

    def figures(self, changes: "Changes") -> "Iterator[str]":
        """Option, margin and confidence, each where one of the assessments has it."""
        before, after = changes.before, changes.after
        options = self._option(before), self._option(after)
        if any(options):
            yield f"Option: {self.shift(*(option or 'none' for option in options))}"
        margins = self._margin(before), self._margin(after)
        if any(margins):
            yield f"Margin: {self._shared(*margins)}"
        shares = _confidence(before), _confidence(after)
        if any(shares):
            yield f"Confidence: {self._shared(*shares)}"

    def stillness(self, changes: "Changes") -> "Iterator[str]":
        """Where the result stays: that it does, and how far it moved."""
        if changes.changed or changes.before is None:
            return
        still = "Neither the verdict nor the option changes"
        pair = changes.pair
        if pair is None:
            yield f"{still}."
        elif pair.moved:
            before, after = map(figures.signed, (pair.difference_before, pair.difference_after))
            by = f"moves by {figures.signed(pair.moved)} points, from {before} to {after}"
            yield f"{still}: the difference between {self.compared(pair)} {by}."
        else:
            yield f"{still}, nor does the difference between {self.compared(pair)}."

    def summary(self, changes: "Changes") -> "Iterator[str]":
        """Where the result changes: what it comes to now."""
        if changes.after is None or not changes.changed:
            return
        parts = [
            (workload.name, workload.after)
            for workload in (changes.workloads if isinstance(changes, Comparison) else ())
            if workload.after is not None
        ]
        if parts:
            yield together(changes.after.verdict, parts)
        else:
            yield recommended(changes.after, lambda option: self.named((option,)))

    def compared(self, pair: "Pair") -> str:
        """The options whose difference is explained."""
        return f"{self.named(pair.leaders)} and {self.named(pair.rivals)}"

    def difference(self, pair: "Pair") -> str:
        """How far the options of the pair are apart, before and after."""
        before, after = map(figures.signed, (pair.difference_before, pair.difference_after))
        return f"the difference between {self.compared(pair)}: {self.shift(before, after)} points"

    def score(self, option: "OptionChange") -> str:
        """An option's score before and after."""
        before, after = map(_score, (option.score_before, option.score_after))
        by = "" if option.difference is None else f" ({figures.signed(option.difference)})"
        return f"{self.shift(before, after)}{by if before != after else ''}"

    def place(self, option: "OptionChange") -> str:
        """An option's rank before and after, or that it is excluded."""
        return self.shift(
            _place(option.rank_before, option.admissible_before),
            _place(option.rank_after, option.admissible_after),
        )

    def answered(self, criterion: "CriterionChange") -> str:
        """The answer that a criterion reads."""
        before, after = criterion.label_before or NOT_ASKED, criterion.label_after or NOT_ASKED
        return self.shift(before, after)

    def weighed(self, before: float | None, after: float | None) -> str:
        """A weight before and after."""
        return self.shift(*("none" if w is None else percent(w) for w in (before, after)))

    def answer(self, change: "AnswerChange", *, absent: str = NOT_ASKED) -> str:
        """A question with its answer before and after."""
        before, after = change.label_before or absent, change.label_after or absent
        return f"{change.text} {self.shift(before, after)}"

    def priority(self, change: "PriorityChange") -> str:
        """A priority with its weight before and after."""
        return f"{change.name}: {self.weighed(change.weight_before, change.weight_after)}"

    def _option(self, outcome: "Outcome | None") -> str | None:
        return self.named((outcome.option,)) if outcome and outcome.option else None

    def _margin(self, outcome: "Outcome | None") -> tuple[str, str] | None:
        if outcome is None or outcome.margin is None:
            return None
        over = f" over {self.named((outcome.runner_up,))}" if outcome.runner_up else ""
        return figures.points(outcome.margin), over

    def _shared(self, before: tuple[str, str] | None, after: tuple[str, str] | None) -> str:
        """Two figures with what they are figures of: once, where that is the same."""
        if before and after and before[0] != after[0] and before[1] == after[1]:
            return f"{self.shift(before[0], after[0])}{after[1]}"
        return self.shift(*("".join(figure) if figure else "none" for figure in (before, after)))


def phrases_of(comparison: "Comparison", arrow: str) -> Phrases:
    """The phrases for a comparison, with all names that occur in it."""
    parts: list[Changes] = [comparison, *comparison.workloads]
    return Phrases({option.id: option.name for part in parts for option in part.options}, arrow)


def _verdict(outcome: "Outcome | None") -> str:
    return words.VERDICTS[outcome.verdict] if outcome else NOT_THERE


def _confidence(outcome: "Outcome | None") -> tuple[str, str] | None:
    if outcome is None or outcome.confidence is None:
        return None
    return f"first in {percent(outcome.confidence)}", " of draws"


def _score(score: float | None) -> str:
    return NOT_THERE if score is None else figures.score(score)


def _place(rank: int | None, admissible: bool | None) -> str:  # noqa: FBT001 - a field, not a switch
    if rank is not None:
        return f"rank {rank}"
    return NOT_THERE if admissible is None else "excluded"
