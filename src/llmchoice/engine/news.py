"""Models and sources of two assessments: what came, what went, and what is put otherwise."""

from collections.abc import Iterator, Sequence

from llmchoice.engine.matching import matched
from llmchoice.model.assessment import Assessment, SourceUsed
from llmchoice.model.recheck import ListNews, ModelNews, SourceMove, SourceNews
from llmchoice.model.shortlist import Shortlist


def list_news(before: Assessment, after: Assessment) -> Iterator[ListNews]:
    """Shortlists that hold other models; a list for another option is no news of models."""
    listed = (after.options, *(workload.options for workload in after.workloads))
    names = {option.id: option.name for options in listed for option in options}
    for old, new in matched(before.shortlist or (), after.shortlist or (), key=_about):
        if old is None or new is None:
            continue
        came, went = _missing(new, old), _missing(old, new)
        if came or went:
            yield ListNews(
                workload=new.workload,
                option=new.option,
                name=names.get(new.option, new.option),
                came=tuple(came),
                went=tuple(went),
            )


def _about(shortlist: Shortlist) -> str:
    return f"{shortlist.option} {shortlist.workload or ''}"


def _missing(shortlist: Shortlist, other: Shortlist) -> list[ModelNews]:
    """The models that pass in a shortlist and not in the other, and what they lack there."""
    kept = {model.model for model in other.models}
    lacks = {miss.model: miss.lacks for miss in other.near_misses}
    return [
        ModelNews(model=model.model, name=model.name, lacks=lacks.get(model.model))
        for model in shortlist.models
        if model.model not in kept
    ]


def source_news(before: Sequence[SourceUsed], after: Sequence[SourceUsed]) -> Iterator[SourceNews]:
    """Claims and references on which the result rests otherwise, each with the most it tells."""
    for old, new in matched(before, after, key=lambda source: f"{source.kind} {source.id}"):
        known = new or old
        if known is None:
            continue
        move = _move(old, new)
        if move is not None:
            standing = move is SourceMove.STANDING
            yield SourceNews(
                id=known.id,
                title=known.title,
                url=known.url,
                move=move,
                before=None if old is None else old.standing if standing else old.text,
                after=None if new is None else new.standing if standing else new.text,
            )


def _move(old: SourceUsed | None, new: SourceUsed | None) -> SourceMove | None:
    if old is None:
        return SourceMove.NEW
    if new is None:
        return SourceMove.GONE
    if old.standing is not new.standing:
        return SourceMove.STANDING
    return SourceMove.WORDING if old.text != new.text else None
