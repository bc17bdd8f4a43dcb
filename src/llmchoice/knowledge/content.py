"""What holds for the content of a knowledge base, whoever wrote it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import fsum, isclose

from llmchoice.knowledge.checks import Finding
from llmchoice.knowledge.document import Path
from llmchoice.model.criterion import Computed, Criterion, PassValues
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.question import Amount, AnyOf, Question
from llmchoice.model.source import ReferenceKind
from llmchoice.suggest import did_you_mean

ANCHORS = frozenset({0, 50, 100})
WHOLE = 100
"""What the shares of a priority come to."""
_DATED = (ReferenceKind.LAW, ReferenceKind.LICENCE)
_FEWEST, _MOST = 2, 4
"""Sentences of an explanation."""


def content_findings(kb: KnowledgeBase) -> Iterator[Finding]:
    """Tables, shares, wording and sources that do not keep the rules."""
    yield from _tables(kb)
    yield from _computed(kb)
    yield from _shares(kb)
    yield from _questions(kb)
    yield from _tensions(kb)
    yield from _sections(kb)
    yield from _sources(kb)


def _tables(kb: KnowledgeBase) -> Iterator[Finding]:
    questions = {q.id: q for q in kb.questions}
    options = [o.id for o in kb.options]
    for _, criterion in kb.criteria():
        question = questions.get(criterion.question)
        if question is None:
            fix = did_you_mean(criterion.question, questions)
            message = f"there is no '{criterion.question}'"
            yield Finding("criteria", criterion.id, message, ("question",), fix)
            continue
        if criterion.decides is not None:
            for message, path in _deciding(criterion.decides, questions):
                yield Finding("criteria", criterion.id, message, path)
        for message, path in _table(criterion, question, options):
            yield Finding("criteria", criterion.id, message, path)


def _computed(kb: KnowledgeBase) -> Iterator[Finding]:
    tables = [(c.id, c.computed) for _, c in kb.criteria() if c.computed is not None]
    for criterion_id, _ in tables if len(tables) > 1 else ():
        others = ", ".join(f"'{other}'" for other, _ in tables if other != criterion_id)
        message = f"{others} is already computed from costs: only one criterion may be"
        yield Finding("criteria", criterion_id, message, ("computed",))
    rules = {rule.id for rule in kb.constraints}
    for criterion_id, computed in tables:
        if computed.constraint in rules:
            message = f"'{computed.constraint}' is a constraint already"
            yield Finding("criteria", criterion_id, message, ("computed", "constraint"))


def _table(
    criterion: Criterion, question: Question, options: Sequence[str]
) -> Iterator[tuple[str, Path]]:
    """What is wrong with a table: rows, reasons, anchors and order."""
    rows: dict[Path, Sequence[float]]
    if isinstance(question, Amount):
        yield from _points(criterion, question)
        rows = {("points", at): point.values for at, point in enumerate(criterion.points)}
    else:
        yield from _rows(criterion, question)
        ids = [choice.id for choice in question.choices if choice.id in criterion.values]
        rows = {("values", name): criterion.values[name] for name in ids}
    # Of several answers the worst counts, so one more never helps: their rows may stand anyhow.
    ordered = () if isinstance(question, AnyOf) else tuple(rows.values())
    yield from _worries(criterion, ordered, options)
    unexplained = [option for option in options if option not in criterion.reasons]
    if unexplained:
        yield f"there is no reason for {', '.join(unexplained)}", ("reasons",)
    for name in criterion.reasons:
        if name not in options:
            yield f"there is no option '{name}'", ("reasons", name)
    choices = set() if isinstance(question, Amount) else {choice.id for choice in question.choices}
    for at, special in enumerate(criterion.answer_reasons):
        for name in sorted(set(special.answers or ()) - choices):
            path = ("answer_reasons", at, "answers")
            yield f"'{name}' is not an answer to '{question.id}'", path
    if not ANCHORS.issubset(criterion.anchors):
        yield "needs the anchors 0, 50 and 100", ("anchors",)
    if criterion.counts is not None:
        yield from _count_values(criterion.counts, question)
    if criterion.computed is not None:
        yield from _computed_table(criterion.computed, question)


def _count_values(counts: PassValues, question: Question) -> Iterator[tuple[str, Path]]:
    if question.counts is None:
        yield f"'{question.id}' takes no counts", ("counts",)
    for name in sorted(set(counts.at) - {choice.id for choice in question.choices}):
        yield f"'{name}' is not an answer to '{question.id}'", ("counts", "at", name)
    for name in sorted({choice.id for choice in question.choices} - set(counts.at)):
        yield f"'{name}' stands at no difference", ("counts", "at")
    if len(set(counts.at.values())) < len(counts.at):
        yield "two answers stand at the same difference", ("counts", "at")


def _computed_table(computed: Computed, question: Question) -> Iterator[tuple[str, Path]]:
    if not isinstance(question, Amount):
        message = f"costs are computed from a volume, and '{question.id}' does not ask for a number"
        yield message, ("computed",)
    if computed.decides is not None:
        if computed.anchors:
            yield "the anchors of the criterion are those of its costs", ("computed", "anchors")
    elif not ANCHORS.issubset(computed.anchors):
        yield "needs the anchors 0, 50 and 100", ("computed", "anchors")


def _deciding(name: str, questions: Mapping[str, Question]) -> Iterator[tuple[str, Path]]:
    """What is wrong with the question of the amount from which costs decide."""
    path, asked = ("computed", "decides"), questions.get(name)
    if asked is None:
        fix = did_you_mean(name, questions)
        yield f"there is no question '{name}'{f': {fix}' if fix else ''}", path
    elif not isinstance(asked, Amount) or asked.scale != "log10" or asked.when is not None:
        yield f"'{name}' must ask everybody for a number, on the scale log10", path


def _points(criterion: Criterion, question: Question) -> Iterator[tuple[str, Path]]:
    amounts = [point.at for point in criterion.points]
    if criterion.decides is not None:
        if criterion.values or criterion.points:
            yield "is worth what its costs are: give no points and no values", ()
        return
    if criterion.values or len(amounts) < 2:  # noqa: PLR2004 - a line needs two points
        yield f"'{question.id}' asks for a number: give points, two or more, and no values", ()
    if any(left >= right for left, right in pairwise(amounts)):
        yield "the points must rise", ("points",)
    if question.scale == "log10" and amounts and amounts[0] <= 0:
        yield "the first point must be above 0 on a logarithmic scale", ("points",)


def _rows(criterion: Criterion, question: Question) -> Iterator[tuple[str, Path]]:
    choices = {choice.id for choice in question.choices}
    for name in sorted(choices - set(criterion.values)):
        yield f"the answer '{name}' of '{question.id}' has no row", ("values",)
    for name in sorted(set(criterion.values) - choices):
        yield f"'{name}' is not an answer to '{question.id}'", ("values", name)
    if criterion.points:
        yield f"'{question.id}' does not ask for a number: give values and no points", ("points",)


def _worries(
    criterion: Criterion, rows: Sequence[Sequence[float]], options: Sequence[str]
) -> Iterator[tuple[str, Path]]:
    for name in criterion.worries:
        if name not in options:
            yield f"there is no option '{name}'", ("worries",)
            continue
        column = [row[options.index(name)] for row in rows]
        if any(later > earlier for earlier, later in pairwise(column)):
            yield f"'{name}' does better as the answer gets more demanding", ("worries",)


def _shares(kb: KnowledgeBase) -> Iterator[Finding]:
    for priority in kb.priorities:
        total = fsum(criterion.share for criterion in priority.criteria)
        if not isclose(total, WHOLE, abs_tol=1e-6):
            shares = ", ".join(f"{c.id} {c.share:g}" for c in priority.criteria)
            message = f"the shares sum to {total:g} and must sum to {WHOLE}: {shares}"
            fix = "change some; a folder of your own may give a criterion's id and share alone"
            yield Finding("priorities", priority.id, message, ("criteria",), fix)


def _questions(kb: KnowledgeBase) -> Iterator[Finding]:
    for q in kb.questions:
        if q.likely_odds and len(q.likely_odds) != len(q.likely):
            message = "needs odds for each of the likely amounts"
            yield Finding("questions", q.id, message, ("likely_odds",))
        if "?" not in q.text:
            yield Finding("questions", q.id, "asks nothing: there is no '?'", ("text",))
        if "\n" in q.why:
            yield Finding("questions", q.id, "the reason must be one line", ("why",))
        if q.explanation is None:
            continue
        if not _FEWEST <= len(re.findall(r"[.?!](?=\s|$)", q.explanation)) <= _MOST:
            message = f"must explain in {_FEWEST} to {_MOST} sentences"
            yield Finding("questions", q.id, message, ("explanation",))


def _tensions(kb: KnowledgeBase) -> Iterator[Finding]:
    """A weight that does not matter to the answer is in no tension with it."""
    read = {p.id: {q for criterion in p.criteria for q in criterion.reads} for p in kb.priorities}
    for tension in kb.tensions:
        says = tension.says
        if says.endswith(".") or "\n" in says or not says[0].islower():
            message = "must complete 'but you said that', in one line and without a full stop"
            yield Finding("tensions", tension.id, message, ("says",))
        if not read.get(tension.priority, set(tension.when)) & set(tension.when):
            message = f"no criterion of '{tension.priority}' reads {', '.join(tension.when)}"
            yield Finding("tensions", tension.id, message, ("when",))


def _sections(kb: KnowledgeBase) -> Iterator[Finding]:
    for article in kb.articles:
        covered = [p for part in article.sections for p in range(part.first, part.last + 1)]
        if covered != list(range(1, article.paragraph_count + 1)):
            message = f"the sections must cover paragraphs 1 to {article.paragraph_count} in order"
            yield Finding("articles", article.id, message, ("sections",))


def _sources(kb: KnowledgeBase) -> Iterator[Finding]:
    for _, criterion in kb.criteria():
        if criterion.beyond is not None and not criterion.references:
            message = "goes beyond the claims, and needs a reference"
            yield Finding("criteria", criterion.id, message, ("beyond",))
    for reference in kb.references:
        if reference.kind in _DATED and not reference.url.startswith("https://"):
            message = f"a {reference.kind} needs an address that begins with https://"
            yield Finding("references", reference.id, message, ("url",))
