"""What docs/questionnaire.md names is there, and its table is whole."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output
from tests import forked

from llmchoice.errors import ExitCode
from llmchoice.questionnaire.asker import Asker, Interrupted, Pick, Prompt
from llmchoice.questionnaire.lines import PlainAsker, wants_plain
from llmchoice.questionnaire.terminal import TerminalAsker

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "questionnaire.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
OWN, OTHERS = TEXT.split("## Beside other questionnaires")
CTRL_C = "\x03"
PROMPT = Prompt("Which?", why=lambda: ("Because.",), remark="", may_end=True)
PICKS = (Pick("a", "first"), Pick("b", "second"), Pick("c", "third"))
ASKED: tuple[Callable[[Asker], object], ...] = (
    lambda asker: asker.pick(PROMPT, PICKS),
    lambda asker: asker.many(PROMPT, PICKS),
    lambda asker: asker.text(PROMPT, lambda _: None),
    lambda asker: asker.order(PROMPT, PICKS),
    lambda asker: asker.share(PROMPT, PICKS, total=100),
)


def table(text: str, first: str) -> list[list[str]]:
    """The rows of the table whose heading begins like that, without the heading."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith(first):
            break
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


@cache
def help_of(command: str) -> str:
    done = forked.run(
        *command.split(),
        "--help",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    return done.stdout if done.returncode == 0 else ""


def shown_in_menus() -> str:
    """All that somebody who is asked with menus is told about keys."""
    paper = io.StringIO()
    with create_pipe_input() as pipe:
        target = Vt100_Output(paper, lambda: Size(40, 120), term="xterm", enable_cpr=False)
        asker = TerminalAsker(pipe, target)
        for ask in ASKED:
            pipe.send_text(CTRL_C)
            with suppress(Interrupted):
                ask(asker)
    return "\n".join((*asker.help, re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", paper.getvalue())))


def shown_plainly() -> str:
    """All that somebody who is asked in lines is told about what to type."""
    paper = io.StringIO()
    asker = PlainAsker(io.StringIO(), paper, 200)
    for ask in ASKED:
        with suppress(Interrupted):
            ask(asker)
    return "\n".join((*asker.help, paper.getvalue()))


def keys(column: int) -> Iterator[str]:
    for row in table(OWN, "| to |"):
        yield from re.findall(r"`([^`]+)`", row[column])


def test_every_command_exists() -> None:
    named = set(re.findall(r"`llmchoice ([a-z]+(?: [a-z]+)?)", OWN))
    assert {"assess", "drafts list", "drafts show", "drafts delete"} <= named
    assert [command for command in sorted(named) if not help_of(command)] == []


def test_every_option_exists() -> None:
    known = help_of("assess") + help_of("drafts delete")
    # Of the table, what is said of this program alone.
    mine = OWN + "\n".join(row[1] for row in table(OTHERS, "| | llmchoice |"))
    named = set(re.findall(r"--[a-z][a-z-]+", mine))
    assert {"--resume", "--draft", "--plain", "--no-preview", "--member", "--quick"} <= named
    assert [option for option in sorted(named) if not re.search(rf"{option}\b", known)] == []


def test_every_key_is_told_to_whoever_is_asked() -> None:
    menus, lines = shown_in_menus(), shown_plainly()
    assert len(list(keys(1))) >= 10
    assert [key for key in keys(1) if key not in menus] == []
    assert [key for key in keys(2) if key not in lines] == []


def test_every_way_to_answer_is_in_the_table_of_keys() -> None:
    told = " ".join(row[1] for row in table(OWN, "| to |"))
    assert [
        key for key in re.findall(r"\bF\d+\b|Shift-Tab|Ctrl-C", shown_in_menus()) if key not in told
    ] == []
    typed = set(keys(2))
    words = re.findall(r"^- (\w+)", "\n".join(PlainAsker.on_stderr().help), re.MULTILINE)
    assert [word for word in words if word not in typed] == []


@pytest.mark.parametrize("setting", ["ACCESSIBLE=1", "TERM=dumb"])
def test_every_variable_does_what_is_said(setting: str) -> None:
    name, _, value = setting.partition("=")
    assert f"`{setting}`" in OWN
    assert wants_plain({name: value})


def test_the_exit_codes_are_those_of_the_program() -> None:
    codes = {int(code) for code in re.findall(r"exit code (\d+)", OWN)}
    assert codes == {ExitCode.INTERRUPTED, ExitCode.INCOMPLETE}


def test_the_table_beside_others_is_whole() -> None:
    heading = next(line for line in OTHERS.splitlines() if line.startswith("| |"))
    assert [cell.strip() for cell in heading.strip("|").split("|")][1:] == [
        "llmchoice",
        "copier",
        "Algorithmic Impact Assessment",
        "opencomplai checker",
    ]
    rows = table(OTHERS, "| | llmchoice |")
    assert [row[0] for row in rows] == [
        "back",
        "why",
        "unknown",
        "resume",
        "review",
        "notes",
        "plain mode",
        "replay",
    ]
    assert {len(row) for row in rows} == {5}
    assert all(all(row) for row in rows)


def test_whatever_is_said_of_others_rests_on_something_that_was_read() -> None:
    table_of_others, sources = OTHERS.split("Read for this table")
    for row in table(table_of_others, "| | llmchoice |"):
        for cell in row[2:]:
            assert cell == "not found" or re.search(r"\[[cao]\d", cell), cell
    cited = {
        name
        for group in re.findall(r"\[([cao]\d(?:, [cao]\d)*)\]", table_of_others)
        for name in group.split(", ")
    }
    listed = re.findall(r"\[([cao]\d)\]", sources)
    assert sorted(listed) == sorted(cited)
    # A file is read at a commit; an issue has none.
    for source in re.split(r"\[[cao]\d\]", sources)[1:]:
        assert re.search(r"[0-9a-f]{12}|issue \d+", source), source


def test_every_file_that_is_linked_exists() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", TEXT)
    assert len(links) >= 15
    assert [link for link in links if not (DOCUMENT.parent / link).exists()] == []


def test_every_picture_of_the_recording_is_linked() -> None:
    pictures = {path.name for path in (DOCUMENT.parent / "recording").glob("*.svg")}
    assert {name for name in pictures if f"recording/{name}" not in TEXT} == set()
