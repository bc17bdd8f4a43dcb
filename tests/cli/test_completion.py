"""What Tab offers: asked as fish asks, in this process. Real shells are in test_shells.py."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.conftest import Run
from tests.laws import examples

from llmchoice.catalogue.load import current_catalogue
from llmchoice.cli.app import build
from llmchoice.cli.completion.answer import Line, line_of
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.entries import entries
from llmchoice.knowledge.settings import read_settings
from llmchoice.model.knowledge import KnowledgeBase

Offered = Callable[[str], dict[str, str]]
WORDS = (
    *("whatif", "cost", "panel", "models", "show", "criteria", "profile", "bank"),
    *("--set", "-p", "--criteria", "--set=", "--", "-", "=", "data=", "'", '"', "\\", "$(", "~x"),
)
HOSTILE = "few: [bold]a[/bold] \\$(touch x) `touch x`"


@pytest.fixture
def ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], CompletedProcess[str]]:
    """What the program answers to fish about a line."""

    def start(line: str) -> CompletedProcess[str]:
        with monkeypatch.context() as patch:
            patch.setenv("_LLMCHOICE_COMPLETE", "complete_fish")
            patch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
            patch.setenv("_TYPER_COMPLETE_ARGS", line)
            return run()

    return start


@pytest.fixture
def offered(ask: Callable[[str], CompletedProcess[str]]) -> Offered:
    """Values to what they mean. Nothing is ever said on stderr, and the code is 0."""

    def start(line: str) -> dict[str, str]:
        done = ask(line)
        assert (done.returncode, done.stderr) == (0, "")
        pairs = (text.partition("\t") for text in done.stdout.splitlines())
        return {value: about for value, _, about in pairs}

    return start


def targets(kb: KnowledgeBase) -> set[str]:
    """Everything that can be set."""
    return {question.id for question in kb.questions} | {p.id for p in kb.priorities}


def test_questions_and_priorities_are_offered_with_what_they_ask(offered: Offered) -> None:
    kb = load_criteria()
    found = offered("llmchoice whatif --set ")
    assert found.keys() == {f"{target}=" for target in targets(kb)}
    assert found["data="] == kb.question("data").text


def test_every_setting_that_is_offered_is_accepted(offered: Offered) -> None:
    kb = load_criteria()
    for target in targets(kb):
        values = offered(f"llmchoice whatif --set {target}=")
        assert values, target
        assert [read_settings(kb, [value])[0].target for value in values] == [target] * len(values)


def test_answers_mean_what_the_criteria_say(offered: Offered) -> None:
    found = offered("llmchoice whatif --set data=")
    assert found["data=public"] == load_criteria().question("data").choices[0].text
    assert "data=unknown" in found
    assert "data=not-applicable" not in found


def test_an_id_that_is_alone_is_followed_by_its_values_at_once(offered: Offered) -> None:
    assert set(offered("llmchoice whatif --set priv")) == {f"privacy={n}" for n in range(6)}


def test_the_last_of_several_answers_is_completed(offered: Offered) -> None:
    found = offered("llmchoice whatif --set data=public,")
    assert {"data=public,internal", "data=public,secret"} <= found.keys()
    assert not {"data=public,public", "data=public,unknown"} & found.keys()
    kb = load_criteria()
    assert all(read_settings(kb, [value]) for value in found)
    assert offered("llmchoice whatif --set audit=none,") == {}


def test_an_option_with_its_value_behind_an_equals_sign(offered: Offered) -> None:
    assert list(offered("llmchoice whatif --set=data=pub")) == ["--set=data=public"]
    assert list(offered("llmchoice models list --weights=fu")) == ["--weights=fully-open"]


def test_criteria_named_earlier_on_the_line_are_heeded(offered: Offered) -> None:
    own = Path("own")
    own.mkdir()
    question = load_criteria().question("own-test").model_dump(mode="json", exclude_defaults=True)
    question["not_applicable"] = True
    question["choices"][0]["text"] = HOSTILE
    (own / "questions.yaml").write_text(json.dumps({"questions": [question]}), encoding="utf-8")
    found = offered("llmchoice whatif --criteria own --set own-test=")
    assert list(found)[-2:] == ["own-test=unknown", "own-test=not-applicable"]
    assert next(iter(found.values())) == HOSTILE
    assert "own-test=not-applicable" not in offered("llmchoice whatif --set own-test=")


@pytest.mark.parametrize("text", ["questions: [", "questions: 7", "\x00", None])
def test_criteria_that_cannot_be_read_give_way_to_the_packaged_ones(
    text: str | None, offered: Offered
) -> None:
    if text is not None:
        Path("own").mkdir()
        Path("own", "questions.yaml").write_text(text, encoding="utf-8")
    assert "data=public" in offered("llmchoice whatif --criteria own --set data=")


def test_profiles_are_examples_files_and_folders(offered: Offered) -> None:
    for name in ("start.yaml", "startled.yml", "start.txt", ".hidden.yaml"):
        Path(name).touch()
    Path("starters").mkdir()
    Path("starters", "one.yaml").touch()
    wanted = ["startup", "start.yaml", "starters/", "startled.yml"]
    assert list(offered("llmchoice cost -p star")) == wanted
    assert list(offered("llmchoice cost -p starters/")) == ["starters/one.yaml"]
    assert ".hidden.yaml" not in offered("llmchoice cost -p ")
    assert list(offered("llmchoice cost -p .h")) == [".hidden.yaml"]
    for command in ("compare", "panel bank", "profile show", "profile check", "whatif --profile"):
        assert "startup" in offered(f"llmchoice {command} star"), command


def test_where_only_a_folder_fits_the_shell_completes_it(offered: Offered) -> None:
    Path("quarter").mkdir()
    assert offered("llmchoice cost -p quar") == {}
    assert offered("llmchoice cost -p ~/") == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_name_that_would_be_obeyed_is_not_offered(offered: Offered) -> None:
    for name in ("q\x1b[2J.yaml", "q\nmore.yaml", "q\u202e.yaml", "q ok.yaml"):
        Path(name).touch()
    assert list(offered("llmchoice cost -p q")) == ["q ok.yaml"]


def test_names_of_the_knowledge_base_and_the_catalogue(offered: Offered) -> None:
    kb, catalogue = load_criteria(), current_catalogue()
    names = offered("llmchoice criteria show ").keys()
    assert names == {name for name, *_ in entries(kb)}
    assert all(catalogue.find(name) for name in offered("llmchoice models show "))
    assert "Mistral AI" in offered("llmchoice models list --vendor ")
    assert "eu" in offered("llmchoice models shortlist --region ")
    assert "pt" in offered("llmchoice models list --language ")
    options = offered("llmchoice models shortlist --option ")
    assert options == {option.id: option.name for option in kb.options}


def test_words_of_options(offered: Offered) -> None:
    assert list(offered("llmchoice whatif --format ")) == [
        *("text", "markdown", "html", "docx", "json")
    ]
    assert list(offered("llmchoice compare --format ")) == [
        *("text", "markdown", "html", "docx", "json", "csv", "jsonl")
    ]
    assert {"html", "madr"} <= offered("llmchoice assess --format ").keys()
    assert "undecided" in offered("llmchoice panel --expect ")
    assert list(offered("llmchoice whatif --missing ")) == ["unknown"]
    assert list(offered("llmchoice whatif --date ")) == ["today"]
    assert "assessment" in offered("llmchoice schema ")
    assert list(offered("llmchoice diff --fail")) == ["--fail-if-changed"]


def test_members_of_a_panel_and_workloads_of_a_profile(offered: Offered) -> None:
    Path("cto.yaml").touch()
    assert list(offered("llmchoice panel cto.yaml bank --say ")) == ["cto=", "bank="]
    assert "bank=2" in offered("llmchoice panel cto.yaml bank --say b")
    Path("two.yaml").write_text(
        "organisation: Two\nworkloads:\n  - {name: Chat desk, answers: {data: public}}\n",
        encoding="utf-8",
    )
    assert list(offered("llmchoice models shortlist -p two.yaml --workload ")) == ["Chat desk"]
    assert list(offered("llmchoice models shortlist two.yaml --workload ")) == ["Chat desk"]
    assert offered("llmchoice models shortlist -p gone.yaml --workload ") == {}
    assert offered("llmchoice models shortlist -p - --workload ") == {}


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of drafts is another one")
def test_drafts_that_are_kept(offered: Offered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(Path.cwd()))
    assert offered("llmchoice drafts show ") == {}
    Path("llmchoice", "drafts").mkdir(parents=True)
    Path("llmchoice", "drafts", "acme-1.json").touch()
    assert list(offered("llmchoice drafts delete ac")) == ["acme-1"]


def test_nothing_of_it_is_loaded_by_anybody_else(environment: dict[str, str]) -> None:
    code = "import sys; from llmchoice.cli.app import build; build(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    package = "llmchoice.cli.completion"
    found = {name for name in done.stdout.split() if name.startswith(package)}
    assert found == {package}


def test_a_help_text_is_one_line_whatever_the_terminal(offered: Offered) -> None:
    found = offered("llmchoice whatif --")
    assert all(value.startswith("--") for value in found)
    assert found["--date"].endswith("gives the same output.")


def test_fish_is_told_whether_there_is_anything(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_LLMCHOICE_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    for line, code in (("llmchoice schema ass", 0), ("llmchoice schema zz", 1)):
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        done = run()
        assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_hands_over_nothing_is_told_nothing(
    shell: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COMP_WORDS", "COMP_CWORD", "_TYPER_COMPLETE_ARGS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("_LLMCHOICE_COMPLETE", f"complete_{shell}")
    done = run()
    assert (done.returncode, done.stderr) == (0, "")


@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.sampled_from(WORDS)
        | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4),
        max_size=5,
    )
)
def test_no_line_makes_it_fail_or_speak(
    ask: Callable[[str], CompletedProcess[str]], words: list[str]
) -> None:
    done = ask("llmchoice " + " ".join(words))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "at", "line"),
    [
        (["--set", "data", "=", "pub"], 5, Line(("whatif", "--set"), "data=pub", 5)),
        (["--set", "data", "="], 4, Line(("whatif", "--set"), "data=", 5)),
        (["--set", "data", "=", ""], 5, Line(("whatif", "--set", "data="), "")),
        (["--set", "=", "data", "=", "p"], 6, Line(("whatif",), "--set=data=p", 11)),
        (["--set", '"data=pub'], 3, Line(("whatif", "--set"), "data=pub", 0, quoted=True)),
        (["-p", "a\\ b"], 3, Line(("whatif", "-p"), "a b")),
        (["-p", "x", "--json"], 3, Line(("whatif", "-p"), "x")),
        (["--set", "", ""], 4, Line(("whatif", "--set", ""), "")),
    ],
)
def test_the_words_of_bash_are_put_together_again(words: list[str], at: int, line: Line) -> None:
    given = "\n".join(["llmchoice", "whatif", *words])
    assert line_of("bash", {"COMP_WORDS": given, "COMP_CWORD": str(at)}) == line


def test_every_value_with_a_name_of_ours_is_completed() -> None:
    """Free numbers, dates, files of other kinds and names that only a person knows are not."""
    free = {"N", "DIR", "[DIR]", "USD", "GB", "TOKENS", "A.json", "B.json", "DECISION.json"}
    root = typer.main.get_command(build())
    left = []
    todo = [(root, typer.Context(root, info_name="llmchoice"))]
    for command, context in todo:
        for parameter in command.get_params(context):
            plain = getattr(parameter, "is_flag", False) or parameter.metavar in free
            output = parameter.name == "output"
            if not (
                plain
                or output
                or parameter.shell_complete(context, "")
                or _special(context.command_path, parameter.name)
            ):
                left.append(f"{context.command_path}: {parameter.name}")
        for name in getattr(command, "commands", {}):
            below = command.get_command(context, name)  # type: ignore[attr-defined] # a group has it
            todo.append((below, typer.Context(below, info_name=name, parent=context)))
    assert left == []


def _special(path: str, name: str) -> bool:
    """Completed only where something else stands on the line or on the disk."""
    return (
        name in {"say", "workload", "draft"}
        or path.startswith("llmchoice drafts")
        or (path, name) in OF_A_TRIAL
    )


OF_A_TRIAL = {
    ("llmchoice trial run", "budget"),
    ("llmchoice trial import", "file"),
    ("llmchoice trial import", "candidate"),
    ("llmchoice trial judge", "name"),
    ("llmchoice trial judge", "by_model"),
    ("llmchoice trial judge", "sheet"),
}
"""A free number, files of other kinds, and names that only the person knows."""
