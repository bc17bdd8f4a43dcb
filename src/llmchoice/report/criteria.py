"""The knowledge base on a terminal: a list of criteria, and one criterion with its evidence."""

import textwrap
from collections.abc import Iterator, Mapping

from llmchoice import figures
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Computed, Criterion, Priority, Row
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.question import Question
from llmchoice.model.rule import Condition, Constraint
from llmchoice.model.source import Claim, Favours
from llmchoice.plain import plain

WIDTH = 100
_SPEAKS = {
    Favours.OPEN: "for open",
    Favours.CLOSED: "for closed",
    Favours.NEITHER: "for neither side",
}


def criteria_table(kb: KnowledgeBase) -> str:
    """One line per criterion: id, priority, share of the priority, question, name."""
    rows = [("CRITERION", "PRIORITY", "SHARE", "QUESTION", "NAME")]
    for priority in kb.priorities:
        total = sum(c.share for c in priority.criteria)
        rows += [
            (c.id, priority.id, figures.whole_percent(c.share / total), c.question, plain(c.name))
            for c in priority.criteria
        ]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ("  ".join(f"{cell:<{w}}" for cell, w in zip(r, widths, strict=True)) for r in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def criterion_page(kb: KnowledgeBase, criterion_id: str, unknown: Mapping[str, Row]) -> str:
    """Everything about one criterion, named by its id or by that of its ceiling's rule.

    `unknown` holds criterion to the values that an unknown answer counts with. Raises KeyError
    when there is no such criterion.
    """
    for priority, criterion in kb.criteria():
        ceiling = criterion.computed.constraint if criterion.computed else None
        if criterion_id in {criterion.id, ceiling}:
            return "".join(
                f"{line}\n" for line in _page(kb, priority, criterion, unknown.get(criterion.id))
            )
    raise KeyError(criterion_id)


def rule_page(kb: KnowledgeBase, rule_id: str) -> str:
    """Everything about one constraint or condition. Raises KeyError when there is none."""
    rules: list[Constraint | Condition] = [*kb.constraints, *kb.conditions]
    for rule in rules:
        if rule.id == rule_id:
            return "".join(f"{line}\n" for line in _rule(kb, rule))
    raise KeyError(rule_id)


def _rule(kb: KnowledgeBase, rule: Constraint | Condition) -> Iterator[str]:
    if isinstance(rule, Constraint):
        yield f"{rule.id}: a constraint; it excludes {', '.join(rule.excludes)}"
        yield from _wrapped(rule.reason)
    else:
        yield f"{rule.id}: a condition for {', '.join(rule.options)} ({rule.effort} effort)"
        yield from _wrapped(f"{rule.obtain} {rule.reason}")
    yield ""
    yield "It holds when"
    for question_id, answers in rule.when.items():
        question = kb.question(question_id)
        texts = "; or ".join(choice.text for choice in question.choices if choice.id in answers)
        yield from _wrapped(f"{question.text} ({question_id}) {texts}", "  ", "    ")
    yield ""
    yield from _sources(kb, rule.claims, rule.references)


def _page(
    kb: KnowledgeBase, priority: Priority, criterion: Criterion, unknown: Row | None
) -> Iterator[str]:
    question = kb.question(criterion.question)
    yield f"{criterion.id}: {plain(criterion.name)}"
    yield from _wrapped(f"Priority: {priority.name} ({priority.id}). {criterion.asks}")
    yield ""
    yield f"Question ({question.id})"
    yield from _wrapped(question.text, "  ")
    yield from _wrapped(f"Why: {question.why}", "  ")
    yield ""
    yield f"Values, 0 to 100, each give or take {figures.number(criterion.uncertainty)}"
    yield from _table(kb, criterion, question, unknown)
    yield ""
    yield "What a value means"
    for value, meaning in sorted(criterion.anchors.items()):
        yield from _wrapped(f"{value:>3}  {meaning}", "  ", "       ")
    if criterion.computed is not None:
        yield from _computed(criterion.computed)
    yield ""
    yield "Reasons"
    for option in kb.options:
        yield from _wrapped(f"{option.id}: {criterion.reasons[option.id]}", "  ", "    ")
    yield ""
    yield from _evidence(kb, criterion)


def _computed(computed: Computed) -> Iterator[str]:
    yield ""
    yield "With a ceiling in the profile costs are computed, and a value means"
    for value, meaning in sorted(computed.anchors.items()):
        yield from _wrapped(f"{value:>3}  {meaning}", "  ", "       ")
    yield from _wrapped(f"Rule {computed.constraint}: {computed.reason}", "  ")


def _table(
    kb: KnowledgeBase, criterion: Criterion, question: Question, unknown: Row | None
) -> Iterator[str]:
    rows = [(figures.money(point.at), point.values) for point in criterion.points] or [
        (choice.id, criterion.values[choice.id]) for choice in question.choices
    ]
    if unknown is not None:
        rows.append((UNKNOWN, tuple(round(value, 1) for value in unknown)))
    first = max(len(name) for name, _ in rows)
    yield f"  {'':<{first}}  {'  '.join(option.id for option in kb.options)}"
    for name, values in rows:
        cells = (
            f"{value:>{len(option.id)}g}" for option, value in zip(kb.options, values, strict=True)
        )
        yield f"  {name:<{first}}  {'  '.join(cells)}"
    for choice in question.choices:
        yield from _wrapped(f"{choice.id}: {choice.text}", "    ", "      ")


def _evidence(kb: KnowledgeBase, criterion: Criterion) -> Iterator[str]:
    if criterion.beyond:
        yield "Beyond the articles"
        yield from _wrapped(criterion.beyond, "  ")
    yield from _sources(kb, criterion.claims, criterion.references)
    claims = _claims(kb)
    if criterion.set_aside:
        yield "Set aside, because wrong"
    for claim_id in criterion.set_aside:
        yield from _claim(*claims[claim_id])


def _claims(kb: KnowledgeBase) -> dict[str, tuple[str, Claim]]:
    return {c.id: (a.title, c) for a in kb.articles for c in a.claims}


def _sources(
    kb: KnowledgeBase, claim_ids: tuple[str, ...], reference_ids: tuple[str, ...]
) -> Iterator[str]:
    claims = _claims(kb)
    if claim_ids:
        yield "Claims of the articles that it rests on"
    for claim_id in claim_ids:
        yield from _claim(*claims[claim_id])
    references = {r.id: r for r in kb.references}
    if reference_ids:
        yield "References"
    for reference_id in reference_ids:
        r = references[reference_id]
        yield from _wrapped(
            f"{r.id}: {r.title}, {r.publisher} (checked {r.checked_on}, read as {r.read_as})."
            f" {r.says}",
            "  ",
            "    ",
        )
        yield f"    {plain(r.url)}"


def _claim(article: str, claim: Claim) -> Iterator[str]:
    paragraphs = ", ".join(str(number) for number in claim.paragraphs)
    yield from _wrapped(
        f"{claim.id} [{claim.standing}, {_SPEAKS[claim.favours]}] {claim.paraphrase}"
        f" ({article}, paragraph {paragraphs})",
        "  ",
        "    ",
    )
    if claim.correction:
        yield from _wrapped(f"Instead: {claim.correction}", "    ", "    ")


def _wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        plain(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
    )
