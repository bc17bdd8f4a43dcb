"""What the articles say, beside today's figures."""

from tests.report.shown import headings, table

from llmchoice.model.assessment import Assessment

TITLE = "What the articles say, beside today's figures"


def test_every_claim_stands_beside_the_figure_of_today(costed: Assessment) -> None:
    assert table(costed, "What it says")[1:] == [
        [
            f"Statement {claim}. (A paper, paragraphs 12, 13, {claim})",
            "dated",
            f"Figure of {claim}.",
            "2026-03-01",
        ]
        for claim in ("a-12", "b-7")
    ]


def test_without_claims_there_is_no_chapter(full: Assessment) -> None:
    assert TITLE not in [title for _, title in headings(full)]
