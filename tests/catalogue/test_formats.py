"""Models as text, Markdown and JSON, on stdout and in files; names are data everywhere."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from llmchoice.catalogue.shortlist import shortlist
from llmchoice.model.catalogue import Model
from llmchoice.model.collection import Catalogue
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.report.models import FORMATS, render
from llmchoice.report.models.blocks import Sheet
from llmchoice.report.models.card import model_sheet
from llmchoice.report.models.listing import models_sheet
from llmchoice.report.models.prices import prices_sheet
from llmchoice.report.models.selection import shortlist_sheet
from llmchoice.report.style import Style

Run = Callable[..., CompletedProcess[str]]
STYLE = Style(width=None, colour=False, unicode=True)
EVIL = "|a`b* <i>x</i> [y](http://z)\x1b[31m\x9b31m\u202e\n# head"
COMMANDS = [
    "list --weights open",
    "show gpt-oss-120b",
    "show jurassic-1",
    "shortlist -p startup",
    "shortlist -p bank",
    "prices",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_writes_markdown(command: str, run: Run, tmp_path: Path) -> None:
    words = ("models", *command.split())
    done = run(*words, "--format", "markdown")
    assert done.returncode == 0, done.stderr
    written = run(*words, "-o", "models.md")
    assert (written.returncode, written.stdout) == (0, "")
    assert "wrote models.md" in written.stderr
    # The suffix says which format, and a file looks like the terminal's Markdown.
    assert (tmp_path / "models.md").read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_one_document_whichever_way_it_is_asked_for(command: str, run: Run) -> None:
    words = ("models", *command.split())
    short = run(*words, "--json")
    assert json.loads(short.stdout)
    assert run(*words, "--format", "json").stdout == short.stdout


def test_a_file_is_kept_unless_it_may_be_replaced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "models.md"
    path.write_text("mine", encoding="utf-8")
    for command in COMMANDS:
        done = run("models", *command.split(), "-o", "models.md")
        assert (done.returncode, done.stdout) == (2, "")
        assert "exists already" in done.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("models", "show", "phi-4", "-o", "models.md", "--force").returncode == 0
    assert path.read_text(encoding="utf-8").startswith("# phi-4")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "html"), "there is no format 'html'"),
        (("--format", "markdown", "--json"), "contradict each other"),
        (("-o", "models.html"), "not offered here"),
    ],
)
def test_a_format_that_there_is_not_is_refused(words: tuple[str, ...], said: str, run: Run) -> None:
    done = run("models", "list", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_table_of_markdown_has_a_row_for_each_model(run: Run) -> None:
    lines = run("models", "list", "--vendor", "ai2", "--format", "markdown").stdout.splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == 2 + 2
    assert rows[0].startswith("| MODEL | VENDOR |")
    assert len({row.count("|") for row in rows}) == 1


@pytest.fixture(scope="module")
def evil(catalogue: Catalogue) -> Catalogue:
    """Open models with names that nobody should obey."""
    return replace(
        catalogue,
        models=tuple(
            model.model_copy(update={"name": EVIL, "vendor": EVIL, "note": EVIL})
            for model in catalogue.models
        ),
    )


def sheets(catalogue: Catalogue, kb: KnowledgeBase) -> dict[str, Sheet]:
    model = catalogue.find("gpt-oss-120b")
    assert isinstance(model, Model)
    option = next(one for one in kb.options if one.id == "open-managed")
    found = shortlist(catalogue, option, {}, workload=EVIL)
    return {
        "card": model_sheet(model, catalogue),
        "list": models_sheet(catalogue.models, catalogue),
        "prices": prices_sheet(catalogue),
        "shortlist": shortlist_sheet([found], verdict="open", notes=[EVIL]),
    }


def _texts(part: object) -> list[str]:
    """Every text in a document."""
    if isinstance(part, dict):
        return [text for value in part.values() for text in _texts(value)]
    if isinstance(part, list):
        return [text for value in part for text in _texts(value)]
    return [part] if isinstance(part, str) else []


@pytest.mark.parametrize("name", ["card", "list", "shortlist"])
def test_names_are_shown_as_they_are_and_obeyed_nowhere(
    name: str, evil: Catalogue, kb: KnowledgeBase
) -> None:
    sheet = sheets(evil, kb)[name]
    for form in FORMATS:
        assert not {"\x1b", "\x9b", "\u202e"} & {*render(form, sheet, STYLE)}
    assert EVIL in _texts(json.loads(render("json", sheet, STYLE)))
    text = render("markdown", sheet, STYLE)
    assert "<i>" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "\n# head" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({row.count("|") for row in rows}) <= 1


def test_text_markdown_and_json_say_the_same_models(
    catalogue: Catalogue, kb: KnowledgeBase
) -> None:
    for name, sheet in sheets(catalogue, kb).items():
        shown = [render(form, sheet, STYLE) for form in ("text", "markdown", "json")]
        for model in catalogue.models:
            word = re.compile(rf"(?<![\w.-]){re.escape(model.id)}(?![\w.-])")
            named = {bool(word.search(text)) for text in shown}
            assert len(named) == 1, (name, model.id)
