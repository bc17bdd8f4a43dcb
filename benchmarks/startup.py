"""How long a run takes against the bare import of the libraries that it cannot do without.

Each pair is timed in turn, whole processes, so that a slow moment of the machine hits both alike;
the ratio of medians is what counts. Run it where llmchoice is installed:
python benchmarks/startup.py
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
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
ASSESS = (*LLMCHOICE, "assess", "--profile", "startup", "--json")


def pairs(plain: Path) -> dict[str, tuple[Sequence[str], Sequence[str], str]]:
    """Name to what is timed, what it is compared with, and the aim."""

    def python(code: str) -> tuple[str, ...]:
        return (sys.executable, "-c", code)

    return {
        "--version / python -c pass": ((*LLMCHOICE, "--version"), python("pass"), "-"),
        "--help / plain typer program --help": (
            (*LLMCHOICE, "--help"),
            (sys.executable, str(plain), "--help"),
            "1.3",
        ),
        "assess --json / import typer, pydantic, yaml": (
            ASSESS,
            python("import typer, pydantic, yaml"),
            "1.5",
        ),
        "assess --json / the same, with pydantic's BaseModel": (
            ASSESS,
            python("import typer, yaml; from pydantic import BaseModel"),
            "-",
        ),
    }


def milliseconds(command: Sequence[str]) -> float:
    """Wall time of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    """Print one line per pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.py"
        plain.write_text(PLAIN_TYPER, encoding="utf-8")
        title = f"median of {runs} runs, ms"
        print(f"{title:<52} {'ours':>7} {'theirs':>7} {'ratio':>6} aim")
        for name, (ours, theirs, aim) in pairs(plain).items():
            milliseconds(ours), milliseconds(theirs)
            timed = [(milliseconds(ours), milliseconds(theirs)) for _ in range(runs)]
            left, right = (statistics.median(side) for side in zip(*timed, strict=True))
            print(f"{name:<52} {left:7.0f} {right:7.0f} {left / right:6.2f} {aim}")


if __name__ == "__main__":
    main()
