"""What was answered, what was said of the priorities, and how certain that is, in words."""

from typing import TYPE_CHECKING

from llmchoice.figures import (
    between,
    enumerated,
    in_words,
    listed,
    number,
    separated,
    table_value,
    written,
)
from llmchoice.language import t, tn
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.estimate import Passed
from llmchoice.model.ground import Way

if TYPE_CHECKING:
    from llmchoice.model.assessment import AnswerGiven
    from llmchoice.model.ground import Label, Spread, Stated, Worked
    from llmchoice.model.profile import Answer


def answer(label: "Label") -> str:
    """An answer in words; several choices are parted by semicolons."""
    if label.reserved is not None:
        return bare(label.reserved)
    if label.amount is not None:
        amount = _amount(label)
        return amount if label.worked is None else _counted(label.worked, amount)
    if label.per:  # those with the same answer together
        together: dict[str, list[str]] = {}
        for name, each in label.per:
            together.setdefault(answer(each), []).append(name)
        return separated(
            t("{things}: {answer}", things=listed(names), answer=words)
            for words, names in together.items()
        )
    if label.counts is not None:
        return _counts(label.counts)
    return separated(label.texts)


def worked_out(label: "Label") -> str:
    """An answer in words, without what its amount was worked out from."""
    if label.amount is None:
        return answer(label)
    amount, months = _amount(label), label.worked.months if label.worked else None
    if months is None:
        return amount
    return tn(
        "{amount} for 1 month",
        "{amount} for {months} months",
        months,
        amount=amount,
        months=number(months),
    )


def _amount(label: "Label") -> str:
    """An amount with its unit; of a range also its ends."""
    unit, exact, worked = label.unit or "", label.amount or 0, label.worked
    if worked is None:
        amount = written(exact)
    elif worked.count is None:
        amount = between(worked.low, worked.high)
    else:
        amount = t("about {figure}", figure=in_words(exact))
        if worked.low != worked.high:
            ends = between(worked.low, worked.high)
            return t("{amount} {unit} ({ends})", amount=amount, unit=unit, ends=ends)
    return t("{amount} {unit}", amount=amount, unit=unit).strip()


def _counted(worked: "Worked", amount: str) -> str:
    """An amount behind what it was worked out from."""
    if worked.count is None:
        return amount
    unit, most = worked.what, worked.most
    count = number(worked.count) if most is None else between(worked.count, most)
    counted = t("{count} {unit}", count=count, unit=unit)
    if worked.each is not None:
        counted = t("{counted}, {each} each", counted=counted, each=number(worked.each))
    if worked.months is not None:
        counted = tn(
            "{counted}, once over 1 month",
            "{counted}, once over {months} months",
            worked.months,
            counted=counted,
            months=number(worked.months),
        )
    return t("{counted}: {amount}", counted=counted, amount=amount)


def given(answered: "AnswerGiven") -> str:
    """An answer in words; where members of a panel dispute it, who says what."""
    dispute = answered.dispute
    if dispute is None:
        return answer(answered.label)
    if dispute.kind == "varies":
        return t("contested, not in the same way everywhere")
    voices = separated(
        t("{members}: {answer}", members=listed(saying.members), answer=answer(saying.label))
        for saying in dispute.said
    )
    if dispute.kind == "contested":
        return t("contested ({voices})", voices=voices)
    return t("set aside ({voices})", voices=voices)


def bare(value: "Answer") -> str:
    """An answer of which only the id or the amount is known."""
    if value == UNKNOWN:
        return t("not known")
    if value == NOT_APPLICABLE:
        return t("does not apply")
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return enumerated(value) or t("nothing")
    if isinstance(value, Passed):
        return _counts(value)
    return number(value) if isinstance(value, int | float) else str(value)


def _counts(counts: "Passed") -> str:
    """What a test counted."""
    cases = number(counts.cases)
    passed, theirs = number(counts.open), number(counts.closed)
    if counts.both is None:
        return t(
            "{cases} cases: open {open}, closed {closed}", cases=cases, open=passed, closed=theirs
        )
    return t(
        "{cases} cases: open {open}, closed {closed}, both {both}",
        cases=cases,
        open=passed,
        closed=theirs,
        both=number(counts.both),
    )


def quoted(text: str) -> str:
    """Somebody's words."""
    return t('"{text}"', text=text)


def stated(statement: "Stated") -> str:
    """What was said of one priority, in a few words."""
    if statement.way is Way.COMPARISONS:
        return t("by pairwise comparison")
    if statement.figure is None:
        return t("not ranked")
    figure = number(statement.figure)
    if statement.way is Way.RANKING:
        if statement.shared:
            return t("ranked {place}, shared", place=figure)
        return t("ranked {place}", place=figure)
    if statement.way is Way.POINTS:
        return t("{points} of 100 points", points=figure)
    return t("{rating} of 5", rating=figure)


def spread(certainty: "Spread") -> str:
    """How certain the weights are taken to be, in a few words."""
    if certainty.added is not None:
        return _widened(certainty)
    if certainty.kind == "certain":
        return t("certain")
    if certainty.kind == "no-idea":
        return t("no idea")
    if certainty.kind == "voices":
        return t("as certain as each member is of its own")
    if certainty.kind == "ranking":
        return t("any weights that respect the ranking")
    points = _points(number(certainty.points or 0))
    return t("{word} ({points})", word=certainty.word, points=points) if certainty.word else points


def _widened(certainty: "Spread") -> str:
    """How certain weights are of which comparisons do not agree."""
    if certainty.points is None:
        return t("no idea, because the comparisons contradict each other")
    points = _points(table_value(certainty.points))
    if certainty.word is None:
        return t("{points}, wider because the comparisons do not quite agree", points=points)
    return t(
        "{word}, but {points} because the comparisons do not quite agree",
        word=certainty.word,
        points=points,
    )


def _points(points: str) -> str:
    return tn("{points} point", "{points} points", 1 if points == "1" else 2, points=points)
