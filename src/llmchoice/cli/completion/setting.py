"""What `--set` takes: ids first; behind `=` the answers of that question, or ratings."""

from collections.abc import Iterable, Iterator

from llmchoice.knowledge.answer import offered
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.question import Amount, AnyOf, Question

_SPECIAL = {UNKNOWN: "it is not known", NOT_APPLICABLE: "it does not apply"}


def setting_offers(kb: KnowledgeBase, incomplete: str) -> list[tuple[str, str]]:
    """Settings that begin so, each with what it means.

    Ids end in `=`. Where a single one is left, its values are offered at once, so that no shell
    puts a space behind the `=`.
    """
    target, equals, value = incomplete.partition("=")
    if equals:
        return list(_values(kb, target.removesuffix("+"), value, f"{target}="))
    targets = {priority.id: priority.name for priority in kb.priorities}
    targets = {question.id: question.text for question in kb.questions} | targets
    begun = [(name, about) for name, about in targets.items() if name.startswith(target)]
    if len(begun) == 1:
        return list(_values(kb, begun[0][0], "", f"{begun[0][0]}="))
    return [(f"{name}=", about) for name, about in begun]


def _values(kb: KnowledgeBase, target: str, value: str, lead: str) -> Iterator[tuple[str, str]]:
    for question in kb.questions:
        if question.id == target:
            yield from _prefixed(lead, _answers(question, value))
    if any(priority.id == target for priority in kb.priorities):
        scale = kb.settings.importance_scale
        ratings = ((str(rating), text) for rating, text in enumerate(scale))
        yield from _prefixed(lead, (r for r in ratings if r[0].startswith(value)))


def _answers(question: Question, value: str) -> Iterator[tuple[str, str]]:
    """Whole values; of several answers joined by commas, the last one is completed."""
    if isinstance(question, Amount):
        amounts = ((f"{amount:.0f}", question.unit or "") for amount in question.likely)
        yield from (a for a in (*amounts, (UNKNOWN, _SPECIAL[UNKNOWN])) if a[0].startswith(value))
        return
    before, comma, last = value.rpartition(",")
    if comma and not isinstance(question, AnyOf):
        return
    texts = _SPECIAL | {answer.id: answer.text for answer in question.worded}
    taken = set(before.split(",")) if comma else set()
    alone = {UNKNOWN, NOT_APPLICABLE, *(c.id for c in question.choices if c.alone)}
    for name in offered(question):
        if name.startswith(last) and name not in taken and not (comma and name in alone):
            yield f"{before}{comma}{name}", texts.get(name, "")


def _prefixed(lead: str, items: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((f"{lead}{name}", about) for name, about in items)
