"""Names are shown as they are, in every format, and nothing in them is obeyed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.cli.conftest import Run

NAMES = {
    "[bold]Acme[/bold]": "[bold]Acme[/bold]",
    "[/red] :smile:": "[/red] :smile:",
    "</script><script>alert(1)</script>": "</script><script>alert(1)</script>",
    "a|b \\| c": "a|b \\| c",
    "one\n\n# two\r\n- three": "one⏎⏎# two⏎⏎- three",
    "\x1b[31mred\x1b]8;;https://x.example\x07": "\\x1b[31mred\\x1b]8;;https://x.example\\x07",
    "abc\u202edef\u200b\u2028g": "abc\\u202edef\\u200b\\u2028g",
    "`code` *a* _b_ [x](y) &lt; <b>": "`code` *a* _b_ [x](y) &lt; <b>",
    "Fundação 日本 😀": "Fundação 日本 😀",
    "no": "no",
    "C:\\new\\table": "C:\\new\\table",
}
ASSESS = ("assess", "--draws", "1000", "-p")
CONTROLS = {chr(code) for code in (*range(32), *range(127, 160), 0x202E, 0x200B, 0x2028)} - {"\n"}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def profile(name: str, startup: str) -> str:
    """The name stands for the organisation, a workload and a note."""
    data = yaml.safe_load(startup)
    data |= {"organisation": name, "notes": {"data": name}}
    data["workloads"] = [{"name": name, "answers": {}}, {"name": "other", "answers": {}}]
    path = Path("p.yaml")
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    return str(path)


def tokens(markdown: str) -> Iterator[Token]:
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(markdown):
        yield token
        yield from token.children or ()


def test_a_text_report_shows_it(name: str, profile: str, run: Run) -> None:
    done = run(*ASSESS, profile)
    assert (done.returncode, done.stderr) == (0, "")
    assert NAMES[name] in done.stdout.splitlines()[0]
    assert not CONTROLS & set(done.stdout)


def test_a_markdown_report_shows_it_and_obeys_nothing(name: str, profile: str, run: Run) -> None:
    done = run(*ASSESS, profile, "--format", "markdown")
    assert (done.returncode, done.stderr) == (0, "")
    assert not CONTROLS & set(done.stdout)
    found = list(tokens(done.stdout))
    words = [
        "".join(child.content for child in token.children or ())
        for token in found
        if token.type == "inline"
    ]
    assert any(NAMES[name] in text for text in words)
    assert not [t for t in found if t.type in {"html_block", "html_inline", "image"}]
    assert sum(token.type == "heading_open" and token.tag == "h1" for token in found) == 1


def test_a_json_report_holds_it_unchanged(name: str, profile: str, run: Run) -> None:
    done = run(*ASSESS, profile, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["profile"]["organisation"] == name
    assert [workload["name"] for workload in found["workloads"]] == [name, "other"]
    assert not {char for char in CONTROLS if char < " "} & set(done.stdout)


def test_a_file_is_written_with_it(name: str, profile: str, run: Run) -> None:
    for suffix in ("txt", "json"):
        assert run(*ASSESS, profile, "-o", f"r.{suffix}").returncode == 0
    assert NAMES[name] in Path("r.txt").read_text(encoding="utf-8")
    found = json.loads(Path("r.json").read_text(encoding="utf-8"))
    assert found["profile"]["organisation"] == name


def test_an_error_shows_it(name: str, run: Run) -> None:
    text = yaml.safe_dump({"organisation": "A", name: 1, "answers": {"task": name}})
    Path("p.yaml").write_text(text, encoding="utf-8")
    done = run("profile", "check", "p.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert f"error: there is no key '{NAMES[name]}' (p.yaml:" in done.stderr
    assert f"error: '{NAMES[name]}' is not an answer to 'task' (p.yaml:" in done.stderr
    assert not CONTROLS & set(done.stderr)
