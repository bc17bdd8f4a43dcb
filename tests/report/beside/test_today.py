"""What the articles say, beside today's figures."""

from llmchoice.model.assessment import Assessment
from llmchoice.report import Style, render

PIPE = Style(width=None, colour=False, unicode=True)
TITLE = "What the articles say, beside today's figures"


def _text(assessment: Assessment) -> str:
    text = render("text", assessment, PIPE)
    return text[text.index(TITLE) :].split("\n\n")[0] if TITLE in text else ""


def test_a_terminal_shows_only_claims_that_a_reason_rests_on(costed: Assessment) -> None:
    assert _text(costed) == (
        f"{TITLE}\n"
        "- Statement a-12. (A paper, paragraphs 12, 13; standing: dated)\n"
        "  2026-03-01: Figure of a-12."
    )


def test_a_terminal_shows_three_of_them_at_most(costed: Assessment) -> None:
    (reason,) = costed.reasons.for_
    claims = tuple(f"c-{number}" for number in range(5))
    reasons = costed.reasons.model_copy(
        update={"for_": (reason.model_copy(update={"claims": claims}),), "against": ()}
    )
    checks = tuple(costed.checks[0].model_copy(update={"claim": claim}) for claim in claims)
    text = _text(costed.model_copy(update={"reasons": reasons, "checks": checks}))
    assert text.count("\n- ") == 3


def test_a_terminal_is_silent_where_no_reason_cites_any(costed: Assessment) -> None:
    assert not _text(costed.model_copy(update={"checks": costed.checks[1:]}))


def test_the_memo_lists_all_of_them(costed: Assessment) -> None:
    text = render("markdown", costed, PIPE)
    section = text[text.index(f"## {TITLE}") :].split("\n## ")[0]
    for claim in ("a-12", "b-7"):
        assert (
            f"| {claim}: Statement {claim}. | A paper, paragraphs 12, 13 | dated |"
            f" Figure of {claim}. | 2026-03-01 |"
        ) in section


def test_without_any_nothing_is_said(full: Assessment) -> None:
    assert TITLE not in render("markdown", full, PIPE)
    assert TITLE not in render("text", full, PIPE)
