"""What a run takes against the bare import of the libraries that it cannot do without.

Processor time of whole processes, by turns, so that a slow moment of the machine hits both alike;
the ratio of the lower quartiles is what counts. Run it where a wheel of llmchoice is installed,
for a source tree may hold no compiled modules: python benchmarks/startup.py
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PLAIN_TYPER = """\
import typer
app = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})
@app.command()
def assess(profile: str = "", output: str = "", quick: bool = False) -> None:
    "Assess."
@app.command()
def check(names: list[str]) -> None:
    "Check."
@app.command()
def show(name: str) -> None:
    "Show."
app()
"""
LLMCHOICE = (sys.executable, "-m", "llmchoice")
IMPORTS = (sys.executable, "-c", "import typer, pydantic, yaml, numpy")
IMPORTS_NAME = "import typer, pydantic, yaml, numpy"


def pairs(plain: Path) -> dict[str, tuple[Sequence[str], Sequence[str], str]]:
    """Name to what is timed, what it is compared with, and the aim."""
    assess = (*LLMCHOICE, "assess", "--profile", "startup")
    bare = (sys.executable, str(plain), "--help")
    return {
        "--version / python -c pass": (
            (*LLMCHOICE, "--version"),
            (sys.executable, "-c", "pass"),
            "-",
        ),
        "--help / plain typer program --help": ((*LLMCHOICE, "--help"), bare, "1.2"),
        f"profile check / {IMPORTS_NAME}": (
            (*LLMCHOICE, "profile", "check", "startup"),
            IMPORTS,
            "1.4",
        ),
        f"assess / {IMPORTS_NAME}": (assess, IMPORTS, "1.75"),
        f"assess --json / {IMPORTS_NAME}": ((*assess, "--json"), IMPORTS, "1.75"),
    }


def milliseconds(command: Sequence[str]) -> float:
    """Processor time of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def quartile(figures: list[float]) -> float:
    """The lower one: what other programs of the machine disturbed least."""
    return sorted(figures)[len(figures) // 4]


def main() -> None:
    """Print one line per pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.py"
        plain.write_text(PLAIN_TYPER, encoding="utf-8")
        title = f"lower quartile of {runs} runs, ms"
        print(f"{title:<60} {'ours':>7} {'theirs':>7} {'ratio':>6} aim")
        for name, (ours, theirs, aim) in pairs(plain).items():
            milliseconds(ours), milliseconds(theirs)
            timed = [(milliseconds(ours), milliseconds(theirs)) for _ in range(runs)]
            left, right = (quartile(list(side)) for side in zip(*timed, strict=True))
            print(f"{name:<60} {left:7.0f} {right:7.0f} {left / right:6.2f} {aim}")


if __name__ == "__main__":
    main()
