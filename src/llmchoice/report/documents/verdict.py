"""The verdict on one subject: what is recommended, how sure that is, and the ranking."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.assessment import OptionResult, Recommendation, Rules
from llmchoice.model.option import Side
from llmchoice.model.verdict import Kind, Verdict
from llmchoice.report.blocks import Bar, Bars, Callout, Gauge, Paragraph, Tone
from llmchoice.report.subject import Names, Subject, ranked
from llmchoice.report.wording import advice, experiment, grounds
from llmchoice.report.wording.grounds import by_reason, ceiling_reason


def side_name(side: Side) -> str:
    """The side at the start of a sentence."""
    return t("Open") if side is Side.OPEN else t("Closed")


def verdict_name(verdict: Verdict, kind: str | None = None) -> str:
    """The verdict in a word or two; of the kind `partly`, that some of the work is decided."""
    if kind == Kind.PARTLY:
        return t("Partly decided")
    return {
        Verdict.OPEN: t("Open"),
        Verdict.CLOSED: t("Closed"),
        Verdict.MIXED: t("Mixed"),
        Verdict.UNDECIDED: t("Undecided"),
        Verdict.NONE: t("Nothing allowed"),
    }[verdict]


class Outcome(Protocol):
    """A verdict, and the option that goes with it, if any."""

    @property
    def verdict(self) -> Verdict:
        """What it comes to."""

    @property
    def option(self) -> str | None:
        """Id of the recommended option."""


def outcome(result: Outcome, names: Names) -> str:
    """The recommended option, else the verdict."""
    return names.option(result.option) if result.option else verdict_name(result.verdict)


def conclusion(recommendation: Recommendation, names: Names) -> str:
    """The same of what was assessed as a whole: some of the work may be decided, and some not."""
    if recommendation.option is None:
        return verdict_name(recommendation.verdict, recommendation.kind)
    return names.option(recommendation.option)


_TONES: dict[Verdict, Tone] = {
    Verdict.OPEN: "open",
    Verdict.CLOSED: "closed",
    Verdict.NONE: "bad",
    Verdict.UNDECIDED: "warn",
}


def tone_of(verdict: Verdict) -> Tone:
    """The colour of a verdict."""
    return _TONES.get(verdict, "plain")


def tone_of_side(side: Side) -> Tone:
    """The colour of a side."""
    return "open" if side is Side.OPEN else "closed"


def callout(subject: Subject, names: Names, of: str = "", cautions: Iterable[str] = ()) -> Callout:
    """What is recommended, and what puts that in doubt.

    `of` is the workload that it is about, if any.
    """
    recommendation = subject.recommendation
    return Callout(
        title=_title_of_work(of, recommendation, names) if of else _title(recommendation, names),
        aside=strength_name(recommendation),
        tone=tone_of(recommendation.verdict),
        text=(*_explained(subject, names), *cautions),
        level=2 if of else 0,
    )


def gauge(subject: Subject, rules: Rules) -> Iterator[Gauge]:
    """How many simulations the leading side wins, where any was run."""
    share, side = subject.recommendation.p_side, subject.recommendation.leading
    counted = subject.recommendation.counted
    if share is None or counted is None or subject.robustness is None:
        return
    if side is None:
        count = figures.count(counted)
        text = t("Neither side leads: {count} simulations cannot tell which wins.", count=count)
    else:
        text = _wins(subject, side, figures.share_beside(share, rules.confidence, rules.clear))
    yield Gauge(
        share=share,
        threshold=rules.confidence,
        text=text,
        threshold_text=t("{share} is needed", share=figures.percent(rules.confidence)),
        tone="plain" if side is None else tone_of_side(side),
    )


MOST_RULES = 2
"""Reasons to rule options out that a page has room for."""


def bars(subject: Subject, most: int | None = None) -> Iterator[Bars]:
    """The options that are left, best first; of no more than `most` the last is the recommended."""
    if shown := _left(subject, most)[0]:
        rows = (Bar(o.short, o.score, figures.score(o.score), tone_of_side(o.side)) for o in shown)
        yield Bars(tuple(rows), 100, t("Option"), t("Score (at most 100)"))


def without_bar(subject: Subject, most: int) -> Iterator[Paragraph]:
    """The others, so that none seems to be ruled out."""
    if others := figures.listed(option.short for option in _left(subject, most)[1]):
        yield Paragraph(t("Also allowed: {options}.", options=others), "faint")


def _left(subject: Subject, most: int | None) -> tuple[list[OptionResult], list[OptionResult]]:
    left = [option for option in ranked(subject.options) if option.admissible]
    shown = left[:most]
    if late := [o for o in left if o.id == subject.recommendation.option and o not in shown]:
        shown[-1:] = late
    return shown, [option for option in left if option not in shown]


def ruled_out(subject: Subject, most: int = MOST_RULES) -> Iterator[Paragraph]:
    """The options that a rule excludes, those with the same reason together.

    Where there are more reasons than `most`, they stand in the full report alone, but for the
    ceiling, which no answer tells.
    """
    reasons = by_reason(subject.options)
    if len(reasons) > most and (beyond := ceiling_reason(subject.options)):
        yield from exclusions({beyond: reasons.pop(beyond)}, _BY_YOU)
    yield from exclusions(reasons, _BY_YOU, most)


_BY_YOU = message("Ruled out by your answers: {options}. The full report says why.")


def exclusions(
    reasons: Mapping[str, Sequence[str]], many: str, most: int = MOST_RULES
) -> Iterator[Paragraph]:
    """Each reason to rule options out, with their names; or `many`, the sentence for too many."""
    if len(reasons) > most:
        everything = figures.listed(name for names in reasons.values() for name in names)
        yield Paragraph(tell(many, options=everything), "faint")
        return
    for reason, options in reasons.items():
        listed = figures.listed(options)
        yield Paragraph(t("Ruled out: {options}. {reason}", options=listed, reason=reason), "faint")


def _title(recommendation: Recommendation, names: Names) -> str:
    match recommendation.verdict:
        case Verdict.MIXED:
            return t("Mixed: it depends on the work")
        case Verdict.NONE:
            return t("None: nothing is allowed")
        case Verdict.UNDECIDED:
            return _open_title(recommendation)
    if recommendation.option is None:
        return _title_of_side(recommendation, names)
    return t("Recommended: {option}", option=names.option(recommendation.option))


def _title_of_side(recommendation: Recommendation, names: Names) -> str:
    side, options = verdict_name(recommendation.verdict), names.listed(recommendation.contenders)
    if not options:
        return t("{side}: an option for each kind of work", side=side)
    if "none-sure" in recommendation.doubts:
        return t("{side}: no option is sure to be allowed", side=side)
    return t("{side}: {options} are level", side=side, options=options)


def _title_of_work(work: str, recommendation: Recommendation, names: Names) -> str:
    if recommendation.side is None or recommendation.option is not None:
        return t("{work}: {option}", work=work, option=outcome(recommendation, names))
    if "none-sure" in recommendation.doubts:
        side = side_name(recommendation.side)
        return t("{work}: {side}, but no option is sure to be allowed", work=work, side=side)
    level = names.listed(recommendation.contenders)
    return t("{work}: {options} are level", work=work, options=level)


def _open_title(recommendation: Recommendation) -> str:
    if recommendation.kind is Kind.OPEN_QUESTION and len(recommendation.decides) > 1:
        return t("Undecided: a few things may decide it")
    titles: dict[Kind | None, str] = {
        Kind.OPEN_QUESTION: t("Undecided: one thing may decide it"),
        Kind.LEVEL: t("Undecided: either side is defensible"),
        Kind.TOO_FEW: t("Undecided: too few simulations"),
        Kind.PARTLY: t("Partly decided: not all of the work"),
        Kind.WORKLOADS: t("Undecided: no kind of work is decided"),
    }
    return titles.get(recommendation.kind, t("Undecided: neither side is clearly better"))


def strength_name(recommendation: Recommendation) -> str:
    """How firm the side is: the option of that side is another matter."""
    words: dict[tuple[Side | None, str | None], str] = {
        (Side.OPEN, "leans"): t("leans open"),
        (Side.CLOSED, "leans"): t("leans closed"),
        (Side.OPEN, "clear"): t("clearly open"),
        (Side.OPEN, "likely"): t("likely open"),
        (Side.CLOSED, "clear"): t("clearly closed"),
        (Side.CLOSED, "likely"): t("likely closed"),
    }
    leaning = recommendation.tendency and (recommendation.tendency, "leans")
    return words.get(leaning or (recommendation.side, recommendation.strength), "")


def _explained(subject: Subject, names: Names) -> Iterator[str]:
    """The option in full, or what to make of a verdict without one."""
    recommendation = subject.recommendation
    option = next((o for o in subject.options if o.id == recommendation.option), None)
    if option is not None:
        yield " ".join((_in_full(subject, option, names), *_beside(subject, names)))
        if recommendation.start_with is None:
            yield from advice.beginning(recommendation, names)
    elif recommendation.verdict is Verdict.UNDECIDED and subject.options:
        yield from advice.beginning(recommendation, names)
        yield from grounds.not_named(recommendation)
        yield from advice.why_undecided(recommendation, names)
        yield from experiment.no_test(subject)
    elif recommendation.side is not None:
        yield from grounds.not_named(recommendation)
    elif recommendation.verdict is Verdict.NONE and subject.options:
        yield t("Every option breaks at least one rule that you cannot change with a score.")
    yield from grounds.at_threshold(recommendation)
    yield from grounds.passed_over(recommendation.passed_over, names.option)
    yield from grounds.first_more_often(recommendation, names)
    yield from grounds.ruled_out_at_times(subject, names)


def _beside(subject: Subject, names: Names) -> Iterator[str]:
    """What the reasons compare it with, and that another option is to be begun with."""
    if subject.reasons.followers:
        yield t("Compared below with {options}.", options=names.listed(subject.reasons.followers))
    start = subject.recommendation.start_with
    if start is not None and start.option != subject.recommendation.option:
        yield t("Begin with {option}: the first steps say why.", option=names.option(start.option))


def _in_full(subject: Subject, option: OptionResult, names: Names) -> str:
    tied = subject.recommendation.tied
    if not tied:
        return t("{name}.", name=option.name)
    return t(
        "{name}, first in {share} of the simulations. Practically tied with {options}.",
        name=option.name,
        share=figures.share(option.first_rank_share or 0),  # what is tied was simulated
        options=names.either(tied),
    )


def _wins(subject: Subject, side: Side, share_text: str) -> str:
    """`share_text`: the share in words."""
    share, simulations = subject.recommendation.p_side or 0, subject.recommendation.counted or 0
    places = {"side": side_name(side), "count": figures.count(simulations), "share": share_text}
    is_alone = share >= 1 and subject.recommendation.sides_left == (side,)
    may_be_none = "nothing-left" in subject.recommendation.doubts
    if is_alone:
        closed_left = t("Where anything is allowed, it is closed: no open option is left.")
        open_left = t("Where anything is allowed, it is open: no closed option is left.")
        return {
            (Side.OPEN, True): open_left,
            (Side.CLOSED, True): closed_left,
            (Side.OPEN, False): t("Open wins: no closed option is left."),
            (Side.CLOSED, False): t("Closed wins: no open option is left."),
        }[side, may_be_none]
    if share >= 1:
        return t("{side} wins all {count} simulations.", **places)
    if share <= 0:
        return t("{side} wins none of {count} simulations.", **places)
    if may_be_none:
        return t("{side} wins {share} of the others, {count} simulations.", **places)
    return t("{side} wins {share} of {count} simulations.", **places)
