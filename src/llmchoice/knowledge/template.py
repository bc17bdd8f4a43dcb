"""An empty profile: every question with its answers, to be filled in by hand."""

import textwrap
from collections.abc import Iterator

from llmchoice.knowledge.amount import example_of, examples
from llmchoice.knowledge.answer import offered
from llmchoice.knowledge.passed import EXAMPLE
from llmchoice.knowledge.preferences import spread_words
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.question import Amount, AnyOf, Question
from llmchoice.plain import plain

WIDTH = 96


def profile_template(kb: KnowledgeBase) -> str:
    """YAML with every answer left out: a line counts once its `#` is removed."""
    # What an overlay calls its sections and answers is a line of its own for nobody.
    return "\n".join(
        plain(line)
        for line in [
            "# A profile for llmchoice. Remove the # before each answer and keep what is true;",
            "# 'unknown' is a good answer where nobody knows. Check: llmchoice profile check FILE",
            "schema: 1",
            "organisation: Your organisation",
            "",
            *_priorities(kb),
            "",
            "answers:",
            *(line for section in kb.sections for line in _section(kb, section.id, section.title)),
            "",
            "# Where kinds of work differ, describe each: its answers replace those above.",
            "# workloads:",
            "#   - {name: ..., answers: {...}}",
            "#   - {name: ..., answers: {...}}",
            "",
            "# Your cost ceiling for a month, and other figures of your own: 'llmchoice cost",
            "# --full' lists them. With a ceiling, running costs are computed:",
            "# costs: {currency: EUR, rate: 0.9, ceiling: 5_000}",
            "",
            "# Remarks that the report quotes:",
            "# notes:",
            f"#   {kb.questions[0].id}: ...",
            "",
            "# After that day, someone must confirm the answer again:",
            "# expires:",
            f"#   {kb.questions[0].id}: 2027-06-30",
            "",
            "# The day by which you want to decide, and until which you may test:",
            "# decide_by: 2027-03-01",
            "",
        ]
    )


def _priorities(kb: KnowledgeBase) -> Iterator[str]:
    yield from _comment(kb.settings.importance_question, "")
    yield from (
        f"#   {rating}  {meaning}" for rating, meaning in enumerate(kb.settings.importance_scale)
    )
    yield "# Or give a ranking, the most important first:  ranking: [...]"
    yield "# or share out 100 points:  points: {...}"
    first, second, *_ = [*(priority.id for priority in kb.priorities), "..."]
    yield "# or compare every pair, here twice as important:"
    yield f"#   comparisons: {{{first}: {{{second}: 2, ...}}, ...}}"
    yield f"# How certain these weights are: {' | '.join(spread_words(kb))} | percentage points"
    yield f"# spread: {kb.settings.spread}"
    yield "priorities:"
    for priority in kb.priorities:
        yield from _comment(f"{priority.name}. Worst: {priority.worst}", "  ")
        yield from _comment(f"Best: {priority.best}", "  ")
        yield f"  # {priority.id}: 3"


def _section(kb: KnowledgeBase, section: str, title: str) -> Iterator[str]:
    yield ""
    yield f"  # ── {title} ──"
    for question in kb.questions:
        if question.section == section:
            yield ""
            yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    yield from _comment(question.text, "  ")
    yield from _comment(f"Why: {question.why}", "  ")
    if question.when is not None:
        rule = " and ".join(f"{q} is {' or '.join(a)}" for q, a in question.when.items())
        yield from _comment(f"Only if {rule}.", "  ")
    width = max((len(choice.id) for choice in question.worded), default=0)
    for choice in question.worded:
        yield from _comment(f"  {choice.id:<{width}}  {choice.text}", "  ")
    if question.per is not None:
        first, last = question.choices[0].id, question.choices[-1].id
        each = f"{question.id}: {{CHOICE: {first}, CHOICE: {last}}}"
        yield from _comment(f"Or for each choice of {question.per.question}: {each}", "  ")
    names = " | ".join(offered(question))
    yield f"  # {question.id}: {_blank(question, names)}"


def _blank(question: Question, names: str) -> str:
    if isinstance(question, Amount):
        return " | ".join(
            ("a number", example_of(question).range, *examples(question), *offered(question))
        )
    if question.counts is not None:
        return f"{names} | {EXAMPLE}"
    if isinstance(question, AnyOf):
        return f"[{question.choices[0].id}]   # any of: {names}"
    return names


def _comment(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}#   "
    )
