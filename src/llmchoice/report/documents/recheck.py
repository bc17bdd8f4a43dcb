"""Does a past decision still hold, and what is new since then: what `llmchoice recheck` tells."""

from collections.abc import Iterable, Iterator

from llmchoice import figures
from llmchoice.language import message, t, tell, tn
from llmchoice.model.comparison import Comparison
from llmchoice.model.recheck import (
    Crossing,
    Expiry,
    ModelNews,
    Moved,
    Recheck,
    Said,
    SourceMove,
    SourceNews,
    StaleFact,
)
from llmchoice.model.verdict import Kind, Verdict
from llmchoice.report.blocks import Block, Callout, Heading, Inline, Item, Level, Link, Paragraph
from llmchoice.report.composition import chapter, group, item
from llmchoice.report.documents import differences
from llmchoice.report.documents.differences import result
from llmchoice.report.documents.differences.result import Phrases, phrases_of
from llmchoice.report.documents.verdict import verdict_name
from llmchoice.report.subject import dated
from llmchoice.report.wording.answers import answer as worded
from llmchoice.report.wording.notices import outdated
from llmchoice.report.wording.wishes import missed

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
    yield from group(t("Since then"), [Paragraph(_moved(recheck))])
    yield from differences.to_do(_to_do(recheck))
    yield from differences.the_rest(comparison, phrases, level, _chapters(recheck))


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
        return _still(recheck.comparison, phrases, is_old=recheck.rests_on_old)
    comparison = recheck.comparison
    places = {
        "before": phrases.outcome(comparison.before),
        "after": phrases.outcome(comparison.after),
        "workloads": figures.listed(comparison.other_workloads),
    }
    if places["workloads"] and not comparison.other_result:
        if recheck.holds:
            return t("The side holds, but not the option for {workloads}", **places)
        return t("No longer holds for {workloads}", **places)
    if recheck.holds:
        return t("The side holds, but not the option: from {before} to {after}", **places)
    if places["before"] == places["after"] and comparison.before and comparison.after:
        verdicts = (comparison.before.verdict, comparison.after.verdict)
        places["before"], places["after"] = map(verdict_name, verdicts)
    then, today = map(figures.count, comparison.other_draws or (0, 0))
    # Without a reason nothing ended that held: the simulations are others, or the file is.
    text = message("No longer holds: from {before} to {after}")
    if recheck.rests_on_draws:
        text = message("By {then} simulations: {before}. By {today}: {after}.")
    elif not recheck.moved:
        text = message("The file says {before}, but its answers come to {after}")
    return tell(text, then=then, today=today, **places)


def _still(comparison: Comparison, phrases: Phrases, *, is_old: bool) -> str:
    before, after = map(phrases.outcome, (comparison.before, comparison.after))
    verdict = comparison.after.verdict if comparison.after else None
    if verdict is Verdict.NONE:
        return t("Still nothing admissible")
    if verdict is not Verdict.UNDECIDED:
        if is_old:
            return t("Still holds, as far as old figures tell: {outcome}", outcome=after)
        return t("Still holds: {outcome}", outcome=after)
    if before != after:
        return t("Still not decided: {before} then, {after} today", before=before, after=after)
    return t("Still not decided: {outcome}", outcome=after)


def _moved(recheck: Recheck) -> str:
    """What is different since then, in a sentence."""
    others = [kind for kind in recheck.moved if kind is not Moved.PROFILE]
    if others and len(others) < len(recheck.moved):
        text = message("Changed: the profile. With it, or by themselves: {kinds}.")
        return tell(text, kinds=kinds(others))
    if recheck.moved:
        return t("Changed: {kinds}.", kinds=kinds(recheck.moved))
    if recheck.comparison.changed and recheck.rests_on_draws:
        return t("Nothing but the number of simulations.")
    if recheck.comparison.changed:
        return t("Nothing that would explain it: the file is not as it was written.")
    if old := outdated(recheck.prices, len(recheck.stale)):
        return t("Nothing changed that is known here. {old}", old=old)
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


_CROSSED = {
    ("volume", "start"): message(
        "Look again: at {now} tokens a month, {option} costs no more than {start}. The decision"
        " said so from {limit} on."
    ),
    ("volume", "ceiling"): message(
        "Look again: at {now} tokens a month, {option} typically costs more than your ceiling. The"
        " decision said so from {limit} on."
    ),
    ("price", "start"): message(
        "Look again: {option} costs no more than {start} today. When you decided, it cost more."
    ),
    ("price", "ceiling"): message(
        "Look again: {option} typically keeps to your ceiling today. When you decided, it did not."
    ),
}


def _crossed(crossing: Crossing) -> str:
    text = tell(
        _CROSSED[crossing.kind, crossing.meets],
        option=crossing.name,
        start=crossing.start_name,
        now=figures.tokens(crossing.now) if crossing.kind == "volume" else "",
        limit=figures.tokens(crossing.limit) if crossing.kind == "volume" else "",
    )
    if crossing.workload is None:
        return text
    return t("{work}: {text}", work=crossing.workload, text=text)


def _to_do(recheck: Recheck) -> Iterator[Inline | Item]:
    yield from to_look_at(recheck)
    yield from to_confirm(recheck)
    if not recheck.stays:
        yield _again(recheck)
        yield from differences.steps(recheck.comparison)
    elif not (recheck.late or recheck.rests_on_old or recheck.crossings or recheck.is_due):
        yield _later(recheck)
    if recheck.prices is not None:
        yield t(
            "Read prices again: 'llmchoice models prices --refresh' does it for models (it needs"
            " llmchoice[prices]), and 'costs:' in the profile takes your own."
        )
    if recheck.stale:
        yield tn(
            "Check {number} fact again that is old by now; --full names it.",
            "Check {number} facts again that are old by now; --full names them.",
            len(recheck.stale),
        )


def _again(recheck: Recheck) -> str:
    """How to decide again, where the decision does not stay."""
    after = recheck.comparison.after
    if after is not None and after.kind is Kind.TOO_FEW and recheck.rests_on_draws:
        return t("Check again without --draws: so few simulations tell less.")
    if recheck.comparison.settings:
        return t("If --set is true: write it into the profile, and run llmchoice assess with that.")
    return t("Decide again: run llmchoice assess with the same profile, and read why.")


def _later(recheck: Recheck) -> str:
    if recheck.decide_by is not None and recheck.decides_first:
        return t("Nothing now. You want to decide by {day}.", day=recheck.decide_by.day)
    if not recheck.coming:
        return t("Nothing now. Check again when an answer, a price or a law changes.")
    day = recheck.coming[0].day
    return t("Nothing now. Check again on {day}, when an answer expires.", day=day)


def kinds(moved: Iterable[Moved]) -> str:
    """What is different, in a word or two each."""
    names = {
        Moved.PROFILE: t("the profile"),
        Moved.QUESTIONS: t("questions"),
        Moved.OPTIONS: t("options"),
        Moved.RULES: t("the rules for a verdict"),
        Moved.CONSTRAINTS: t("constraints"),
        Moved.CONDITIONS: t("conditions"),
        Moved.CRITERIA: t("criteria"),
        Moved.VALUES: t("values"),
        Moved.WEIGHTS: t("weights"),
        Moved.COSTS: t("costs"),
        Moved.MODELS: t("models"),
        Moved.SOURCES: t("sources"),
    }
    return figures.listed(names[kind] for kind in moved)


def _chapters(recheck: Recheck) -> Iterator[Block]:
    """Each that has something to tell, folded."""
    yield from chapter(t("Answers to confirm again"), map(_expiry, recheck.late))
    yield from chapter(t("Answers that are good until a day"), map(_expiry, recheck.coming))
    dropped = (tell(_DROPPED[each.kind], id=each.id) for each in recheck.dropped)
    yield from chapter(t("Left out of the profile of then"), dropped)
    for title, sentence, questions in (
        (t("Questions that were not asked then"), _TAKEN_AS, recheck.new_questions),
        (t("Questions that are no longer asked"), _ANSWERED, recheck.gone_questions),
    ):
        items = (item(new.text, tell(sentence, answer=worded(new.label))) for new in questions)
        yield from chapter(title, items)
    yield from _models(recheck)
    yield from _sources(recheck.sources)
    yield from chapter(t("Facts to check again: they are old"), map(_stale, recheck.stale))


def _expiry(expiry: Expiry) -> Item:
    text = t("{day}: {question}", day=expiry.day, question=expiry.text)
    return Item(text, details=(t("Answer: {answer}", answer=answer_today(expiry)),))


def answer_today(expiry: Expiry) -> str:
    """The answer that has to be confirmed, in words."""
    return worded(expiry.label) if expiry.label else t("not asked today")


_DROPPED = {
    Said.QUESTION: message("There is no question '{id}' today: its answer was left out."),
    Said.ANSWER: message("The answer to '{id}' is no longer offered: it was left out."),
    Said.SHARE: message("There is no criterion '{id}' today: its share was left out."),
    Said.PRIORITY: message("There is no priority '{id}' today: its weight was left out."),
}
_TAKEN_AS, _ANSWERED = message("Taken as: {answer}"), message("Answer then: {answer}")


def _models(recheck: Recheck) -> Iterator[Block]:
    for news in recheck.shortlists:
        option = figures.enumerated(filter(None, (news.name, news.workload)))
        about = t("Models for {option}", option=option)
        came = (Item(t("New: {model}", model=_model(model)), "for") for model in news.came)
        went = (Item(t("Gone: {model}", model=_model(model)), "against") for model in news.went)
        yield from chapter(about, (*came, *went))


def _model(model: ModelNews) -> str:
    if model.lacks is None:
        return model.name
    return t("{model}: {reason}", model=model.name, reason=missed(model.lacks))


def _sources(sources: tuple[SourceNews, ...]) -> Iterator[Block]:
    titles = {
        SourceMove.STANDING: t("Claims whose standing changed"),
        SourceMove.WORDING: t("Sources that say something else"),
        SourceMove.NEW: t("Sources that the result rests on now"),
        SourceMove.GONE: t("Sources that the result no longer rests on"),
    }
    for move, title in titles.items():
        yield from chapter(title, (_source(news) for news in sources if news.move is move))


def _source(news: SourceNews) -> str:
    if news.before and news.after:
        places = {"id": news.id, "before": news.before, "after": news.after}
        return t("{id}: {after} (before: {before})", **places)
    return t("{id}: {text}", id=news.id, text=news.after or news.before or "")


def _stale(fact: StaleFact) -> Inline:
    text = t("{id}: {title}, checked on {day}", id=fact.id, title=fact.title, day=fact.checked_on)
    return (Link(text, fact.url),) if fact.url else text
