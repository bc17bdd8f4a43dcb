"""The examples of docs/api.md run as they stand there, and its table is that of the functions."""

import re
from inspect import signature
from pathlib import Path

import pytest

import llmchoice
from llmchoice.model.verdict import Verdict

DOCUMENT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = "\n".join(re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL))
FUNCTIONS = re.findall(r"^\| `(\w+)\((.*?)\)` \|", DOCUMENT, re.MULTILINE)


def test_the_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(EXAMPLES, "docs/api.md", "exec"), {})  # noqa: S102 - our own document
    verdict, *lines = capsys.readouterr().out.splitlines()
    assert verdict in set(Verdict)
    assert any("Half a profile" not in line and "half.yaml" not in line for line in lines)
    assert any("answers missing" in line and "->" in line for line in lines)
    assert Path("report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(("name", "arguments"), FUNCTIONS)
def test_the_table_names_the_arguments_in_their_order(name: str, arguments: str) -> None:
    known = signature(getattr(llmchoice, name)).parameters
    told = dict(part.partition("=")[::2] for part in arguments.split(", "))
    assert list(told) == list(known)[: len(told)]
    for argument, default in told.items():
        kept = known[argument].default
        assert default.strip('"') == ("" if kept is known[argument].empty else str(kept))


def test_the_table_has_every_function() -> None:
    functions = {name for name in llmchoice.__all__ if name.islower() and name[0] != "_"}
    assert {name for name, _ in FUNCTIONS} == functions
