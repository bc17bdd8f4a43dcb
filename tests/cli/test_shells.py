"""Tab in real shells. One that is not installed is skipped, and said so; .ci/run installs them."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from llmchoice.knowledge.criteria import load_criteria

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

ROOT = Path(__file__).resolve().parents[2]
START = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
Words = Callable[[str], str]


@pytest.fixture(scope="module", params=START)
def shell(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if shutil.which(name) is None:
        # .ci/run has installed them all: there it is a failure.
        give_up = pytest.fail if os.environ.get("LLMCHOICE_SHELLS") else pytest.skip
        give_up(f"{name} is not installed: apt-get install {name}")
    return name


@pytest.fixture(scope="module")
def home(shell: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the program on the path, and a folder to work in."""
    folder = tmp_path_factory.mktemp(shell)
    (folder / "bin").mkdir()
    program = folder / "bin" / "llmchoice"
    paths = os.pathsep.join(sys.path)
    program.write_text(
        f"#!/bin/sh\nexport PYTHONPATH='{paths}' PYTHONPYCACHEPREFIX='{sys.pycache_prefix or ''}'\n"
        f"exec '{sys.executable}' -B -m llmchoice \"$@\"\n"
    )
    program.chmod(0o755)
    work = folder / "work"
    (work / "own").mkdir(parents=True)
    for name in ("ours two.yaml", "other.yml", "notes.txt", "own/eu.yaml", "$(touch x).yaml"):
        (work / name).touch()
    question = load_criteria().question("own-test").model_dump(mode="json", exclude_defaults=True)
    question["choices"][0]["text"] = "it's \\$(touch x) `touch x` ${x:=$(touch x)} \"; touch x"
    (work / "mine").mkdir()
    (work / "mine" / "questions.yaml").write_text(json.dumps({"questions": [question]}))
    (folder / ".config" / "fish").mkdir(parents=True)
    # Where this folder is missing, fish reads every man page of the machine in the background.
    (folder / "data" / "fish" / "generated_completions").mkdir(parents=True)
    return folder


def begun(shell: str, home: Path) -> "pexpect.spawn[str]":
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    places = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "PATH": path}
    terminal: pexpect.spawn[str] = pexpect.spawn(
        shell,
        ["-i"],
        env={**kept, **places, "TERM": "xterm", "XDG_DATA_HOME": str(home / "data")},
        cwd=str(home / "work"),
        encoding="utf-8",
        dimensions=(50, 120),
        timeout=30,
    )
    terminal.send("echo rea''dy\r")
    terminal.expect("ready\r?\n")
    return terminal


def after_tab(terminal: "pexpect.spawn[str]", typed: str) -> str:
    """The words on the line after Tab and a `@` behind it, as the shell would pass them on."""
    terminal.send(f"{typed}\t")
    terminal.send("@")
    terminal.sendcontrol("a")
    terminal.send("echo 'BE''GIN'; printf '<%s>' ")
    terminal.sendcontrol("e")
    terminal.send("; echo 'E''ND'\r")
    terminal.expect(r"BEGIN\r?\n")
    terminal.expect(r"END\r?\n")
    return seen(terminal.before or "")


def seen(text: str) -> str:
    """Text without the sequences that move the cursor or set colours."""
    return re.sub(
        r"\x1b(\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>]|\][^\x07\x1b]*(\x07|\x1b\\))", "", text
    )


def by_hand(shell: str) -> str:
    """The line that docs/commands.md tells to write."""
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    (found,) = re.findall(rf"^\| {shell} \| `(.+?)` \|", text, flags=re.MULTILINE)
    line: str = found.replace("\\|", "|")
    return f"autoload -Uz compinit; compinit -u\n{line}\n" if shell == "zsh" else f"{line}\n"


@pytest.fixture(scope="module")
def words(shell: str, home: Path) -> Iterator[Words]:
    (home / START[shell]).write_text(by_hand(shell))
    terminal = begun(shell, home)
    yield lambda typed: after_tab(terminal, typed)
    terminal.close(force=True)


# What is offered where is held in test_completion.py: here, what a shell makes of quotes, of signs
# that part words, of spaces, and of a word that may go on.
CASES = [
    ("whatif --set data=pub", "<whatif><--set><data=public><@>"),
    ("whatif --set=data=pub", "<whatif><--set=data=public><@>"),
    ('whatif --set "data=pub', "<whatif><--set><data=public><@>"),
    ("whatif --set data=public,int", "<whatif><--set><data=public,internal><@>"),
    ("whatif --set regim", "<whatif><--set><regimes=@>"),
    ("cost -p ours\\ t", "<cost><-p><ours two.yaml><@>"),
    ("cost -p ow", "<cost><-p><own/@>"),
    ("cost -p own/", "<cost><-p><own/eu.yaml><@>"),
    ("models list --vendor Mis", "<models><list><--vendor><Mistral AI><@>"),
    ("profile ch", "<profile><check><@>"),
]


@pytest.mark.parametrize(("typed", "wanted"), CASES)
def test_tab_completes_the_word(words: Words, typed: str, wanted: str) -> None:
    assert words(f"llmchoice {typed}") == f"<llmchoice>{wanted}"


def test_a_name_or_text_with_a_command_in_it_is_not_carried_out(words: Words, home: Path) -> None:
    words("llmchoice whatif --criteria mine --set own-test=")
    words("llmchoice cost -p \\$")
    words("llmchoice cost -p ")
    assert not (home / "work" / "x").exists()


def test_tab_lists_the_answers_and_where_the_shell_can_what_they_mean(
    shell: str, home: Path, words: Words
) -> None:
    del words  # the file that it wrote is needed
    terminal = begun(shell, home)
    terminal.send("llmchoice whatif --set data=\t\t")
    terminal.expect("regulated.*secret" if shell == "bash" else "tax files.*secret")
    terminal.close(force=True)


def test_the_program_installs_it(shell: str, home: Path) -> None:
    (home / START[shell]).unlink(missing_ok=True)
    terminal = begun(shell, home)
    terminal.send("llmchoice --install-completion\r")
    terminal.expect("restart the terminal")
    terminal.close(force=True)
    terminal = begun(shell, home)
    if shell == "zsh":  # the first Tab loads it
        after_tab(terminal, "llmchoice whatif --set data=pub")
    wanted = "<llmchoice><whatif><--set><data=public><@>"
    assert after_tab(terminal, "llmchoice whatif --set data=pub") == wanted
    terminal.close(force=True)
