"""`llmchoice assess` at a real terminal, from the first question to the saved profile."""

import io
import json
import os
import re
import shlex
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest
from tests import forked
from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

DOWN, UP, ENTER, SPACE, CTRL_C, TAB = "\x1b[B", "\x1b[A", "\r", " ", "\x03", "\t"
FIRST, LAST = DOWN + ENTER, UP + ENTER
ONE, MANY, TEXT = r"Enter\s+chooses", r"Space\s+ticks", r"\(Enter\s+continues"
ORDER = r"Enter\s+finishes"
KEEP = r"What\s+do\s+you\s+want\s+to\s+save"
DROP = r"Discard\s+them"
NAME = "Vinhos | Serra [bold]"
Child = "pexpect.spawn[str]"
PINNED = Path(__file__).parents[1] / "pinned"
Terminal = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def terminal(environment: dict[str, str], tmp_path: Path) -> Iterator[Terminal]:
    """Starts the program with both standard streams on a terminal, in an empty folder."""
    children: list[pexpect.spawn[str]] = []

    def start(
        *arguments: str,
        columns: int = 100,
        before: Callable[[], None] | None = None,
        **variables: str,
    ) -> "pexpect.spawn[str]":
        env = {
            **environment,
            "XDG_STATE_HOME": str(tmp_path / "state"),
            "TERM": "xterm",
            # pexpect does not answer when it is asked where the cursor stands.
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "PYTHONUTF8": "1",
            **variables,
        }
        line = " ".join(arguments)
        words = shlex.split(line)
        child = pexpect.spawn(
            "/bin/sh",
            ["-c", f'exec "$0" -m llmchoice {line}', sys.executable],
            env=env,
            preexec_fn=forked.program(words, env, before),
            cwd=tmp_path,
            dimensions=(60, columns),
            encoding="utf-8",
            timeout=30,
        )
        child.logfile_read = io.StringIO()
        child.delaybeforesend = None  # what is answered was waited for
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


def answer_all(child: "pexpect.spawn[str]", *, keep: str = "save") -> int:
    """Take the first choice everywhere, until the program ends; its exit code."""
    keys = {
        KEEP: "",
        DROP: "",
        ONE: FIRST,
        MANY: SPACE + ENTER,
        ORDER: ENTER + ENTER,
        "organisation called": "",
        r"Write\s+a\s+number": "",
        r"Write\s+how\s+many\s+cases": "",
        "Which file name": "",
    }
    typed = {
        "organisation called": NAME,
        r"Write\s+a\s+number": "40 million",
        r"Write\s+how\s+many\s+cases": "60 44 53",
    }
    prompts = list(keys)
    left = [FIRST, LAST] if keep == "save" else [LAST]
    while (seen := child.expect([*prompts, pexpect.EOF])) < len(prompts):
        prompt = prompts[seen]
        if prompt in {KEEP, DROP}:
            child.expect(ONE)
            child.send(LAST if prompt == DROP else left.pop(0))
        elif keys[prompt]:
            child.send(keys[prompt])
        else:
            child.expect(TEXT)
            child.send(typed.get(prompt, "") + ENTER)
    return ended(child)


def ended(child: "pexpect.spawn[str]") -> int:
    child.expect(pexpect.EOF)
    child.wait()
    return int(child.exitstatus if child.exitstatus is not None else -1)


def screen(child: "pexpect.spawn[str]") -> str:
    """Everything that was shown, in one line without the codes of the terminal."""
    shown = child.logfile_read
    assert isinstance(shown, io.StringIO)
    return " ".join(re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.getvalue()).split())


def drafts(folder: Path) -> list[Path]:
    return sorted((folder / "state").rglob("*.json"))


def begun(child: "pexpect.spawn[str]") -> None:
    """Answer the first two questions, and stand before the third."""
    child.expect(TEXT)
    child.send(NAME + ENTER)
    child.expect(MANY)
    child.send(SPACE + ENTER)
    child.expect("Question 2 of")
    child.expect(ONE)


def test_a_run_ends_with_a_report_and_a_profile_that_repeats_it(
    terminal: Terminal, run: Run, tmp_path: Path
) -> None:
    child = terminal("assess", "--quick", "--json", "-o", "first.json")

    assert answer_all(child) == 0
    named, placed = "What kinds of data will the model receive", "Where is this data allowed to go"
    assert screen(child).index(named) < screen(child).index(placed)
    assert drafts(tmp_path) == []
    (saved,) = tmp_path.glob("*.yaml")
    text = saved.read_text(encoding="utf-8")
    assert f'organisation: "{NAME}"' in text
    assert text.startswith("# yaml-language-server: $schema=llmchoice-profile.schema.json\n")
    assert "to repeat it: llmchoice assess vinhos-serra-bold.yaml" in screen(child)
    again = run("assess", "--profile", saved, "--json")
    assert again.stdout == (tmp_path / "first.json").read_text(encoding="utf-8")


def test_a_quick_run_asks_what_matters_first_and_says_what_it_spared(
    terminal: Terminal, tmp_path: Path
) -> None:
    # Answers that leave the sides telling are never settled: this one speaks for one of them.
    telling = "--set team-skills=no-developers"
    child = terminal("assess", "--quick", telling, "--json", "-o", "report.json")

    assert answer_all(child, keep="nothing") == 0

    shown = screen(child)
    told = re.search(
        r"Settled: with your priorities, the best option stays on the (open|closed) side,"
        r" whatever the other answers? (?:is|are)\. (?:\d+ to )?(\d+) questions? skipped",
        shown,
    )
    assert told is not None
    assert shown.index("What matters most, in order") < shown.index("Question 2 of at most")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(report["unknowns"]) == int(told[2])
    sides = {o["id"]: o["side"] for o in report["options"]}
    best = max((o for o in report["options"] if o["admissible"]), key=lambda o: o["score"])
    assert sides[best["id"]] == told[1]


BY_KEYS = (TEXT, NAME + ENTER, ORDER, ENTER + ENTER, ONE, FIRST, "F3 enough", "\x1bOR", ONE, FIRST)
BY_WORDS = (
    *("Answer: $", f"{NAME}\r", "Order: $", "1 2 3 4 5 6 7\r", "Number: $", "1\r"),
    *(r"Question 1 of at most.*[a-z]+: $", "enough\r", "Number: $", "1\r"),
)


def test_prompts_stay_on_the_terminal_when_the_report_goes_to_a_file(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"

    def into_a_file() -> None:
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), 1)

    child = terminal("assess", "--quick", before=into_a_file)
    for seen, keys in zip(BY_KEYS[::2], BY_KEYS[1::2], strict=True):
        child.expect(seen)
        child.send(keys)

    assert answer_all(child, keep="nothing") == 0
    report = path.read_text(encoding="utf-8")
    assert report.startswith(f"Open or closed language models: {NAME}\n")
    assert "Enter chooses" not in report
    assert "\x1b" not in report


@pytest.mark.parametrize(("plain", "talk"), [("", BY_KEYS), ("--plain", BY_WORDS)])
def test_a_quick_run_can_be_ended_and_the_rest_counts_as_unknown(
    plain: str, talk: tuple[str, ...], terminal: Terminal, tmp_path: Path
) -> None:
    child = terminal("assess", "--quick", plain, "--json", "-o", "report.json")
    *before, review, fine = talk
    for seen, keys in zip(before[::2], before[1::2], strict=True):
        child.expect(seen)
        child.send(keys)
    child.expect(r"Ended\s+here:\s+up\s+to\s+(\d+)\s+questions")
    assert isinstance(child.match, re.Match)
    left = int(child.match[1])
    child.expect(review)
    child.send(fine)
    child.expect("wrote report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(report["unknowns"]) == left
    assert {given["answer"] for given in report["answers"]} == {"unknown"}


def test_a_day_that_is_past_is_no_day_to_decide_by(terminal: Terminal) -> None:
    child = terminal("assess", "--quick")
    for seen, keys in zip(BY_KEYS[:-2:2], BY_KEYS[1:-2:2], strict=True):
        child.expect(seen)
        child.send(keys)
    child.expect(ONE)
    child.send(LAST)
    child.expect("By which day do you want to decide")
    child.send(f"2020-01-01{ENTER}")
    child.expect(r"That\s+is\s+before\s+20\d\d-\d\d-\d\d")


def test_what_was_not_asked_is_the_first_step_and_is_asked_from_the_saved_profile(
    terminal: Terminal, tmp_path: Path
) -> None:
    child = terminal("assess", "--quick")
    for seen, keys in zip(BY_KEYS[::2], BY_KEYS[1::2], strict=True):
        child.expect(seen)
        child.send(keys)
    child.expect(
        r"1\.\s+Answer\s+the\s+questions\s+that\s+were\s+not\s+asked,\s+at\s+most\s+(\d+):"
    )
    child.expect(r"give\s+your\s+saved\s+profile\s+to\s+llmchoice\s+assess")
    child.expect(r"2\.")
    child.expect(KEEP)
    child.expect(ONE)
    child.send(DOWN * 2 + ENTER)  # the report as Markdown
    child.expect("Which file name")
    child.send(ENTER)
    assert answer_all(child) == 0
    memo = next(tmp_path.glob("*.md")).read_text(encoding="utf-8")
    assert ("To obtain" in memo) == ("there may be more to obtain" in memo)

    again = terminal("assess", "vinhos-serra-bold.yaml")
    again.expect("The rest - Vinhos")
    again.expect(ONE)
    assert "what you meant" not in screen(again)


def test_a_quick_run_that_is_left_goes_on_quickly(terminal: Terminal) -> None:
    child = terminal("assess", "--quick")
    child.expect(TEXT)
    child.send(NAME + ENTER)
    child.expect(ORDER)
    child.send(DOWN + SPACE + UP + SPACE + ENTER)
    child.expect("what you meant")
    child.expect(ONE)
    child.send(FIRST)
    child.expect("Question 1 of at most")
    child.expect(f"{ONE}|{MANY}")
    child.send(CTRL_C)
    child.expect(r"llmchoice assess --draft (\S+)")
    assert isinstance(child.match, re.Match)
    draft = child.match[1]
    assert ended(child) == 130

    again = terminal("assess", "--draft", draft)
    again.expect("The rest - Vinhos")
    again.expect("At most .* questions, at most")
    again.expect("Question 1 of at most")
    again.expect(f"{ONE}|{MANY}")


@pytest.mark.parametrize("how", ["ctrl-c", "kill", "hang-up"])
def test_leaving_loses_nothing(terminal: Terminal, tmp_path: Path, how: str) -> None:
    child = terminal("assess")
    begun(child)
    if how == "ctrl-c":
        child.send(CTRL_C)
        child.expect("Your answers are saved; to continue:")
        child.expect("llmchoice assess --draft draft-")
        assert ended(child) == 130
    elif how == "kill":
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    else:
        child.close()
    (left,) = drafts(tmp_path)

    again = terminal("assess", "--resume")
    again.expect("The rest - Vinhos")
    again.expect("Where is this data allowed to go")
    again.expect(ONE)
    assert "What kinds of data will the model receive" not in screen(again)
    again.send(DOWN + FIRST)
    again.expect("Question 3 of")
    again.expect(ONE)
    again.send(CTRL_C)
    assert ended(again) == 130
    # The same draft has gone on.
    assert drafts(tmp_path) == [left]
    # Whoever leaves without another answer is told the truth too.
    once_more = terminal("assess", "--resume")
    once_more.expect("Question 3 of")
    once_more.expect(ONE)
    once_more.send(CTRL_C)
    once_more.expect("Your answers are saved; to continue:")
    assert ended(once_more) == 130
    keys = [entry["key"] for entry in json.loads(left.read_text(encoding="utf-8"))["entries"]]
    assert keys == ["organisation", "facts/data", "facts/data-location"]


def test_a_narrow_terminal_does_not_break_the_name_of_a_draft(terminal: Terminal) -> None:
    child = terminal("assess")
    begun(child)
    child.setwinsize(24, 40)
    child.send(CTRL_C)
    child.expect(r"llmchoice assess \\\r\n +(--draft draft-\w+)\r\n")
    assert ended(child) == 130


def test_where_no_draft_can_be_kept_whoever_leaves_is_shown_the_answers(
    terminal: Terminal, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "full").write_text("no folder", encoding="utf-8")
    child = terminal("assess", XDG_STATE_HOME=str(tmp_path / "full"))
    child.expect("No draft can be saved in")
    begun(child)
    child.send(CTRL_C)
    child.expect("could not be saved. Copy the following into a file:\r\n\r\n")
    assert ended(child) == 130

    shown = child.before
    assert isinstance(shown, str)
    (tmp_path / "copied.yaml").write_text(shown.replace("\r", ""), encoding="utf-8")
    told = run("profile", "check", tmp_path / "copied.yaml")
    # What was answered is there, and nothing is wrong with it but what is still missing.
    assert told.returncode == 4
    assert "data-location" in told.stderr
    assert "answers missing: data," not in told.stderr
    assert f'organisation: "{NAME}"' in shown


def test_what_was_left_is_offered_at_the_next_start(terminal: Terminal, tmp_path: Path) -> None:
    first = terminal("assess")
    begun(first)
    # It is being answered: nobody else is offered it.
    other = terminal("assess")
    other.expect("organisation called")
    assert "Not finished yet" not in screen(other)
    refused = terminal("assess", "--resume")
    refused.expect("every saved draft is open in another terminal")
    assert ended(refused) == 2
    other.close()
    first.send(CTRL_C)
    assert ended(first) == 130

    again = terminal("assess")
    again.expect("Not finished yet")
    again.expect(ONE)
    again.expect(r"continue with Vinhos \| Serra \[bold\]: 1 answer, \d{4}-\d\d-\d\d \d\d:\d\d")
    again.send(FIRST)
    again.expect("The rest - Vinhos")
    again.expect("Where is this data allowed to go")
    again.expect(ONE)
    again.send(CTRL_C)
    assert ended(again) == 130
    assert len(drafts(tmp_path)) == 1


def test_whoever_waited_at_the_offer_goes_on_from_what_was_answered_meanwhile(
    terminal: Terminal, tmp_path: Path
) -> None:
    first = terminal("assess")
    begun(first)
    first.send(CTRL_C)
    assert ended(first) == 130
    waits = terminal("assess")
    waits.expect("Not finished yet")
    waits.expect(ONE)
    meanwhile = terminal("assess", "--resume")
    meanwhile.expect("Question 2 of")
    meanwhile.expect(ONE)
    meanwhile.send(DOWN + DOWN + FIRST)
    meanwhile.expect("Question 3 of")
    meanwhile.expect(MANY)
    waits.send(FIRST)
    waits.expect("is open in another terminal")
    assert ended(waits) == 2
    meanwhile.send(CTRL_C)
    assert ended(meanwhile) == 130

    (draft,) = drafts(tmp_path)
    assert len(json.loads(draft.read_text(encoding="utf-8"))["entries"]) == 3


def test_the_number_of_questions_to_come_only_falls(terminal: Terminal) -> None:
    rated = [
        "privacy",
        "compliance",
        "budget",
        "customisation",
        "expertise",
        "capability",
        "independence",
    ]
    settings = [f"--set {priority}=3" for priority in rated]
    child = terminal("assess", *settings, "--draws", "10")
    assert answer_all(child) == 0
    headings = re.findall(r"Question (\d+) of (?:at most )?(\d+) - ", screen(child))
    numbers, most = zip(*((int(number), int(total)) for number, total in headings), strict=True)
    left = [total - number for number, total in zip(numbers, most, strict=True)]
    assert list(most) == sorted(most, reverse=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert list(left) == sorted(set(left), reverse=True)
    assert left[-1] == 0


def test_drafts_are_listed_shown_and_deleted(
    terminal: Terminal, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = terminal("assess")
    begun(child)
    (draft,) = drafts(tmp_path)
    child.send(CTRL_C)
    assert ended(child) == 130
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    assert f"{draft.stem}  {NAME}: 1 answer, " in run("drafts", "list").stdout
    shown = run("drafts", "show", draft.stem).stdout
    assert "data: [public]" in shown
    refused = run("drafts", "delete")
    assert (refused.returncode, drafts(tmp_path)) == (2, [draft])
    wrong = run("drafts", "delete", draft.stem[:-1])
    assert wrong.returncode == 2
    assert f"did you mean '{draft.stem}'?" in wrong.stderr
    assert run("drafts", "delete", draft.stem).returncode == 0
    assert drafts(tmp_path) == []
    assert "There are no drafts" in run("drafts", "list").stderr
    nothing = run("assess", "--resume")
    assert nothing.returncode == 2
    assert "there is no draft to continue" in nothing.stderr


def test_only_what_a_profile_leaves_out_is_asked(terminal: Terminal, tmp_path: Path) -> None:
    whole = (PINNED / "profiles" / "startup.yaml").read_text(encoding="utf-8")
    lines = [line for line in whole.splitlines() if not line.startswith("  deadline:")]
    (tmp_path / "p.yaml").write_text("\n".join(lines), encoding="utf-8")
    child = terminal("assess", "-p", "p.yaml")

    child.expect("About 1 question, about 1 minute")
    child.expect("When must the first useful version be running")
    child.expect(ONE)
    child.send(FIRST)
    child.expect("Choose one to change it")
    child.expect(ONE)
    child.send(FIRST)
    child.expect("Recommended: ")
    child.expect("In short: ")
    child.expect(KEEP)


def test_a_ceiling_that_was_stated_binds_in_the_draft_too(
    terminal: Terminal, run: Run, tmp_path: Path
) -> None:
    whole = (PINNED / "profiles" / "startup.yaml").read_text(encoding="utf-8")
    lines = [line for line in whole.splitlines() if not line.startswith("  deadline:")]
    (tmp_path / "p.yaml").write_text(
        "\n".join([*lines, "costs: {ceiling: 0.01}"]), encoding="utf-8"
    )
    direct = run("assess", "-p", "p.yaml", "--set", "deadline=weeks", "--json")
    assert direct.returncode == 5
    first = terminal("assess", "-p", "p.yaml")
    first.expect("When must the first useful version be running")
    first.expect(ONE)
    first.send(CTRL_C)
    assert ended(first) == 130

    again = terminal("assess")
    again.expect("Not finished yet")
    again.expect(ONE)
    again.send(FIRST)
    again.expect("When must the first useful version be running")
    again.expect(ONE)
    again.send(UP + UP + ENTER)
    again.expect("Choose one to change it")
    again.expect(ONE)
    again.send(FIRST)
    again.expect(KEEP)
    again.expect(ONE)
    again.send(LAST)
    again.expect(DROP)
    again.expect(ONE)
    again.send(LAST)

    assert ended(again) == direct.returncode


def test_no_input_never_asks_even_at_a_terminal(terminal: Terminal) -> None:
    child = terminal("assess", "--no-input")
    child.expect("answers missing")
    assert ended(child) == 4


def test_where_it_stands_is_not_said_to_whoever_does_not_want_to_be_led(
    terminal: Terminal,
) -> None:
    def told(*options: str) -> bool:
        child = terminal("assess", *options)
        begun(child)
        for _ in range(4):
            child.send(FIRST)
            if child.expect([ONE, MANY]):
                child.send(SPACE + ENTER)
                child.expect(["Question 7,", ONE])
        return "So far: " in screen(child)

    assert told()
    assert not told("--no-preview")
    assert not told("--member")


# ── Plain ─────────────────────────────────────────────────────────────────────────────────────────
PLAINLY = {
    "organisation called": NAME,
    "Write a number": "40 million",
    "Write how many cases": "60 44 53",
    "one worth most": "2 1=3 4 5 6 7",
    "Which file name": "",
}
"""What is typed where the first of a list will not do."""


def answer_all_plainly(child: "pexpect.spawn[str]") -> int:
    """Type the number of the first choice, until the program ends; its exit code."""
    saves = True
    while child.expect([r"\n[A-Z][a-z]+: $", pexpect.EOF]) == 0:
        before = " ".join(child.before.split()) if isinstance(child.before, str) else ""
        found = [typed for title, typed in PLAINLY.items() if title in before]
        if "want to save" in before:
            nothing = re.search(r"(\d+)\W+nothing", before)
            assert nothing is not None
            child.send(("1" if saves else nothing[1]) + ENTER)
            saves = False
        else:
            child.send((found[0] if found else "1") + ENTER)
    return ended(child)


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
def test_a_terminal_that_asks_for_lines_gets_them(
    terminal: Terminal, variables: dict[str, str]
) -> None:
    child = terminal("assess", **variables)
    child.expect(r"\n[A-Z][a-z]+: $")
    assert "\x1b" not in str(child.before)


def test_numbers_and_lines_are_enough_from_start_to_end(
    terminal: Terminal, run: Run, tmp_path: Path
) -> None:
    child = terminal("assess", "--plain", "--json", "-o", "first.json", columns=60)

    assert answer_all_plainly(child) == 0

    shown = child.logfile_read
    assert isinstance(shown, io.StringIO)
    # Nothing is ever redrawn, moved or coloured.
    assert "\x1b" not in shown.getvalue()
    assert drafts(tmp_path) == []
    (saved,) = tmp_path.glob("*.yaml")
    again = run("assess", "--profile", saved, "--json")
    assert again.stdout == (tmp_path / "first.json").read_text(encoding="utf-8")


def test_one_can_go_back_and_leave_plainly(terminal: Terminal, tmp_path: Path) -> None:
    child = terminal("assess", "--plain")
    for title, reply in (
        ("organisation called", NAME),
        ("What kinds of data", "1"),
        ("Where is this data allowed to go", "back"),
        ("What kinds of data", "1 2"),
        ("Where is this data allowed to go", "note"),
        ("Your note on this answer", "as [legal] said"),
        ("Where is this data allowed to go", "3"),
        ("Question 3 of", CTRL_C),
    ):
        child.expect(title)
        child.expect(r"\n[A-Z][a-z]+: $")
        child.send(reply if reply == CTRL_C else reply + ENTER)
    assert ended(child) == 130

    (draft,) = drafts(tmp_path)
    kept = json.loads(draft.read_text(encoding="utf-8"))
    replies = {entry["key"]: entry["reply"] for entry in kept["entries"]}
    assert replies["facts/data"] == ["public", "internal"]
    assert replies["facts/data-location"] == "premises"
    assert kept["remarks"] == {"data-location": "as [legal] said"}


@pytest.mark.parametrize("option", ["", "--plain"])
def test_a_pipe_is_never_taken_for_answers(run: Run, tmp_path: Path, option: str) -> None:
    done = run("assess", *option.split(), stdin=b"Acme\n1\n1\n")

    assert done.returncode == 4
    assert "answers missing" in done.stderr
    assert drafts(tmp_path) == []
