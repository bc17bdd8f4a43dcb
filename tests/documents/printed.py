"""What our programs print, and where a page of the documents shows it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def printed(*command: str) -> str:
    """What a Python with those arguments prints in the folder of the project."""
    done = subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    return done.stdout


def between(text: str, marker: str) -> tuple[str, str, str]:
    """What stands before, between and after a marker and the next end."""
    before, _, rest = text.partition(f"<!-- {marker} -->\n")
    inside, _, after = rest.partition("<!-- end -->")
    return before + f"<!-- {marker} -->\n", inside, "<!-- end -->" + after
