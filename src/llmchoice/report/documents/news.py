"""What a recheck tells beside a comparison: questions, answers to confirm, models and sources."""

from collections.abc import Iterable, Iterator

from llmchoice.language import message, t, tell
from llmchoice.model.recheck import (
    Dropped,
    Expiry,
    ModelNews,
    Moved,
    QuestionNews,
    Recheck,
    Said,
    SourceMove,
    SourceNews,
    StaleFact,
)
from llmchoice.report.blocks import Block, Inline, Item, Link, chapter
from llmchoice.report.wording.answers import answer as worded
from llmchoice.report.wording.wishes import missed


def kinds(moved: Iterable[Moved]) -> list[str]:
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
    return [names[kind] for kind in moved]


def chapters(recheck: Recheck) -> Iterator[Block]:
    """Each that has something to tell, folded."""
    yield from chapter(t("Answers to confirm again"), map(_expiry, recheck.late))
    yield from chapter(t("Answers that are good until a day"), map(_expiry, recheck.coming))
    yield from chapter(t("Left out of the profile of then"), map(_dropped, recheck.dropped))
    yield from chapter(t("Questions that were not asked then"), map(_new, recheck.new_questions))
    yield from chapter(t("Questions that are no longer asked"), map(_gone, recheck.gone_questions))
    yield from _models(recheck)
    yield from _sources(recheck.sources)
    newly = [fact for fact in recheck.stale if not fact.was_stale]
    yield from chapter(t("Facts to check again: they became old"), map(_stale, newly))
    still = [fact for fact in recheck.stale if fact.was_stale]
    yield from chapter(t("Facts that were old already"), map(_stale, still))


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


def _dropped(dropped: Dropped) -> str:
    return tell(_DROPPED[dropped.kind], id=dropped.id)


def _new(news: QuestionNews) -> Item:
    return Item(news.text, details=(t("Taken as: {answer}", answer=worded(news.label)),))


def _gone(news: QuestionNews) -> Item:
    return Item(news.text, details=(t("Answer then: {answer}", answer=worded(news.label)),))


def _models(recheck: Recheck) -> Iterator[Block]:
    for news in recheck.shortlists:
        about = t("Models for {option}", option=news.name)
        if news.workload:
            about = t("Models for {option}, {workload}", option=news.name, workload=news.workload)
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
