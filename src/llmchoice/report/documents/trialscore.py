"""What a blind test came to: who passed how many cases, and what that leaves open."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.option import Side
from llmchoice.model.score import CandidateScore, Failure, ModelJudging, Pairing, Rate, TrialScore
from llmchoice.model.trial import Mark
from llmchoice.report.blocks import Block, Callout, Heading, Hint, Item, Level, Mono, Paragraph
from llmchoice.report.composition import group, numeric, shown, table
from llmchoice.report.documents.verdict import side_name, tone_of_side
from llmchoice.report.subject import dated
from llmchoice.report.wording.trial import chance_text, mark_name, result_text

_MOST_FAILURES = 2
"""On the page."""


def document(score: TrialScore, level: Level) -> Iterator[Block]:
    """The pair first; then everybody, the kinds of cases, the judges, and what went wrong."""
    full = level is Level.FULL
    yield Heading(t("Blind test: {name}", name=dated(score.name, score.date)), 1)
    yield _headline(score)
    if score.by_models:
        lines = (line for judging in score.by_models for line in _by_model(judging))
        yield Callout(t("Judged by a model as well"), tone="warn", text=tuple(lines))
    yield _candidates(score)
    if full:
        yield _marks(score)
    yield table(
        t("By kind of case"),
        score.tags,
        (t("Kind of case"), lambda each: each.tag),
        (numeric(side_name(Side.OPEN)), lambda each: _of(each.open)),
        (numeric(side_name(Side.CLOSED)), lambda each: _of(each.closed)),
    )
    yield from _judges(score)
    failures = score.failures[: None if full else _MOST_FAILURES]
    yield from group(t("Not passed"), map(_failure, failures))
    yield from group(t("Limits"), _limits(score))
    counted = t("Counted from cases, answers and judgements with this SHA-256:")
    yield Paragraph((counted, " ", Mono(score.sha256)), "faint")
    yield Hint((_next(score),))


def _next(score: TrialScore) -> tuple[str, str]:
    """What to type next, and what that is for."""
    if score.pair is not None:
        return t("Into a profile"), "llmchoice trial score --into p.yaml"
    if any(each.undecided for each in score.candidates):
        return t("Mark the answers"), "llmchoice trial judge --judge NAME"
    return t("Get answers"), "llmchoice trial run"


def _headline(score: TrialScore) -> Callout:
    pair = score.pair
    if pair is None:
        missing = t("No case has a result for an open and a closed model yet.")
        return Callout(t("Nothing to compare yet"), tone="warn", text=(missing,))
    better = tone_of_side(Side.OPEN if pair.difference > 0 else Side.CLOSED)
    tone = better if pair.tells else "plain"
    return Callout(result_text(pair), tone=tone, text=tuple(_sure(pair)))


def _sure(pair: Pairing) -> Iterator[str]:
    counts = pair.counts
    yield t(
        "Of {cases} cases, {open} passed {ours} and {closed} passed {theirs}; both passed {both}.",
        cases=figures.count(counts.cases),
        open=pair.open,
        ours=figures.count(counts.open),
        closed=pair.closed,
        theirs=figures.count(counts.closed),
        both=figures.count(counts.both or 0),
    )
    yield t(
        "Open less closed: {difference} percentage points (95 % interval: {low} to {high}).",
        difference=figures.signed_hundredths(pair.difference),
        low=figures.signed_hundredths(pair.low),
        high=figures.signed_hundredths(pair.high),
    )
    yield chance_text(pair)


def _by_model(judging: ModelJudging) -> Iterator[str]:
    yield tn(
        "{judge} marked {number} answer, {alone} of them without a person's mark or a check.",
        "{judge} marked {number} answers, {alone} of them without a person's mark or a check.",
        judging.answers,
        judge=judging.judge,
        alone=figures.count(judging.alone),
    )
    if judging.shared:
        yield tn(
            "Of {number} answer that people decided on too, it said the same of {same}.",
            "Of {number} answers that people decided on too, it said the same of {same}.",
            judging.shared,
            same=figures.count(judging.same),
        )
    if judging.own:
        yield t(
            "{judge} judged answers of the same model that it is; models like those better.",
            judge=judging.judge,
        )


def _candidates(score: TrialScore) -> Block:
    return table(
        t("Candidates"),
        score.candidates,
        (t("Candidate"), lambda each: each.id),
        (t("Side"), lambda each: side_name(each.side)),
        (numeric(t("Passed")), lambda each: _of(each.rate)),
        (numeric(t("95 % interval")), lambda each: _interval(each.rate)),
        (numeric(t("Not decided")), lambda each: figures.count(each.without_result)),
        (numeric(t("Seconds")), lambda each: shown(figures.three_digits, each.seconds)),
        (numeric(t("Cost each")), lambda each: _cost(each, score.currency)),
    )


def _cost(each: CandidateScore, currency: str) -> str:
    if each.cost is None:
        return ""
    return t("{amount} {currency}", amount=figures.price(each.cost), currency=currency)


def _marks(score: TrialScore) -> Block:
    """What each candidate passed or failed by: marks of people, checks, and models."""
    by_model = bool(score.by_models)
    return table(
        t("Marks"),
        score.candidates,
        (t("Candidate"), lambda each: each.id),
        *(
            (numeric(mark_name(mark)), lambda each, mark=mark: figures.count(each.marks[mark]))
            for mark in Mark
        ),
        (numeric(t("By check")), lambda each: _of(each.checked)),
        by_model and (numeric(t("By a model")), lambda each: _of(each.by_model)),
    )


def _of(rate: Rate | None) -> str:
    if rate is None:
        return ""
    passed, cases = figures.count(rate.passed), figures.count(rate.cases)
    return t("{passed} of {cases}", passed=passed, cases=cases)


def _interval(rate: Rate) -> str:
    if rate.low is None or rate.high is None:
        return ""
    low, high = figures.whole_percent(rate.low), figures.whole_percent(rate.high)
    return t("{low} to {high}", low=low, high=high)


def _judges(score: TrialScore) -> Iterator[Block]:
    agreement = score.agreement
    if agreement is None:
        return
    summary = tn(
        "{judges} judges; {number} answer was marked by more than one of them, and {same} of these"
        " alike.",
        "{judges} judges; {number} answers were marked by more than one of them, and {same} of"
        " these alike.",
        agreement.answers,
        judges=figures.count(len(agreement.judges)),
        same=figures.count(agreement.same),
    )
    if agreement.alpha is not None:
        alpha = t(
            "Krippendorff's alpha is {alpha}: 1 is perfect, 0 is chance, and below 0.67 the marks"
            " are too uneven to rest much on.",
            alpha=figures.ratio(agreement.alpha),
        )
        summary = f"{summary} {alpha}"
    yield from group(t("Judges"), [Paragraph(summary)])


def _failure(failure: Failure) -> Item:
    details = (
        t("Asked: {text}", text=failure.asked),
        t("Answered: {text}", text=failure.said),
        *(t("Noted: {text}", text=note) for note in failure.notes),
    )
    title = t("Case {id}, {candidate}", id=failure.case, candidate=failure.candidate)
    return Item(title, "against", details)


def _limits(score: TrialScore) -> Iterator[str]:
    yield t("A mark passes from {mark} on.", mark=t('"{name}"', name=mark_name(score.passes)))
    if score.pair is not None and score.pair.chosen:
        yield t(
            "One of the two was the best of several of its side on these very cases, which flatters"
            " it."
        )
    for each in score.candidates:
        if each.cut_off:
            yield tn(
                "{number} answer of {candidate} was cut off: it may have failed for that alone.",
                "{number} answers of {candidate} were cut off: they may have failed for that"
                " alone.",
                each.cut_off,
                candidate=each.id,
            )
    yield t("It says nothing about cases that are not like these.")
