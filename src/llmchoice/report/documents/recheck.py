"""Does a past decision still hold: what `llmchoice recheck` tells."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.comparison import Comparison
from llmchoice.model.recheck import Crossing, Recheck
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Block, Callout, Group, Heading, Inline, Item, Level, Paragraph
from llmchoice.report.documents import differences
from llmchoice.report.documents.differences import annex, result
from llmchoice.report.documents.differences.result import Phrases, phrases_of
from llmchoice.report.documents.news import answer_today, chapters, kinds
from llmchoice.report.subject import dated
from llmchoice.report.wording.amounts import tokens

_CONFIRMATIONS = 3


def document(recheck: Recheck, level: Level) -> Iterator[Block]:
    """Whether the decision holds, what moved and what to do; in full, every difference."""
    comparison = recheck.comparison
    phrases = phrases_of(comparison, t("Then"), t("Today"))
    yield Heading(_title(recheck), 1)
    yield Callout(
        headline(recheck, phrases),
        tone=result.tone(comparison) if recheck.holds else "warn",
        text=tuple(differences.figures_of(comparison, phrases)),
    )
    yield from differences.of_whole(comparison, phrases)
    yield Group(t("Since then"), (Paragraph(moved(recheck)),))
    yield from differences.to_do(_to_do(recheck))
    if level is not Level.FULL:
        yield differences.everything()
    else:
        yield from chapters(recheck)
        yield from annex.of_whole(comparison, phrases)


def _title(recheck: Recheck) -> str:
    then, today = recheck.comparison.origin_before.date, recheck.comparison.origin_after.date
    if then is None:
        return t("Does the decision still hold? {organisation}", organisation=recheck.organisation)
    about = dated(recheck.organisation, today)
    return t(
        "Does the decision of {then} still hold? {organisation}", then=then, organisation=about
    )


def headline(recheck: Recheck, phrases: Phrases) -> str:
    """What became of the decision, in one line."""
    if recheck.stays:
        return _still(recheck.comparison, phrases)
    before, after = map(phrases.outcome, (recheck.comparison.before, recheck.comparison.after))
    places = {"before": before, "after": after}
    others = recheck.comparison.other_workloads
    if others and not recheck.comparison.other_result:
        names = figures.listed(others)
        if recheck.holds:
            return t("The side holds, but not the option for {workloads}", workloads=names)
        return t("No longer holds for {workloads}", workloads=names)
    if recheck.holds:
        return t("The side holds, but not the option: from {before} to {after}", **places)
    return t("No longer holds: from {before} to {after}", **places)


def _still(comparison: Comparison, phrases: Phrases) -> str:
    before, after = map(phrases.outcome, (comparison.before, comparison.after))
    verdict = comparison.after.verdict if comparison.after else None
    if verdict is Verdict.NONE:
        return t("Still nothing admissible")
    if verdict is not Verdict.UNDECIDED:
        return t("Still holds: {outcome}", outcome=after)
    if before != after:
        return t("Still not decided: {before} then, {after} today", before=before, after=after)
    return t("Still not decided: {outcome}", outcome=after)


def moved(recheck: Recheck) -> str:
    """What is different since then, in a sentence."""
    if recheck.moved:
        return t("Changed: {kinds}.", kinds=figures.listed(kinds(recheck.moved)))
    if recheck.comparison.changed:
        return t(
            "Nothing that would explain it: the simulations were others, or the file is not as it"
            " was written."
        )
    return t("Nothing changed.")


def to_confirm(recheck: Recheck) -> Iterator[Item]:
    """The answers that have to be confirmed again, the longest expired first."""
    for expiry in recheck.late[:_CONFIRMATIONS]:
        answer = answer_today(expiry)
        text = t('Confirm again: {question} "{answer}"', question=expiry.text, answer=answer)
        yield Item(text, details=(t("Good until {day}.", day=expiry.day),))


def to_look_at(recheck: Recheck) -> Iterator[str]:
    """The recorded volumes and prices that are reached, and the day to decide once it is over."""
    if recheck.is_due and recheck.decide_by is not None:
        yield t("Decide now: you wanted to by {day}.", day=recheck.decide_by.day)
    yield from map(_crossed, recheck.crossings)


def _crossed(crossing: Crossing) -> str:
    places = {"option": crossing.name, "start": crossing.start_name}
    if crossing.kind == "volume":
        text = t(
            "Look again: at {now} tokens a month, {option} costs no more than {start}. The decision"
            " said so from {limit} on.",
            now=tokens(crossing.now),
            limit=tokens(crossing.limit),
            **places,
        )
    else:
        text = t(
            "Look again: {option} costs no more than {start} today. When you decided, it cost"
            " more.",
            **places,
        )
    if crossing.workload is None:
        return text
    return t("{work}: {text}", work=crossing.workload, text=text)


def _to_do(recheck: Recheck) -> Iterator[Inline | Item]:
    yield from to_look_at(recheck)
    yield from to_confirm(recheck)
    if not recheck.stays:
        yield t("Decide again: run llmchoice assess with the same profile, and read why.")
        yield from differences.steps(recheck.comparison)
    elif not (recheck.late or recheck.stale or recheck.crossings or recheck.is_due):
        yield _later(recheck)
    if recheck.stale:
        yield tn(
            "Check {number} fact again that is old by now; --full names it.",
            "Check {number} facts again that are old by now; --full names them.",
            len(recheck.stale),
        )


def _later(recheck: Recheck) -> str:
    if recheck.decide_by is not None and recheck.decides_first:
        return t("Nothing now. You want to decide by {day}.", day=recheck.decide_by.day)
    if not recheck.coming:
        return t("Nothing now. Check again when an answer, a price or a law changes.")
    day = recheck.coming[0].day
    return t("Nothing now. Check again on {day}, when an answer expires.", day=day)
