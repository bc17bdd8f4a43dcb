"""GitHub's own renderer finds no link in a text, however it looks like one."""

import re

import cmarkgfm  # type: ignore[import-untyped] # it has no types
import pytest
from tests.hostile.payloads import PAYLOADS

from llmchoice.plain import plain
from llmchoice.report.backends.markdown import escape

LOOKS_LIKE_A_LINK = (
    "joe.doe@example.com",
    "write to joe@x.example, or to_me+tag@mail.x.example.",
    "a_b@x.example",
    "a.@x.example",
    "mailto:joe@x.example",
    "xmpp:joe@x.example/room",
    "joe@x.example@y.example",
    "joe&#64;x.example",
    "joe&commat;x.example",
    "joe\\@x.example",
    "www.example.com/a?b=c",
    "WWW.example.com",
    "http://x.example",
    "HTTPS://x.example/a_b",
    "ftp://x.example/y",
    "http&#58;//x.example",
    "git@github.com:x/y.git",
    "`joe@x.example`",
    "**joe**@x.example",
    "joe@x.example|www.x.example",
)


@pytest.mark.parametrize("text", [*LOOKS_LIKE_A_LINK, *PAYLOADS])
@pytest.mark.parametrize("form", ["x {}", "- x {}", "| a |\n| --- |\n| {} |", "# {}"])
def test_a_text_is_shown_as_it_is_and_links_nowhere(form: str, text: str) -> None:
    page = cmarkgfm.github_flavored_markdown_to_html(form.format(escape(text)))
    assert "<a" not in page
    assert "<img" not in page
    shown = re.sub("<[^>]*>", "", page)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(entity, char)
    assert shown.split()[-len(plain(text).split()) :] == plain(text).split()
