"""Every word of an interview comes from a message, from the criteria, or from whoever answers."""

import io

import pytest
from tests.pseudo import Bracketed, bypassing, data_of, longest_first
from tests.questionnaire.person import interviewed

from llmchoice.language import speaking
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.lines import PlainAsker
from llmchoice.questionnaire.save import profile_yaml
from llmchoice.questionnaire.session import Mode

NAME = "Acme"
WORDS = {"back", "why", "note", "again", "help", "enough", "llmchoice"}
"""They are typed as they are."""
TALK = ["help", "why", "note", "So it is.", "again"]
"""All that may be typed in place of an answer."""
TYPED = [NAME, *TALK, "9", "1 3", "2", "1", "40 million", "2"]
TYPED += ["1", "1", "3", "x", "0", "5", "1", "1"]
RANKED = [NAME, "1", "1", "unknown", "2", "2", "3 1=2", "1", "1"]
SHARED = [NAME, "1", "1", "unknown", "2", "3", "50", "50", "50", "50 30 20", "1", "1"]


def _page(kb: KnowledgeBase, draft: Draft, typed: list[str]) -> tuple[str, str]:
    """All that the person reads, and the file that comes of it."""
    page = io.StringIO()
    asker = PlainAsker(io.StringIO("".join(f"{line}\n" for line in typed)), page, 10_000)
    with speaking(Bracketed()):
        profile = interviewed(kb, asker, draft, mode=Mode())
        return page.getvalue(), profile_yaml(kb, profile)


@pytest.mark.parametrize("typed", [TYPED, RANKED, SHARED], ids=["rated", "ranked", "shared"])
def test_every_word_is_a_message_data_or_a_figure(
    kb: KnowledgeBase, draft: Draft, typed: list[str]
) -> None:
    page, file = _page(kb, draft, typed)
    known = longest_first([*data_of(kb), *WORDS, NAME, "So it is.", str(draft.path)])
    assert [rest for line in page.splitlines() if (rest := bypassing(line, known))] == []
    comments = [line for line in file.splitlines() if line.lstrip().startswith("#")]
    assert comments
    assert [rest for line in comments if (rest := bypassing(line, known))] == []
