"""The Python API: it gives what the command line gives, imports late and prices once."""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import llmchoice
from llmchoice import LlmchoiceError, assess, load_criteria, read_profile, render
from llmchoice.__main__ import main
from llmchoice.catalogue.cost.book import Book, Way
from llmchoice.catalogue.store import BookCosting, current_store
from llmchoice.errors import ExitCode
from llmchoice.model.terms import CostInputs

SIMULATIONS = 200


def command_line(*words: str) -> str:
    """What the program prints."""
    out = TextIOWrapper(BytesIO(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["llmchoice", *words])
        patch.setattr(sys, "stdout", out)
        with pytest.raises(SystemExit):
            main()
    gc.enable()  # the program turns it off: it never lives long
    out.seek(0)
    return out.read()


def test_the_command_line_gives_the_same() -> None:
    profile = read_profile("startup", settings=["privacy=5"])
    assessment = assess(profile, date="2026-11-01", simulations=SIMULATIONS)
    words = ["--set", "privacy=5", "--date", "2026-11-01", "--draws", str(SIMULATIONS), "--json"]
    assert json.loads(render(assessment, "json")) == json.loads(
        command_line("assess", "startup", *words)
    )


def test_a_missing_answer_is_never_taken_for_an_unknown_one(tmp_path: Path) -> None:
    path = tmp_path / "half.yaml"
    path.write_text("organisation: Half\nranking: [privacy]\n", encoding="utf-8")
    with pytest.raises(LlmchoiceError) as caught:
        read_profile(path)
    assert caught.value.exit_code is ExitCode.INVALID
    path.write_text("organisation: Half\n", encoding="utf-8")
    with pytest.raises(LlmchoiceError, match="answers missing") as caught:
        assess(read_profile(path), simulations=SIMULATIONS)
    assert caught.value.exit_code is ExitCode.INCOMPLETE
    whole = read_profile(path, missing="unknown")
    assert set(whole.answers.values()) == {"unknown"}
    alike = {priority.id: 3 for priority in load_criteria().priorities}
    weighed = whole.model_copy(update={"priorities": alike})
    first, *_ = assess(weighed, simulations=SIMULATIONS).next_steps
    assert first.unasked
    assert set(first.unasked) <= whole.answers.keys()


def test_what_a_format_is_written_as_is_known_before_it_is_written() -> None:
    assessment = assess(read_profile("startup"), simulations=SIMULATIONS)
    page: str = render(assessment, "html")
    document: bytes = render(assessment, "docx")
    assert (page[:15], document[:2]) == ("<!DOCTYPE html>", b"PK")


def test_a_result_that_there_is_not_has_no_format() -> None:
    with pytest.raises(LlmchoiceError, match="there is no format 'pdf'"):
        render(assess(read_profile("startup"), simulations=SIMULATIONS), "pdf")


@pytest.mark.parametrize("date", ["2026-99-01", "2026-02-30", "20261101", "tomorrow", ""])
def test_what_is_no_day_is_refused_as_any_other_mistake(date: str) -> None:
    with pytest.raises(LlmchoiceError, match="is not a date") as caught:
        assess(read_profile("startup"), date=date, simulations=SIMULATIONS)
    assert caught.value.exit_code is ExitCode.USAGE
    assert [problem.fix for problem in caught.value.problems] == ["write YYYY-MM-DD"]


@pytest.mark.parametrize("simulations", [0, -1, 10_000_001])
def test_so_is_a_number_of_simulations_that_cannot_be_made(simulations: int) -> None:
    with pytest.raises(LlmchoiceError, match="simulations are not possible") as caught:
        assess(read_profile("startup"), simulations=simulations)
    assert caught.value.exit_code is ExitCode.USAGE


class _Frames(HTMLParser):
    """The elements of a fragment, and the pages in its frames."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.pages: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.pages.append(dict(attrs).get("srcdoc") or "")


def test_a_notebook_shows_the_page_in_a_frame_that_nothing_gets_out_of() -> None:
    assessment = assess(read_profile("startup"), simulations=SIMULATIONS)
    frames = _Frames()
    frames.feed(assessment._repr_html_() or "")
    assert frames.tags == ["iframe"]
    assert frames.pages == [render(assessment, "html")]


def test_the_package_imports_nothing_before_it_is_used() -> None:
    code = "import sys, llmchoice; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = set(found.stdout.split())
    assert not loaded & {"pydantic", "yaml", "numpy", "typer", "llmchoice.api"}
    assert set(llmchoice.__all__) <= set(dir(llmchoice))
    with pytest.raises(AttributeError, match="no attribute 'asess'"):
        getattr(llmchoice, "asess")  # noqa: B009 - a name that there is not


@pytest.fixture
def costings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The figures that costs were set up for, one entry each time."""
    made: list[str] = []

    class Counted(BookCosting):
        def __init__(
            self,
            book: Book,
            ways: Mapping[str, Way],
            asked: frozenset[str],
            inputs: CostInputs,
        ) -> None:
            made.append(inputs.model_dump_json())
            super().__init__(book, ways, asked, inputs)

    monkeypatch.setattr("llmchoice.catalogue.store.BookCosting", Counted)
    current_store.cache_clear()
    yield made
    current_store.cache_clear()


@pytest.mark.parametrize(
    "words",
    [
        "assess a.yaml --json",
        "whatif a.yaml --set privacy=5",
        "cost a.yaml",
        "models shortlist a.yaml",
        "compare a.yaml b.yaml",
        "panel a.yaml b.yaml",
        "recheck past.json",
    ],
)
def test_every_command_prices_a_profile_once(
    words: str, costings: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    example = Path(__file__).parents[1] / "pinned" / "profiles" / "startup.yaml"
    text = f"{example.read_text(encoding='utf-8')}\ncosts: {{ceiling: 500}}\n"
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_text(text, encoding="utf-8")
    if "past.json" in words:
        past = assess(read_profile("a.yaml"), load_criteria(), simulations=SIMULATIONS)
        Path("past.json").write_text(str(render(past, "json")), encoding="utf-8")
        current_store.cache_clear()
        costings.clear()
    simulates = not words.startswith(("cost", "models"))
    draws = ["--draws", str(SIMULATIONS)] if simulates else []
    assert command_line(*words.split(), *draws)
    assert len(costings) == 1
