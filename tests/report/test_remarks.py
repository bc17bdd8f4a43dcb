"""What somebody noted on an answer is quoted in every report."""

import html
import json
from pathlib import Path

import pytest

from llmchoice.engine.assess import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.profile import read_profile
from llmchoice.report import Style, format_names, render

STARTUP = Path(__file__).parents[2] / "profiles" / "startup.yaml"
NOTE = "as the counsel said in May"


@pytest.mark.parametrize("name", format_names())
def test_a_note_is_quoted_in_every_format(name: str) -> None:
    kb = load_criteria()
    given = read_profile(kb, STARTUP.read_text(encoding="utf-8"), "startup.yaml")
    profile = given.model_copy(update={"notes": {"data-location": NOTE}})

    text = render(name, assess(kb, profile), Style(width=None, colour=False, unicode=True))

    shown = json.dumps(json.loads(text)) if name == "json" else html.unescape(text)
    assert NOTE in " ".join(shown.split())
