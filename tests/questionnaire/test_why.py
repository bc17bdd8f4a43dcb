"""What stands behind a question: everything that reads it, and what that rests on."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from llmchoice.engine.values import unknown_rows
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.entries import criteria_list, entries_of
from llmchoice.model.entries import CriteriaList, KnowledgeEntries
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.source import Standing
from llmchoice.questionnaire.why import why_lines, why_priority
from llmchoice.report.registry import format_named, render

if TYPE_CHECKING:
    from llmchoice.model.rule import Rule

PACKAGED = load_criteria()
QUESTIONS = [question.id for question in PACKAGED.questions]
MORE = re.compile(r"  - and (\d+) more: llmchoice criteria show (\S+)")
ASIDE = re.compile(
    r"  - (one|\d+) statements? that (?:is|are) wrong, and set aside:"
    r" llmchoice criteria show (\S+)"
)
CONDITIONS = re.compile(r"  - can add (one|\d+) more conditions?: llmchoice criteria show [a-z-]+")


def behind(question: str) -> tuple[str, ...]:
    return why_lines(PACKAGED, PACKAGED.question(question))


def test_what_an_amount_is_worked_out_from_is_told(kb: KnowledgeBase) -> None:
    told = under(
        "An amount is worked out from what you know like this:",
        why_lines(kb, kb.question("volume")),
    )
    assert told[0] == "  - desks: typically 5 each, 2 to 20. So."
    assert told[1] == "  - pieces once: a part in 12. So."


def test_so_is_what_it_comes_to_with_another_answer(elsewhere: KnowledgeBase) -> None:
    told = under(
        "An amount is worked out from what you know like this:",
        why_lines(elsewhere, elsewhere.question("volume")),
    )
    assert told[:2] == [
        "  - desks: typically 5 each, 2 to 20. So.",
        "  - desks, for nowhere: typically 500 each, 200 to 2,000. Much more.",
    ]


def under(heading: str, lines: Sequence[str]) -> list[str]:
    """The lines below a heading, up to the next empty one."""
    if heading not in lines:
        return []
    rest = list(lines[lines.index(heading) + 1 :])
    return rest[: rest.index("")] if "" in rest else rest


def claims_in(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if re.search(r"\(.*, paragraphs? [\d, ]+\)$", line)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_long_reason_stands_first(question: str) -> None:
    assert behind(question)[0] == PACKAGED.question(question).explanation


def test_where_there_is_no_long_reason_the_short_one_stands_first(kb: KnowledgeBase) -> None:
    assert why_lines(kb, kb.question("place"))[0] == "A place may be ruled out."


def test_a_question_that_feeds_nothing_has_no_empty_headings(kb: KnowledgeBase) -> None:
    assert why_lines(kb, kb.question("minder")) == ("Boxes fail at night.",)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_criterion_that_reads_the_answer_is_named_with_what_it_judges(question: str) -> None:
    fed = under("It is used for:", behind(question))
    for priority, criterion in PACKAGED.criteria():
        line = f"  - {priority.name} > {criterion.name}: {criterion.asks}"
        assert (line in fed) is (criterion.question == question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_rule_that_reads_the_answer_is_named(question: str) -> None:
    fed = "\n".join(under("It is used for:", behind(question)))
    for rule in PACKAGED.constraints:
        lines = [line for line in fed.splitlines() if line.endswith(f": {rule.reason}")]
        assert bool(lines) is any(
            question in other.when and other.reason == rule.reason for other in PACKAGED.constraints
        )
        if question in rule.when:
            # By their names: ids are for files.
            names = [option.name for option in PACKAGED.options if option.id in rule.excludes]
            assert any(all(f"'{name}'" in line for name in names) for line in lines)
    for other in PACKAGED.questions:
        brought_up = question in (other.when or {})
        assert (f"can lead to another question: {other.text}" in fed) is brought_up


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_condition_is_named_or_counted_with_the_command_that_shows_it(question: str) -> None:
    fed = under("It is used for:", behind(question))
    obtained = {c.obtain for c in PACKAGED.conditions if question in c.when}
    named = [one for one in obtained if f"  - can add a condition: {one}" in fed]
    counted = [CONDITIONS.fullmatch(line) for line in fed]
    more = sum(1 if found[1] == "one" else int(found[1]) for found in counted if found)
    assert len(named) == min(3, len(obtained))
    assert len(named) + more == len(obtained)
    entry = entries_of(PACKAGED, question, unknown_rows(PACKAGED))
    page = " ".join(str(render(entry, format_named("text", KnowledgeEntries))).split())
    assert not more or all(one in page for one in obtained)


def test_that_a_ceiling_on_costs_can_rule_out_is_told_with_the_volume() -> None:
    fed = under("It is used for:", behind("monthly-tokens"))
    (line,) = [text for text in fed if "your ceiling" in text]
    assert "can rule out what costs more" in line
    assert not any("your ceiling" in text for text in behind("traffic"))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_claim_that_it_rests_on_is_quoted_or_counted(question: str) -> None:
    said = under("The articles say:", behind(question))
    criteria = [c for _, c in PACKAGED.criteria() if c.question == question]
    rules: list[Rule] = [*PACKAGED.constraints, *PACKAGED.conditions]
    rests_on = {claim for rule in rules if question in rule.when for claim in rule.claims}
    rests_on |= {claim for criterion in criteria for claim in criterion.claims}
    more = [found for line in said if (found := MORE.fullmatch(line))]
    counted = sum(int(found[1]) for found in more)
    assert len(claims_in(said)) == min(6, len(rests_on))
    assert len(claims_in(said)) + counted == len(rests_on)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_claim_that_does_not_hold_is_marked_and_corrected_where_it_is_quoted(
    question: str,
) -> None:
    said = under("The articles say:", behind(question))
    claims = {c.paraphrase: c for article in PACKAGED.articles for c in article.claims}
    for line in claims_in(said):
        claim = next(c for text, c in claims.items() if text in line)
        follows = said[said.index(line) + 1] if line != said[-1] else ""
        if claim.standing is Standing.HOLDS:
            assert line.startswith(f"  - {claim.paraphrase}")
            assert not follows.startswith("    ")
        else:
            assert line.startswith(f"  - [{claim.standing}")
            assert follows == f"    Correction: {claim.correction}"
        assert claim.standing is not Standing.WRONG


@pytest.mark.parametrize("question", QUESTIONS)
def test_claims_that_are_wrong_are_counted_last_with_the_command_that_shows_them(
    question: str,
) -> None:
    """They are about something else than the question, and nobody has to read them to answer it."""
    said = under("The articles say:", behind(question))
    aside = {c.id: c.set_aside for _, c in PACKAGED.criteria() if question in c.reads}
    told = [found for line in said if (found := ASIDE.fullmatch(line))]
    assert {found[2]: found[1] for found in told} == {
        name: "one" if len(claims) == 1 else str(len(claims))
        for name, claims in aside.items()
        if claims
    }
    assert [found.string for found in told] == said[len(said) - len(told) :]
    for found in told:
        entry = entries_of(PACKAGED, found[2], unknown_rows(PACKAGED))
        page = str(render(entry, format_named("text", KnowledgeEntries)))
        assert all(f" {claim} " in page for claim in aside[found[2]])


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_command_that_is_named_shows_what_was_left_out(question: str) -> None:
    shown = "\n".join(behind(question))
    claims = [c for article in PACKAGED.articles for c in article.claims]
    for line in behind(question):
        found = MORE.fullmatch(line)
        if found is None:
            counted = CONDITIONS.fullmatch(line) or ASIDE.fullmatch(line)
            assert counted or "llmchoice" not in line
            continue
        entry = entries_of(PACKAGED, found[2], unknown_rows(PACKAGED))
        page = str(render(entry, format_named("text", KnowledgeEntries)))
        left_out = [c.id for c in claims if f" {c.id} " in page and c.paraphrase not in shown]
        assert len(left_out) >= int(found[1])


@pytest.mark.parametrize("question", QUESTIONS)
def test_lines_are_whole_and_indented_by_twos(question: str) -> None:
    for line in behind(question):
        assert "\n" not in line
        assert line == line.rstrip()
        assert (len(line) - len(line.lstrip(" "))) in {0, 2, 4}


@pytest.mark.parametrize("priority", PACKAGED.priorities, ids=lambda priority: priority.id)
def test_a_priority_is_told_by_its_swing_and_its_criteria(priority: object) -> None:
    found = next(p for p in PACKAGED.priorities if p == priority)
    lines = why_priority(PACKAGED, found)
    assert lines[0] == found.about
    assert f"Worst: {found.worst}" in lines
    assert f"Best: {found.best}" in lines
    covered = under("It covers:", lines)
    table = str(render(criteria_list(PACKAGED), format_named("text", CriteriaList)))
    for criterion, line, source in zip(found.criteria, covered[::2], covered[1::2], strict=True):
        assert source.endswith(f": {PACKAGED.question(criterion.question).text}")
        assert line.endswith(f"{criterion.name}: {criterion.asks}")
        share = re.escape(line.split()[0])
        # The same share as in the list of criteria.
        assert re.search(rf"^{criterion.id} .* {share} %$", table, re.MULTILINE)


def test_shares_are_percent_of_the_priority_whatever_they_sum_to(kb: KnowledgeBase) -> None:
    line, source = under("It covers:", why_priority(kb, kb.priorities[0]))
    assert line == "  100 %  Place: How good it is."
    assert source == "    From your answer to: Where may it go?"
