"""What the packaged knowledge base must contain."""

import datetime as dt
import re

import pytest

from llmchoice.model.base import RESERVED_IDS
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.source import Article, ReferenceKind, Section, Standing

PARAGRAPHS = {"rise": 18, "battle": 63}
OPTIONS = ["closed-api", "closed-cloud", "open-managed", "open-cloud", "open-premises"]
PRIORITIES = [
    "privacy",
    "compliance",
    "budget",
    "customisation",
    "expertise",
    "capability",
    "independence",
]
OPENINGS = {("rise", "opening"), ("battle", "opening")}
"""They set the scene; what they claim about the choice is claimed again further down."""
UNFOUND = {"rise-p11-hub-counts", "battle-p34-gpt3-cost", "battle-p61-named-benchmarks"}
"""The correction is that no source for the claim could be found."""


def cited(kb: KnowledgeBase) -> set[str]:
    """Claims that a criterion or a rule rests on."""
    criteria = {claim for _, criterion in kb.criteria() for claim in criterion.claims}
    constraints = {claim for rule in kb.constraints for claim in rule.claims}
    return criteria | constraints | {claim for rule in kb.conditions for claim in rule.claims}


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_every_paragraph_of_an_article_has_a_claim_or_a_reason_for_having_none(
    kb: KnowledgeBase, article: str
) -> None:
    found = next(a for a in kb.articles if a.id == article)
    claimed = {p for claim in found.claims for p in claim.paragraphs}
    assert claimed | set(found.no_claim) == set(range(1, PARAGRAPHS[article] + 1))
    assert not claimed & set(found.no_claim)
    assert found.paragraph_count == PARAGRAPHS[article]


def test_the_two_articles_are_the_only_ones(kb: KnowledgeBase) -> None:
    assert [a.id for a in kb.articles] == list(PARAGRAPHS)


@pytest.mark.parametrize("article", PARAGRAPHS)
def test_the_sections_of_an_article_cover_it_in_order(kb: KnowledgeBase, article: str) -> None:
    found = next(a for a in kb.articles if a.id == article)
    paragraphs = [p for s in found.sections for p in range(s.first, s.last + 1)]
    assert paragraphs == list(range(1, PARAGRAPHS[article] + 1))


def test_every_section_with_a_claim_that_stands_is_behind_a_criterion_or_a_rule(
    kb: KnowledgeBase,
) -> None:
    uncovered = {
        (article.id, section.id)
        for article in kb.articles
        for section in article.sections
        if standing_claims(article, section) and not standing_claims(article, section) & cited(kb)
    }
    assert uncovered <= OPENINGS


def standing_claims(article: Article, section: Section) -> set[str]:
    return {
        claim.id
        for claim in article.claims
        if claim.standing is not Standing.WRONG
        and any(section.first <= p <= section.last for p in claim.paragraphs)
    }


def test_nothing_rests_on_a_claim_that_is_wrong(kb: KnowledgeBase) -> None:
    wrong = {c.id for a in kb.articles for c in a.claims if c.standing is Standing.WRONG}
    assert wrong
    assert not wrong & cited(kb)


def test_every_claim_that_does_not_hold_is_corrected_with_a_source(kb: KnowledgeBase) -> None:
    doubted = [c for a in kb.articles for c in a.claims if c.standing is not Standing.HOLDS]
    assert all(claim.correction for claim in doubted)
    assert {c.id for c in doubted if not c.correction_references} == UNFOUND


def test_options_and_priorities_stand_in_their_fixed_order(kb: KnowledgeBase) -> None:
    assert [o.id for o in kb.options] == OPTIONS
    assert [p.id for p in kb.priorities] == PRIORITIES
    assert {o.id for o in kb.options if o.weights == "closed"} == set(OPTIONS[:2])


def test_the_catalogue_is_rich_enough_and_the_questionnaire_short_enough(kb: KnowledgeBase) -> None:
    assert len(kb.criteria()) >= 16
    assert 16 <= len(kb.questions) <= 24
    assert all(p.criteria for p in kb.priorities)


def test_the_shares_of_a_priority_are_hundredths(kb: KnowledgeBase) -> None:
    for priority in kb.priorities:
        assert sum(c.share for c in priority.criteria) == pytest.approx(100), priority.id


def test_every_question_says_why_in_one_line(kb: KnowledgeBase) -> None:
    for question in kb.questions:
        assert question.why.strip(), question.id
        assert "\n" not in question.why
        assert "?" in question.text


def test_every_question_has_a_long_reason_of_its_own(kb: KnowledgeBase) -> None:
    reasons = [question.explanation or "" for question in kb.questions]
    assert len(set(reasons)) == len(kb.questions)
    for question, reason in zip(kb.questions, reasons, strict=True):
        assert len(reason) >= 80, question.id
        assert reason != question.why
        assert "Ask " in reason or "ask " in reason or "test" in reason, question.id
        assert 2 <= len(re.findall(r"[.?!](?=\s|$)", reason)) <= 4, question.id


def test_tensions_are_few_cover_every_priority_and_complete_a_sentence(kb: KnowledgeBase) -> None:
    assert 8 <= len(kb.tensions) <= 14
    assert {tension.priority for tension in kb.tensions} == set(PRIORITIES)
    for tension in kb.tensions:
        assert not tension.says.endswith("."), tension.id
        assert tension.says[0].islower(), tension.id
        assert "\n" not in tension.says


def test_tensions_come_from_answers_that_the_priority_or_a_rule_reads(kb: KnowledgeBase) -> None:
    """Otherwise the weight would not matter to the answer, nor the answer to the result."""
    fed = {p.id: {c.question for c in p.criteria} for p in kb.priorities}
    for tension in kb.tensions:
        assert set(tension.when) & fed[tension.priority], tension.id


def test_every_id_can_be_typed_and_survives_yaml(kb: KnowledgeBase) -> None:
    ids = [
        *(o.id for o in kb.options),
        *(p.id for p in kb.priorities),
        *(c.id for _, c in kb.criteria()),
        *(q.id for q in kb.questions),
        *(c.id for q in kb.questions for c in q.choices),
        *(rule.id for rule in kb.constraints),
        *(rule.id for rule in kb.conditions),
        *(rule.id for rule in kb.contradictions),
        *(rule.id for rule in kb.tensions),
        *(step.id for step in kb.steps),
    ]
    for name in ids:
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name), name
        assert name not in RESERVED_IDS


def test_every_criterion_has_evidence_and_says_where_it_goes_beyond_it(kb: KnowledgeBase) -> None:
    for _, criterion in kb.criteria():
        assert criterion.claims or criterion.references, criterion.id
        if criterion.beyond is not None:
            assert criterion.references, criterion.id


@pytest.mark.parametrize("kind", [ReferenceKind.LAW, ReferenceKind.LICENCE])
def test_laws_and_licences_say_when_they_were_checked(
    kb: KnowledgeBase, kind: ReferenceKind
) -> None:
    found = [r for r in kb.references if r.kind is kind]
    assert found
    for reference in found:
        assert dt.date.fromisoformat(reference.checked_on) >= dt.date(2026, 1, 1), reference.id
        assert reference.url.startswith("https://")


def test_every_option_is_best_somewhere_and_worst_somewhere(kb: KnowledgeBase) -> None:
    """No option is best, or worst, on every answer of every criterion."""
    rows = [
        row
        for _, criterion in kb.criteria()
        for row in (*criterion.values.values(), *(p.values for p in criterion.points))
    ]
    for at, option in enumerate(OPTIONS):
        assert any(row[at] == max(row) > min(row) for row in rows), option
        assert any(row[at] == min(row) < max(row) for row in rows), option
