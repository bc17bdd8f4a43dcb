"""Writes the frozen reports that are missing: `python tests/contract/freeze.py`.

A file that exists is left alone: see the README beside this one.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
DATE = ("--date", "2026-11-21")
REPORTS = {
    "assessment-1.json": ("assess", "--profile", "startup", *DATE),
    "assessment-1-workloads.json": ("assess", "--profile", "software-company", *DATE),
    "comparison-1.json": ("whatif", "--profile", "startup", "--set", "privacy=5", *DATE),
    "cost-1.json": ("cost", "--profile", "startup"),
    # Of the frozen assessment, with a year gone and another weight.
    "recheck-1.json": (
        *("recheck", str(FOLDER / "assessment-1.json"), "--set", "privacy=5"),
        *("--date", "2027-11-21"),
    ),
    "panel-1.json": ("panel", "clinic-ciso", "clinic-cfo", "clinic-cto", *DATE),
    # A profile without workloads has one row: a line of JSON is a document too.
    "row-1.json": ("compare", "startup", "--format", "jsonl"),
}

if __name__ == "__main__":
    for name, words in REPORTS.items():
        if not (FOLDER / name).exists():
            target = str(FOLDER / name)
            form = () if "--format" in words else ("--json",)
            command = [sys.executable, "-m", "llmchoice", *words, *form, "-o", target]
            # A verdict such as `none` has an exit code of its own: the file says it all.
            subprocess.run(command, check=False)
