"""Models as text, Markdown and JSON, on stdout and in files; names are data everywhere."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel
from tests.cli.conftest import Run

from llmchoice.catalogue.shortlist import shortlist
from llmchoice.model.catalogue import Model
from llmchoice.model.collection import Catalogue, Named
from llmchoice.model.entries import (
    Grounds,
    ModelEntry,
    ModelList,
    ModelPrices,
    NamedEntry,
    PriceList,
    Shortlists,
)
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Level
from llmchoice.report.registry import format_named, render

FORMS = ("text", "markdown", "json")
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
    assert path.read_text(encoding="utf-8").startswith("# Phi-4")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "madr"), "there is no format 'madr'"),
        (("--format", "markdown", "--json"), "contradict each other"),
        (("-o", "models.pdf"), "the suffix of models.pdf"),
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
    assert rows[0].startswith("| Model | Weights |")
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
        named=tuple(
            thing.model_copy(update={"name": EVIL, "vendor": EVIL, "is_": EVIL})
            for thing in catalogue.named
        ),
    )


def results(catalogue: Catalogue, kb: KnowledgeBase) -> dict[str, BaseModel]:
    model, thing = catalogue.find("gpt-oss-120b"), catalogue.find("jurassic-1")
    assert isinstance(model, Model)
    assert isinstance(thing, Named)
    option = next(one for one in kb.options if one.id == "open-host")
    return {
        "card": ModelEntry(
            as_of=catalogue.as_of,
            model=model,
            licence=catalogue.licence(model.licence),
            prices=catalogue.prices,
        ),
        "mentioned": NamedEntry(
            as_of=catalogue.as_of, named=thing, licence=None, claims=(), articles={}
        ),
        "list": ModelList(
            as_of=catalogue.as_of,
            prices=catalogue.prices,
            total=len(catalogue.models),
            models=catalogue.models,
        ),
        "prices": PriceList(
            prices=catalogue.prices,
            models=tuple(ModelPrices(model=m.id, prices=m.prices) for m in catalogue.models),
        ),
        "shortlist": Shortlists(
            verdict=Verdict.MIXED,
            grounds=(Grounds(workload=EVIL, verdict=Verdict.NONE, option=None, contenders=()),),
            options={option.id: EVIL},
            shortlist=(shortlist(catalogue, option, {}, workload=EVIL),),
        ),
    }


def shown(result: BaseModel, form: str, level: Level = Level.FULL) -> str:
    return str(render(result, format_named(form, type(result)), level=level))


def _texts(part: object) -> list[str]:
    """Every text in a document."""
    if isinstance(part, dict):
        return [text for value in part.values() for text in _texts(value)]
    if isinstance(part, list):
        return [text for value in part for text in _texts(value)]
    return [part] if isinstance(part, str) else []


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("name", ["card", "mentioned", "list", "shortlist"])
def test_names_are_shown_as_they_are_and_obeyed_nowhere(
    name: str, level: Level, evil: Catalogue, kb: KnowledgeBase
) -> None:
    result = results(evil, kb)[name]
    for form in FORMS:
        assert not {"\x1b", "\x9b", "\u202e"} & {*shown(result, form, level)}
    assert EVIL in _texts(json.loads(shown(result, "json")))
    text = shown(result, "markdown", level)
    assert "<i>" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "\n# head" not in text
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({row.count("|") for row in table.splitlines()}) == 1


@pytest.mark.parametrize(
    ("name", "named"), [("list", "id"), ("prices", "id"), ("shortlist", "name")]
)
def test_text_markdown_and_json_say_the_same_models(
    name: str, named: str, catalogue: Catalogue, kb: KnowledgeBase
) -> None:
    result = results(catalogue, kb)[name]
    texts = [shown(result, form) for form in FORMS]
    for model in catalogue.models:
        word = re.compile(rf"(?<![\w.-]){re.escape(getattr(model, named))}(?![\w.-])")
        assert len({bool(word.search(" ".join(text.split()))) for text in texts}) == 1, model.id


def test_sources_and_claims_stand_in_the_full_card_only(run: Run) -> None:
    for name, source in (("gpt-oss-120b", "llmfit 1.1.17"), ("jurassic-1", "battle-p43")):
        assert source not in run("models", "show", name).stdout
        assert source in run("models", "show", name, "--full").stdout


def test_a_shortlist_has_its_reasons_and_in_full_its_near_misses(run: Run) -> None:
    page = " ".join(run("models", "shortlist", "bank").stdout.split())
    full = " ".join(run("models", "shortlist", "bank", "--full").stdout.split())
    lists = json.loads(run("models", "shortlist", "bank", "--json").stdout)["shortlist"]
    for each in lists:
        met, asked = len(each["models"]), each["in_scope"]
        assert 0 < met < asked
        assert f"{met} of {asked} models meet your requirements (quality not compared)." in page
    assert "qualifies for these reasons: - Who sells it this way offers it in territories" in page
    assert "The order says nothing about quality" in page
    for words in ("What was asked of them", "Near misses", "regional-offer", "How to choose"):
        assert words not in page
        assert words in full
