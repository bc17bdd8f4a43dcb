"""What the types cannot say: every id that is named exists, every table is complete.

Each check yields findings; the loader adds the place. Nothing here knows a domain.
Longer than other files because it is one list: the rules that every folder of criteria keeps.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from llmchoice.knowledge.amount import example_of, examples, read_amount
from llmchoice.knowledge.document import Path
from llmchoice.knowledge.passed import COUNTS
from llmchoice.knowledge.preferences import spread_findings
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.estimate import EACH, FROM, MONTHS, ONCE, TO, EachBy, Estimate
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.question import Amount, AnyOf, Choice, OddsBy, OneOf, Per, Question
from llmchoice.model.rule import Rule, When
from llmchoice.model.source import Article, Standing
from llmchoice.suggest import did_you_mean

if TYPE_CHECKING:
    from llmchoice.model.criterion import Criterion


_NOT_ALWAYS = "'{}' is no earlier question of kind one that is always asked"
MOST_TOGETHER = 12
"""Choices of a question that takes several: all that may be ticked together is gone through."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with one item."""

    key: str
    id: str
    message: str
    path: Path = ()
    fix: str | None = None


def _of(q: Question, message: str, path: Path = (), fix: str | None = None) -> Finding:
    return Finding("questions", q.id, message, path, fix)


Check = Callable[[KnowledgeBase], Iterator[Finding]]


def findings(kb: KnowledgeBase) -> tuple[Finding, ...]:
    """Everything that is wrong with a knowledge base."""
    checks: tuple[Check, ...] = (
        _options,
        _questions,
        _evidence,
        _rules,
        _tensions,
        _steps,
        _articles,
        _unread,
        _settings,
    )
    return tuple(chain.from_iterable(check(kb) for check in checks))


def _unknown(
    key: str, item: str, path: Path, names: Iterable[str], known: Iterable[str]
) -> Iterator[Finding]:
    allowed = list(known)
    for name in names:
        if name not in allowed:
            yield Finding(key, item, f"there is no '{name}'", path, did_you_mean(name, allowed))


def _options(kb: KnowledgeBase) -> Iterator[Finding]:
    for option in kb.options:
        for named in ("in_place", "stays_behind"):
            if (when := getattr(option, named)) is not None:
                yield from _when("options", option.id, when, kb.questions, named=named)
    for side in Side:
        if all(option.weights is not side for option in kb.options):
            yield Finding("options", kb.options[0].id, f"there is no {side} option to compare with")


def _questions(kb: KnowledgeBase) -> Iterator[Finding]:
    sections = [s.id for s in kb.sections]
    before: list[Question] = []
    for q in kb.questions:
        yield from _unknown("questions", q.id, ("section",), [q.section], sections)
        yield from _choices(q)
        if q.when is not None:
            yield from _when("questions", q.id, q.when, before)
        elif q.once_known:
            message = "hangs on no other question, so that there is nothing to know first"
            yield _of(q, message, ("once_known",), "add 'when:', or remove 'once_known:'")
        if q.asked_of is not None:
            yield from _when("questions", q.id, q.asked_of, before, named="asked_of")
            yield from _asked_of_nobody(q, q.asked_of, before)
        if q.per is not None:
            yield from _per(q, q.per, before)
        if q.odds_by is not None:
            yield from _odds_by(q, q.odds_by, before)
        for at, way in enumerate(q.ways):
            if way.each_by is not None:
                yield from _each_by(q, way.each_by, before, ("ways", at, "each_by"))
        before.append(q)


def _asked_of_nobody(q: Question, asked_of: When, before: Iterable[Question]) -> Iterator[Finding]:
    """What is asked for beside answers with which the question does not even apply."""
    by_id = {other.id: other for other in before}
    applies: list[tuple[str, tuple[str, ...]]] = []
    left, seen = [q], {q.id}
    while left:
        when = left.pop().when or {}
        applies += when.items()
        fresh = [name for name in when if name in by_id and name not in seen]
        seen |= {*fresh}
        left += [by_id[name] for name in fresh]
    for name, wanted in asked_of.items():
        able = set(wanted).intersection(*(given for other, given in applies if other == name))
        if isinstance(by_id.get(name), OneOf) and not able:
            message = f"nobody is asked it: it does not apply with any of these answers to '{name}'"
            yield _of(q, message, ("asked_of", name), "name answers that its 'when:' allows")


def _per(q: Question, per: Per, before: Iterable[Question]) -> Iterator[Finding]:
    many = [other.id for other in before if isinstance(other, AnyOf)]
    yield from _unknown("questions", q.id, ("per", "question"), [per.question], many)
    if not isinstance(q, OneOf):
        message = "only a question of kind 'one' may be answered for each choice of another"
        yield _of(q, message, ("per",))


def _odds_by(q: Question, by: OddsBy, before: Iterable[Question]) -> Iterator[Finding]:
    if not isinstance(q, OneOf):
        message = "only a question of kind one has odds that depend on another answer"
        yield _of(q, message, ("odds_by",))
    if any("odds" in choice.model_fields_set for choice in q.choices):
        message = "states its odds twice: by another answer, and for its choices"
        yield _of(q, message, ("odds_by",), "remove the 'odds:' of its choices")
    other = _always_asked(by.question, before, of=q.when or ())
    if other is None or other.odds_by is not None:
        fix = "its own odds may not depend on another answer either"
        yield _of(q, _NOT_ALWAYS.format(by.question), ("odds_by", "question"), fix)
        return
    yield from _complete(q, by.odds, other.choices, ("odds_by", "odds"))
    for name, odds in by.odds.items():
        yield from _complete(q, odds, q.choices, ("odds_by", "odds", name))


def _each_by(q: Question, by: EachBy, before: Iterable[Question], path: Path) -> Iterator[Finding]:
    other = _always_asked(by.question, before)
    if other is None or other.per is not None:
        yield _of(q, _NOT_ALWAYS.format(by.question), (*path, "question"))
        return
    ids = [choice.id for choice in other.choices]
    yield from _unknown("questions", q.id, (*path, "each"), by.each, ids)


def _always_asked(name: str, before: Iterable[Question], of: Container[str] = ()) -> OneOf | None:
    """The earlier question of that id, if it is of kind `one` and hangs on no other.

    Or if it is one of those `of` whose answers the asking question hangs on itself.
    """
    fitting = (q for q in before if isinstance(q, OneOf) and (q.when is None or q.id in of))
    return next((q for q in fitting if q.id == name), None)


def _complete(
    q: Question, odds: Mapping[str, object], choices: Iterable[Choice], path: Path
) -> Iterator[Finding]:
    """Whether there are odds for each choice, and for nothing else."""
    ids = [choice.id for choice in choices]
    yield from _unknown("questions", q.id, path, odds, ids)
    for name in (name for name in ids if name not in odds):
        yield _of(q, f"there are no odds of '{name}'", path)


def _choices(q: Question) -> Iterator[Finding]:
    ids = [answer.id for answer in q.worded]
    if isinstance(q, Amount):
        if ids or len(q.likely) < 2:  # noqa: PLR2004 - one amount would be no uncertainty
            message = "a number needs two or more likely amounts, and no choices"
            yield _of(q, message)
    elif len(ids) < 2 or q.likely:  # noqa: PLR2004 - one choice is no question
        yield _of(q, "needs two or more choices, and no likely amounts")
    if isinstance(q, AnyOf) and len(ids) > MOST_TOGETHER:
        message = f"takes at most {MOST_TOGETHER} choices: each doubles what may be answered"
        yield _of(q, message, ("choices",), "split it into two questions")
    yield from _expectations(q)
    yield from _countable(q)
    yield from _ways(q)
    for name in sorted({*ids} & {UNKNOWN, NOT_APPLICABLE}):
        yield _of(q, f"'{name}' is always accepted: do not list it")
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield _of(q, f"the choice '{name}' is listed twice", ("choices",))


def _expectations(q: Question) -> Iterator[Finding]:
    if q.expectations and not isinstance(q, OneOf):
        yield _of(q, "only a question of kind one takes expectations", ("expectations",))
    for at, expectation in enumerate(q.expectations):
        yield from _complete(q, expectation.odds, q.choices, ("expectations", at, "odds"))


def _ways(q: Question) -> Iterator[Finding]:
    if not isinstance(q, Amount):
        if q.ways or q.once is not None:
            message = "only a question of kind number takes ways to work its answer out"
            yield _of(q, message, ("ways",))
        return
    if not isinstance(read_amount(q, example_of(q).range), Estimate):
        message = f"the example '{example_of(q).range}' cannot be read"
        yield _of(q, message, ("example", "range"))
    ids = [way.id for way in q.ways]
    for at, name in enumerate(ids):
        if name in {FROM, TO, ONCE, EACH, MONTHS} or name in ids[:at]:
            message = (
                f"the way '{name}' is listed twice, or its id has another meaning in an answer"
            )
            yield _of(q, message, ("ways", at, "id"))
    if q.once is not None:
        yield from _unknown("questions", q.id, ("once", "ways"), q.once.ways, ids)
    for example in examples(q):
        if not isinstance(read_amount(q, example), Estimate):
            yield _of(q, f"the example '{example}' cannot be read", ("ways",))


def _countable(q: Question) -> Iterator[Finding]:
    if q.counts is None:
        return
    ids = [choice.id for choice in q.choices]
    if COUNTS in {answer.id for answer in q.worded}:
        message = f"'{COUNTS}' leads to counts of a test: no choice may have that id"
        yield _of(q, message, ("choices",))
    if not isinstance(q, OneOf):
        yield _of(q, "only a question of kind one takes counts", ("counts",))
    path: Path = ("counts", "amounts_to")
    limits = q.counts.amounts_to
    yield from _unknown("questions", q.id, path, (limit.choice for limit in limits), ids)
    if limits[-1].model_fields_set != {"choice"}:
        yield _of(q, "the last one must name a choice and no limit", path)


def _when(
    key: str, item: str, when: When, questions: Iterable[Question], *also: str, named: str = "when"
) -> Iterator[Finding]:
    by_id = {q.id: q for q in questions}
    yield from _unknown(key, item, (named,), when, by_id)
    for question_id, wanted in when.items():
        if question_id in by_id:
            asked = by_id[question_id]
            # An expectation is no knowledge: it may call for a step, and for nothing else.
            answers = asked.worded if key == "steps" else asked.choices
            choices = [*(answer.id for answer in answers), *also]
            if key == "doubts" and not asked.choices:
                # An amount of one's own that nothing is counted for leaves it without effect.
                choices += [way.id for way in asked.ways] or [*wanted]
            yield from _unknown(key, item, (named, question_id), wanted, choices)


def _evidence(kb: KnowledgeBase) -> Iterator[Finding]:
    standing = {c.id: c.standing for a in kb.articles for c in a.claims}
    references = [r.id for r in kb.references]
    items: list[tuple[str, Criterion | Rule]] = [
        *(("criteria", c) for _, c in kb.criteria()),
        *(("constraints", r) for r in kb.constraints),
        *(("conditions", r) for r in kb.conditions),
    ]
    for key, item in items:
        yield from _unknown(key, item.id, ("claims",), item.claims, standing)
        yield from _unknown(key, item.id, ("references",), item.references, references)
        if not (item.claims or item.references):
            yield Finding(key, item.id, "has no support: name a claim or a reference")
        for claim in item.claims:
            if standing.get(claim) is Standing.WRONG:
                message = f"the claim '{claim}' is wrong, so nothing may rely on it"
                yield Finding(key, item.id, message, ("claims",), "move it to set_aside")
    for q in kb.questions:
        by = (way.each_by.references for way in q.ways if way.each_by is not None)
        named = [*chain(*(way.references for way in q.ways), *by)]
        yield from _unknown("questions", q.id, ("ways",), named, references)
    for _, criterion in kb.criteria():
        yield from _unknown("criteria", criterion.id, ("set_aside",), criterion.set_aside, standing)
        for claim in criterion.set_aside:
            if standing.get(claim, Standing.WRONG) is not Standing.WRONG:
                message = f"the claim '{claim}' is not wrong, so it is not set aside"
                yield Finding("criteria", criterion.id, message, ("set_aside",))


def _rules(kb: KnowledgeBase) -> Iterator[Finding]:
    constraints = {rule.id for rule in kb.constraints}
    for condition in kb.conditions:
        if condition.id in constraints:
            message = "a constraint has this id already"
            yield Finding("conditions", condition.id, message, ("id",), "rename it")
    for rule in kb.constraints:
        yield from _when("constraints", rule.id, rule.when, kb.questions)
    for condition in kb.conditions:
        yield from _when("conditions", condition.id, condition.when, kb.questions, UNKNOWN)
        for left_out in condition.unless:
            yield from _when("conditions", condition.id, left_out, kb.questions, named="unless")
    for _, criterion in kb.criteria():
        for at, special in enumerate(criterion.answer_reasons):
            for finding in _when("criteria", criterion.id, special.when or {}, kb.questions):
                yield replace(finding, path=("answer_reasons", at, *finding.path))
    for contradiction in kb.contradictions:
        yield from _when("contradictions", contradiction.id, contradiction.when, kb.questions)


def _tensions(kb: KnowledgeBase) -> Iterator[Finding]:
    priorities = [p.id for p in kb.priorities]
    for tension in kb.tensions:
        yield from _when("tensions", tension.id, tension.when, kb.questions)
        yield from _unknown("tensions", tension.id, ("priority",), [tension.priority], priorities)
    for doubt in kb.doubts:
        yield from _when("doubts", doubt.id, doubt.when, kb.questions)
        for lifted in doubt.unless:
            yield from _when("doubts", doubt.id, lifted, kb.questions)


def _steps(kb: KnowledgeBase) -> Iterator[Finding]:
    for step in kb.steps:
        if step.when is not None:
            yield from _when("steps", step.id, step.when, kb.questions, UNKNOWN)
        for left_out in step.unless:
            yield from _when("steps", step.id, left_out, kb.questions, named="unless")
        references = [r.id for r in kb.references]
        yield from _unknown("steps", step.id, ("references",), step.references, references)


def _articles(kb: KnowledgeBase) -> Iterator[Finding]:
    references, seen = [r.id for r in kb.references], set[str]()
    for article in kb.articles:
        yield from _paragraphs(article)
        for at, claim in enumerate(article.claims):
            path = ("claims", at)
            if claim.standing is not Standing.HOLDS and claim.correction is None:
                yield Finding("articles", article.id, f"{claim.id} needs a correction", path)
            yield from _unknown(
                "articles", article.id, path, claim.correction_references, references
            )
            if claim.id in seen:
                message = f"the claim id '{claim.id}' is used twice"
                yield Finding("articles", article.id, message, ("claims", at, "id"), "rename one")
            seen.add(claim.id)


def _paragraphs(article: Article) -> Iterator[Finding]:
    claimed = {p for claim in article.claims for p in claim.paragraphs}
    wanted = set(range(1, article.paragraph_count + 1))
    for number in sorted(wanted - claimed - set(article.no_claim)):
        message = f"paragraph {number} has neither a claim nor a reason for having none"
        yield Finding("articles", article.id, message)
    for number in sorted((claimed | set(article.no_claim)) - wanted):
        yield Finding("articles", article.id, f"there is no paragraph {number}")
    for number in sorted(claimed & set(article.no_claim)):
        yield Finding("articles", article.id, f"paragraph {number} has a claim and has none")


def _unread(kb: KnowledgeBase) -> Iterator[Finding]:
    read = {q for _, c in kb.criteria() for q in c.reads}
    rules: list[Rule] = [*kb.constraints, *kb.conditions]
    read |= {q for rule in rules for q in rule.when}
    read |= {q for question in kb.questions for q in question.when or ()}
    for question in kb.questions:
        if question.id not in read and not question.costs:
            yield Finding("questions", question.id, "nothing uses the answer: remove the question")


def _settings(kb: KnowledgeBase) -> Iterator[Finding]:
    for key, message, path, fix in spread_findings(kb):
        yield Finding("settings", key, message, path, fix)
    for name in ("slight_weight", "unlikely_answer"):
        reason = f"{name}_reason"
        if getattr(kb.settings, name) and getattr(kb.settings, reason) is None:
            yield Finding("settings", name, "needs its reason", (), f"add '{reason}:'")
