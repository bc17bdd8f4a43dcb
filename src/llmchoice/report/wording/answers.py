"""What was answered, in words."""

from typing import TYPE_CHECKING

from llmchoice.figures import between, enumerated, in_words, listed, number, separated
from llmchoice.language import t
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.passed import Passed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmchoice.model.assessment import AnswerGiven
    from llmchoice.model.label import Dispute, Label, Worked
    from llmchoice.model.profile import Answer


def answer(label: "Label") -> str:
    """An answer in words; several choices are parted by semicolons."""
    if label.reserved is not None:
        return bare(label.reserved)
    if label.amount is not None:
        amount = _amount(label)
        return amount if label.worked is None else _counted(label.worked, amount)
    if label.per:
        return _per_choice(label.per)
    if label.counts is not None:
        return _counts(label.counts)
    return separated(label.texts)


def worked_out(label: "Label") -> str:
    """An answer in words, without what its amount was worked out from."""
    return answer(label) if label.amount is None else _amount(label)


def _amount(label: "Label") -> str:
    """An amount with its unit; of a range also its ends."""
    unit, exact, worked = label.unit or "", label.amount or 0, label.worked
    if worked is None:
        return t("{amount} {unit}", amount=number(exact), unit=unit).strip()
    ends = between(worked.low, worked.high)
    if worked.count is None:
        return t("{amount} {unit}", amount=ends, unit=unit).strip()
    about = t("about {figure}", figure=in_words(exact))
    if worked.low == worked.high:
        return t("{amount} {unit}", amount=about, unit=unit).strip()
    return t("{amount} {unit} ({ends})", amount=about, unit=unit, ends=ends)


def _counted(worked: "Worked", amount: str) -> str:
    """An amount behind what it was worked out from."""
    if worked.count is None:
        return amount
    what, most = worked.what, worked.most
    count = number(worked.count) if most is None else between(worked.count, most)
    if worked.each is None:
        return t("{count} {what}: {amount}", count=count, what=what, amount=amount)
    each = number(worked.each)
    return t(
        "{count} {what}, {each} each: {amount}", count=count, what=what, each=each, amount=amount
    )


def _per_choice(per: "Sequence[tuple[str, Label]]") -> str:
    """What is answered for several things; those with the same answer together."""
    together: dict[str, list[str]] = {}
    for name, label in per:
        together.setdefault(answer(label), []).append(name)
    return separated(
        t("{things}: {answer}", things=listed(names), answer=words)
        for words, names in together.items()
    )


def given(found: "AnswerGiven") -> str:
    """An answer in words; where members of a panel dispute it, who says what."""
    return answer(found.label) if found.dispute is None else _dispute(found.dispute)


def bare(found: "Answer") -> str:
    """An answer of which only the id or the amount is known."""
    if found == UNKNOWN:
        return t("not known")
    if found == NOT_APPLICABLE:
        return t("does not apply")
    if isinstance(found, str):
        return found
    if isinstance(found, tuple):
        return enumerated(found) or t("nothing")
    if isinstance(found, Passed):
        return _counts(found)
    return number(found) if isinstance(found, int | float) else str(found)


def _counts(found: "Passed") -> str:
    """What a test counted."""
    cases = number(found.cases)
    passed, theirs = number(found.open), number(found.closed)
    if found.both is None:
        return t(
            "{cases} cases: open {open}, closed {closed}", cases=cases, open=passed, closed=theirs
        )
    return t(
        "{cases} cases: open {open}, closed {closed}, both {both}",
        cases=cases,
        open=passed,
        closed=theirs,
        both=number(found.both),
    )


def quoted(text: str) -> str:
    """Somebody's words."""
    return t('"{text}"', text=text)


def _dispute(found: "Dispute") -> str:
    if found.kind == "varies":
        return t("contested, not in the same way everywhere")
    said = separated(
        t("{members}: {answer}", members=listed(saying.members), answer=answer(saying.label))
        for saying in found.said
    )
    if found.kind == "contested":
        return t("contested ({said})", said=said)
    return t("set aside ({said})", said=said)
