"""What is called what, before and after, where two assessments are told side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from llmchoice.figures import either, listed, percent
from llmchoice.language import t
from llmchoice.model.comparison import Comparison, Outcome
from llmchoice.model.ground import Label
from llmchoice.model.verdict import Kind, Verdict
from llmchoice.report.wording.answers import answer, quoted


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

    def outcome(self, outcome: Outcome | None) -> str:
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
