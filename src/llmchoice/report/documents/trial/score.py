"""What a blind test came to: who passed how many cases, and what that leaves open."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.option import Side
from llmchoice.model.score import CandidateScore, Failure, ModelJudging, Pairing, Rate, TrialScore
from llmchoice.model.trial import Mark
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Callout,
    Column,
    Group,
    Heading,
    Hint,
    Item,
    Level,
    Mono,
    Paragraph,
    Table,
    Tone,
)
from llmchoice.report.documents.verdict import side_name
from llmchoice.report.wording.trial import mark_name, p_text, result_text


def document(score: TrialScore, level: Level) -> list[Block]:
    """The pair first; then everybody, the kinds of cases, the judges, and what went wrong."""
    return list(_document(score, level))


def _document(score: TrialScore, level: Level) -> Iterator[Block]:
    yield Heading(_title(score), 1)
    yield _headline(score)
    yield from _by_models(score)
    yield _candidates(score)
    if level is Level.FULL:
        yield _marks(score)
    if score.tags:
        yield _tags(score)
    yield from _judges(score)
    failures = score.failures if level is Level.FULL else score.failures[:2]
    if failures:
        yield Group(t("Not passed"), (Bullets(tuple(map(_failure, failures))),))
    yield Group(t("Limits"), (Bullets(tuple(map(Item, _limits(score)))),))
    yield Paragraph(
        (
            t("Counted from cases, answers and judgements with this SHA-256:"),
            " ",
            Mono(score.sha256),
        ),
        tone="faint",
    )
    if score.pair is not None:
        yield Hint(((t("Into a profile"), "llmchoice trial score --into p.yaml"),))
    elif any(each.undecided for each in score.candidates):
        yield Hint(((t("Mark the answers"), "llmchoice trial judge --judge NAME"),))
    else:
        yield Hint(((t("Get answers"), "llmchoice trial run"),))


def _title(score: TrialScore) -> str:
    if score.date is None:
        return t("Blind test: {name}", name=score.name)
    return t("Blind test: {name}, {date}", name=score.name, date=score.date)


def _headline(score: TrialScore) -> Callout:
    pair = score.pair
    if pair is None:
        missing = t("No case has a result for an open and a closed model yet.")
        return Callout(t("Nothing to compare yet"), tone="warn", text=(missing,))
    return Callout(result_text(pair), tone=_tone(pair), text=tuple(_sure(pair)))


def _tone(pair: Pairing) -> Tone:
    if pair.low <= 0 <= pair.high:
        return "plain"
    return "open" if pair.difference > 0 else "closed"


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
    yield p_text(pair.p)


def _by_models(score: TrialScore) -> Iterator[Callout]:
    """That a model was asked to judge, and what rests on that."""
    if not score.by_models:
        return
    yield Callout(
        t("Judged by a model as well"),
        tone="warn",
        text=tuple(line for each in score.by_models for line in _by_model(each)),
    )


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


def _candidates(score: TrialScore) -> Table:
    columns = (
        Column(t("Candidate")),
        Column(t("Side")),
        Column(t("Passed"), figures=True),
        Column(t("95 % interval"), figures=True),
        Column(t("Not decided"), figures=True),
        Column(t("Seconds"), figures=True),
        Column(t("Cost each"), figures=True),
    )
    rows = tuple(_row(each, score.currency) for each in score.candidates)
    return Table(columns, rows, t("Candidates"))


def _row(each: CandidateScore, currency: str) -> tuple[str, ...]:
    return (
        each.id,
        side_name(each.side),
        _of(each.rate),
        _interval(each.rate),
        figures.count(each.without_result),
        "" if each.seconds is None else figures.three_digits(each.seconds),
        ""
        if each.cost is None
        else t("{amount} {currency}", amount=figures.price(each.cost), currency=currency),
    )


def _marks(score: TrialScore) -> Table:
    """What each candidate passed or failed by: marks of people, checks, and models."""
    columns = (
        Column(t("Candidate")),
        *(Column(mark_name(mark), figures=True) for mark in Mark),
        Column(t("By check"), figures=True),
        *([Column(t("By a model"), figures=True)] if score.by_models else ()),
    )
    rows = tuple(
        (
            each.id,
            *(figures.count(each.marks[mark]) for mark in Mark),
            "" if each.checked is None else _of(each.checked),
            *(["" if each.by_model is None else _of(each.by_model)] if score.by_models else ()),
        )
        for each in score.candidates
    )
    return Table(columns, rows, t("Marks"))


def _of(rate: Rate) -> str:
    return t(
        "{passed} of {cases}", passed=figures.count(rate.passed), cases=figures.count(rate.cases)
    )


def _interval(rate: Rate) -> str:
    if rate.low is None or rate.high is None:
        return ""
    return t(
        "{low} to {high}",
        low=figures.whole_percent(rate.low),
        high=figures.whole_percent(rate.high),
    )


def _tags(score: TrialScore) -> Table:
    columns = (
        Column(t("Kind of case")),
        Column(side_name(Side.OPEN), figures=True),
        Column(side_name(Side.CLOSED), figures=True),
    )
    rows = tuple((each.tag, _of(each.open), _of(each.closed)) for each in score.tags)
    return Table(columns, rows, t("By kind of case"))


def _judges(score: TrialScore) -> Iterator[Group]:
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
    if agreement.alpha is None:
        yield Group(t("Judges"), (Paragraph(summary),))
        return
    alpha = t(
        "Krippendorff's alpha is {alpha}: 1 is perfect, 0 is chance, and below 0.67 the marks are"
        " too uneven to rest much on.",
        alpha=figures.ratio(agreement.alpha),
    )
    yield Group(t("Judges"), (Paragraph(f"{summary} {alpha}"),))


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
